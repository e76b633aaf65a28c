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
    public static void MapWorkspaces(this IEndpointRouteBuilder api)
    {
        var workspaces = api.MapGroup("/workspaces").WithTags("Workspaces");
        workspaces.OnGet("", List, Operation.List<ListWorkspaces, WorkspaceResponse>("listWorkspaces") with { OutsideWorkspace = true });
        workspaces.OnPost("", Open, Operation.Create<WorkspaceInput, WorkspaceResponse>("createWorkspace", Scopes.Admin) with { PersonsOnly = true });
        workspaces.OnGet("/{workspaceId:id}", Get, Operation.Get<WorkspaceResponse>("getWorkspace"));
        workspaces.OnPatch("/{workspaceId:id}", Update, Operation.Patch<WorkspaceUpdate, WorkspaceResponse>("updateWorkspace", Scopes.Admin));
        workspaces.OnGet("/{workspaceId:id}/settings", GetSettings, Operation.Get<WorkspaceSettingsResponse>("getWorkspaceSettings"));
        workspaces.OnPatch("/{workspaceId:id}/settings", UpdateSettings,
            Operation.Patch<WorkspaceSettings, WorkspaceSettingsResponse>("updateWorkspaceSettings", Scopes.Admin));

        var members = api.MapGroup("/workspaces/{workspaceId:id}/members").WithTags("Members").AddEndpointFilter<OwnWorkspaceFilter>();
        members.OnGet("", ListMembers, Operation.List<ListMembers, MemberResponse>("listMembers", Scopes.PlansRead, Scopes.Admin));
        members.OnPost("", AddMember, Operation.Create<MemberInput, MemberResponse>("addMember", Scopes.Admin));
        members.OnGet("/{memberId:id}", GetMember, Operation.Get<MemberResponse>("getMember", Scopes.PlansRead, Scopes.Admin));
        members.OnPatch("/{memberId:id}", UpdateMember, Operation.Patch<MemberUpdate, MemberResponse>("updateMember", Scopes.Admin));
        members.OnDelete("/{memberId:id}", RemoveMember, Operation.Delete("removeMember", Scopes.Admin));
    }

    /// <summary>List workspaces</summary>
    /// <remarks>The workspaces the caller may choose: a person's memberships, a key's own. Sorts by `code`, `updatedAt`.</remarks>
    private static Task<IResult> List(QueryArguments<ListWorkspaces> query, HttpContext http) => http.Read(query.Value);

    /// <summary>Open a workspace</summary>
    /// <remarks>Opens another workspace beside the one of the call; the person who does becomes its administrator. API keys belong to one workspace and cannot.</remarks>
    private static Task<IResult> Open(JsonBody<WorkspaceInput> body, RequestContext request, HttpContext http)
    {
        request.Caller = request.Caller with { WorkspaceId = NewId(request) };
        return http.Create(new OpenWorkspace(body.Value), workspace => $"/v1/workspaces/{workspace.Id}");
    }

    /// <summary>Get a workspace</summary>
    /// <remarks>Only the workspace of the call; any other is 404.</remarks>
    private static Task<IResult> Get(Guid workspaceId, HttpContext http) => http.Read(new GetWorkspace(WorkspaceId.From(workspaceId)));

    /// <summary>Rename a workspace</summary>
    /// <remarks>The code never changes.</remarks>
    private static Task<IResult> Update(Guid workspaceId, PatchBody<WorkspaceUpdate> body, RequestContext request, HttpContext http) =>
        http.Change(new UpdateWorkspace(WorkspaceId.From(workspaceId), request.ExpectedVersion, body.AsPatch()));

    /// <summary>Get a workspace's settings</summary>
    /// <remarks>Time zone, reporting currency, fiscal year, working days and thresholds.</remarks>
    private static Task<IResult> GetSettings(Guid workspaceId, HttpContext http) => http.Read(new GetWorkspaceSettings(WorkspaceId.From(workspaceId)));

    /// <summary>Change a workspace's settings</summary>
    /// <remarks>JSON Merge Patch of the members sent.</remarks>
    private static Task<IResult> UpdateSettings(Guid workspaceId, PatchBody<WorkspaceSettings> body, RequestContext request, HttpContext http) =>
        http.Change(new UpdateWorkspaceSettings(WorkspaceId.From(workspaceId), request.ExpectedVersion, body.AsPatch()));

    /// <summary>List members</summary>
    /// <remarks>The persons of the workspace. `actorId` finds whom createdBy and the audit trail name. Sorts by `displayName`, `createdAt`, `updatedAt`.</remarks>
    private static Task<IResult> ListMembers(Guid workspaceId, QueryArguments<ListMembers> query, HttpContext http) => http.Read(query.Value);

    /// <summary>Add a member</summary>
    /// <remarks>Takes a person in, known by issuer and subject of their tokens.</remarks>
    private static Task<IResult> AddMember(Guid workspaceId, JsonBody<MemberInput> body, HttpContext http) =>
        http.Create(new AddMember(body.Value), member => $"/v1/workspaces/{workspaceId}/members/{member.Id}");

    /// <summary>Get a member</summary>
    /// <remarks>One person of the workspace.</remarks>
    private static Task<IResult> GetMember(Guid workspaceId, Guid memberId, HttpContext http) => http.Read(new GetMember(MemberId.From(memberId)));

    /// <summary>Change a member</summary>
    /// <remarks>Name, roles and party. The last administrator keeps that role (409).</remarks>
    private static Task<IResult> UpdateMember(Guid workspaceId, Guid memberId, PatchBody<MemberUpdate> body, RequestContext request, HttpContext http) =>
        http.Change(new UpdateMember(MemberId.From(memberId), request.ExpectedVersion, body.AsPatch()));

    /// <summary>Remove a member</summary>
    /// <remarks>The person loses access within five seconds on every node. The last administrator stays (409).</remarks>
    private static Task<IResult> RemoveMember(Guid workspaceId, Guid memberId, RequestContext request, HttpContext http) =>
        http.Remove(new RemoveMember(MemberId.From(memberId), request.ExpectedVersion));

    /// <summary>A retry under the same key must meet its first answer, so it must mean the same workspace.</summary>
    private static WorkspaceId NewId(RequestContext request) => request.Idempotency is { } retry
        ? WorkspaceId.From(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Caller.ActorId}\n{retry.Key}")).AsSpan(0, 16)))
        : EntityId.New<WorkspaceId>();
}

/// <summary>The workspace in the path is the workspace of the call; any other does not exist.</summary>
internal sealed class OwnWorkspaceFilter(RequestContext request) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var named = context.GetArgument<Guid>(0);
        return named == request.WorkspaceId.Value ? next(context) : ValueTask.FromResult<object?>(new ProblemResult(new WorkspaceNotFound(named)));
    }
}
