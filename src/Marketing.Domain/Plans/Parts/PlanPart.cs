using Marketing.Domain.Common;
using Marketing.Domain.Text;

namespace Marketing.Domain.Plans.Parts;

public readonly record struct PlanPartId(Guid Value) : IEntityId<PlanPartId>
{
    public static PlanPartId From(Guid value) => new(value);

    public int CompareTo(PlanPartId other) => Value.CompareTo(other.Value);
}

/// <summary>
/// One item or section entry of a plan: an objective, a work package, a risk control … What it says is a typed content
/// record, kept as canonical JSON; this class gives it identity, order and the plan-unique <see cref="Ref"/>.
/// </summary>
public sealed class PlanPart : Resource<PlanPartId>
{
    public const int SectionLength = 50;
    public const int RefLength = 60;

    /// <summary>What a ref looks like: it stands in documents and in references between parts.</summary>
    public const string RefPattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$";

    protected override string TypeName => PlanSections.TypeOf(Section);

    private PlanPart()
    {
    }

    private PlanPart(WorkspaceId workspaceId)
        : base(workspaceId)
    {
    }

    public PlanId PlanId { get; private set; }

    /// <summary>Name of the list it stands in, such as <c>objectives</c>.</summary>
    [NotAudited]
    public string Section { get; private set; } = "";

    /// <summary>The part's name inside its plan, for documents and references; given by the client or generated.</summary>
    public string Ref { get; private set; } = "";

    /// <summary>Order within the section, ascending and with room between, as <see cref="PartOrder"/> gives it.</summary>
    public int Position { get; private set; }

    /// <summary>The content record as canonical JSON.</summary>
    [AuditMembers]
    public string Content { get; private set; } = "{}";

    /// <summary>All its texts, normalised.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    protected override Guid? Parent => PlanId.Value;

    public static PlanPart Add(WorkspaceId workspaceId, PlanId planId, string section, string? givenRef, int position, string content, string searchText)
    {
        var part = new PlanPart(workspaceId) { PlanId = planId, Section = section, Position = position };
        part.Ref = givenRef ?? $"{section}-{part.Id.Value.ToString("N")[^10..]}";
        part.Say(content, searchText);
        return part;
    }

    public void Say(string content, string searchText) => (Content, SearchText) = (content, searchText);

    public void RenameRef(string givenRef) => Ref = givenRef;

    public void MoveTo(int position) => Position = position;
}
