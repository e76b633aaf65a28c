using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Memory;
using Marketing.Domain.Common;
using Marketing.Domain.Parties;
using Marketing.Domain.Partners;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Parties;

/// <summary>Merges a party into another, which takes over its names, children, members and references in open plans.</summary>
public sealed record MergeParty(PartyId Id, int? ExpectedVersion, PartyId IntoId) : ICommand<PartyResponse>;

internal sealed class MergePartyHandler(IMarketingDb db, CatalogueMatcher matcher, TimeProvider clock, ISender sender) : IRequestHandler<MergeParty, Result<PartyResponse>>
{
    public async Task<Result<PartyResponse>> Handle(MergeParty command, CancellationToken cancellationToken)
    {
        var source = await db.FindAsync<Party, PartyId>(command.Id, command.ExpectedVersion, new PartyNotFound(command.Id.Value), cancellationToken);
        if (!source.Succeeded)
        {
            return source.Error;
        }

        var target = await db.Parties.SingleOrDefaultAsync(party => party.Id == command.IntoId, cancellationToken);
        if (target is null)
        {
            return new RulesBroken([RuleFault.Of("/intoId", "party.unknown", ("id", command.IntoId.Value))]);
        }

        if (await IsUnderAsync(target, command.Id, cancellationToken))
        {
            return new PartyHierarchyCycle(command.IntoId.Value, "/intoId");
        }

        if (source.Value.MergeInto(target, clock.Instant()) is { Succeeded: false, Error: var refused })
        {
            return refused;
        }

        await matcher.ForgetNamesAsync(source.Value, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (target.TakeOver(source.Value) is { Succeeded: false, Error: var tooMany })
        {
            return tooMany;
        }

        await matcher.LearnAsync(target, cancellationToken);
        await RepointAsync(command.Id, target, cancellationToken);
        await matcher.ForgetAsync(source.Value, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await sender.Send(new GetEntry<PartyResponse>(target.Id.Value, IncludeDeleted: false), cancellationToken);
    }

    private async Task<bool> IsUnderAsync(Party party, PartyId above, CancellationToken ct)
    {
        for (var (parent, steps) = (party.ParentId, 0); parent is { } id && steps < 50; steps++)
        {
            if (id == above)
            {
                return true;
            }

            parent = await db.Parties.Where(p => p.Id == id).Select(p => p.ParentId).SingleOrDefaultAsync(ct);
        }

        return false;
    }

    private async Task RepointAsync(PartyId from, Party into, CancellationToken ct)
    {
        PartyId? old = from;
        foreach (var child in await db.Parties.Where(party => party.ParentId == old && party.Id != into.Id).ToListAsync(ct))
        {
            child.PutUnder(into.Id, []);
        }

        foreach (var member in await db.Members.Where(member => member.PartyId == old).ToListAsync(ct))
        {
            member.StandFor(into.Id);
        }

        foreach (var partner in await db.Set<Partner>().Where(partner => partner.PartyId == old).ToListAsync(ct))
        {
            partner.StandFor(into.Id);
        }

        await RepointContentAsync(from.Value, into.Id.Value, ct);
    }

    /// <summary>Content that is open for writing names the remaining party; approved content stays as it was approved.</summary>
    private async Task RepointContentAsync(Guid from, Guid into, CancellationToken ct)
    {
        var references = await db.ContentReferences.Where(reference => reference.TargetId == from).ToListAsync(ct);
        foreach (var plan in references.GroupBy(reference => reference.PlanId))
        {
            if (await db.OpenContentAsync(PlanId.From(plan.Key), ct) is not null)
            {
                foreach (var reference in plan)
                {
                    reference.LetGo();
                }

                continue;
            }

            var owners = plan.Select(reference => reference.OwnerId).ToList();
            var parts = owners.Select(PlanPartId.From).ToList();
            foreach (var part in await db.PlanParts.Where(part => parts.Contains(part.Id)).ToListAsync(ct))
            {
                part.Say(part.Content.Replace($"{from}", $"{into}", StringComparison.Ordinal), part.SearchText);
            }

            var plans = owners.Select(PlanId.From).ToList();
            foreach (var header in await db.Plans.Where(row => plans.Contains(row.Id)).ToListAsync(ct))
            {
                header.Write(WireJson.Load<PlanHeader>(WireJson.Store(header.Header).Replace($"{from}", $"{into}", StringComparison.Ordinal)));
            }

            var there = await db.ContentReferences.Where(reference => owners.Contains(reference.OwnerId) && reference.TargetId == into).Select(reference => reference.OwnerId).ToListAsync(ct);
            db.ContentReferences.RemoveRange(plan);
            db.ContentReferences.AddRange(plan.Where(reference => !there.Contains(reference.OwnerId)).Select(reference => reference.Repointed(into)));
        }
    }
}

/// <summary>Makes a party's personal data unreadable everywhere, in audit and history too; there is no way back.</summary>
public sealed record EraseParty(PartyId Id, int? ExpectedVersion) : ICommand<PartyResponse>;

internal sealed class ErasePartyHandler(IMarketingDb db, PersonalData personal, ISender sender) : IRequestHandler<EraseParty, Result<PartyResponse>>
{
    public async Task<Result<PartyResponse>> Handle(EraseParty command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<Party, PartyId>(command.Id, command.ExpectedVersion, new PartyNotFound(command.Id.Value), cancellationToken, includeDeleted: true);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.SealContact(null);
        await personal.EraseAsync(command.Id.Value, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await sender.Send(new GetEntry<PartyResponse>(command.Id.Value, IncludeDeleted: found.Value.DeletedAt is not null), cancellationToken);
    }
}
