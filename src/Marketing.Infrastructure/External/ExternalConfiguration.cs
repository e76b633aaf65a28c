using Marketing.Domain.External;
using Marketing.Domain.Plans;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.External;

internal sealed class ExternalKeyConfiguration : IEntityTypeConfiguration<ExternalKey>
{
    public void Configure(EntityTypeBuilder<ExternalKey> builder)
    {
        builder.ToTable("ExternalKeys");
        builder.HasKey(key => new { key.WorkspaceId, key.Key });
        builder.Property(key => key.Key).HasMaxLength(PlanSnapshot.HashLength);
        builder.Property(key => key.Type).HasMaxLength(50).ComparedOrdinally();
        builder.Property(key => key.System).HasMaxLength(ExternalKey.SystemLength * 2).ComparedOrdinally();
        builder.Property(key => key.ExternalId).HasMaxLength(ExternalKey.IdLength * 2).ComparedOrdinally();
        builder
            .HasIndex(key => new
            {
                key.WorkspaceId,
                key.ResourceId,
                key.System,
            })
            .IsUnique();
    }
}

internal static class ExternalModel
{
    /// <summary>The column that repeats the keys of a resource.</summary>
    public static void HasExternalIds<TEntity>(this EntityTypeBuilder<TEntity> builder)
        where TEntity : class, IExternallyKnown => builder.Property(entity => entity.ExternalIds).AsJson().HasDefaultValueSql("'[]'");
}

internal sealed class SyncSystemConfiguration : IEntityTypeConfiguration<SyncSystem>
{
    public void Configure(EntityTypeBuilder<SyncSystem> builder)
    {
        builder.ToTable("SyncSystems");
        builder.IsResource<SyncSystem, SyncSystemId>();
        builder.Property(system => system.System).HasMaxLength(ExternalKey.SystemLength * 2).ComparedOrdinally();
        builder.Property(system => system.OwnedMembers).AsJson();
        builder.HasIndex(system => new { system.WorkspaceId, system.System }).IsUnique();
    }
}
