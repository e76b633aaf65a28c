using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Budgets;

namespace Marketing.Api.Budgets;

internal static class LedgerEndpoints
{
    private const int BulkBytes = 4_000_000;

    public static void MapLedger(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Ledger");
        api.Post("/v1/budgets/{budgetId}/commitments", "commitMoney", CommitMoney, Scopes.LedgerWrite);
        api.Get("/v1/budgets/{budgetId}/commitments", "listCommitments", ListCommitments, Scopes.BudgetsRead);
        api.Get("/v1/budgets/{budgetId}/commitments/{commitmentId}", "getCommitment", GetCommitment, Scopes.BudgetsRead);
        api.Post("/v1/budgets/{budgetId}/commitments/{commitmentId}/release", "releaseCommitment", ReleaseCommitment, Scopes.LedgerWrite);
        api.Post("/v1/budgets/{budgetId}/actuals", "spendMoney", SpendMoney, Scopes.LedgerWrite);
        api.Post("/v1/commitments/bulk", "commitInBulk", CommitInBulk, Scopes.LedgerWrite).MaxBody(BulkBytes);
        api.Post("/v1/actuals/bulk", "spendInBulk", SpendInBulk, Scopes.LedgerWrite).MaxBody(BulkBytes);
        api.Post("/v1/budgets/{budgetId}/rephase", "rephaseMoney", RephaseMoney, Scopes.LedgerWrite);
        api.Post("/v1/budgets/{budgetId}/carry-over", "carryOver", CarryOver, Scopes.LedgerWrite);
        api.Post("/v1/budgets/{budgetId}/check", "checkBooking", CheckBooking, Scopes.BudgetsRead).MayFail(409, 422);
        api.Post("/v1/budgets/{budgetId}/transfers", "requestTransfer", RequestTransfer, Scopes.BudgetsWrite);
        api.Post("/v1/budgets/{budgetId}/reserve-draws", "requestReserveDraw", RequestReserveDraw, Scopes.BudgetsWrite);
        api.Get("/v1/budgets/{budgetId}/transfers", "listTransfers", ListTransfers, Scopes.BudgetsRead);
        api.Get("/v1/budgets/{budgetId}/transfers/{transferId}", "getTransfer", GetTransfer, Scopes.BudgetsRead);
        api.Post("/v1/budgets/{budgetId}/transfers/{transferId}/withdraw", "withdrawTransfer", WithdrawTransfer, Scopes.BudgetsWrite);
        api.Get("/v1/budgets/{budgetId}/ledger", "listBudgetLedger", ListBudgetLedger, Scopes.BudgetsRead);
        api.Get("/v1/ledger-entries", "listLedger", ListLedger, Scopes.BudgetsRead);
        api.Get("/v1/ledger-entries/{entryId}", "getLedgerEntry", GetLedgerEntry, Scopes.BudgetsRead);
        api.Post("/v1/ledger-entries/{entryId}/reverse", "reverseEntry", ReverseEntry, Scopes.LedgerWrite);
        api.Post("/v1/ledger-entries/{entryId}/reclassify", "reclassifyEntry", ReclassifyEntry, Scopes.LedgerWrite);
    }

    /// <summary>Book a commitment</summary>
    /// <remarks>
    /// Promises money of a line. If the line, a line above or the budget has too little, the response is 422 `budget.lineOverdrawn` with
    /// what is available and what has used the rest. A record of another system that was booked before is returned with 200; with other
    /// content it is 409.
    /// </remarks>
    private static Task<CreatedOrChanged<BookingResponse>> CommitMoney(BudgetId budgetId, Body<CommitmentInput> body, UseCases useCases) =>
        useCases.CreateOrChange(
            new CommitMoney(budgetId, body.Value),
            booking => booking.IsNew ? $"/v1/budgets/{budgetId.Value}/commitments/{booking.CommitmentId}" : null
        );

    /// <summary>List commitments</summary>
    /// <remarks>Returns the commitments of a budget, the latest first.</remarks>
    private static Task<Ok<Page<CommitmentResponse>>> ListCommitments(
        BudgetId budgetId,
        Query<CommitmentArguments> query,
        UseCases useCases
    ) => useCases.Read(new ListCommitments(budgetId, query.Value));

