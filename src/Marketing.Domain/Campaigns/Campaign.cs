using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.External;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
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
public sealed class Campaign : Resource<CampaignId>, IExternallyKnown
{
    public const int CodeLength = 50;
    public const int TitleLength = 300;
    public const int ReasonLength = 2_000;

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

    public DateOnly? StartedOn { get; private set; }

    public DateOnly? EndedOn { get; private set; }

    /// <summary>Why the campaign is paused or was cancelled.</summary>
    public string? StatusReason { get; private set; }

    /// <summary>The latest evaluation.</summary>
    public CampaignEvaluation? Evaluation { get; private set; }

    /// <summary>The latest review by the legal department; null before the first request.</summary>
    public CampaignReview? Review { get; private set; }

    /// <summary>Ids of the campaign in other systems, by system.</summary>
    public IReadOnlyList<ExternalIdValue> ExternalIds { get; private set; } = [];

    /// <summary>The part of the plan that the campaign was adopted from, as it was then.</summary>
    public AdoptedCampaign? Adopted { get; private set; }

    /// <summary>The ref of that part, in the form in which refs are compared.</summary>
    [NotAudited]
    public string? PartKey { get; private set; }

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

    /// <summary>Creates a campaign of a part of a plan.</summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="terms">What it says.</param>
    /// <param name="channels">Ids of the channels, in the order of their codes.</param>
    /// <param name="part">The part.</param>
    public static Result<Campaign> Adopt(WorkspaceId workspaceId, CampaignTerms terms, IReadOnlyList<Guid> channels, AdoptedCampaign part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var adopted = Plan(workspaceId, terms, channels);
        if (adopted.Succeeded)
        {
            (adopted.Value.Adopted, adopted.Value.PartKey) = (part, PartRef.KeyOf(part.Ref));
        }

        return adopted;
    }

    /// <summary>How far the campaign is.</summary>
    public CampaignExecution Execution =>
        new()
        {
            Status = Status,
            StartedOn = StartedOn,
            EndedOn = EndedOn,
            Reason = StatusReason,
            Evaluation = Evaluation,
        };

    /// <summary>Takes a step.</summary>
    public Result<Done> Take(Result<CampaignExecution> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (!step.Succeeded)
        {
            return step.Error;
        }

        var next = step.Value;
        (Status, StartedOn, EndedOn, StatusReason) = (next.Status, next.StartedOn, next.EndedOn, next.Reason);
        Evaluation = next.Evaluation;
        return Done.Now;
    }

    /// <summary>Asks the legal department for its review of a planned campaign.</summary>
    public Result<Done> RequestReview(string by) =>
        Status == CampaignStatus.Planned
            ? Take(CampaignReview.Request(Review, by))
            : new CampaignInWrongStatus(Status, [CampaignVerdicts.Name(CampaignStatus.Planned)]);

    /// <summary>Records the legal department's decision about a round.</summary>
    public Result<Done> DecideReview(int round, bool countersigned) =>
        Review is { } review ? Take(review.Decide(round, countersigned)) : new CampaignReviewNotRequested();

    /// <summary>Ends a review because the campaign has changed.</summary>
    public void OutdateReview() => Review = Review?.AfterChange();

    /// <summary>Returns an error if the campaign uses customer data and is not countersigned.</summary>
    /// <param name="countersigned">Whether the workspace wants such campaigns to be countersigned.</param>
    public Error? WhyNotStarted(bool countersigned) =>
        countersigned && Terms.UsesCustomerData && Review?.State != CampaignReviewState.Countersigned
            ? new CampaignNotCountersigned(Id.Value)
            : null;

    /// <summary>Moves a campaign that has not ended to another window, and returns where everything with a date is.</summary>
    /// <param name="window">The window.</param>
    /// <param name="moveContent">Whether contents and offers move by the same number of days.</param>
    public Result<IReadOnlyList<CampaignMove>> Reschedule(CampaignWindow window, bool moveContent)
    {
        if (Status is not (CampaignStatus.Planned or CampaignStatus.Running or CampaignStatus.Paused))
        {
            return new CampaignInWrongStatus(
                Status,
                [.. new[] { CampaignStatus.Planned, CampaignStatus.Running, CampaignStatus.Paused }.Select(CampaignVerdicts.Name)]
            );
        }

        var (terms, moves) = Terms.MovedTo(window, moveContent);
        return Write(terms, ChannelIds) is { Succeeded: false, Error: var error } ? error : Result<IReadOnlyList<CampaignMove>>.Of(moves);
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

    public void Know(string system, string? id) => ExternalIds = ExternalIds.With(system, id);

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

    private Result<Done> Take(Result<CampaignReview> review)
    {
        if (!review.Succeeded)
        {
            return review.Error;
        }

        Review = review.Value;
        return Done.Now;
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

/// <summary>The part of a plan that a campaign was adopted from.</summary>
/// <param name="Ref">Ref of the part.</param>
/// <param name="Content">What the part said.</param>
public sealed record AdoptedCampaign([property: MaxLength(PlanPart.RefLength)] string Ref, PlanCampaign Content);

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
