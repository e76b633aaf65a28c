using Marketing.Domain.Facts;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Facts;

internal sealed class FactSourceConfiguration : IEntityTypeConfiguration<FactSource>
{
    public void Configure(EntityTypeBuilder<FactSource> builder)
    {
        builder.ToTable("FactSources");
        builder.HasKey(source => new
        {
            source.WorkspaceId,
            source.Kind,
            source.Name,
        });
        builder.Property(source => source.Name).HasMaxLength(FactSource.NameLength * 2).ComparedOrdinally();
    }
}

internal sealed class FactBatchConfiguration : IEntityTypeConfiguration<FactBatch>
{
    public void Configure(EntityTypeBuilder<FactBatch> builder)
    {
        builder.ToTable("FactBatches");
        builder.IsResource<FactBatch, FactBatchId>();
        builder.Property(batch => batch.Source).HasMaxLength(FactSource.NameLength * 2).ComparedOrdinally();
    }
}
