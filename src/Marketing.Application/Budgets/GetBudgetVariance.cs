using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Which two states of a budget to compare.</summary>
public sealed record VarianceArguments
{
    /// <summary>The number of a revision, or a word.</summary>
    public const string StatePattern = "^(working|inForce|actual|scenario:[^\\u0000-\\u001f\\u0085\\u2028\\u2029]{1,100}|[1-9][0-9]{0,8})$";

    /// <summary>
    /// The first state: `working`, `inForce`, `actual`, the number of a submitted revision, or `scenario:` with a name. By default the
    /// content in force.
    /// </summary>
    /// <example>1</example>
    [RegularExpression(StatePattern)]
    [MaxLength(110)]
    public string From { get; init; } = "inForce";

    /// <summary>The second state, by default the actuals.</summary>
    /// <example>scenario:保守方案</example>
    [RegularExpression(StatePattern)]
    [MaxLength(110)]
    public string To { get; init; } = "actual";
}

/// <summary>The difference between two states of a budget.</summary>
public sealed record BudgetVarianceResponse
{
    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>Currency of all amounts.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>The first state.</summary>
    [MaxLength(110)]
    public required string From { get; init; }

    /// <summary>The second state.</summary>
    [MaxLength(110)]
    public required string To { get; init; }

    /// <summary>The whole budget.</summary>
    public required VarianceAmounts Total { get; init; }

    /// <summary>The lines of both states by their codes, in the order of the first state.</summary>
    [MaxLength(Budget.MaxLines * 2)]
    public required IReadOnlyList<VarianceLine> Lines { get; init; }
}

/// <summary>The difference of a line.</summary>
public sealed record VarianceLine
{
    /// <summary>Code of the line.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string Code { get; init; }

    /// <summary>Category of the spending.</summary>
    [MaxLength(300)]
    public required string Category { get; init; }

    /// <summary>The amounts.</summary>
    [Flatten]
    public required VarianceAmounts Amounts { get; init; }
}

/// <summary>Two amounts and their difference.</summary>
public sealed record VarianceAmounts
{
    /// <summary>The amount in the first state; null if it is open, or if the state has no such line.</summary>
    /// <example>120000</example>
    public required decimal? FromAmount { get; init; }

    /// <summary>The amount in the second state; null if it is open, or if the state has no such line.</summary>
    /// <example>108000</example>
    public required decimal? ToAmount { get; init; }

    /// <summary>The second amount less the first. A missing line counts as 0; null while an amount is open.</summary>
    /// <example>-12000</example>
    public required decimal? Difference { get; init; }

    /// <summary>The difference in percent of the first amount; null without it.</summary>
    /// <example>-10</example>
    public required decimal? Percent { get; init; }

    internal static VarianceAmounts Of((bool Known, decimal? Amount) from, (bool Known, decimal? Amount) to)
    {
        var (first, second) = (from.Known ? from.Amount : 0, to.Known ? to.Amount : 0);
        var difference = second - first;
        return new VarianceAmounts
        {
            FromAmount = from.Amount,
            ToAmount = to.Amount,
            Difference = difference,
            Percent =
                first is { } whole and not 0 && difference is { } change
                    ? decimal.Round(change * 100 / whole, 2, MidpointRounding.AwayFromZero)
                    : null,
        };
    }
}

/// <summary>Compares two revisions or scenarios of a budget, or a plan with what was spent.</summary>
public sealed record GetBudgetVariance(BudgetId Id, VarianceArguments Arguments) : IQuery<BudgetVarianceResponse>;

