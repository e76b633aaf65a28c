using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Domain.Campaigns;

public sealed record CampaignNotFound(Guid Id) : NotFoundError("campaign.notFound");

/// <summary>Another campaign has the code.</summary>
/// <param name="CampaignCode">The code.</param>
/// <param name="ExistingId">The campaign that has it.</param>
/// <param name="CampaignId">The campaign that it was meant for; null for a new one.</param>
/// <param name="Pointer">The member with the code.</param>
public sealed record CampaignCodeTaken([Arg("code")] string CampaignCode, Guid ExistingId, Guid? CampaignId, string Pointer = "/code")
    : ConflictError("campaign.codeTaken");

/// <summary>The workspace has no campaign with the code.</summary>
public sealed record CampaignCodeUnknown([Arg("code")] string CampaignCode, string Pointer = "/campaign/code")
    : NotFoundError("campaign.codeUnknown");

/// <summary>An item of a bulk lacks a member that its operation requires.</summary>
public sealed record CampaignItemIncomplete(string Member, string Pointer) : RuleError("campaign.itemIncomplete");

/// <summary>A campaign with results or bookings cannot be deleted.</summary>
public sealed record CampaignHasFacts(Guid Id, IReadOnlyList<string> Blockers) : ConflictError("campaign.hasFacts");

/// <summary>The status of the campaign does not allow the step.</summary>
public sealed record CampaignInWrongStatus(CampaignStatus Status, IReadOnlyList<string> Allowed) : ConflictError("campaign.wrongStatus");

/// <summary>Pilots have verdicts of their own.</summary>
public sealed record CampaignVerdictUnfit(CampaignVerdict Verdict, IReadOnlyList<string> Allowed, string Pointer = "/evaluation/verdict")
    : RuleError("campaign.verdictUnfit");

/// <summary>The campaign rolls out a pilot that is not validated.</summary>
public sealed record PilotNotValidated(Guid PilotId) : ConflictError("campaign.pilotNotValidated");

/// <summary>The caller cannot release commitments.</summary>
public sealed record CampaignReleaseForbidden() : ForbiddenError("campaign.releaseForbidden");

/// <summary>The caller cannot move money of budgets.</summary>
public sealed record CampaignBudgetForbidden() : ForbiddenError("campaign.budgetForbidden");

/// <summary>The plan has ended, so a campaign that has not ended cannot belong to it.</summary>
public sealed record CampaignPlanEnded(Guid PlanId, PlanStatus Status, string Pointer = "/planId") : ConflictError("campaign.planEnded");

/// <summary>The plan cannot end before its campaigns.</summary>
public sealed record PlanCampaignsOpen(IReadOnlyList<RuleFault> Open) : ConflictError("plan.campaignsOpen")
{
    public override IReadOnlyList<RuleFault> Faults => Open;
}

/// <summary>The caller cannot cancel the campaigns of a plan and release their commitments.</summary>
public sealed record CampaignCancelForbidden() : ForbiddenError("campaign.cancelForbidden");

/// <summary>The plan has no campaigns.</summary>
public sealed record PlanHasNoCampaigns(Guid Id) : RuleError("plan.noCampaigns");

/// <summary>Another system owns the member.</summary>
public sealed record CampaignMemberOwned(string Member, string System, string Pointer) : ConflictError("campaign.memberOwned");
