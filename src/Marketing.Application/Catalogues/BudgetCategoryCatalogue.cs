using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Application.Catalogues;

/// <summary>A category of spending, such as advertising or events, by which budgets are compared.</summary>
public sealed record BudgetCategoryResponse : CatalogueEntryResponse
{
    public static readonly Feed<BudgetCategoryResponse> Feed = new("budget-categories");

    /// <summary>AccountCode of the accounting system.</summary>
    /// <example>6601.02</example>
    public required string? AccountCode { get; init; }

    /// <summary>Description, as text.</summary>
    public required string? Description { get; init; }
}

/// <summary>A category to create.</summary>
public sealed record BudgetCategoryInput : CatalogueEntryInput
{
    /// <summary>AccountCode of the accounting system.</summary>
    /// <example>6601.02</example>
    [MaxLength(BudgetCategory.AccountCodeLength)]
    [NotBlank]
    [SingleLine]
    public string? AccountCode { get; init; }

    /// <summary>Description, as text.</summary>
    [MaxLength(BudgetCategory.DescriptionLength)]
    public string? Description { get; init; }
}

/// <summary>Which categories to list.</summary>
public sealed record BudgetCategoryArguments : CatalogueArguments
{
    /// <summary>Only categories with this account.</summary>
    [MaxLength(BudgetCategory.AccountCodeLength)]
    public string? AccountCode { get; init; }
}

internal sealed class BudgetCategoryProjections : Profile
{
    public BudgetCategoryProjections() => CreateProjection<BudgetCategory, BudgetCategoryResponse>();
}

/// <summary>The catalogue of budget categories.</summary>
internal sealed class BudgetCategoryCatalogue(CatalogueTools tools)
    : Catalogue<BudgetCategory, BudgetCategoryId, BudgetCategoryInput, BudgetCategoryResponse, BudgetCategoryArguments>(tools)
{
    public override string Type => ResourceTypes.BudgetCategory;

    public override string Collection => "budgetCategories";

    protected override NotFoundError Missing(Guid id) => new BudgetCategoryNotFound(id);

    protected override BudgetCategory Make(BudgetCategoryInput input) => BudgetCategory.Register(WorkspaceId);

    protected override BudgetCategoryInput InputOf(string name) => new() { Name = name };

    protected override Task<BudgetCategoryInput> InputOfAsync(BudgetCategory entry, CancellationToken ct) =>
        Task.FromResult(
            new BudgetCategoryInput
            {
                Code = entry.Code,
                Name = entry.Name,
                Aliases = entry.Aliases,
                AccountCode = entry.AccountCode,
                Description = entry.Description,
            }
        );

    protected override Task<Error?> DescribeAsync(BudgetCategory entry, BudgetCategoryInput input, CancellationToken ct)
    {
        entry.Describe(input.AccountCode, input.Description);
        return Task.FromResult<Error?>(null);
    }

    protected override IQueryable<BudgetCategory> Filter(IQueryable<BudgetCategory> entries, BudgetCategoryArguments arguments) =>
        arguments.AccountCode is { } account ? entries.Where(category => category.AccountCode == account) : entries;
}
