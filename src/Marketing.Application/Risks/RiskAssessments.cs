using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Risks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>A session in which people judged a register again, with the picture of the register afterwards.</summary>
public sealed record RiskAssessmentResponse : ResourceResponse
{
    /// <summary>Id of the plan whose register was assessed; null for all registers.</summary>
    public required Guid? PlanId { get; init; }

    /// <summary>The day of the session.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary>What was discussed.</summary>
    [MaxLength(RiskAssessment.NoteLength)]
    public required string? Note { get; init; }

    /// <summary>Ids of the ratings that were made.</summary>
    [MaxLength(RiskAssessment.MaxEntries)]
    public required IReadOnlyList<Guid> RatingIds { get; init; }

    /// <summary>The open risks as they were afterwards, the highest score first.</summary>
    public required IReadOnlyList<AssessedRisk> Picture { get; init; }
}

/// <summary>A session to record.</summary>
public sealed record RiskAssessmentInput
{
    /// <summary>Id of the plan whose register is assessed; omit it for all registers.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>The day of the session; today if omitted.</summary>
    public DateOnly? HeldOn { get; init; }

    /// <summary>What was discussed.</summary>
    /// <example>识别新风险，更新应对措施。</example>
    [MaxLength(RiskAssessment.NoteLength)]
    public string? Note { get; init; }

    /// <summary>The ratings that the session made.</summary>
    [MaxLength(RiskAssessment.MaxEntries)]
    public IReadOnlyList<AssessmentEntryInput> Entries { get; init; } = [];
}

/// <summary>A rating that a session made.</summary>
public sealed record AssessmentEntryInput
{
    /// <summary>Id of the risk.</summary>
    public required Guid RiskId { get; init; }

    /// <summary>The rating.</summary>
    public required RiskRatingInput Rating { get; init; }

    /// <summary>When the risk is assessed next; by its level if omitted.</summary>
    public DateOnly? NextReviewOn { get; init; }
}

/// <summary>Which assessments to list.</summary>
public sealed record ListRiskAssessments : ListArguments, IQuery<Page<RiskAssessmentResponse>>
{
    /// <summary>Only assessments of this plan's register.</summary>
    public Guid? PlanId { get; init; }
}

internal sealed class ListRiskAssessmentsHandler(IMarketingDb db, PageReader pages)
    : IRequestHandler<ListRiskAssessments, Result<Page<RiskAssessmentResponse>>>
{
    private static readonly SortSet<RiskAssessment, RiskAssessmentResponse> Sorts = SortSet<RiskAssessment, RiskAssessmentResponse>
        .EndingIn(row => row.Id, row => RiskAssessmentId.From(row.Id))
        .By("heldOn", row => row.HeldOn, row => row.HeldOn)
        .ByDefault("-heldOn");

    public Task<Result<Page<RiskAssessmentResponse>>> Handle(ListRiskAssessments query, CancellationToken cancellationToken)
    {
        IQueryable<RiskAssessment> assessments = db.RiskAssessments;
        if (query.PlanId is { } given)
        {
            PlanId? plan = PlanId.From(given);
            assessments = assessments.Where(row => row.PlanId == plan);
        }

        return pages.ReadAsync(assessments, query, Sorts, cancellationToken);
    }
}

/// <summary>Reads one assessment.</summary>
public sealed record GetRiskAssessment(RiskAssessmentId Id) : IQuery<RiskAssessmentResponse>;

internal sealed class GetRiskAssessmentHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetRiskAssessment, Result<RiskAssessmentResponse>>
{
    public async Task<Result<RiskAssessmentResponse>> Handle(GetRiskAssessment query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<RiskAssessment, RiskAssessmentResponse>, cancellationToken) is { } found
            ? found
            : new RiskAssessmentNotFound(query.Id.Value);
}

/// <summary>Records a session: rates several risks, plans their next assessment, and freezes the picture of the register.</summary>
public sealed record HoldRiskAssessment(RiskAssessmentInput Input) : ICommand<RiskAssessmentResponse>;

