using System.ComponentModel.DataAnnotations;
using AutoMapper;
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

/// <summary>A request to move money between two lines.</summary>
public sealed record TransferInput
{
    /// <summary>Code of the line that gives the money.</summary>
    /// <example>EVENTS</example>
    [MaxLength(Budget.CodeLength)]
    public required string FromLineCode { get; init; }

    /// <summary>Code of the line that gets it.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string ToLineCode { get; init; }

    /// <summary>The amount, in the currency of the budget.</summary>
    public required Money Amount { get; init; }

    /// <summary>Why the money is needed there.</summary>
    /// <example>信息流广告的投资回报率高于线下活动。</example>
    [MaxLength(Budget.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }

    /// <summary>What the request rests on, such as a report.</summary>
    /// <example>渠道效果月报 2027-03</example>
    [MaxLength(Budget.ReasonLength)]
    public string? Evidence { get; init; }
}

/// <summary>A request to draw money from the contingency reserve.</summary>
public sealed record ReserveDrawInput
{
    /// <summary>Code of the line that gets the money.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string ToLineCode { get; init; }

    /// <summary>Code of the reserve; omit it if the budget has one reserve only.</summary>
    [MaxLength(Budget.CodeLength)]
    public string? FromLineCode { get; init; }

    /// <summary>The amount, in the currency of the budget.</summary>
    public required Money Amount { get; init; }

    /// <summary>What the reserve may be spent on.</summary>
    public required ReserveCause Cause { get; init; }

