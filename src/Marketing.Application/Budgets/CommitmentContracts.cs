using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;

namespace Marketing.Application.Budgets;

/// <summary>Money promised by an order or contract.</summary>
public sealed record CommitmentResponse : ResourceResponse
{
    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>Whether part of the money is neither spent nor released.</summary>
    public required CommitmentState State { get; init; }

    /// <summary>The day on which the money was promised.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Currency of all amounts.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>What was promised.</summary>
    /// <example>12500</example>
    public required decimal Amount { get; init; }

    /// <summary>What is neither spent nor released.</summary>
    /// <example>2500</example>
    public required decimal Open { get; init; }

    /// <summary>The amounts of the lines.</summary>
    [MaxLength(100)]
    public required IReadOnlyList<CommitmentShareResponse> Lines { get; init; }

    /// <summary>The system that the order is from.</summary>
    [MaxLength(LedgerSource.SystemLength)]
    public required string? SourceSystem { get; init; }

    /// <summary>Id of the order in that system.</summary>
    [MaxLength(LedgerSource.IdLength)]
    public required string? SourceId { get; init; }
}

/// <summary>The part of a commitment on one line.</summary>
public sealed record CommitmentShareResponse
{
    /// <summary>Code of the line.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string LineCode { get; init; }

    /// <summary>What was promised.</summary>
    /// <example>12500</example>
    public required decimal Amount { get; init; }

    /// <summary>What is neither spent nor released.</summary>
    /// <example>2500</example>
    public required decimal Open { get; init; }

    internal static IReadOnlyList<CommitmentShareResponse> Of(IReadOnlyList<CommitmentShare> shares, string currency) =>
        [
            .. shares.Select(share => new CommitmentShareResponse
            {
                LineCode = share.LineCode,
                Amount = MinorUnits.ToAmount(share.Amount, currency),
                Open = MinorUnits.ToAmount(share.Open, currency),
            }),
        ];
}

internal sealed class BookingProjections : Profile
{
    public BookingProjections() =>
        CreateProjection<Commitment, CommitmentResponse>()
            .ForMember(row => row.Amount, member => member.MapFrom(row => MinorUnits.ToAmount(row.Minor, row.Currency)))
            .ForMember(row => row.Open, member => member.MapFrom(row => MinorUnits.ToAmount(row.OpenMinor, row.Currency)))
            .ForMember(row => row.Lines, member => member.MapFrom(row => CommitmentShareResponse.Of(row.Shares, row.Currency)));
}

/// <summary>Reads commitments for the change feed.</summary>
internal sealed class CommitmentReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Commitment, CommitmentId, CommitmentResponse>(
        db,
        mappings,
        ResourceTypes.Commitment,
        Domain.Access.Scopes.BudgetsRead
    );
