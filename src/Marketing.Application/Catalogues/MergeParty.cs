using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Application.History;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Catalogues;

/// <summary>Merges a party into another, which receives its names, children, members and references in plans open for writing.</summary>
public sealed record MergeParty(PartyId Id, ExpectedVersion? ExpectedVersion, PartyId IntoId) : ICommand<PartyResponse>;

internal sealed class MergePartyHandler(
    IMarketingDb db,
    PartyHierarchy hierarchy,
    CatalogueMatcher matcher,
    IEnumerable<ICatalogueReferrer> referrers,
    ExternalKeys keys,
    TimeProvider clock,
    ISender sender
) : IRequestHandler<MergeParty, Result<PartyResponse>>
{
    public async Task<Result<PartyResponse>> Handle(MergeParty command, CancellationToken cancellationToken)
    {
        // Children change their parent, and of two opposite merges one must see the other.
        await hierarchy.HoldAsync(cancellationToken);
        var source = await db.FindAsync<Party, PartyId>(
            command.Id,
            command.ExpectedVersion,
            new PartyNotFound(command.Id.Value),
            cancellationToken
        );
        if (!source.Succeeded)
        {
            return source.Error;
        }

        var target = await db.Parties.SingleOrDefaultAsync(party => party.Id == command.IntoId, cancellationToken);
        if (target is null)
        {
            return new RulesBroken([RuleFault.Of("/intoId", "party.unknown", ("id", command.IntoId.Value))]);
        }

        if (await hierarchy.CheckMergeAsync(source.Value, target, cancellationToken) is { } misplaced)
        {
            return misplaced;
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
        await keys.TakeOverAsync(source.Value, target, cancellationToken);
        var merge = new EntryMerge(ResourceTypes.Party, command.Id.Value, target.Id.Value);
        foreach (var referrer in referrers)
        {
            await referrer.RepointAsync(merge, cancellationToken);
        }

        await matcher.ForgetAsync(source.Value, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await sender.Send(new GetEntry<PartyResponse>(target.Id.Value, IncludeDeleted: false), cancellationToken);
    }
}

/// <summary>Erases a party's personal data: unreadable everywhere, including audit trail and history. This cannot be undone.</summary>
public sealed record EraseParty(PartyId Id, ExpectedVersion? ExpectedVersion) : ICommand<PartyResponse>;

internal sealed class ErasePartyHandler(IMarketingDb db, PersonalData personal, ISender sender)
    : IRequestHandler<EraseParty, Result<PartyResponse>>
{
    public async Task<Result<PartyResponse>> Handle(EraseParty command, CancellationToken cancellationToken)
    {
        // Locked before it is read, so that no contact is saved between the check of the version and the deletion of the key.
        await db
            .Parties.IgnoreQueryFilters([DbFilters.Deletion])
            .Where(party => party.Id == command.Id)
            .GuardAsync(party => party.SetProperty(row => row.Version, row => row.Version), cancellationToken);
        var found = await db.FindAsync<Party, PartyId>(
            command.Id,
            command.ExpectedVersion,
            new PartyNotFound(command.Id.Value),
            cancellationToken,
            includeDeleted: true
        );
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.SealContact(null);
        await personal.EraseAsync(command.Id.Value, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await sender.Send(
            new GetEntry<PartyResponse>(command.Id.Value, IncludeDeleted: found.Value.DeletedAt is not null),
            cancellationToken
        );
    }
}
