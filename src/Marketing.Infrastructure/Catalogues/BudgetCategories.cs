using Marketing.Application.Catalogues;
using Marketing.Domain.Catalogues;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.SampleData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Catalogues;

internal sealed class BudgetCategoryConfiguration : IEntityTypeConfiguration<BudgetCategory>
{
    public void Configure(EntityTypeBuilder<BudgetCategory> builder)
    {
        builder.ToTable("BudgetCategories");
        builder.IsCatalogueEntry<BudgetCategory, BudgetCategoryId>();
        builder.Property(category => category.AccountCode).HasMaxLength(BudgetCategory.AccountCodeLength * 2).ComparedOrdinally();
        builder.Property(category => category.Description).HasMaxLength(BudgetCategory.DescriptionLength * 2);
    }
}

internal sealed class DimensionConfiguration : IEntityTypeConfiguration<Dimension>
{
    public void Configure(EntityTypeBuilder<Dimension> builder)
    {
        builder.ToTable("Dimensions");
        builder.IsCatalogueEntry<Dimension, DimensionId>();
        builder.Property(dimension => dimension.Description).HasMaxLength(Dimension.DescriptionLength * 2);
        builder.Property(dimension => dimension.Values).AsJson();
        builder.Ignore(dimension => dimension.Word);
    }
}

/// <summary>Categories and a dimension of the sample workspace.</summary>
internal sealed class SampleBudgetCategories : ISampleStep
{
    private static readonly BudgetCategoryInput[] Categories =
    [
        new()
        {
            Code = "ADS",
            Name = "数字广告投放",
            Aliases = ["數位廣告投放", "Digital advertising"],
            AccountCode = "6601.01",
        },
        new()
        {
            Code = "CONTENT",
            Name = "内容制作",
            Aliases = ["內容製作", "Content production"],
            AccountCode = "6601.02",
        },
        new()
        {
            Code = "EVENTS",
            Name = "线下活动",
            Aliases = ["線下活動", "Events"],
            AccountCode = "6601.03",
        },
        new()
        {
            Code = "RESERVE",
            Name = "应急预留",
            Aliases = ["預備金", "Contingency reserve"],
        },
    ];

    private static readonly DimensionInput Region = new()
    {
        Code = "REGION",
        Name = "区域",
        Aliases = ["區域", "Region"],
        Values =
        [
            new DimensionValue { Code = "EAST", Name = "华东" },
            new DimensionValue { Code = "NORTH", Name = "华北" },
            new DimensionValue { Code = "SOUTH", Name = "华南" },
        ],
    };

    public int Order => SampleOrder.Catalogues;

    public async Task WriteAsync(SystemScope workspace, CancellationToken ct)
    {
        foreach (var category in Categories)
        {
            await workspace.RunAsync(new CreateEntry<BudgetCategoryInput, BudgetCategoryResponse>(category), ct);
        }

        await workspace.RunAsync(new CreateEntry<DimensionInput, DimensionResponse>(Region), ct);
    }
}
