using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Application.Facts;
using Marketing.Domain.Common;
using Marketing.Domain.Facts;
using Marketing.Domain.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Results;

/// <summary>Reports, restates and retracts daily results of campaigns.</summary>
public sealed record ReportResults(BulkResultInput Input) : ICommand<FactBulkResponse>;

/// <summary>
/// Applies a bulk in one transaction. The guard of the source orders bulks of the source; the rows of the campaigns keep them from being
/// deleted while results are reported.
/// </summary>
internal sealed class ReportResultsHandler(IMarketingDb db, RequestContext context, FactBulk bulk, ResultSubjects subjects)
    : IRequestHandler<ReportResults, Result<FactBulkResponse>>
{
    /// <summary>Number of results that a replaced scope takes back at most.</summary>
    private const int MostRetracted = 10_000;

    public async Task<Result<FactBulkResponse>> Handle(ReportResults command, CancellationToken cancellationToken)
    {
        var input = command.Input;
        if (input.ReplaceScope is { } days && days.To < days.From)
        {
            return new ScopeNotRising(days.From, days.To);
        }

        await bulk.LockAsync(FactKind.Results, input.Source, cancellationToken);
        var named = await subjects.ReadAsync(input.Items, cancellationToken);
        var found = input.Items.Select(item => named.Find(item, input.ReplaceScope)).ToList();
        var keys = found.Select(subject => subject.Succeeded ? subject.Value.KeyOf(input.Source) : null).ToList();
        var repeated = FactBulk.RepeatedIn(keys);
        var known = await KnownAsync(keys, cancellationToken);
        var entries = new List<ResultEntry>();
        var outcomes = input
            .Items.Select(
                (item, i) =>
                    found[i].Error is { } refused ? FactOutcome.Refused(refused)
                    : repeated.TryGetValue(i, out var first) ? FactOutcome.Refused(new FactRepeated(first))
                    : Apply(named, item, input.Source, found[i].Value, known.GetValueOrDefault(Convert.ToHexString(keys[i]!)), entries)
            )
            .ToList();
        if (FactBulk.WhyRefused(input.Mode, outcomes) is { } nothing)
        {
            return nothing;
        }

        var retracted = await RetractOthersAsync(input, keys, entries, cancellationToken);
        if (!retracted.Succeeded)
        {
            return retracted.Error;
        }

        var batch = await bulk.SaveAsync(FactKind.Results, input.Source, entries, cancellationToken);
        return FactBulk.ResponseOf([.. input.Items.Select(item => item.Ref)], outcomes, batch) with { RetractedByScope = retracted.Value };
    }

    private FactOutcome Apply(
        NamedSubjects named,
        ResultItem item,
        string source,
        ResultSubject subject,
        DailyResult? known,
        List<ResultEntry> entries
    )
    {
        if (item.Missing().ToList() is { Count: > 0 } faults)
        {
            return FactOutcome.Refused(new RulesBroken(faults));
        }

        var retracts = item.Op == FactAction.Retract;
        if (known is null && retracts)
        {
            return FactOutcome.Refused(new ResultUnknown());
        }

        if (known?.IsNewerThan(item.SourceExportedAt) == true)
        {
            return new FactOutcome(FactStatus.Stale, known.Id.Value, known.Version);
        }

        if (known is null)
        {
            db.Results.Add(known = DailyResult.New(context.WorkspaceId, source, subject));
        }

        var steps = known.Report(retracts ? null : item.ToFigures(named.MetricsOf(item)), item.SourceExportedAt);
        entries.AddRange(steps);
        return FactOutcome.Of(known.Id.Value, known.Version, steps.Count == 0 ? null : steps[^1].Op);
    }

    /// <summary>Retracts what the source reported for the replaced days and does not repeat, unless a newer export said it.</summary>
    private async Task<Result<int>> RetractOthersAsync(
        BulkResultInput input,
        IEnumerable<byte[]?> keys,
        List<ResultEntry> entries,
        CancellationToken ct
    )
    {
        if (input.ReplaceScope is not { } scope)
        {
            return 0;
        }

        var repeated = keys.OfType<byte[]>().ToList();
        var exportedAt = input.Items.Max(item => item.SourceExportedAt);
        var others = await db
            .Results.Where(row => row.Source == input.Source && row.Date >= scope.From && row.Date <= scope.To && !row.IsRetracted)
            .Where(row => !repeated.Contains(row.Key))
            .OrderBy(row => row.Date)
            .Take(MostRetracted + 1)
            .ToListAsync(ct);
        if (others.Count > MostRetracted)
        {
            return new ScopeTooLarge(MostRetracted);
        }

        var older = others.Where(row => !row.IsNewerThan(exportedAt)).ToList();
        entries.AddRange(older.SelectMany(row => row.Report(null, exportedAt)));
        return older.Count;
    }

    private async Task<Dictionary<string, DailyResult>> KnownAsync(IEnumerable<byte[]?> keys, CancellationToken ct)
    {
        var wanted = keys.OfType<byte[]>().ToList();
        var rows = await db.Results.Where(row => wanted.Contains(row.Key)).ToListAsync(ct);
        return rows.ToDictionary(row => Convert.ToHexString(row.Key));
    }
}
