using System.ComponentModel.DataAnnotations;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Problems;
using Marketing.Application.Approvals;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Application.Lifecycle;
using Marketing.Domain.Access;
using Marketing.Domain.Budgets;
using Marketing.Domain.Plans;

namespace Marketing.Api.Budgets;

internal static class BudgetEndpoints
{
    public static void MapBudgets(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Budgets");
        api.Get("/v1/budgets", "listBudgets", ListBudgets, Scopes.BudgetsRead);
        api.Post("/v1/budgets", "createBudget", CreateBudget, Scopes.BudgetsWrite);
        api.Post("/v1/plans/{planId}/budgets/adopt", "adoptBudget", AdoptBudget, Scopes.BudgetsWrite);
        api.Get("/v1/budgets/{budgetId}", "getBudget", GetBudget, Scopes.BudgetsRead);
        api.Patch("/v1/budgets/{budgetId}", "updateBudget", UpdateBudget, Scopes.BudgetsWrite);
        api.Delete("/v1/budgets/{budgetId}", "deleteBudget", DeleteBudget, Scopes.BudgetsWrite);
        api.Post("/v1/budgets/{budgetId}/restore", "restoreBudget", RestoreBudget, Scopes.BudgetsWrite);
        api.Get("/v1/budgets/{budgetId}/lines", "listBudgetLines", ListBudgetLines, Scopes.BudgetsRead);
        api.Post("/v1/budgets/{budgetId}/lines", "createBudgetLine", CreateBudgetLine, Scopes.BudgetsWrite);
        api.Get("/v1/budgets/{budgetId}/lines/{lineId}", "getBudgetLine", GetBudgetLine, Scopes.BudgetsRead);
        api.Patch("/v1/budgets/{budgetId}/lines/{lineId}", "updateBudgetLine", UpdateBudgetLine, Scopes.BudgetsWrite);
        api.Delete("/v1/budgets/{budgetId}/lines/{lineId}", "deleteBudgetLine", DeleteBudgetLine, Scopes.BudgetsWrite);
        api.Post("/v1/budgets/{budgetId}/lines/bulk", "writeBudgetLinesInBulk", WriteLines, Scopes.BudgetsWrite).MaxBody(4_000_000);
        api.Post("/v1/budgets/{budgetId}/adjust", "adjustBudget", AdjustBudget, Scopes.BudgetsWrite);
        api.Get("/v1/budgets/{budgetId}/lines/{lineId}/periods", "listBudgetLinePeriods", ListPeriods, Scopes.BudgetsRead);
        api.Put("/v1/budgets/{budgetId}/lines/{lineId}/periods/{period}", "writeBudgetLinePeriod", WritePeriod, Scopes.BudgetsWrite);
        api.Get("/v1/budget-line-periods", "listLinePeriods", ListLinePeriods, Scopes.BudgetsRead);
        api.Get("/v1/budgets/{budgetId}/summary", "getBudgetSummary", GetBudgetSummary, Scopes.BudgetsRead).MayFail(422);
        api.Get("/v1/budgets/summary", "summarizeBudgets", SummarizeBudgets, Scopes.BudgetsRead).MayFail(422);
        api.Get("/v1/budgets/{budgetId}/drift", "getBudgetDrift", GetBudgetDrift, Scopes.BudgetsRead);
        api.Get("/v1/budgets/{budgetId}/execution", "reportExecution", ReportExecution, Scopes.BudgetsRead).MayFail(422);
        api.Post("/v1/budgets/{budgetId}/submit", "submitBudget", SubmitBudget, Scopes.BudgetsWrite).PersonsOnly();
        api.Post("/v1/budgets/{budgetId}/withdraw", "withdrawBudget", WithdrawBudget, Scopes.BudgetsWrite).PersonsOnly();
        api.Post("/v1/budgets/{budgetId}/approve", "approveBudget", ApproveBudget, Scopes.BudgetsApprove).PersonsOnly();
        api.Post("/v1/budgets/{budgetId}/return", "returnBudget", ReturnBudget, Scopes.BudgetsApprove).PersonsOnly();
        api.Post("/v1/budgets/{budgetId}/revise", "reviseBudget", ReviseBudget, Scopes.BudgetsWrite).PersonsOnly();
        api.Post("/v1/budgets/{budgetId}/discard", "discardBudget", DiscardBudget, Scopes.BudgetsWrite).PersonsOnly();
        api.Get("/v1/budgets/{budgetId}/revisions", "listBudgetRevisions", ListBudgetRevisions, Scopes.BudgetsRead);
        api.Get("/v1/budgets/{budgetId}/revisions/{number}/document", "getBudgetRevisionDocument", GetDocument, Scopes.BudgetsRead);
        api.Post("/v1/budgets/{budgetId}/close", "closeBudget", CloseBudget, Scopes.BudgetsApprove).PersonsOnly();
        api.Post("/v1/budgets/{budgetId}/freeze", "freezeBudget", FreezeBudget, Scopes.BudgetsWrite);
        api.Post("/v1/budgets/{budgetId}/unfreeze", "unfreezeBudget", UnfreezeBudget, Scopes.BudgetsWrite);
    }

