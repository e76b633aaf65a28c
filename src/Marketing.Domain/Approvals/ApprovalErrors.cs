using Marketing.Domain.Common;

namespace Marketing.Domain.Approvals;

public sealed record ApprovalNotFound(Guid Id) : NotFoundError("approval.notFound");

/// <summary>The step is not open: it was decided, or its turn has not come.</summary>
public sealed record ApprovalNotOpen(ApprovalStep Step) : ConflictError("approval.notOpen");

/// <summary>Somebody has decided, or the submission was withdrawn.</summary>
public sealed record ApprovalDecided(Guid Id, ApprovalState State) : ConflictError("approval.decided");

/// <summary>The decision names another revision or other content than the one that waits.</summary>
public sealed record ApprovalContentDiffers(int Revision, string Hash) : ConflictError("approval.contentDiffers");

/// <summary>The step is not asked of this person.</summary>
public sealed record ApprovalNotAsked(ApprovalStep Step) : ForbiddenError("approval.notAsked");

/// <summary>The person has another part in the submission, alone or through a delegation.</summary>
public sealed record FourEyesBroken(FourEyesRole Role, ApprovalStep? Step) : ForbiddenError("approval.fourEyes");

/// <summary>Remarks point at places that the document does not have.</summary>
public sealed record RemarksMisplaced(IReadOnlyList<RuleFault> Misplaced) : RuleError("approval.remarksMisplaced")
{
    public override IReadOnlyList<RuleFault> Faults => Misplaced;
}

/// <summary>The person is not a member of the workspace.</summary>
public sealed record PersonUnknown(string Person, string Pointer) : RuleError("person.unknown");

/// <summary>The person does not have the permission for the step.</summary>
public sealed record PersonMayNotSign(string Person, ApprovalStep Step, string Pointer = "/to") : RuleError("person.mayNotSign");

public sealed record DelegationNotFound(Guid Id) : NotFoundError("delegation.notFound");

public sealed record DelegationToOneself(string Pointer = "/delegate") : RuleError("delegation.toOneself");

public sealed record DelegationEndsBeforeItStarts(DateOnly FirstDay, DateOnly LastDay, string Pointer = "/lastDay")
    : RuleError("delegation.endsBeforeItStarts");

/// <summary>The delegation is of another person.</summary>
public sealed record DelegationOfAnother() : ForbiddenError("delegation.ofAnother");
