using Marketing.Domain.Loyalty;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Loyalty;

internal sealed class LoyaltyProgrammeConfiguration : IEntityTypeConfiguration<LoyaltyProgramme>
{
    public void Configure(EntityTypeBuilder<LoyaltyProgramme> builder)
    {
        builder.ToTable("LoyaltyProgrammes");
        builder.IsResource<LoyaltyProgramme, LoyaltyProgrammeId>();
        builder.Property(programme => programme.Terms).AsJson();
        builder.Property(programme => programme.Steps).AsJson();
        builder.Property(programme => programme.CodeKey).HasMaxLength(LoyaltyProgramme.CodeLength * 2).ComparedOrdinally();
        builder.Property(programme => programme.SearchText).ComparedOrdinally();
        builder.RefersToEntry(programme => programme.OwnerId);
        builder.HasIndex(programme => new { programme.WorkspaceId, programme.CodeKey }).IsUnique().HasFilter("[DeletedAt] IS NULL");
        builder.HasUpdatedIndex<LoyaltyProgramme, LoyaltyProgrammeId>();
        builder
            .HasIndex(programme => new
            {
                programme.WorkspaceId,
                programme.PlanId,
                programme.UpdatedAt,
                programme.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(programme => new
            {
                programme.WorkspaceId,
                programme.OwnerId,
                programme.Id,
            })
            .KnowsDeletion();
    }
}
