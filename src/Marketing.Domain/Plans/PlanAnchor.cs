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
/// A dated occurrence of an event, past or planned. Deadlines and frequencies of the plan refer to it.
/// It belongs to the execution of the plan: it is not part of a revision, and recording it does not change the content.
/// </summary>
public sealed class PlanAnchor : Resource<PlanAnchorId>
{
    public const int NameLength = 200;

    /// <summary>Maximum number of events recorded for one plan.</summary>
    public const int Most = 1000;

    protected override string TypeName => ResourceTypes.Anchor;

    private PlanAnchor() { }

    private PlanAnchor(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public PlanId PlanId { get; private set; }

    /// <summary>Code of the event: a well-known code or one defined by the plan.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Normalised code: 春节 and 春节 are the same event.</summary>
    [NotAudited]
    public string CodeKey { get; private set; } = "";

    /// <summary>Description of the occurrence, as worded by the user who recorded it.</summary>
    public string? Name { get; private set; }

    public DateOnly Date { get; private set; }

    /// <summary>Part that the event is about; null if it concerns the whole plan.</summary>
    public PlanPartId? SubjectId { get; private set; }

    /// <summary>Normalised code and name.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    protected override Guid? Parent => PlanId.Value;

    public static PlanAnchor Record(WorkspaceId workspaceId, PlanId planId, string code, string? name, DateOnly date, PlanPartId? subject)
    {
        var anchor = new PlanAnchor(workspaceId) { PlanId = planId };
        anchor.Write(code, name, date, subject);
        return anchor;
    }

    /// <summary>Updates the code, name, date and subject of the occurrence.</summary>
    public void Write(string code, string? name, DateOnly date, PlanPartId? subject)
    {
        (Code, Name, Date, SubjectId) = (AnchorCode.Canonical(code), name, date, subject);
        CodeKey = CatalogueName.Key(Code);
        SearchText = $"{CodeKey}\n{CatalogueName.Key(name ?? "")}";
    }
}

/// <summary>Rules for event codes: which can be recorded, and how they are normalised for matching.</summary>
public static class AnchorCode
{
    private static readonly Dictionary<string, string> OfHeader = new(StringComparer.Ordinal)
    {
        [AnchorCodes.PlanStart] = "periodStart",
        [AnchorCodes.PlanEnd] = "periodEnd",
        [AnchorCodes.LaunchDay] = "launchDate",
    };

    private static readonly string[] NoDay = [AnchorCodes.Plan, AnchorCodes.Campaign, AnchorCodes.Unspecified];

    /// <summary>Returns the well-known code of the event (survey, 调查: SURVEY), or the code itself if the plan defines it.</summary>
    public static string Canonical(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var key = SearchText.Normalise(code);
        return AnchorCodes.WellKnown.Contains(key) ? key : EventNames.WellKnownCode(code) ?? code;
    }

    /// <summary>Returns a fault if the code cannot be recorded, because the plan's header sets its date or the event has no date.</summary>
    /// <param name="code">The code to check.</param>
    /// <param name="pointer">JSON pointer to the code.</param>
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
