using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

public readonly record struct PartnerId(Guid Value) : IEntityId<PartnerId>
{
    public static PartnerId From(Guid value) => new(value);

    public int CompareTo(PartnerId other) => Value.CompareTo(other.Value);
}

/// <summary>What kind of partner it is.</summary>
public enum PartnerKind
{
    /// <summary>Key opinion leader (意见领袖).</summary>
    Kol,

    /// <summary>Key opinion consumer (关键消费者).</summary>
    Koc,

    /// <summary>Medium or outlet (媒体).</summary>
    Media,

    /// <summary>Agency for advertising, public relations or events (代理公司).</summary>
    Agency,

    /// <summary>Distributor or dealer (经销商).</summary>
    Distributor,

    /// <summary>Research institute (调研机构).</summary>
    Research,

    /// <summary>Supplier (供应商).</summary>
    Supplier,

    /// <summary>Partner of another industry (跨界合作伙伴).</summary>
    CrossIndustry,

    /// <summary>Any other, or not said yet (其他).</summary>
    Other,
}

/// <summary>Whoever the company works with from outside: KOL, media, agencies, distributors.</summary>
public sealed class Partner : CatalogueEntry<PartnerId>
{
    public const int PlatformLength = 64;
    public const int TermsLength = 2_000;

    private Partner()
    {
    }

    private Partner(WorkspaceId workspaceId)
        : base(workspaceId)
    {
    }

    protected override string TypeName => ResourceTypes.Partner;

    public PartnerKind Kind { get; private set; }

    /// <summary>The party that it is among those responsible; it holds the contact data.</summary>
    public PartyId? PartyId { get; private set; }

    /// <summary>Platform on which it is mainly found.</summary>
    public string? Platform { get; private set; }

    /// <summary>Conditions of the cooperation, in words.</summary>
    public string? Terms { get; private set; }

    public static Partner Register(WorkspaceId workspaceId) => new(workspaceId);

    public void Describe(PartnerKind kind, PartyId? partyId, string? platform, string? terms) =>
        (Kind, PartyId, Platform, Terms) = (kind, partyId, platform, terms);

    /// <summary>Its party has been merged into another.</summary>
    public void StandFor(PartyId partyId) => PartyId = partyId;
}

public sealed record PartnerNotFound(Guid Id) : NotFoundError("partner.notFound");
