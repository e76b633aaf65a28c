using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Application.Catalogues;

/// <summary>A partner: an external person or organisation the company works with, such as KOLs, media, agencies and distributors.</summary>
public sealed record PartnerResponse : SyncedEntryResponse
{
    public static readonly Feed<PartnerResponse> Feed = new("partners");

    /// <summary>The kind of partner.</summary>
    public required PartnerKind Kind { get; init; }

    /// <summary>Id of the partner's party. Contact data are personal, so the party holds them and can erase them.</summary>
    public required Guid? PartyId { get; init; }

    /// <summary>The partner's main platform; the labels suggest values (`platform`).</summary>
    /// <example>xiaohongshu</example>
    public required string? Platform { get; init; }

    /// <summary>Terms of the cooperation, as text.</summary>
    /// <example>年度框架合作,按篇结算</example>
    public required string? Terms { get; init; }
}

/// <summary>A partner to create.</summary>
public record PartnerInput : CatalogueEntryInput
{
    /// <summary>The kind of partner.</summary>
    public required PartnerKind Kind { get; init; }

    /// <summary>Id of the partner's party. Contact data are personal, so the party holds them and can erase them.</summary>
    public Guid? PartyId { get; init; }

    /// <summary>The partner's main platform, any text; the labels suggest values (`platform`).</summary>
    /// <example>xiaohongshu</example>
    [MaxLength(Partner.PlatformLength)]
    [NotBlank]
    [SingleLine]
    public string? Platform { get; init; }

    /// <summary>Terms of the cooperation, as text.</summary>
    /// <example>年度框架合作,按篇结算</example>
    [MaxLength(Partner.TermsLength)]
    public string? Terms { get; init; }
}

/// <summary>Members of a partner that another system sends. Members that are left out stay as they are.</summary>
public sealed record PartnerUpsert : PartnerInput, ISent
{
    public PartnerUpsert() { }

    [SetsRequiredMembers]
    public PartnerUpsert(PartnerInput input)
        : base(input) { }

    /// <summary>When the system changed what it sends, by its own clock. Anything older than the last one is refused (409).</summary>
    public DateTime? SourceUpdatedAt { get; init; }
}

/// <summary>Which partners to list.</summary>
public sealed record PartnerArguments : SyncedEntryArguments
{
    /// <summary>Only partners of this kind.</summary>
    public PartnerKind? Kind { get; init; }

    /// <summary>Only partners with this main platform.</summary>
    [MaxLength(Partner.PlatformLength)]
    public string? Platform { get; init; }

    /// <summary>Only partners linked to this party.</summary>
    public Guid? PartyId { get; init; }
}

internal sealed class PartnerProjections : Profile
{
    public PartnerProjections() => CreateProjection<Partner, PartnerResponse>();
}

/// <summary>The catalogue of partners.</summary>
internal sealed class PartnerCatalogue(CatalogueTools tools, SyncTools sync)
    : SyncedCatalogue<Partner, PartnerId, PartnerInput, PartnerUpsert, PartnerResponse, PartnerArguments>(tools, sync)
{
    private static readonly NameForms<PartnerKind> Forms = new(
        PartnerKind.Other,
        [
            (PartnerKind.Koc, ["KOC"]),
            (PartnerKind.Kol, ["KOL", "网红", "达人", "博主", "INFLUENCER"]),
            (PartnerKind.Distributor, ["经销商", "代理商", "DISTRIBUTOR", "DEALER"]),
            (PartnerKind.Research, ["调研机构", "调研公司", "RESEARCH"]),
            (PartnerKind.Agency, ["广告公司", "公关公司", "策划公司", "代理公司", "AGENCY"]),
            (PartnerKind.Media, ["媒体", "MEDIA", "PRESS"]),
            (PartnerKind.Supplier, ["供应商", "SUPPLIER"]),
            (PartnerKind.CrossIndustry, ["跨界", "异业"]),
        ]
    );

    public override string Type => ResourceTypes.Partner;

    public override string Collection => "partners";

    protected override NotFoundError Missing(Guid id) => new PartnerNotFound(id);

    protected override PartnerUpsert SentOf(PartnerInput input) => new(input);

    protected override Partner Make(PartnerInput input) => Partner.Register(WorkspaceId);

    protected override PartnerInput InputOf(string name) => new() { Name = name, Kind = Forms.Of(name) };

    protected override Task<PartnerInput> InputOfAsync(Partner entry, CancellationToken ct) =>
        Task.FromResult(
            new PartnerInput
            {
                Code = entry.Code,
                Name = entry.Name,
                Aliases = entry.Aliases,
                Kind = entry.Kind,
                PartyId = entry.PartyId?.Value,
                Platform = entry.Platform,
                Terms = entry.Terms,
            }
        );

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

/// <summary>References from partners to parties.</summary>
internal sealed class PartnerParties(IMarketingDb db)
    : ColumnReferrer<Partner, PartnerId, PartyId>(
        db,
        ResourceTypes.Party,
        partner => partner.PartyId,
        (partner, party) => partner.StandFor(party)
    );
