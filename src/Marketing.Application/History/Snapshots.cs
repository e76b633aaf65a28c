using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.History;

/// <summary>A page of all resources of a kind.</summary>
/// <param name="Items">The resources, as they are now.</param>
/// <param name="NextCursor">Cursor of the next page; null on the last page.</param>
/// <param name="ChangesCursor">Cursor of the change feed, the same on every page.</param>
internal sealed record Snapshot<T>(IReadOnlyList<T> Items, string? NextCursor, string ChangesCursor);

/// <summary>Which page of a snapshot to read.</summary>
public abstract record SnapshotArguments
{
    public const int CursorLength = 2_000;

    /// <summary>The maximum number of resources to return.</summary>
    [Range(1, ListArguments.LargestPage)]
    public int PageSize { get; init; } = 500;

    /// <summary>The `nextCursor` of the previous page.</summary>
    [MaxLength(CursorLength)]
    public string? Cursor { get; init; }
}

/// <summary>
/// Reads all resources of a kind, page by page, so that the change feed continues where the first page began. Changes made while the pages
/// are read can be in both; a client applies a change only if its version is newer.
/// </summary>
internal sealed class SnapshotReader(IMarketingDb db, ICursorCodec codec, PageReader pages, IConfigurationProvider mappings)
{
    /// <param name="arguments">Which page.</param>
    /// <param name="address">The path of the snapshot, where a client with an old cursor begins again.</param>
    /// <param name="ct">Cancels the read.</param>
    public Task<Result<Snapshot<TResponse>>> ReadAsync<TRow, TId, TResponse>(
        SnapshotArguments arguments,
        string address,
        CancellationToken ct
    )
        where TRow : Resource<TId>
        where TId : struct, IEntityId<TId>
        where TResponse : ResourceResponse =>
        db.ReadConsistentlyAsync(() => ReadPageAsync<TRow, TId, TResponse>(arguments, address, ct), ct);

    private async Task<Result<Snapshot<TResponse>>> ReadPageAsync<TRow, TId, TResponse>(
        SnapshotArguments arguments,
        string address,
        CancellationToken ct
    )
        where TRow : Resource<TId>
        where TId : struct, IEntityId<TId>
        where TResponse : ResourceResponse
    {
        var counter = await db.ChangeCounters.AsNoTracking().SingleAsync(ct);
        var place = arguments.Cursor is { } cursor
            ? Place.Read(codec.Unprotect(cursor))
            : new Place(new FeedPosition(counter.Epoch, counter.LastSequence), null);
        if (place is null)
        {
            return new BadCursor();
        }

        if (!place.Feed.IsIn(counter))
        {
            return new FeedCursorGone(new ApiAddress(address));
        }

        var sorts = SortSet<TRow, TResponse>
            .EndingIn(row => row.Id, row => TId.From(row.Id))
            .By("createdAt", row => row.CreatedAt, row => row.CreatedAt)
            .ByDefault("createdAt");
        var page = await pages.ReadAsync(
            db.Set<TRow>(),
            new Rows { PageSize = arguments.PageSize, Cursor = place.Page },
            sorts,
            mappings.ProjectionOf<TRow, TResponse>(),
            ct,
            address
        );
        return page.Succeeded
            ? new Snapshot<TResponse>(
                page.Value.Items,
                page.Value.NextCursor is { } next ? codec.Protect(WireJson.Store(place with { Page = next })) : null,
                codec.Protect(WireJson.Store(place.Feed))
            )
            : page.Error;
    }

    private sealed record Rows : ListArguments;

    /// <param name="Feed">Where the change feed continues.</param>
    /// <param name="Page">Cursor of the next page.</param>
    private sealed record Place([property: JsonRequired] FeedPosition Feed, string? Page)
    {
        public static Place? Read(string? payload)
        {
            try
            {
                return payload is null ? null : WireJson.Load<Place>(payload);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
