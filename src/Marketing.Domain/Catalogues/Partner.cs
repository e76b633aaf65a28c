using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

public readonly record struct PartnerId(Guid Value) : IEntityId<PartnerId>
{
    public static PartnerId From(Guid value) => new(value);

    public int CompareTo(PartnerId other) => Value.CompareTo(other.Value);
}

/// <summary>Kinds of partners.</summary>
public enum PartnerKind
{
    /// <summary>Key opinion leader (意见领袖).</summary>
    Kol,

    /// <summary>Key opinion consumer (关键消费者).</summary>
    Koc,

    /// <summary>Media outlet (媒体).</summary>
    Media,

    /// <summary>Agency for advertising, public relations or events (代理公司).</summary>
    Agency,

    /// <summary>Distributor or dealer (经销商).</summary>
    Distributor,

    /// <summary>Research institute (调研机构).</summary>
    Research,

    /// <summary>Supplier (供应商).</summary>
    Supplier,

    /// <summary>Partner from another industry (跨界合作伙伴).</summary>
    CrossIndustry,

    /// <summary>Other or unknown (其他).</summary>
    Other,
}

/// <summary>An external partner, such as a KOL, media, an agency or a distributor.</summary>
public sealed class Partner : SyncedEntry<PartnerId>
{
    public const int PlatformLength = 64;
    public const int TermsLength = 2_000;

    private Partner() { }

    private Partner(WorkspaceId workspaceId)
        : base(workspaceId) { }

    protected override string TypeName => ResourceTypes.Partner;

    public PartnerKind Kind { get; private set; }

    /// <summary>Party that represents the partner as a responsible party. It holds the contact data.</summary>
    public PartyId? PartyId { get; private set; }

    /// <summary>Main platform of the partner.</summary>
    public string? Platform { get; private set; }

    /// <summary>Terms of the cooperation.</summary>
    public string? Terms { get; private set; }

    public static Partner Register(WorkspaceId workspaceId) => new(workspaceId);

    public void Describe(PartnerKind kind, PartyId? partyId, string? platform, string? terms) =>
        (Kind, PartyId, Platform, Terms) = (kind, partyId, platform, terms);

    /// <summary>Sets the party after the previous one was merged into it.</summary>
    public void StandFor(PartyId partyId) => PartyId = partyId;
}

public sealed record PartnerNotFound(Guid Id) : NotFoundError("partner.notFound");
