using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Application.Access;

/// <summary>References from members to parties.</summary>
internal sealed class MemberParties(IMarketingDb db)
    : ColumnReferrer<Member, MemberId, PartyId>(
        db,
        ResourceTypes.Party,
        member => member.PartyId,
        (member, party) => member.StandFor(party)
    );
