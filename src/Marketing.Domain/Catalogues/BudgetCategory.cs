using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

public readonly record struct BudgetCategoryId(Guid Value) : IEntityId<BudgetCategoryId>
{
    public static BudgetCategoryId From(Guid value) => new(value);

    public int CompareTo(BudgetCategoryId other) => Value.CompareTo(other.Value);
}

/// <summary>A category of spending, such as advertising or events, by which budgets are compared.</summary>
public sealed class BudgetCategory : CatalogueEntry<BudgetCategoryId>
{
    public const int AccountCodeLength = 50;
    public const int DescriptionLength = 2_000;

    private BudgetCategory() { }

    private BudgetCategory(WorkspaceId workspaceId)
        : base(workspaceId) { }

    protected override string TypeName => ResourceTypes.BudgetCategory;

    /// <summary>The account of the accounting system that the spending is booked on.</summary>
    public string? AccountCode { get; private set; }

    public string? Description { get; private set; }

    public static BudgetCategory Register(WorkspaceId workspaceId) => new(workspaceId);

    public void Describe(string? accountCode, string? description) => (AccountCode, Description) = (accountCode, description);
}

public sealed record BudgetCategoryNotFound(Guid Id) : NotFoundError("budgetCategory.notFound");
