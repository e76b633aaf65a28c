using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Text;
using MediatR;

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

    /// <summary>Relations to return with each plan. Pages then contain at most 50 plans.</summary>
    [MaxLength(1)]
    public IReadOnlyList<PlanListExpansion> Expand { get; init; } = [];

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }

    IFeedQuery<PlanSummary> IFeedQuery<PlanSummary>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = Expand.Count > 0 ? PageSize : pageSize ?? PageSize,
        };
}

internal sealed class ListPlansHandler(IMarketingDb db, PageReader pages) : IRequestHandler<ListPlans, Result<Page<PlanSummary>>>
{
    private const int MaxExpanded = 50;

    private static readonly SortSet<Plan, PlanSummary> Sorts = SortSet<Plan, PlanSummary>
        .EndingIn(plan => plan.Id, plan => PlanId.From(plan.Id))
        .By("contentUpdatedAt", plan => plan.ContentUpdatedAt, plan => plan.ContentUpdatedAt)
        .By("updatedAt", plan => plan.UpdatedAt, plan => plan.UpdatedAt)
        .By("createdAt", plan => plan.CreatedAt, plan => plan.CreatedAt)
        .By("title", plan => plan.TitleKey, plan => CatalogueName.Key(plan.Title))
        .By("periodStart", plan => plan.PeriodStart, plan => plan.PeriodStart?.Date)
        .ByDefault("-contentUpdatedAt");

    public async Task<Result<Page<PlanSummary>>> Handle(ListPlans query, CancellationToken cancellationToken)
    {
        if (query.Expand.Count > 0 && query.PageSize > MaxExpanded)
        {
            return new ExpandedPageTooLarge(MaxExpanded);
        }

        return query.Expand.Contains(PlanListExpansion.Objectives)
            ? await db.ReadConsistentlyAsync(() => ReadWithObjectivesAsync(query, cancellationToken), cancellationToken)
            : await pages.ReadAsync(Filter(query), query, Sorts, cancellationToken);
    }

    private IQueryable<Plan> Filter(ListPlans query)
    {
        var plans = db.Plans.Matching<Plan, PlanId>(query with { UpdatedSince = null });
        if (query.UpdatedSince is { } since)
        {
            plans = plans.Where(plan => plan.ContentUpdatedAt >= since);
        }

        if (query.Status is { } status)
        {
            plans = plans.Where(plan => plan.Status == status);
        }
        else if (query is { Ids.Count: 0, Code: null })
        {
            plans = plans.Where(plan => plan.Status != PlanStatus.Template);
        }

        if (query.PlanType is { } type)
        {
            plans = plans.Where(plan => plan.PlanType == type);
        }

        if (Plan.KeyOf(query.Code) is { } code)
        {
            plans = plans.Where(plan => plan.CodeKey == code);
        }

        if (query.Language is { } language)
        {
            plans = plans.Where(plan => plan.Language == language);
        }

        if (query.PeriodFrom is { } from)
        {
            plans = plans.Where(plan => plan.PeriodStart >= from);
        }

        if (query.PeriodTo is { } to)
        {
            plans = plans.Where(plan => plan.PeriodEnd <= to);
        }

        if (query.Q is { } q)
        {
            var words = SearchText.Normalise(q);
            plans = plans.Where(plan => plan.SearchText.Contains(words));
        }

        return plans;
    }

    private async Task<Result<Page<PlanSummary>>> ReadWithObjectivesAsync(ListPlans query, CancellationToken ct)
    {
        var read = await pages.ReadAsync(Filter(query), query, Sorts, ct);
        if (!read.Succeeded)
        {
            return read;
        }

        var page = read.Value;
        var objectives = await db.ReadSectionsAsync([.. page.Items.Select(plan => PlanId.From(plan.Id))], PlanSectionName.Objectives, ct);
        return page with { Items = [.. page.Items.Select(plan => plan with { Objectives = [.. objectives[plan.Id]] })] };
    }
}

public sealed record ExpandedPageTooLarge(int Max) : InputError("input.expandedPageTooLarge")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/pageSize", Code, Args)];
}