    /// <summary>Get a commitment</summary>
    /// <remarks>Returns what was promised, and what is left of it.</remarks>
    private static Task<Ok<CommitmentResponse>> GetCommitment(BudgetId budgetId, CommitmentId commitmentId, UseCases useCases) =>
        useCases.Read(new GetCommitment(budgetId, commitmentId));

    /// <summary>Release a commitment</summary>
    /// <remarks>Makes what a commitment has left available again, and closes it.</remarks>
    private static Task<Changed<BookingResponse>> ReleaseCommitment(
        BudgetId budgetId,
        CommitmentId commitmentId,
        Body<ReleaseInput> body,
        UseCases useCases
    ) => useCases.Change(new ReleaseCommitment(budgetId, commitmentId, body.Value));

    /// <summary>Book an actual</summary>
    /// <remarks>
    /// Spends money of a line, directly or against a commitment: what the commitment has left is used first. `final` releases the rest of
    /// it. Refusals and records of other systems are treated as by `commitMoney`.
    /// </remarks>
    private static Task<CreatedOrChanged<BookingResponse>> SpendMoney(BudgetId budgetId, Body<ActualInput> body, UseCases useCases) =>
        useCases.CreateOrChange(
            new SpendMoney(budgetId, body.Value),
            booking => booking.IsNew ? $"/v1/ledger-entries/{booking.Entries[0].Id}" : null
        );

    /// <summary>Book many commitments</summary>
    /// <remarks>
    /// Books up to 1,000 commitments in one transaction; items name budgets by their code. Atomic bulks apply all items or none (422, with
    /// pointers into the items); independent ones apply what they can and return a result for each item.
    /// </remarks>
    private static Task<Changed<BulkResponse>> CommitInBulk(Body<BulkCommitmentInput> body, UseCases useCases) =>
        useCases.Change(new CommitInBulk(body.Value));

    /// <summary>Book many actuals</summary>
    /// <remarks>
    /// Books up to 1,000 actuals in one transaction; items name budgets by their code. Atomic bulks apply all items or none (422, with
    /// pointers into the items); independent ones apply what they can and return a result for each item.
    /// </remarks>
    private static Task<Changed<BulkResponse>> SpendInBulk(Body<BulkActualInput> body, UseCases useCases) =>
        useCases.Change(new SpendInBulk(body.Value));

    /// <summary>Move money to another month</summary>
    /// <remarks>
    /// Moves money available to another month of its line. The line must be spread or controlled by month. More than the month has
    /// available is 422 `budget.lineOverdrawn`; a closed month is 409.
    /// </remarks>
    private static Task<Created<BookingResponse>> RephaseMoney(BudgetId budgetId, Body<RephaseInput> body, UseCases useCases) =>
        useCases.Create(new RephaseMoney(budgetId, body.Value), booking => $"/v1/ledger-entries/{booking.Entries[0].Id}");

    /// <summary>Carry a remainder over</summary>
    /// <remarks>
    /// Carries what lines have available, or lack, from a closed month into a later one, or into another budget, once (409). Open
    /// commitments stay: their money is not available, and follows its invoice.
    /// </remarks>
    private static Task<Changed<CarryOverResponse>> CarryOver(BudgetId budgetId, Body<CarryOverInput> body, UseCases useCases) =>
        useCases.Change(new CarryOver(budgetId, body.Value));

    /// <summary>Check a booking</summary>
    /// <remarks>Returns whether a booking would be accepted now, and what it lacks. Posts nothing.</remarks>
    private static Task<Ok<BookingCheckResponse>> CheckBooking(BudgetId budgetId, Body<BookingCheckInput> body, UseCases useCases) =>
        useCases.Read(new CheckBooking(budgetId, body.Value));

    /// <summary>Ask for a transfer</summary>
    /// <remarks>
    /// Asks for money of another line. It is held there until somebody else approves the transfer at `/v1/approvals`, or returns it.
    /// </remarks>
    private static Task<Created<TransferResponse>> RequestTransfer(BudgetId budgetId, Body<TransferInput> body, UseCases useCases) =>
        useCases.Create(new RequestTransfer(budgetId, body.Value), transfer => $"/v1/budgets/{transfer.BudgetId}/transfers/{transfer.Id}");

