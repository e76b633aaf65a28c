using System.Text.Json;
using Marketing.Domain.Common;

namespace Marketing.Domain.Loyalty;

/// <summary>States of a loyalty programme.</summary>
public enum LoyaltyStatus
{
    /// <summary>Customers cannot take part yet.</summary>
    Planned,

    /// <summary>Customers can take part. Objectives count it.</summary>
    Live,

    /// <summary>Does not run for the time being.</summary>
    Paused,

    /// <summary>Has ended for good.</summary>
    Ended,
}

/// <summary>Steps of a loyalty programme.</summary>
public enum LoyaltyMove
{
    Start,
    Pause,
    Resume,
    End,
}

/// <summary>A change of the status of a loyalty programme.</summary>
public sealed record LoyaltyStep
{
    /// <summary>The status from then on.</summary>
    public required LoyaltyStatus Status { get; init; }

    /// <summary>The day on which it took effect.</summary>
    /// <example>2027-03-01</example>
    public required DateOnly On { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTime RecordedAt { get; init; }
}

/// <summary>
/// How far a loyalty programme is: planned → live ↔ paused → ended. A step can be recorded later than its day, but not before the day of
/// the step before it, and not for a day to come.
/// </summary>
/// <param name="Steps">The steps taken so far, the oldest first.</param>
public sealed record LoyaltyLife(IReadOnlyList<LoyaltyStep> Steps)
{
    public const int MaxSteps = 500;

    /// <summary>The status now.</summary>
    public LoyaltyStatus Status => Steps is [.., var last] ? last.Status : LoyaltyStatus.Planned;

    /// <summary>Takes a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="on">The day on which it took effect.</param>
    /// <param name="today">Today's date.</param>
    /// <param name="at">The time at which it is recorded.</param>
    public Result<LoyaltyLife> After(LoyaltyMove step, DateOnly on, DateOnly today, DateTime at)
    {
        var (next, allowed) = step switch
        {
            LoyaltyMove.Start => (LoyaltyStatus.Live, (LoyaltyStatus[])[LoyaltyStatus.Planned]),
            LoyaltyMove.Pause => (LoyaltyStatus.Paused, [LoyaltyStatus.Live]),
            LoyaltyMove.Resume => (LoyaltyStatus.Live, [LoyaltyStatus.Paused]),
            _ => (LoyaltyStatus.Ended, [LoyaltyStatus.Live, LoyaltyStatus.Paused]),
        };
        if (!allowed.Contains(Status))
        {
            return new LoyaltyProgrammeInWrongStatus(Status, [.. allowed.Select(Name)]);
        }

        RuleFault? fault =
            on > today ? RuleFault.Of("/on", "loyaltyProgramme.dayToCome", ("on", on), ("today", today))
            : Steps is [.., var last] && on < last.On
                ? RuleFault.Of("/on", "loyaltyProgramme.dayBeforeLast", ("on", on), ("status", last.Status), ("last", last.On))
            : Steps.Count == MaxSteps ? RuleFault.Of("", "loyaltyProgramme.tooManySteps", ("max", MaxSteps))
            : null;
        return fault is null
            ? new LoyaltyLife([
                .. Steps,
                new LoyaltyStep
                {
                    Status = next,
                    On = on,
                    RecordedAt = at,
                },
            ])
            : new RulesBroken([fault]);
    }

    /// <summary>Whether the programme was live at the end of a day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="knownAt">The time until which steps are included; null for all that are known.</param>
    public bool IsLiveOn(DateOnly day, DateTime? knownAt = null) =>
        Steps.LastOrDefault(step => step.On <= day && (knownAt is null || step.RecordedAt <= knownAt))?.Status == LoyaltyStatus.Live;

    private static string Name(LoyaltyStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