    /// <summary>List budgets</summary>
    /// <remarks>Returns the budgets of the workspace. Sorts by `updatedAt`, `createdAt`, `title`, `periodStart`.</remarks>
    private static Task<Ok<Page<BudgetResponse>>> ListBudgets(Query<ListBudgets> query, UseCases useCases) => useCases.Read(query.Value);

    /// <summary>Create a budget</summary>
    /// <remarks>
    /// Creates a budget with its lines as a draft. Amounts may be placeholders until it is submitted. The code must be unique (409).
    /// </remarks>
    private static Task<Created<BudgetResponse>> CreateBudget(Body<BudgetInput> body, UseCases useCases) =>
        useCases.Create(new CreateBudget(body.Value), budget => $"/v1/budgets/{budget.Id}");

    /// <summary>Adopt the budget of a plan</summary>
    /// <remarks>
    /// Makes a draft of the budget parts of a plan's working copy: range, total, lines and placeholders. A plan is adopted once; later,
    /// lines are added for new parts while the budget is in draft. Neither changes the other afterwards.
    /// </remarks>
    private static Task<CreatedOrChanged<AdoptedBudgetResponse>> AdoptBudget(
        PlanId planId,
        Body<AdoptBudgetInput> body,
        UseCases useCases
    ) => useCases.CreateOrChange(new AdoptBudget(planId, body.Value), adopted => adopted.IsNew ? $"/v1/budgets/{adopted.Budget.Id}" : null);

    /// <summary>Get a budget</summary>
    /// <remarks>Returns the budget without its lines; `listBudgetLines` returns these, `getBudgetSummary` its money.</remarks>
    private static Task<Ok<BudgetResponse>> GetBudget(BudgetId budgetId, UseCases useCases) => useCases.Read(new GetBudget(budgetId));

    /// <summary>Change a budget</summary>
    /// <remarks>Changes the working copy. If no revision is in draft, the response is 409; `reviseBudget` opens one.</remarks>
    private static Task<Changed<BudgetResponse>> UpdateBudget(
        BudgetId budgetId,
        MergePatch<BudgetTerms> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateBudget(budgetId, ifMatch.Version, patch));

    /// <summary>Delete a budget</summary>
    /// <remarks>Deletes a budget that was never approved; it can be restored. A budget with money stays (409).</remarks>
    private static Task<NoContent> DeleteBudget(BudgetId budgetId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteBudget(budgetId, ifMatch.Version));

    /// <summary>Restore a budget</summary>
    /// <remarks>Restores a deleted budget with its lines. If another budget has its code by now, the response is 409.</remarks>
    private static Task<Changed<BudgetResponse>> RestoreBudget(BudgetId budgetId, OptionalIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new RestoreBudget(budgetId, ifMatch.Version));

    /// <summary>List the lines of a budget</summary>
    /// <remarks>Returns the lines of the working copy in their order.</remarks>
    private static Task<Ok<Page<BudgetLineResponse>>> ListBudgetLines(
        BudgetId budgetId,
        Query<BudgetLineArguments> query,
        UseCases useCases
    ) => useCases.Read(new ListBudgetLines(budgetId, query.Value));

    /// <summary>Add a line</summary>
    /// <remarks>Adds a line at the end of the working copy. Its code must be unique in the budget (409).</remarks>
    private static Task<Created<BudgetLineResponse>> CreateBudgetLine(BudgetId budgetId, Body<BudgetLineTerms> body, UseCases useCases) =>
        useCases.Create(new AddBudgetLine(budgetId, body.Value), line => $"/v1/budgets/{line.BudgetId}/lines/{line.Id}");

    /// <summary>Get a line</summary>
    /// <remarks>Returns one line of the working copy.</remarks>
    private static Task<Ok<BudgetLineResponse>> GetBudgetLine(BudgetId budgetId, BudgetLineId lineId, UseCases useCases) =>
        useCases.Read(new GetBudgetLine(budgetId, lineId));

    /// <summary>Change a line</summary>
    /// <remarks>Changes a line of the working copy. What controls spending changes when the revision is approved.</remarks>
    private static Task<Changed<BudgetLineResponse>> UpdateBudgetLine(
        BudgetId budgetId,
        BudgetLineId lineId,
        MergePatch<BudgetLineTerms> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateBudgetLine(budgetId, lineId, ifMatch.Version, patch));

