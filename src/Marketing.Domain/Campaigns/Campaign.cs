using System.Security.Cryptography;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Domain.Campaigns;

public readonly record struct CampaignId(Guid Value) : IEntityId<CampaignId>
{
    public static CampaignId From(Guid value) => new(value);

    public int CompareTo(CampaignId other) => Value.CompareTo(other.Value);
}

/// <summary>
/// A campaign or event that runs in the market, of a plan or of none. It belongs to execution: no revision of a plan contains it.
/// </summary>
public sealed class Campaign : Resource<CampaignId>
{
    public const int CodeLength = 50;
    public const int TitleLength = 300;

    /// <summary>Letters and digits that are not mistaken for each other. Ten of them are enough for generated codes to differ.</summary>
    private const string CodeLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int GeneratedLength = 10;

    private readonly List<CampaignEntry> entries = [];

    protected override string TypeName => ResourceTypes.Campaign;

    protected override Guid? Parent => PlanId?.Value;

    private Campaign() { }

    private Campaign(WorkspaceId workspaceId)
        : base(workspaceId) { }

    /// <summary>What the campaign says, with its code.</summary>
    [AuditMembers]
    public CampaignTerms Terms { get; private set; } = CampaignTerms.Empty;

    public CampaignStatus Status { get; private set; }

    [NotAudited]
    public PlanId? PlanId { get; private set; }

    [NotAudited]
    public string Code { get; private set; } = "";

    /// <summary>The code in upper case: codes are unique regardless of case.</summary>
    [NotAudited]
    public string CodeKey { get; private set; } = "";

    [NotAudited]
    public CampaignKind Kind { get; private set; }

    [NotAudited]
    public DateOnly? StartDate { get; private set; }

    [NotAudited]
    public DateOnly? EndDate { get; private set; }

    /// <summary>Ids of the channels, in the order of their codes.</summary>
    [NotAudited]
    public IReadOnlyList<Guid> ChannelIds { get; private set; } = [];

    /// <summary>The catalogue entries that the campaign refers to, while it is not deleted.</summary>
    [NotAudited]
    public IReadOnlyList<CampaignEntry> Entries => entries;

    /// <summary>Normalised title, for sorting.</summary>
    [NotAudited]
    public string TitleKey { get; private set; } = "";

    /// <summary>Normalised title, code, theme and description.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>Creates a campaign that has not started.</summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="terms">What it says. Without a code, one is generated.</param>
    /// <param name="channels">Ids of the channels, in the order of their codes.</param>
    public static Result<Campaign> Plan(WorkspaceId workspaceId, CampaignTerms terms, IReadOnlyList<Guid> channels)
    {
        var campaign = new Campaign(workspaceId) { Code = "C-" + RandomNumberGenerator.GetString(CodeLetters, GeneratedLength) };
        return campaign.Write(terms, channels) is { Succeeded: false, Error: var error } ? error : campaign;
    }

    /// <summary>Returns the form in which codes are compared.</summary>
    public static string KeyOf(string code) => code.ToUpperInvariant();

    /// <summary>Replaces what the campaign says. Without a code, it keeps its own.</summary>
    /// <param name="terms">What it says.</param>
    /// <param name="channels">Ids of the channels, in the order of their codes.</param>
    public Result<Done> Write(CampaignTerms terms, IReadOnlyList<Guid> channels)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Check().ToList() is { Count: > 0 } faults)
        {
            return new RulesBroken(faults);
        }

        Describe(terms with { Code = terms.Code ?? Code });
        ChannelIds = channels;
        FollowEntries();
        return Done.Now;
    }

    /// <summary>Names another party in place of one that was merged into it.</summary>
    public void Repoint(Guid from, Guid into)
    {
        Describe(
            ContentTree.Rewrite(
                Terms,
                (value, _) => value is PartyRef { PartyId: { } party } && party == from ? [(PartyRef)value with { PartyId = into }] : null
            )
        );
        FollowEntries();
    }

    /// <summary>Deletes the campaign. What it refers to can be deleted from then on.</summary>
    public void Remove(DateTime at)
    {
        Delete(at);
        entries.Clear();
    }

    /// <summary>Restores the campaign with what it refers to, which must exist.</summary>
    public override void Restore()
    {
        base.Restore();
        FollowEntries();
    }

    private void Describe(CampaignTerms terms)
    {
        (Terms, PlanId) = (terms, terms.PlanId is { } plan ? Plans.PlanId.From(plan) : null);
        (Code, CodeKey, Kind) = (terms.Code!, KeyOf(terms.Code!), terms.Kind);
        (StartDate, EndDate) = (terms.Window?.Start, terms.Window?.End);
        TitleKey = CatalogueName.Key(terms.Title);
        SearchText = Text.SearchText.Normalise(string.Join('\n', terms.Title, Code, terms.Theme ?? "", terms.Description ?? ""));
    }

    private void FollowEntries()
    {
        var wanted = ChannelIds.Concat(Terms.References().Select(reference => reference.EntryId).OfType<Guid>()).ToHashSet();
        entries.RemoveAll(entry => !wanted.Contains(entry.EntryId));
        entries.AddRange(wanted.Except(entries.Select(entry => entry.EntryId)).Order().Select(entry => new CampaignEntry(this, entry)));
    }
}

/// <summary>A catalogue entry that a campaign refers to.</summary>
public sealed class CampaignEntry : IWorkspaceOwned
{
    private CampaignEntry() { }

    internal CampaignEntry(Campaign campaign, Guid entryId) =>
        (WorkspaceId, CampaignId, EntryId) = (campaign.WorkspaceId, campaign.Id, entryId);

    public WorkspaceId WorkspaceId { get; private set; }

    public CampaignId CampaignId { get; private set; }

    public Guid EntryId { get; private set; }
}

/// <summary>States of a campaign.</summary>
public enum CampaignStatus
{
    /// <summary>Has not started.</summary>
    Planned,

    /// <summary>Runs.</summary>
    Running,

    /// <summary>Started, and does not run for the time being.</summary>
    Paused,

    /// <summary>Has ended, and is not evaluated yet.</summary>
    Ended,

    /// <summary>Has ended with an evaluation.</summary>
    Closed,

    /// <summary>Was cancelled before it ended.</summary>
    Cancelled,
}
