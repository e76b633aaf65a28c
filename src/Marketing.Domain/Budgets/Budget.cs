using System.Text.Json;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Domain.Budgets;

public readonly record struct BudgetId(Guid Value) : IEntityId<BudgetId>
{
    public static BudgetId From(Guid value) => new(value);

    public int CompareTo(BudgetId other) => Value.CompareTo(other.Value);
}

/// <summary>
/// The money of a plan, or of none: lines, a contingency reserve and a period. Its content is approved as a whole, revision by revision;
/// bookings are possible once a revision is in force.
/// </summary>
public sealed class Budget : Resource<BudgetId>
{
    public const int CodeLength = 50;
    public const int TitleLength = 200;
    public const int MaxLines = 2_000;
    public const int ReasonLength = 2_000;
    public const int ScenarioLength = 100;
    public const int MaxForecasts = 5_000;

    protected override string TypeName => ResourceTypes.Budget;

    protected override Guid? Parent => PlanId?.Value;

    private Budget() { }

    private Budget(WorkspaceId workspaceId)
        : base(workspaceId) { }

    /// <summary>What the budget says besides its lines.</summary>
    [AuditMembers]
    public BudgetTerms Terms { get; private set; } = BudgetTerms.Empty;

    [NotAudited]
    public PlanId? PlanId { get; private set; }

    [NotAudited]
    public string Code { get; private set; } = "";

    /// <summary>The code in upper case: codes are unique regardless of case.</summary>
    [NotAudited]
    public string CodeKey { get; private set; } = "";

    [NotAudited]
    public string Title { get; private set; } = "";

    [NotAudited]
    public string Currency { get; private set; } = "";

    [NotAudited]
    public DateOnly? PeriodStart { get; private set; }

    [NotAudited]
    public DateOnly? PeriodEnd { get; private set; }

    public BudgetStatus Status { get; private set; }

    /// <summary>Number of the open revision; null while none is open.</summary>
    public int? WorkingRevision { get; private set; }

    /// <summary>Number of the approved revision that controls spending.</summary>
    public int? InForceRevision { get; private set; }

    /// <summary>Where the budget's current revisions are between draft and approval.</summary>
    [NotAudited]
    public RevisionStates Revisions { get; private set; } = new();

    /// <summary>Whether it was adopted from the parts of its plan.</summary>
    public bool IsAdopted { get; private set; }

    /// <summary>The budget that this one is a scenario of; null if it is none.</summary>
    public BudgetId? ScenarioOfId { get; private set; }

    /// <summary>Name of the scenario.</summary>
    public string? Scenario { get; private set; }

    /// <summary>
    /// The budget with its scenarios, once this one of them was submitted. A unique index keeps a second one out until the submission is
    /// withdrawn or returned.
    /// </summary>
    [NotAudited]
    public BudgetId? ChosenForId { get; private set; }

    /// <summary>The budget whose scenarios belong together.</summary>
    public BudgetId Family => ScenarioOfId ?? Id;

    /// <summary>The freezes of spending that are in effect.</summary>
    public IReadOnlyList<SpendingFreeze> Freezes { get; private set; } = [];

    /// <summary>What people expect to be spent in months that are still open.</summary>
    public IReadOnlyList<LineForecast> Forecasts { get; private set; } = [];

    /// <summary>The number of content writes, as in the latest revision.</summary>
    [NotAudited]
    public long ContentVersion { get; private set; }

    /// <summary>Normalised title, for sorting.</summary>
    [NotAudited]
    public string TitleKey { get; private set; } = "";

    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>Creates a budget with its first revision, which is open for changes.</summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="terms">What it says besides its lines.</param>
    /// <param name="isAdopted">Whether it is adopted from the parts of its plan.</param>
    public static Result<Budget> Draft(WorkspaceId workspaceId, BudgetTerms terms, bool isAdopted = false)
    {
        var budget = new Budget(workspaceId)
        {
            Status = BudgetStatus.NotInForce,
            WorkingRevision = 1,
            IsAdopted = isAdopted,
            Revisions = new RevisionStates { Working = RevisionState.Draft(1) },
        };
        return budget.Write(terms) is { Succeeded: false, Error: var error } ? error : budget;
    }

