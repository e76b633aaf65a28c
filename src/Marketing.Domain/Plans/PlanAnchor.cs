using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Phrases;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Text;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans;

public readonly record struct PlanAnchorId(Guid Value) : IEntityId<PlanAnchorId>
{
    public static PlanAnchorId From(Guid value) => new(value);

    public int CompareTo(PlanAnchorId other) => Value.CompareTo(other.Value);
}

/// <summary>
/// One time that an event happened, or is set to happen, from which deadlines and rhythms of a plan count. It belongs to the plan's execution: no revision
/// holds it, and recording it changes no content.
/// </summary>
public sealed class PlanAnchor : Resource<PlanAnchorId>
{
    public const int NameLength = 200;

    /// <summary>Most events recorded for one plan.</summary>
    public const int Most = 1000;

    protected override string TypeName => ResourceTypes.Anchor;

    private PlanAnchor()
    {
    }

    private PlanAnchor(WorkspaceId workspaceId)
        : base(workspaceId)
    {
    }

    public PlanId PlanId { get; private set; }

    /// <summary>Code of the event: a well-known one, or one of the plan's own.</summary>
    public string Code { get; private set; } = "";

    /// <summary>The code, normalised: 春節 and 春节 are the same event.</summary>
    [NotAudited]
    public string CodeKey { get; private set; } = "";

    /// <summary>What happened, in the words of whoever recorded it.</summary>
    public string? Name { get; private set; }

    public DateOnly Date { get; private set; }

    /// <summary>The part that the event is about; none where it concerns the whole plan.</summary>
    public PlanPartId? SubjectId { get; private set; }

    /// <summary>Code and name, normalised.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    protected override Guid? Parent => PlanId.Value;

    public static PlanAnchor Record(WorkspaceId workspaceId, PlanId planId, string code, string? name, DateOnly date, PlanPartId? subject)
    {
        var anchor = new PlanAnchor(workspaceId) { PlanId = planId };
        anchor.Say(code, name, date, subject);
        return anchor;
    }

    /// <summary>Says anew what happened when.</summary>
    public void Say(string code, string? name, DateOnly date, PlanPartId? subject)
    {
        (Code, Name, Date, SubjectId) = (AnchorCode.Canonical(code), name, date, subject);
        CodeKey = CatalogueName.Key(Code);
        SearchText = $"{CodeKey}\n{CatalogueName.Key(name ?? "")}";
    }
}

/// <summary>Which codes can be recorded, and under which code deadlines look for an event.</summary>
public static class AnchorCode
{
    private static readonly Dictionary<string, string> OfHeader = new(StringComparer.Ordinal)
    {
        [AnchorCodes.PlanStart] = "periodStart",
        [AnchorCodes.PlanEnd] = "periodEnd",
        [AnchorCodes.LaunchDay] = "launchDate",
    };

    private static readonly string[] NoDay = [AnchorCodes.Plan, AnchorCodes.Campaign, AnchorCodes.Unspecified];

    /// <summary>The code under which the reading of plans knows the event (survey, 調查: SURVEY); the code as given where it is the plan's own.</summary>
    public static string Canonical(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var key = SearchText.Normalise(code);
        return AnchorCodes.WellKnown.Contains(key) ? key : EventNames.WellKnownCode(code) ?? code;
    }

    /// <summary>Why an event of this code cannot be recorded: the plan's header gives its day, or it is no event that has one.</summary>
    /// <param name="code">The code as given.</param>
    /// <param name="pointer">Where it stands.</param>
    public static IEnumerable<RuleFault> Check(string code, string pointer)
    {
        var canonical = Canonical(code);
        if (OfHeader.TryGetValue(canonical, out var member))
        {
            yield return RuleFault.Of(pointer, "anchor.givenByPlan", ("code", canonical), ("member", member));
        }
        else if (NoDay.Contains(canonical))
        {
            yield return RuleFault.Of(pointer, "anchor.noDay", ("code", canonical));
        }
    }
}
