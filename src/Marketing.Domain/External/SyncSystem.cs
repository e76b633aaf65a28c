using Marketing.Domain.Common;

namespace Marketing.Domain.External;

public readonly record struct SyncSystemId(Guid Value) : IEntityId<SyncSystemId>
{
    public static SyncSystemId From(Guid value) => new(value);

    public int CompareTo(SyncSystemId other) => Value.CompareTo(other.Value);
}

/// <summary>A system that campaigns are synchronised with, and the members that it owns: nobody else writes these.</summary>
public sealed class SyncSystem : Resource<SyncSystemId>
{
    public const int MaxMembers = 50;
    public const int MemberLength = 50;

    protected override string TypeName => ResourceTypes.SyncSystem;

    private SyncSystem() { }

    public SyncSystem(WorkspaceId workspaceId, string name)
        : base(workspaceId) => System = name;

    public string System { get; private set; } = "";

    /// <summary>Names of the members of campaigns that the system owns.</summary>
    public IReadOnlyList<string> OwnedMembers { get; private set; } = [];

    /// <summary>Replaces the members that the system owns.</summary>
    public void Own(IEnumerable<string> members) => OwnedMembers = [.. members.Distinct(StringComparer.Ordinal)];
}

public sealed record SyncSystemNotFound(string System) : NotFoundError("syncSystem.notFound");

/// <summary>Another system owns the member.</summary>
public sealed record SyncMemberTaken(string Member, string System, string Pointer) : ConflictError("syncSystem.memberTaken");
