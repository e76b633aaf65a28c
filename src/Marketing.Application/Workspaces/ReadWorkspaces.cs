using AutoMapper;
using AutoMapper.QueryableExtensions;
using Marketing.Application.Access;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Workspaces;

/// <summary>Which workspaces to list.</summary>
public sealed record ListWorkspaces : ListArguments, IQuery<Page<WorkspaceResponse>>
{
    /// <summary>Only the workspace with this code.</summary>
    [System.ComponentModel.DataAnnotations.MaxLength(Workspace.CodeLength)]
    public string? Code { get; init; }
}

internal sealed class ListWorkspacesHandler(IMarketingDb db, PageReader pages, RequestContext context, IMembershipReader memberships)
    : IRequestHandler<ListWorkspaces, Result<Page<WorkspaceResponse>>>
{
    private static readonly SortSet<Workspace, WorkspaceResponse> Sorts = SortSet<Workspace, WorkspaceResponse>
        .EndingIn(workspace => workspace.Id, workspace => WorkspaceId.From(workspace.Id))
        .By("code", workspace => workspace.Code, workspace => workspace.Code)
        .By("updatedAt", workspace => workspace.UpdatedAt, workspace => workspace.UpdatedAt)
        .ByDefault("code");

    public async Task<Result<Page<WorkspaceResponse>>> Handle(ListWorkspaces query, CancellationToken cancellationToken)
    {
        var mine =
            context.Caller.Kind == CallerKind.Person
                ? (await memberships.OfAsync(context.Caller.ActorId, cancellationToken))
                    .Select(membership => membership.WorkspaceId)
                    .ToList()
                : [context.WorkspaceId];
        var rows = db.Workspaces.IgnoreQueryFilters([DbFilters.Workspace]).Where(workspace => mine.Contains(workspace.Id));
        if (query.Code is { } code)
        {
            rows = rows.Where(workspace => workspace.Code == code);
        }

        return await pages.ReadAsync(rows, query, Sorts, cancellationToken);
    }
}

/// <summary>Reads the workspace of the request.</summary>
public sealed record GetWorkspace(WorkspaceId Id) : IQuery<WorkspaceResponse>;

internal sealed class GetWorkspaceHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetWorkspace, Result<WorkspaceResponse>>
{
    public async Task<Result<WorkspaceResponse>> Handle(GetWorkspace query, CancellationToken cancellationToken)
    {
        var found = await db
            .Workspaces.AsNoTracking()
            .Where(workspace => workspace.Id == query.Id)
            .ProjectTo<WorkspaceResponse>(mappings)
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? new WorkspaceNotFound(query.Id.Value) : found;
    }
}

/// <summary>Reads the settings of the workspace of the request.</summary>
public sealed record GetWorkspaceSettings(WorkspaceId Id) : IQuery<WorkspaceSettingsResponse>;

internal sealed class GetWorkspaceSettingsHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetWorkspaceSettings, Result<WorkspaceSettingsResponse>>
{
    public async Task<Result<WorkspaceSettingsResponse>> Handle(GetWorkspaceSettings query, CancellationToken cancellationToken)
    {
        var found = await db
            .Workspaces.AsNoTracking()
            .Where(workspace => workspace.Id == query.Id)
            .ProjectTo<WorkspaceSettingsResponse>(mappings)
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? new WorkspaceNotFound(query.Id.Value) : found;
    }
}
