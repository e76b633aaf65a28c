using System.Linq.Expressions;
using System.Text.Json;
using AutoMapper;
using AutoMapper.QueryableExtensions;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Common;

/// <summary>Signs what clients hand back unread.</summary>
public interface ICursorCodec
{
    string Protect(string payload);

    /// <summary>The payload, or null where the text was not written by us.</summary>
    string? Unprotect(string text);
}

/// <summary>Reads one page of a list, straight from the table into the answered rows.</summary>
public sealed class PageReader(IConfigurationProvider mappings, Cursors cursors)
{
    /// <summary>Projects by the feature's AutoMapper profile.</summary>
    public Task<Result<Page<TResponse>>> ReadAsync<TEntity, TResponse>(
        IQueryable<TEntity> rows, ListArguments arguments, SortSet<TEntity, TResponse> sorts, CancellationToken ct)
        where TEntity : class => ReadAsync(rows, arguments, sorts, page => page.ProjectTo<TResponse>(mappings), ct);

    /// <summary>Projects by a selection of columns.</summary>
    /// <param name="rows">All rows of the list.</param>
    /// <param name="arguments">What the client asked for.</param>
    /// <param name="sorts">The orders there are.</param>
    /// <param name="selection">The columns answered.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <param name="within">Tells lists with the same arguments apart, such as those of two plans, so that a cursor fits its own only.</param>
    public Task<Result<Page<TResponse>>> ReadAsync<TEntity, TResponse>(
        IQueryable<TEntity> rows, ListArguments arguments, SortSet<TEntity, TResponse> sorts, Expression<Func<TEntity, TResponse>> selection, CancellationToken ct, string within = "")
        where TEntity : class => ReadAsync(rows, arguments, sorts, page => page.Select(selection), ct, within);

    private async Task<Result<Page<TResponse>>> ReadAsync<TEntity, TResponse>(
        IQueryable<TEntity> rows, ListArguments arguments, SortSet<TEntity, TResponse> sorts, Func<IQueryable<TEntity>, IQueryable<TResponse>> project, CancellationToken ct, string within = "")
        where TEntity : class
    {
        var parsed = sorts.Parse(arguments.Sort);
        if (!parsed.Succeeded)
        {
            return parsed.Error;
        }

        var order = parsed.Value;
        var start = rows;
        if (arguments.Cursor is { } cursor)
        {
            if (cursors.Read(cursor, arguments with { Cursor = null }, within) is not { } keys || TryAfter(order, rows, keys) is not { } after)
            {
                return new BadCursor();
            }

            start = after;
        }

        var items = await project(order.Apply(start.AsNoTracking()).Take(arguments.PageSize + 1)).ToListAsync(ct);
        var total = arguments.IncludeTotal ? await rows.CountAsync(ct) : (int?)null;
        string? next = null;
        if (items.Count > arguments.PageSize)
        {
            items.RemoveAt(arguments.PageSize);
            next = cursors.Write(arguments with { Cursor = null }, within, order.KeysOf(items[^1]));
        }

        return new Page<TResponse>(items, next, total);
    }

    private static IQueryable<TEntity>? TryAfter<TEntity, TResponse>(SortSet<TEntity, TResponse>.SortOrder order, IQueryable<TEntity> rows, IReadOnlyList<string?> keys)
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
