using Marketing.Domain.Common;

namespace Marketing.Domain.Workspaces;

/// <summary>
/// A row that holds an invariant over several rows of a workspace. A unit of work that could break the invariant updates the guard before
/// it reads what the invariant depends on, so that such units run one after another.
/// </summary>
public sealed class WorkspaceGuard : IWorkspaceOwned
{
    public const int NameLength = 50;

    /// <summary>The last administrator stays: taken by whatever takes the role from a member.</summary>
    public const string Administrators = "administrators";

    /// <summary>No party is above itself, and the hierarchy has a maximum depth: taken by whatever gives a party a parent.</summary>
    public const string PartyHierarchy = "partyHierarchy";

    /// <summary>
    /// The standard metrics are added once. Unique codes and names hold this too, but requests in several languages would insert them in
    /// different orders, and deadlock.
    /// </summary>
    public const string StandardMetrics = "standardMetrics";

    /// <summary>Four eyes: taken by whatever changes a delegation, and by every decision, which depends on delegations.</summary>
    public const string Delegations = "delegations";

    /// <summary>A member is owned by one system: taken by whatever changes what a system owns.</summary>
    public const string SyncSystems = "syncSystems";

    private static readonly string[] All = [Administrators, Delegations, PartyHierarchy, StandardMetrics, SyncSystems];

    /// <summary>The names of the guards that every workspace has.</summary>
    public static IReadOnlyList<string> Names => All;

    public WorkspaceId WorkspaceId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>How often the guard was taken.</summary>
    public long Taken { get; init; }

    /// <summary>Creates the guards of a new workspace.</summary>
    public static IEnumerable<WorkspaceGuard> Of(WorkspaceId workspaceId) => All.Select(name => New(workspaceId, name));

    /// <summary>Creates one guard.</summary>
    /// <exception cref="ArgumentException">There is no guard with this name.</exception>
    public static WorkspaceGuard New(WorkspaceId workspaceId, string name) =>
        All.Contains(name)
            ? new WorkspaceGuard { WorkspaceId = workspaceId, Name = name }
            : throw new ArgumentException($"There is no guard named {name}.", nameof(name));
}
