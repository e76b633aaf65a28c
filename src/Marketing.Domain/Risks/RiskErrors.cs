using Marketing.Domain.Common;

namespace Marketing.Domain.Risks;

public sealed record RiskNotFound(Guid Id) : NotFoundError("risk.notFound");

public sealed record RiskInWrongStatus(Guid Id, RiskStatus Status, IReadOnlyList<RiskStatus> Allowed) : ConflictError("risk.wrongStatus");

/// <summary>Neither an impact nor a rating is known.</summary>
public sealed record RiskNotAssessable(Guid Id, string Pointer = "/impact") : RuleError("risk.notAssessable");

/// <summary>A risk is planned with at least one treatment.</summary>
public sealed record RiskWithoutTreatment(Guid Id) : RuleError("risk.withoutTreatment");

public sealed record TooManyTreatments(Guid Id, int Max) : RuleError("risk.tooManyTreatments");

public sealed record TooManyTriggers(Guid Id, int Max) : RuleError("risk.tooManyTriggers");

/// <summary>The plan has no risks.</summary>
public sealed record PlanHasNoRisks(Guid Id) : RuleError("plan.noRisks");

public sealed record RiskTreatmentNotFound(Guid Id) : NotFoundError("riskTreatment.notFound");

/// <summary>Another treatment of the risk has the ref.</summary>
public sealed record RiskTreatmentRefTaken(string Ref, string Pointer = "/ref") : ConflictError("riskTreatment.refTaken");

public sealed record RiskTriggerNotFound(Guid Id) : NotFoundError("riskTrigger.notFound");

public sealed record RiskMatrixNotFound(Guid Id) : NotFoundError("riskMatrix.notFound");

public sealed record RiskMatrixUnknown(Guid Id, string Pointer = "/matrixId") : RuleError("riskMatrix.unknown");

/// <summary>Another matrix is used for the plan.</summary>
public sealed record RiskMatrixOfPlanTaken(Guid PlanId, string Pointer = "/planId") : ConflictError("riskMatrix.planTaken");

public sealed record RiskRatingNotFound(Guid Id) : NotFoundError("riskRating.notFound");

/// <summary>Closed risks are not rated.</summary>
public sealed record ClosedRiskNotRated(Guid Id) : ConflictError("riskRating.riskClosed");

/// <summary>The part has been adopted as another risk since.</summary>
public sealed record RiskAdoptedAgain(string Ref) : ConflictError("risk.adoptedAgain");

public sealed record RiskAcceptanceNotFound(Guid Id) : NotFoundError("riskAcceptance.notFound");

/// <summary>The rating is not the current one of the risk.</summary>
public sealed record RatingNotCurrent(Guid RatingId, string Pointer = "/ratingId") : ConflictError("riskAcceptance.ratingNotCurrent");

public sealed record AcceptanceInPast(DateOnly Until, DateOnly Today, string Pointer = "/until") : RuleError("riskAcceptance.inPast");

public sealed record AcceptanceDecided(Guid Id, RiskAcceptanceState State) : ConflictError("riskAcceptance.decided");

/// <summary>Another acceptance of the risk waits for a decision.</summary>
public sealed record AcceptancePending(Guid Id) : ConflictError("riskAcceptance.pending");

public sealed record RiskAlertNotFound(Guid Id) : NotFoundError("riskAlert.notFound");

public sealed record AlertDecided(Guid Id) : ConflictError("riskAlert.decided");

public sealed record SnoozeInPast(DateOnly Until, DateOnly Today, string Pointer = "/until") : RuleError("riskAlert.snoozeInPast");

public sealed record IncidentNotFound(Guid Id) : NotFoundError("incident.notFound");

/// <summary>Money was drawn from a reserve for the incident.</summary>
public sealed record IncidentHasDraws(Guid Id, IReadOnlyList<string> Blockers) : ConflictError("incident.hasDraws");

public sealed record TimelineFull(Guid Id, int Max) : RuleError("incident.timelineFull");

public sealed record ContingencyPlanNotFound(Guid Id) : NotFoundError("contingencyPlan.notFound");

/// <summary>R22: drills begin once the contingency plan exists.</summary>
public sealed record ContingencyPlanNotEstablished(Guid Id) : ConflictError("contingencyPlan.notEstablished");

public sealed record DrillNotFound(Guid Id) : NotFoundError("drill.notFound");

public sealed record DrillBeforePlan(DateOnly Day, DateOnly Established, string Pointer = "/plannedOn") : RuleError("drill.beforePlan");

public sealed record DrillHeld(Guid Id) : ConflictError("drill.held");

/// <summary>A drill that was held or missed is history.</summary>
public sealed record DrillNotPlanned(Guid Id, DrillState State) : ConflictError("drill.notPlanned");

public sealed record DrillHeldAhead(DateOnly Day, DateOnly Today, string Pointer = "/heldOn") : RuleError("drill.heldAhead");

public sealed record RiskAssessmentNotFound(Guid Id) : NotFoundError("riskAssessment.notFound");

/// <summary>The plan has no contingency plans.</summary>
public sealed record PlanHasNoContingencyPlans(Guid Id) : RuleError("plan.noContingencyPlans");

/// <summary>R21: treatments without an owner or a time.</summary>
public sealed record TreatmentsUnready(IReadOnlyList<RuleFault> Unready) : RuleError("risk.treatmentsUnready")
{
    public override IReadOnlyList<RuleFault> Faults => Unready;
}
