using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Parties;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Parties;

internal sealed class PartyConfiguration : IEntityTypeConfiguration<Party>
{
    public void Configure(EntityTypeBuilder<Party> builder)
    {
        builder.ToTable("Parties");
        builder.IsCatalogueEntry<Party, PartyId>();
        builder.Property(party => party.SealedContact).HasMaxLength(4000);
        builder.HasOne<Party>().WithMany().HasForeignKey(party => new { party.WorkspaceId, party.ParentId })
            .HasPrincipalKey(party => new { party.WorkspaceId, party.Id }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(party => new { party.WorkspaceId, party.ParentId });
    }
}

internal sealed class CatalogueNameConfiguration : IEntityTypeConfiguration<CatalogueNameRow>
{
    public void Configure(EntityTypeBuilder<CatalogueNameRow> builder)
    {
        builder.ToTable("CatalogueNames");
        builder.Property(name => name.Catalogue).HasMaxLength(CatalogueName.CatalogueLength).ComparedOrdinally();
        builder.Property(name => name.NameKey).HasMaxLength(CatalogueName.KeyLength).ComparedOrdinally();
        builder.HasKey(name => new { name.WorkspaceId, name.Catalogue, name.NameKey, name.EntryId });
        builder.HasIndex(name => name.EntryId);
    }
}

internal static class CatalogueModel
{
    /// <summary>Columns and indexes that all catalogues share.</summary>
    public static void IsCatalogueEntry<TEntry, TId>(this EntityTypeBuilder<TEntry> builder)
        where TEntry : CatalogueEntry<TId>
        where TId : struct, IEntityId<TId>
    {
        builder.IsResource<TEntry, TId>();
        builder.Property(entry => entry.Code).HasMaxLength(CatalogueName.CodeLength).ComparedOrdinally();
        builder.Property(entry => entry.Name).HasMaxLength(CatalogueName.Length * 2);
        builder.Property(entry => entry.NameKey).HasMaxLength(CatalogueName.KeyLength).ComparedOrdinally();
        builder.Property(entry => entry.Aliases).AsJson();
        builder.HasIndex(entry => new { entry.WorkspaceId, entry.Code }).IsUnique().HasFilter("[Code] IS NOT NULL AND [DeletedAt] IS NULL");
        builder.HasIndex(entry => new { entry.WorkspaceId, entry.NameKey }).IsUnique().HasFilter("[DeletedAt] IS NULL");
        builder.HasIndex(entry => new { entry.WorkspaceId, entry.NameKey, entry.Id });
    }
}
