using Marketing.Application.Approvals;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Domain.Approvals;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;
using Marketing.Infrastructure.Approvals;
using Marketing.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Budgets;

/// <summary>
/// Adopts the budget of a sample plan, has it approved, and books twelve months on it: one line near its limit, an open order, a transfer
/// that waits for a decision, and money drawn from the reserve.
/// </summary>
public sealed class SampleBudgets(SystemRunner system)
{
    private const string PlanCode = "SPARK-2027";

    public async Task WriteAsync(WorkspaceId workspace, SamplePeople people, CancellationToken ct)
    {
        var plan = await FindAsync(
            workspace,
            scope => scope.Db.Plans.Where(row => row.Code == PlanCode).Select(row => row.Id).SingleAsync(ct)
        );
        var adopted = await system.RunAsync(people.Preparer, new AdoptBudget(plan, new AdoptBudgetInput()), ct);
        var budget = BudgetId.From(adopted.Budget.Id);
        var submitted = await system.RunAsync(people.Preparer, new SubmitBudget(budget, null, new SubmitBudgetInput()), ct);
        await system.RunAsync(
            people.Approver,
            new ApproveBudget(budget, Seen(submitted.WorkingRevision!.Number, submitted.WorkingRevision.Hash!)),
            ct
        );

        var months = Enumerable.Range(1, 12).SelectMany(month => new[] { Spent("BL4", 540_000, month), Spent("BL3", 280_000, month) });
        var bookings = new BulkActualInput { Mode = BulkMode.Atomic, Items = [.. months] };
        await system.RunAsync(people.Preparer, new SpendInBulk(bookings), ct);
        var order = new CommitmentInput
        {
            LineCode = "BL5",
            Amount = Yuan(1_500_000),
            Date = new DateOnly(2027, 3, 1),
            Reason = "旗舰店快闪活动合同",
            SourceRef = new SourceRefInput { System = "erp", Id = "PO-2027-0042" },
        };
        await system.RunAsync(people.Preparer, new CommitMoney(budget, order), ct);
        var draw = new ReserveDrawInput
        {
            ToLineCode = "BL3",
            Amount = Yuan(600_000),
            Cause = ReserveCause.MarketChange,
            Reason = "竞品提前上市，需要追加传播。",
        };
        await ApproveAsync(workspace, await system.RunAsync(people.Preparer, new RequestReserveDraw(budget, draw), ct), people, ct);
        var transfer = new TransferInput
        {
            FromLineCode = "BL6",
            ToLineCode = "BL4",
            Amount = Yuan(300_000),
            Reason = "信息流广告的投入产出比高于社群活动。",
            Evidence = "渠道效果月报 2027-03",
        };
        await system.RunAsync(people.Preparer, new RequestTransfer(budget, transfer), ct);
    }

    private async Task ApproveAsync(WorkspaceId workspace, TransferResponse requested, SamplePeople people, CancellationToken ct)
    {
        var id = requested.Id;
        var approval = await FindAsync(workspace, scope => scope.Db.Approvals.AsNoTracking().SingleAsync(row => row.SubjectId == id, ct));
        var seen = Seen(approval.Revision, Convert.ToHexStringLower(approval.Hash));
        await system.RunAsync(people.Approver, new ApproveApproval(approval.Id, seen), ct);
    }

    private Task<T> FindAsync<T>(WorkspaceId workspace, Func<SystemScope, Task<T>> find) =>
        system.RunAsync(workspace, "sample-data", "", find);

    private static ApprovalInput Seen(int revision, string hash) => new() { Revision = revision, Hash = hash };

    private static ActualItem Spent(string line, decimal amount, int month) =>
        new()
        {
            BudgetCode = PlanCode,
            LineCode = line,
            Amount = Yuan(amount),
            Date = new DateOnly(2027, month, 25),
            SourceRef = new SourceRefInput { System = "erp", Id = $"INV-2027-{month:00}-{line}" },
        };

    private static Money Yuan(decimal amount) => new() { Amount = amount, Currency = "CNY" };
}
