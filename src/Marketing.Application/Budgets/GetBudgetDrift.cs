using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>How an adopted budget differs from the budget parts of its plan.</summary>
public sealed record BudgetDriftResponse
{
    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>The plan; null if the budget was not adopted.</summary>
    public required Guid? PlanId { get; init; }

    /// <summary>The differences between both working copies; empty if there are none.</summary>
    [MaxLength(Budget.MaxLines * 5)]
    public required IReadOnlyList<BudgetDriftItem> Differences { get; init; }
}

/// <summary>One difference.</summary>
public sealed record BudgetDriftItem
{
    /// <summary>How they differ.</summary>
    public required DriftKind Kind { get; init; }

    /// <summary>Ref of the part; null for the budget as a whole.</summary>
    /// <example>BL-1</example>
    [MaxLength(100)]
    public required string? PartRef { get; init; }

    /// <summary>Code of the line; null for the budget as a whole, and if there is no line.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string? LineCode { get; init; }

    /// <summary>The member of the part; null for a missing line or part.</summary>
    /// <example>amount</example>
    [MaxLength(100)]
    public required string? Member { get; init; }

    /// <summary>What the plan says, as text.</summary>
    /// <example>8500000</example>
    [MaxLength(ContentLimits.Text)]
    public required string? Planned { get; init; }

    /// <summary>What the budget says, as text.</summary>
    /// <example>9000000</example>
    [MaxLength(ContentLimits.Text)]
    public required string? Budgeted { get; init; }
}

/// <summary>Compares a budget with the parts that it was adopted from.</summary>
public sealed record GetBudgetDrift(BudgetId Id) : IQuery<BudgetDriftResponse>;

internal sealed class GetBudgetDriftHandler(IMarketingDb db) : IRequestHandler<GetBudgetDrift, Result<BudgetDriftResponse>>
{
    public Task<Result<BudgetDriftResponse>> Handle(GetBudgetDrift query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<BudgetDriftResponse>> ReadAsync(GetBudgetDrift query, CancellationToken ct)
    {
        var budget = await db.Budgets.AsNoTracking().SingleOrDefaultAsync(budget => budget.Id == query.Id, ct);
        if (budget is null)
        {
            return new BudgetNotFound(query.Id.Value);
        }

        var plan = budget is { IsAdopted: true, PlanId: { } planId } ? await db.Content(ContentView.Working).ReadAsync(planId, ct) : null;
        return new BudgetDriftResponse
        {
            BudgetId = budget.Id.Value,
            PlanId = plan is { Succeeded: true } ? budget.PlanId?.Value : null,
            Differences = plan is { Succeeded: true } ? [.. Differences(budget, await LinesAsync(budget.Id, ct), plan.Value)] : [],
        };
    }

    private Task<List<BudgetLine>> LinesAsync(BudgetId id, CancellationToken ct) =>
        db
            .BudgetLines.AsNoTracking()
            .Where(line => line.BudgetId == id)
            .OrderBy(line => line.Position)
            .ThenBy(line => line.Id)
            .ToListAsync(ct);

    private static IEnumerable<BudgetDriftItem> Differences(Budget budget, IReadOnlyList<BudgetLine> lines, PlanContent plan)
    {
        var parts = plan.Parts.Select(part => (part.Ref, Content: part.Read())).ToList();
        return BudgetDrift
            .Of(
                BudgetStore.ContentOf(budget, lines),
                parts.Select(part => part.Content).OfType<PlanBudget>().FirstOrDefault(),
                [.. parts.Where(part => part.Content is PlanBudgetLine).Select(part => (part.Ref, (PlanBudgetLine)part.Content))]
            )
            .Select(difference => new BudgetDriftItem
            {
                Kind = difference.Kind,
                PartRef = difference.PartRef,
                LineCode = difference.LineCode,
                Member = difference.Member,
                Planned = difference.Planned,
                Budgeted = difference.Budgeted,
            });
    }
}
