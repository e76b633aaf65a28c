using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>What a booking depends on besides its lines.</summary>
/// <param name="Day">The day of the booking, in the time zone of the budget's plan.</param>
/// <param name="Conversion">How its amounts are converted; null if they are in the currency of the budget.</param>
internal sealed record BookingTerms(DateOnly Day, Conversion? Conversion);

/// <summary>Finds the day of a booking and the rate of that day.</summary>
internal sealed class Conversions(IMarketingDb db, BudgetCalendars calendars, TimeProvider clock)
{
    /// <summary>Versions that are searched for the latest rate before a day without one.</summary>
    private const int MostVersions = 200;

    private readonly Dictionary<(string Set, string From, string To, DateOnly Day), Result<Conversion>> _known = [];

    /// <summary>Returns the day of a booking, and the rate of that day if its amount is in another currency.</summary>
    public async Task<Result<BookingTerms>> TermsAsync(IBooking booking, Budget budget, CancellationToken ct)
    {
        var day = booking.Date.Day ?? booking.Date.DayIn(await calendars.OfAsync(budget.Id, ct));
        if (booking.Amount.Currency == budget.Currency || !Currencies.IsKnown(booking.Amount.Currency))
        {
            return new BookingTerms(day, null);
        }

        var conversion = await FindAsync(booking.Amount.Currency, booking.RateSetCode, budget, day, ct);
        return conversion.Succeeded ? new BookingTerms(day, conversion.Value) : conversion.Error;
    }

    /// <summary>Returns the day of a booking that is tried; by default today.</summary>
    public async Task<DateOnly> DayAsync(DayOrInstant? date, Budget budget, CancellationToken ct)
    {
        var calendar = await calendars.OfAsync(budget.Id, ct);
        return date?.DayIn(calendar) ?? calendar.DayOf(clock.Instant());
    }

    /// <summary>Returns an amount in minor units of the budget's currency, or why it cannot be booked.</summary>
    public async Task<Result<long>> ConvertAsync(Money amount, DayOrInstant? date, string? set, Budget budget, CancellationToken ct)
    {
        if (amount.Currency == budget.Currency || !Currencies.IsKnown(amount.Currency))
        {
            return Bookings.Check(amount, budget, "/amount") is { } wrong ? wrong : MinorUnits.Of(amount.Amount, budget.Currency);
        }

        var conversion = await FindAsync(amount.Currency, set, budget, await DayAsync(date, budget, ct), ct);
        if (!conversion.Succeeded)
        {
            return conversion.Error;
        }

        return Bookings.Check(amount, amount.Currency, "/amount") is { } refused ? refused
            : conversion.Value.ToMinor(amount.Amount, budget.Currency) is { } minor and > 0 ? minor
            : new BookingAmountOutOfRange(amount.Amount, amount.Currency, "/amount/amount");
    }

    private async Task<Result<Conversion>> FindAsync(string from, string? set, Budget budget, DateOnly day, CancellationToken ct)
    {
        if ((set ?? budget.Terms.RateSetCode) is not { } code)
        {
            return new BudgetCurrencyDiffers(from, budget.Currency);
        }

        var key = (RateSet.KeyOf(code), from, budget.Currency, day);
        if (!_known.TryGetValue(key, out var known))
        {
            var rates = await SetAsync(code, set is null ? "/amount/currency" : "/rateSetCode", ct);
            known = rates.Succeeded ? await RateAsync(rates.Value, from, budget.Currency, day, ct) : rates.Error;
            _known.Add(key, known);
        }

        return known;
    }

    /// <summary>Returns the rate set with a code.</summary>
    public async Task<Result<RateSet>> SetAsync(string code, string pointer, CancellationToken ct)
    {
        var key = RateSet.KeyOf(code);
        return await db.RateSets.AsNoTracking().SingleOrDefaultAsync(set => set.CodeKey == key, ct) is { } found
            ? found
            : new RateSetUnknown(code, pointer);
    }

    /// <summary>Returns the rate of a day, or the latest one before it if the set falls back.</summary>
    public async Task<Result<Conversion>> RateAsync(RateSet set, string from, string to, DateOnly day, CancellationToken ct)
    {
        var versions = db
            .RateSetVersions.AsNoTracking()
            .Where(version => version.RateSetId == set.Id && version.ValidFrom <= day)
            .OrderByDescending(version => version.Number);
        var valid = await versions.Where(version => version.ValidTo == null || version.ValidTo >= day).ToListAsync(ct);
        var found = Conversion.On(set, valid, from, to, day);
        if (found.Succeeded || set.MissingRate == MissingRatePolicy.Refuse)
        {
            return found;
        }

        var earlier = await versions.OrderByDescending(version => version.ValidTo).Take(MostVersions).ToListAsync(ct);
        return Conversion.On(set, earlier, from, to, day);
    }
}
