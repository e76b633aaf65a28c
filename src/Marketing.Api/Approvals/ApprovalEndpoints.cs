using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Approvals;

namespace Marketing.Api.Approvals;

internal static class ApprovalEndpoints
{
    private static readonly string[] Signing = [Scopes.PlansReview, Scopes.PlansApprove, Scopes.PlansCountersign];

    public static void MapApprovals(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Approvals");
        api.Get("/v1/approvals", "listApprovals", ListApprovals, Scopes.PlansRead);
        api.Get("/v1/approvals/{approvalId}", "getApproval", GetApproval, Scopes.PlansRead);
        api.Post("/v1/approvals/{approvalId}/approve", "approveApproval", ApproveApproval, Signing).PersonsOnly();
        api.Post("/v1/approvals/{approvalId}/return", "returnApproval", ReturnApproval, Signing).PersonsOnly();
        api.Post("/v1/approvals/{approvalId}/reassign", "reassignApproval", ReassignApproval, Scopes.Admin).PersonsOnly();

        var delegations = routes.Tagged("Delegations");
        delegations.Get("/v1/delegations", "listDelegations", ListDelegations, Scopes.PlansRead);
        delegations.Post("/v1/delegations", "createDelegation", CreateDelegation, Scopes.PlansRead).PersonsOnly();
        delegations.Get("/v1/delegations/{delegationId}", "getDelegation", GetDelegation, Scopes.PlansRead);
        delegations.Patch("/v1/delegations/{delegationId}", "updateDelegation", UpdateDelegation, Scopes.PlansRead).PersonsOnly();
        delegations.Delete("/v1/delegations/{delegationId}", "deleteDelegation", DeleteDelegation, Scopes.PlansRead).PersonsOnly();
    }

    /// <summary>List approvals</summary>
    /// <remarks>
    /// Returns the decisions that people are asked for, over all plans. `assignee=me&amp;state=pending` is the caller's inbox. Sorts by
    /// `createdAt`, `updatedAt`, `dueAt`.
    /// </remarks>
    private static Task<OkOrCsv<Page<ApprovalResponse>>> ListApprovals(Query<ListApprovals> query, UseCases useCases) =>
        useCases.ReadFeed(query.Value, ApprovalResponse.Feed);

    /// <summary>Get an approval</summary>
    /// <remarks>Returns what is to be decided, who is asked, and the decision.</remarks>
    private static Task<Ok<ApprovalResponse>> GetApproval(ApprovalId approvalId, UseCases useCases) =>
        useCases.Read(new GetApproval(approvalId));

    /// <summary>Approve</summary>
    /// <remarks>
    /// Decides one step in favour: a review, a countersignature or the approval of a plan. The next step is asked for at once. Revision and
    /// hash must be those that were submitted (409). The preparer, and whoever has signed another step, cannot sign (403); a person and
    /// their delegates count as one.
    /// </remarks>
    private static Task<Changed<ApprovalResponse>> ApproveApproval(ApprovalId approvalId, Body<ApprovalInput> body, UseCases useCases) =>
        useCases.Change(new ApproveApproval(approvalId, body.Value));

    /// <summary>Return for changes</summary>
    /// <remarks>
    /// Returns the submitted content to its author with a reason and remarks. The other open steps end, and a new submission needs fresh
    /// signatures.
    /// </remarks>
    private static Task<Changed<ApprovalResponse>> ReturnApproval(ApprovalId approvalId, Body<ReturnInput> body, UseCases useCases) =>
        useCases.Change(new ReturnApproval(approvalId, body.Value));

    /// <summary>Ask somebody else</summary>
    /// <remarks>Assigns an open approval to another member, with a reason. The member needs the permission for the step (422).</remarks>
    private static Task<Changed<ApprovalResponse>> ReassignApproval(
        ApprovalId approvalId,
        Body<ReassignInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new ReassignApproval(approvalId, ifMatch.Version, body.Value));

    /// <summary>List delegations</summary>
    /// <remarks>Returns who decides for whom, and on which days. Sorts by `firstDay`, `updatedAt`.</remarks>
    private static Task<Ok<Page<DelegationResponse>>> ListDelegations(Query<ListDelegations> query, UseCases useCases) =>
        useCases.Read(query.Value);

    /// <summary>Appoint a delegate</summary>
    /// <remarks>
    /// Lets another member decide what you are asked for, on some days. The delegate needs a scope to sign anything. Administrators can do
    /// this for others.
    /// </remarks>
    private static Task<Created<DelegationResponse>> CreateDelegation(Body<DelegationInput> body, UseCases useCases) =>
        useCases.Create(new AddDelegation(body.Value), delegation => $"/v1/delegations/{delegation.Id}");

    /// <summary>Get a delegation</summary>
    /// <remarks>Returns one delegation.</remarks>
    private static Task<Ok<DelegationResponse>> GetDelegation(DelegationId delegationId, UseCases useCases) =>
        useCases.Read(new GetDelegation(delegationId));

    /// <summary>Change a delegation</summary>
    /// <remarks>Changes the days and the reason of one's own delegation; administrators can change any.</remarks>
    private static Task<Changed<DelegationResponse>> UpdateDelegation(
        DelegationId delegationId,
        MergePatch<DelegationUpdate> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateDelegation(delegationId, ifMatch.Version, patch));

    /// <summary>End a delegation</summary>
    /// <remarks>Ends one's own delegation at once; administrators can end any.</remarks>
    private static Task<NoContent> DeleteDelegation(DelegationId delegationId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteDelegation(delegationId, ifMatch.Version));
}
