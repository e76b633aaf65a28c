using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Plans.Revisions;

/// <summary>
/// Reads the content of plans in one view, so that document, sections, check and schedule need not know where it is stored.
/// </summary>
internal interface IPlanContentReader
{
    /// <summary>Reads all content with its version, as it was at one moment.</summary>
    Task<Result<PlanContent>> ReadAsync(PlanId id, CancellationToken ct);

    /// <summary>Reads one section with versions and stamps.</summary>
    Task<Result<List<PartRow>>> ReadSectionAsync(PlanId id, PlanSectionName section, CancellationToken ct);

    /// <summary>Reads the content version alone.</summary>
    Task<Result<long>> ReadVersionAsync(PlanId id, CancellationToken ct);
}

internal static class PlanContentReaders
{
    /// <summary>Returns the reader of a view; of the working copy if none is given.</summary>
    public static IPlanContentReader Content(this IMarketingDb db, ContentView? view) =>
        view is null || view == ContentView.Working ? new WorkingContentReader(db) : new SnapshotReader(db, view);
}
