using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Budgets;

/// <summary>Creates a budget with its lines and its first revision.</summary>
public sealed record CreateBudget(BudgetInput Input) : PhraseCommand<BudgetResponse>
{
    protected override void Read(PhraseReader reader) => reader.Read(Input, Input.Currency);
}

internal sealed class CreateBudgetHandler(IMarketingDb db, RequestContext context, BudgetStore store, BudgetWords words)
    : IRequestHandler<CreateBudget, Result<BudgetResponse>>
{
    public async Task<Result<BudgetResponse>> Handle(CreateBudget command, CancellationToken cancellationToken)
    {
        var read = command.Phrases.Read(command.Input, command.Input.Currency);
        var input = read.Content;
        var refused = Refusals.Join(
            Refusals.Of(read.Contradictions),
            await store.CodeTakenAsync(input.Code, null, cancellationToken),
            await store.PlanUnknownAsync(input, cancellationToken)
        );
        if (refused is not null)
        {
            return refused;
        }

        var drafted = Budget.Draft(context.WorkspaceId, input.Alone());
        if (!drafted.Succeeded)
        {
            return drafted.Error;
        }

        var budget = drafted.Value;
        var lines = new List<BudgetLine>();
        var faults = new List<RuleFault>();
        foreach (var (terms, i) in input.Lines.Select((terms, i) => (terms, i)))
        {
            var line = BudgetLine.Add(budget, i + 1, terms);
            faults.AddRange(line.Error?.Faults.Select(fault => fault.Under($"/lines/{i}")) ?? []);
            if (line.Succeeded)
            {
                lines.Add(line.Value);
            }
        }

        var content = new BudgetContent(input, [.. input.Lines.Select(line => new BudgetContentLine(default, line))]);
        faults.AddRange(content.CheckStructure());
        if (faults.Count == 0)
        {
            faults.AddRange(content.Lines.SelectMany((line, i) => content.CheckSpread(line).Select(fault => fault.Under($"/lines/{i}"))));
        }

        if (faults.Count > 0)
        {
            return new RulesBroken(faults);
        }

        if (await words.LinkAsync(lines, i => $"/lines/{i}", cancellationToken) is { } unknown)
        {
            return unknown;
        }

        db.Budgets.Add(budget);
        db.BudgetRevisions.Add(BudgetRevision.Open(budget));
        await db.SaveChangesAsync(cancellationToken);
        db.BudgetLines.AddRange(lines);
        await db.SaveChangesAsync(cancellationToken);
        return store.ToResponse(budget);
    }
}

/// <summary>Changes what a budget says besides its lines.</summary>
public sealed record UpdateBudget(BudgetId Id, ExpectedVersion? ExpectedVersion, Patch<BudgetTerms> Patch) : PhraseCommand<BudgetResponse>
{
    protected override void Read(PhraseReader reader) => reader.Prepare(Patch);
}

internal sealed class UpdateBudgetHandler(IMarketingDb db, BudgetStore store) : IRequestHandler<UpdateBudget, Result<BudgetResponse>>
{
    public async Task<Result<BudgetResponse>> Handle(UpdateBudget command, CancellationToken cancellationToken)
    {
        var opened = await store.OpenDraftAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var (budget, draft) = opened.Value;
        var patched = command.Patch.ApplyTo(budget.Terms);
        if (!patched.Succeeded)
        {
            return patched.Error;
        }

        var read = command.Phrases.Read(patched.Value, patched.Value.Currency, budget.Terms);
        var refused = Refusals.Join(
            Refusals.Of(read.Contradictions),
            await store.CodeTakenAsync(read.Content.Code, budget.Id, cancellationToken),
            await store.PlanUnknownAsync(read.Content, cancellationToken),
            budget.Write(read.Content).Error
        );
        if (refused is not null)
        {
            return refused;
        }

        if (db.HasChanges)
        {
            budget.CountContent(draft);
        }

        await db.SaveChangesAsync(cancellationToken);
        return store.ToResponse(budget);
    }
}

/// <summary>Deletes a budget that was never approved. It can be restored.</summary>
public sealed record DeleteBudget(BudgetId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteBudgetHandler(BudgetStore store) : IRequestHandler<DeleteBudget, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteBudget command, CancellationToken cancellationToken)
    {
        await store.HoldAsync(command.Id, cancellationToken);
        var found = await store.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (found.Value.WhyKept() is { } kept)
        {
            return kept;
        }

        found.Value.Delete(store.Now);
        return Done.Now;
    }
}

/// <summary>Restores a deleted budget with its lines.</summary>
public sealed record RestoreBudget(BudgetId Id, ExpectedVersion? ExpectedVersion) : ICommand<BudgetResponse>;

internal sealed class RestoreBudgetHandler(IMarketingDb db, BudgetStore store) : IRequestHandler<RestoreBudget, Result<BudgetResponse>>
{
    public async Task<Result<BudgetResponse>> Handle(RestoreBudget command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<Budget, BudgetId>(
            command.Id,
            command.ExpectedVersion,
            new BudgetNotFound(command.Id.Value),
            cancellationToken,
            includeDeleted: true
        );
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (await store.CodeTakenAsync(found.Value.Code, command.Id, cancellationToken) is { } taken)
        {
            return taken;
        }

        found.Value.Restore();
        await db.SaveChangesAsync(cancellationToken);
        return store.ToResponse(found.Value);
    }
}
