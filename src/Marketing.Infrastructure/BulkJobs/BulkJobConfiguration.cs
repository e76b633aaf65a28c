using Marketing.Domain.BulkJobs;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.BulkJobs;

internal sealed class BulkJobConfiguration : IEntityTypeConfiguration<BulkJob>
{
    private const int ScopesLength = 2_000;

    public void Configure(EntityTypeBuilder<BulkJob> builder)
    {
        builder.ToTable("BulkJobs");
        builder.HasKey(job => job.Id);
        builder.Property(job => job.Id).ValueGeneratedNever();
        builder.Ignore(job => job.IsOpen);
        builder.Property(job => job.OwnerId).HasMaxLength(100).ComparedOrdinally();
        builder.Property(job => job.OwnerName).HasMaxLength(400);
        builder.Property(job => job.OwnerSystem).HasMaxLength(50);
        builder.Property(job => job.OwnerScopes).AsJson(ScopesLength);
        builder.Property(job => job.Source).HasMaxLength(BulkJob.SourceLength * 2);
        builder.Property(job => job.Header).HasMaxLength(BulkJob.HeaderLength);
        builder.HasIndex(job => new { job.WorkspaceId, job.State });
        builder.HasIndex(job => new { job.WorkspaceId, job.CreatedAt });
    }
}

internal sealed class BulkJobChunkConfiguration : IEntityTypeConfiguration<BulkJobChunk>
{
    public void Configure(EntityTypeBuilder<BulkJobChunk> builder)
    {
        builder.ToTable("BulkJobChunks");
        builder.HasKey(chunk => new
        {
            chunk.WorkspaceId,
            chunk.JobId,
            chunk.Number,
        });
    }
}

internal sealed class BulkJobErrorConfiguration : IEntityTypeConfiguration<BulkJobError>
{
    private const int RefLength = 200;

    public void Configure(EntityTypeBuilder<BulkJobError> builder)
    {
        builder.ToTable("BulkJobErrors");
        builder.HasKey(error => new
        {
            error.WorkspaceId,
            error.JobId,
            error.Row,
        });
        builder.Property(error => error.Ref).HasMaxLength(RefLength);
    }
}
