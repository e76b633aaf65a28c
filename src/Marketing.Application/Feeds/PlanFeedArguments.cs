using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Plans;

namespace Marketing.Application.Feeds;

/// <summary>Which rows about the content of plans to read.</summary>
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
    /// Only rows of plans whose content changed at or after this instant. All rows of such a plan are returned: replace those that
    /// you have. Overlap by five minutes, because a change may be committed after a later one.
    /// </summary>
    public DateTime? UpdatedSince { get; init; }

    /// <summary>Rows per page. A page may have fewer rows although there are more.</summary>
    [Range(1, ListArguments.LargestPage)]
    public int PageSize { get; init; } = 100;

    /// <summary>Where to continue: the `nextCursor` of the page before, with all other parameters unchanged.</summary>
    [MaxLength(ListArguments.MaxCursorLength)]
    public string? Cursor { get; init; }

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }
}
