using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Approvals;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Asks for a transfer between two lines. The money is held until somebody else decides.</summary>
public sealed record RequestTransfer(BudgetId BudgetId, TransferInput Input) : ICommand<TransferResponse>;

internal sealed class RequestTransferHandler(TransferRequests requests) : IRequestHandler<RequestTransfer, Result<TransferResponse>>
{
    public Task<Result<TransferResponse>> Handle(RequestTransfer command, CancellationToken cancellationToken) =>
        requests.AskAsync(
            command.BudgetId,
            command.Input.FromLineCode,
            command.Input.ToLineCode,
            command.Input.Amount,
            (command.Input.Reason, command.Input.Evidence, null),
            cancellationToken
        );
}

/// <summary>Asks for money from the contingency reserve. The money is held until somebody else decides.</summary>
public sealed record RequestReserveDraw(BudgetId BudgetId, ReserveDrawInput Input) : ICommand<TransferResponse>;

internal sealed class RequestReserveDrawHandler(ReserveDraws draws) : IRequestHandler<RequestReserveDraw, Result<TransferResponse>>
{
    public Task<Result<TransferResponse>> Handle(RequestReserveDraw command, CancellationToken cancellationToken) =>
        draws.AskAsync(command.BudgetId, command.Input, cancellationToken);
}

/// <summary>Asks for money from contingency reserves.</summary>
internal sealed class ReserveDraws(IMarketingDb db, TransferRequests requests)
{
    /// <summary>Asks for money from the named reserve, or from the only one of the budget.</summary>
    public async Task<Result<TransferResponse>> AskAsync(BudgetId budgetId, ReserveDrawInput input, CancellationToken ct)
    {
        var from = input.FromLineCode;
        if (from is null)
        {
            var lines = await db
                .BudgetBalances.AsNoTracking()
                .Where(row => row.BudgetId == budgetId && row.IsOpen && row.Scope == BalanceScope.Line)
                .Select(row => row.Terms)
                .ToListAsync(ct);
            var reserves = lines.Where(line => line.Kind == BudgetLineKind.Contingency).Select(line => line.Code).ToList();
            if (lines.Count > 0 && reserves.Count != 1)
            {
                return new ReserveUnclear(reserves.Count);
            }

            from = reserves.FirstOrDefault() ?? "";
        }

        return await requests.AskAsync(budgetId, from, input.ToLineCode, input.Amount, (input.Reason, null, input.Cause), ct);
    }
}

/// <summary>Takes a request back.</summary>
public sealed record WithdrawTransfer(BudgetId BudgetId, BudgetTransferId Id, ExpectedVersion? ExpectedVersion)
    : ICommand<TransferResponse>;

