using System.ComponentModel.DataAnnotations;

namespace Marketing.Application.Common;

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows, in the order asked for.</param>
/// <param name="NextCursor">Pass it as <c>cursor</c> for the next page; null on the last one.</param>
/// <param name="Total">Number of rows over all pages; only with <c>includeTotal=true</c>.</param>
public sealed record Page<T>(
    [property: MaxLength(ListArguments.LargestPage)] IReadOnlyList<T> Items,
    [property: MaxLength(ListArguments.MaxCursorLength)] string? NextCursor,
    [property: Range(0, int.MaxValue)] int? Total) : IPage;

/// <summary>Any page, whatever it holds.</summary>
public interface IPage
{
    string? NextCursor { get; }
}

/// <summary>What every list takes.</summary>
public abstract record ListArguments
{
    public const int MaxPageSize = 200;

    /// <summary>The greatest page of the lists that mirrors read whole, such as the parts of a plan.</summary>
    public const int LargestPage = 1000;

    /// <summary>Room for the longest sort key, 400 UTF-16 units, in a cursor.</summary>
    public const int MaxCursorLength = 4000;

    /// <summary>Rows per page.</summary>
    [Range(1, MaxPageSize)]
    public virtual int PageSize { get; init; } = 50;

    /// <summary>Where to go on: the <c>nextCursor</c> of the page before, with all other arguments unchanged.</summary>
    [MaxLength(MaxCursorLength)]
    public string? Cursor { get; init; }

    /// <summary>Up to three members, a minus before what descends.</summary>
    [MaxLength(200)]
    public string? Sort { get; init; }

    /// <summary>Whether to count the rows of all pages.</summary>
    public bool IncludeTotal { get; init; }
}

/// <summary>What lists of addressable resources take besides.</summary>
public abstract record LivingListArguments : ListArguments
{
    /// <summary>Only what was changed at or after this instant.</summary>
    public DateTime? UpdatedSince { get; init; }

    /// <summary>Only these ids, up to 200, separated by commas.</summary>
    [MaxLength(200)]
    public IReadOnlyList<Guid> Ids { get; init; } = [];

    /// <summary>Words to be found; scripts, width and case make no difference.</summary>
    [MaxLength(200)]
    public string? Q { get; init; }
}

/// <summary>What lists of resources take that can be deleted and restored.</summary>
public abstract record ResourceListArguments : LivingListArguments
{
    /// <summary>Show deleted rows too; for those who may write them.</summary>
    public bool IncludeDeleted { get; init; }
}