    /// <summary>Delete a line</summary>
    /// <remarks>Deletes a line of the working copy. A line above others stays (409).</remarks>
    private static Task<NoContent> DeleteBudgetLine(BudgetId budgetId, BudgetLineId lineId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteBudgetLine(budgetId, lineId, ifMatch.Version));

    /// <summary>Write many lines</summary>
    /// <remarks>
    /// Adds or replaces up to 1,000 lines of the working copy, which are known by their codes. Atomic bulks apply all items or none (422,
    /// with pointers into the items); independent ones apply what they can and return a result for each item.
    /// </remarks>
    private static Task<Changed<BulkResponse>> WriteLines(
        BudgetId budgetId,
        Body<BulkLineInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new WriteLinesInBulk(budgetId, ifMatch.Version, body.Value));

    /// <summary>Adjust many lines</summary>
    /// <remarks>
    /// Changes the sum of lines of the working copy, or of one month, by a percentage or an amount. The lines share it in proportion,
    /// exact to the smallest unit. No line gets less than is held, committed and spent (422).
    /// </remarks>
    private static Task<Changed<AdjustmentResponse>> AdjustBudget(
        BudgetId budgetId,
        Body<AdjustInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new AdjustBudget(budgetId, ifMatch.Version, body.Value));

    /// <summary>List the months of a line</summary>
    /// <remarks>
    /// Returns what the working copy plans for each month. The months of a line above others add up its lines, unless it has an amount.
    /// </remarks>
    private static Task<Ok<BudgetLinePeriodsResponse>> ListPeriods(BudgetId budgetId, BudgetLineId lineId, UseCases useCases) =>
        useCases.Read(new ListBudgetLinePeriods(budgetId, lineId));

    /// <summary>List the months of all lines</summary>
    /// <remarks>
    /// Returns a row for each line and month of the budgets in force: what is planned, and what happened in the month. CSV has the rows of
    /// all pages.
    /// </remarks>
    private static Task<OkOrCsv<Page<LinePeriodRow>>> ListLinePeriods(Query<ListLinePeriods> query, UseCases useCases) =>
        useCases.ReadFeed(query.Value, LinePeriodRow.Feed);

    /// <summary>Plan a month of a line</summary>
    /// <remarks>
    /// Writes the amount of one month, or locks it. The other months that are not locked share the rest, so the months always add up to
    /// the amount of the line; if no month can take the rest, the response is 422. If-Match is the tag of the line.
    /// </remarks>
    private static Task<Changed<BudgetLineResponse>> WritePeriod(
        BudgetId budgetId,
        BudgetLineId lineId,
        [MaxLength(Month.Length)] string period,
        Body<PlannedCellInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new WriteBudgetLinePeriod(budgetId, lineId, period, ifMatch.Version, body.Value));

    /// <summary>Sum a budget up</summary>
    /// <remarks>
    /// Returns planned, approved, transferred, held, committed, actual and available amounts in total and for each line. With `asOf`, only
    /// what was recorded until then; an instant in the future is 422. With `through`, only what takes effect until then. With `groupBy`,
    /// also the sums of groups of lines; `period` and `quarter` have what is planned for a month and what is posted in it.
    /// </remarks>
    private static Task<OkOr<BudgetSummaryResponse, Workbook>> GetBudgetSummary(
        BudgetId budgetId,
        Query<SummaryArguments> query,
        AcceptedLanguage language,
        UseCases useCases
    ) =>
        useCases.ReadWorkbook(
            new GetBudgetSummary(budgetId, query.Value),
            summary => $"{summary.Code}.xlsx",
            (summary, file, ct) => BudgetWorkbook.WriteAsync(summary, language.Texts.Language, file, ct)
        );

    /// <summary>Sum budgets up</summary>
    /// <remarks>
    /// Adds up the lines of all budgets of the workspace, or of those that match, in groups. Amounts in different currencies are never
    /// added up: without `rateSet`, there are groups for each currency; with it, each line is converted, and `conversion` has the rates.
    /// `asOf` and `through` as in `getBudgetSummary`.
    /// </remarks>
    private static Task<Ok<BudgetsSummaryResponse>> SummarizeBudgets(Query<BudgetsSummaryArguments> query, UseCases useCases) =>
        useCases.Read(new SummarizeBudgets(query.Value));

    /// <summary>Compare a budget with its plan</summary>
    /// <remarks>
    /// Returns how an adopted budget differs from the budget parts of its plan, each in its working copy. `checkPlan` reports the same.
    /// </remarks>
    private static Task<Ok<BudgetDriftResponse>> GetBudgetDrift(BudgetId budgetId, UseCases useCases) =>
        useCases.Read(new GetBudgetDrift(budgetId));

