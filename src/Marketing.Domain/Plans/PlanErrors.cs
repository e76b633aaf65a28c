using Marketing.Domain.Common;
using Marketing.Domain.Plans.Copying;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Plans;

public sealed record PlanNotFound(Guid Id) : NotFoundError("plan.notFound");

/// <summary>The content is frozen: no revision of the plan is open for changes.</summary>
public sealed record PlanHasNoOpenRevision(Guid Id) : ConflictError("plan.noOpenRevision");

/// <summary>A newer build wrote the plan's header, so writing it with this build would lose data.</summary>
public sealed record PlanNewerSchema(Guid Id) : ConflictError("plan.newerSchema");

/// <summary>The company does not work by the plan yet.</summary>
public sealed record PlanNotInForce(Guid Id) : NotFoundError("plan.notInForce");

/// <summary>The request names a plan that the workspace does not have.</summary>
public sealed record PlanUnknown(Guid PlanId, string Pointer = "/planId") : RuleError("plan.unknown");

/// <summary>Texts to replace do not occur in the plan that is copied.</summary>
public sealed record CopiedTextsMissing(IReadOnlyList<RuleFault> Missing) : RuleError("clone.textsMissing")
{
    public override IReadOnlyList<RuleFault> Faults => Missing;
}

/// <summary>A copy starts on a day or moves by months, not both.</summary>
public sealed record CloneStartTwice(string Pointer = "/shiftMonths") : RuleError("clone.startTwice");

/// <summary>A percentage is sent if, and only if, amounts become a percentage.</summary>
public sealed record ClonePercentUnfit(CopiedAmounts Amounts, string Pointer = "/percent") : RuleError("clone.percentUnfit");

/// <summary>The client has read what is in force, but writes go to the working copy.</summary>
/// <param name="Working">Where to read the working copy.</param>
public sealed record PlanInForceView(ApiAddress Working) : PreconditionError("plan.inForceView")
{
    public static PlanInForceView Of(PlanId id) => new(new ApiAddress($"/v1/plans/{id.Value}?view=working"));
}

/// <summary>What will be in force in the future is not known.</summary>
public sealed record AsOfInFuture(DateTime AsOf, string Pointer = "/asOf") : RuleError("plan.asOfInFuture");

/// <summary>A time selects what was in force, so the request cannot select a view too.</summary>
public sealed record AsOfWithView(string Pointer = "/view") : InputError("plan.asOfWithView");

/// <summary>The plan has no revision of this number, or it has not been submitted.</summary>
public sealed record RevisionNotFound(int Number) : NotFoundError("revision.notFound");

/// <summary>The revision is in a state that does not allow the step.</summary>
public sealed record RevisionInWrongState(int Number, string Status, IReadOnlyList<string> Allowed) : ConflictError("revision.wrongState");

/// <summary>The plan's status does not allow the step.</summary>
public sealed record PlanInWrongStatus(Guid Id, string Status, IReadOnlyList<string> Allowed) : ConflictError("plan.wrongStatus");

/// <summary>The plan has a revision that is neither approved nor discarded.</summary>
public sealed record PlanRevisionOpen(int Number) : ConflictError("plan.revisionOpen");

/// <summary>No revision of the plan was ever approved, so there is no content to go back to.</summary>
public sealed record PlanNeverApproved(Guid Id) : ConflictError("plan.neverApproved");

/// <summary>The company has worked by the plan, so it stays.</summary>
public sealed record PlanWasInForce(Guid Id) : ConflictError("plan.wasInForce");

/// <summary>The content was written after the version that the client has read.</summary>
/// <param name="ContentVersion">The present content version.</param>
/// <param name="CurrentVersion">The present version of the plan.</param>
public sealed record ContentChanged(long ContentVersion, int CurrentVersion) : PreconditionError("plan.contentChanged");

/// <summary>No revision of the plan is approved and waits to come into force.</summary>
public sealed record PlanNotApproved(Guid Id) : ConflictError("plan.notApproved");

/// <summary>Only the person who submitted a revision, or an administrator, can withdraw it.</summary>
public sealed record SubmissionOfAnother() : ForbiddenError("plan.submissionOfAnother");

/// <summary>The decision names other content than the submitted one.</summary>
public sealed record RevisionHashDiffers(int Number) : ConflictError("revision.hashDiffers");

public sealed record PlanCodeTaken([Arg("code")] string PlanCode, string Pointer = "/code") : ConflictError("plan.codeTaken");

/// <param name="Section">The section searched; null for the whole plan.</param>
/// <param name="Id">The identifier of the part.</param>
public sealed record PlanPartNotFound(PlanSectionName? Section, Guid Id) : NotFoundError("planPart.notFound");

/// <summary>The section in the request differs from the section of the part.</summary>
public sealed record PartSectionMismatch(PlanSectionName Section, PlanSectionName Given, string Pointer)
    : ConflictError("part.sectionMismatch");

public sealed record PlanPartRefTaken(string Ref, string Pointer = "/ref") : ConflictError("planPart.refTaken");

/// <summary>A newer build wrote the content, so writing it with this build would lose data.</summary>
public sealed record PlanPartNewerSchema(string Ref, string? Pointer = null) : ConflictError("planPart.newerSchema");

public sealed record PlanSectionFull(PlanSectionName Section, int Max, string Pointer = "") : RuleError("planPart.sectionFull");

/// <summary>Other parts of the plan refer to the part by its ref.</summary>
public sealed record PlanPartReferenced(string Ref, IReadOnlyList<string> Referrers, string? Pointer = null)
    : ConflictError("planPart.referenced");

/// <summary>The order sent does not list exactly the current parts of the section. Each fault names a missing or foreign part.</summary>
public sealed record PlanPartOrderDiffers(PlanSectionName Section, IReadOnlyList<RuleFault> Differences)
    : ConflictError("planPart.orderDiffers")
{
    public override IReadOnlyList<RuleFault> Faults => Differences;
}

public sealed record AnchorNotFound(string Anchor) : NotFoundError("anchor.notFound");

/// <summary>The event is already recorded on that date.</summary>
public sealed record AnchorRecorded([Arg("code")] string Anchor, DateOnly Date, Guid ExistingId) : ConflictError("anchor.recorded")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/date", Code, Args)];
}

/// <summary>The code matches several recorded events.</summary>
public sealed record AnchorAmbiguous([Arg("code")] string Anchor, IReadOnlyList<string> Ids) : ConflictError("anchor.ambiguous");

public sealed record TooManyAnchors(int Max) : RuleError("anchor.tooMany");
