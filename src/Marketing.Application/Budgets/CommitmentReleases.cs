using Marketing.Domain.Budgets;
using Marketing.Domain.Common;

namespace Marketing.Application.Budgets;

/// <summary>Releases commitments, one at a time or with what they belong to.</summary>
internal sealed class CommitmentReleases(Bookings bookings, Ledger ledger, Commitments commitments)
{
    /// <summary>Releases what commitments have left, for the same reason.</summary>
    /// <returns>Why one of them cannot be released; null if all were.</returns>
    public async Task<Error?> ReleaseAllAsync(
        IReadOnlyList<(BudgetId Budget, CommitmentId Commitment)> open,
        DateOnly day,
        string reason,
        CancellationToken ct
    )
    {
        var input = new ReleaseInput { Date = day, Reason = reason };
        foreach (var (budget, commitment) in open)
        {
            if ((await ReleaseAsync(budget, commitment, input, ct)).Error is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    /// <summary>Releases what a commitment has left.</summary>
    public async Task<Result<BookingResponse>> ReleaseAsync(BudgetId budget, CommitmentId id, ReleaseInput input, CancellationToken ct)
    {
        var locked = await commitments.LockAsync(id, ct);
        if (!locked.Succeeded)
        {
            return locked.Error;
        }

        var commitment = locked.Value;
        if (commitment.BudgetId != budget)
        {
            return new CommitmentNotFound(id.Value);
        }

        if (commitment.State == CommitmentState.Closed)
        {
            return new CommitmentClosed(id.Value);
        }

        var spending = await bookings.ReadAsync(budget, commitment.Shares.Select(share => share.LineCode), ct);
        if (!spending.Succeeded)
        {
            return spending.Error;
        }

        var left = commitment.Release();
        var origin = new EntryOrigin(input.Date) { Reason = input.Reason, CommitmentId = commitment.Id };
        var entry = LedgerEntry.Of(LedgerEntryKind.Release, left, origin);
        var posted = await ledger.PostAsync(spending.Value, [entry], PostingRule.Settlement, ct);
        return posted.Succeeded ? Bookings.ToResponse(spending.Value, left[0].Line, [entry], posted.Value, commitment.Id) : posted.Error;
    }
}
