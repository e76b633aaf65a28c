using Marketing.Application.Common;
using Marketing.Application.Memory;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;
using MediatR;

namespace Marketing.Application.Access;

/// <summary>Opens the workspace whose id the caller already carries: the first one of an installation.</summary>
public sealed record OpenWorkspace(string Code, string Name) : ICommand<WorkspaceId>;

internal sealed class OpenWorkspaceHandler(IMarketingDb db, RequestContext context) : IRequestHandler<OpenWorkspace, Result<WorkspaceId>>
{
    public Task<Result<WorkspaceId>> Handle(OpenWorkspace command, CancellationToken cancellationToken)
    {
        db.Workspaces.Add(Workspace.Open(context.WorkspaceId, command.Code, command.Name));
        db.ChangeCounters.Add(new ChangeCounter { WorkspaceId = context.WorkspaceId, Epoch = Guid.CreateVersion7() });
        return Task.FromResult<Result<WorkspaceId>>(context.WorkspaceId);
    }
}
