using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

public readonly record struct PartyId(Guid Value) : IEntityId<PartyId>
{
    public static PartyId From(Guid value) => new(value);

    public int CompareTo(PartyId other) => Value.CompareTo(other.Value);
}

/// <summary>What kind of party it is.</summary>
public enum PartyKind
{
    /// <summary>A department, such as 市场部.</summary>
    Department,

    /// <summary>A team inside or across departments.</summary>
    Team,

    /// <summary>A position, such as 市场总监; whoever holds it.</summary>
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

/// <summary>Whoever plans name as owner, participant, approver or audience.</summary>
public sealed class Party : CatalogueEntry<PartyId>
{
    protected override string TypeName => ResourceTypes.Party;

    private Party()
    {
    }

    private Party(WorkspaceId workspaceId)
        : base(workspaceId)
    {
    }

    public PartyKind Kind { get; private set; }

    /// <summary>The department or organisation it belongs to.</summary>
    public PartyId? ParentId { get; private set; }

    /// <summary>Whether it stands outside the company.</summary>
    public bool External { get; private set; }

    /// <summary>Contact data, sealed with the party's own key; unreadable once that key is erased.</summary>
    [Personal]
    public string? SealedContact { get; private set; }

    /// <summary>The party it was merged into.</summary>
    public PartyId? MergedIntoId { get; private set; }

    public static Party Register(WorkspaceId workspaceId, PartyKind kind, string? code, string name, IEnumerable<string> aliases, bool external = false)
    {
        var party = new Party(workspaceId) { Kind = kind, External = external };
        party.Call(code, name, aliases);
        return party;
    }

    public void Describe(PartyKind kind, bool external) => (Kind, External) = (kind, external);

    /// <summary>Puts it under another party; <paramref name="ancestors"/> are that party and all above it.</summary>
    public Result<Done> PutUnder(PartyId? parentId, IReadOnlyCollection<PartyId> ancestors)
    {
        if (parentId == Id || ancestors.Contains(Id))
        {
            return new PartyHierarchyCycle(Id.Value);
        }

        ParentId = parentId;
        return Done.Now;
    }

    public void SealContact(string? sealedContact) => SealedContact = sealedContact;

    /// <summary>Gives way to <paramref name="target"/>, which takes over its names once they are free.</summary>
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

    /// <summary>Answers to the names of <paramref name="merged"/> too, and to its code where it has none of its own.</summary>
    public Result<Done> TakeOver(Party merged)
    {
        Absorb(merged);
        return Aliases.Count > CatalogueName.MaxAliases ? new PartyHasTooManyNames(CatalogueName.MaxAliases) : Done.Now;
    }

    public override void Restore()
    {
        base.Restore();
        MergedIntoId = null;
    }
}

public sealed record PartyNotFound(Guid Id) : NotFoundError("party.notFound");

public sealed record PartyHierarchyCycle(Guid Id, string Pointer = "/parentId") : RuleError("party.hierarchyCycle");

public sealed record PartyMergedIntoItself(Guid Id) : RuleError("party.mergedIntoItself")
{
    public override IReadOnlyList<RuleFault> Faults => [RuleFault.Of("/intoId", Code)];
}

/// <summary>The party that would remain of a merge has more aliases than a party may have.</summary>
public sealed record PartyHasTooManyNames(int Max) : RuleError("party.tooManyNames")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/intoId", Code, Args)];
}
