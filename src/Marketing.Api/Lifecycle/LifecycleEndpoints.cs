using System.ComponentModel.DataAnnotations;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Application.Lifecycle;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Documents;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Access;
using Marketing.Domain.Plans;

namespace Marketing.Api.Lifecycle;

internal static class LifecycleEndpoints
{
    public static void MapLifecycle(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Lifecycle");
        api.Post("/v1/plans/{planId}/submit", "submitPlan", SubmitPlan, Scopes.PlansWrite).PersonsOnly();
        api.Post("/v1/plans/{planId}/review", "reviewPlan", ReviewPlan, Scopes.PlansReview).PersonsOnly();
        api.Post("/v1/plans/{planId}/approve", "approvePlan", ApprovePlan, Scopes.PlansApprove).PersonsOnly();
        api.Post("/v1/plans/{planId}/return", "returnPlan", ReturnPlan, Scopes.PlansReview, Scopes.PlansApprove, Scopes.PlansCountersign)
            .PersonsOnly();
        api.Post("/v1/plans/{planId}/withdraw", "withdrawPlan", WithdrawPlan, Scopes.PlansWrite).PersonsOnly();
        api.Post("/v1/plans/{planId}/revise", "revisePlan", RevisePlan, Scopes.PlansWrite).PersonsOnly();
        api.Post("/v1/plans/{planId}/discard", "discardPlan", DiscardPlan, Scopes.PlansWrite).PersonsOnly();
        api.Post("/v1/plans/{planId}/activate", "activatePlan", ActivatePlan, Scopes.PlansWrite).PersonsOnly();
        api.Post("/v1/plans/{planId}/suspend", "suspendPlan", SuspendPlan, Scopes.PlansWrite).PersonsOnly();
        api.Post("/v1/plans/{planId}/resume", "resumePlan", ResumePlan, Scopes.PlansWrite).PersonsOnly();
        api.Post("/v1/plans/{planId}/terminate", "terminatePlan", TerminatePlan, Scopes.PlansWrite).PersonsOnly();
        api.Post("/v1/plans/{planId}/complete", "completePlan", CompletePlan, Scopes.PlansWrite).PersonsOnly();
        api.Post("/v1/plans/{planId}/reopen", "reopenPlan", ReopenPlan, Scopes.Admin).PersonsOnly();
        api.Post("/v1/plans/{planId}/archive", "archivePlan", ArchivePlan, Scopes.PlansWrite).PersonsOnly();
        api.Get("/v1/plans/{planId}/revisions", "listRevisions", ListRevisions, Scopes.PlansRead);
        api.Get("/v1/plans/{planId}/revisions/{number}/document", "getRevisionDocument", GetRevisionDocument, Scopes.PlansRead);
        api.Get("/v1/plans/{planId}/compare", "comparePlan", ComparePlan, Scopes.PlansRead);
    }

    /// <summary>Submit a plan</summary>
    /// <remarks>
    /// Freezes the content of the working revision and asks for its review. Findings of `checkPlan` that block submission are returned
    /// with their pointers (422). If the content was written since you read it, the response is 412.
    /// </remarks>
    private static Task<Changed<PlanResponse>> SubmitPlan(PlanId planId, Body<SubmitInput> body, PlanIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new SubmitPlan(planId, ifMatch.Version, body.Value));

    /// <summary>Review a plan</summary>
    /// <remarks>
    /// Records a positive review. Revision and hash must be those that were submitted (409). The preparer cannot review (403). Then finance
    /// and legal countersign, if the workspace wants them to, before the plan can be approved.
    /// </remarks>
    private static Task<Changed<PlanResponse>> ReviewPlan(PlanId planId, Body<ApprovalInput> body, UseCases useCases) =>
        useCases.Change(new ReviewPlan(planId, body.Value));

    /// <summary>Approve a plan</summary>
    /// <remarks>
    /// Approves the reviewed revision. Preparer, reviewer and approver are three different persons (403). The approved revision of a plan
    /// that is active or suspended comes into force at once, so it must have no open placeholder (422).
    /// </remarks>
    private static Task<Changed<PlanResponse>> ApprovePlan(PlanId planId, Body<ApprovalInput> body, UseCases useCases) =>
        useCases.Change(new ApprovePlan(planId, body.Value));

    /// <summary>Return a plan</summary>
    /// <remarks>
    /// Returns the submitted revision to its author with a reason and remarks, whose pointers must exist in the document of the revision
    /// (422). Content can be written again; a new submission needs fresh signatures.
    /// </remarks>
    private static Task<Changed<PlanResponse>> ReturnPlan(PlanId planId, Body<ReturnInput> body, UseCases useCases) =>
        useCases.Change(new ReturnPlan(planId, body.Value));

    /// <summary>Withdraw a submission</summary>
    /// <remarks>Takes the submitted revision back to draft. Only the person who submitted it, or an administrator, can do so.</remarks>
    private static Task<Changed<PlanResponse>> WithdrawPlan(PlanId planId, PlanIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new WithdrawPlan(planId, ifMatch.Version));

