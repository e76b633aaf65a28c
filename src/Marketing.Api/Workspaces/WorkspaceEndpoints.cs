using System.Security.Cryptography;
using System.Text;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Access;
using Marketing.Application.Common;
using Marketing.Application.Workspaces;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;

namespace Marketing.Api.Workspaces;

internal static class WorkspaceEndpoints
{
    public static void MapWorkspaces(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Workspaces");
        api.Get("/v1/workspaces", "listWorkspaces", ListWorkspaces).OutsideWorkspace();
        api.Post("/v1/workspaces", "createWorkspace", CreateWorkspace, Scopes.Admin).PersonsOnly();
        api.Get("/v1/workspaces/{workspaceId}", "getWorkspace", GetWorkspace);
        api.Patch("/v1/workspaces/{workspaceId}", "updateWorkspace", UpdateWorkspace, Scopes.Admin);
        api.Get("/v1/workspaces/{workspaceId}/settings", "getWorkspaceSettings", GetWorkspaceSettings);
        api.Patch("/v1/workspaces/{workspaceId}/settings", "updateWorkspaceSettings", UpdateWorkspaceSettings, Scopes.Admin);

        var members = routes.Tagged("Members").AddEndpointFilter<RouteGroupBuilder, OwnWorkspaceFilter>();
        members.Get("/v1/workspaces/{workspaceId}/members", "listMembers", ListMembers, Scopes.PlansRead, Scopes.Admin);
        members.Post("/v1/workspaces/{workspaceId}/members", "addMember", AddMember, Scopes.Admin);
        members.Get("/v1/workspaces/{workspaceId}/members/{memberId}", "getMember", GetMember, Scopes.PlansRead, Scopes.Admin);
        members.Patch("/v1/workspaces/{workspaceId}/members/{memberId}", "updateMember", UpdateMember, Scopes.Admin);
        members.Delete("/v1/workspaces/{workspaceId}/members/{memberId}", "removeMember", RemoveMember, Scopes.Admin);
    }

    /// <summary>List workspaces</summary>
    /// <remarks>
    /// Returns the workspaces the caller can choose: a person's memberships, or the workspace of a key. Sorts by `code`, `updatedAt`.
    /// </remarks>
    private static Task<Ok<Page<WorkspaceResponse>>> ListWorkspaces(Query<ListWorkspaces> query, UseCases useCases) =>
        useCases.Read(query.Value);

    /// <summary>Create a workspace</summary>
    /// <remarks>
    /// Creates another workspace besides the one of the request; the caller becomes its administrator. API keys belong to one workspace
    /// and cannot create others.
    /// </remarks>
    private static Task<Created<WorkspaceResponse>> CreateWorkspace(Body<WorkspaceInput> body, RequestContext request, UseCases useCases)
    {
        request.Caller = request.Caller with { WorkspaceId = NewId(request) };
        return useCases.Create(new OpenWorkspace(body.Value), workspace => $"/v1/workspaces/{workspace.Id}");
    }

    /// <summary>Get a workspace</summary>
    /// <remarks>Returns the workspace of the request; any other is 404.</remarks>
    private static Task<Ok<WorkspaceResponse>> GetWorkspace(WorkspaceId workspaceId, UseCases useCases) =>
        useCases.Read(new GetWorkspace(workspaceId));

    /// <summary>Rename a workspace</summary>
    /// <remarks>Changes the name. The code cannot be changed.</remarks>
    private static Task<Changed<WorkspaceResponse>> UpdateWorkspace(
        WorkspaceId workspaceId,
        MergePatch<WorkspaceUpdate> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateWorkspace(workspaceId, ifMatch.Version, patch));

    /// <summary>Get a workspace's settings</summary>
    /// <remarks>Returns time zone, reporting currency, fiscal year, working days and thresholds.</remarks>
    private static Task<Ok<WorkspaceSettingsResponse>> GetWorkspaceSettings(WorkspaceId workspaceId, UseCases useCases) =>
        useCases.Read(new GetWorkspaceSettings(workspaceId));

    /// <summary>Change a workspace's settings</summary>
    /// <remarks>JSON Merge Patch of the members sent.</remarks>
    private static Task<Changed<WorkspaceSettingsResponse>> UpdateWorkspaceSettings(
        WorkspaceId workspaceId,
        MergePatch<WorkspaceSettings> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateWorkspaceSettings(workspaceId, ifMatch.Version, patch));

    /// <summary>List members</summary>
    /// <remarks>
    /// Returns the persons of the workspace. `actorId` finds the person named in createdBy and the audit trail. Sorts by `displayName`,
    /// `createdAt`, `updatedAt`.
    /// </remarks>
    private static Task<Ok<Page<MemberResponse>>> ListMembers(WorkspaceId workspaceId, Query<ListMembers> query, UseCases useCases) =>
        useCases.Read(query.Value);

    /// <summary>Add a member</summary>
    /// <remarks>Adds a person, identified by issuer and subject of their tokens.</remarks>
    private static Task<Created<MemberResponse>> AddMember(WorkspaceId workspaceId, Body<MemberInput> body, UseCases useCases) =>
        useCases.Create(new AddMember(body.Value), member => $"/v1/workspaces/{workspaceId.Value}/members/{member.Id}");

    /// <summary>Get a member</summary>
    /// <remarks>Returns one person of the workspace.</remarks>
    private static Task<Ok<MemberResponse>> GetMember(WorkspaceId workspaceId, MemberId memberId, UseCases useCases) =>
        useCases.Read(new GetMember(memberId));

    /// <summary>Change a member</summary>
    /// <remarks>Changes name, roles and party. The last administrator keeps that role (409).</remarks>
    private static Task<Changed<MemberResponse>> UpdateMember(
        WorkspaceId workspaceId,
        MemberId memberId,
        MergePatch<MemberUpdate> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateMember(memberId, ifMatch.Version, patch));

    /// <summary>Remove a member</summary>
    /// <remarks>The person loses access within five seconds on every node. The last administrator cannot be removed (409).</remarks>
    private static Task<NoContent> RemoveMember(WorkspaceId workspaceId, MemberId memberId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new RemoveMember(memberId, ifMatch.Version));

    /// <summary>Derives the id from the idempotency key, so that a retry finds the response stored in the new workspace.</summary>
    private static WorkspaceId NewId(RequestContext request) =>
        request.Idempotency is { } retry
            ? WorkspaceId.From(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Caller.ActorId}\n{retry.Key}")).AsSpan(0, 16)))
            : EntityId.New<WorkspaceId>();
}

/// <summary>Returns 404 unless the workspace in the path is the workspace of the request.</summary>
internal sealed class OwnWorkspaceFilter(RequestContext request) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var named = context.GetArgument<WorkspaceId>(0);
        return named == request.WorkspaceId
            ? next(context)
            : ValueTask.FromResult<object?>(new ProblemResult(new WorkspaceNotFound(named.Value)));
    }
}
