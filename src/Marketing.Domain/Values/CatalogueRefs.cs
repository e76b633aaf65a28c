using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>
/// Words of a plan that name an entry of a catalogue of the workspace: kept as the plan writes them, with the entry once it
/// is known. What holds for such words (finding the entry, checking its id, leaving the id out of documents) is stated once
/// for all catalogues.
/// </summary>
public interface ICatalogueRef
{
    /// <summary>The name as the plan writes it; an empty string is a label with nothing behind it.</summary>
    string Text { get; }

    /// <summary>Resource type of the entries that are meant.</summary>
    string Catalogue { get; }

    /// <summary>Identifier of the entry.</summary>
    Guid? EntryId { get; }

    /// <summary>The same words, meaning this entry.</summary>
    ICatalogueRef To(Guid? entryId);
}

/// <summary>Whoever a plan names as responsible: its own words and, once known, the party of the workspace.</summary>
public sealed record PartyRef : ICatalogueRef
{
    /// <summary>The name as the plan writes it (市場部, 各任務負責人, [姓名]); an empty string is a label with nothing behind it.</summary>
    /// <example>市场部</example>
    [MaxLength(ValueLimits.EntryText)]
    public required string Text { get; init; }

    /// <summary>Identifier of the party in the workspace's catalogue.</summary>
    public Guid? PartyId { get; init; }

    string ICatalogueRef.Catalogue => ResourceTypes.Party;

    Guid? ICatalogueRef.EntryId => PartyId;

    ICatalogueRef ICatalogueRef.To(Guid? entryId) => this with { PartyId = entryId };
}

/// <summary>A partner that a plan works with (KOL, media, agency, distributor): its own words and, once known, the partner of the workspace.</summary>
public sealed record PartnerRef : ICatalogueRef
{
    /// <summary>The name as the plan writes it; an empty string is a label with nothing behind it.</summary>
    /// <example>头部KOL</example>
    [MaxLength(ValueLimits.EntryText)]
    public required string Text { get; init; }

    /// <summary>Identifier of the partner in the workspace's catalogue.</summary>
    public Guid? PartnerId { get; init; }

    string ICatalogueRef.Catalogue => ResourceTypes.Partner;

    Guid? ICatalogueRef.EntryId => PartnerId;

    ICatalogueRef ICatalogueRef.To(Guid? entryId) => this with { PartnerId = entryId };
}

/// <summary>A channel that a plan uses: its own words and, once known, the channel of the workspace.</summary>
public sealed record ChannelRef : ICatalogueRef
{
    /// <summary>The name as the plan writes it; an empty string is a label with nothing behind it.</summary>
    /// <example>微信公众号</example>
    [MaxLength(ValueLimits.EntryText)]
    public required string Text { get; init; }

    /// <summary>Identifier of the channel in the workspace's catalogue.</summary>
    public Guid? ChannelId { get; init; }

    string ICatalogueRef.Catalogue => ResourceTypes.Channel;

    Guid? ICatalogueRef.EntryId => ChannelId;

    ICatalogueRef ICatalogueRef.To(Guid? entryId) => this with { ChannelId = entryId };
}

/// <summary>Customers that a plan addresses: its own words and, once known, the segment of the workspace.</summary>
public sealed record SegmentRef : ICatalogueRef
{
    /// <summary>The name as the plan writes it; an empty string is a label with nothing behind it.</summary>
    /// <example>高价值客户</example>
    [MaxLength(ValueLimits.EntryText)]
    public required string Text { get; init; }

    /// <summary>Identifier of the segment in the workspace's catalogue.</summary>
    public Guid? SegmentId { get; init; }

    string ICatalogueRef.Catalogue => ResourceTypes.Segment;

    Guid? ICatalogueRef.EntryId => SegmentId;

    ICatalogueRef ICatalogueRef.To(Guid? entryId) => this with { SegmentId = entryId };
}

/// <summary>A figure that a plan measures by: its own words and, once known, the metric of the workspace.</summary>
public sealed record MetricRef : ICatalogueRef
{
    /// <summary>The name as the plan writes it; an empty string is a label with nothing behind it.</summary>
    /// <example>品牌认知度</example>
    [MaxLength(ValueLimits.EntryText)]
    public required string Text { get; init; }

    /// <summary>Identifier of the metric in the workspace's catalogue.</summary>
    public Guid? MetricId { get; init; }

    string ICatalogueRef.Catalogue => ResourceTypes.Metric;

    Guid? ICatalogueRef.EntryId => MetricId;

    ICatalogueRef ICatalogueRef.To(Guid? entryId) => this with { MetricId = entryId };
}
