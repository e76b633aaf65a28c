using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Plans;

namespace Marketing.Application.Plans;

/// <summary>Which templates to list.</summary>
public sealed record TemplateArguments : ResourceListArguments
{
    /// <summary>Only templates of this type.</summary>
    public PlanType? PlanType { get; init; }

    /// <summary>Only templates written in this language (BCP 47).</summary>
    [MaxLength(35)]
    public string? Language { get; init; }

    /// <summary>Returns the query for the plans that are templates.</summary>
    public ListPlans ToQuery() =>
        new()
        {
            Status = PlanStatus.Template,
            PlanType = PlanType,
            Language = Language,
            Q = Q,
            Ids = Ids,
            UpdatedSince = UpdatedSince,
            IncludeDeleted = IncludeDeleted,
            IncludeTotal = IncludeTotal,
            Sort = Sort,
            PageSize = PageSize,
            Cursor = Cursor,
        };
}
