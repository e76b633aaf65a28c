using Marketing.Domain.Catalogues;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Catalogues;

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
