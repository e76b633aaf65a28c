using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Risks;

public readonly record struct RiskTreatmentId(Guid Value) : IEntityId<RiskTreatmentId>
{
    public static RiskTreatmentId From(Guid value) => new(value);

    public int CompareTo(RiskTreatmentId other) => Value.CompareTo(other.Value);
}

/// <summary>Something that is done about a risk.</summary>
public sealed class RiskTreatment : Resource<RiskTreatmentId>
{
    protected override string TypeName => ResourceTypes.RiskTreatment;

    protected override Guid? Parent => RiskId.Value;

    private RiskTreatment() { }

    private RiskTreatment(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public RiskId RiskId { get; private set; }

    [AuditMembers]
    public RiskTreatmentTerms Terms { get; private set; } = RiskTreatmentTerms.Empty;

    /// <summary>The ref in the form in which refs are compared; unique within the risk.</summary>
    [NotAudited]
    public string RefKey { get; private set; } = "";

    /// <summary>Adds a treatment to a risk.</summary>
    /// <param name="risk">The risk.</param>
    /// <param name="terms">What is done.</param>
    /// <param name="number">Number of the treatment in the risk, for its ref if it has none.</param>
    public static Result<RiskTreatment> Add(Risk risk, RiskTreatmentTerms terms, int number)
    {
        ArgumentNullException.ThrowIfNull(risk);
        ArgumentNullException.ThrowIfNull(terms);
        var treatment = new RiskTreatment(risk.WorkspaceId) { RiskId = risk.Id };
        var named = terms.Ref is null ? terms with { Ref = $"{risk.PartRef ?? "T"}/{number}" } : terms;
        return treatment.Write(named) is { Succeeded: false, Error: var error } ? error : treatment;
    }

    /// <summary>Replaces what is done.</summary>
    public Result<Done> Write(RiskTreatmentTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var named = terms.Ref is null ? terms with { Ref = Terms.Ref } : terms;
        if (named.Check().ToList() is { Count: > 0 } faults)
        {
            return new RulesBroken(faults);
        }

        (Terms, RefKey) = (named, PartRef.KeyOf(named.Ref!));
        return Done.Now;
    }

    /// <summary>Names another entry in place of one that was merged into it.</summary>
    public void Repoint(RiskTreatmentTerms terms) => Terms = terms;

    /// <summary>R21: whether it is known who acts, the owners of the risk included.</summary>
    public bool HasOwner(RiskTerms risk)
    {
        ArgumentNullException.ThrowIfNull(risk);
        return IsNamed(Terms.Owners, Terms.OwnersText) || IsNamed(risk.Owners, risk.OwnersText);
    }

    /// <summary>R21: whether it is known when.</summary>
    public bool HasTime => !string.IsNullOrWhiteSpace(Terms.TimingText) || Terms.Deadlines.Count > 0 || Terms.Frequencies.Count > 0;

    private static bool IsNamed(IReadOnlyList<PartyRef> owners, string? text) =>
        !string.IsNullOrWhiteSpace(text) || owners.Any(owner => owner.PartyId is not null || owner.Text.Trim().Length > 0);
}

/// <summary>What is done about a risk.</summary>
public sealed record RiskTreatmentTerms : IRuled
{
    internal static readonly RiskTreatmentTerms Empty = new() { Text = "" };

    /// <summary>Ref of the treatment, unique in the risk; generated if omitted.</summary>
    /// <example>R1/1</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>What is done.</summary>
    /// <example>调整推广策略,增加互动环节</example>
    [MaxLength(ContentLimits.Text)]
    [NotBlank]
    public required string Text { get; init; }

    /// <summary>How the risk is treated.</summary>
    public RiskStrategy? Strategy { get; init; }

    /// <summary>Whether the treatment prevents the risk or reacts to it.</summary>
    public RiskTreatmentKind? Kind { get; init; }

    /// <summary>Responsible parties (责任人); without any, those of the risk.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Responsible parties in words.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? OwnersText { get; init; }

    /// <summary>What the treatment costs.</summary>
    public Money? Cost { get; init; }

    /// <summary>Time of execution in words (执行时间).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? TimingText { get; init; }

    /// <summary>Deadlines of a one-off treatment.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>Rhythms of a recurring treatment; several are possible (每月一次检查, 每季度一次评估).</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Refs of the contingency plans that the treatment activates (启动预案).</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> ContingencyPlans { get; init; } = [];

    /// <summary>Ids of the tasks that carry it out.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<Guid> TaskIds { get; init; } = [];

    /// <summary>How far the treatment is.</summary>
    public RiskTreatmentState State { get; init; }

    /// <summary>The day on which it was last carried out.</summary>
    public DateOnly? LastDoneOn { get; init; }

    /// <summary>Whether it works; null if nobody knows yet.</summary>
    public RiskEffectiveness? Effectiveness { get; init; }

    /// <summary>Returns the broken rules of ref, cost and times.</summary>
    public IEnumerable<RuleFault> Check()
    {
        var faults = new List<RuleFault>();
        if (Ref is { } name && PartRef.Check(name, "/ref") is { } malformed)
        {
            faults.Add(malformed);
        }

        faults.AddRange(Cost?.Check().Select(fault => fault.Under("/cost")) ?? []);
        if (Cost?.Amount < 0)
        {
            faults.Add(RuleFault.Of("/cost/amount", "riskTreatment.costNegative", ("amount", Cost.Amount)));
        }

        faults.AddRange(Deadlines.SelectMany((deadline, i) => deadline.Check().Select(fault => fault.Under($"/deadlines/{i}"))));
        faults.AddRange(Frequencies.SelectMany((rhythm, i) => rhythm.Check().Select(fault => fault.Under($"/frequencies/{i}"))));
        return faults;
    }
}

/// <summary>How a risk is treated.</summary>
public enum RiskStrategy
{
    /// <summary>Avoid what causes it.</summary>
    Avoid,

    /// <summary>Make it less likely, or its effect smaller.</summary>
    Mitigate,

    /// <summary>Let somebody else bear it.</summary>
    Transfer,

    /// <summary>Live with it.</summary>
    Accept,

    /// <summary>Make use of an opportunity.</summary>
    Exploit,
}

/// <summary>How far a treatment is.</summary>
public enum RiskTreatmentState
{
    /// <summary>Not started.</summary>
    Open,

    /// <summary>Under way.</summary>
    InProgress,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Given up.</summary>
    Dropped,
}

/// <summary>Whether a treatment works.</summary>
public enum RiskEffectiveness
{
    /// <summary>It works.</summary>
    Effective,

    /// <summary>It works in part.</summary>
    PartlyEffective,

    /// <summary>It does not work.</summary>
    Ineffective,
}
