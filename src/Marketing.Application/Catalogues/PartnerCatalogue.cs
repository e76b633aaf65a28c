using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Application.Catalogues;

/// <summary>The catalogue of partners.</summary>
internal sealed class PartnerCatalogue(CatalogueTools tools) : Catalogue<Partner, PartnerId, PartnerInput, PartnerResponse, PartnerArguments>(tools)
{
    private static readonly NameForms<PartnerKind> Forms = new(PartnerKind.Other,
    [
        (PartnerKind.Koc, ["KOC"]),
        (PartnerKind.Kol, ["KOL", "网红", "达人", "博主", "INFLUENCER"]),
        (PartnerKind.Distributor, ["经销商", "代理商", "DISTRIBUTOR", "DEALER"]),
        (PartnerKind.Research, ["调研机构", "调研公司", "RESEARCH"]),
        (PartnerKind.Agency, ["广告公司", "公关公司", "策划公司", "代理公司", "AGENCY"]),
        (PartnerKind.Media, ["媒体", "MEDIA", "PRESS"]),
        (PartnerKind.Supplier, ["供应商", "SUPPLIER"]),
        (PartnerKind.CrossIndustry, ["跨界", "异业"]),
    ]);

    public override string Type => ResourceTypes.Partner;

    protected override NotFoundError Missing(Guid id) => new PartnerNotFound(id);

    protected override Partner Make(PartnerInput input) => Partner.Register(WorkspaceId);

    protected override PartnerInput InputOf(string name) => new() { Name = name, Kind = Forms.Of(name) };

    protected override Task<PartnerInput> InputOfAsync(Partner entry, CancellationToken ct) => Task.FromResult(new PartnerInput
    {
        Code = entry.Code,
        Name = entry.Name,
        Aliases = entry.Aliases,
        Kind = entry.Kind,
        PartyId = entry.PartyId?.Value,
        Platform = entry.Platform,
        Terms = entry.Terms,
    });

    protected override async Task<Error?> DescribeAsync(Partner entry, PartnerInput input, CancellationToken ct)
    {
        if (await Db.UnknownPartiesAsync([("/partyId", input.PartyId)], ct) is { } unknown)
        {
            return unknown;
        }

        entry.Describe(input.Kind, input.PartyId is { } party ? PartyId.From(party) : null, input.Platform, input.Terms);
        return null;
    }

    protected override IQueryable<Partner> Filter(IQueryable<Partner> entries, PartnerArguments arguments)
    {
        if (arguments.Kind is { } kind)
        {
            entries = entries.Where(partner => partner.Kind == kind);
        }

        if (arguments.Platform is { } platform)
        {
            entries = entries.Where(partner => partner.Platform == platform);
        }

        if (arguments.PartyId is { } party)
        {
            PartyId? partyId = PartyId.From(party);
            entries = entries.Where(partner => partner.PartyId == partyId);
        }

        return entries;
    }
}
