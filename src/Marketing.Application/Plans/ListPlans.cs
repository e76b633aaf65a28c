using System.ComponentModel.DataAnnotations;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Approvals;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans;

/// <summary>Which plans to list.</summary>
public sealed record ListPlans : ResourceListArguments, IFeedQuery<PlanSummary>
{
    /// <summary>Only plans in this state. By default all but templates; `ids` and `code` find those too.</summary>
    public PlanStatus? Status { get; init; }

    /// <summary>Only plans of this type.</summary>
    public PlanType? PlanType { get; init; }

    /// <summary>Only the plan with this code, in any case.</summary>
    [MaxLength(50)]
    public string? Code { get; init; }

    /// <summary>Only plans written in this language (BCP 47).</summary>
    [MaxLength(35)]
    public string? Language { get; init; }

    /// <summary>Only plans whose period begins on or after this day.</summary>
    public DateOnly? PeriodFrom { get; init; }

    /// <summary>Only plans whose period ends on or before this day.</summary>
    public DateOnly? PeriodTo { get; init; }

    /// <summary>Only plans whose period ends on or after this day.</summary>
    public DateOnly? EndFrom { get; init; }

    /// <summary>
    /// Only plans that name this party, or one merged into it, on the cover as preparer, reviewer or approver, or as owner of a task. The
    /// newest 900 are considered.
    /// </summary>
    public Guid? PartyId { get; init; }

    /// <summary>
    /// Only plans that concern the caller: they name the caller's party on the cover or as owner of a task, or wait for the caller's
    /// decision.
    /// </summary>
    public bool Mine { get; init; }

    /// <summary>What to return with each plan. Pages then contain at most 50 plans.</summary>
    [MaxLength(3)]
    public IReadOnlyList<PlanListExpansion> Expand { get; init; } = [];

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }

    /// <summary>Language of the header and of coded values in CSV. Without it, both are codes. JSON ignores it.</summary>
    public LabelLanguage? Lang { get; init; }

    IFeedQuery<PlanSummary> IFeedQuery<PlanSummary>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = Expand.Count > 0 ? PageSize : pageSize ?? PageSize,
        };
}

