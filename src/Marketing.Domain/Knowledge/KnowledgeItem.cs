using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Domain.Knowledge;

public readonly record struct KnowledgeItemId(Guid Value) : IEntityId<KnowledgeItemId>
{
    public static KnowledgeItemId From(Guid value) => new(value);

    public int CompareTo(KnowledgeItemId other) => Value.CompareTo(other.Value);
}

/// <summary>Kinds of knowledge.</summary>
public enum KnowledgeItemKind
{
    /// <summary>Something learned that others can use.</summary>
    Lesson,

    /// <summary>The review of a phase: what went well, what did not, and why.</summary>
    PhaseReview,

    /// <summary>A change of strategy, with the evidence for it.</summary>
    StrategyChange,
}

/// <summary>
/// Something that people have learned, so that others find it: lessons, reviews of phases, changes of strategy with their evidence. It
/// belongs to no revision and stays when its plan ends.
/// </summary>
public sealed class KnowledgeItem : Resource<KnowledgeItemId>
{
    public const int TitleLength = 300;
    public const int TextLength = 20_000;
    public const int EvidenceLength = 2_000;
    public const int SourceLength = 1_000;
    public const int TagLength = 50;
    public const int MaxTags = 30;

    protected override string TypeName => ResourceTypes.KnowledgeItem;

    protected override Guid? Parent => PlanId?.Value;

    private KnowledgeItem() { }

    private KnowledgeItem(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public KnowledgeItemKind Kind { get; private set; }

    public string Title { get; private set; } = "";

    public string Text { get; private set; } = "";

    public IReadOnlyList<string> Tags { get; private set; } = [];

    public PlanId? PlanId { get; private set; }

    /// <summary>Ref of the phase that is reviewed.</summary>
    public string? PhaseRef { get; private set; }

    /// <summary>The data that a change of strategy is based on.</summary>
    public string? Evidence { get; private set; }

    /// <summary>Where the knowledge comes from, such as a report or an address.</summary>
    public string? Source { get; private set; }

    public PartyId? OwnerId { get; private set; }

    /// <summary>When the owner should have applied or checked it.</summary>
    public DateOnly? DueDate { get; private set; }

    /// <summary>Normalised title, for sorting.</summary>
    [NotAudited]
    public string TitleKey { get; private set; } = "";

    /// <summary>Normalised title, tags and text.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    public static Result<KnowledgeItem> Record(WorkspaceId workspaceId, KnowledgeContent content)
    {
        var item = new KnowledgeItem(workspaceId);
        return item.Write(content) is { Succeeded: false, Error: var error } ? error : item;
    }

    /// <summary>Replaces what it says.</summary>
    public Result<Done> Write(KnowledgeContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Check().ToList() is { Count: > 0 } faults)
        {
            return new RulesBroken(faults);
        }

        (Kind, Title, Text, PlanId, PhaseRef) = (content.Kind, content.Title, content.Text, content.PlanId, content.PhaseRef);
        (Evidence, Source, OwnerId, DueDate) = (content.Evidence, content.Source, content.OwnerId, content.DueDate);
        Tags = [.. content.Tags.Select(tag => tag.Trim()).DistinctBy(CatalogueName.Key)];
        TitleKey = CatalogueName.Key(Title);
        SearchText = Domain.Text.SearchText.Normalise(string.Join('\n', [Title, .. Tags, Text, Evidence ?? "", Source ?? ""]));
        return Done.Now;
    }

    /// <summary>Names another party as owner.</summary>
    public void Assign(PartyId owner) => OwnerId = owner;
}

/// <summary>What a knowledge item says.</summary>
public sealed record KnowledgeContent
{
    public required KnowledgeItemKind Kind { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public PlanId? PlanId { get; init; }

    public string? PhaseRef { get; init; }

    public string? Evidence { get; init; }

    public string? Source { get; init; }

    public PartyId? OwnerId { get; init; }

    public DateOnly? DueDate { get; init; }

    /// <summary>Returns the rules that a schema cannot check: a phase belongs to a plan.</summary>
    public IEnumerable<RuleFault> Check()
    {
        if (PhaseRef is not null && PlanId is null)
        {
            yield return RuleFault.Of("/planId", "knowledgeItem.phaseWithoutPlan", ("ref", PhaseRef));
        }
    }
}

public sealed record KnowledgeItemNotFound(Guid Id) : NotFoundError("knowledgeItem.notFound");
