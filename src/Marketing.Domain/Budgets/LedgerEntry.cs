using Marketing.Domain.Common;

namespace Marketing.Domain.Budgets;

public readonly record struct LedgerEntryId(Guid Value) : IEntityId<LedgerEntryId>
{
    public static LedgerEntryId From(Guid value) => new(value);

    public int CompareTo(LedgerEntryId other) => Value.CompareTo(other.Value);
}

/// <summary>An amount in an account of a line.</summary>
/// <param name="Line">The line.</param>
/// <param name="Account">The account.</param>
/// <param name="Minor">What is added, in minor units; negative for what is taken away.</param>
/// <param name="Month">The month that it belongs to; null for that of the entry.</param>
/// <param name="OriginalMinor">The same in minor units of the original currency; null if that is the currency of the budget.</param>
/// <param name="Terms">What the line said about the amount; null for what it says now.</param>
public readonly record struct LedgerAmount(
    BudgetLineId Line,
    LedgerAccount Account,
    long Minor,
    Month? Month = null,
    long? OriginalMinor = null,
    BalanceTerms? Terms = null
);

/// <summary>A movement of money that is about to be posted: amounts that add up to zero.</summary>
public sealed class LedgerEntry
{
    private LedgerEntry(LedgerEntryKind kind, IReadOnlyList<LedgerAmount> amounts, EntryOrigin origin)
    {
        if (amounts.Sum(amount => amount.Minor) != 0)
        {
            throw new ArgumentException("The amounts of an entry must add up to zero.", nameof(amounts));
        }

        (Kind, Amounts, Origin) = (kind, amounts, origin);
    }

    public LedgerEntryId Id { get; } = EntityId.New<LedgerEntryId>();

    public LedgerEntryKind Kind { get; }

    public IReadOnlyList<LedgerAmount> Amounts { get; }

    public EntryOrigin Origin { get; private set; }

    /// <summary>Grants money to lines, or takes it back, for months or for the whole period.</summary>
    public static LedgerEntry Granted(IEnumerable<(BudgetLineId Line, Month? Month, long Minor)> grants, EntryOrigin origin) =>
        InMonths(LedgerEntryKind.Approve, grants, origin);

    /// <summary>Gives back what lines have left, in their months or as a whole.</summary>
    public static LedgerEntry Returned(IEnumerable<(BudgetLineId Line, Month? Month, long Minor)> remainders, EntryOrigin origin) =>
        InMonths(LedgerEntryKind.Return, remainders, origin);

    /// <summary>Moves what lines have left in a month, or lack there, to a later one.</summary>
    public static LedgerEntry CarriedOver(
        IEnumerable<(BudgetLineId Line, long Minor)> remainders,
        Month from,
        Month to,
        EntryOrigin origin
    ) =>
        new(
            LedgerEntryKind.CarryOver,
            [
                .. remainders.SelectMany(each =>
                    new[]
                    {
                        new LedgerAmount(each.Line, LedgerAccount.Available, -each.Minor, Month: from),
                        new LedgerAmount(each.Line, LedgerAccount.Available, each.Minor, Month: to),
                    }
                ),
            ],
            origin
        );

    /// <summary>Moves money available to another month of its line.</summary>
    public static LedgerEntry Rephased(BudgetLineId line, Month from, Month to, long minor, EntryOrigin origin)
    {
        var (source, target) = PostingTable.Accounts[LedgerEntryKind.Rephase];
        return new LedgerEntry(
            LedgerEntryKind.Rephase,
            [new LedgerAmount(line, source, -minor, Month: from), new LedgerAmount(line, target, minor, Month: to)],
            origin
        );
    }

    /// <summary>Posts the entry on its day or, if the month of that day is closed, on the first day of the next open month.</summary>
    public void Place(ClosedMonths closed)
    {
        var day = closed.Place(Origin.Date);
        if (day != Origin.Date)
        {
            Origin = Origin with { Date = day, OriginalDate = Origin.Date };
        }
    }

    /// <summary>The month of an amount of the entry.</summary>
    public Month MonthOf(LedgerAmount amount) => amount.Month ?? Month.Of(Origin.Date);

    /// <summary>Moves money between the accounts of the posting table, on each line by itself.</summary>
    /// <param name="kind">A kind of the posting table.</param>
    /// <param name="shares">The lines and their amounts; a line can occur repeatedly.</param>
    /// <param name="origin">What the entry is about.</param>
    public static LedgerEntry Of(LedgerEntryKind kind, IEnumerable<(BudgetLineId Line, long Minor)> shares, EntryOrigin origin)
    {
        var (from, to) = PostingTable.Accounts[kind];
        return new LedgerEntry(kind, [.. shares.SelectMany(share => Pair((share.Line, from), (share.Line, to), share.Minor))], origin);
    }

