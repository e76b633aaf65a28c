using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Domain.Occurrences;

/// <summary>How far the occurrences of a plan are stored. Written by background work only.</summary>
public sealed class OccurrenceRun : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    public PlanId PlanId { get; init; }

    /// <summary>The last day whose occurrences are stored.</summary>
    public DateOnly Through { get; set; }

    /// <summary>When that day ends in the time zone of the plan: there is nothing to do before, unless something changes.</summary>
    public DateTime NextAt { get; set; }

    /// <summary>Changes of the plan up to this time were considered.</summary>
    public DateTime CheckedAt { get; set; }
}
