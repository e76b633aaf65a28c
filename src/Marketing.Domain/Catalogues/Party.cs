using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

public readonly record struct PartyId(Guid Value) : IEntityId<PartyId>
{
    public static PartyId From(Guid value) => new(value);

    public int CompareTo(PartyId other) => Value.CompareTo(other.Value);
}

/// <summary>Kinds of parties.</summary>
public enum PartyKind
{
    /// <summary>A department, such as 市场部.</summary>
    Department,

    /// <summary>A team within a department or across departments.</summary>
    Team,

    /// <summary>A position, such as 市场总监, regardless of its holder.</summary>
    Position,

    /// <summary>A named person.</summary>
    Person,

    /// <summary>A project group or committee.</summary>
    Group,

    /// <summary>A group of unknown size, such as 各任务负责人.</summary>
    Collective,

    /// <summary>Another company or institution.</summary>
    Organisation,
}

/// <summary>A person or group that plans name as owner, participant, approver or audience.</summary>
public sealed class Party : SyncedEntry<PartyId>
{
    /// <summary>The maximum depth of the hierarchy: a party has at most one ancestor fewer.</summary>
    public const int MaxLevels = 50;

    protected override string TypeName => ResourceTypes.Party;

    private Party() { }

    private Party(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public PartyKind Kind { get; private set; }

    /// <summary>Department or organisation that the party belongs to.</summary>
    public PartyId? ParentId { get; private set; }

    /// <summary>Whether the party is outside the company.</summary>
    public bool External { get; private set; }

    /// <summary>Contact data, encrypted with the party's own key. It is unreadable once that key is erased.</summary>
    [Personal]
    public string? SealedContact { get; private set; }

    /// <summary>Party that this party was merged into.</summary>
    public PartyId? MergedIntoId { get; private set; }

    public static Party Register(
        WorkspaceId workspaceId,
        PartyKind kind,
        string? code,
        string name,
        IEnumerable<string> aliases,
        bool external = false
    )
    {
        var party = new Party(workspaceId) { Kind = kind, External = external };
        party.Call(code, name, aliases);
        return party;
    }

    public void Describe(PartyKind kind, bool external) => (Kind, External) = (kind, external);

    /// <summary>Moves the party, with all parties below it, under another one.</summary>
    /// <param name="parentId">The new parent.</param>
    /// <param name="ancestors">The new parent and all its ancestors.</param>
    /// <param name="levelsBelow">The number of levels below this party.</param>
    public Result<Done> PutUnder(PartyId parentId, IReadOnlyCollection<PartyId> ancestors, int levelsBelow)
    {
        if (ancestors.Contains(Id))
        {
            return new PartyHierarchyCycle(Id.Value);
        }

        if (ancestors.Count + 1 + levelsBelow > MaxLevels)
        {
            return new PartyHierarchyTooDeep(MaxLevels);
        }

        ParentId = parentId;
        return Done.Now;
    }

    /// <summary>Moves the party to the top of the hierarchy.</summary>
    public void PutOnTop() => ParentId = null;

    /// <summary>Sets the parent after the previous one was merged into it.</summary>
    public void FollowParent(PartyId parentId) => ParentId = parentId;

    public void SealContact(string? sealedContact) => SealedContact = sealedContact;

    /// <summary>Merges the party into <paramref name="target"/> and deletes it. The target takes over the freed names.</summary>
    public Result<Done> MergeInto(Party target, DateTime at)
    {
        if (target.Id == Id)
        {
            return new PartyMergedIntoItself(Id.Value);
        }

        MergedIntoId = target.Id;
        Delete(at);
        return Done.Now;
    }

    /// <summary>Adds the names of <paramref name="merged"/> as aliases, and takes its code if this party has none.</summary>
    public Result<Done> TakeOver(Party merged)
    {
        Absorb(merged);
        return Aliases.Count > CatalogueName.MaxAliases ? new PartyHasTooManyNames(CatalogueName.MaxAliases) : Done.Now;
    }

    /// <summary>Gives back the names of a party that was merged into this one, so that each name means one party again.</summary>
    public void GiveBack(Party merged) => Release(merged);

    public override void Restore()
    {
        base.Restore();
        MergedIntoId = null;
    }
}

public sealed record PartyNotFound(Guid Id) : NotFoundError("party.notFound");

public sealed record PartyHierarchyCycle(Guid Id, string Pointer = "/parentId") : RuleError("party.hierarchyCycle");

/// <summary>The hierarchy would have more levels than allowed.</summary>
public sealed record PartyHierarchyTooDeep(int Max, string Pointer = "/parentId") : RuleError("party.hierarchyTooDeep");

public sealed record PartyMergedIntoItself(Guid Id) : RuleError("party.mergedIntoItself")
{
    public override IReadOnlyList<RuleFault> Faults => [RuleFault.Of("/intoId", Code)];
}

/// <summary>The merged party would exceed the maximum number of aliases.</summary>
public sealed record PartyHasTooManyNames(int Max) : RuleError("party.tooManyNames")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/intoId", Code, Args)];
}
