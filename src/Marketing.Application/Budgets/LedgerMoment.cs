using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>
/// Makes sure that what was known at an instant never changes any more: everything that is recorded from now on gets a later time.
/// </summary>
internal sealed class LedgerMoment(ISender sender, TimeProvider clock)
{
    /// <summary>Units of work that began before may still record with the time at which they began to do so.</summary>
    private static readonly TimeSpan LongestUnit = TimeSpan.FromSeconds(15);

    /// <summary>Settles what was known at a moment.</summary>
    /// <param name="asOf">The moment; a day ends in the time zone of the budget's plan, or of the workspace.</param>
    /// <param name="budget">The budget; null for all.</param>
    /// <param name="ct">Cancels the statements.</param>
    /// <returns>The instant, or an error if it is in the future.</returns>
    public async Task<Result<DateTime?>> SettleAsync(DayOrInstant? asOf, BudgetId? budget, CancellationToken ct)
    {
        if (asOf is not { } moment)
        {
            return (DateTime?)null;
        }

        var at = moment.Instant ?? moment.LastInstant((await sender.Send(new GetBudgetCalendar(budget), ct)).Value);
        return await SettleAsync(at, ct);
    }

    /// <summary>Settles what was known at an instant.</summary>
    /// <returns>The instant itself, or an error if it is in the future.</returns>
    public async Task<Result<DateTime?>> SettleAsync(DateTime? asOf, CancellationToken ct)
    {
        var now = clock.Instant();
        if (asOf is not { } at)
        {
            return (DateTime?)null;
        }

        if (at > now)
        {
            return new AsOfInFuture(now);
        }

        if (now - at < LongestUnit)
        {
            var settled = await sender.Send(new SettleRecordedTime(at), ct);
            if (!settled.Succeeded)
            {
                return settled.Error;
            }
        }

        return at;
    }
}

/// <summary>Reads in which time zone days begin and end: in that of the budget's plan, or else of the workspace.</summary>
/// <param name="Id">The budget; null for all budgets of the workspace.</param>
public sealed record GetBudgetCalendar(BudgetId? Id) : IQuery<WorkCalendar>;

internal sealed class GetBudgetCalendarHandler(IMarketingDb db, BudgetCalendars calendars)
    : IRequestHandler<GetBudgetCalendar, Result<WorkCalendar>>
{
    public Task<Result<WorkCalendar>> Handle(GetBudgetCalendar query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(
            async () => Result<WorkCalendar>.Of(await calendars.OfAsync(query.Id, cancellationToken)),
            cancellationToken
        );
}

/// <summary>Reads calendars of budgets.</summary>
internal sealed class BudgetCalendars(IMarketingDb db, Signers signers)
{
    /// <summary>Returns the calendar of a budget: in the time zone of its plan, or else of the workspace.</summary>
    public async Task<WorkCalendar> OfAsync(BudgetId? id, CancellationToken ct)
    {
        var settings = await signers.SettingsAsync(ct);
        if (id is not { } budget)
        {
            return WorkCalendar.Of(settings);
        }

        var plan = await db
            .Plans.AsNoTracking()
            .Where(plan => db.Budgets.Any(each => each.Id == budget && each.PlanId == plan.Id))
            .Select(plan => plan.Header)
            .SingleOrDefaultAsync(ct);
        return WorkCalendar.Of(settings, plan?.TimeZone);
    }
}

/// <summary>
/// Lets everything that is recorded from now on have a later time than this instant. Waits for units of work that are recording.
/// </summary>
public sealed record SettleRecordedTime(DateTime At) : ICommand<Done>, IRepeatable;

internal sealed class SettleRecordedTimeHandler(IMarketingDb db) : IRequestHandler<SettleRecordedTime, Result<Done>>
{
    public async Task<Result<Done>> Handle(SettleRecordedTime command, CancellationToken cancellationToken)
    {
        var later = command.At.AddMicroseconds(1);
        await db.ChangeCounters.GuardAsync(
            counter => counter.SetProperty(row => row.LastAt, row => row.LastAt < later ? later : row.LastAt),
            cancellationToken
        );
        return Done.Now;
    }
}
