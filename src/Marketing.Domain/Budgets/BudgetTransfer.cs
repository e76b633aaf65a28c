using System.Security.Cryptography;
using System.Text;
using Marketing.Domain.Common;

namespace Marketing.Domain.Budgets;

public readonly record struct BudgetTransferId(Guid Value) : IEntityId<BudgetTransferId>
{
    public static BudgetTransferId From(Guid value) => new(value);

    public int CompareTo(BudgetTransferId other) => Value.CompareTo(other.Value);
}

/// <summary>
/// Money that is to move from one line to another, or from the contingency reserve (R17). It is held on its source until somebody else
/// decides.
/// </summary>
public sealed class BudgetTransfer : Resource<BudgetTransferId>
{
    protected override string TypeName => ResourceTypes.BudgetTransfer;

    protected override Guid? Parent => BudgetId.Value;

    private BudgetTransfer() { }

    private BudgetTransfer(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public BudgetId BudgetId { get; private set; }

    public TransferKind Kind { get; private set; }

    public TransferState State { get; private set; }

    public BudgetLineId FromLineId { get; private set; }

    public string FromLineCode { get; private set; } = "";

    public BudgetLineId ToLineId { get; private set; }

    public string ToLineCode { get; private set; } = "";

    /// <summary>The amount in minor units of <see cref="Currency"/>.</summary>
    public long Minor { get; private set; }

    public string Currency { get; private set; } = "";

    public string Reason { get; private set; } = "";

    /// <summary>What the request rests on (R20).</summary>
    public string? Evidence { get; private set; }

    /// <summary>Why the reserve may be used; null for a transfer between lines.</summary>
    public ReserveCause? Cause { get; private set; }

    /// <summary>The actor that asks for it.</summary>
    public string RequestedBy { get; private set; } = "";

    /// <summary>The day of the request.</summary>
    public DateOnly Date { get; private set; }

    /// <summary>SHA-256 of what is asked for. A decision names it.</summary>
    public byte[] Hash =>
        SHA256.HashData(
            Encoding.UTF8.GetBytes(
                string.Join('\n', Id.Value, Kind, FromLineId.Value, ToLineId.Value, Minor, Currency, Reason, Evidence, Cause)
            )
        );

    /// <summary>Asks for money.</summary>
    public static BudgetTransfer Request(Budget budget, BudgetBalance from, BudgetBalance to, TransferRequest request) =>
        new(budget.WorkspaceId)
        {
            BudgetId = budget.Id,
            Kind = request.Cause is null ? TransferKind.Transfer : TransferKind.ReserveDraw,
            State = TransferState.Pending,
            FromLineId = BudgetLineId.From(from.OwnerId),
            FromLineCode = from.Terms.Code,
            ToLineId = BudgetLineId.From(to.OwnerId),
            ToLineCode = to.Terms.Code,
            Minor = request.Minor,
            Currency = budget.Currency,
            Reason = request.Reason,
            Evidence = request.Evidence,
            Cause = request.Cause,
            RequestedBy = request.By,
            Date = request.Date,
        };

    /// <summary>Carries it out.</summary>
    public Result<Done> Post() => End(TransferState.Posted);

    /// <summary>Refuses it.</summary>
    public Result<Done> Return() => End(TransferState.Returned);

    /// <summary>Takes the request back.</summary>
    public Result<Done> Withdraw() => End(TransferState.Withdrawn);

    private Result<Done> End(TransferState state)
    {
        if (State != TransferState.Pending)
        {
            return new TransferDecided(Id.Value, State);
        }

        State = state;
        return Done.Now;
    }
}

/// <summary>A request for a transfer or draw.</summary>
/// <param name="Minor">The amount in minor units.</param>
/// <param name="Reason">Why the money is needed there.</param>
/// <param name="Evidence">What the request rests on.</param>
/// <param name="Cause">Why the reserve may be used; null for a transfer between lines.</param>
/// <param name="By">The actor that asks.</param>
/// <param name="Date">The day of the request.</param>
public sealed record TransferRequest(long Minor, string Reason, string? Evidence, ReserveCause? Cause, string By, DateOnly Date);

/// <summary>Kinds of transfers.</summary>
public enum TransferKind
{
    /// <summary>Between two lines.</summary>
    Transfer,

    /// <summary>From the contingency reserve to a line.</summary>
    ReserveDraw,
}

/// <summary>States of a transfer.</summary>
public enum TransferState
{
    /// <summary>Waits for a decision; the money is held.</summary>
    Pending,

    /// <summary>Carried out.</summary>
    Posted,

    /// <summary>Refused; the money is available on its line again.</summary>
    Returned,

    /// <summary>Taken back by its requester.</summary>
    Withdrawn,
}

/// <summary>What the contingency reserve may be spent on.</summary>
public enum ReserveCause
{
    /// <summary>The market has changed.</summary>
    MarketChange,

    /// <summary>An emergency.</summary>
    Emergency,
}
