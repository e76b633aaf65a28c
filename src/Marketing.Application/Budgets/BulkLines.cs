using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Budgets;

/// <summary>Lines to write in one bulk.</summary>
public sealed record BulkLineInput
{
    /// <summary>What happens to the other items if one is refused.</summary>
    public required BulkMode Mode { get; init; }

    /// <summary>The lines. A line with a known code is replaced, others are added at the end.</summary>
    [MinLength(1)]
    [MaxLength(BulkCommitmentInput.Most)]
    public required IReadOnlyList<BudgetLineItem> Items { get; init; }
}

/// <summary>A line in a bulk.</summary>
public sealed record BudgetLineItem : BudgetLineTerms
{
    /// <summary>Your own name for the item. It is returned with its result.</summary>
    /// <example>row-17</example>
    [MaxLength(100)]
    public string? Ref { get; init; }
}

/// <summary>Adds or replaces many lines, which are known by their codes.</summary>
public sealed record WriteLinesInBulk(BudgetId BudgetId, ExpectedVersion? ExpectedVersion, BulkLineInput Input)
    : PhraseCommand<BulkResponse>
{
    protected override void Read(PhraseReader reader) => reader.Read(Input, currency: null);
}

internal sealed class WriteLinesInBulkHandler(IMarketingDb db, BudgetStore store, BudgetWords words)
    : IRequestHandler<WriteLinesInBulk, Result<BulkResponse>>
{
    public async Task<Result<BulkResponse>> Handle(WriteLinesInBulk command, CancellationToken cancellationToken)
    {
        var opened = await store.OpenDraftAsync(command.BudgetId, command.ExpectedVersion, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var (budget, draft) = opened.Value;
        var read = command.Phrases.Read(command.Input, budget.Currency);
        var batch = new LineBatch(budget, await store.LinesAsync(budget.Id, cancellationToken), read.Content.Items);
        foreach (var fault in read.Contradictions)
        {
            batch.Refuse(fault);
        }

        batch.Apply();
        if (command.Input.Mode == BulkMode.Atomic && batch.Faults.ToList() is { Count: > 0 } faults)
        {
            return new BulkRefused(faults);
        }

        var written = batch.Written;
        if (
            await words.LinkAsync([.. written.Select(each => each.Line)], i => $"/items/{written[i].Index}", cancellationToken) is
            { } unknown
        )
        {
            return unknown;
        }

        db.BudgetLines.AddRange(batch.Added);
        if (db.HasChanges)
        {
            budget.CountContent(draft);
        }

        await db.SaveChangesAsync(cancellationToken);
        return new BulkResponse { Results = [.. batch.Results] };
    }
}

/// <summary>The lines of a budget while a bulk is applied to them.</summary>
internal sealed class LineBatch(Budget budget, List<BudgetLine> lines, IReadOnlyList<BudgetLineItem> items)
{
    private readonly List<RuleFault>[] _faults = [.. items.Select(_ => new List<RuleFault>())];
    private readonly Dictionary<int, (BudgetLine Line, BudgetLineTerms? Before)> _applied = [];

    public IEnumerable<BudgetLine> Added => _applied.Values.Where(each => each.Before is null).Select(each => each.Line);

    /// <summary>The lines that items have written, with the places of the items.</summary>
    public IReadOnlyList<(int Index, BudgetLine Line)> Written =>
        [.. _applied.Where(each => _faults[each.Key].Count == 0).Select(each => (each.Key, each.Value.Line))];

    public IEnumerable<RuleFault> Faults => _faults.SelectMany((faults, i) => faults.Select(fault => fault.Under($"/items/{i}")));

    public IEnumerable<BulkResult> Results =>
        items.Select(
            (item, i) =>
                new BulkResult
                {
                    Index = i,
                    Ref = item.Ref,
                    Status =
                        _faults[i].Count > 0 ? BulkStatus.Failed
                        : _applied[i].Before is null ? BulkStatus.Created
                        : BulkStatus.Updated,
                    Id = _faults[i].Count > 0 ? null : _applied[i].Line.Id.Value,
                    Problem = _faults[i].Count > 0 ? BulkProblem.Of(new RulesBroken(_faults[i]), i) : null,
                }
        );

    /// <summary>Notes a fault that points into the items.</summary>
    public void Refuse(RuleFault fault)
    {
        var at = fault.Pointer.Split('/');
        var index = int.Parse(at[2], System.Globalization.CultureInfo.InvariantCulture);
        _faults[index].Add(fault with { Pointer = fault.Pointer[$"/items/{index}".Length..] });
    }

    /// <summary>Applies the items, and takes those back that do not fit the other lines, until the rest does.</summary>
    public void Apply()
    {
        var byCode = lines.ToDictionary(line => line.CodeKey);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            if (!seen.Add(Budget.KeyOf(items[i].Code)))
            {
                _faults[i].Add(RuleFault.Of("/code", "budget.lineCodeTaken", ("code", items[i].Code)));
            }
            else if (_faults[i].Count == 0)
            {
                Write(i, byCode);
            }
        }

        while (Misfits().ToList() is { Count: > 0 } misfits)
        {
            foreach (var (index, fault) in misfits)
            {
                _faults[index].Add(fault);
            }

            foreach (var index in misfits.Select(each => each.Index).Distinct())
            {
                TakeBack(index);
            }
        }
    }

    private void Write(int index, Dictionary<string, BudgetLine> byCode)
    {
        var terms = items[index].Alone();
        if (byCode.TryGetValue(Budget.KeyOf(terms.Code), out var line))
        {
            var before = line.Terms;
            Note(line.Write(terms, budget.Currency).Error, index, line, before);
        }
        else if (lines.Count >= Budget.MaxLines)
        {
            Note(new TooManyBudgetLines(Budget.MaxLines, ""), index, null!, null);
        }
        else
        {
            var added = BudgetLine.Add(budget, lines.Count == 0 ? 1 : lines[^1].Position + 1, terms);
            Note(added.Error, index, added.Succeeded ? added.Value : null!, null);
            if (added.Succeeded)
            {
                lines.Add(added.Value);
            }
        }
    }

    private void Note(Error? refused, int index, BudgetLine line, BudgetLineTerms? before)
    {
        if (refused is null)
        {
            _applied.Add(index, (line, before));
        }
        else
        {
            _faults[index].AddRange(refused.Faults);
        }
    }

    /// <summary>Returns what is wrong between the lines, for each item that can be taken back.</summary>
    private IEnumerable<(int Index, RuleFault Fault)> Misfits()
    {
        var content = BudgetStore.ContentOf(budget, lines);
        var indexes = _applied.ToDictionary(each => each.Value.Line.Id, each => each.Key);
        var structure = content.CheckStructure().ToList();
        var spread =
            structure.Count > 0
                ? []
                : content.Lines.SelectMany((line, i) => content.CheckSpread(line).Select(fault => fault.Under($"/lines/{i}")));
        foreach (var fault in structure.Concat(spread))
        {
            var at = fault.Pointer.Split('/');
            var line = lines[int.Parse(at[2], System.Globalization.CultureInfo.InvariantCulture)];
            if (indexes.TryGetValue(line.Id, out var index))
            {
                yield return (index, fault with { Pointer = fault.Pointer[$"/lines/{at[2]}".Length..] });
            }
        }
    }

    private void TakeBack(int index)
    {
        var (line, before) = _applied[index];
        _applied.Remove(index);
        if (before is null)
        {
            lines.Remove(line);
        }
        else
        {
            line.Write(before, budget.Currency);
        }
    }
}
