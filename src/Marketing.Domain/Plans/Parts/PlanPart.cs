using Marketing.Domain.Common;

namespace Marketing.Domain.Plans.Parts;

public readonly record struct PlanPartId(Guid Value) : IEntityId<PlanPartId>
{
    public static PlanPartId From(Guid value) => new(value);

    public int CompareTo(PlanPartId other) => Value.CompareTo(other.Value);
}

/// <summary>
/// An item or entry of a plan's section, such as an objective, a work package or a risk control. Its content is a typed record,
/// stored as canonical JSON. This class adds identity, order and <see cref="Ref"/>.
/// </summary>
public sealed class PlanPart : Resource<PlanPartId>
{
    public const int SectionLength = 50;

    /// <summary>Maximum length of a ref, in code points.</summary>
    public const int RefLength = 60;

    /// <summary>
    /// Letters and digits of any script and <c>. _ - /</c>; the first character is a letter or digit. The pattern avoids character classes
    /// that only some regular expression dialects support, and excludes ASCII signs only, because the contract repeats it for every
    /// section. <see cref="PartRef.Check"/> rejects the signs of other scripts.
    /// </summary>
    public const string RefPattern = @"^[^\x00-/_" + OtherSigns + @"][^\x00-," + OtherSigns + "]*$";

    private const string OtherSigns = @":-@\[-\^`{-\xa0";

    protected override string TypeName => PlanSections.TypeOf(Section);

    private PlanPart() { }

    private PlanPart(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public PlanId PlanId { get; private set; }

    /// <summary>Name of the section, such as <c>workPackages</c>.</summary>
    [NotAudited]
    public string Section { get; private set; } = "";

    /// <summary>Number that sorts the parts of a plan by section, in document order.</summary>
    [NotAudited]
    public int SectionOrder { get; private set; }

    /// <summary>Ref in the plan, used by documents and references. Set by the client or generated.</summary>
    public string Ref { get; private set; } = "";

    /// <summary>The form used to compare refs.</summary>
    [NotAudited]
    public string RefKey { get; private set; } = "";

    /// <summary>Position in the section: ascending, with gaps, as assigned by <see cref="PartOrder"/>.</summary>
    public int Position { get; private set; }

    /// <summary>The content record as canonical JSON.</summary>
    [AuditMembers]
    public string Content { get; private set; } = "{}";

    /// <summary>Schema version of <see cref="Content"/>.</summary>
    [NotAudited]
    public int SchemaVersion { get; private set; }

    /// <summary>All texts of the content, normalised.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>The number of tasks in the content: a work package and its subtasks. Null if an earlier build wrote it.</summary>
    [NotAudited]
    public int? Tasks { get; private set; }

    /// <summary>The number of open placeholders in the content. Null if an earlier build wrote it.</summary>
    [NotAudited]
    public int? OpenPlaceholders { get; private set; }

    /// <summary>Last number used in a generated ref of an item inside the part.</summary>
    [NotAudited]
    public long LastItemNumber { get; private set; }

    /// <summary>Whether the part was deleted, and will be restored, with its plan. A part deleted individually stays deleted.</summary>
    [NotAudited]
    public bool DeletedWithPlan { get; private set; }

    protected override Guid? Parent => PlanId.Value;

    /// <summary>Creates a part. Its ref and content must be set before it is stored.</summary>
    public static PlanPart Add(WorkspaceId workspaceId, PlanId planId, PlanSection section) =>
        new(workspaceId)
        {
            PlanId = planId,
            Section = section.Name,
            SectionOrder = section.Order,
        };

    /// <summary>Whether a newer build wrote the content. This build can read it, but writing it would lose data.</summary>
    public bool HasNewerSchema => SchemaVersion > CurrentSchema;

    private int CurrentSchema => PlanSections.Find(Section) is { } section ? ContentSchemas.Current.VersionOf(section.Content) : 0;

    /// <summary>Replaces the content.</summary>
    /// <param name="content">The content record as canonical JSON.</param>
    /// <param name="searchText">All texts of the content, normalised.</param>
    /// <param name="tasks">The number of tasks in it.</param>
    /// <param name="openPlaceholders">The number of open placeholders in it.</param>
    /// <exception cref="InvalidOperationException">A newer build wrote the stored content.</exception>
    public void Write(string content, string searchText, int tasks, int openPlaceholders)
    {
        if (HasNewerSchema)
        {
            throw new InvalidOperationException(
                $"The content of {Ref} has schema version {SchemaVersion}. This build writes {CurrentSchema}."
            );
        }

        (Content, SchemaVersion, SearchText) = (content, CurrentSchema, searchText);
        (Tasks, OpenPlaceholders) = (tasks, openPlaceholders);
    }

    public void Rename(PartRef given) => (Ref, RefKey) = (given.Text, given.Key);

    public void MoveTo(int position) => Position = position;

    /// <summary>Generates the ref of an item inside the part.</summary>
    public PartRef NextItemRef(PartRef part) => PartRef.OfItem(part, ++LastItemNumber);

    /// <summary>Reserves the number in an item's ref if a client sent a ref in the generated form.</summary>
    public void ReserveItemRef(PartRef part, PartRef item) =>
        LastItemNumber = Math.Max(LastItemNumber, RefNumbers.NumberOfItem(part, item));

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