    /// <summary>What happened.</summary>
    /// <example>竞品提前上市,需要追加投放。</example>
    [MaxLength(Budget.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

/// <summary>A transfer between lines or a draw from the reserve.</summary>
public sealed record TransferResponse : ResourceResponse
{
    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>Whether the money comes from a line or from the reserve.</summary>
    public required TransferKind Kind { get; init; }

    /// <summary>Whether it waits for a decision, and how it was decided.</summary>
    public required TransferState State { get; init; }

    /// <summary>Code of the line that gives the money.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string FromLineCode { get; init; }

    /// <summary>Code of the line that gets it.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string ToLineCode { get; init; }

    /// <summary>The amount.</summary>
    public required Money Amount { get; init; }

    /// <summary>Why the money is needed there.</summary>
    public required string Reason { get; init; }

    /// <summary>What the request rests on.</summary>
    public required string? Evidence { get; init; }

    /// <summary>Why the reserve may be used; null for a transfer between lines.</summary>
    public required ReserveCause? Cause { get; init; }

    /// <summary>Id of the actor who asked for it.</summary>
    [MaxLength(200)]
    public required string RequestedBy { get; init; }

    /// <summary>The day of the request.</summary>
    public required DateOnly Date { get; init; }
}

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

internal sealed class RequestReserveDrawHandler(IMarketingDb db, TransferRequests requests)
    : IRequestHandler<RequestReserveDraw, Result<TransferResponse>>
{
    public async Task<Result<TransferResponse>> Handle(RequestReserveDraw command, CancellationToken cancellationToken)
    {
        var from = command.Input.FromLineCode;
        if (from is null)
        {
            var lines = await db
                .BudgetBalances.AsNoTracking()
                .Where(row => row.BudgetId == command.BudgetId && row.IsOpen && row.Scope == BalanceScope.Line)
                .Select(row => row.Terms)
                .ToListAsync(cancellationToken);
            var reserves = lines.Where(line => line.Kind == BudgetLineKind.Contingency).Select(line => line.Code).ToList();
            if (lines.Count > 0 && reserves.Count != 1)
            {
                return new ReserveUnclear(reserves.Count);
            }

            from = reserves.FirstOrDefault() ?? "";
        }

        return await requests.AskAsync(
            command.BudgetId,
            from,
            command.Input.ToLineCode,
            command.Input.Amount,
            (command.Input.Reason, null, command.Input.Cause),
            cancellationToken
        );
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

        await db.SaveChangesAsync(cancellationToken);
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
        if (await ledger.PostAsync(budget, spending.Value.Lines, [hold], PostingRule.Commitment, ct) is { } overdrawn)
        {
            return overdrawn;
        }

        db.BudgetTransfers.Add(transfer);
        var subject = new ApprovalSubject(ResourceTypes.BudgetTransfer, transfer.Id.Value, 1, 1, transfer.Hash);
        await approvals.AskAsync(subject, ApprovalStep.Approve, transfer.RequestedBy, why.Reason, ct);
        await db.SaveChangesAsync(ct);
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
        return spending.Succeeded ? await ledger.PostAsync(spending.Value.Budget, spending.Value.Lines, entries, rule, ct) : spending.Error;
    }

    private Task<BudgetTransfer> FindAsync(Guid id, CancellationToken ct)
    {
        var typed = BudgetTransferId.From(id);
        return db.BudgetTransfers.SingleAsync(transfer => transfer.Id == typed, ct);
    }
}

/// <summary>Which transfers and draws to list.</summary>
public sealed record TransferArguments : ListArguments
{
    /// <summary>Only transfers or only draws.</summary>
    public TransferKind? Kind { get; init; }

    /// <summary>Only those in this state.</summary>
    public TransferState? State { get; init; }
}

/// <summary>Lists the transfers and draws of a budget.</summary>
public sealed record ListTransfers(BudgetId BudgetId, TransferArguments Arguments) : IQuery<Page<TransferResponse>>;

internal sealed class ListTransfersHandler(IMarketingDb db, PageReader pages, IConfigurationProvider mappings)
    : IRequestHandler<ListTransfers, Result<Page<TransferResponse>>>
{
    private static readonly SortSet<BudgetTransfer, TransferResponse> Sorts = SortSet<BudgetTransfer, TransferResponse>
        .EndingIn(transfer => transfer.Id, transfer => BudgetTransferId.From(transfer.Id))
        .By("createdAt", transfer => transfer.CreatedAt, transfer => transfer.CreatedAt)
        .ByDefault("-createdAt");

    public Task<Result<Page<TransferResponse>>> Handle(ListTransfers query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<TransferResponse>>> ReadAsync(ListTransfers query, CancellationToken ct)
    {
        if (!await db.Budgets.AnyAsync(budget => budget.Id == query.BudgetId, ct))
        {
            return new BudgetNotFound(query.BudgetId.Value);
        }

        var transfers = db.BudgetTransfers.AsNoTracking().Where(transfer => transfer.BudgetId == query.BudgetId);
        if (query.Arguments.Kind is { } kind)
        {
            transfers = transfers.Where(transfer => transfer.Kind == kind);
        }

        if (query.Arguments.State is { } state)
        {
            transfers = transfers.Where(transfer => transfer.State == state);
        }

        return await pages.ReadAsync(
            transfers,
            query.Arguments,
            Sorts,
            mappings.ProjectionOf<BudgetTransfer, TransferResponse>(),
            ct,
            query.BudgetId.ToString()!
        );
    }
}

/// <summary>Reads one transfer or draw.</summary>
public sealed record GetTransfer(BudgetId BudgetId, BudgetTransferId Id) : IQuery<TransferResponse>;

internal sealed class GetTransferHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetTransfer, Result<TransferResponse>>
{
    public async Task<Result<TransferResponse>> Handle(GetTransfer query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<BudgetTransfer, TransferResponse>, cancellationToken) is { } found
        && found.BudgetId == query.BudgetId.Value
            ? found
            : new TransferNotFound(query.Id.Value);
}

internal sealed class TransferProjections : Profile
{
    public TransferProjections() =>
        CreateProjection<BudgetTransfer, TransferResponse>()
            .ForMember(
                row => row.Amount,
                member =>
                    member.MapFrom(row => new Money { Amount = MinorUnits.ToAmount(row.Minor, row.Currency), Currency = row.Currency })
            );
}

/// <summary>Reads transfers and draws for the change feed.</summary>
internal sealed class TransferReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<BudgetTransfer, BudgetTransferId, TransferResponse>(
        db,
        mappings,
        ResourceTypes.BudgetTransfer,
        Domain.Access.Scopes.BudgetsRead
    );
