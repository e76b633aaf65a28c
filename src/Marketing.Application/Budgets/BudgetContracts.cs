using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;

namespace Marketing.Application.Budgets;

/// <summary>A budget to create, with its lines.</summary>
public sealed record BudgetInput : BudgetTerms
{
    /// <summary>The lines in their order.</summary>
    [MaxLength(Budget.MaxLines)]
    public IReadOnlyList<BudgetLineTerms> Lines { get; init; } = [];
}

/// <summary>A budget without its lines.</summary>
public sealed record BudgetResponse : ResourceResponse
{
    /// <summary>What the budget says, as clients send it.</summary>
    [Flatten]
    public required BudgetTerms Terms { get; init; }

    /// <summary>Whether bookings are possible.</summary>
    public required BudgetStatus Status { get; init; }

    /// <summary>The revision that is being written or decided; null if none is open.</summary>
    public required RevisionResponse? WorkingRevision { get; init; }

    /// <summary>The approved revision that controls spending; null before the first approval.</summary>
    public required RevisionResponse? InForceRevision { get; init; }

    /// <summary>The budget that this one is a scenario of; null if it is none.</summary>
    public required Guid? ScenarioOfId { get; init; }

    /// <summary>Name of the scenario.</summary>
    [MaxLength(Budget.ScenarioLength)]
    public required string? Scenario { get; init; }

    /// <summary>Where new spending is stopped.</summary>
    [MaxLength(Budget.MaxLines)]
    public required IReadOnlyList<SpendingFreezeResponse> Freezes { get; init; }
}

/// <summary>A stop of new spending. Actuals on open commitments, releases and reversals stay possible.</summary>
public sealed record SpendingFreezeResponse
{
    /// <summary>Code of the line; null for the whole budget.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string? LineCode { get; init; }

    /// <summary>Why spending is stopped.</summary>
    [MaxLength(Budget.ReasonLength)]
    public required string Reason { get; init; }

    /// <summary>Id of the actor who stopped it.</summary>
    [MaxLength(200)]
    public required string By { get; init; }

    /// <summary>When it was stopped, in UTC.</summary>
    public required DateTime At { get; init; }

    internal static IReadOnlyList<SpendingFreezeResponse> Of(IReadOnlyList<SpendingFreeze> freezes) =>
        [
            .. freezes.Select(freeze => new SpendingFreezeResponse
            {
                LineCode = freeze.LineCode,
                Reason = freeze.Reason,
                By = freeze.By,
                At = freeze.At,
            }),
        ];
}

/// <summary>A line of a budget's working copy.</summary>
public sealed record BudgetLineResponse : ResourceResponse
{
    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>Place among the lines of the budget, starting with 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Position { get; init; }

    /// <summary>Id of the category in the catalogue; null if the line names none of it.</summary>
    public required Guid? CategoryId { get; init; }

    /// <summary>What the line says, as clients send it.</summary>
    [Flatten]
    public required BudgetLineTerms Terms { get; init; }
}

internal sealed class BudgetProjections : Profile
{
    public BudgetProjections()
    {
        CreateProjection<Budget, BudgetResponse>()
            .ForMember(
                budget => budget.WorkingRevision,
                member =>
                    member.MapFrom(budget => RevisionResponse.Working(budget.Revisions, budget.WorkingRevision, budget.ContentVersion))
            )
            .ForMember(budget => budget.Freezes, member => member.MapFrom(budget => SpendingFreezeResponse.Of(budget.Freezes)))
            .ForMember(
                budget => budget.InForceRevision,
                member => member.MapFrom(budget => RevisionResponse.Of(budget.Revisions.InForce, 0))
            );
        CreateProjection<BudgetLine, BudgetLineResponse>();
    }
}

/// <summary>Reads budgets for the change feed.</summary>
internal sealed class BudgetReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Budget, BudgetId, BudgetResponse>(db, mappings, ResourceTypes.Budget, Domain.Access.Scopes.BudgetsRead);

/// <summary>Reads budget lines for the change feed.</summary>
internal sealed class BudgetLineReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<BudgetLine, BudgetLineId, BudgetLineResponse>(
        db,
        mappings,
        ResourceTypes.BudgetLine,
        Domain.Access.Scopes.BudgetsRead
    );

/// <summary>The content of a budget as one document. Decisions about a budget point into it.</summary>
/// <param name="Terms">What the budget says besides its lines.</param>
/// <param name="Lines">The lines in their order.</param>
public sealed record BudgetDocumentResponse([property: Flatten] BudgetTerms Terms, IReadOnlyList<BudgetLineTerms> Lines);