    /// <summary>Open the next revision</summary>
    /// <remarks>
    /// Opens the content for writing again. An approved revision stays in force, unchanged, until the next one is approved.
    /// </remarks>
    private static Task<Changed<PlanResponse>> RevisePlan(PlanId planId, PlanIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new RevisePlan(planId, ifMatch.Version));

    /// <summary>Discard the open revision</summary>
    /// <remarks>
    /// Drops the open revision. The working copy gets the content of the latest approved revision again; parts keep their ids. A plan that
    /// was never approved has nothing to go back to (409).
    /// </remarks>
    private static Task<Changed<PlanResponse>> DiscardPlan(PlanId planId, PlanIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new DiscardPlan(planId, ifMatch.Version));

    /// <summary>Activate a plan</summary>
    /// <remarks>
    /// Puts the approved revision into force and begins the execution. Open placeholders, and whatever else blocks activation, are returned
    /// with their pointers (422).
    /// </remarks>
    private static Task<Changed<PlanResponse>> ActivatePlan(PlanId planId, PlanIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new ActivatePlan(planId, ifMatch.Version));

    /// <summary>Suspend a plan</summary>
    /// <remarks>Interrupts the execution of an active plan, with a reason. It can be resumed.</remarks>
    private static Task<Changed<PlanResponse>> SuspendPlan(PlanId planId, Body<ReasonInput> body, PlanIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new ExecutePlan(planId, ifMatch.Version, ExecutionStep.Suspend, body.Value.Reason));

    /// <summary>Resume a plan</summary>
    /// <remarks>Continues the execution of a suspended plan.</remarks>
    private static Task<Changed<PlanResponse>> ResumePlan(PlanId planId, PlanIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new ExecutePlan(planId, ifMatch.Version, ExecutionStep.Resume));

    /// <summary>Terminate a plan</summary>
    /// <remarks>
    /// Stops an active or suspended plan for good, with a reason. An open revision must be discarded first (409). Its campaigns must have
    /// ended (409), unless `release` cancels them.
    /// </remarks>
    private static Task<Changed<PlanResponse>> TerminatePlan(
        PlanId planId,
        Body<TerminateInput> body,
        PlanIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new ExecutePlan(planId, ifMatch.Version, ExecutionStep.Terminate, body.Value.Reason, body.Value.Release));

    /// <summary>Complete a plan</summary>
    /// <remarks>
    /// Ends the execution of an active plan as planned. An open revision must be discarded first (409). Its campaigns must be closed or
    /// cancelled (409); the errors name those that are not.
    /// </remarks>
    private static Task<Changed<PlanResponse>> CompletePlan(PlanId planId, PlanIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new ExecutePlan(planId, ifMatch.Version, ExecutionStep.Complete));

    /// <summary>Reopen a plan</summary>
    /// <remarks>Makes a completed plan active again, with a reason.</remarks>
    private static Task<Changed<PlanResponse>> ReopenPlan(PlanId planId, Body<ReasonInput> body, PlanIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new ExecutePlan(planId, ifMatch.Version, ExecutionStep.Reopen, body.Value.Reason));

    /// <summary>Archive a plan</summary>
    /// <remarks>Closes a completed or terminated plan.</remarks>
    private static Task<Changed<PlanResponse>> ArchivePlan(PlanId planId, PlanIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new ExecutePlan(planId, ifMatch.Version, ExecutionStep.Archive));

    /// <summary>List the revisions of a plan</summary>
    /// <remarks>Returns all revisions, the latest first, with their state and times.</remarks>
    private static Task<Ok<Page<PlanRevisionResponse>>> ListRevisions(PlanId planId, Query<RevisionArguments> query, UseCases useCases) =>
        useCases.Read(new ListRevisions(planId, query.Value));

    /// <summary>Get the document of a revision</summary>
    /// <remarks>
    /// Returns the content as it was submitted. A revision in draft is 404; read the working copy with `getPlanDocument`.
    /// </remarks>
    private static Task<Ok<PlanDocument>> GetRevisionDocument(PlanId planId, [MaxLength(10)] string number, UseCases useCases) =>
        useCases.Read(new GetPlanDocument(planId, ContentView.OfRevision(int.TryParse(number, out var parsed) ? parsed : 0)));

    /// <summary>Compare two states of a plan</summary>
    /// <remarks>
    /// Compares cover, narrative and all parts of two revisions, by default the revision that was approved last with the working copy.
    /// Parts, and items inside parts, are matched by `ref`: a task that is inserted among fifty is one entry in `added`. Other lists are
    /// compared entry by entry; an entry that was added or removed is in `changed`, with null on the other side. Labels are in the language
    /// of Accept-Language. Returns 404 if there is no such revision, or none was in force at that time.
    /// </remarks>
    private static Task<OkOr<PlanComparisonResponse, Markdown>> ComparePlan(
        PlanId planId,
        Query<ComparisonArguments> query,
        AcceptedLanguage language,
        UseCases useCases
    ) =>
        useCases.Read<ComparedPlan, PlanComparisonResponse, Markdown>(
            new ComparePlan(planId, query.Value),
            compared => PlanComparisonResponse.Of(planId.Value, compared, language.Texts),
            comparison => ComparisonMarkdown.Write(comparison, language.Tag)
        );
}
