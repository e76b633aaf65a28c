using Marketing.Domain.Common;

namespace Marketing.Domain.Checks;

/// <summary>The plan has findings that block the step; each fault names one.</summary>
public sealed record PlanNotReady(CheckGate Gate, IReadOnlyList<RuleFault> Findings) : RuleError("plan.notReady")
{
    public override IReadOnlyList<RuleFault> Faults => Findings;
}
