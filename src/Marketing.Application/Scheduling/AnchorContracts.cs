using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;

namespace Marketing.Application.Scheduling;

/// <summary>An event to record, with its day.</summary>
public sealed record AnchorInput
{
    /// <summary>
    /// Code of the event: a well-known one (SURVEY_RESULT …), its name in either script (调查结果反馈), or a custom one (春节, 双11).
    /// </summary>
    /// <example>SURVEY_RESULT</example>
    [MaxLength(ValueLimits.Anchor)]
    [RegularExpression(ValueLimits.AnchorPattern)]
    public required string Code { get; init; }

    /// <summary>What happened, as text.</summary>
    /// <example>第一轮问卷回收完毕</example>
    [MaxLength(PlanAnchor.NameLength)]
    [NotBlank]
    [SingleLine]
    public string? Name { get; init; }

    /// <summary>The day it happened or is planned for, in the plan's time zone.</summary>
    /// <example>2026-03-02</example>
    public required DateOnly Date { get; init; }

    /// <summary>Ref of the part that the event is about, such as a campaign that starts; null if it concerns the whole plan.</summary>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Subject { get; init; }
}

/// <summary>The day of an event whose code is in the path.</summary>
public sealed record AnchorDayInput
{
    /// <summary>What happened, as text.</summary>
    [MaxLength(PlanAnchor.NameLength)]
    [NotBlank]
    [SingleLine]
    public string? Name { get; init; }

    /// <summary>The day it happened or is planned for, in the plan's time zone.</summary>
    /// <example>2026-03-02</example>
    public required DateOnly Date { get; init; }

    /// <summary>Ref of the part that the event is about; null if it concerns the whole plan.</summary>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Subject { get; init; }
}

/// <summary>A recorded event: one day on which it happened or is planned to happen.</summary>
public sealed record AnchorResponse : ResourceResponse
{
    /// <summary>The plan whose deadlines count from the event.</summary>
    [JsonPropertyOrder(-8)]
    public required Guid PlanId { get; init; }

    /// <summary>Code of the event, as deadlines refer to it.</summary>
    /// <example>SURVEY_RESULT</example>
    public required string Code { get; init; }

    /// <summary>What happened, as text.</summary>
    /// <example>第一轮问卷回收完毕</example>
    public required string? Name { get; init; }

    /// <summary>The day, in the plan's time zone.</summary>
    /// <example>2026-03-02</example>
    public required DateOnly Date { get; init; }

    /// <summary>Ref of the part it is about; null for the whole plan, or if the part was deleted.</summary>
    public required string? Subject { get; init; }

    /// <summary>Id of the part it is about; null for the whole plan.</summary>
    public required Guid? SubjectId { get; init; }

    /// <summary>Whether the request created it.</summary>
    [JsonIgnore]
    public bool IsNew { get; init; }

    /// <summary>The columns of the response.</summary>
    internal static Expression<Func<PlanAnchor, AnchorResponse>> Selection(IMarketingDb db) =>
        anchor => new AnchorResponse
        {
            Id = anchor.Id.Value,
            PlanId = anchor.PlanId.Value,
            Code = anchor.Code,
            Name = anchor.Name,
            Date = anchor.Date,
            Subject = db
                .PlanParts.Where(part => part.Id == anchor.SubjectId && part.PlanId == anchor.PlanId)
                .Select(part => part.Ref)
                .FirstOrDefault(),
            SubjectId = anchor.SubjectId == null ? null : anchor.SubjectId.Value.Value,
            Version = anchor.Version,
            CreatedAt = anchor.CreatedAt,
            CreatedBy = anchor.CreatedBy,
            CreatedByName = anchor.CreatedByName,
            UpdatedAt = anchor.UpdatedAt,
            UpdatedBy = anchor.UpdatedBy,
            UpdatedByName = anchor.UpdatedByName,
        };
}

/// <summary>A page of recorded events, with the events defined by the plan's header.</summary>
/// <param name="Items">The recorded events, in the requested order.</param>
/// <param name="NextCursor">Cursor of the next page; null on the last page.</param>
/// <param name="Total">Number of recorded events on all pages; only with <c>includeTotal=true</c>.</param>
/// <param name="Given">Start, end and launch day, if the plan's header has them. They change with the header.</param>
public sealed record AnchorPage(
    [property: MaxLength(ListArguments.MaxPageSize)] IReadOnlyList<AnchorResponse> Items,
    [property: MaxLength(ListArguments.MaxCursorLength)] string? NextCursor,
    [property: Range(0, int.MaxValue)] int? Total,
    [property: MaxLength(3)] IReadOnlyList<AnchorDate> Given
) : IPage
{
    /// <summary>Path and query of the next page on this server, as in the <c>Link</c> header; null on the last page.</summary>
    [MaxLength(ListArguments.MaxLinkLength)]
    public string? NextLink { get; init; }

    IPage IPage.WithNextLink(string link) => this with { NextLink = link };
}

internal static class GivenAnchors
{
    /// <summary>Returns the events whose days are in the plan's header.</summary>
    public static IReadOnlyList<AnchorDate> Of(PlanHeader header) =>
        [
            .. from given in new[]
            {
                (AnchorCodes.PlanStart, header.PeriodStart),
                (AnchorCodes.PlanEnd, header.PeriodEnd),
                (AnchorCodes.LaunchDay, header.LaunchDate),
            }
            where given.Item2?.Date is not null
            select new AnchorDate(given.Item1, given.Item2!.Date!.Value),
        ];
}