    /// <summary>Ask for money of the reserve</summary>
    /// <remarks>
    /// Asks for money of the contingency reserve, for a change of the market or an emergency. It is held until somebody else approves the
    /// draw at `/v1/approvals`, or returns it.
    /// </remarks>
    private static Task<Created<TransferResponse>> RequestReserveDraw(BudgetId budgetId, Body<ReserveDrawInput> body, UseCases useCases) =>
        useCases.Create(
            new RequestReserveDraw(budgetId, body.Value),
            transfer => $"/v1/budgets/{transfer.BudgetId}/transfers/{transfer.Id}"
        );

    /// <summary>List transfers</summary>
    /// <remarks>Returns the transfers and reserve draws of a budget, the latest first.</remarks>
    private static Task<Ok<Page<TransferResponse>>> ListTransfers(BudgetId budgetId, Query<TransferArguments> query, UseCases useCases) =>
        useCases.Read(new ListTransfers(budgetId, query.Value));

    /// <summary>Get a transfer</summary>
    /// <remarks>Returns one transfer or reserve draw.</remarks>
    private static Task<Ok<TransferResponse>> GetTransfer(BudgetId budgetId, BudgetTransferId transferId, UseCases useCases) =>
        useCases.Read(new GetTransfer(budgetId, transferId));

    /// <summary>Withdraw a transfer</summary>
    /// <remarks>Takes a request back; its money is available again. Only the requester, or an administrator, can do so.</remarks>
    private static Task<Changed<TransferResponse>> WithdrawTransfer(
        BudgetId budgetId,
        BudgetTransferId transferId,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new WithdrawTransfer(budgetId, transferId, ifMatch.Version));

    /// <summary>List the ledger of a budget</summary>
    /// <remarks>Returns the postings of one budget by sequence. Rows are only added, never changed. CSV contains all pages.</remarks>
    private static Task<OkOrCsv<Page<LedgerRow>>> ListBudgetLedger(BudgetId budgetId, Query<LedgerArguments> query, UseCases useCases) =>
        useCases.ReadFeed(new ListBudgetLedger(budgetId, query.Value), LedgerRow.Feed);

    /// <summary>List the ledger</summary>
    /// <remarks>
    /// Returns the postings of all budgets by sequence: one row for each amount of an entry. Rows are only added, never changed; load new
    /// ones with `sequenceFrom`. CSV has the rows of all pages.
    /// </remarks>
    private static Task<OkOrCsv<Page<LedgerRow>>> ListLedger(Query<ListLedger> query, UseCases useCases) =>
        useCases.ReadFeed(query.Value, LedgerRow.Feed);

    /// <summary>Get a ledger entry</summary>
    /// <remarks>Returns one entry with its postings.</remarks>
    private static Task<Ok<LedgerEntryResponse>> GetLedgerEntry(LedgerEntryId entryId, UseCases useCases) =>
        useCases.Read(new GetLedgerEntry(entryId));

    /// <summary>Reverse a booking</summary>
    /// <remarks>
    /// Cancels a commitment or an actual by its opposite. A commitment gets back what the actual had used. An entry is reversed once (409).
    /// </remarks>
    private static Task<Created<BookingResponse>> ReverseEntry(LedgerEntryId entryId, Body<ReverseInput> body, UseCases useCases) =>
        useCases.Create(new ReverseEntry(entryId, body.Value), booking => $"/v1/ledger-entries/{booking.Entries[0].Id}");

    /// <summary>Move a booking to another line</summary>
    /// <remarks>Moves spent money to the line where it belongs, if that line has as much. History stays as it is.</remarks>
    private static Task<Created<BookingResponse>> ReclassifyEntry(LedgerEntryId entryId, Body<ReclassifyInput> body, UseCases useCases) =>
        useCases.Create(new ReclassifyEntry(entryId, body.Value), booking => $"/v1/ledger-entries/{booking.Entries[0].Id}");
}