internal sealed class ListPlansHandler(IMarketingDb db, PageReader pages, PlanFinder finder, RequestContext context)
    : IRequestHandler<ListPlans, Result<Page<PlanSummary>>>
{
    private const int MaxExpanded = 50;

    /// <summary>
    /// The maximum number of plans that a party is looked for in, the newest ones. A statement can have 2,100 parameters on SQL Server.
    /// </summary>
    private const int MostNamed = 900;

    /// <summary>The types whose references to parties are signatories or owners of tasks.</summary>
    private static readonly string[] NamingTypes = [ResourceTypes.Plan, PlanSections.Of(PlanSectionName.WorkPackages).Type];

    private static readonly SortSet<Plan, PlanSummary> Sorts = SortSet<Plan, PlanSummary>
        .EndingIn(plan => plan.Id, plan => PlanId.From(plan.Id))
        .By("contentUpdatedAt", plan => plan.ContentUpdatedAt, plan => plan.ContentUpdatedAt)
        .By("updatedAt", plan => plan.UpdatedAt, plan => plan.UpdatedAt)
        .By("createdAt", plan => plan.CreatedAt, plan => plan.CreatedAt)
        .By("title", plan => plan.TitleKey, plan => CatalogueName.Key(plan.Title))
        .By("periodStart", plan => plan.PeriodStart, plan => plan.PeriodStart?.Date)
        .By("periodEnd", plan => plan.PeriodEnd, plan => plan.PeriodEnd?.Date)
        .By("preparedBy", plan => plan.PreparedByKey, plan => CatalogueName.Key(plan.PreparedBy ?? ""))
        .ByDefault("-contentUpdatedAt");

    public async Task<Result<Page<PlanSummary>>> Handle(ListPlans query, CancellationToken cancellationToken)
    {
        if (query.Expand.Count > 0 && query.PageSize > MaxExpanded)
        {
            return new ExpandedPageTooLarge(MaxExpanded);
        }

        return query is { Expand.Count: 0, PartyId: null, Mine: false }
            ? await pages.ReadAsync(Filter(query), query, Sorts, cancellationToken)
            : await db.ReadConsistentlyAsync(() => ReadWithMoreAsync(query, cancellationToken), cancellationToken);
    }

    private IQueryable<Plan> Filter(ListPlans query)
    {
        var plans = db.Plans.Matching<Plan, PlanId>(query with { UpdatedSince = null });
        if (query.UpdatedSince is { } since)
        {
            plans = plans.Where(plan => plan.ContentUpdatedAt >= since);
        }

        plans = new PlanFilter
        {
            Status = query.Status,
            PlanType = query.PlanType,
            Code = query.Code,
            Language = query.Language,
            PeriodFrom = query.PeriodFrom,
            PeriodTo = query.PeriodTo,
        }.Of(plans);
        if (query is { Status: null, Ids.Count: 0, Code: null })
        {
            plans = plans.Where(plan => plan.Status != PlanStatus.Template);
        }

        if (query.EndFrom is { } end)
        {
            plans = plans.Where(plan => plan.PeriodEnd >= end);
        }

        return finder.Containing(plans, SearchWords.Of(query.Q ?? ""));
    }

    private async Task<Result<Page<PlanSummary>>> ReadWithMoreAsync(ListPlans query, CancellationToken ct)
    {
        var plans = Filter(query);
        if (query.PartyId is { } party)
        {
            var named = await NamingAsync([PartyId.From(party)], ct);
            plans = plans.Where(plan => named.Contains(plan.Id));
        }

        if (query.Mine)
        {
            var concerning = await ConcerningAsync(context.Caller.ActorId, ct);
            plans = plans.Where(plan => concerning.Contains(plan.Id));
        }

        var read = await pages.ReadAsync(plans, query, Sorts, ct);
        return read.Succeeded ? read.Value with { Items = await ExpandAsync(read.Value.Items, query, ct) } : read;
    }

    private async Task<IReadOnlyList<PlanSummary>> ExpandAsync(IReadOnlyList<PlanSummary> plans, ListPlans query, CancellationToken ct)
    {
        List<PlanId> ids = [.. plans.Select(plan => PlanId.From(plan.Id))];
        if (query.Expand.Contains(PlanListExpansion.Objectives))
        {
            var objectives = await db.ReadSectionsAsync(ids, PlanSectionName.Objectives, ct);
            plans = [.. plans.Select(plan => plan with { Objectives = [.. objectives[plan.Id]] })];
        }

        if (query.Expand.Contains(PlanListExpansion.FoundIn))
        {
            var places = await finder.PlacesAsync(ids, SearchWords.Of(query.Q ?? ""), ct);
            plans = [.. plans.Select(plan => plan with { FoundIn = [.. places[plan.Id]] })];
        }

        if (query.Expand.Contains(PlanListExpansion.Counts))
        {
            var counts = await db.CountsAsync(ids, ct);
            plans = [.. plans.Select(plan => plan with { Counts = counts[plan.Id] })];
        }

        return plans;
    }

    /// <summary>Returns the plans that name the caller's party, and whatever waits for the caller's decision.</summary>
    private async Task<List<PlanId>> ConcerningAsync(string caller, CancellationToken ct)
    {
        var parties = await db
            .Members.AsNoTracking()
            .Where(member => member.ActorId == caller && member.PartyId != null)
            .Select(member => member.PartyId!.Value)
            .ToListAsync(ct);
        var waiting = await db
            .Approvals.AsNoTracking()
            .Where(approval => approval.AssigneeActorId == caller && approval.State == ApprovalState.Pending)
            .Select(approval => approval.SubjectId)
            .Distinct()
            .Take(MostNamed)
            .ToListAsync(ct);
        return [.. waiting.Select(PlanId.From), .. parties.Count > 0 ? await NamingAsync(parties, ct) : []];
    }

    /// <summary>Returns the newest plans whose cover or tasks name one of the parties.</summary>
    private async Task<List<PlanId>> NamingAsync(IReadOnlyList<PartyId> parties, CancellationToken ct)
    {
        var all = (await db.WithMergedAsync(parties, ct)).OfType<PartyId>().Select(party => party.Value).ToList();
        var references = await db
            .ContentReferences.AsNoTracking()
            .Where(reference => all.Contains(reference.TargetId))
            .Select(reference => new { reference.PlanId, reference.OwnerType })
            .Distinct()
            .ToListAsync(ct);
        return
        [
            .. references
                .Where(reference => NamingTypes.Contains(reference.OwnerType))
                .Select(reference => PlanId.From(reference.PlanId))
                .Distinct()
                .OrderDescending()
                .Take(MostNamed),
        ];
    }
}

public sealed record ExpandedPageTooLarge(int Max) : InputError("input.expandedPageTooLarge")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/pageSize", Code, Args)];
}
