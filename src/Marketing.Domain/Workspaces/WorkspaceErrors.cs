using Marketing.Domain.Common;

namespace Marketing.Domain.Workspaces;

public sealed record WorkspaceNotFound(Guid Id) : NotFoundError("workspace.notFound")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["id"] = Id };
}

public sealed record WorkspaceCodeTaken(string WorkspaceCode) : ConflictError("workspace.codeTaken")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["code"] = WorkspaceCode };

    public override IReadOnlyList<RuleFault> Faults => [new("/code", Code, Args)];
}
