using Marketing.Domain.Budgets;
using Marketing.Domain.Catalogues;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Budgets;

internal sealed class RateSetConfiguration : IEntityTypeConfiguration<RateSet>
{
    public void Configure(EntityTypeBuilder<RateSet> builder)
    {
        builder.ToTable("RateSets");
        builder.IsResource<RateSet, RateSetId>();
        builder.Property(set => set.Code).HasMaxLength(RateSet.CodeLength * 2);
        builder.Property(set => set.CodeKey).HasMaxLength(RateSet.CodeLength * 2).ComparedOrdinally();
        builder.Property(set => set.Name).HasMaxLength(RateSet.NameLength * 2);
        builder.Property(set => set.NameKey).HasMaxLength(CatalogueName.KeyLength).ComparedOrdinally();
        builder.HasIndex(set => new { set.WorkspaceId, set.CodeKey }).IsUnique().HasFilter("[DeletedAt] IS NULL");
        builder
            .HasIndex(set => new
            {
                set.WorkspaceId,
                set.NameKey,
                set.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class RateSetVersionConfiguration : IEntityTypeConfiguration<RateSetVersion>
{
    public void Configure(EntityTypeBuilder<RateSetVersion> builder)
    {
        builder.ToTable("RateSetVersions");
        builder.HasKey(version => new
        {
            version.WorkspaceId,
            version.RateSetId,
            version.Number,
        });
        builder.Property(version => version.Number).ValueGeneratedNever();
        builder.Property(version => version.Rates).AsJson();
        builder.Property(version => version.PublishedBy).HasMaxLength(100).ComparedOrdinally();
    }
}
