using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Marketing.Domain.Common;
using Marketing.Domain.Occurrences;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Occurrences;

/// <summary>
/// A day of something that recurs, stored or computed from its rhythm. Its state changes with the day, so it has no ETag.
/// </summary>
public sealed record OccurrenceResponse
{
    /// <summary>Id, once it is stored; null while it is computed.</summary>
    public required Guid? Id { get; init; }

    /// <summary>Version, once it is stored. It can be sent as If-Match.</summary>
    /// <example>1</example>
    public required int? Version { get; init; }

    /// <summary>The plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Ref of the item that recurs: a part of the plan, or an item inside a part.</summary>
    /// <example>M1</example>
    public required string Ref { get; init; }

    /// <summary>The day on which it is due. Ref and day identify it in its plan.</summary>
    /// <example>2027-03-07</example>
    public required DateOnly Date { get; init; }

    /// <summary>The first day of its period.</summary>
    /// <example>2027-03-01</example>
    public required DateOnly Start { get; init; }

    /// <summary>Id of the part that contains the item.</summary>
    public required Guid PartId { get; init; }

    /// <summary>Section of the part.</summary>
    public required PlanSectionName Section { get; init; }

    /// <summary>Name of the item.</summary>
    /// <example>每周例会</example>
    public required string? Title { get; init; }

    /// <summary>The rhythm as the plan words it.</summary>
    /// <example>每周一次</example>
    public required string? Text { get; init; }

    /// <summary>Whether it is to come, due, held, skipped or missed, judged by today's date in the plan's time zone.</summary>
    public required OccurrenceState State { get; init; }

    /// <summary>The day on which it took place; null if it did not.</summary>
    public required DateOnly? HeldOn { get; init; }

    /// <summary>What came of it, or why it was skipped.</summary>
    public required string? Note { get; init; }

    /// <summary>Address of the minutes or of the report.</summary>
    public required string? MinutesUrl { get; init; }

    /// <summary>When it was last changed, in UTC; null while it is computed.</summary>
    public required DateTime? UpdatedAt { get; init; }

    /// <summary>Id of the actor that last changed it; null while it is computed.</summary>
    [MaxLength(200)]
    public required string? UpdatedBy { get; init; }

    /// <summary>Name of that actor when it changed it.</summary>
    [MaxLength(200)]
    public required string? UpdatedByName { get; init; }

    /// <summary>Pointer inside the part to the rhythm that it is computed from.</summary>
    [JsonIgnore]
    public string? Pointer { get; init; }

    /// <summary>Returns a stored occurrence as it is on a day.</summary>
    internal static OccurrenceResponse Of(Occurrence stored, DateOnly today) =>
        new()
        {
            Id = stored.Id.Value,
            Version = stored.Version,
            PlanId = stored.PlanId.Value,
            Ref = stored.Ref,
            Date = stored.Date,
            Start = stored.Start,
            PartId = stored.PartId.Value,
            Section = PlanSections.Find(stored.Section)!.Key,
            Title = stored.Title,
            Text = stored.Text,
            State = stored.StateOn(today),
            HeldOn = stored.HeldOn,
            Note = stored.Note,
            MinutesUrl = stored.MinutesUrl,
            UpdatedAt = stored.UpdatedAt,
            UpdatedBy = stored.UpdatedBy,
            UpdatedByName = stored.UpdatedByName,
        };
}

/// <summary>The record of something that took place.</summary>
public sealed record HoldOccurrenceInput
{
    /// <summary>Ref of the item that recurs.</summary>
    /// <example>M1</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public required string Ref { get; init; }

    /// <summary>The planned day, at most 400 days ahead.</summary>
    /// <example>2027-03-07</example>
    public required DateOnly Date { get; init; }

    /// <summary>The day on which it took place. Defaults to the planned day, or to today if that is to come.</summary>
    /// <example>2027-03-05</example>
    public DateOnly? HeldOn { get; init; }

    /// <summary>What came of it.</summary>
    /// <example>任务 3 延期一周。</example>
    [MaxLength(Occurrence.NoteLength)]
    public string? Note { get; init; }

    /// <summary>Address of the minutes or of the report.</summary>
    /// <example>https://files.example.com/minutes/2027-03-05</example>
    [MaxLength(OccurrenceLimits.Url)]
    [RegularExpression(OccurrenceLimits.UrlPattern)]
    public string? MinutesUrl { get; init; }
}

/// <summary>The record of something that was called off.</summary>
public sealed record SkipOccurrenceInput
{
    /// <summary>Ref of the item that recurs.</summary>
    /// <example>M1</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public required string Ref { get; init; }

    /// <summary>The planned day, at most 400 days ahead.</summary>
    /// <example>2027-02-07</example>
    public required DateOnly Date { get; init; }

    /// <summary>Why it does not take place.</summary>
    /// <example>春节假期</example>
    [MaxLength(Occurrence.NoteLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

/// <summary>The occurrence whose record is taken back.</summary>
public sealed record ReopenOccurrenceInput
{
    /// <summary>Ref of the item that recurs.</summary>
    /// <example>M1</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public required string Ref { get; init; }

    /// <summary>The planned day.</summary>
    /// <example>2027-03-07</example>
    public required DateOnly Date { get; init; }
}

internal static class OccurrenceLimits
{
    public const int Url = 2_000;
    public const string UrlPattern = "^https?://[^\\x00-\\x20]+$";
}
