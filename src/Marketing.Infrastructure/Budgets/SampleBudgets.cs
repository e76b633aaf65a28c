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
/// that waits for a decision, and money drawn from the reserve. Adds exchange rates with an invoice in dollars, an audit and a scenario.
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
        await ConvertAsync(budget, people, ct);
        await AuditAsync(budget, people, ct);
        await system.RunAsync(
            people.Preparer,
            new CloneBudget(
                budget,
                new CloneBudgetInput
                {
                    Scenario = "保守方案",
                    Adjust = new ScenarioAdjustment { Percent = -10 },
                }
            ),
            ct
        );
    }

    /// <summary>Adds exchange rates, and an invoice in dollars.</summary>
    private async Task ConvertAsync(BudgetId budget, SamplePeople people, CancellationToken ct)
    {
        var rates = new RateSetInput
        {
            Code = "TREASURY",
            Name = "集团财务汇率",
            MissingRate = MissingRatePolicy.Latest,
        };
        var set = await system.RunAsync(people.Preparer, new CreateRateSet(rates), ct);
        var version = new RateVersionInput
        {
            ValidFrom = new DateOnly(2027, 1, 1),
            ValidTo = new DateOnly(2027, 3, 31),
            Rates = [Rate("USD", 7.0962m), Rate("EUR", 8.2514m), Rate("JPY", 0.0458m)],
        };
        await system.RunAsync(people.Preparer, new PublishRates(RateSetId.From(set.Id), version), ct);
        var invoice = new ActualInput
        {
            LineCode = "BL6",
            Amount = new Money { Amount = 12_500, Currency = "USD" },
            RateSetCode = "TREASURY",
            Date = new DateOnly(2027, 3, 20),
            Reason = "海外达人合作费用",
            SourceRef = new SourceRefInput { System = "erp", Id = "INV-2027-US-001" },
        };
        await system.RunAsync(people.Preparer, new SpendMoney(budget, invoice), ct);
    }

    private async Task AuditAsync(BudgetId budget, SamplePeople people, CancellationToken ct)
    {
        var audit = new BudgetAuditInput
        {
            Title = "第一季度预算执行审计",
            Date = new DateOnly(2027, 4, 12),
            From = new DateOnly(2027, 1, 1),
            Through = new DateOnly(2027, 3, 31),
            Conclusion = "执行基本符合批准的预算，一项需要整改。",
            Findings =
            [
                new AuditFindingInput
                {
                    Text = "补充海外达人合作的验收单",
                    LineCode = "BL6",
                    Owner = new PartyRef { Text = "财务部" },
                    DueDate = new DateOnly(2027, 4, 30),
                },
            ],
        };
        await system.RunAsync(people.Preparer, new RecordBudgetAudit(budget, audit), ct);
    }

    private static ExchangeRate Rate(string currency, decimal rate) =>
        new()
        {
            From = currency,
            To = "CNY",
            Rate = rate,
        };

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
