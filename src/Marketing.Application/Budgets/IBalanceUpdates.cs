using Marketing.Domain.Budgets;

namespace Marketing.Application.Budgets;

/// <summary>Changes balances by guarded updates.</summary>
public interface IBalanceUpdates
{
    /// <summary>
    /// Updates balances one after another in the order of their key, and reads them in the same command. Their rows stay locked until the
    /// transaction ends.
    /// </summary>
    /// <param name="posting">Id of the posting. Each balance that its guard lets change keeps it.</param>
    /// <param name="updates">One update for each balance.</param>
    /// <param name="ct">Cancels the command.</param>
    /// <returns>The balances afterwards, those that were not changed too.</returns>
    Task<IReadOnlyList<BudgetBalance>> ApplyAsync(Guid posting, IReadOnlyList<BalanceUpdate> updates, CancellationToken ct);
}

/// <summary>A change of a balance, with its guard.</summary>
/// <param name="Change">What is added to the amounts.</param>
/// <param name="Revision">The revision that was read.</param>
/// <param name="Blocks">What keeps the booking out.</param>
public sealed record BalanceUpdate(BalanceChange Change, int Revision, SpendingBlock Blocks)
{
    /// <summary>The closings of months that were read; null if the balance does not count them.</summary>
    public int? Closings { get; init; }

    /// <summary>What must be available; null if nothing is compared.</summary>
    public long? Needed { get; init; }

    /// <summary>The stage whose control can allow more than is available; null if nothing allows it.</summary>
    public BookingStage? UnlessAllowedAt { get; init; }
}
