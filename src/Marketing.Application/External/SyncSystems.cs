using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.External;
using Marketing.Domain.Workspaces;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.External;

/// <summary>A system that campaigns are synchronised with.</summary>
public sealed record SyncSystemResponse : ResourceResponse
{
    /// <summary>The system, as API keys and external ids name it.</summary>
    /// <example>crm</example>
    [MaxLength(ExternalKey.SystemLength)]
    public required string System { get; init; }

    /// <summary>The members of campaigns that only this system writes.</summary>
    /// <example>["title"]</example>
    [MaxLength(SyncSystem.MaxMembers)]
    [Items(SyncSystem.MemberLength)]
    public required IReadOnlyList<string> OwnedMembers { get; init; }
}

/// <summary>What a system owns.</summary>
public sealed record SyncSystemInput
{
    /// <summary>The members of campaigns that only this system writes, such as `title`.</summary>
    /// <example>["title"]</example>
    [MaxLength(SyncSystem.MaxMembers)]
    [Items(SyncSystem.MemberLength)]
    public required IReadOnlyList<string> OwnedMembers { get; init; }
}

internal sealed class SyncSystemProjections : Profile
{
    public SyncSystemProjections() => CreateProjection<SyncSystem, SyncSystemResponse>();
}

/// <summary>Reads systems for the change feed.</summary>
internal sealed class SyncSystemReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<SyncSystem, SyncSystemId, SyncSystemResponse>(
        db,
        mappings,
        ResourceTypes.SyncSystem,
        Domain.Access.Scopes.CampaignsRead
    );

/// <summary>Reads what a system owns.</summary>
public sealed record GetSyncSystem(string System) : IQuery<SyncSystemResponse>;

internal sealed class GetSyncSystemHandler(IMarketingDb db, ResponseMapper responses)
    : IRequestHandler<GetSyncSystem, Result<SyncSystemResponse>>
{
    public async Task<Result<SyncSystemResponse>> Handle(GetSyncSystem query, CancellationToken cancellationToken)
    {
        var found = await db.SyncSystems.AsNoTracking().SingleOrDefaultAsync(row => row.System == query.System, cancellationToken);
        return found is null ? new SyncSystemNotFound(query.System) : responses.Map<SyncSystem, SyncSystemResponse>(found);
    }
}

/// <summary>States what a system owns.</summary>
public sealed record SetSyncSystem(string System, ExpectedVersion? ExpectedVersion, SyncSystemInput Input) : ICommand<SyncSystemResponse>;

internal sealed class SetSyncSystemHandler(IMarketingDb db, RequestContext context, ResponseMapper responses)
    : IRequestHandler<SetSyncSystem, Result<SyncSystemResponse>>
{
    public async Task<Result<SyncSystemResponse>> Handle(SetSyncSystem command, CancellationToken cancellationToken)
    {
        if (!ExternalKey.IsUsable(command.System, "-"))
        {
            return new SyncSystemNotFound(command.System);
        }

        await db.TakeGuardAsync(WorkspaceGuard.SyncSystems, cancellationToken);
        var all = await db.SyncSystems.ToListAsync(cancellationToken);
        var system = all.Find(row => row.System == command.System);
        if (system is not null && command.ExpectedVersion?.Allows(system.Version) == false)
        {
            return new StaleVersion(system.Version);
        }

        foreach (var (member, i) in command.Input.OwnedMembers.Select((member, i) => (member, i)))
        {
            var pointer = $"/ownedMembers/{i}";
            if (!SyncedMembers.Campaign.Contains(member))
            {
                var allowed = SyncedMembers.Campaign.Order(StringComparer.Ordinal).ToList();
                return new RulesBroken([RuleFault.Of(pointer, "syncSystem.memberUnknown", ("member", member), ("allowed", allowed))]);
            }

            if (all.Find(row => row != system && row.OwnedMembers.Contains(member)) is { } owner)
            {
                return new SyncMemberTaken(member, owner.System, pointer);
            }
        }

        if (system is null)
        {
            db.SyncSystems.Add(system = new SyncSystem(context.WorkspaceId, command.System));
        }

        system.Own(command.Input.OwnedMembers);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<SyncSystem, SyncSystemResponse>(system);
    }
}
