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

/// <summary>An event with its day, to be recorded.</summary>
public sealed record AnchorInput
{
    /// <summary>Code of the event: a well-known one (SURVEY_RESULT …), its name in either script (調查結果反饋), or one of the plan's own (春节, 双11).</summary>
    /// <example>SURVEY_RESULT</example>
    [MaxLength(ValueLimits.Anchor)]
    [RegularExpression(ValueLimits.AnchorPattern)]
    public required string Code { get; init; }

    /// <summary>What happened, in words of your own.</summary>
    /// <example>第一轮问卷回收完毕</example>
    [MaxLength(PlanAnchor.NameLength)]
    [NotBlank]
    [SingleLine]
    public string? Name { get; init; }

    /// <summary>The day on which it happened, or is set to happen, in the plan's time zone.</summary>
    /// <example>2026-03-02</example>
    public required DateOnly Date { get; init; }

    /// <summary>Ref of the part that the event is about, such as the campaign that starts; null where it concerns the whole plan.</summary>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Subject { get; init; }
}

/// <summary>The day of an event whose code stands in the path.</summary>
public sealed record AnchorDayInput
{
    /// <summary>What happened, in words of your own.</summary>
    [MaxLength(PlanAnchor.NameLength)]
    [NotBlank]
    [SingleLine]
    public string? Name { get; init; }

    /// <summary>The day on which it happened, or is set to happen, in the plan's time zone.</summary>
    /// <example>2026-03-02</example>
    public required DateOnly Date { get; init; }

    /// <summary>Ref of the part that the event is about; null where it concerns the whole plan.</summary>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Subject { get; init; }
}

/// <summary>One time that an event happened, or is set to happen.</summary>
public sealed record AnchorResponse : ResourceResponse
{
    /// <summary>The plan whose deadlines count from it.</summary>
    [JsonPropertyOrder(-8)]
    public required Guid PlanId { get; init; }

    /// <summary>Code of the event, as deadlines name it.</summary>
    /// <example>SURVEY_RESULT</example>
    public required string Code { get; init; }

    /// <summary>What happened, in words.</summary>
    /// <example>第一轮问卷回收完毕</example>
    public required string? Name { get; init; }

    /// <summary>The day, in the plan's time zone.</summary>
    /// <example>2026-03-02</example>
    public required DateOnly Date { get; init; }

    /// <summary>Ref of the part it is about; null for the whole plan, and where the part has left the plan.</summary>
    public required string? Subject { get; init; }

    /// <summary>Id of the part it is about; null for the whole plan.</summary>
    public required Guid? SubjectId { get; init; }

    /// <summary>Whether this answer's write has made it.</summary>
    [JsonIgnore]
    public bool IsNew { get; init; }

    /// <summary>The columns of the answer.</summary>
    internal static Expression<Func<PlanAnchor, AnchorResponse>> Selection(IMarketingDb db) => anchor => new AnchorResponse
    {
        Id = anchor.Id.Value,
        PlanId = anchor.PlanId.Value,
        Code = anchor.Code,
        Name = anchor.Name,
        Date = anchor.Date,
        Subject = db.PlanParts.Where(part => part.Id == anchor.SubjectId && part.PlanId == anchor.PlanId).Select(part => part.Ref).FirstOrDefault(),
        SubjectId = anchor.SubjectId == null ? null : anchor.SubjectId.Value.Value,
        Version = anchor.Version,
        CreatedAt = anchor.CreatedAt,
        CreatedBy = anchor.CreatedBy,
        UpdatedAt = anchor.UpdatedAt,
        UpdatedBy = anchor.UpdatedBy,
    };
}

/// <summary>A page of recorded events, with those that the plan's header gives.</summary>
/// <param name="Items">The recorded events, in the order asked for.</param>
/// <param name="NextCursor">Pass it as <c>cursor</c> for the next page; null on the last one.</param>
/// <param name="Total">Number of recorded events over all pages; only with <c>includeTotal=true</c>.</param>
/// <param name="Given">Start, end and launch day of the plan, as far as its header says them; they change with the header.</param>
public sealed record AnchorPage(
    [property: MaxLength(ListArguments.MaxPageSize)] IReadOnlyList<AnchorResponse> Items,
    [property: MaxLength(ListArguments.MaxCursorLength)] string? NextCursor,
    [property: Range(0, int.MaxValue)] int? Total,
    [property: MaxLength(3)] IReadOnlyList<AnchorDate> Given) : IPage;

internal static class GivenAnchors
{
    /// <summary>The events whose days the plan's header says.</summary>
    public static IReadOnlyList<AnchorDate> Of(PlanHeader header) =>
    [
        .. from given in new[] { (AnchorCodes.PlanStart, header.PeriodStart), (AnchorCodes.PlanEnd, header.PeriodEnd), (AnchorCodes.LaunchDay, header.LaunchDate) }
           where given.Item2?.Date is not null
           select new AnchorDate(given.Item1, given.Item2!.Date!.Value),
    ];
}
