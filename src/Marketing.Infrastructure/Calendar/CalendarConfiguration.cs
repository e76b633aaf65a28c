using Marketing.Domain.Calendar;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Calendar;

internal sealed class CalendarFeedConfiguration : IEntityTypeConfiguration<CalendarFeed>
{
    private const int LanguageLength = 20;

    public void Configure(EntityTypeBuilder<CalendarFeed> builder)
    {
        builder.ToTable("CalendarFeeds");
        builder.IsResource<CalendarFeed, CalendarFeedId>();
        builder.Ignore(feed => feed.IsOwners);
        builder.Property(feed => feed.OwnerId).HasMaxLength(100).ComparedOrdinally();
        builder.Property(feed => feed.Language).HasMaxLength(LanguageLength).ComparedOrdinally();
        builder.Property(feed => feed.SecretHash).HasMaxLength(CalendarFeed.HashLength);
        builder.HasIndex(feed => feed.SecretHash).IsUnique();
        builder.HasUpdatedIndex<CalendarFeed, CalendarFeedId>();
        builder
            .HasIndex(feed => new
            {
                feed.WorkspaceId,
                feed.CreatedAt,
                feed.Id,
            })
            .KnowsDeletion();
    }
}
