using Marketing.Domain.Common;

namespace Marketing.Domain.Plans.Parts;

public readonly record struct PlanPartId(Guid Value) : IEntityId<PlanPartId>
{
    public static PlanPartId From(Guid value) => new(value);

    public int CompareTo(PlanPartId other) => Value.CompareTo(other.Value);
}

/// <summary>
/// One item or section entry of a plan: an objective, a work package, a risk control … Its content is a typed record, stored as
/// canonical JSON; this class gives it identity, order and its <see cref="Ref"/>.
/// </summary>
public sealed class PlanPart : Resource<PlanPartId>
{
    public const int SectionLength = 50;

    /// <summary>The greatest length of a ref, in code points.</summary>
    public const int RefLength = 60;

    /// <summary>
    /// Letters and digits of any script and <c>. _ - /</c>; the first character is a letter or digit. Written without classes of
    /// characters that only some dialects of regular expressions know, and short, because the contract repeats it for every section:
    /// it excludes the signs of ASCII, and <see cref="PartRef.Check"/> refuses those of other scripts.
    /// </summary>
    public const string RefPattern = @"^[^\x00-/_" + OtherSigns + @"][^\x00-," + OtherSigns + "]*$";

    private const string OtherSigns = @":-@\[-\^`{-\xa0";

    protected override string TypeName => PlanSections.TypeOf(Section);

    private PlanPart()
    {
    }

    private PlanPart(WorkspaceId workspaceId)
        : base(workspaceId)
    {
    }

    public PlanId PlanId { get; private set; }

    /// <summary>Name of its section, such as <c>workPackages</c>.</summary>
    [NotAudited]
    public string Section { get; private set; } = "";

    /// <summary>Sorts the parts of a plan by section, in the order of the document.</summary>
    [NotAudited]
    public int SectionOrder { get; private set; }

    /// <summary>Its name in the plan, for documents and references; given by the client or generated.</summary>
    public string Ref { get; private set; } = "";

    /// <summary>The form in which refs are compared.</summary>
    [NotAudited]
    public string RefKey { get; private set; } = "";

    /// <summary>Order within the section: ascending, with gaps, as <see cref="PartOrder"/> assigns it.</summary>
    public int Position { get; private set; }

    /// <summary>The content record as canonical JSON.</summary>
    [AuditMembers]
    public string Content { get; private set; } = "{}";

    /// <summary>The schema version of <see cref="Content"/>.</summary>
    [NotAudited]
    public int SchemaVersion { get; private set; }

    /// <summary>All its texts, normalised.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>The last number in a generated ref of an item inside the part.</summary>
    [NotAudited]
    public long LastItemNumber { get; private set; }

    /// <summary>Whether it was deleted together with its plan, and comes back with it. A part that was deleted alone stays deleted.</summary>
    [NotAudited]
    public bool DeletedWithPlan { get; private set; }

    protected override Guid? Parent => PlanId.Value;

    /// <summary>Adds a part. It needs its ref and its content before it is stored.</summary>
    public static PlanPart Add(WorkspaceId workspaceId, PlanId planId, PlanSection section) =>
        new(workspaceId) { PlanId = planId, Section = section.Name, SectionOrder = section.Order };

    /// <summary>Whether a newer build wrote the content. This one can read it, but would lose some of it by writing.</summary>
    public bool HasNewerSchema => SchemaVersion > CurrentSchema;

    private int CurrentSchema => PlanSections.Find(Section) is { } section ? ContentSchemas.Current.VersionOf(section.Content) : 0;

    /// <summary>Replaces the content.</summary>
    /// <param name="content">The content record as canonical JSON.</param>
    /// <param name="searchText">All its texts, normalised.</param>
    /// <exception cref="InvalidOperationException">A newer build wrote the stored content.</exception>
    public void Write(string content, string searchText)
    {
        if (HasNewerSchema)
        {
            throw new InvalidOperationException($"The content of {Ref} has schema version {SchemaVersion}. This build writes {CurrentSchema}.");
        }

        (Content, SchemaVersion, SearchText) = (content, CurrentSchema, searchText);
    }

    public void Rename(PartRef given) => (Ref, RefKey) = (given.Text, given.Key);

    public void MoveTo(int position) => Position = position;

    /// <summary>Generates the ref of an item inside the part.</summary>
    public PartRef NextItemRef(PartRef part) => PartRef.OfItem(part, ++LastItemNumber);

    /// <summary>Skips the number of an item's ref that a client gave in the form of a generated one.</summary>
    public void ReserveItemRef(PartRef part, PartRef item) => LastItemNumber = Math.Max(LastItemNumber, RefNumbers.NumberOfItem(part, item));

    public void DeleteWithPlan(DateTime at)
    {
        Delete(at);
        DeletedWithPlan = true;
    }

    public override void Restore()
    {
        base.Restore();
        DeletedWithPlan = false;
    }
}
