using Marketing.Application.Common;
using Marketing.Application.Scheduling;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Domain.Workspaces;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Workspaces;

/// <summary>
/// Creates a workspace; the person who creates it becomes its administrator. The new workspace becomes that of the request.
/// </summary>
public sealed record OpenWorkspace(WorkspaceInput Input) : ICommand<WorkspaceResponse>;

internal sealed class OpenWorkspaceHandler(IMarketingDb db, RequestContext context, ResponseMapper responses)
    : IRequestHandler<OpenWorkspace, Result<WorkspaceResponse>>
{
    public async Task<Result<WorkspaceResponse>> Handle(OpenWorkspace command, CancellationToken cancellationToken)
    {
        var settings = command.Input.Settings ?? WorkspaceSettings.Default;
        if (settings.Check().Select(fault => fault.Under("/settings")).ToList() is { Count: > 0 } faults)
        {
            return new RulesBroken(faults);
        }

        if (await db.Workspaces.IgnoreQueryFilters().AnyAsync(other => other.Code == command.Input.Code, cancellationToken))
        {
            return new WorkspaceCodeTaken(command.Input.Code);
        }

        var workspace = Workspace.Open(context.WorkspaceId, command.Input.Code, command.Input.Name);
        workspace.Configure(settings);
        db.Workspaces.Add(workspace);
        db.ChangeCounters.Add(new ChangeCounter { WorkspaceId = workspace.Id, Epoch = EntityId.New() });
        db.WorkspaceGuards.AddRange(WorkspaceGuard.Of(workspace.Id));
        if (context.Caller is { Kind: CallerKind.Person, Issuer: { } issuer, Subject: { } subject } person)
        {
            db.Members.Add(Member.Join(workspace.Id, issuer, subject, person.DisplayName, [Role.Administrator]));
        }

        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Workspace, WorkspaceResponse>(workspace);
    }
}

/// <summary>Renames a workspace.</summary>
public sealed record UpdateWorkspace(WorkspaceId Id, ExpectedVersion? ExpectedVersion, Patch<WorkspaceUpdate> Patch)
    : ICommand<WorkspaceResponse>;

internal sealed class UpdateWorkspaceHandler(IMarketingDb db, ResponseMapper responses)
    : IRequestHandler<UpdateWorkspace, Result<WorkspaceResponse>>
{
    public async Task<Result<WorkspaceResponse>> Handle(UpdateWorkspace command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<Workspace, WorkspaceId>(
            command.Id,
            command.ExpectedVersion,
            new WorkspaceNotFound(command.Id.Value),
            cancellationToken
        );
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var changed = command.Patch.ApplyTo(new WorkspaceUpdate { Name = found.Value.Name });
        if (!changed.Succeeded)
        {
            return changed.Error;
        }

        found.Value.Rename(changed.Value.Name);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Workspace, WorkspaceResponse>(found.Value);
    }
}

/// <summary>Changes the settings of a workspace.</summary>
public sealed record UpdateWorkspaceSettings(WorkspaceId Id, ExpectedVersion? ExpectedVersion, Patch<WorkspaceSettings> Patch)
    : ICommand<WorkspaceSettingsResponse>;

internal sealed class UpdateWorkspaceSettingsHandler(IMarketingDb db, ResponseMapper responses, IEnumerable<IScheduleFollower> followers)
    : IRequestHandler<UpdateWorkspaceSettings, Result<WorkspaceSettingsResponse>>
{
    public async Task<Result<WorkspaceSettingsResponse>> Handle(UpdateWorkspaceSettings command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<Workspace, WorkspaceId>(
            command.Id,
            command.ExpectedVersion,
            new WorkspaceNotFound(command.Id.Value),
            cancellationToken
        );
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var changed = command.Patch.ApplyTo(found.Value.Settings);
        if (!changed.Succeeded)
        {
            return changed.Error;
        }

        if (changed.Value.Check().ToList() is { Count: > 0 } faults)
        {
            return new RulesBroken(faults);
        }

        var before = found.Value.Settings;
        found.Value.Configure(changed.Value);
        await db.SaveChangesAsync(cancellationToken);
        if (!before.HasSameCalendar(changed.Value))
        {
            await FollowAsync(cancellationToken);
        }

        return responses.Map<Workspace, WorkspaceSettingsResponse>(found.Value);
    }

    /// <summary>Working days and holidays determine dates of all plans in force.</summary>
    private async Task FollowAsync(CancellationToken ct)
    {
        var inForce = db.Plans.Where(plan => plan.InForceRevision != null);
        foreach (var id in await inForce.OrderBy(plan => plan.Id).Select(plan => plan.Id).ToListAsync(ct))
        {
            await db.Plans.Where(plan => plan.Id == id).GuardAsync(plan => plan.SetProperty(p => p.Status, p => p.Status), ct);
            await followers.FollowAsync(id, ct);
        }
    }
}