    /// <summary>Report the execution of a budget</summary>
    /// <remarks>
    /// Compares spending with elapsed time: spent share, run rate and estimate at completion, for the budget and each line. Below 5 percent
    /// of the period there is no estimate; the reason is returned instead.
    /// </remarks>
    private static Task<Ok<ExecutionResponse>> ReportExecution(BudgetId budgetId, Query<ExecutionArguments> query, UseCases useCases) =>
        useCases.Read(new ReportExecution(budgetId, query.Value));

    /// <summary>Submit a budget</summary>
    /// <remarks>
    /// Freezes the working copy and asks for its approval. All reasons against it are returned with their pointers (422): open amounts, a
    /// stated total that differs from the sum of the lines, a reserve outside its range.
    /// </remarks>
    private static Task<Changed<BudgetResponse>> SubmitBudget(
        BudgetId budgetId,
        Body<SubmitBudgetInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new SubmitBudget(budgetId, ifMatch.Version, body.Value));

    /// <summary>Withdraw a submission</summary>
    /// <remarks>Takes the submitted revision back to draft. Only the person who submitted it, or an administrator, can do so.</remarks>
    private static Task<Changed<BudgetResponse>> WithdrawBudget(BudgetId budgetId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new WithdrawBudget(budgetId, ifMatch.Version));

    /// <summary>Approve a budget</summary>
    /// <remarks>
    /// Approves the submitted revision, which controls spending at once. Revision and hash must be those that were submitted (409). The
    /// submitter cannot approve (403). A revision that grants less than is held, committed and spent is 422.
    /// </remarks>
    private static Task<Changed<BudgetResponse>> ApproveBudget(BudgetId budgetId, Body<ApprovalInput> body, UseCases useCases) =>
        useCases.Change(new ApproveBudget(budgetId, body.Value));

    /// <summary>Return a budget</summary>
    /// <remarks>
    /// Returns the submitted revision to its author with a reason and remarks, whose pointers must exist in its document (422).
    /// </remarks>
    private static Task<Changed<BudgetResponse>> ReturnBudget(BudgetId budgetId, Body<ReturnInput> body, UseCases useCases) =>
        useCases.Change(new ReturnBudget(budgetId, body.Value));

    /// <summary>Open the next revision</summary>
    /// <remarks>Opens the content for writing again. The approved revision keeps control until the next one is approved.</remarks>
    private static Task<Changed<BudgetResponse>> ReviseBudget(BudgetId budgetId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new ReviseBudget(budgetId, ifMatch.Version));

    /// <summary>Discard the open revision</summary>
    /// <remarks>Drops the open revision. The working copy gets the content of the revision in force again; lines keep their ids.</remarks>
    private static Task<Changed<BudgetResponse>> DiscardBudget(BudgetId budgetId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new DiscardBudget(budgetId, ifMatch.Version));

    /// <summary>List the revisions of a budget</summary>
    /// <remarks>Returns all revisions, the latest first, with their state and times.</remarks>
    private static Task<Ok<Page<PlanRevisionResponse>>> ListBudgetRevisions(
        BudgetId budgetId,
        Query<RevisionArguments> query,
        UseCases useCases
    ) => useCases.Read(new ListBudgetRevisions(budgetId, query.Value));

    /// <summary>Get the document of a revision</summary>
    /// <remarks>Returns the content as it was submitted, lines included. A revision in draft is 404.</remarks>
    private static Task<Ok<BudgetDocumentResponse>> GetDocument(BudgetId budgetId, [MaxLength(10)] string number, UseCases useCases) =>
        useCases.Read(new GetBudgetRevisionDocument(budgetId, int.TryParse(number, out var parsed) ? parsed : 0));

    /// <summary>Close a budget</summary>
    /// <remarks>
    /// Closes the budget for bookings and returns what its lines have left. Open commitments, requested transfers and an open revision are
    /// refused.
    /// </remarks>
    private static Task<Changed<BudgetResponse>> CloseBudget(
        BudgetId budgetId,
        Body<CloseBudgetInput> body,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new CloseBudget(budgetId, ifMatch.Version, body.Value));

    /// <summary>Stop new spending</summary>
    /// <remarks>
    /// Stops new commitments, direct actuals, transfers and draws at once, on lines or on the whole budget. Actuals on open commitments,
    /// releases and reversals stay possible.
    /// </remarks>
    private static Task<Changed<BudgetResponse>> FreezeBudget(
        BudgetId budgetId,
        Body<FreezeInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new FreezeBudget(budgetId, ifMatch.Version, body.Value.LineCodes, body.Value.Reason));

    /// <summary>Let spending go on</summary>
    /// <remarks>Ends the freezes of lines, or that of the whole budget.</remarks>
    private static Task<Changed<BudgetResponse>> UnfreezeBudget(
        BudgetId budgetId,
        Body<UnfreezeInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new FreezeBudget(budgetId, ifMatch.Version, body.Value.LineCodes, null));
}
