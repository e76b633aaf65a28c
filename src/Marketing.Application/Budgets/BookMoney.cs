using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Books money that is promised.</summary>
public sealed record CommitMoney(BudgetId BudgetId, CommitmentInput Input) : ICommand<BookingResponse>;

internal sealed class CommitMoneyHandler(IMarketingDb db, RequestContext context, Bookings bookings, Ledger ledger, Conversions conversions)
    : IRequestHandler<CommitMoney, Result<BookingResponse>>
{
    public async Task<Result<BookingResponse>> Handle(CommitMoney command, CancellationToken cancellationToken)
    {
        var input = command.Input;
        if (await bookings.BookedBeforeAsync(input, command.BudgetId, Bookings.Commitment, cancellationToken) is { } before)
        {
            return before;
        }

        var spending = await bookings.ReadAsync(command.BudgetId, BookingCodes.Of(input), cancellationToken);
        if (!spending.Succeeded)
        {
            return spending.Error;
        }

        var terms = await conversions.TermsAsync(input, spending.Value.Budget, cancellationToken);
        if (!terms.Succeeded)
        {
            return terms.Error;
        }

        var shares = Bookings.SharesOf(input, spending.Value, terms.Value);
        if ((shares.Error ?? bookings.MayOverride(input.Override)) is { } refused)
        {
            return refused;
        }

        var budget = spending.Value.Budget;
        var day = terms.Value.Day;
        var commitment = Commitment.Make(context.WorkspaceId, budget.Id, budget.Currency, day, shares.Value, input.SourceRef?.Ref);
        var entry = LedgerEntry.Of(LedgerEntryKind.Commit, shares.Value, Bookings.OriginOf(input, terms.Value, commitment.Id));
        var rule = PostingRule.Commitment with { Overridden = input.Override is not null };
        var line = shares.Value[0].Line;
        db.Commitments.Add(commitment);
        bookings.Remember(input, budget.Id, Bookings.Commitment, line, [entry], commitment.Id);
        var posted = await ledger.PostAsync(spending.Value, [entry], rule, cancellationToken);
        return posted.Succeeded ? Bookings.ToResponse(spending.Value, line, [entry], posted.Value, commitment.Id) : posted.Error;
    }
}

/// <summary>Books money that is spent, against a commitment or directly.</summary>
public sealed record SpendMoney(BudgetId BudgetId, ActualInput Input) : ICommand<BookingResponse>;

internal sealed class SpendMoneyHandler(Bookings bookings, Ledger ledger, Commitments commitments, Conversions conversions)
    : IRequestHandler<SpendMoney, Result<BookingResponse>>
{
    public async Task<Result<BookingResponse>> Handle(SpendMoney command, CancellationToken cancellationToken)
    {
        var input = command.Input;
        if (await bookings.BookedBeforeAsync(input, command.BudgetId, Bookings.Actual, cancellationToken) is { } before)
        {
            return before;
        }

        var commitment = input.CommitmentId is { } id ? await commitments.LockAsync(CommitmentId.From(id), cancellationToken) : null;
        if (commitment is { Succeeded: false })
        {
            return commitment.Error;
        }

        if (commitment is { } of && of.Value.BudgetId != command.BudgetId)
        {
            return new CommitmentOfAnotherBudget(input.CommitmentId!.Value);
        }

        var codes = BookingCodes.Of(input).Concat(commitment?.Value.Shares.Select(share => share.LineCode) ?? []);
        var spending = await bookings.ReadAsync(command.BudgetId, codes, cancellationToken);
        if (!spending.Succeeded)
        {
            return spending.Error;
        }

        var terms = await conversions.TermsAsync(input, spending.Value.Budget, cancellationToken);
        if (!terms.Succeeded)
        {
            return terms.Error;
        }

        var shares = Bookings.SharesOf(input, spending.Value, terms.Value);
        if ((shares.Error ?? bookings.MayOverride(input.Override)) is { } refused)
        {
            return refused;
        }

        var budget = spending.Value.Budget;
        var (entries, isDirect) = Bookings.EntriesOf(input, terms.Value, commitment?.Value, shares.Value);
        var rule = (isDirect ? PostingRule.Actual : PostingRule.Settlement) with { Overridden = input.Override is not null };
        var (line, order) = (shares.Value[0].Line, commitment?.Value.Id);
        bookings.Remember(input, budget.Id, Bookings.Actual, line, entries, order);
        var posted = await ledger.PostAsync(spending.Value, entries, rule, cancellationToken);
        return posted.Succeeded ? Bookings.ToResponse(spending.Value, line, entries, posted.Value, order) : posted.Error;
    }
}

/// <summary>Releases what a commitment has left.</summary>
public sealed record ReleaseCommitment(BudgetId BudgetId, CommitmentId Id, ReleaseInput Input) : ICommand<BookingResponse>;

internal sealed class ReleaseCommitmentHandler(CommitmentReleases releases) : IRequestHandler<ReleaseCommitment, Result<BookingResponse>>
{
    public Task<Result<BookingResponse>> Handle(ReleaseCommitment command, CancellationToken cancellationToken) =>
        releases.ReleaseAsync(command.BudgetId, command.Id, command.Input, cancellationToken);
}

/// <summary>Loads commitments for writing.</summary>
internal sealed class Commitments(IMarketingDb db)
{
    /// <summary>Loads a commitment, locked until the transaction ends: what it has left is used by one booking at a time.</summary>
    public async Task<Result<Commitment>> LockAsync(CommitmentId id, CancellationToken ct)
    {
        await db.Commitments.Where(row => row.Id == id).GuardAsync(row => row.SetProperty(r => r.Version, r => r.Version), ct);
        return await db.FindAsync<Commitment, CommitmentId>(id, null, new CommitmentNotFound(id.Value), ct);
    }
}

internal static class BookingCodes
{
    /// <summary>Codes of the lines that a booking names.</summary>
    public static IEnumerable<string> Of(IBooking booking) =>
        booking.Splits.Count > 0 ? booking.Splits.Select(split => split.LineCode) : [booking.LineCode ?? ""];
}
