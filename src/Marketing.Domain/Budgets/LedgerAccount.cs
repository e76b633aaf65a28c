namespace Marketing.Domain.Budgets;

/// <summary>Where money of a budget line is. Every entry moves it from one account to another, so its postings add up to zero.</summary>
public enum LedgerAccount
{
    /// <summary>Money that the company has granted. It is negative: the other accounts hold what was granted.</summary>
    Funding,

    /// <summary>Money that can be spent or promised.</summary>
    Available,

    /// <summary>Money that a requested transfer or draw is waiting for.</summary>
    Held,

    /// <summary>Money promised by open commitments.</summary>
    Committed,

    /// <summary>Money spent.</summary>
    Spent,
}

/// <summary>Kinds of ledger entries.</summary>
public enum LedgerEntryKind
{
    /// <summary>Money was granted by the approval of a revision, or taken back by it.</summary>
    Approve,

    /// <summary>A requested transfer or draw holds money on the line that it is taken from.</summary>
    Hold,

    /// <summary>A transfer or draw was returned or withdrawn, or is carried out.</summary>
    ReleaseHold,

    /// <summary>Money was moved to another line.</summary>
    Transfer,

    /// <summary>Money was drawn from the contingency reserve.</summary>
    ReserveDraw,

    /// <summary>Money was moved to another month of its line.</summary>
    Rephase,

    /// <summary>What a month or budget had left was carried over to a later month or to the next budget.</summary>
    CarryOver,

    /// <summary>Money was promised.</summary>
    Commit,

    /// <summary>A promise ended without being used up.</summary>
    Release,

    /// <summary>Money was spent.</summary>
    Actual,

    /// <summary>Money was spent that had been promised before.</summary>
    ActualOnCommitment,

    /// <summary>An entry was cancelled by its opposite.</summary>
    Reverse,

    /// <summary>Spent money was moved to the line where it belongs.</summary>
    Reclassify,

    /// <summary>Unused money was given back when the budget was closed.</summary>
    Return,
}

/// <summary>
/// The posting table: from which account to which each kind of entry moves money. Transfer, draw and reclassification move it between
/// lines, rephasing and carrying over between months of a line; a reversal moves it back.
/// </summary>
public static class PostingTable
{
    /// <summary>The accounts of a kind of entry; null for those that follow from another entry.</summary>
    public static readonly IReadOnlyDictionary<LedgerEntryKind, (LedgerAccount From, LedgerAccount To)> Accounts = new Dictionary<
        LedgerEntryKind,
        (LedgerAccount From, LedgerAccount To)
    >
    {
        [LedgerEntryKind.Approve] = (LedgerAccount.Funding, LedgerAccount.Available),
        [LedgerEntryKind.Hold] = (LedgerAccount.Available, LedgerAccount.Held),
        [LedgerEntryKind.ReleaseHold] = (LedgerAccount.Held, LedgerAccount.Available),
        [LedgerEntryKind.Transfer] = (LedgerAccount.Available, LedgerAccount.Available),
        [LedgerEntryKind.ReserveDraw] = (LedgerAccount.Available, LedgerAccount.Available),
        [LedgerEntryKind.Rephase] = (LedgerAccount.Available, LedgerAccount.Available),
        [LedgerEntryKind.CarryOver] = (LedgerAccount.Funding, LedgerAccount.Available),
        [LedgerEntryKind.Commit] = (LedgerAccount.Available, LedgerAccount.Committed),
        [LedgerEntryKind.Release] = (LedgerAccount.Committed, LedgerAccount.Available),
        [LedgerEntryKind.Actual] = (LedgerAccount.Available, LedgerAccount.Spent),
        [LedgerEntryKind.ActualOnCommitment] = (LedgerAccount.Committed, LedgerAccount.Spent),
        [LedgerEntryKind.Return] = (LedgerAccount.Available, LedgerAccount.Funding),
    };
}
