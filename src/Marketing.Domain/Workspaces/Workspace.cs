using Marketing.Domain.Common;

namespace Marketing.Domain.Workspaces;

/// <summary>A brand or business unit. Its data is invisible to other workspaces.</summary>
public sealed class Workspace : Resource<WorkspaceId>
{
    public const int CodeLength = 50;
    public const int NameLength = 200;

    protected override string TypeName => ResourceTypes.Workspace;

    private Workspace() { }

    private Workspace(WorkspaceId id)
        : base(id) { }

    /// <summary>Short name, unique in the installation.</summary>
    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public WorkspaceSettings Settings { get; private set; } = WorkspaceSettings.Default;

    /// <summary>Creates a workspace. It is its own owner, so that the same isolation rule applies to it.</summary>
    public static Workspace Open(string code, string name) => Open(EntityId.New<WorkspaceId>(), code, name);

    public static Workspace Open(WorkspaceId id, string code, string name)
    {
        var workspace = new Workspace(id) { Code = code, Name = name };
        workspace.TakeId(id);
        return workspace;
    }

    public void Rename(string name) => Name = name;

    public void Configure(WorkspaceSettings settings) => Settings = settings;
}
