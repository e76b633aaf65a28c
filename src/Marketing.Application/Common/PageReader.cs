using System.Linq.Expressions;
using System.Text.Json;
using AutoMapper;
using AutoMapper.QueryableExtensions;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Common;

/// <summary>Signs cursors and verifies them when clients send them back.</summary>
public interface ICursorCodec
{
    string Protect(string payload);

    /// <summary>Returns the payload; null if the signature is invalid.</summary>
    string? Unprotect(string text);
}

/// <summary>Reads one page of a list, projecting table rows directly to response rows.</summary>
public sealed class PageReader(IConfigurationProvider mappings, Cursors cursors, IMarketingDb db)
{
    /// <summary>Reads a page, projected by the feature's AutoMapper profile.</summary>
    public Task<Result<Page<TResponse>>> ReadAsync<TEntity, TResponse>(
        IQueryable<TEntity> rows,
        ListArguments arguments,
        SortSet<TEntity, TResponse> sorts,
        CancellationToken ct
    )
        where TEntity : class => ReadAsync(rows, arguments, sorts, page => page.ProjectTo<TResponse>(mappings), ct);

    /// <summary>Reads a page whose rows combine tables, one of which the feature's AutoMapper profile projects.</summary>
    public Task<Result<Page<TResponse>>> ReadCombinedAsync<TEntity, TRow, TResponse>(
        IQueryable<TEntity> rows,
        ListArguments arguments,
        SortSet<TEntity, TResponse> sorts,
        Expression<Func<TEntity, TRow>> row,
        CancellationToken ct
    )
        where TEntity : class => ReadAsync(rows, arguments, sorts, page => page.Select(row).ProjectTo<TResponse>(mappings), ct);

    /// <summary>Reads a page, projected by a selection of columns.</summary>
    /// <param name="rows">All rows of the list.</param>
    /// <param name="arguments">The client's query parameters.</param>
    /// <param name="sorts">The supported sorts.</param>
    /// <param name="selection">The columns to return.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <param name="within">
    /// Distinguishes lists with the same arguments, such as those of two plans, so that a cursor is valid for one list only.
    /// </param>
    public Task<Result<Page<TResponse>>> ReadAsync<TEntity, TResponse>(
        IQueryable<TEntity> rows,
        ListArguments arguments,
        SortSet<TEntity, TResponse> sorts,
        Expression<Func<TEntity, TResponse>> selection,
        CancellationToken ct,
        string within = ""
    )
        where TEntity : class => ReadAsync(rows, arguments, sorts, page => page.Select(selection), ct, within);

    /// <summary>Returns a page of rows that are in memory.</summary>
    /// <param name="rows">All rows of the list.</param>
    /// <param name="arguments">The client's query parameters.</param>
    /// <param name="sorts">The supported sorts.</param>
    /// <param name="within">Distinguishes lists with the same arguments.</param>
    public Result<Page<TRow>> ReadRows<TRow>(IReadOnlyList<TRow> rows, ListArguments arguments, SortSet<TRow, TRow> sorts, string within)
    {
        var parsed = sorts.Parse(arguments.Sort);
        if (!parsed.Succeeded)
        {
            return parsed.Error;
        }

        var order = parsed.Value;
        IReadOnlyList<IQueryable<TRow>> ranges = [rows.AsQueryable()];
        if (arguments.Cursor is { } cursor)
        {
            if (
                cursors.Read(cursor, arguments with { Cursor = null }, within) is not { } keys
                || TryAfter(order, ranges[0], keys) is not { } after
            )
            {
                return new BadCursor();
            }

            ranges = after;
        }

        var items = ranges.SelectMany(range => order.Apply(range)).Take(arguments.PageSize + 1).ToList();
        string? next = null;
        if (items.Count > arguments.PageSize)
        {
            items.RemoveAt(arguments.PageSize);
            next = cursors.Write(arguments with { Cursor = null }, within, order.KeysOf(items[^1]));
        }

        return new Page<TRow>(items, next, arguments.IncludeTotal ? rows.Count : null);
    }

    private async Task<Result<Page<TResponse>>> ReadAsync<TEntity, TResponse>(
        IQueryable<TEntity> rows,
        ListArguments arguments,
        SortSet<TEntity, TResponse> sorts,
        Func<IQueryable<TEntity>, IQueryable<TResponse>> project,
        CancellationToken ct,
        string within = ""
    )
        where TEntity : class
    {
        var parsed = sorts.Parse(arguments.Sort);
        if (!parsed.Succeeded)
        {
            return parsed.Error;
        }

        var order = parsed.Value;
        IReadOnlyList<IQueryable<TEntity>> ranges = [rows];
        if (arguments.Cursor is { } cursor)
        {
            if (
                cursors.Read(cursor, arguments with { Cursor = null }, within) is not { } keys
                || TryAfter(order, rows, keys) is not { } after
            )
            {
                return new BadCursor();
            }

            ranges = after;
        }

        var (items, total) =
            ranges.Count > 1 || arguments.IncludeTotal ? await db.ReadConsistentlyAsync(ReadRowsAsync, ct) : await ReadRowsAsync();
        string? next = null;
        if (items.Count > arguments.PageSize)
        {
            items.RemoveAt(arguments.PageSize);
            next = cursors.Write(arguments with { Cursor = null }, within, order.KeysOf(items[^1]));
        }

        return new Page<TResponse>(items, next, total);

        async Task<(List<TResponse> Items, int? Total)> ReadRowsAsync()
        {
            var read = new List<TResponse>();
            foreach (var range in ranges.TakeWhile(_ => read.Count <= arguments.PageSize))
            {
                var wanted = arguments.PageSize + 1 - read.Count;
                read.AddRange(await project(order.Apply(range.AsNoTracking()).Take(wanted)).ToListAsync(ct));
            }

            return (read, arguments.IncludeTotal ? await rows.CountAsync(ct) : null);
        }
    }

    private static IReadOnlyList<IQueryable<TEntity>>? TryAfter<TEntity, TResponse>(
        SortSet<TEntity, TResponse>.SortOrder order,
        IQueryable<TEntity> rows,
        IReadOnlyList<string?> keys
    )
    {
        try
        {
            return order.After(rows, keys);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The filters that all lists of resources share.</summary>
public static class ResourceFilters
{
    public static IQueryable<TEntity> Matching<TEntity, TId>(this IQueryable<TEntity> rows, LivingListArguments arguments)
        where TEntity : Resource<TId>
        where TId : struct, IEntityId<TId>
    {
        if (arguments is ResourceListArguments { IncludeDeleted: true })
        {
            rows = rows.IgnoreQueryFilters([DbFilters.Deletion]);
        }

        if (arguments.UpdatedSince is { } since)
        {
            rows = rows.Where(row => row.UpdatedAt >= since);
        }

        if (arguments.Ids.Count > 0)
        {
            var ids = arguments.Ids.Select(TId.From).ToList();
            rows = rows.Where(row => ids.Contains(row.Id));
        }

        return rows;
    }
}
