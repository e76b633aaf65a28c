using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Application.Access;

/// <summary>Members belong to a party.</summary>
internal sealed class MemberParties(IMarketingDb db)
    : ColumnReferrer<Member, MemberId, PartyId>(
        db, ResourceTypes.Party, member => member.PartyId, (member, party) => member.StandFor(party));