    /// <summary>Creates a scenario beside a budget.</summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="source">The budget, or another scenario of it.</param>
    /// <param name="terms">What the scenario says besides its lines.</param>
    /// <param name="name">Name of the scenario.</param>
    public static Result<Budget> DraftScenario(WorkspaceId workspaceId, Budget source, BudgetTerms terms, string name)
    {
        var drafted = Draft(workspaceId, terms);
        if (drafted.Succeeded)
        {
            (drafted.Value.ScenarioOfId, drafted.Value.Scenario) = (source.Family, name);
        }

        return drafted;
    }

    /// <summary>Returns the form in which codes are compared.</summary>
    public static string KeyOf(string code) => code.ToUpperInvariant();

    /// <summary>Replaces the terms.</summary>
    public Result<Done> Write(BudgetTerms terms)
    {
        var faults = terms.Check().ToList();
        if (InForceRevision is not null && terms.Currency != Currency)
        {
            faults.Add(RuleFault.Of("/currency", "budget.currencyFixed", ("currency", Currency)));
        }

        if (faults.Count > 0)
        {
            return new RulesBroken(faults);
        }

        (Terms, PlanId) = (terms, terms.PlanId is { } plan ? Plans.PlanId.From(plan) : null);
        (Code, CodeKey, Title, Currency) = (terms.Code, KeyOf(terms.Code), terms.Title, terms.Currency);
        (PeriodStart, PeriodEnd) = (terms.PeriodStart, terms.PeriodEnd);
        TitleKey = CatalogueName.Key(Title);
        SearchText = Text.SearchText.Normalise($"{Title}\n{Code}");
        return Done.Now;
    }

    /// <summary>Counts a write of the content. It moves the budget's version, so that nobody submits what they have not read.</summary>
    /// <param name="open">The revision in draft.</param>
    public void CountContent(BudgetRevision open)
    {
        open.CountWrite();
        ContentVersion = open.ContentVersion;
    }

    /// <summary>Freezes the content as the snapshot holds it, and asks for approval.</summary>
    public Result<Done> Submit(BudgetRevision revision, BudgetSnapshot snapshot, string by, DateTime at)
    {
        var submitted = Unless(BudgetStatus.NotInForce, BudgetStatus.Active) is { } wrong
            ? wrong
            : Show(revision, revision.Submit(snapshot, by, at));
        ChosenForId = submitted.Succeeded ? Family : ChosenForId;
        return submitted;
    }

    /// <summary>Takes the submission back.</summary>
    public Result<Done> Withdraw(BudgetRevision revision) => Reopen(Show(revision, revision.Withdraw()));

    /// <summary>Returns the submitted content to its author.</summary>
    public Result<Done> Return(BudgetRevision revision, byte[] hash) => Reopen(Show(revision, revision.Return(hash)));

    /// <summary>Approves the submitted revision. It controls spending at once, in place of the one before.</summary>
    /// <param name="revision">The submitted revision.</param>
    /// <param name="before">The revision in force until now; null if there is none.</param>
    /// <param name="hash">The content that was approved.</param>
    /// <param name="at">The time of approval.</param>
    public Result<Done> Approve(BudgetRevision revision, BudgetRevision? before, byte[] hash, DateTime at)
    {
        if (Unless(BudgetStatus.NotInForce, BudgetStatus.Active) is { } wrong)
        {
            return wrong;
        }

        if ((revision.Approve(hash, at).Error ?? revision.ComeIntoForce(at).Error ?? before?.Supersede(at).Error) is { } refused)
        {
            return refused;
        }

        (WorkingRevision, InForceRevision, Status) = (null, revision.Number, BudgetStatus.Active);
        Revisions = new RevisionStates { InForce = RevisionState.Of(revision) };
        return Done.Now;
    }

    /// <summary>Opens the next revision, which starts with the content of the latest one.</summary>
    public Result<BudgetRevision> Revise(BudgetRevision latest)
    {
        if (Unless(BudgetStatus.NotInForce, BudgetStatus.Active) is { } wrong)
        {
            return wrong;
        }

        var next = latest.Next();
        if (next.Succeeded)
        {
            WorkingRevision = next.Value.Number;
            Revisions = Revisions with { Working = RevisionState.Of(next.Value) };
        }

        return next;
    }

    /// <summary>Drops the open revision, whose content must have been replaced with that of the revision in force.</summary>
    public Result<Done> Discard(BudgetRevision open)
    {
        if (InForceRevision is null)
        {
            return new BudgetNeverApproved(Id.Value);
        }

        var discarded = open.Discard();
        if (discarded.Succeeded)
        {
            WorkingRevision = null;
            Revisions = Revisions with { Working = null };
        }

        return discarded;
    }

