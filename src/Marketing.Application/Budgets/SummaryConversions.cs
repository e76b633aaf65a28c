using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;

namespace Marketing.Application.Budgets;

/// <summary>The rates that sums of several currencies were converted at.</summary>
public sealed record SummaryConversion
{
    /// <summary>Code of the rate set.</summary>
    /// <example>TREASURY</example>
    [MaxLength(RateSet.CodeLength)]
    public required string RateSetCode { get; init; }

    /// <summary>The day whose rates were asked for.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>One rate for each currency that was converted.</summary>
    [MaxLength(300)]
    public required IReadOnlyList<SummaryRate> Rates { get; init; }
}

/// <summary>A rate that sums were converted at.</summary>
public sealed record SummaryRate
{
    /// <summary>The currency that was converted.</summary>
    /// <example>USD</example>
    [MaxLength(3)]
    public required string From { get; init; }

    /// <summary>The currency of the result.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string To { get; init; }

    /// <summary>What one unit is worth.</summary>
    /// <example>7.0962</example>
    [DecimalString(10, 10)]
    public required decimal Rate { get; init; }

    /// <summary>The day that the rate is of. It is earlier than the day that was asked for if the set falls back.</summary>
    public required DateOnly RateDate { get; init; }
}

/// <summary>Lines in one currency, with the rates that led to it; null if nothing was to be converted.</summary>
internal sealed record ConvertedLines(IReadOnlyList<SummedLine> Lines, SummaryConversion? Conversion);

/// <summary>
/// Converts lines before they are added up, so that the sums of groups always add up to the sum of all, whatever they are grouped by.
/// </summary>
internal sealed class SummaryConversions(Conversions conversions)
{
    private const string Pointer = "/rateSet";

    /// <summary>Converts lines at the rates of a day.</summary>
    /// <returns>The lines, or an error that names every rate that is missing.</returns>
    public async Task<Result<ConvertedLines>> ConvertAsync(
        IReadOnlyList<SummedLine> lines,
        string code,
        string currency,
        DateOnly day,
        CancellationToken ct
    )
    {
        var set = await conversions.SetAsync(code, Pointer, ct);
        if (!set.Succeeded)
        {
            return set.Error;
        }

        var others = lines.Select(line => line.Currency).Where(from => from != currency).Distinct().Order(StringComparer.Ordinal);
        var (rates, missing) = (new Dictionary<string, Conversion>(StringComparer.Ordinal), new List<Error>());
        foreach (var from in others)
        {
            var rate = await conversions.RateAsync(set.Value, from, currency, day, ct);
            if (rate.Succeeded)
            {
                rates.Add(from, rate.Value);
            }
            else
            {
                missing.Add(rate.Error is RateMissing unknown ? unknown with { Pointer = Pointer } : rate.Error);
            }
        }

        if (Refusals.Join([.. missing]) is { } refused)
        {
            return refused;
        }

        var converted = new List<SummedLine>();
        foreach (var line in lines)
        {
            if (line.Currency == currency)
            {
                converted.Add(line);
            }
            else if (line.In(currency, rates[line.Currency]) is { } other)
            {
                converted.Add(other);
            }
            else
            {
                return new BookingAmountOutOfRange(MinorUnits.ToAmount(line.Sums.Available, line.Currency), line.Currency, Pointer);
            }
        }

        return new ConvertedLines(
            converted,
            new SummaryConversion
            {
                RateSetCode = set.Value.Code,
                Date = day,
                Rates =
                [
                    .. rates.Values.Select(rate => new SummaryRate
                    {
                        From = rate.Currency,
                        To = currency,
                        Rate = rate.Rate,
                        RateDate = rate.RateDate,
                    }),
                ],
            }
        );
    }
}
