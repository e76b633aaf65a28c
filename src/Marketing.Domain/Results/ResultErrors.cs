using Marketing.Domain.Common;

namespace Marketing.Domain.Results;

/// <summary>No campaign is addressed by what an item says.</summary>
public sealed record ResultCampaignUnknown(string Campaign, string Pointer = "/campaign") : RuleError("result.campaignUnknown");

/// <summary>No channel of the catalogue has the code.</summary>
public sealed record ResultChannelUnknown([Arg("code")] string ChannelCode, string Pointer = "/channel")
    : RuleError("result.channelUnknown");

/// <summary>The day is outside the scope that the bulk replaces.</summary>
public sealed record ResultOutsideScope(DateOnly Date, DateOnly From, DateOnly To, string Pointer = "/date")
    : RuleError("result.outsideScope");

/// <summary>The result was never reported.</summary>
public sealed record ResultUnknown() : RuleError("result.unknown");

/// <summary>The days that a bulk replaces are not in order.</summary>
public sealed record ScopeNotRising(DateOnly From, DateOnly To, string Pointer = "/replaceScope/to") : RuleError("result.scopeNotRising");

/// <summary>Too much would be taken back by one bulk.</summary>
public sealed record ScopeTooLarge(int Max, string Pointer = "/replaceScope") : RuleError("result.scopeTooLarge");
