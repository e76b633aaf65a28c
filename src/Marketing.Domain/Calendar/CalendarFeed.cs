using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Domain.Calendar;

public readonly record struct CalendarFeedId(Guid Value) : IEntityId<CalendarFeedId>
{
    public static CalendarFeedId From(Guid value) => new(value);

    public int CompareTo(CalendarFeedId other) => Value.CompareTo(other.Value);
}

/// <summary>
/// A calendar that programs subscribe to at a secret address: that of a plan, of a party, or of its owner. It shows what the owner can
/// read, and ends with the owner's membership or permission.
/// </summary>
public sealed class CalendarFeed : Resource<CalendarFeedId>
{
    public const int HashLength = 32;

    protected override string TypeName => ResourceTypes.CalendarFeed;

    private CalendarFeed() { }

    private CalendarFeed(WorkspaceId workspaceId)
        : base(workspaceId) { }

    /// <summary>The actor that created it: a person or a key.</summary>
    public string OwnerId { get; private set; } = "";

    /// <summary>The plan that it shows.</summary>
    public PlanId? PlanId { get; private set; }

    /// <summary>The party whose entries it shows.</summary>
    public PartyId? PartyId { get; private set; }

    /// <summary>BCP 47 tag of the language of its labels.</summary>
    public string Language { get; private set; } = "";

    /// <summary>SHA-256 of the secret in its address.</summary>
    [NotAudited]
    public byte[] SecretHash { get; private set; } = [];

    /// <summary>Whether it shows what its owner is responsible for and asked to decide.</summary>
    public bool IsOwners => PlanId is null && PartyId is null;

    /// <summary>Creates a feed. Without plan and party, it is that of its owner.</summary>
    public static CalendarFeed Of(
        WorkspaceId workspaceId,
        string ownerId,
        PlanId? planId,
        PartyId? partyId,
        string language,
        byte[] hash
    ) =>
        new(workspaceId)
        {
            OwnerId = ownerId,
            PlanId = planId,
            PartyId = partyId,
            Language = language,
            SecretHash = hash,
        };
}

public sealed record CalendarFeedNotFound() : NotFoundError("calendarFeed.notFound");

/// <summary>A feed shows one thing: a plan, a party, or what the caller is responsible for.</summary>
public sealed record CalendarFeedSubject(string Pointer = "") : RuleError("calendarFeed.subject");

public sealed record CalendarFeedPlanUnknown(Guid Id, string Pointer = "/planId") : RuleError("calendarFeed.planUnknown");

/// <summary>Only persons are responsible for anything.</summary>
public sealed record CalendarFeedOfKey(string Pointer = "/assignee") : RuleError("calendarFeed.ofKey");

/// <summary>The caller's permission comes from the token alone, which a calendar program does not send.</summary>
public sealed record CalendarFeedWithoutRole() : ConflictError("calendarFeed.withoutRole");
