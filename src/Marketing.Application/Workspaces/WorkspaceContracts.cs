using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;

namespace Marketing.Application.Workspaces;

/// <summary>A workspace: a brand or business unit, the boundary of isolation.</summary>
public sealed record WorkspaceResponse : ResourceResponse
{
    /// <summary>Short code, unique in the installation. It cannot be changed.</summary>
    /// <example>sample</example>
    public required string Code { get; init; }

    /// <summary>Full name.</summary>
    /// <example>示例品牌 Sample brand</example>
    public required string Name { get; init; }

    /// <summary>Settings shared by all plans of the workspace.</summary>
    public required WorkspaceSettings Settings { get; init; }
}

/// <summary>A workspace to create.</summary>
public sealed record WorkspaceInput
{
    /// <summary>Short code, unique in the installation. It cannot be changed.</summary>
    /// <example>brand-a</example>
    [MaxLength(Workspace.CodeLength)]
    [RegularExpression("^[a-z0-9][a-z0-9-]*$")]
    public required string Code { get; init; }

    /// <summary>Full name.</summary>
    /// <example>Brand A</example>
    [MaxLength(Workspace.NameLength)]
    [NotBlank]
    [SingleLine]
    public required string Name { get; init; }

    /// <summary>Settings shared by all plans of the workspace. Omitted settings get defaults.</summary>
    public WorkspaceSettings? Settings { get; init; }
}

/// <summary>The members of a workspace that can be changed.</summary>
public sealed record WorkspaceUpdate
{
    /// <summary>Full name.</summary>
    [MaxLength(Workspace.NameLength)]
    [NotBlank]
    [SingleLine]
    public required string Name { get; init; }
}

/// <summary>The settings of a workspace with their version.</summary>
public sealed record WorkspaceSettingsResponse : IVersioned
{
    /// <summary>Version of the workspace, expected in If-Match.</summary>
    public required int Version { get; init; }

    /// <summary>The settings.</summary>
    [Flatten]
    public required WorkspaceSettings Settings { get; init; }
}

internal sealed class WorkspaceProjections : Profile
{
    public WorkspaceProjections()
    {
        CreateProjection<Workspace, WorkspaceResponse>();
        CreateProjection<Workspace, WorkspaceSettingsResponse>();
    }
}
