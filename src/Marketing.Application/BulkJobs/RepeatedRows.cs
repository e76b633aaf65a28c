using Marketing.Application.Facts;
using Marketing.Domain.Common;

namespace Marketing.Application.BulkJobs;

/// <summary>
/// Applies rows about the same resource or fact one after another, because chunks would otherwise decide which of them are refused as
/// repeated. The last row counts, whatever chunk it is in.
/// </summary>
internal static class RepeatedRows
{
    private static readonly string Repeated = new FactRepeated(0).Code;

    /// <summary>Applies rows with a bulk, and those that it refuses as repeated with the next one.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="apply">Applies rows, each on its own. It never refuses the first of several rows about a record as repeated.</param>
    public static async Task<Result<IReadOnlyList<BulkOutcome>>> ApplyAsync<TItem>(
        IReadOnlyList<TItem> rows,
        Func<IReadOnlyList<TItem>, Task<Result<IReadOnlyList<BulkOutcome>>>> apply
    )
    {
        var outcomes = new BulkOutcome[rows.Count];
        var open = Enumerable.Range(0, rows.Count).ToList();
        while (open.Count > 0)
        {
            var applied = await apply([.. open.Select(i => rows[i])]);
            if (!applied.Succeeded)
            {
                return applied.Error;
            }

            foreach (var (row, outcome) in open.Zip(applied.Value))
            {
                outcomes[row] = outcome;
            }

            open = open.FindAll(row => outcomes[row].Problem?.Code == Repeated);
        }

        return outcomes;
    }
}
