using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Budgets;

/// <summary>Which budgets to list.</summary>
public sealed record ListBudgets : ResourceListArguments, IQuery<Page<BudgetResponse>>
{
    /// <summary>Only budgets of this plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Only budgets in this state.</summary>
    public BudgetStatus? Status { get; init; }

    /// <summary>Only scenarios of this budget.</summary>
    public Guid? ScenarioOfId { get; init; }

    /// <summary>Only the budget with this code, in any case.</summary>
    [MaxLength(Budget.CodeLength)]
    public string? Code { get; init; }
}

internal sealed class ListBudgetsHandler(IMarketingDb db, PageReader pages) : IRequestHandler<ListBudgets, Result<Page<BudgetResponse>>>
{
    private static readonly SortSet<Budget, BudgetResponse> Sorts = SortSet<Budget, BudgetResponse>
        .EndingIn(budget => budget.Id, budget => BudgetId.From(budget.Id))
        .By("updatedAt", budget => budget.UpdatedAt, budget => budget.UpdatedAt)
        .By("createdAt", budget => budget.CreatedAt, budget => budget.CreatedAt)
        .By("title", budget => budget.TitleKey, budget => CatalogueName.Key(budget.Terms.Title))
        .By("periodStart", budget => budget.PeriodStart, budget => budget.Terms.PeriodStart)
        .ByDefault("-updatedAt");

    public Task<Result<Page<BudgetResponse>>> Handle(ListBudgets query, CancellationToken cancellationToken) =>
        pages.ReadAsync(Filter(query), query, Sorts, cancellationToken);

    private IQueryable<Budget> Filter(ListBudgets query)
    {
        var budgets = db.Budgets.Matching<Budget, BudgetId>(query);
        if (query.PlanId is { } given)
        {
            var plan = PlanId.From(given);
            budgets = budgets.Where(budget => budget.PlanId == plan);
        }

        if (query.Status is { } status)
        {
            budgets = budgets.Where(budget => budget.Status == status);
        }

        if (query.ScenarioOfId is { } of)
        {
            BudgetId? scenarioOf = BudgetId.From(of);
            budgets = budgets.Where(budget => budget.ScenarioOfId == scenarioOf);
        }

        if (query.Code is { } code)
        {
            var key = Budget.KeyOf(code);
            budgets = budgets.Where(budget => budget.CodeKey == key);
        }

        budgets = budgets.Containing(budget => budget.SearchText, query.Q);

        return budgets;
    }
}

/// <summary>Reads one budget.</summary>
public sealed record GetBudget(BudgetId Id) : IQuery<BudgetResponse>;

internal sealed class GetBudgetHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetBudget, Result<BudgetResponse>>
{
    public async Task<Result<BudgetResponse>> Handle(GetBudget query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<Budget, BudgetResponse>, cancellationToken) is { } found
            ? found
            : new BudgetNotFound(query.Id.Value);
}
