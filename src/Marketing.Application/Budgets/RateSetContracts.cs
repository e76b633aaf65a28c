using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;

namespace Marketing.Application.Budgets;

/// <summary>A rate set to create.</summary>
public sealed record RateSetInput
{
    /// <summary>Short code, unique among the rate sets of the workspace. Budgets and bookings name it.</summary>
    /// <example>TREASURY</example>
    [MaxLength(RateSet.CodeLength)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public required string Code { get; init; }

    /// <summary>Name.</summary>
    /// <example>集团财务汇率</example>
    [MaxLength(RateSet.NameLength)]
    [NotBlank]
    [SingleLine]
    public required string Name { get; init; }

    /// <summary>What happens to a booking if there is no rate for its day.</summary>
    public MissingRatePolicy MissingRate { get; init; } = MissingRatePolicy.Refuse;
}

/// <summary>A rate set: named exchange rates in versions.</summary>
public sealed record RateSetResponse : ResourceResponse
{
    /// <summary>Short code.</summary>
    /// <example>TREASURY</example>
    [MaxLength(RateSet.CodeLength)]
    public required string Code { get; init; }

    /// <summary>Name.</summary>
    /// <example>集团财务汇率</example>
    [MaxLength(RateSet.NameLength)]
    public required string Name { get; init; }

    /// <summary>What happens to a booking if there is no rate for its day.</summary>
    public required MissingRatePolicy MissingRate { get; init; }

    /// <summary>Number of the latest version; 0 before the first one.</summary>
    [Range(0, int.MaxValue)]
    public required int LatestVersion { get; init; }
}

/// <summary>Rates for a range of days. On the same days they take precedence over those of earlier versions.</summary>
public sealed record RateVersionInput
{
    /// <summary>The first day that the rates are for.</summary>
    /// <example>2027-03-01</example>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day that the rates are for, included; omit it for an open end.</summary>
    /// <example>2027-03-31</example>
    public DateOnly? ValidTo { get; init; }

    /// <summary>The rates, each pair of currencies once.</summary>
    [MinLength(1)]
    [MaxLength(RateSet.MaxRates)]
    public required IReadOnlyList<ExchangeRate> Rates { get; init; }
}

/// <summary>A version of a rate set. It never changes.</summary>
public sealed record RateVersionResponse
{
    /// <summary>The rate set.</summary>
    public required Guid RateSetId { get; init; }

    /// <summary>Number of the version, starting with 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Number { get; init; }

    /// <summary>The first day that the rates are for.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day that the rates are for; null for an open end.</summary>
    public required DateOnly? ValidTo { get; init; }

    /// <summary>The rates.</summary>
    [MaxLength(RateSet.MaxRates)]
    public required IReadOnlyList<ExchangeRate> Rates { get; init; }

    /// <summary>When the version was added, in UTC.</summary>
    public required DateTime PublishedAt { get; init; }

    /// <summary>Id of the actor who added it.</summary>
    [MaxLength(200)]
    public required string PublishedBy { get; init; }
}

/// <summary>Which versions to list.</summary>
public sealed record RateVersionArguments : ListArguments;

internal sealed class RateSetProjections : Profile
{
    public RateSetProjections()
    {
        CreateProjection<RateSet, RateSetResponse>();
        CreateProjection<RateSetVersion, RateVersionResponse>();
    }
}

/// <summary>Reads rate sets for the change feed.</summary>
internal sealed class RateSetReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<RateSet, RateSetId, RateSetResponse>(db, mappings, ResourceTypes.RateSet, Domain.Access.Scopes.BudgetsRead);
