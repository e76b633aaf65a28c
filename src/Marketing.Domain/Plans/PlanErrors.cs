using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Plans;

public sealed record PlanNotFound(Guid Id) : NotFoundError("plan.notFound");

/// <summary>The content is frozen: no revision of the plan is open for changes.</summary>
public sealed record PlanHasNoOpenRevision(Guid Id) : ConflictError("plan.noOpenRevision");

/// <summary>A newer build wrote the plan's header, so writing it with this build would lose data.</summary>
public sealed record PlanNewerSchema(Guid Id) : ConflictError("plan.newerSchema");

/// <summary>The company does not work by the plan yet.</summary>
public sealed record PlanNotInForce(Guid Id) : NotFoundError("plan.notInForce");

/// <summary>The plan has no revision of this number, or it has not been submitted.</summary>
public sealed record RevisionNotFound(int Number) : NotFoundError("revision.notFound");

/// <summary>The revision is in a state that does not allow the step.</summary>
public sealed record RevisionInWrongState(int Number, string Status, IReadOnlyList<string> Allowed) : ConflictError("revision.wrongState");

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
