using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Which rate sets to list.</summary>
public sealed record ListRateSets : ListArguments, IQuery<Page<RateSetResponse>>
{
    /// <summary>Only the rate set with this code, in any case.</summary>
    [MaxLength(RateSet.CodeLength)]
    public string? Code { get; init; }
}

internal sealed class ListRateSetsHandler(IMarketingDb db, PageReader pages, IConfigurationProvider mappings)
    : IRequestHandler<ListRateSets, Result<Page<RateSetResponse>>>
{
    private static readonly SortSet<RateSet, RateSetResponse> Sorts = SortSet<RateSet, RateSetResponse>
        .EndingIn(set => set.Id, set => RateSetId.From(set.Id))
        .By("name", set => set.NameKey, set => CatalogueName.Key(set.Name))
        .ByDefault("name");

    public Task<Result<Page<RateSetResponse>>> Handle(ListRateSets query, CancellationToken cancellationToken)
    {
        var sets = db.RateSets.AsNoTracking();
        if (query.Code is { } code)
        {
            var key = RateSet.KeyOf(code);
            sets = sets.Where(set => set.CodeKey == key);
        }

        return pages.ReadAsync(sets, query, Sorts, mappings.ProjectionOf<RateSet, RateSetResponse>(), cancellationToken);
    }
}

/// <summary>Reads one rate set.</summary>
public sealed record GetRateSet(RateSetId Id) : IQuery<RateSetResponse>;

internal sealed class GetRateSetHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetRateSet, Result<RateSetResponse>>
{
    public async Task<Result<RateSetResponse>> Handle(GetRateSet query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<RateSet, RateSetResponse>, cancellationToken) is { } found
            ? found
            : new RateSetNotFound(query.Id.Value);
}

/// <summary>Lists the versions of a rate set.</summary>
public sealed record ListRateVersions(RateSetId RateSetId, RateVersionArguments Arguments) : IQuery<Page<RateVersionResponse>>;

internal sealed class ListRateVersionsHandler(IMarketingDb db, PageReader pages, IConfigurationProvider mappings)
    : IRequestHandler<ListRateVersions, Result<Page<RateVersionResponse>>>
{
    private static readonly SortSet<RateSetVersion, RateVersionResponse> Sorts = SortSet<RateSetVersion, RateVersionResponse>
        .EndingIn(version => version.Number, version => version.Number)
        .By("number", version => version.Number, version => version.Number)
        .ByDefault("-number");

    public Task<Result<Page<RateVersionResponse>>> Handle(ListRateVersions query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<RateVersionResponse>>> ReadAsync(ListRateVersions query, CancellationToken ct) =>
        await db.RateSets.AnyAsync(set => set.Id == query.RateSetId, ct)
            ? await pages.ReadAsync(
                db.RateSetVersions.AsNoTracking().Where(version => version.RateSetId == query.RateSetId),
                query.Arguments,
                Sorts,
                mappings.ProjectionOf<RateSetVersion, RateVersionResponse>(),
                ct,
                query.RateSetId.ToString()!
            )
            : new RateSetNotFound(query.RateSetId.Value);
}

/// <summary>Reads one version of a rate set.</summary>
public sealed record GetRateVersion(RateSetId RateSetId, int Number) : IQuery<RateVersionResponse>;

internal sealed class GetRateVersionHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetRateVersion, Result<RateVersionResponse>>
{
    public async Task<Result<RateVersionResponse>> Handle(GetRateVersion query, CancellationToken cancellationToken) =>
        await db
            .RateSetVersions.AsNoTracking()
            .Where(version => version.RateSetId == query.RateSetId && version.Number == query.Number)
            .Select(mappings.ProjectionOf<RateSetVersion, RateVersionResponse>())
            .SingleOrDefaultAsync(cancellationToken)
            is { } found
            ? found
            : new RateSetVersionNotFound(query.Number);
}
