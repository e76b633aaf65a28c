using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Risks;
using MediatR;

namespace Marketing.Application.Risks;

/// <summary>Which risks to list.</summary>
public sealed record ListRisks : ResourceListArguments, IFeedQuery<RiskResponse>
{
    /// <summary>Only risks of this plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Only risks in these states, separated by commas.</summary>
    [MaxLength(7)]
    public IReadOnlyList<RiskStatus> Status { get; init; } = [];

    /// <summary>Only risks of this category.</summary>
    public RiskCategory? Category { get; init; }

    /// <summary>Only risks of these levels, separated by commas.</summary>
    [MaxLength(4)]
    public IReadOnlyList<RiskBand> Level { get; init; } = [];

    /// <summary>Only risks that this party owns.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>`true`: only rated risks; `false`: only risks without a rating.</summary>
    public bool? Rated { get; init; }

    /// <summary>Only risks with this value of impact in their matrix.</summary>
    [Range(1, RiskMatrix.MaxSide)]
    public int? ImpactValue { get; init; }

    /// <summary>Only risks with this value of probability in their matrix.</summary>
    [Range(1, RiskMatrix.MaxSide)]
    public int? ProbabilityValue { get; init; }

    /// <summary>Only risks beyond what is tolerated, or only others.</summary>
    public bool? BeyondTolerance { get; init; }

    /// <summary>Only risks to be assessed on or before this day.</summary>
    public DateOnly? ReviewTo { get; init; }

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }

    /// <summary>Language of the header and of coded values in CSV. Without it, both are codes. JSON ignores it.</summary>
    public LabelLanguage? Lang { get; init; }

    IFeedQuery<RiskResponse> IFeedQuery<RiskResponse>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = pageSize ?? PageSize,
        };
}

internal sealed class ListRisksHandler(IMarketingDb db, PageReader pages) : IRequestHandler<ListRisks, Result<Page<RiskResponse>>>
{
    private static readonly SortSet<Risk, RiskResponse> Sorts = SortSet<Risk, RiskResponse>
        .EndingIn(risk => risk.Id, risk => RiskId.From(risk.Id))
        .By("score", risk => risk.Score, risk => risk.Score)
        .By("updatedAt", risk => risk.UpdatedAt, risk => risk.UpdatedAt)
        .By("title", risk => risk.TitleKey, risk => CatalogueName.Key(risk.Terms.Title))
        .ByDefault("-score");

    public Task<Result<Page<RiskResponse>>> Handle(ListRisks query, CancellationToken cancellationToken) =>
        pages.ReadAsync(Filter(query), query, Sorts, cancellationToken);

    private IQueryable<Risk> Filter(ListRisks query)
    {
        var risks = db.Risks.Matching<Risk, RiskId>(query);
        if (query.PlanId is { } given)
        {
            PlanId? plan = PlanId.From(given);
            risks = risks.Where(risk => risk.PlanId == plan);
        }

        if (query.Status.Count > 0)
        {
            risks = risks.Where(risk => query.Status.Contains(risk.Status));
        }

        if (query.Category is { } category)
        {
            risks = risks.Where(risk => risk.Category == category);
        }

        if (query.Level.Count > 0)
        {
            risks = risks.Where(risk => query.Level.Contains(risk.Level!.Value));
        }

        if (query.OwnerId is { } owner)
        {
            risks = risks.Where(risk =>
                db.RiskReferences.Any(reference => reference.EntryId == owner && reference.IsOwner && reference.RiskId == risk.Id)
            );
        }

        if (query.Rated is { } rated)
        {
            risks = risks.Where(risk => (risk.Score != null) == rated);
        }

        if (query.ImpactValue is { } impact)
        {
            risks = risks.Where(risk => risk.ImpactValue == impact);
        }

        if (query.ProbabilityValue is { } probability)
        {
            risks = risks.Where(risk => risk.ProbabilityValue == probability);
        }

        if (query.BeyondTolerance is { } beyond)
        {
            risks = risks.Where(risk => risk.IsBeyondTolerance == beyond);
        }

        if (query.ReviewTo is { } day)
        {
            risks = risks.Where(risk => risk.NextReviewOn <= day);
        }

        return risks.Containing(risk => risk.SearchText, query.Q);
    }
}

/// <summary>Reads one risk.</summary>
public sealed record GetRisk(RiskId Id) : IQuery<RiskResponse>;

internal sealed class GetRiskHandler(IMarketingDb db, IConfigurationProvider mappings) : IRequestHandler<GetRisk, Result<RiskResponse>>
{
    public async Task<Result<RiskResponse>> Handle(GetRisk query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<Risk, RiskResponse>, cancellationToken) is { } found
            ? found
            : new RiskNotFound(query.Id.Value);
}
