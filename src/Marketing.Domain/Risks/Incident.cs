using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Domain.Risks;

public readonly record struct IncidentId(Guid Value) : IEntityId<IncidentId>
{
    public static IncidentId From(Guid value) => new(value);

    public int CompareTo(IncidentId other) => Value.CompareTo(other.Value);
}

/// <summary>Something that has gone wrong, with what people did about it.</summary>
public sealed class Incident : Resource<IncidentId>
{
    public const int TitleLength = 300;
    public const int TextLength = 4_000;
    public const int MaxTimeline = 500;

    protected override string TypeName => ResourceTypes.Incident;

    protected override Guid? Parent => PlanId?.Value;

    private Incident() { }

    private Incident(WorkspaceId workspaceId)
        : base(workspaceId) { }

    [AuditMembers]
    public IncidentTerms Terms { get; private set; } = IncidentTerms.Empty;

    [NotAudited]
    public PlanId? PlanId { get; private set; }

    [NotAudited]
    public RiskId? RiskId { get; private set; }

    [NotAudited]
    public PartyId? OwnerId { get; private set; }

    [NotAudited]
    public DateTime DetectedAt { get; private set; }

    /// <summary>What happened when, the earliest first.</summary>
    public IReadOnlyList<IncidentEntry> Timeline { get; private set; } = [];

    /// <summary>The knowledge items that it left.</summary>
    public IReadOnlyList<Guid> LessonIds { get; private set; } = [];

    /// <summary>The draws from contingency reserves that were asked for.</summary>
    public IReadOnlyList<Guid> ReserveDrawIds { get; private set; } = [];

    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>Records an incident.</summary>
    public static Result<Incident> Record(WorkspaceId workspaceId, IncidentTerms terms)
    {
        var incident = new Incident(workspaceId);
        return incident.Write(terms) is { Succeeded: false, Error: var error } ? error : incident;
    }

    /// <summary>Replaces what is known about it.</summary>
    public Result<Done> Write(IncidentTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Check().ToList() is { Count: > 0 } faults)
        {
            return new RulesBroken(faults);
        }

        Terms = terms;
        PlanId = terms.PlanId is { } plan ? Plans.PlanId.From(plan) : null;
        RiskId = terms.RiskId is { } risk ? Risks.RiskId.From(risk) : null;
        OwnerId = terms.OwnerId is { } owner ? PartyId.From(owner) : null;
        DetectedAt = terms.DetectedAt;
        SearchText = Text.SearchText.Normalise($"{terms.Title}\n{terms.Description}");
        return Done.Now;
    }

    /// <summary>Adds an entry to the timeline. The first mitigation is the response.</summary>
    public Result<Done> Add(IncidentEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (Timeline.Count >= MaxTimeline)
        {
            return new TimelineFull(Id.Value, MaxTimeline);
        }

        Timeline = [.. Timeline.Append(entry).OrderBy(each => each.At)];
        return Done.Now;
    }

    /// <summary>Records a knowledge item that it left.</summary>
    public void Learn(Guid lesson) => LessonIds = [.. LessonIds, lesson];

    /// <summary>Records a draw from the reserve.</summary>
    public void Draw(Guid transfer) => ReserveDrawIds = [.. ReserveDrawIds, transfer];

    /// <summary>Deletes the incident, unless money was drawn for it: the ledger keeps the draws, so their cause stays too.</summary>
    public Result<Done> Remove(DateTime at)
    {
        if (ReserveDrawIds.Count > 0)
        {
            return new IncidentHasDraws(Id.Value, [.. ReserveDrawIds.Select(draw => $"{ResourceTypes.BudgetTransfer}/{draw}")]);
        }

        Delete(at);
        return Done.Now;
    }

    /// <summary>Names another party as owner.</summary>
    public void Assign(PartyId owner) => (OwnerId, Terms) = (owner, Terms with { OwnerId = owner.Value });

    /// <summary>Minutes from the detection to the first mitigation; null before that.</summary>
    public static int? ResponseMinutes(IncidentTerms terms, IReadOnlyList<IncidentEntry> timeline)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var first = timeline.Where(entry => entry.Kind == IncidentEntryKind.Mitigation).Select(entry => (DateTime?)entry.At).Min();
        return first is { } at ? (int)Math.Max(0, (at - terms.DetectedAt).TotalMinutes) : null;
    }
}

/// <summary>What is known about an incident.</summary>
public sealed record IncidentTerms : IRuled
{
    internal static readonly IncidentTerms Empty = new()
    {
        Title = "",
        Severity = 1,
        DetectedAt = DateTime.UnixEpoch,
    };

    /// <summary>The plan during whose execution it happened.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>The risk that came true; null if nobody had thought of it.</summary>
    public Guid? RiskId { get; init; }

    /// <summary>What happened, in one line.</summary>
    /// <example>核心媒体发布负面报道</example>
    [MaxLength(Incident.TitleLength)]
    [NotBlank]
    [SingleLine]
    public required string Title { get; init; }

    /// <summary>What happened.</summary>
    [MaxLength(Incident.TextLength)]
    public string? Description { get; init; }

    /// <summary>Severity, from 1, the least, to 5.</summary>
    /// <example>4</example>
    [Range(1, 5)]
    public required int Severity { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public DateTime? OccurredAt { get; init; }

    /// <summary>When it was detected, in UTC. The response time counts from here.</summary>
    /// <example>2027-03-05T08:30:00Z</example>
    public required DateTime DetectedAt { get; init; }

    /// <summary>When it was over, in UTC.</summary>
    public DateTime? ResolvedAt { get; init; }

    /// <summary>What it cost.</summary>
    public Money? Cost { get; init; }

    /// <summary>Id of the party that handles it.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Returns the broken rules of times and cost.</summary>
    public IEnumerable<RuleFault> Check()
    {
        if (OccurredAt > DetectedAt)
        {
            yield return RuleFault.Of("/occurredAt", "incident.timesNotRising", ("time", OccurredAt), ("later", DetectedAt));
        }

        if (ResolvedAt < DetectedAt)
        {
            yield return RuleFault.Of("/resolvedAt", "incident.timesNotRising", ("time", DetectedAt), ("later", ResolvedAt));
        }

        foreach (var fault in Cost?.Check().Select(fault => fault.Under("/cost")) ?? [])
        {
            yield return fault;
        }
    }
}

/// <summary>An entry of the timeline of an incident.</summary>
public sealed record IncidentEntry
{
    /// <summary>When it happened, in UTC.</summary>
    /// <example>2027-03-05T09:10:00Z</example>
    public required DateTime At { get; init; }

    /// <summary>What kind of entry it is.</summary>
    public required IncidentEntryKind Kind { get; init; }

    /// <summary>What happened.</summary>
    /// <example>发布官方声明。</example>
    [MaxLength(Incident.TextLength)]
    [NotBlank]
    public required string Text { get; init; }
}

/// <summary>Kinds of entries in a timeline.</summary>
public enum IncidentEntryKind
{
    /// <summary>Something was detected.</summary>
    Detection,

    /// <summary>Something was observed.</summary>
    Observation,

    /// <summary>Something was done against it.</summary>
    Mitigation,

    /// <summary>Somebody was informed.</summary>
    Communication,
}
