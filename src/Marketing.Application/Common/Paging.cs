using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Application.Common;

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows, in the requested order.</param>
/// <param name="NextCursor">Cursor of the next page; null on the last page.</param>
/// <param name="Total">Number of rows on all pages; only with <c>includeTotal=true</c>.</param>
public sealed record Page<T>(
    [property: MaxLength(ListArguments.LargestPage)] IReadOnlyList<T> Items,
    [property: MaxLength(ListArguments.MaxCursorLength)] string? NextCursor,
    [property: Range(0, int.MaxValue)] int? Total
) : IPage
{
    /// <summary>Path and query of the next page on this server, as in the <c>Link</c> header; null on the last page.</summary>
    [MaxLength(ListArguments.MaxLinkLength)]
    public string? NextLink { get; init; }

    IPage IPage.WithNextLink(string link) => this with { NextLink = link };
}

/// <summary>A page of any row type.</summary>
public interface IPage
{
    string? NextCursor { get; }

    /// <summary>Returns the same page with the address of the next one.</summary>
    IPage WithNextLink(string link);
}

/// <summary>Query parameters of every list.</summary>
public abstract record ListArguments
{
    public const int MaxPageSize = 200;

    /// <summary>The largest page size of lists that clients mirror as a whole, such as the parts of a plan.</summary>
    public const int LargestPage = 1000;

    /// <summary>The maximum number of fields in a sort.</summary>
    public const int MaxSortFields = 3;

    /// <summary>Leaves room for the longest sort key, 400 UTF-16 units, in a cursor.</summary>
    public const int MaxCursorLength = 4000;

    /// <summary>Leaves room for a path, a cursor and the other query parameters.</summary>
    public const int MaxLinkLength = 16_000;

    /// <summary>Rows per page.</summary>
    [Range(1, MaxPageSize)]
    public virtual int PageSize { get; init; } = 50;

    /// <summary>The <c>nextCursor</c> of the previous page. All other parameters must be unchanged.</summary>
    [MaxLength(MaxCursorLength)]
    public string? Cursor { get; init; }

    /// <summary>Sort by up to three fields; prefix a field with <c>-</c> for descending order.</summary>
    [MaxLength(MaxSortFields)]
    [Items(60)]
    public IReadOnlyList<string> Sort { get; init; } = [];

    /// <summary>Whether to count the rows on all pages.</summary>
    public bool IncludeTotal { get; init; }
}

/// <summary>Query parameters of lists of resources with an id.</summary>
public abstract record LivingListArguments : ListArguments
{
    /// <summary>Only rows changed at or after this time, or since the beginning of this day (UTC).</summary>
    [OrDay]
    public DateTime? UpdatedSince { get; init; }

    /// <summary>Only these ids, up to 200, separated by commas.</summary>
    [MaxLength(200)]
    public IReadOnlyList<Guid> Ids { get; init; } = [];

    /// <summary>
    /// Words to search for, in any order; more than eight are one phrase. Script, width, case and blanks between Latin and Chinese are
    /// ignored.
    /// </summary>
    [MaxLength(200)]
    public string? Q { get; init; }
}

/// <summary>Query parameters of lists whose resources can be deleted and restored.</summary>
public abstract record ResourceListArguments : LivingListArguments
{
    /// <summary>Whether to include deleted rows. These have a <c>deletedAt</c>.</summary>
    public bool IncludeDeleted { get; init; }
}
