using Marketing.Application.Budgets;
using Marketing.Domain.Access;
using Marketing.Domain.BulkJobs;
using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Application.BulkJobs;

/// <summary>A row of a job: an item, or the problem that makes it unreadable.</summary>
/// <param name="Number">Number in the job, starting with 1.</param>
/// <param name="Item">The item; null if the row cannot be read.</param>
/// <param name="Problem">Why it cannot be read; null if it can.</param>
public sealed record BulkRow(long Number, object? Item, BulkProblem? Problem);

/// <summary>Reads rows as strictly as request bodies are read.</summary>
public interface IBulkRows
{
    /// <summary>Returns the names of columns that the items do not have, and the names that are allowed.</summary>
    (IReadOnlyList<string> Unknown, IReadOnlyList<string> Allowed) CheckHeader(Type item, string header);

    /// <summary>Reads the rows of a chunk.</summary>
    /// <param name="item">The type of the items.</param>
    /// <param name="job">The job, with format and header.</param>
    /// <param name="chunk">The chunk.</param>
    IReadOnlyList<BulkRow> Read(Type item, BulkJob job, BulkJobChunk chunk);
}

/// <summary>What became of a row.</summary>
public enum BulkEffect
{
    /// <summary>It created something.</summary>
    Created,

    /// <summary>It changed something.</summary>
    Updated,

    /// <summary>It had been applied before.</summary>
    Unchanged,

    /// <summary>It was refused.</summary>
    Refused,
}

/// <summary>What became of an item of a chunk.</summary>
/// <param name="Effect">What became of it.</param>
/// <param name="Ref">The client's name for it.</param>
/// <param name="Problem">Why it was refused; null if it was not.</param>
public sealed record BulkOutcome(BulkEffect Effect, string? Ref, BulkProblem? Problem);

/// <summary>What a job can consist of. Implementations in this assembly are found without being registered.</summary>
public interface IBulkKind
{
    BulkJobKind Kind { get; }

    /// <summary>The scope that the owner needs.</summary>
    string Scope { get; }

    /// <summary>The type of the items.</summary>
    Type Item { get; }

    /// <summary>Whether a job needs to name its source.</summary>
    bool HasSource { get; }

    /// <summary>Applies items in the current unit of work, each on its own.</summary>
    /// <param name="source">The source of the job; null if the kind has none.</param>
    /// <param name="items">The items.</param>
    /// <param name="ct">Cancels the statements.</param>
    /// <returns>An outcome for each item, in their order.</returns>
    Task<Result<IReadOnlyList<BulkOutcome>>> ApplyAsync(string? source, IReadOnlyList<object> items, CancellationToken ct);
}

/// <summary>Money spent, as in <c>POST /v1/actuals/bulk</c>.</summary>
internal sealed class ActualRows(ISender sender) : IBulkKind
{
    public BulkJobKind Kind => BulkJobKind.Actuals;

    public string Scope => Scopes.LedgerWrite;

    public Type Item => typeof(ActualItem);

    public bool HasSource => false;

    public async Task<Result<IReadOnlyList<BulkOutcome>>> ApplyAsync(string? source, IReadOnlyList<object> items, CancellationToken ct)
    {
        var input = new BulkActualInput { Mode = BulkMode.Independent, Items = [.. items.Cast<ActualItem>()] };
        var applied = await sender.Send(new SpendInBulk(input), ct);
        return applied.Succeeded
            ? applied.Value.Results.Select(result => new BulkOutcome(EffectOf(result.Status), result.Ref, result.Problem)).ToList()
            : applied.Error;
    }

    private static BulkEffect EffectOf(BulkStatus status) =>
        status switch
        {
            BulkStatus.Created => BulkEffect.Created,
            BulkStatus.Unchanged => BulkEffect.Unchanged,
            _ => BulkEffect.Refused,
        };
}
