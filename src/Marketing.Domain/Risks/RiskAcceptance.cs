using System.Security.Cryptography;
using System.Text;
using Marketing.Domain.Common;

namespace Marketing.Domain.Risks;

public readonly record struct RiskAcceptanceId(Guid Value) : IEntityId<RiskAcceptanceId>
{
    public static RiskAcceptanceId From(Guid value) => new(value);

    public int CompareTo(RiskAcceptanceId other) => Value.CompareTo(other.Value);
}

/// <summary>States of an acceptance.</summary>
public enum RiskAcceptanceState
{
    /// <summary>Waits for a decision.</summary>
    Pending,

    /// <summary>Covers the risk.</summary>
    Accepted,

    /// <summary>Refused, or nobody decided in time.</summary>
    Returned,

    /// <summary>Its last day is over.</summary>
    Lapsed,

    /// <summary>The risk was rated higher, or another acceptance took its place.</summary>
    Superseded,
}

/// <summary>
/// The decision to live with a risk until a day. It is tied to the rating that the approver saw: a higher one ends it, a change of the
/// owners does not.
/// </summary>
public sealed class RiskAcceptance : Resource<RiskAcceptanceId>
{
    public const int ReasonLength = 2_000;

    protected override string TypeName => ResourceTypes.RiskAcceptance;

    protected override Guid? Parent => RiskId.Value;

    private RiskAcceptance() { }

    private RiskAcceptance(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public RiskId RiskId { get; private set; }

    /// <summary>The rating that is accepted.</summary>
    public RiskRatingId RatingId { get; private set; }

    public int Score { get; private set; }

    public RiskBand Level { get; private set; }

    /// <summary>The last day that it covers.</summary>
    public DateOnly Until { get; private set; }

    public string Reason { get; private set; } = "";

    public RiskAcceptanceState State { get; private set; }

    /// <summary>The actor that asks for it.</summary>
    public string RequestedBy { get; private set; } = "";

    /// <summary>SHA-256 of what is asked for. A decision names it.</summary>
    public byte[] Hash =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Id.Value, RiskId.Value, RatingId.Value, $"{Until:yyyy-MM-dd}", Reason)));

    /// <summary>Asks for an acceptance of the current rating.</summary>
    public static Result<RiskAcceptance> Request(Risk risk, Guid ratingId, DateOnly until, DateOnly today, string reason, string by)
    {
        ArgumentNullException.ThrowIfNull(risk);
        if (risk.Status == RiskStatus.Closed)
        {
            return new RiskInWrongStatus(risk.Id.Value, risk.Status, [.. Enum.GetValues<RiskStatus>().Except([RiskStatus.Closed])]);
        }

        if (risk.Current is not { RatingId: { } current } rated || current != ratingId)
        {
            return new RatingNotCurrent(ratingId);
        }

        if (until < today)
        {
            return new AcceptanceInPast(until, today);
        }

        return new RiskAcceptance(risk.WorkspaceId)
        {
            RiskId = risk.Id,
            RatingId = RiskRatingId.From(ratingId),
            Score = rated.Score,
            Level = rated.Level,
            Until = until,
            Reason = reason,
            RequestedBy = by,
        };
    }

    /// <summary>Accepts the risk, if its rating is not higher than the one that was asked about.</summary>
    public Result<Done> Approve(Risk risk, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(risk);
        if (State != RiskAcceptanceState.Pending)
        {
            return new AcceptanceDecided(Id.Value, State);
        }

        if (IsExceededBy(risk))
        {
            return new RatingNotCurrent(RatingId.Value);
        }

        if (Until < today)
        {
            return new AcceptanceInPast(Until, today);
        }

        State = RiskAcceptanceState.Accepted;
        risk.Accept(Until);
        return Done.Now;
    }

    /// <summary>Refuses it.</summary>
    public Result<Done> Return()
    {
        if (State != RiskAcceptanceState.Pending)
        {
            return new AcceptanceDecided(Id.Value, State);
        }

        State = RiskAcceptanceState.Returned;
        return Done.Now;
    }

    /// <summary>Ends it after its last day.</summary>
    /// <returns>Whether it ended now.</returns>
    public bool Lapse(DateOnly today)
    {
        var lapses = State == RiskAcceptanceState.Accepted && Until < today;
        State = lapses ? RiskAcceptanceState.Lapsed : State;
        return lapses;
    }

    /// <summary>Ends it because something else holds now.</summary>
    public void Supersede() => State = RiskAcceptanceState.Superseded;

    /// <summary>Whether the risk is rated higher than accepted, or in another matrix, where the two cannot be compared.</summary>
    public bool IsExceededBy(Risk risk)
    {
        ArgumentNullException.ThrowIfNull(risk);
        return risk.Current is not { } rated || rated.Score > Score || rated.Level > Level;
    }
}
