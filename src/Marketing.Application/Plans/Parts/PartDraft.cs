using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Plans.Parts;

/// <summary>A part to be written by a request.</summary>
internal sealed class PartDraft
{
    private readonly Lazy<IReadOnlyList<ContentNode>> _nodes;

    /// <param name="part">The part: new, loaded, or deleted and about to be restored.</param>
    /// <param name="content">The new content, without its ref and with its phrases read.</param>
    public PartDraft(PlanPart part, PlanPartContent content)
    {
        (Part, Content, Section) = (part, content, PlanSections.Find(part.Section)!);
        IsAdded = part.Version == 0 || part.DeletedAt is not null;
        _nodes = new(() => ContentTree.Nodes(content));
    }

    public PlanPart Part { get; }

    public PlanSection Section { get; }

    /// <summary>The new content. Refs are filled in during validation.</summary>
    public PlanPartContent Content { get; set; }

    /// <summary>The ref that the client sent; null to keep or generate one.</summary>
    public string? GivenRef { get; init; }

    /// <summary>The new ref; null until refs are assigned.</summary>
    public PartRef? Ref { get; set; }

    /// <summary>The previous content; null if the part is new or was deleted.</summary>
    public PlanPartContent? Before { get; init; }

    /// <summary>The members of the content that contradict the words beside them.</summary>
    public IReadOnlyList<RuleFault> Contradictions { get; init; } = [];

    /// <summary>JSON pointer to the part in the request.</summary>
    public string Pointer { get; init; } = "";

    /// <summary>JSON pointer to its content in the request.</summary>
    public string ContentPointer { get; init; } = "";

    /// <summary>Whether to keep the stored content: a newer build wrote it, and the request does not change it.</summary>
    public bool KeepsContent { get; init; }

    /// <summary>Whether the request adds the part, by creating or restoring it.</summary>
    public bool IsAdded { get; }

    /// <summary>All values inside the content as the client sent it.</summary>
    public IReadOnlyList<ContentNode> Nodes => _nodes.Value;

    /// <summary>The items with refs inside the content, each with its pointer.</summary>
    public IEnumerable<(string Pointer, IPlanItem Item)> Items =>
        !KeepsContent && ContentTree.HoldsItems(Section.Content)
            ? from node in Nodes
            where node.Value is IPlanItem
            select (ContentPointer + node.Pointer, (IPlanItem)node.Value)
            : [];

    /// <summary>The refs that must belong to other parts, each with its pointer.</summary>
    public IEnumerable<(string Pointer, string Ref, PlanSectionName Section)> References =>
        from node in Nodes
        where node.Reference is not null
        select (ContentPointer + node.Pointer, (string)node.Value, node.Reference!.Section);
}

/// <summary>All parts that a request writes to one plan.</summary>
internal sealed class PartDrafts
{
    public required OpenPlan Plan { get; init; }

    public required IReadOnlyList<PartDraft> Drafts { get; init; }

    /// <summary>The parts that the request deletes.</summary>
    public IReadOnlyCollection<PlanPart> Leaving { get; init; } = [];

    /// <summary>Other parts of the plan that the request refers to, or whose refs it claims, by ref key.</summary>
    public Dictionary<string, PartTarget> Others { get; } = new(StringComparer.Ordinal);

    /// <summary>The parts whose refs and items the request decides.</summary>
    public HashSet<PlanPartId> Own => [.. Written.Select(draft => draft.Part.Id), .. Leaving.Select(part => part.Id)];

    /// <summary>The drafts whose content is written.</summary>
    public IEnumerable<PartDraft> Written => Drafts.Where(draft => !draft.KeepsContent);

    /// <summary>
    /// Returns the parts that the plan will have after the request, if the request refers to them, by ref key. A ref that is given twice
    /// names the first part.
    /// </summary>
    public Dictionary<string, PartTarget> Targets()
    {
        var targets = new Dictionary<string, PartTarget>(StringComparer.Ordinal);
        foreach (var draft in Drafts)
        {
            if (draft.Ref is { } known)
            {
                targets.TryAdd(known.Key, new PartTarget(draft.Part.Id, draft.Section.Name, known.Text));
            }
        }

        foreach (var (key, other) in Others)
        {
            targets.TryAdd(key, other);
        }

        return targets;
    }
}

/// <summary>A part that other parts can refer to.</summary>
internal sealed record PartTarget(PlanPartId Id, string Section, string Ref);