    /// <summary>Moves the parts of a booking between the accounts of the posting table, with their original amounts.</summary>
    public static LedgerEntry Of(LedgerEntryKind kind, IEnumerable<BookingShare> shares, EntryOrigin origin)
    {
        var (from, to) = PostingTable.Accounts[kind];
        return new LedgerEntry(
            kind,
            [.. shares.SelectMany(share => Pair((share.Line, from), (share.Line, to), share.Minor, share.OriginalMinor))],
            origin
        );
    }

    /// <summary>Moves money between two lines.</summary>
    public static LedgerEntry Between(LedgerEntryKind kind, BudgetLineId source, BudgetLineId target, long minor, EntryOrigin origin)
    {
        var (from, to) = PostingTable.Accounts[kind];
        return new LedgerEntry(kind, [.. Pair((source, from), (target, to), minor)], origin);
    }

    /// <summary>Cancels an entry.</summary>
    /// <param name="amounts">The amounts of the entry.</param>
    /// <param name="origin">What the reversal is about, with the entry that it cancels.</param>
    public static LedgerEntry Opposite(IEnumerable<LedgerAmount> amounts, EntryOrigin origin) =>
        new(
            LedgerEntryKind.Reverse,
            [.. amounts.Select(amount => amount with { Minor = -amount.Minor, OriginalMinor = -amount.OriginalMinor })],
            origin
        );

    /// <summary>Moves spent money to another line, or to other dimensions, and the money available back.</summary>
    /// <param name="source">Where the money was booked, with what the line said then.</param>
    /// <param name="target">Where it belongs, with what its postings say.</param>
    /// <param name="minor">The amount in minor units.</param>
    /// <param name="origin">What the correction is about.</param>
    /// <param name="originalMinor">The amount in minor units of the original currency.</param>
    public static LedgerEntry Reclassified(
        (BudgetLineId Line, BalanceTerms? Terms) source,
        (BudgetLineId Line, BalanceTerms? Terms) target,
        long minor,
        EntryOrigin origin,
        long? originalMinor = null
    ) =>
        new(
            LedgerEntryKind.Reclassify,
            [
                .. Pair((source.Line, LedgerAccount.Spent), (source.Line, LedgerAccount.Available), minor, originalMinor)
                    .Select(amount => amount with { Terms = source.Terms }),
                .. Pair((target.Line, LedgerAccount.Available), (target.Line, LedgerAccount.Spent), minor, originalMinor)
                    .Select(amount => amount with { Terms = target.Terms }),
            ],
            origin
        );

    private static LedgerEntry InMonths(
        LedgerEntryKind kind,
        IEnumerable<(BudgetLineId Line, Month? Month, long Minor)> shares,
        EntryOrigin origin
    )
    {
        var (from, to) = PostingTable.Accounts[kind];
        return new LedgerEntry(
            kind,
            [
                .. shares.SelectMany(share =>
                    new[]
                    {
                        new LedgerAmount(share.Line, from, -share.Minor, Month: share.Month),
                        new LedgerAmount(share.Line, to, share.Minor, Month: share.Month),
                    }
                ),
            ],
            origin
        );
    }

    private static IEnumerable<LedgerAmount> Pair(
        (BudgetLineId Line, LedgerAccount Account) from,
        (BudgetLineId Line, LedgerAccount Account) to,
        long minor,
        long? originalMinor = null
    ) =>
        [
            new LedgerAmount(from.Line, from.Account, -minor, OriginalMinor: -originalMinor),
            new LedgerAmount(to.Line, to.Account, minor, OriginalMinor: originalMinor),
        ];
}

/// <summary>What an entry is about.</summary>
/// <param name="Date">The day on which the money moves.</param>
public sealed record EntryOrigin(DateOnly Date)
{
    /// <summary>The day that was asked for, if its month was closed; null otherwise.</summary>
    public DateOnly? OriginalDate { get; init; }

    /// <summary>The commitment that the entry belongs to.</summary>
    public CommitmentId? CommitmentId { get; init; }

    /// <summary>The transfer or draw that the entry belongs to.</summary>
    public BudgetTransferId? TransferId { get; init; }

    /// <summary>The entry that this one reverses or reclassifies.</summary>
    public LedgerEntryId? ReversesEntryId { get; init; }

    /// <summary>Why it was posted.</summary>
    public string? Reason { get; init; }

    /// <summary>Why more could be spent than was available.</summary>
    public string? OverrideReason { get; init; }

    /// <summary>The record of another system.</summary>
    public SourceRef? Source { get; init; }

    /// <summary>How the amounts were converted; null if they are in the currency of the budget.</summary>
    public Conversion? Conversion { get; init; }
}

/// <summary>The record of another system that a booking stands for. It is booked once, whatever happens to the entry later.</summary>
/// <param name="System">The system, such as the ERP.</param>
/// <param name="Id">Id of the record in that system.</param>
/// <param name="Line">Line of the record; empty if it has none.</param>
public sealed record SourceRef(string System, string Id, string Line);
