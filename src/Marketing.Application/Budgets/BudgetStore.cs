using System.Globalization;
using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Loads budgets for writing, locked until the transaction ends.</summary>
internal sealed class BudgetStore(IMarketingDb db, RequestContext context, ResponseMapper responses, TimeProvider clock, Signers signers)
{
    /// <summary>The time of the step.</summary>
    public DateTime Now { get; } = clock.Instant();

    /// <summary>The actor who takes the step.</summary>
    public string Actor => context.Caller.ActorId;

    public bool IsAdministrator => context.Caller.Scopes.Contains(Scopes.Admin);

    /// <summary>Returns today's date in the time zone of the workspace.</summary>
    public async Task<DateOnly> TodayAsync(CancellationToken ct) => signers.Today(await signers.SettingsAsync(ct));

    /// <summary>Loads a budget.</summary>
    public Task<Result<Budget>> FindAsync(BudgetId id, ExpectedVersion? expectedVersion, CancellationToken ct) =>
        db.FindAsync<Budget, BudgetId>(id, expectedVersion, new BudgetNotFound(id.Value), ct);

    /// <summary>Loads a budget with its open revision, and keeps other writers of its content and decisions about it out.</summary>
    public async Task<Result<(Budget Budget, BudgetRevision Revision)>> OpenAsync(
        BudgetId id,
        ExpectedVersion? expectedVersion,
        CancellationToken ct
    )
    {
        await HoldAsync(id, ct);
        var budget = await FindAsync(id, expectedVersion, ct);
        if (!budget.Succeeded)
        {
            return budget.Error;
        }

        var revision = await db
            .BudgetRevisions.Where(revision => revision.BudgetId == id)
            .Where(BudgetRevision.IsOpen)
            .SingleOrDefaultAsync(ct);
        return revision is null ? new BudgetHasNoOpenRevision(id.Value) : (budget.Value, revision);
    }

    /// <summary>Loads a budget whose content can be written.</summary>
    public async Task<Result<(Budget Budget, BudgetRevision Draft)>> OpenDraftAsync(
        BudgetId id,
        ExpectedVersion? expectedVersion,
        CancellationToken ct
    )
    {
        var opened = await OpenAsync(id, expectedVersion, ct);
        return opened.Succeeded && opened.Value.Revision.Status != RevisionStatus.Draft ? new BudgetHasNoOpenRevision(id.Value) : opened;
    }

    /// <summary>Keeps writers of the content, and decisions about it, out until the transaction ends.</summary>
    public Task HoldAsync(BudgetId id, CancellationToken ct) =>
        db
            .BudgetRevisions.Where(revision => revision.BudgetId == id)
            .Where(BudgetRevision.IsOpen)
            .GuardAsync(revision => revision.SetProperty(r => r.ContentVersion, r => r.ContentVersion), ct);

    /// <summary>Loads one revision; null if there is no number.</summary>
    public Task<BudgetRevision?> RevisionAsync(BudgetId id, int? number, CancellationToken ct) =>
        db.BudgetRevisions.SingleOrDefaultAsync(revision => revision.BudgetId == id && revision.Number == number, ct);

    /// <summary>Loads the lines of the working copy in their order.</summary>
    public Task<List<BudgetLine>> LinesAsync(BudgetId id, CancellationToken ct) =>
        db.BudgetLines.Where(line => line.BudgetId == id).OrderBy(line => line.Position).ThenBy(line => line.Id).ToListAsync(ct);

    /// <summary>Returns the content of the working copy.</summary>
    public static BudgetContent ContentOf(Budget budget, IEnumerable<BudgetLine> lines) =>
        new(budget.Terms, [.. lines.Select(line => new BudgetContentLine(line.Id.Value, line.Terms))]);

    /// <summary>Returns the content of a submitted revision, with its bytes.</summary>
    public async Task<(BudgetContent Content, BudgetSnapshot Snapshot)> SubmittedAsync(BudgetRevision revision, CancellationToken ct)
    {
        var (id, version) = (revision.BudgetId, revision.ContentVersion);
        var snapshot = await db
            .BudgetSnapshots.AsNoTracking()
            .SingleAsync(snapshot => snapshot.BudgetId == id && snapshot.ContentVersion == version, ct);
        return (BudgetDocument.Read(snapshot.Content), snapshot);
    }

    /// <summary>Returns an error if another budget has the code.</summary>
    public async Task<Error?> CodeTakenAsync(string code, BudgetId? self, CancellationToken ct)
    {
        var key = Budget.KeyOf(code);
        return await db.Budgets.AnyAsync(budget => budget.CodeKey == key && budget.Id != self, ct) ? new BudgetCodeTaken(code) : null;
    }

    /// <summary>Returns a code for a scenario that no other budget has.</summary>
    public async Task<string> FreeCodeAsync(string code, CancellationToken ct)
    {
        for (var number = 2; ; number++)
        {
            var suffix = string.Create(CultureInfo.InvariantCulture, $"-S{number}");
            var free = code[..Math.Min(code.Length, Budget.CodeLength - suffix.Length)] + suffix;
            if (await CodeTakenAsync(free, null, ct) is null)
            {
                return free;
            }
        }
    }

    /// <summary>Returns an error if another scenario of the budget has the name.</summary>
    public async Task<Error?> ScenarioTakenAsync(Budget budget, string name, CancellationToken ct)
    {
        BudgetId? family = budget.Family;
        return await db.Budgets.AnyAsync(other => other.ScenarioOfId == family && other.Scenario == name, ct)
            ? new BudgetScenarioTaken(name)
            : null;
    }

    /// <summary>Returns an error if another scenario of the budget was submitted.</summary>
    public async Task<Error?> ScenarioChosenAsync(Budget budget, CancellationToken ct)
    {
        BudgetId? family = budget.Family;
        var root = budget.Family;
        var chosen = await db
            .Budgets.Where(other =>
                other.Id != budget.Id
                && (other.ChosenForId == family || (other.InForceRevision != null && (other.Id == root || other.ScenarioOfId == family)))
            )
            .Select(other => other.Code)
            .FirstOrDefaultAsync(ct);
        return chosen is null ? null : new BudgetScenarioChosen(chosen);
    }

    /// <summary>Returns an error if the plan of the terms does not exist.</summary>
    public async Task<Error?> PlanUnknownAsync(BudgetTerms terms, CancellationToken ct)
    {
        if (terms.PlanId is not { } given)
        {
            return null;
        }

        var id = PlanId.From(given);
        return await db.Plans.AnyAsync(plan => plan.Id == id, ct) ? null : new PlanUnknown(given);
    }

    public BudgetResponse ToResponse(Budget budget) => responses.Map<Budget, BudgetResponse>(budget);
}
