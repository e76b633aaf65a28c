using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Facts;

namespace Marketing.Application.Facts;

/// <summary>What an item of a bulk does.</summary>
public enum FactAction
{
    /// <summary>Reports a value, or restates it.</summary>
    Upsert,

    /// <summary>Takes the fact back.</summary>
    Retract,
}

/// <summary>What happened to an item of a bulk.</summary>
public enum FactStatus
{
    /// <summary>It was reported for the first time.</summary>
    Created,

    /// <summary>It replaced an earlier value.</summary>
    Updated,

    /// <summary>It was known already.</summary>
    Unchanged,

    /// <summary>It was taken back.</summary>
    Retracted,

    /// <summary>A newer export was known already.</summary>
    Stale,

    /// <summary>It was refused.</summary>
    Failed,
}

/// <summary>What happened to the items of a bulk of facts.</summary>
public sealed record FactBulkResponse
{
    public const int Most = 1_000;

    /// <summary>A result for each item, in the order of the items.</summary>
    [MaxLength(Most)]
    public required IReadOnlyList<FactResult> Results { get; init; }

    /// <summary>The batch that the changes belong to; null if nothing changed.</summary>
    public required FactBatchResponse? Batch { get; init; }

    /// <summary>Number of facts taken back because the replaced scope no longer contains them.</summary>
    /// <example>0</example>
    [Range(0, int.MaxValue)]
    public int RetractedByScope { get; init; }
}

/// <summary>What happened to an item of a bulk of facts.</summary>
public sealed record FactResult
{
    /// <summary>Place of the item, starting with 0.</summary>
    [Range(0, FactBulkResponse.Most)]
    public required int Index { get; init; }

    /// <summary>Your own name for the item.</summary>
    [MaxLength(100)]
    public required string? Ref { get; init; }

    /// <summary>Whether it was applied.</summary>
    public required FactStatus Status { get; init; }

    /// <summary>Id of the fact; null if the item was refused.</summary>
    public required Guid? Id { get; init; }

    /// <summary>Number of steps in the history of the fact; null if the item was refused.</summary>
    [Range(0, int.MaxValue)]
    public required int? Version { get; init; }

    /// <summary>Why the item was refused; null if it was not.</summary>
    public required BulkProblem? Problem { get; init; }
}

/// <summary>A bulk of facts that changed something.</summary>
public sealed record FactBatchResponse : ResourceResponse
{
    /// <summary>What was reported.</summary>
    public required FactKind Kind { get; init; }

    /// <summary>The source that reported the facts.</summary>
    /// <example>meta-ads</example>
    [MaxLength(FactSource.NameLength)]
    public required string Source { get; init; }

    /// <summary>Number of facts reported for the first time.</summary>
    /// <example>120</example>
    [Range(0, int.MaxValue)]
    public required int Created { get; init; }

    /// <summary>Number of facts with another value.</summary>
    /// <example>4</example>
    [Range(0, int.MaxValue)]
    public required int Restated { get; init; }

    /// <summary>Number of facts taken back.</summary>
    /// <example>0</example>
    [Range(0, int.MaxValue)]
    public required int Retracted { get; init; }
}

internal sealed class FactProjections : Profile
{
    public FactProjections() => CreateProjection<FactBatch, FactBatchResponse>();
}

/// <summary>Reads bulks of observations for the change feed.</summary>
internal sealed class ObservationBatchReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<FactBatch, FactBatchId, FactBatchResponse>(
        db,
        mappings,
        ResourceTypes.ObservationBatch,
        Domain.Access.Scopes.CampaignsRead
    );

/// <summary>Reads bulks of results for the change feed.</summary>
internal sealed class ResultBatchReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<FactBatch, FactBatchId, FactBatchResponse>(
        db,
        mappings,
        ResourceTypes.ResultBatch,
        Domain.Access.Scopes.CampaignsRead
    );

/// <summary>Query parameters of tables with the history of facts. Ranges include their beginning and exclude their end.</summary>
public abstract record FactEntryArguments : ListArguments
{
    /// <summary>Rows per page.</summary>
    [Range(1, LargestPage)]
    public override int PageSize { get; init; } = 50;

    /// <summary>Only entries with this sequence or a later one.</summary>
    [Range(0, 9_007_199_254_740_991)]
    public long? SequenceFrom { get; init; }

    /// <summary>Only entries before this sequence.</summary>
    [Range(0, 9_007_199_254_740_991)]
    public long? SequenceTo { get; init; }

    /// <summary>Only entries recorded at or after this time, or since the beginning of this day (UTC).</summary>
    [OrDay]
    public DateTime? RecordedFrom { get; init; }

    /// <summary>Only entries recorded before this time, or before the beginning of this day (UTC).</summary>
    [OrDay]
    public DateTime? RecordedTo { get; init; }

    /// <summary>Only entries of this batch.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>Only entries of this source.</summary>
    [MaxLength(FactSource.NameLength)]
    public string? Source { get; init; }

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }

    /// <summary>Language of the header and of coded values in CSV. Without it, both are codes. JSON ignores it.</summary>
    public LabelLanguage? Lang { get; init; }
}

internal static class FactEntries
{
    /// <summary>Applies the filters that all tables with the history of facts have.</summary>
    public static IQueryable<TEntry> Within<TEntry>(this IQueryable<TEntry> entries, FactEntryArguments arguments)
        where TEntry : class, IFactEntry
    {
        if (arguments.SequenceFrom is { } first)
        {
            entries = entries.Where(entry => entry.Sequence >= first);
        }

        if (arguments.SequenceTo is { } end)
        {
            entries = entries.Where(entry => entry.Sequence < end);
        }

        if (arguments.RecordedFrom is { } since)
        {
            entries = entries.Where(entry => entry.RecordedAt >= since);
        }

        if (arguments.RecordedTo is { } until)
        {
            entries = entries.Where(entry => entry.RecordedAt < until);
        }

        if (arguments.BatchId is { } given)
        {
            var batch = FactBatchId.From(given);
            entries = entries.Where(entry => entry.BatchId == batch);
        }

        if (arguments.Source is { } source)
        {
            entries = entries.Where(entry => entry.Source == source);
        }

        return entries;
    }
}
