using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;
using MediatR;

namespace Marketing.Application.Budgets;

/// <summary>A scenario of a budget.</summary>
public sealed record CloneBudgetInput
{
    /// <summary>Name of the scenario, unique among the scenarios of the budget.</summary>
    /// <example>保守方案</example>
    [MaxLength(Budget.ScenarioLength)]
    [NotBlank]
    [SingleLine]
    public required string Scenario { get; init; }

    /// <summary>Code of the scenario; by default the code of the budget with a number.</summary>
    /// <example>BRAND-2027-S2</example>
    [MaxLength(Budget.CodeLength)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public string? Code { get; init; }

    /// <summary>How the amounts are adjusted; omit it to keep them.</summary>
    public ScenarioAdjustment? Adjust { get; init; }
}

/// <summary>An adjustment of all amounts, or of those that match. The adjusted amounts add up to the adjusted sum, to the cent.</summary>
public sealed record ScenarioAdjustment
{
    /// <summary>Change in percent.</summary>
    /// <example>-10</example>
    [Range(typeof(decimal), "-100", "1000", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    [DecimalString(4, 4, AllowNegative = true)]
    public required decimal Percent { get; init; }

    /// <summary>Only lines with these codes.</summary>
    [MaxLength(100)]
    [Items(Budget.CodeLength)]
    public IReadOnlyList<string> LineCodes { get; init; } = [];

    /// <summary>Only lines of this category.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Category { get; init; }
}

/// <summary>Copies the working copy of a budget into a scenario beside it.</summary>
public sealed record CloneBudget(BudgetId Id, CloneBudgetInput Input) : ICommand<BudgetResponse>;

internal sealed class CloneBudgetHandler(IMarketingDb db, RequestContext context, BudgetStore store, BudgetWords words)
    : IRequestHandler<CloneBudget, Result<BudgetResponse>>
{
    public async Task<Result<BudgetResponse>> Handle(CloneBudget command, CancellationToken cancellationToken)
    {
        await store.HoldAsync(command.Id, cancellationToken);
        var found = await store.FindAsync(command.Id, null, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (source, input) = (found.Value, command.Input);
        var terms = source.Terms with { Code = input.Code ?? await store.FreeCodeAsync(source.Code, cancellationToken) };
        var refused = Refusals.Join(
            await store.CodeTakenAsync(terms.Code, null, cancellationToken),
            await store.ScenarioTakenAsync(source, input.Scenario, cancellationToken)
        );
        if (refused is not null)
        {
            return refused;
        }

        var copied = await store.LinesAsync(source.Id, cancellationToken);
        var amounts = Scenario.Amounts(copied, source.Currency, input.Adjust);
        if (!amounts.Succeeded)
        {
            return amounts.Error;
        }

        // The total and its range are those of the source: what an adjustment breaks is reported when the scenario is submitted.
        var drafted = Budget.DraftScenario(context.WorkspaceId, source, terms, input.Scenario);
        if (!drafted.Succeeded)
        {
            return drafted.Error;
        }

        var scenario = drafted.Value;
        var lines = new List<BudgetLine>();
        foreach (var (line, i) in copied.Select((line, i) => (line, i)))
        {
            // Written in two steps, so that months follow the amount.
            var added = BudgetLine.Add(scenario, i + 1, line.Terms);
            if ((added.Error ?? added.Value.Write(line.Terms with { Amount = amounts.Value[i] }, scenario.Currency).Error) is { } broken)
            {
                return broken;
            }

            lines.Add(added.Value);
        }

        if (await words.LinkAsync(lines, i => $"/lines/{i}", cancellationToken) is { } unknown)
        {
            return unknown;
        }

        db.Budgets.Add(scenario);
        db.BudgetRevisions.Add(BudgetRevision.Open(scenario));
        await db.SaveChangesAsync(cancellationToken);
        db.BudgetLines.AddRange(lines);
        await db.SaveChangesAsync(cancellationToken);
        return store.ToResponse(scenario);
    }
}

/// <summary>Adjusts the amounts of a scenario.</summary>
internal static class Scenario
{
    /// <summary>Returns the amounts of the lines after an adjustment, in their order. Other lines and placeholders keep theirs.</summary>
    public static Result<IReadOnlyList<PlannedMoney?>> Amounts(IReadOnlyList<BudgetLine> lines, string currency, ScenarioAdjustment? adjust)
    {
        var amounts = lines.Select(line => line.Terms.Amount).ToList();
        if (adjust is null)
        {
            return Result<IReadOnlyList<PlannedMoney?>>.Of(amounts);
        }

        var codes = adjust.LineCodes.Select(Budget.KeyOf).ToHashSet(StringComparer.Ordinal);
        var unknown = adjust
            .LineCodes.Select((code, i) => (code, i))
            .Where(line => lines.All(each => each.CodeKey != Budget.KeyOf(line.code)))
            .Select(line => RuleFault.Of($"/adjust/lineCodes/{line.i}", "budget.lineUnknown", ("code", line.code)))
            .ToList();
        if (unknown.Count > 0)
        {
            return new RulesBroken(unknown);
        }

        var matching = Enumerable
            .Range(0, lines.Count)
            .Where(i =>
                amounts[i]?.Amount > 0
                && (codes.Count == 0 || codes.Contains(lines[i].CodeKey))
                && (adjust.Category is not { } category || lines[i].Terms.Category == category)
            )
            .ToList();
        if (matching.Count == 0)
        {
            return Result<IReadOnlyList<PlannedMoney?>>.Of(amounts);
        }

        var minor = matching.Select(i => MinorUnits.Of(amounts[i]!.Amount!.Value, currency)).ToList();
        var total = decimal.Round(
            minor.Aggregate(0m, (sum, each) => sum + each) * (100 + adjust.Percent) / 100,
            MidpointRounding.AwayFromZero
        );
        var parts = LargestRemainder.Divide((long)total, minor);
        foreach (var (part, i) in parts.Zip(matching))
        {
            amounts[i] = new PlannedMoney { Amount = MinorUnits.ToAmount(part, currency), Currency = currency };
        }

        return Result<IReadOnlyList<PlannedMoney?>>.Of(amounts);
    }
}
