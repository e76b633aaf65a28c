using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Application.Feeds;

/// <summary>Query parameters of tables over the content of plans.</summary>
public abstract record PlanFeedArguments
{
    /// <summary>Only rows of these plans, up to 200, separated by commas.</summary>
    [MaxLength(200)]
    public IReadOnlyList<Guid> PlanId { get; init; } = [];

    /// <summary>Only rows of plans of this type.</summary>
    public PlanType? PlanType { get; init; }

    /// <summary>Only rows of plans in this state.</summary>
    public PlanStatus? PlanStatus { get; init; }

    /// <summary>
    /// Only rows of plans whose cover, parts or recorded events changed at or after this time. All rows of such a plan are returned:
    /// replace your copy of them. Overlap by five minutes, because an earlier change can be committed after a later one.
    /// </summary>
    [OrDay]
    public DateTime? UpdatedSince { get; init; }

    /// <summary>Rows per page. A page can have fewer rows even if there are more.</summary>
    [Range(1, ListArguments.LargestPage)]
    public int PageSize { get; init; } = 100;

    /// <summary>The `nextCursor` of the previous page. All other parameters must be unchanged.</summary>
    [MaxLength(ListArguments.MaxCursorLength)]
    public string? Cursor { get; init; }

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }
}
