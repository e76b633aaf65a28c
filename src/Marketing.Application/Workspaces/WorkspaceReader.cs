using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;

namespace Marketing.Application.Workspaces;

/// <summary>Reads workspaces for the change feed.</summary>
internal sealed class WorkspaceReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Workspace, WorkspaceId, WorkspaceResponse>(db, mappings, ResourceTypes.Workspace, [.. Domain.Access.Scopes.All.Keys]);
