namespace Marketing.Client;

/// <summary>What a partner says about a campaign.</summary>
public sealed record PartnerCampaign(string Title, string? Description, DateTimeOffset? Start, DateTimeOffset? End);

/// <summary>A campaign in the partner's store.</summary>
public sealed class MirroredCampaign
{
    /// <summary>What the partner says; null once the partner has deleted it.</summary>
    public PartnerCampaign? Ours { get; set; }

    /// <summary>What both sides agreed on last; null before the first time.</summary>
    public PartnerCampaign? Agreed { get; set; }

    /// <summary>Id of the campaign in Marketing.Api; null before it is known.</summary>
    public Guid? ServerId { get; set; }

    /// <summary>Why the last change was refused; null if it was not.</summary>
    public string? Refusal { get; set; }
}

/// <summary>The partner's store. Save it as a whole after each synchronisation: the cursor belongs to the campaigns.</summary>
public sealed class MirrorState
{
    /// <summary>Where to continue in the change feed; null before the first synchronisation.</summary>
    public string? Cursor { get; set; }

    /// <summary>The campaigns by the partner's own ids.</summary>
    public Dictionary<string, MirroredCampaign> Campaigns { get; set; } = [];
}
