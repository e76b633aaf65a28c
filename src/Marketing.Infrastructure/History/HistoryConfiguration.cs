using Marketing.Domain.History;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.History;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.ActorId).HasMaxLength(100).ComparedOrdinally();
        builder.Property(entry => entry.ActorName).HasMaxLength(400);
        builder.Property(entry => entry.OriginSystem).HasMaxLength(50);
        builder.Property(entry => entry.CorrelationId).HasMaxLength(100).ComparedOrdinally();
        builder.Property(entry => entry.ResourceType).HasMaxLength(50).ComparedOrdinally();
        builder.Property(entry => entry.FieldNames).HasMaxLength(4000).ComparedOrdinally();
        builder.HasIndex(entry => new
        {
            entry.WorkspaceId,
            entry.At,
            entry.Id,
        });
        builder.HasIndex(entry => new
        {
            entry.WorkspaceId,
            entry.ResourceId,
            entry.At,
            entry.Id,
        });
        builder.HasIndex(entry => new
        {
            entry.WorkspaceId,
            entry.ParentId,
            entry.At,
            entry.Id,
        });
        builder.HasIndex(entry => new
        {
            entry.WorkspaceId,
            entry.ActorId,
            entry.At,
            entry.Id,
        });
        builder.HasIndex(entry => new
        {
            entry.WorkspaceId,
            entry.CorrelationId,
            entry.At,
            entry.Id,
        });
    }
}

internal sealed class ChangeEntryConfiguration : IEntityTypeConfiguration<ChangeEntry>
{
    public void Configure(EntityTypeBuilder<ChangeEntry> builder)
    {
        builder.ToTable("ChangeEntries");
        builder.HasKey(entry => new { entry.WorkspaceId, entry.Sequence });
        builder.Property(entry => entry.ActorId).HasMaxLength(100).ComparedOrdinally();
        builder.Property(entry => entry.ActorName).HasMaxLength(400);
        builder.Property(entry => entry.OriginSystem).HasMaxLength(50);
        builder.Property(entry => entry.ResourceType).HasMaxLength(50).ComparedOrdinally();
        builder.Property(entry => entry.Event).HasMaxLength(RaisedEvent.NameLength).ComparedOrdinally();
        builder.Property(entry => entry.FieldNames).HasMaxLength(4000);
    }
}

internal sealed class ChangeCounterConfiguration : IEntityTypeConfiguration<ChangeCounter>
{
    public void Configure(EntityTypeBuilder<ChangeCounter> builder)
    {
        builder.ToTable("ChangeCounters");
        builder.HasKey(counter => counter.WorkspaceId);
        builder.Property(counter => counter.WorkspaceId).ValueGeneratedNever();
    }
}

/// <summary>The key is the order in which the last marker before a time is searched.</summary>
internal sealed class WriteMarkerConfiguration : IEntityTypeConfiguration<WriteMarker>
{
    public void Configure(EntityTypeBuilder<WriteMarker> builder)
    {
        builder.ToTable("WriteMarkers");
        builder.HasKey(marker => new
        {
            marker.WorkspaceId,
            marker.RecordedAt,
            marker.LastSequence,
            marker.TransactionId,
        });
    }
}

internal sealed class RaisedEventConfiguration : IEntityTypeConfiguration<RaisedEvent>
{
    public void Configure(EntityTypeBuilder<RaisedEvent> builder)
    {
        builder.ToTable("RaisedEvents");
        builder.HasKey(raised => new { raised.WorkspaceId, raised.OnceKey });
        builder.Property(raised => raised.OnceKey).HasMaxLength(RaisedEvent.OnceKeyLength).ComparedOrdinally();
        builder.Property(raised => raised.Name).HasMaxLength(RaisedEvent.NameLength).ComparedOrdinally();
    }
}

internal sealed class PersonalKeyConfiguration : IEntityTypeConfiguration<PersonalKey>
{
    public void Configure(EntityTypeBuilder<PersonalKey> builder)
    {
        builder.ToTable("PersonalKeys");
        builder.HasKey(key => new { key.WorkspaceId, key.SubjectId });
        builder.Property(key => key.SealedKey).HasMaxLength(200);
    }
}

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("IdempotencyRecords");
        builder.Property(record => record.ActorId).HasMaxLength(100).ComparedOrdinally();
        builder.Property(record => record.Key).HasMaxLength(255).ComparedOrdinally();
        builder.HasKey(record => new
        {
            record.WorkspaceId,
            record.ActorId,
            record.Key,
        });
        builder.Property(record => record.Method).HasMaxLength(10);
        builder.Property(record => record.Path).HasMaxLength(2000);
        builder.Property(record => record.BodyHash).HasMaxLength(32);
        builder.Property(record => record.Location).HasMaxLength(500);
        builder.Property(record => record.ETag).HasMaxLength(50);
        builder.HasIndex(record => new { record.WorkspaceId, record.CreatedAt });
    }
}

internal sealed class LeaseConfiguration : IEntityTypeConfiguration<Lease>
{
    public void Configure(EntityTypeBuilder<Lease> builder)
    {
        builder.ToTable("Leases");
        builder.HasKey(lease => lease.Name);
        builder.Property(lease => lease.Name).HasMaxLength(100).ComparedOrdinally();
        builder.Property(lease => lease.Owner).HasMaxLength(100).ComparedOrdinally();
    }
}
