using System.Collections.Concurrent;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Infrastructure.Persistence;

/// <summary>
/// Guards every save: only rows of the request's workspace are written, and append-only rows are never changed. Resources get version and
/// timestamps, references to catalogue entries are tracked, and each change is noted for audit and feed.
/// </summary>
internal sealed class ResourceInterceptor : SaveChangesInterceptor
{
    /// <summary>The live references of each kind of row; the model is searched once.</summary>
    private static readonly ConcurrentDictionary<Type, (string Live, string Reference)[]> LiveReferences = new();

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        throw new InvalidOperationException("Use SaveChangesAsync.");

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var db = (MarketingDbContext)eventData.Context!;
        var log = db.Writes ?? throw new InvalidOperationException("Changes can only be saved inside a unit of work.");
        foreach (
            var entry in db
                .ChangeTracker.Entries()
                .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
                .ToList()
        )
        {
            log.NoteSave();
            Guard(entry, log);
            if (entry.Entity is IResource resource)
            {
                FollowReferences(entry, resource);
                if (Stamp(entry, log) is { } op)
                {
                    log.Note(entry, resource, op);
                }
            }
        }

        // Listing the entries has detected all changes, so the rows need not be compared again.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        eventData.Context!.ChangeTracker.AutoDetectChangesEnabled = true;
        return ValueTask.FromResult(result);
    }

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        eventData.Context!.ChangeTracker.AutoDetectChangesEnabled = true;
        return Task.CompletedTask;
    }

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        eventData.Context!.ChangeTracker.AutoDetectChangesEnabled = true;
        return Task.CompletedTask;
    }

    private static void Guard(EntityEntry entry, IWriteLog log)
    {
        if (entry.Entity is IWorkspaceOwned owned && owned.WorkspaceId != log.WorkspaceId)
        {
            throw new InvalidOperationException($"A {entry.Metadata.ClrType.Name} belongs to another workspace and cannot be written.");
        }

        if (entry.Entity is IAppendOnly && entry.State != EntityState.Added)
        {
            throw new InvalidOperationException($"A {entry.Metadata.ClrType.Name} is append-only and cannot be changed or deleted.");
        }
    }

    /// <summary>Writes the columns that <see cref="ModelConventions.RefersToEntry"/> adds.</summary>
    private static void FollowReferences(EntityEntry entry, IResource resource)
    {
        foreach (
            var (live, reference) in LiveReferences.GetOrAdd(resource.GetType(), static (_, row) => LiveReferencesOf(row), entry.Metadata)
        )
        {
            var target = (IEntityId?)entry.Property(reference).CurrentValue;
            entry.Property(live).CurrentValue = resource.DeletedAt is null ? target?.Value : null;
        }
    }

    private static (string Live, string Reference)[] LiveReferencesOf(IEntityType row) =>
        [
            .. from property in row.GetProperties()
            let reference = (string?)property.FindAnnotation(ModelConventions.Follows)?.Value
            where reference is not null
            select (property.Name, reference),
        ];

    private static ChangeOp? Stamp(EntityEntry entry, IWriteLog log)
    {
        Set(entry, nameof(IResource.Version), (int)entry.Property(nameof(IResource.Version)).OriginalValue! + 1);
        if (entry.State == EntityState.Deleted)
        {
            return ChangeOp.Deleted;
        }

        var deleted = entry.Property(nameof(IResource.DeletedAt));
        var op =
            entry.State == EntityState.Added ? ChangeOp.Created
            : !deleted.IsModified ? ChangeOp.Updated
            : deleted.CurrentValue is null ? ChangeOp.Restored
            : ChangeOp.Deleted;
        if (op == ChangeOp.Created)
        {
            Set(entry, nameof(Resource<WorkspaceId>.CreatedAt), log.Now);
            Set(entry, nameof(Resource<WorkspaceId>.CreatedBy), log.ActorId);
            Set(entry, nameof(Resource<WorkspaceId>.CreatedByName), log.ActorName);
        }

        Set(entry, nameof(Resource<WorkspaceId>.UpdatedAt), log.Now);
        Set(entry, nameof(Resource<WorkspaceId>.UpdatedBy), log.ActorId);
        Set(entry, nameof(Resource<WorkspaceId>.UpdatedByName), log.ActorName);
        if (entry.Entity is IHasContent)
        {
            Set(entry, nameof(IHasContent.ContentUpdatedAt), log.Now);
        }

        return op;
    }

    private static void Set(EntityEntry entry, string property, object value) => entry.Property(property).CurrentValue = value;
}
