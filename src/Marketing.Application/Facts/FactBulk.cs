using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Facts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Facts;

/// <summary>What became of one item of a bulk.</summary>
internal sealed record FactOutcome(FactStatus Status, Guid? Id, int? Version)
{
    public Error? Error { get; private init; }

    public static FactOutcome Refused(Error error) => new(FactStatus.Failed, null, null) { Error = error };

    /// <summary>Returns the outcome of a fact that was written.</summary>
    /// <param name="id">The fact.</param>
    /// <param name="version">Number of steps in its history.</param>
    /// <param name="op">The last step; null if nothing changed.</param>
    public static FactOutcome Of(Guid id, int version, FactOp? op) =>
        new(
            op switch
            {
                FactOp.Created => FactStatus.Created,
                FactOp.Restated => FactStatus.Updated,
                FactOp.Retracted => FactStatus.Retracted,
                _ => FactStatus.Unchanged,
            },
            id,
            version
        );
}

/// <summary>What all bulks of facts do alike: take the source's guard, judge repeated items, and report the outcome.</summary>
internal sealed class FactBulk(IMarketingDb db, RequestContext context, ResponseMapper responses)
{
    /// <summary>Lets bulks of a source run one after another. Call it before reading what the source has reported.</summary>
    public async Task LockAsync(FactKind kind, string source, CancellationToken ct)
    {
        var rows = db.FactSources.Where(row => row.Kind == kind && row.Name == source);
        if (await rows.GuardAsync(row => row.SetProperty(r => r.Taken, r => r.Taken + 1), ct) == 0)
        {
            // The first bulk of the source. Of several at once, one succeeds; the others run again.
            db.FactSources.Add(
                new FactSource
                {
                    WorkspaceId = context.WorkspaceId,
                    Kind = kind,
                    Name = source,
                }
            );
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>Puts the entries of a bulk into a batch, saves, and returns the batch; null without entries.</summary>
    public async Task<FactBatchResponse?> SaveAsync(FactKind kind, string source, IReadOnlyList<IFactEntry> entries, CancellationToken ct)
    {
        if (entries.Count == 0)
        {
            await db.SaveChangesAsync(ct);
            return null;
        }

        var batch = FactBatch.Of(context.WorkspaceId, kind, source);
        db.FactBatches.Add(batch);
        foreach (var (entry, i) in entries.Select((entry, i) => (entry, i)))
        {
            batch.Count(entry.Op);
            (entry.BatchId, entry.Place) = (batch.Id, i + 1);
            (entry.ActorId, entry.ActorName) = (context.Caller.ActorId, context.Caller.DisplayName);
            db.Log.Append(entry);
        }

        await db.SaveChangesAsync(ct);
        return responses.Map<FactBatch, FactBatchResponse>(batch);
    }

    /// <summary>Returns the first item with the same key for each item that repeats one.</summary>
    public static IReadOnlyDictionary<int, int> RepeatedIn(IEnumerable<byte[]?> keys)
    {
        var (first, repeated) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<int, int>());
        foreach (var (key, i) in keys.Select((key, i) => (key, i)))
        {
            if (key is not null && !first.TryAdd(Convert.ToHexString(key), i))
            {
                repeated.Add(i, first[Convert.ToHexString(key)]);
            }
        }

        return repeated;
    }

    /// <summary>Returns why nothing of an atomic bulk is applied; null if all of it can be, or if the bulk is not atomic.</summary>
    public static Error? WhyRefused(BulkMode mode, IReadOnlyList<FactOutcome> outcomes)
    {
        if (mode != BulkMode.Atomic || outcomes.All(outcome => outcome.Error is null))
        {
            return null;
        }

        var repeated = outcomes.Where(outcome => outcome.Error is FactRepeated).ToList();
        return repeated.Count > 0
            ? new FactsRepeated(FaultsOf(outcomes, outcome => outcome.Error is FactRepeated))
            : new BulkRefused(FaultsOf(outcomes, outcome => outcome.Error is not null));
    }

    public static FactBulkResponse ResponseOf(IReadOnlyList<string?> refs, IReadOnlyList<FactOutcome> outcomes, FactBatchResponse? batch) =>
        new()
        {
            Batch = batch,
            Results =
            [
                .. outcomes.Select(
                    (outcome, i) =>
                        new FactResult
                        {
                            Index = i,
                            Ref = refs[i],
                            Status = outcome.Status,
                            Id = outcome.Id,
                            Version = outcome.Version,
                            Problem = outcome.Error is { } error ? BulkProblem.Of(error, i) : null,
                        }
                ),
            ],
        };

    private static List<RuleFault> FaultsOf(IReadOnlyList<FactOutcome> outcomes, Func<FactOutcome, bool> which) =>
        [
            .. from item in outcomes.Select((outcome, i) => (Outcome: outcome, Index: i))
            where which(item.Outcome)
            from fault in BulkRefused.FaultsOf(item.Outcome.Error!, item.Index)
            select fault,
        ];
}

/// <summary>An earlier item of the bulk is about the same fact.</summary>
public sealed record FactRepeated(int First) : ConflictError("bulk.itemRepeated");

/// <summary>Items of an atomic bulk are about the same fact, so nothing was applied.</summary>
public sealed record FactsRepeated(IReadOnlyList<RuleFault> Repeated) : ConflictError("bulk.itemsRepeated")
{
    public override IReadOnlyList<RuleFault> Faults => Repeated;
}
