using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Plans.Comparison;

/// <summary>
/// What differs between two states of a plan's content. Parts, and items inside parts, are matched by their refs: an inserted task is one
/// addition and a reordered one is one move. Whatever is added or removed is reported as a whole, without what is inside it.
/// </summary>
public sealed record PlanComparison
{
    /// <summary>What only the later state has, in the order of its document.</summary>
    public required IReadOnlyList<ContentPlace> Added { get; init; }

    /// <summary>What only the earlier state has, in the order of its document.</summary>
    public required IReadOnlyList<ContentPlace> Removed { get; init; }

    /// <summary>What has another order or another holder, as few entries as explain the difference.</summary>
    public required IReadOnlyList<MovedContent> Moved { get; init; }

    /// <summary>The members with different values, in the order of the later document.</summary>
    public required IReadOnlyList<ChangedValue> Changed { get; init; }

    /// <summary>Compares two states of a plan's content.</summary>
    public static PlanComparison Of(ComparedContent earlier, ComparedContent later) => new ContentComparer(earlier, later).Compare();
}

/// <summary>A state of a plan's content.</summary>
/// <param name="Header">Cover and narrative.</param>
/// <param name="Parts">All parts with their refs, each section in its order. A part that both states share is known to be equal.</param>
public sealed record ComparedContent(PlanHeader Header, IReadOnlyList<PlanPartContent> Parts);

/// <summary>A place in the document of a plan.</summary>
/// <param name="Pointer">JSON pointer into the document.</param>
/// <param name="Section">The section; null for the cover and narrative.</param>
/// <param name="Ref">Ref of the part, or of the innermost item with a ref; null for the cover.</param>
/// <param name="Title">The text by which people know that part or item; null if it has none, and for the cover.</param>
/// <param name="Members">The members that lead from the part or the cover to the place; empty for a part.</param>
public sealed record ContentPlace(
    string Pointer,
    PlanSectionName? Section,
    string? Ref,
    string? Title,
    IReadOnlyList<ContentMember> Members
);

/// <summary>A part or item with another place in its list, or in another list.</summary>
/// <param name="Place">Where it is now.</param>
/// <param name="FromPointer">JSON pointer into the earlier document.</param>
public sealed record MovedContent(ContentPlace Place, string FromPointer);

/// <summary>A value that differs.</summary>
/// <param name="Place">Where it is in the later document; for a removed entry of a list, in the earlier one.</param>
/// <param name="Old">The earlier value; null if there was none.</param>
/// <param name="New">The later value; null if there is none.</param>
public sealed record ChangedValue(ContentPlace Place, object? Old, object? New);
