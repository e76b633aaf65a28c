using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Plans.Parts;

/// <summary>A part that a request writes.</summary>
internal sealed class PartDraft
{
    private readonly Lazy<IReadOnlyList<ContentNode>> _nodes;

    /// <param name="part">The part: new, loaded, or deleted and brought back.</param>
    /// <param name="content">Its new content, with phrases read and without its ref.</param>
    public PartDraft(PlanPart part, PlanPartContent content)
    {
        (Part, Content, Section) = (part, content, PlanSections.Find(part.Section)!);
        IsAdded = part.Version == 0 || part.DeletedAt is not null;
        _nodes = new(() => ContentTree.Nodes(content));
    }

    public PlanPart Part { get; }

    public PlanSection Section { get; }

    /// <summary>Its new content. Refs are filled in while it is checked.</summary>
    public PlanPartContent Content { get; set; }

    /// <summary>The ref that the client sent; null to keep the part's own, or to generate one.</summary>
    public string? GivenRef { get; init; }

    /// <summary>Its ref from now on; null until refs are assigned.</summary>
    public PartRef? Ref { get; set; }

    /// <summary>Its content until now; null if it is new or was deleted.</summary>
    public PlanPartContent? Before { get; init; }

    /// <summary>JSON pointer to the part in the request.</summary>
    public string Pointer { get; init; } = "";

    /// <summary>JSON pointer to its content in the request.</summary>
    public string ContentPointer { get; init; } = "";

    /// <summary>Whether the stored content stays, because a newer build wrote it and the request does not change it.</summary>
    public bool KeepsContent { get; init; }

    /// <summary>Whether the part was not there before: it is new, or comes back.</summary>
    public bool IsAdded { get; }

    /// <summary>All values inside the content as the client sent it.</summary>
    public IReadOnlyList<ContentNode> Nodes => _nodes.Value;

    /// <summary>The items inside the content that have refs, each with its pointer.</summary>
    public IEnumerable<(string Pointer, IPlanItem Item)> Items => !KeepsContent && ContentTree.HoldsItems(Section.Content)
        ? from node in Nodes where node.Value is IPlanItem select (ContentPointer + node.Pointer, (IPlanItem)node.Value)
        : [];

    /// <summary>The refs that other parts must have, as the content spells them, each with its pointer.</summary>
    public IEnumerable<(string Pointer, string Ref, PlanSectionName Section)> References =>
        from node in Nodes
        where node.Reference is not null
        select (ContentPointer + node.Pointer, (string)node.Value, node.Reference!.Section);
}

/// <summary>All parts that a request writes in one plan.</summary>
internal sealed class PartDrafts
{
    public required OpenPlan Plan { get; init; }

    public required IReadOnlyList<PartDraft> Drafts { get; init; }

    /// <summary>The parts that the request deletes.</summary>
    public IReadOnlyCollection<PlanPart> Leaving { get; init; } = [];

    /// <summary>The other parts of the plan that the request names, or whose refs it wants, by the key of their ref.</summary>
    public Dictionary<string, PartTarget> Others { get; } = new(StringComparer.Ordinal);

    /// <summary>The parts whose refs and items the request decides.</summary>
    public HashSet<PlanPartId> Own => [.. Written.Select(draft => draft.Part.Id), .. Leaving.Select(part => part.Id)];

    /// <summary>The drafts whose content is written.</summary>
    public IEnumerable<PartDraft> Written => Drafts.Where(draft => !draft.KeepsContent);

    /// <summary>Returns the parts that the plan will have, as far as the request names them, by the key of their ref.</summary>
    public Dictionary<string, PartTarget> Targets()
    {
        var targets = new Dictionary<string, PartTarget>(Others, StringComparer.Ordinal);
        foreach (var draft in Drafts)
        {
            if (draft.Ref is { } known)
            {
                targets[known.Key] = new PartTarget(draft.Part.Id, draft.Section.Name, known.Text);
            }
        }

        return targets;
    }
}

/// <summary>A part that others can refer to.</summary>
internal sealed record PartTarget(PlanPartId Id, string Section, string Ref);
