using Marketing.Application.Plans.Parts;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Plans.Revisions;

/// <summary>The content of a plan in one view.</summary>
/// <param name="Header">Cover and narrative.</param>
/// <param name="ContentVersion">The content version that it is.</param>
/// <param name="Parts">All parts of the sections that this build knows, each section in its order.</param>
internal sealed record PlanContent(PlanHeader Header, long ContentVersion, IReadOnlyList<StoredPart> Parts)
{
    /// <summary>The number of the revision with this content; null for a working copy without an open revision.</summary>
    public int? Revision { get; init; }

    /// <summary>The earliest version of the grammar that read its phrases.</summary>
    public required int ReadingVersion { get; init; }
}

/// <summary>A part as it is stored.</summary>
/// <param name="Id">Its id, the same in all revisions.</param>
/// <param name="Section">Name of its section.</param>
/// <param name="Ref">Its name in the plan.</param>
/// <param name="Position">Order within the section.</param>
/// <param name="SchemaVersion">The schema version of the content.</param>
/// <param name="Content">The content as canonical JSON, without the ref.</param>
internal sealed record StoredPart(PlanPartId Id, string Section, string Ref, int Position, int SchemaVersion, string Content)
{
    /// <summary>Returns the content as documents have it, with its ref.</summary>
    public PlanPartContent Read() => StoredContent.Read(PlanSections.Find(Section)!, SchemaVersion, Content, Ref);
}
