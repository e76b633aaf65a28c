using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Loyalty;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Loyalty;

/// <summary>A loyalty programme.</summary>
public sealed record LoyaltyProgrammeResponse : ResourceResponse
{
    /// <summary>What the programme says, as clients send it.</summary>
    [Flatten]
    public required LoyaltyTerms Terms { get; init; }

    /// <summary>Whether customers can take part. Objectives that count programmes count those that are `live`.</summary>
    public required LoyaltyStatus Status { get; init; }

    /// <summary>The steps taken so far, the oldest first.</summary>
    [MaxLength(LoyaltyLife.MaxSteps)]
    public required IReadOnlyList<LoyaltyStep> Steps { get; init; }
}

/// <summary>The day of a step.</summary>
public sealed record LoyaltyStepInput
{
    /// <summary>The day on which the step took effect; today if omitted. It is not before the day of the step before.</summary>
    /// <example>2026-03-01</example>
    public DateOnly? On { get; init; }
}

internal sealed class LoyaltyProjections : Profile
{
    public LoyaltyProjections() => CreateProjection<LoyaltyProgramme, LoyaltyProgrammeResponse>();
}

/// <summary>Reads loyalty programmes for the change feed.</summary>
internal sealed class LoyaltyProgrammeReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<LoyaltyProgramme, LoyaltyProgrammeId, LoyaltyProgrammeResponse>(
        db,
        mappings,
        ResourceTypes.LoyaltyProgramme,
        Domain.Access.Scopes.CampaignsRead
    );

/// <summary>References from loyalty programmes to the parties that own them.</summary>
internal sealed class LoyaltyOwners(IMarketingDb db)
    : ColumnReferrer<LoyaltyProgramme, LoyaltyProgrammeId, PartyId>(
        db,
        ResourceTypes.Party,
        programme => programme.OwnerId,
        (programme, party) => programme.Assign(party)
    );

/// <summary>Which loyalty programmes to list.</summary>
public sealed record ListLoyaltyProgrammes : ResourceListArguments, IQuery<Page<LoyaltyProgrammeResponse>>
{
    /// <summary>Only programmes of this plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Only programmes in these states, separated by commas.</summary>
    [MaxLength(10)]
    public IReadOnlyList<LoyaltyStatus> Status { get; init; } = [];

    /// <summary>Only the programme with this code, in any case.</summary>
    [MaxLength(LoyaltyProgramme.CodeLength)]
    public string? Code { get; init; }
}

internal sealed class ListLoyaltyProgrammesHandler(IMarketingDb db, PageReader pages)
    : IRequestHandler<ListLoyaltyProgrammes, Result<Page<LoyaltyProgrammeResponse>>>
{
    private static readonly SortSet<LoyaltyProgramme, LoyaltyProgrammeResponse> Sorts = SortSet<LoyaltyProgramme, LoyaltyProgrammeResponse>
        .EndingIn(programme => programme.Id, programme => LoyaltyProgrammeId.From(programme.Id))
        .By("updatedAt", programme => programme.UpdatedAt, programme => programme.UpdatedAt)
        .ByDefault("-updatedAt");

    public Task<Result<Page<LoyaltyProgrammeResponse>>> Handle(ListLoyaltyProgrammes query, CancellationToken cancellationToken) =>
        pages.ReadAsync(Filter(query), query, Sorts, cancellationToken);

    private IQueryable<LoyaltyProgramme> Filter(ListLoyaltyProgrammes query)
    {
        var programmes = db.LoyaltyProgrammes.Matching<LoyaltyProgramme, LoyaltyProgrammeId>(query);
        if (query.PlanId is { } given)
        {
            PlanId? plan = PlanId.From(given);
            programmes = programmes.Where(programme => programme.PlanId == plan);
        }

        if (query.Status is { Count: > 0 } states)
        {
            programmes = programmes.Where(programme => states.Contains(programme.Status));
        }

        if (query.Code is { } code)
        {
            var key = LoyaltyProgramme.KeyOf(code);
            programmes = programmes.Where(programme => programme.CodeKey == key);
        }

        return programmes.Containing(programme => programme.SearchText, query.Q);
    }
}

/// <summary>Reads one loyalty programme.</summary>
public sealed record GetLoyaltyProgramme(LoyaltyProgrammeId Id) : IQuery<LoyaltyProgrammeResponse>;

internal sealed class GetLoyaltyProgrammeHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetLoyaltyProgramme, Result<LoyaltyProgrammeResponse>>
{
    public async Task<Result<LoyaltyProgrammeResponse>> Handle(GetLoyaltyProgramme query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<LoyaltyProgramme, LoyaltyProgrammeResponse>, cancellationToken) is { } found
            ? found
            : new LoyaltyProgrammeNotFound(query.Id.Value);
}
