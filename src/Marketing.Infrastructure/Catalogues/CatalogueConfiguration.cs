using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Text;
using Marketing.Infrastructure.External;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Catalogues;

internal sealed class CatalogueNameConfiguration : IEntityTypeConfiguration<CatalogueNameRow>
{
    public void Configure(EntityTypeBuilder<CatalogueNameRow> builder)
    {
        builder.ToTable("CatalogueNames");
        builder.Property(name => name.Catalogue).HasMaxLength(CatalogueName.CatalogueLength).ComparedOrdinally();
        builder.Property(name => name.NameKey).HasMaxLength(CatalogueName.KeyLength).ComparedOrdinally();
        builder.HasKey(name => new
        {
            name.WorkspaceId,
            name.Catalogue,
            name.NameKey,
            name.EntryId,
        });

        // With all columns, or SQLite reads the key of the whole workspace instead.
        builder.HasIndex(name => new
        {
            name.WorkspaceId,
            name.EntryId,
            name.Catalogue,
            name.NameKey,
        });
    }
}

internal sealed class CatalogueEntryConfiguration : IEntityTypeConfiguration<CatalogueEntryRow>
{
    public void Configure(EntityTypeBuilder<CatalogueEntryRow> builder)
    {
        builder.ToTable("CatalogueEntries");
        builder.Property(entry => entry.Catalogue).HasMaxLength(CatalogueName.CatalogueLength).ComparedOrdinally();
        builder.Property(entry => entry.Name).HasMaxLength(CatalogueName.Length * 2);
        builder.HasKey(entry => new { entry.WorkspaceId, entry.EntryId });
    }
}

internal static class CatalogueModel
{
    /// <summary>Columns and indexes that all synchronised catalogues share.</summary>
    public static void IsSyncedEntry<TEntry, TId>(this EntityTypeBuilder<TEntry> builder)
        where TEntry : SyncedEntry<TId>
        where TId : struct, IEntityId<TId>
    {
        builder.IsCatalogueEntry<TEntry, TId>();
        builder.HasExternalIds();
    }

    /// <summary>Columns and indexes that all catalogues share.</summary>
    public static void IsCatalogueEntry<TEntry, TId>(this EntityTypeBuilder<TEntry> builder)
        where TEntry : CatalogueEntry<TId>
        where TId : struct, IEntityId<TId>
    {
        builder.IsResource<TEntry, TId>();
        builder.Property(entry => entry.Code).HasMaxLength(CatalogueName.CodeLength).ComparedOrdinally();
        builder.Property(entry => entry.CodeKey).HasMaxLength(CatalogueName.CodeLength).ComparedOrdinally();
        builder.Property(entry => entry.Name).HasMaxLength(CatalogueName.Length * 2);
        builder.Property(entry => entry.NameKey).HasMaxLength(CatalogueName.KeyLength).ComparedOrdinally();
        builder.Property(entry => entry.SearchText).ComparedOrdinally();
        builder.Property(entry => entry.Aliases).AsJson();
        builder.HasIndex(entry => new { entry.WorkspaceId, entry.Code }).IsUnique().HasFilter("[Code] IS NOT NULL AND [DeletedAt] IS NULL");
        builder
            .HasIndex(entry => new { entry.WorkspaceId, entry.CodeKey })
            .IsUnique()
            .HasFilter("[CodeKey] IS NOT NULL AND [DeletedAt] IS NULL");
        builder.HasIndex(entry => new { entry.WorkspaceId, entry.NameKey }).IsUnique().HasFilter("[DeletedAt] IS NULL");
        builder.HasUpdatedIndex<TEntry, TId>();
        builder
            .HasIndex(entry => new
            {
                entry.WorkspaceId,
                entry.NameKey,
                entry.Id,
            })
            .KnowsDeletion();
    }
}
