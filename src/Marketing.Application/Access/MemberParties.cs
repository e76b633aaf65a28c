using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Access;

/// <summary>Members refer to the party they belong to.</summary>
internal sealed class MemberParties(IMarketingDb db) : ICatalogueReferrer
{
    public async Task RepointAsync(EntryMerge merge, CancellationToken ct)
    {
        if (merge.Catalogue != ResourceTypes.Party)
        {
            return;
        }

        PartyId? from = PartyId.From(merge.FromId);
        foreach (var member in await db.Members.Where(member => member.PartyId == from).ToListAsync(ct))
        {
            member.StandFor(PartyId.From(merge.IntoId));
        }
    }
}
