using Marketing.Domain.Common;

namespace Marketing.Domain.Workspaces;

public sealed record WorkspaceNotFound(Guid Id) : NotFoundError("workspace.notFound");

public sealed record WorkspaceCodeTaken([Arg("code")] string WorkspaceCode) : ConflictError("workspace.codeTaken")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/code", Code, Args)];
}