    /// <summary>Closes the budget for bookings. No revision can be open.</summary>
    public Result<Done> Close()
    {
        if (Unless(BudgetStatus.Active) is { } wrong)
        {
            return wrong;
        }

        if (WorkingRevision is { } open)
        {
            return new BudgetRevisionOpen(open);
        }

        Status = BudgetStatus.Closed;
        return Done.Now;
    }

    /// <summary>Stops new spending on lines, or on the whole budget.</summary>
    public void Freeze(SpendingFreeze freeze) => Freezes = [.. Freezes.Where(other => !other.IsSameAs(freeze)), freeze];

    /// <summary>Lets money be spent again on lines, or on the whole budget.</summary>
    /// <param name="lineCode">Code of the line; null for the whole budget.</param>
    public void Unfreeze(string? lineCode) => Freezes = [.. Freezes.Where(freeze => !freeze.IsOf(lineCode))];

    /// <summary>Replaces what is expected for months of lines; null takes a forecast back.</summary>
    public Result<Done> Forecast(IEnumerable<(LineForecast Forecast, bool IsKept)> changes)
    {
        var forecasts = Forecasts.ToList();
        foreach (var (forecast, isKept) in changes)
        {
            forecasts.RemoveAll(other => other.LineId == forecast.LineId && other.Period == forecast.Period);
            if (isKept)
            {
                forecasts.Add(forecast);
            }
        }

        if (forecasts.Count > MaxForecasts)
        {
            return new TooManyForecasts(MaxForecasts);
        }

        Forecasts = forecasts;
        return Done.Now;
    }

    /// <summary>Returns why the budget cannot be deleted: it was approved, or waits for a decision. Null if it can.</summary>
    public Error? WhyKept() =>
        InForceRevision is not null ? new BudgetWasInForce(Id.Value)
        : Revisions.Working is { Status: RevisionStatus.Submitted, Number: var waiting } ? new BudgetRevisionOpen(waiting)
        : null;

    /// <summary>The status that is required for a step; null if the budget has it.</summary>
    public BudgetInWrongStatus? Unless(params BudgetStatus[] allowed) =>
        allowed.Contains(Status) ? null : new BudgetInWrongStatus(Id.Value, Name(Status), [.. allowed.Select(Name)]);

    private static string Name(BudgetStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());

    /// <summary>Lets another scenario be submitted, unless this one has been in force.</summary>
    private Result<Done> Reopen(Result<Done> step)
    {
        ChosenForId = step.Succeeded && InForceRevision is null ? null : ChosenForId;
        return step;
    }

    private Result<Done> Show(BudgetRevision revision, Result<Done> step)
    {
        if (step.Succeeded)
        {
            Revisions = Revisions with { Working = RevisionState.Of(revision) };
        }

        return step;
    }
}

/// <summary>States of a budget. Drafting and approval are tracked by its revisions.</summary>
public enum BudgetStatus
{
    /// <summary>No revision has been approved.</summary>
    NotInForce,

    /// <summary>A revision is in force: bookings are possible.</summary>
    Active,

    /// <summary>The budget is closed for bookings.</summary>
    Closed,
}

/// <summary>A stop of new spending. Actuals on open commitments, releases and reversals stay possible.</summary>
/// <param name="LineCode">Code of the line; null for the whole budget.</param>
/// <param name="Reason">Why spending is stopped.</param>
/// <param name="By">The actor who stopped it.</param>
/// <param name="At">When it was stopped.</param>
public sealed record SpendingFreeze(string? LineCode, string Reason, string By, DateTime At)
{
    /// <summary>Whether it stops spending on this line; null for the whole budget.</summary>
    public bool IsOf(string? lineCode) =>
        lineCode is null ? LineCode is null : LineCode is not null && Budget.KeyOf(LineCode) == Budget.KeyOf(lineCode);

    internal bool IsSameAs(SpendingFreeze other) => IsOf(other.LineCode);
}

/// <summary>What is expected to be spent in a month, beside what is spent and promised.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Period">The month, such as 2027-03.</param>
/// <param name="Minor">The amount in minor units.</param>
/// <param name="By">The actor who expects it.</param>
/// <param name="At">When it was written.</param>
public sealed record LineForecast(Guid LineId, string Period, long Minor, string By, DateTime At);
