using Marketing.Domain.Common;

namespace Marketing.Domain.Campaigns;

public sealed record CampaignNotFound(Guid Id) : NotFoundError("campaign.notFound");

/// <summary>Another campaign has the code.</summary>
public sealed record CampaignCodeTaken([Arg("code")] string CampaignCode, Guid ExistingId, string Pointer = "/code")
    : ConflictError("campaign.codeTaken");

/// <summary>A campaign with results or bookings cannot be deleted.</summary>
public sealed record CampaignHasFacts(Guid Id, IReadOnlyList<string> Blockers) : ConflictError("campaign.hasFacts");
