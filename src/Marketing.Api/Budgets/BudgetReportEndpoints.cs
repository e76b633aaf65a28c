using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Problems;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Budgets;

namespace Marketing.Api.Budgets;

/// <summary>Scenarios, comparisons, reports and audits of budgets.</summary>
internal static class BudgetReportEndpoints
{
    public static void MapBudgetReports(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Budgets");
        api.Post("/v1/budgets/{budgetId}/clone", "cloneBudget", CloneBudget, Scopes.BudgetsWrite);
        api.Post("/v1/budgets/{budgetId}/forecast", "forecastBudget", ForecastBudget, Scopes.BudgetsWrite);
        api.Get("/v1/budgets/{budgetId}/variance", "getBudgetVariance", GetBudgetVariance, Scopes.BudgetsRead).MayFail(409);
        api.Get("/v1/budgets/{budgetId}/reserve/history", "getReserveHistory", GetReserveHistory, Scopes.BudgetsRead);
        api.Get("/v1/budgets/{budgetId}/burn-down", "getBurnDown", GetBurnDown, Scopes.BudgetsRead);
        api.Get("/v1/budgets/{budgetId}/audits", "listBudgetAudits", ListBudgetAudits, Scopes.BudgetsRead);
        api.Post("/v1/budgets/{budgetId}/audits", "recordBudgetAudit", RecordBudgetAudit, Scopes.BudgetsWrite);
        api.Get("/v1/budgets/{budgetId}/audits/{auditId}", "getBudgetAudit", GetBudgetAudit, Scopes.BudgetsRead);
    }

    /// <summary>Create a scenario</summary>
    /// <remarks>
    /// Copies the working copy into another budget beside it, with adjusted amounts. Of a budget and its scenarios one can be submitted;
    /// the others can be submitted once it is withdrawn or returned (409).
    /// </remarks>
    private static Task<Created<BudgetResponse>> CloneBudget(BudgetId budgetId, Body<CloneBudgetInput> body, UseCases useCases) =>
        useCases.Create(new CloneBudget(budgetId, body.Value), budget => $"/v1/budgets/{budget.Id}");

    /// <summary>Forecast spending</summary>
    /// <remarks>
    /// Writes what is expected to be spent on lines in open months, beside what is spent and promised. `reportExecution` bases its estimate
    /// on it.
    /// </remarks>
    private static Task<Changed<BudgetResponse>> ForecastBudget(
        BudgetId budgetId,
        Body<ForecastInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new ForecastBudget(budgetId, ifMatch.Version, body.Value));

    /// <summary>Compare two states of a budget</summary>
    /// <remarks>Compares revisions, scenarios or actuals by line: amounts, difference, percent. By default, plan and actuals.</remarks>
    private static Task<Ok<BudgetVarianceResponse>> GetBudgetVariance(
        BudgetId budgetId,
        Query<VarianceArguments> query,
        UseCases useCases
    ) => useCases.Read(new GetBudgetVariance(budgetId, query.Value));

    /// <summary>Get the history of the reserve</summary>
    /// <remarks>Returns every change of the contingency reserve with its cause and the balance afterwards, the earliest first.</remarks>
    private static Task<Ok<ReserveHistoryResponse>> GetReserveHistory(BudgetId budgetId, UseCases useCases) =>
        useCases.Read(new GetReserveHistory(budgetId));

    /// <summary>Get the burn-down of a budget</summary>
    /// <remarks>Returns what was left at the end of each month, and even spending. The picture follows Accept-Language.</remarks>
    private static Task<OkOr<BurnDownResponse, Svg>> GetBurnDown(BudgetId budgetId, AcceptedLanguage language, UseCases useCases) =>
        useCases.Read<BurnDownResponse, BurnDownResponse, Svg>(
            new GetBurnDown(budgetId),
            chart => chart,
            chart => BurnDownSvg.Write(chart, language.Texts.Language)
        );

    /// <summary>List the audits of a budget</summary>
    /// <remarks>Returns the audits with their findings, the latest first.</remarks>
    private static Task<Ok<Page<BudgetAuditResponse>>> ListBudgetAudits(
        BudgetId budgetId,
        Query<BudgetAuditArguments> query,
        UseCases useCases
    ) => useCases.Read(new ListBudgetAudits(budgetId, query.Value));

    /// <summary>Record an audit</summary>
    /// <remarks>Records an audit of the budget. Each finding becomes a task of its owner, with its due date.</remarks>
    private static Task<Created<BudgetAuditResponse>> RecordBudgetAudit(
        BudgetId budgetId,
        Body<BudgetAuditInput> body,
        UseCases useCases
    ) => useCases.Create(new RecordBudgetAudit(budgetId, body.Value), audit => $"/v1/budgets/{audit.BudgetId}/audits/{audit.Id}");

    /// <summary>Get an audit</summary>
    /// <remarks>Returns one audit with its findings.</remarks>
    private static Task<Ok<BudgetAuditResponse>> GetBudgetAudit(BudgetId budgetId, BudgetAuditId auditId, UseCases useCases) =>
        useCases.Read(new GetBudgetAudit(budgetId, auditId));
}
