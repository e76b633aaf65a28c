using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;
using Marketing.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Brings the content of an approved revision into force: balances follow it, and the ledger gets what it grants.</summary>
internal sealed class BudgetGrants(IMarketingDb db, Ledger ledger, Signers signers, Bookings bookings, MonthGrants months)
{
    /// <returns>Why the revision cannot control spending now; null if it does.</returns>
    public async Task<Error?> GrantAsync(Budget budget, int revision, BudgetContent content, DateTime at, CancellationToken ct)
    {
        var suspended = await PlanSuspension.HoldAsync(db, budget, ct);

        // Locks all balances in the order of bookings, which then read the lines again.
        await db.UpdateAsync(
            db.BudgetBalances.Where(balance => balance.BudgetId == budget.Id),
            balance => balance.SetProperty(row => row.Revision, revision),
            [new SilentNote("The ledger has an entry for what the revision grants.")],
            ct
        );
        var rows = await db.BudgetBalances.Where(balance => balance.BudgetId == budget.Id).ToListAsync(ct);
        var balances = rows.Where(row => row.Scope != BalanceScope.Period).ToDictionary(row => row.OwnerId);
        var changes = new List<(BudgetLineId Line, long Minor)>();
        var lowered = new HashSet<Guid>();
        foreach (var line in content.Lines.OrderBy(line => line.Id))
        {
            var isGroup = content.Below(line).Any();
            var balance = Find(line.Id, isGroup ? BalanceScope.Group : BalanceScope.Line);
            var above = content.PathTo(line)!.Select(each => each.Id).ToList();
            var approved = MinorUnits.Of(content.AmountOf(line)!.Value, budget.Currency);
            if (balance.Scope == BalanceScope.Group && !isGroup || balance.Scope == BalanceScope.Line && isGroup)
            {
                return new BudgetLineInUse(line.Terms.Code);
            }

            var change = balance.Follow(revision, TermsOf(line.Terms), above, line.Terms.Control ?? Control(budget), approved);
            Note(balance, change);
        }

        foreach (
            var dropped in balances.Values.Where(row =>
                row.Scope != BalanceScope.Budget && content.Lines.All(line => line.Id != row.OwnerId)
            )
        )
        {
            Note(dropped, dropped.Follow(revision, null, [], Control(budget), 0));
        }

        var total = MinorUnits.Of(content.Total!.Value, budget.Currency);
        var whole = Find(budget.Id.Value, BalanceScope.Budget);
        whole.Block(SpendingBlock.PlanSuspended, suspended);
        Note(whole, whole.Follow(revision, new BalanceTerms(budget.Code, "", BudgetLineKind.Line), [], Control(budget), total));
        AddUp();
        var closed = await bookings.ClosedAsync(ct);
        var byMonth = await months.FollowAsync(budget, content, balances, rows, changes, closed, ct);
        if (!byMonth.Succeeded)
        {
            return byMonth.Error;
        }

        // What is overdrawn already stays so: only a revision that grants less is refused.
        lowered.UnionWith(byMonth.Value.Lowered);
        var overdrawn = balances.Values.Concat(byMonth.Value.Rows).Where(row => !row.Holds && lowered.Contains(row.OwnerId)).ToList();
        if (overdrawn.Count > 0)
        {
            return new BudgetBelowUse([
                .. overdrawn
                    .OrderBy(row => row.Terms.Code, StringComparer.Ordinal)
                    .ThenBy(row => row.Month, StringComparer.Ordinal)
                    .Select(row => Fault(row, budget)),
            ]);
        }

        var entry = LedgerEntry.Granted(
            byMonth.Value.Grants.Where(grant => grant.Minor != 0),
            new EntryOrigin(WorkCalendar.Of(await signers.SettingsAsync(ct)).DayOf(at))
        );
        entry.Place(closed);
        await db.SaveChangesAsync(ct);
        ledger.Record(budget, [entry], balances.Values);
        return null;

        void Note(BudgetBalance row, long change)
        {
            if (row.Scope == BalanceScope.Line)
            {
                changes.Add((BudgetLineId.From(row.OwnerId), change));
            }

            if (change < 0)
            {
                lowered.Add(row.OwnerId);
            }
        }

        // A revision can move lines below another one, which then counts what they have used.
        void AddUp()
        {
            var lines = balances.Values.Where(row => row.Scope == BalanceScope.Line).ToList();
            foreach (var row in balances.Values.Where(row => row.Scope != BalanceScope.Line))
            {
                var had = row.Available;
                row.AddUp(lines.Where(line => row.Scope == BalanceScope.Budget || line.Above.Contains(row.OwnerId)));
                if (row.Available < had)
                {
                    lowered.Add(row.OwnerId);
                }
            }
        }

        BudgetBalance Find(Guid owner, BalanceScope scope)
        {
            if (balances.TryGetValue(owner, out var found))
            {
                return found;
            }

            var opened = BudgetBalance.Open(budget, owner, scope);
            db.BudgetBalances.Add(opened);
            balances.Add(owner, opened);
            return opened;
        }
    }

    private static BudgetControl Control(Budget budget) => budget.Terms.Control ?? BudgetControl.Default;

    /// <summary>What a line says about its postings.</summary>
    internal static BalanceTerms TermsOf(BudgetLineTerms line) =>
        new(line.Code, line.Category, line.Kind)
        {
            PhaseRef = line.PhaseRef,
            ChannelCode = line.ChannelCode,
            CampaignRef = line.CampaignRef,
            CostCentre = line.CostCentre,
            Dimensions = line.Dimensions,
        };

    private static RuleFault Fault(BudgetBalance row, Budget budget) =>
        RuleFault.Of(
            "",
            "budget.belowUseOfLine",
            ("line", row.Terms.Code),
            ("period", row.Month),
            ("approved", MinorUnits.ToAmount(row.Approved, budget.Currency)),
            ("used", MinorUnits.ToAmount(row.Held + row.Committed + row.Actual, budget.Currency)),
            ("available", MinorUnits.ToAmount(row.Available, budget.Currency)),
            ("currency", budget.Currency)
        );
}