internal sealed class HoldRiskAssessmentHandler(
    IMarketingDb db,
    RequestContext context,
    RiskWriter writer,
    RiskMatrices matrices,
    RiskAcceptances acceptances,
    Signers signers,
    ResponseMapper responses
) : IRequestHandler<HoldRiskAssessment, Result<RiskAssessmentResponse>>
{
    public async Task<Result<RiskAssessmentResponse>> Handle(HoldRiskAssessment command, CancellationToken cancellationToken)
    {
        var input = command.Input;
        var today = signers.Today(await signers.SettingsAsync(cancellationToken));
        var day = input.HeldOn ?? today;
        if (await ObjectionAsync(input, day, today, cancellationToken) is { } refused)
        {
            return refused;
        }

        var ratings = new Dictionary<Guid, RiskRating>();
        foreach (var (i, entry) in input.Entries.Index().OrderBy(entry => entry.Item.RiskId))
        {
            var rated = await RateAsync(entry, day, cancellationToken);
            if (!rated.Succeeded)
            {
                return rated.Error.Faults.Count == 0
                    ? rated.Error
                    : new RulesBroken([.. rated.Error.Faults.Select(fault => fault.Under($"/entries/{i}/rating"))]);
            }

            ratings[entry.RiskId] = rated.Value;
        }

        await db.SaveChangesAsync(cancellationToken);
        PlanId? plan = input.PlanId is { } given ? PlanId.From(given) : null;
        var session = RiskAssessment.Hold(
            context.WorkspaceId,
            plan,
            day,
            input.Note,
            [.. input.Entries.Select(entry => ratings[entry.RiskId].Id.Value)],
            await PictureAsync(plan, ratings.Keys, cancellationToken)
        );
        db.RiskAssessments.Add(session);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<RiskAssessment, RiskAssessmentResponse>(session);
    }

    private async Task<Error?> ObjectionAsync(RiskAssessmentInput input, DateOnly day, DateOnly today, CancellationToken ct)
    {
        var faults = new List<RuleFault>();
        if (day > today)
        {
            faults.Add(RuleFault.Of("/heldOn", "riskAssessment.ahead", ("day", day), ("today", today)));
        }

        if (input.PlanId is { } plan && await writer.PlanUnknownAsync(plan, ct) is { } unknown)
        {
            faults.Add(unknown);
        }

        foreach (var twice in input.Entries.Index().GroupBy(entry => entry.Item.RiskId).SelectMany(group => group.Skip(1)))
        {
            faults.Add(RuleFault.Of($"/entries/{twice.Index}/riskId", "riskAssessment.ratedTwice", ("id", twice.Item.RiskId)));
        }

        return Refusals.Of(faults);
    }

    private async Task<Result<RiskRating>> RateAsync(AssessmentEntryInput entry, DateOnly day, CancellationToken ct)
    {
        var found = await writer.HoldAsync(RiskId.From(entry.RiskId), null, ct);
        if (!found.Succeeded)
        {
            return new RulesBroken([RuleFault.Of("", "risk.unknown", ("id", entry.RiskId))]);
        }

        var risk = found.Value;
        var matrix = await matrices.ChooseAsync(entry.Rating.MatrixId, risk.PlanId, ct);
        if (!matrix.Succeeded)
        {
            return matrix.Error;
        }

        var input = entry.Rating;
        var rating = RiskRating.Of(risk, input.Kind, matrix.Value, input.Impact, input.Probability, input.Note);
        if (!rating.Succeeded)
        {
            return rating;
        }

        db.RiskRatings.Add(rating.Value);
        risk.Rate(rating.Value, entry.NextReviewOn ?? RiskAssessment.NextReview(rating.Value.Level, day));
        if (risk.Status == RiskStatus.Identified)
        {
            risk.Take(RiskVerb.Assess, hasTreatment: false, null);
        }

        await acceptances.CompareAsync(risk, ct);
        return rating;
    }

    private async Task<IReadOnlyList<AssessedRisk>> PictureAsync(PlanId? plan, IReadOnlyCollection<Guid> rated, CancellationToken ct)
    {
        var open = db.Risks.AsNoTracking().Where(risk => risk.Status != RiskStatus.Closed);
        if (plan is not null)
        {
            open = open.Where(risk => risk.PlanId == plan);
        }

        var risks = await open.OrderByDescending(risk => risk.Score)
            .ThenBy(risk => risk.Id)
            .Select(risk => new
            {
                risk.Id,
                risk.Terms,
                risk.Status,
                risk.Score,
                risk.Level,
            })
            .ToListAsync(ct);
        return
        [
            .. risks.Select(risk => new AssessedRisk
            {
                RiskId = risk.Id.Value,
                Title = risk.Terms.Title,
                Status = risk.Status,
                Score = risk.Score,
                Level = risk.Level,
                IsRated = rated.Contains(risk.Id.Value),
            }),
        ];
    }
}

/// <summary>Reads assessments for the change feed.</summary>
internal sealed class RiskAssessmentReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<RiskAssessment, RiskAssessmentId, RiskAssessmentResponse>(
        db,
        mappings,
        ResourceTypes.RiskAssessment,
        Domain.Access.Scopes.RisksRead
    );
