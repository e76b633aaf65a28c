using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>
/// A name in a plan that refers to an entry of a workspace catalogue: the original text, and the entry once it is linked.
/// Finding the entry, checking its id and removing the id from documents work the same for all catalogues.
/// </summary>
public interface ICatalogueRef
{
    /// <summary>The name as written in the plan. An empty string is a label without a value.</summary>
    string Text { get; }

    /// <summary>Resource type of the catalogue's entries.</summary>
    string Catalogue { get; }

    /// <summary>Id of the linked entry.</summary>
    Guid? EntryId { get; }

    /// <summary>Returns the same name, linked to the entry.</summary>
    ICatalogueRef LinkedTo(Guid? entryId);
}

/// <summary>A responsible person, team or company: the name in the plan and, once linked, the party of the workspace.</summary>
public sealed record PartyRef : ICatalogueRef
{
    /// <summary>The name as written in the plan (市场部, 各任务负责人, [姓名]). An empty string is a label without a value.</summary>
    /// <example>市场部</example>
    [MaxLength(ValueLimits.EntryText)]
    public required string Text { get; init; }

    /// <summary>Id of the linked party in the workspace catalogue.</summary>
    public Guid? PartyId { get; init; }

    string ICatalogueRef.Catalogue => ResourceTypes.Party;

    Guid? ICatalogueRef.EntryId => PartyId;

    ICatalogueRef ICatalogueRef.LinkedTo(Guid? entryId) => this with { PartyId = entryId };
}

/// <summary>
/// A partner (KOL, media outlet, agency, distributor): the name in the plan and, once linked, the partner of the workspace.
/// </summary>
public sealed record PartnerRef : ICatalogueRef
{
    /// <summary>The name as written in the plan. An empty string is a label without a value.</summary>
    /// <example>头部KOL</example>
    [MaxLength(ValueLimits.EntryText)]
    public required string Text { get; init; }

    /// <summary>Id of the linked partner in the workspace catalogue.</summary>
    public Guid? PartnerId { get; init; }

    string ICatalogueRef.Catalogue => ResourceTypes.Partner;

    Guid? ICatalogueRef.EntryId => PartnerId;

    ICatalogueRef ICatalogueRef.LinkedTo(Guid? entryId) => this with { PartnerId = entryId };
}

/// <summary>A channel: the name in the plan and, once linked, the channel of the workspace.</summary>
public sealed record ChannelRef : ICatalogueRef
{
    /// <summary>The name as written in the plan. An empty string is a label without a value.</summary>
    /// <example>微信公众号</example>
    [MaxLength(ValueLimits.EntryText)]
    public required string Text { get; init; }

    /// <summary>Id of the linked channel in the workspace catalogue.</summary>
    public Guid? ChannelId { get; init; }

    string ICatalogueRef.Catalogue => ResourceTypes.Channel;

    Guid? ICatalogueRef.EntryId => ChannelId;

    ICatalogueRef ICatalogueRef.LinkedTo(Guid? entryId) => this with { ChannelId = entryId };
}

/// <summary>A customer segment: the name in the plan and, once linked, the segment of the workspace.</summary>
public sealed record SegmentRef : ICatalogueRef
{
    /// <summary>The name as written in the plan. An empty string is a label without a value.</summary>
    /// <example>高价值客户</example>
    [MaxLength(ValueLimits.EntryText)]
    public required string Text { get; init; }

    /// <summary>Id of the linked segment in the workspace catalogue.</summary>
    public Guid? SegmentId { get; init; }

    string ICatalogueRef.Catalogue => ResourceTypes.Segment;

    Guid? ICatalogueRef.EntryId => SegmentId;

    ICatalogueRef ICatalogueRef.LinkedTo(Guid? entryId) => this with { SegmentId = entryId };
}

/// <summary>A metric: the name in the plan and, once linked, the metric of the workspace.</summary>
public sealed record MetricRef : ICatalogueRef
{
    /// <summary>The name as written in the plan. An empty string is a label without a value.</summary>
    /// <example>品牌认知度</example>
    [MaxLength(ValueLimits.EntryText)]
    public required string Text { get; init; }

    /// <summary>Id of the linked metric in the workspace catalogue.</summary>
    public Guid? MetricId { get; init; }

    string ICatalogueRef.Catalogue => ResourceTypes.Metric;

    Guid? ICatalogueRef.EntryId => MetricId;

    ICatalogueRef ICatalogueRef.LinkedTo(Guid? entryId) => this with { MetricId = entryId };
}
