using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Which lines of a budget to list.</summary>
public sealed record BudgetLineArguments : ListArguments
{
    /// <summary>Lines per page.</summary>
    [Range(1, LargestPage)]
    public override int PageSize { get; init; } = 50;

    /// <summary>Only the line with this code, in any case.</summary>
    [MaxLength(Budget.CodeLength)]
    public string? Code { get; init; }
}

/// <summary>Lists the lines of a budget's working copy.</summary>
public sealed record ListBudgetLines(BudgetId BudgetId, BudgetLineArguments Arguments) : IQuery<Page<BudgetLineResponse>>;

internal sealed class ListBudgetLinesHandler(IMarketingDb db, PageReader pages, IConfigurationProvider mappings)
    : IRequestHandler<ListBudgetLines, Result<Page<BudgetLineResponse>>>
{
    private static readonly SortSet<BudgetLine, BudgetLineResponse> Sorts = SortSet<BudgetLine, BudgetLineResponse>
        .EndingIn(line => line.Id, line => BudgetLineId.From(line.Id))
        .By("position", line => line.Position, line => line.Position)
        .ByDefault("position");

    public Task<Result<Page<BudgetLineResponse>>> Handle(ListBudgetLines query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<BudgetLineResponse>>> ReadAsync(ListBudgetLines query, CancellationToken ct)
    {
        if (!await db.Budgets.AnyAsync(budget => budget.Id == query.BudgetId, ct))
        {
            return new BudgetNotFound(query.BudgetId.Value);
        }

        var lines = db.BudgetLines.AsNoTracking().Where(line => line.BudgetId == query.BudgetId);
        if (query.Arguments.Code is { } code)
        {
            var key = Budget.KeyOf(code);
            lines = lines.Where(line => line.CodeKey == key);
        }

        return await pages.ReadAsync(
            lines,
            query.Arguments,
            Sorts,
            mappings.ProjectionOf<BudgetLine, BudgetLineResponse>(),
            ct,
            query.BudgetId.ToString()!
        );
    }
}

/// <summary>Reads one line.</summary>
public sealed record GetBudgetLine(BudgetId BudgetId, BudgetLineId Id) : IQuery<BudgetLineResponse>;

internal sealed class GetBudgetLineHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetBudgetLine, Result<BudgetLineResponse>>
{
    public async Task<Result<BudgetLineResponse>> Handle(GetBudgetLine query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<BudgetLine, BudgetLineResponse>, cancellationToken) is { } found
        && found.BudgetId == query.BudgetId.Value
            ? found
            : new BudgetLineNotFound(query.Id.Value);
}

/// <summary>Adds a line at the end of a budget.</summary>
public sealed record AddBudgetLine(BudgetId BudgetId, BudgetLineTerms Terms) : PhraseCommand<BudgetLineResponse>
{
    protected override void Read(PhraseReader reader) => reader.Read(Terms, currency: null);
}

internal sealed class AddBudgetLineHandler(IMarketingDb db, BudgetLineWriter writer)
    : IRequestHandler<AddBudgetLine, Result<BudgetLineResponse>>
{
    public async Task<Result<BudgetLineResponse>> Handle(AddBudgetLine command, CancellationToken cancellationToken)
    {
        var opened = await writer.OpenAsync(command.BudgetId, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var (budget, _, lines) = opened.Value;
        if (lines.Count >= Budget.MaxLines)
        {
            return new TooManyBudgetLines(Budget.MaxLines, "");
        }

        var read = command.Phrases.Read(command.Terms, budget.Currency);
        var line = BudgetLine.Add(budget, lines.Count == 0 ? 1 : lines[^1].Position + 1, read.Content);
        if (Refusals.Join(Refusals.Of(read.Contradictions), line.Error) is { } refused)
        {
            return refused;
        }

        db.BudgetLines.Add(line.Value);
        lines.Add(line.Value);
        return await writer.SaveAsync(opened.Value, line.Value, cancellationToken);
    }
}

/// <summary>Changes a line.</summary>
public sealed record UpdateBudgetLine(BudgetId BudgetId, BudgetLineId Id, ExpectedVersion? ExpectedVersion, Patch<BudgetLineTerms> Patch)
    : PhraseCommand<BudgetLineResponse>
{
    protected override void Read(PhraseReader reader) => reader.Prepare(Patch);
}

internal sealed class UpdateBudgetLineHandler(BudgetLineWriter writer) : IRequestHandler<UpdateBudgetLine, Result<BudgetLineResponse>>
{
    public async Task<Result<BudgetLineResponse>> Handle(UpdateBudgetLine command, CancellationToken cancellationToken)
    {
        var opened = await writer.OpenAsync(command.BudgetId, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var (budget, _, lines) = opened.Value;
        var found = BudgetLineWriter.Find(lines, command.Id, command.ExpectedVersion);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var line = found.Value;
        var patched = command.Patch.ApplyTo(line.Terms);
        if (!patched.Succeeded)
        {
            return patched.Error;
        }

        var read = command.Phrases.Read(patched.Value, budget.Currency, line.Terms);
        return Refusals.Join(Refusals.Of(read.Contradictions), line.Write(read.Content, budget.Currency).Error) is { } refused
            ? refused
            : await writer.SaveAsync(opened.Value, line, cancellationToken);
    }
}

/// <summary>Deletes a line that no other is below. Money of the revision in force stays until the next one is approved.</summary>
public sealed record DeleteBudgetLine(BudgetId BudgetId, BudgetLineId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteBudgetLineHandler(BudgetLineWriter writer, BudgetStore store) : IRequestHandler<DeleteBudgetLine, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteBudgetLine command, CancellationToken cancellationToken)
    {
        var opened = await writer.OpenAsync(command.BudgetId, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var (_, _, lines) = opened.Value;
        var found = BudgetLineWriter.Find(lines, command.Id, command.ExpectedVersion);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var line = found.Value;
        if (lines.Where(other => other.ParentKey == line.CodeKey).Select(other => other.Terms.Code).ToList() is { Count: > 0 } below)
        {
            return new BudgetLineHasLines(line.Terms.Code, below);
        }

        line.Delete(store.Now);
        lines.Remove(line);
        var saved = await writer.SaveAsync(opened.Value, line, cancellationToken);
        return saved.Succeeded ? Done.Now : saved.Error;
    }
}

/// <summary>A budget whose content can be written, with its lines.</summary>
internal sealed record OpenBudget(Budget Budget, BudgetRevision Draft, List<BudgetLine> Lines);

/// <summary>Code shared by the use cases that write lines.</summary>
internal sealed class BudgetLineWriter(IMarketingDb db, BudgetStore store, BudgetWords words, ResponseMapper responses)
{
    public async Task<Result<OpenBudget>> OpenAsync(BudgetId id, CancellationToken ct)
    {
        var opened = await store.OpenDraftAsync(id, null, ct);
        return opened.Succeeded ? new OpenBudget(opened.Value.Budget, opened.Value.Draft, await store.LinesAsync(id, ct)) : opened.Error;
    }

    public static Result<BudgetLine> Find(List<BudgetLine> lines, BudgetLineId id, ExpectedVersion? expectedVersion) =>
        lines.Find(line => line.Id == id) switch
        {
            null => new BudgetLineNotFound(id.Value),
            { } line when expectedVersion?.Allows(line.Version) == false => new StaleVersion(line.Version),
            { } line => line,
        };

    /// <summary>Saves a changed line, if the lines still fit together.</summary>
    public async Task<Result<BudgetLineResponse>> SaveAsync(OpenBudget open, BudgetLine changed, CancellationToken ct)
    {
        var content = BudgetStore.ContentOf(open.Budget, open.Lines);
        var index = open.Lines.IndexOf(changed);
        if (content.CheckStructure().FirstOrDefault() is { } broken)
        {
            // A fault of another line follows from this one, such as an unknown line above after the code was changed.
            var own = broken.Pointer.StartsWith($"/lines/{index}/", StringComparison.Ordinal);
            return broken.Code == "budget.lineCodeTaken" ? new BudgetLineCodeTaken(changed.Terms.Code)
                : own ? new RulesBroken([broken with { Pointer = broken.Pointer[$"/lines/{index}".Length..] }])
                : new RulesBroken([broken with { Pointer = "/code" }]);
        }

        if (index >= 0 && content.CheckSpread(content.Lines[index]).ToList() is { Count: > 0 } spread)
        {
            return new RulesBroken(spread);
        }

        if (changed.DeletedAt is null && await words.LinkAsync([changed], _ => "", ct) is { } unknown)
        {
            return unknown;
        }

        if (db.HasChanges)
        {
            open.Budget.CountContent(open.Draft);
        }

        await db.SaveChangesAsync(ct);
        return responses.Map<BudgetLine, BudgetLineResponse>(changed);
    }
}
