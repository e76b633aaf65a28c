using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Plans;
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

    /// <summary>Only rows of the plan with this code, in any case.</summary>
    [MaxLength(50)]
    public string? PlanCode { get; init; }

    /// <summary>Only rows of plans written in this language (BCP 47).</summary>
    [MaxLength(35)]
    public string? PlanLanguage { get; init; }

    /// <summary>Only rows of plans whose period begins on or after this day.</summary>
    public DateOnly? PlanPeriodFrom { get; init; }

    /// <summary>Only rows of plans whose period ends on or before this day.</summary>
    public DateOnly? PlanPeriodTo { get; init; }

    /// <summary>
    /// Which content to read. By default the working copy. With `inForce`, plans that are not in force have no rows.
    /// </summary>
    public PlanView? View { get; init; }

    /// <summary>
    /// Whether to include rows of deleted plans and parts, as they were before. Their column `deleted` is true.
    /// </summary>
    public bool IncludeDeleted { get; init; }

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

    /// <summary>Language of the header and of coded values in CSV. Without it, both are codes. JSON ignores it.</summary>
    public LabelLanguage? Lang { get; init; }
}