internal sealed class WithdrawTransferHandler(
    IMarketingDb db,
    RequestContext context,
    TransferApprovals transfers,
    ApprovalRequests requests,
    ResponseMapper responses
) : IRequestHandler<WithdrawTransfer, Result<TransferResponse>>
{
    public async Task<Result<TransferResponse>> Handle(WithdrawTransfer command, CancellationToken cancellationToken)
    {
        await transfers.HoldAsync(command.Id.Value, cancellationToken);
        var missing = new TransferNotFound(command.Id.Value);
        var found = await db.FindAsync<BudgetTransfer, BudgetTransferId>(command.Id, command.ExpectedVersion, missing, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var transfer = found.Value;
        if (transfer.BudgetId != command.BudgetId)
        {
            return missing;
        }

        if (transfer.RequestedBy != context.Caller.ActorId && !context.Caller.Scopes.Contains(Scopes.Admin))
        {
            return new TransferOfAnother();
        }

        if (transfer.Withdraw().Error is { } decided)
        {
            return decided;
        }

        await requests.WithdrawAsync(ResourceTypes.BudgetTransfer, transfer.Id.Value, cancellationToken);
        if (await transfers.ReleaseAsync(transfer, cancellationToken) is { } blocked)
        {
            return blocked;
        }

        return responses.Map<BudgetTransfer, TransferResponse>(transfer);
    }
}

/// <summary>Only the person who asked for it, or an administrator, can take a request back.</summary>
public sealed record TransferOfAnother() : ForbiddenError("budgetTransfer.ofAnother");

/// <summary>Asks for transfers and draws.</summary>
internal sealed class TransferRequests(
    IMarketingDb db,
    RequestContext context,
    Bookings bookings,
    Ledger ledger,
    ApprovalRequests approvals,
    Signers signers,
    ResponseMapper responses
)
{
    public async Task<Result<TransferResponse>> AskAsync(
        BudgetId budgetId,
        string from,
        string to,
        Money amount,
        (string Reason, string? Evidence, ReserveCause? Cause) why,
        CancellationToken ct
    )
    {
        var spending = await bookings.ReadAsync(budgetId, [from, to], ct);
        if (!spending.Succeeded)
        {
            return spending.Error;
        }

        var budget = spending.Value.Budget;
        var (source, target) = (spending.Value.Find(from), spending.Value.Find(to));
        var refused = Refusals.Join(
            Bookings.Check(amount, budget, "/amount"),
            Source(source, from, why.Cause),
            Bookings.Bookable(target, to, "/toLineCode"),
            source is not null && source == target ? new TransferToSameLine(to) : null
        );
        if (refused is not null)
        {
            return refused;
        }

        var today = signers.Today(await signers.SettingsAsync(ct));
        var minor = MinorUnits.Of(amount.Amount, budget.Currency);
        var transfer = BudgetTransfer.Request(
            budget,
            source!,
            target!,
            new TransferRequest(minor, why.Reason, why.Evidence, why.Cause, context.Caller.ActorId, today)
        );
        var hold = LedgerEntry.Of(
            LedgerEntryKind.Hold,
            [(transfer.FromLineId, minor)],
            new EntryOrigin(today) { TransferId = transfer.Id, Reason = why.Reason }
        );
        db.BudgetTransfers.Add(transfer);
        var subject = new ApprovalSubject(ResourceTypes.BudgetTransfer, transfer.Id.Value, 1, 1, transfer.Hash);
        await approvals.AskAsync(subject, ApprovalStep.Approve, transfer.RequestedBy, why.Reason, ct);
        if ((await ledger.PostAsync(spending.Value, [hold], PostingRule.Commitment, ct)).Error is { } overdrawn)
        {
            return overdrawn;
        }

        return responses.Map<BudgetTransfer, TransferResponse>(transfer);
    }

    private static Error? Source(BudgetBalance? line, string code, ReserveCause? cause) =>
        cause is null ? Bookings.Bookable(line, code, "/fromLineCode")
        : line is null ? new BudgetLineUnknown(code, "/fromLineCode")
        : line.Terms.Kind == BudgetLineKind.Contingency ? null
        : new NotAReserve(code, "/fromLineCode");
}

/// <summary>Transfers and draws as a subject of approvals.</summary>
internal sealed class TransferApprovals(IMarketingDb db, Bookings bookings, Ledger ledger, Signers signers) : IApprovalSubject
{
    public string Type => ResourceTypes.BudgetTransfer;

    public Task HoldAsync(Guid id, CancellationToken ct)
    {
        var typed = BudgetTransferId.From(id);
        return db
            .BudgetTransfers.Where(transfer => transfer.Id == typed)
            .GuardAsync(transfer => transfer.SetProperty(row => row.Version, row => row.Version), ct);
    }

    public async Task<IReadOnlyCollection<string>> PreparersAsync(ApprovalSubject subject, CancellationToken ct) =>
        [(await FindAsync(subject.Id, ct)).RequestedBy];

    public Task<IReadOnlyList<RuleFault>> MisplacedAsync(
        ApprovalSubject subject,
        IReadOnlyList<ApprovalRemark> remarks,
        CancellationToken ct
    ) =>
        Task.FromResult<IReadOnlyList<RuleFault>>([
            .. from remark in remarks.Select((remark, i) => (remark.Pointer, Index: i))
            where remark.Pointer is not ("" or "/amount" or "/reason" or "/evidence" or "/cause" or "/fromLineCode" or "/toLineCode")
            select RuleFault.Of($"/remarks/{remark.Index}/pointer", "approval.remarkMisplaced", ("remark", remark.Pointer)),
        ]);

    public async Task<Error?> ApprovedAsync(Approval approval, IReadOnlyList<Approval> round, DateTime at, CancellationToken ct)
    {
        var transfer = await FindAsync(approval.SubjectId, ct);
        if (transfer.Post().Error is { } decided)
        {
            return decided;
        }

        var kind = transfer.Kind == TransferKind.Transfer ? LedgerEntryKind.Transfer : LedgerEntryKind.ReserveDraw;
        var origin = await OriginAsync(transfer, ct);
        return await PostAsync(
            transfer,
            [
                LedgerEntry.Of(LedgerEntryKind.ReleaseHold, [(transfer.FromLineId, transfer.Minor)], origin),
                LedgerEntry.Between(kind, transfer.FromLineId, transfer.ToLineId, transfer.Minor, origin),
            ],
            PostingRule.Commitment,
            ct
        );
    }

    public async Task<Error?> ReturnedAsync(Approval approval, CancellationToken ct)
    {
        var transfer = await FindAsync(approval.SubjectId, ct);
        return transfer.Return().Error ?? await ReleaseAsync(transfer, ct);
    }

    /// <summary>Frees the money that a transfer holds.</summary>
    public async Task<Error?> ReleaseAsync(BudgetTransfer transfer, CancellationToken ct) =>
        await PostAsync(
            transfer,
            [LedgerEntry.Of(LedgerEntryKind.ReleaseHold, [(transfer.FromLineId, transfer.Minor)], await OriginAsync(transfer, ct))],
            PostingRule.Settlement,
            ct
        );

    private async Task<EntryOrigin> OriginAsync(BudgetTransfer transfer, CancellationToken ct) =>
        new(signers.Today(await signers.SettingsAsync(ct))) { TransferId = transfer.Id, Reason = transfer.Reason };

    private async Task<Error?> PostAsync(
        BudgetTransfer transfer,
        IReadOnlyList<LedgerEntry> entries,
        PostingRule rule,
        CancellationToken ct
    )
    {
        var spending = await bookings.ReadAsync(transfer.BudgetId, [transfer.FromLineCode, transfer.ToLineCode], ct);
        return spending.Succeeded ? (await ledger.PostAsync(spending.Value, entries, rule, ct)).Error : spending.Error;
    }

    private Task<BudgetTransfer> FindAsync(Guid id, CancellationToken ct)
    {
        var typed = BudgetTransferId.From(id);
        return db.BudgetTransfers.SingleAsync(transfer => transfer.Id == typed, ct);
    }
}
