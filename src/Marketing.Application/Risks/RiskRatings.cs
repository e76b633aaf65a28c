using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Risks;
using MediatR;

namespace Marketing.Application.Risks;

/// <summary>A rating of a risk, with the version of the matrix that it was made with.</summary>
public sealed record RiskRatingResponse : ResourceResponse
{
    /// <summary>Id of the risk.</summary>
    public required Guid RiskId { get; init; }

    /// <summary>What the rating is about.</summary>
    public required RatingKind Kind { get; init; }

    /// <summary>Id of the matrix; null for the built-in 3×3 matrix.</summary>
    public required Guid? MatrixId { get; init; }

    /// <summary>Version of the matrix.</summary>
    [Range(1, RiskMatrix.MaxVersions)]
    public required int MatrixVersion { get; init; }

    /// <summary>Value of impact.</summary>
    [Range(1, RiskMatrix.MaxSide)]
    public required int Impact { get; init; }

    /// <summary>Value of probability.</summary>
    [Range(1, RiskMatrix.MaxSide)]
    public required int Probability { get; init; }

    /// <summary>Impact × probability.</summary>
    [Range(1, RiskMatrix.MaxSide * RiskMatrix.MaxSide)]
    public required int Score { get; init; }

    /// <summary>The level, according to that version of the matrix.</summary>
    public required RiskBand Level { get; init; }

    /// <summary>Whether the level exceeded what was tolerated for the category.</summary>
    public required bool IsBeyondTolerance { get; init; }

    /// <summary>What led to the rating.</summary>
    [MaxLength(RiskRating.NoteLength)]
    public required string? Note { get; init; }
}

/// <summary>A rating to make.</summary>
public sealed record RiskRatingInput
{
    /// <summary>What the rating is about.</summary>
    public RatingKind Kind { get; init; }

    /// <summary>Id of the matrix; by default that of the plan, or else the built-in 3×3 matrix.</summary>
    public Guid? MatrixId { get; init; }

    /// <summary>Value of impact, from 1 upwards.</summary>
    /// <example>3</example>
    [Range(1, RiskMatrix.MaxSide)]
    public required int Impact { get; init; }

    /// <summary>Value of probability, from 1 upwards.</summary>
    /// <example>2</example>
    [Range(1, RiskMatrix.MaxSide)]
    public required int Probability { get; init; }

    /// <summary>What led to the rating.</summary>
    /// <example>上月转化率连续下降。</example>
    [MaxLength(RiskRating.NoteLength)]
    public string? Note { get; init; }
}

/// <summary>Which ratings to list.</summary>
public sealed record RiskRatingArguments : ListArguments;

/// <summary>Lists the ratings of a risk.</summary>
public sealed record ListRiskRatings(RiskId RiskId, RiskRatingArguments Arguments) : IQuery<Page<RiskRatingResponse>>;

internal sealed class ListRiskRatingsHandler(IMarketingDb db, PageReader pages, IConfigurationProvider mappings)
    : IRequestHandler<ListRiskRatings, Result<Page<RiskRatingResponse>>>
{
    private static readonly SortSet<RiskRating, RiskRatingResponse> Sorts = SortSet<RiskRating, RiskRatingResponse>
        .EndingIn(row => row.Id, row => RiskRatingId.From(row.Id))
        .By("createdAt", row => row.CreatedAt, row => row.CreatedAt)
        .ByDefault("-createdAt");

    public Task<Result<Page<RiskRatingResponse>>> Handle(ListRiskRatings query, CancellationToken cancellationToken) =>
        db.ReadOfRiskAsync(
            query.RiskId,
            id =>
                pages.ReadAsync(
                    db.RiskRatings.Where(row => row.RiskId == id),
                    query.Arguments,
                    Sorts,
                    mappings.ProjectionOf<RiskRating, RiskRatingResponse>(),
                    cancellationToken,
                    id.Value.ToString()
                ),
            cancellationToken
        );
}

/// <summary>Reads one rating.</summary>
public sealed record GetRiskRating(RiskId RiskId, RiskRatingId Id) : IQuery<RiskRatingResponse>;

internal sealed class GetRiskRatingHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetRiskRating, Result<RiskRatingResponse>>
{
    public async Task<Result<RiskRatingResponse>> Handle(GetRiskRating query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<RiskRating, RiskRatingResponse>, cancellationToken) is { } found
        && found.RiskId == query.RiskId.Value
            ? found
            : new RiskRatingNotFound(query.Id.Value);
}

/// <summary>Rates a risk. Of two people who rate at once, the later one decides where the risk is; the history keeps both.</summary>
public sealed record RateRisk(RiskId RiskId, ExpectedVersion? ExpectedVersion, RiskRatingInput Input) : ICommand<RiskRatingResponse>;

internal sealed class RateRiskHandler(
    IMarketingDb db,
    RiskWriter writer,
    RiskMatrices matrices,
    RiskAcceptances acceptances,
    ResponseMapper responses
) : IRequestHandler<RateRisk, Result<RiskRatingResponse>>
{
    public async Task<Result<RiskRatingResponse>> Handle(RateRisk command, CancellationToken cancellationToken)
    {
        var found = await writer.HoldAsync(command.RiskId, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (risk, input) = (found.Value, command.Input);
        var matrix = await matrices.ChooseAsync(input.MatrixId, risk.PlanId, cancellationToken);
        if (!matrix.Succeeded)
        {
            return matrix.Error;
        }

        var rating = RiskRating.Of(risk, input.Kind, matrix.Value, input.Impact, input.Probability, input.Note);
        if (!rating.Succeeded)
        {
            return rating.Error;
        }

        db.RiskRatings.Add(rating.Value);
        risk.Rate(rating.Value);
        await acceptances.CompareAsync(risk, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<RiskRating, RiskRatingResponse>(rating.Value);
    }
}

/// <summary>Reads ratings for the change feed.</summary>
internal sealed class RiskRatingReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<RiskRating, RiskRatingId, RiskRatingResponse>(db, mappings, ResourceTypes.RiskRating, Domain.Access.Scopes.RisksRead);