internal sealed class GetBudgetVarianceHandler(IMarketingDb db, BudgetStore store)
    : IRequestHandler<GetBudgetVariance, Result<BudgetVarianceResponse>>
{
    public Task<Result<BudgetVarianceResponse>> Handle(GetBudgetVariance query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<BudgetVarianceResponse>> ReadAsync(GetBudgetVariance query, CancellationToken ct)
    {
        var budget = await db.Budgets.AsNoTracking().SingleOrDefaultAsync(budget => budget.Id == query.Id, ct);
        if (budget is null)
        {
            return new BudgetNotFound(query.Id.Value);
        }

        var from = await StateAsync(budget, query.Arguments.From, ct);
        var to = await StateAsync(budget, query.Arguments.To, ct);
        if ((from.Error ?? to.Error) is { } missing)
        {
            return missing;
        }

        var (before, after) = (from.Value, to.Value);
        return new BudgetVarianceResponse
        {
            BudgetId = budget.Id.Value,
            Currency = budget.Currency,
            From = query.Arguments.From,
            To = query.Arguments.To,
            Total = VarianceAmounts.Of((true, before.Total), (true, after.Total)),
            Lines =
            [
                .. from key in before.Lines.Keys.Concat(after.Lines.Keys).Distinct(StringComparer.Ordinal)
                let first = before.Lines.GetValueOrDefault(key)
                let second = after.Lines.GetValueOrDefault(key)
                select new VarianceLine
                {
                    Code = (first ?? second)!.Code,
                    Category = (first ?? second)!.Category,
                    Amounts = VarianceAmounts.Of((first is not null, first?.Amount), (second is not null, second?.Amount)),
                },
            ],
        };
    }

    private async Task<Result<State>> StateAsync(Budget budget, string name, CancellationToken ct)
    {
        const string OfScenario = "scenario:";
        if (name == "actual")
        {
            return await ActualAsync(budget, ct);
        }

        if (name.StartsWith(OfScenario, StringComparison.Ordinal))
        {
            var (family, scenario) = ((BudgetId?)budget.Family, name[OfScenario.Length..]);
            var other = await db
                .Budgets.AsNoTracking()
                .SingleOrDefaultAsync(each => each.ScenarioOfId == family && each.Scenario == scenario, ct);
            return other is null ? new ScenarioNotFound(scenario) : State.Of(await WorkingAsync(other, ct));
        }

        if (name == "working")
        {
            return State.Of(await WorkingAsync(budget, ct));
        }

        var number = name == "inForce" ? budget.InForceRevision : int.Parse(name, CultureInfo.InvariantCulture);
        var revision = await store.RevisionAsync(budget.Id, number, ct);
        return revision?.Hash is null
            ? number is null
                ? new BudgetNotInForce(budget.Id.Value)
                : new RevisionNotFound(number.Value)
            : State.Of((await store.SubmittedAsync(revision, ct)).Content);
    }

    private async Task<BudgetContent> WorkingAsync(Budget budget, CancellationToken ct) =>
        BudgetStore.ContentOf(budget, await store.LinesAsync(budget.Id, ct));

    private async Task<State> ActualAsync(Budget budget, CancellationToken ct)
    {
        var rows = await db.BudgetBalances.AsNoTracking().Where(row => row.BudgetId == budget.Id).ToListAsync(ct);
        var whole = rows.Find(row => row.Scope == BalanceScope.Budget);
        return new State(
            MinorUnits.ToAmount(whole?.Actual ?? 0, budget.Currency),
            rows.Where(row => row.Scope is BalanceScope.Line or BalanceScope.Group)
                .OrderBy(row => row.IsOpen)
                .GroupBy(row => row.CodeKey)
                .ToDictionary(
                    row => row.Key,
                    row => new StateLine(
                        row.Last().Terms.Code,
                        row.Last().Terms.Category,
                        MinorUnits.ToAmount(row.Sum(each => each.Actual), budget.Currency)
                    )
                )
        );
    }

    private sealed record StateLine(string Code, string Category, decimal? Amount);

    private sealed record State(decimal? Total, IReadOnlyDictionary<string, StateLine> Lines)
    {
        public static State Of(BudgetContent content) =>
            new(
                content.Total,
                content.Lines.ToDictionary(
                    line => Budget.KeyOf(line.Terms.Code),
                    line => new StateLine(line.Terms.Code, line.Terms.Category, content.AmountOf(line))
                )
            );
    }
}

/// <summary>The budget has no scenario with this name.</summary>
public sealed record ScenarioNotFound(string Scenario) : NotFoundError("budget.scenarioNotFound");
