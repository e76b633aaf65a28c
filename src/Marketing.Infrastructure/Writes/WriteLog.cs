using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Marketing.Infrastructure.Writes;

/// <summary>What one unit of work changes: turned into audit entries and feed entries before the commit.</summary>
internal sealed class WriteLog(Caller caller, RequestContext context, DateTime now, Guid transactionId) : IWriteLog
{
    private readonly Dictionary<(string Type, Guid Id), PendingChange> _changes = [];
    private readonly List<AuditEntry> _auditEntries = [];

    public DateTime Now => now;

    public string ActorId => caller.ActorId;

    public Guid TransactionId => transactionId;

    public WorkspaceId WorkspaceId => caller.WorkspaceId ?? throw new InvalidOperationException("A write needs a workspace.");

    public bool IsEmpty => _changes.Count == 0;

    public int Count => _changes.Count;

    /// <summary>The audit entries in the order in which the changes happened.</summary>
    public IReadOnlyList<AuditEntry> AuditEntries => _auditEntries;

    /// <summary>Notes a resource's change, where anything that counts has changed.</summary>
    public void Note(EntityEntry entry, IResource resource, ChangeOp op)
    {
        var fields = FieldChanges.Of(entry, op);
        if (op == ChangeOp.Updated && fields.Count == 0)
        {
            return;
        }

        var names = "," + string.Concat(fields.Select(field => field.Field + ","));
        Merge(new PendingChange(resource.Type, resource.Key, resource.ParentKey, op, resource.Version, names));
        _auditEntries.Add(new AuditEntry
        {
            Id = Guid.CreateVersion7(),
            WorkspaceId = WorkspaceId,
            At = now,
            TransactionId = transactionId,
            ActorId = caller.ActorId,
            ActorName = caller.DisplayName,
            OriginSystem = context.OriginSystem ?? caller.System,
            CorrelationId = context.CorrelationId,
            ResourceType = resource.Type,
            ResourceId = resource.Key,
            ParentId = resource.ParentKey,
            Op = op,
            ResourceVersion = resource.Version,
            Fields = WireJson.Store(fields),
            FieldNames = names,
        });
    }

    /// <summary>The feed's entries in the order in which the changes happened, without their sequence.</summary>
    public IEnumerable<ChangeEntry> Changes() => _changes.Values.Select(change => new ChangeEntry
    {
        WorkspaceId = WorkspaceId,
        At = now,
        ActorId = caller.ActorId,
        OriginSystem = context.OriginSystem ?? caller.System,
        ResourceType = change.Type,
        ResourceId = change.Id,
        ParentId = change.ParentId,
        Op = change.Op,
        ResourceVersion = change.Version,
        FieldNames = change.FieldNames,
    });

    private void Merge(PendingChange change)
    {
        if (!_changes.TryGetValue((change.Type, change.Id), out var earlier))
        {
            _changes.Add((change.Type, change.Id), change);
            return;
        }

        // Created, then changed within one transaction, is created for everybody else.
        var op = earlier.Op == ChangeOp.Created && change.Op == ChangeOp.Updated ? ChangeOp.Created : change.Op;
        var names = earlier.FieldNames + string.Concat(change.FieldNames.Split(',').Where(n => n.Length > 0 && !earlier.FieldNames.Contains($",{n},", StringComparison.Ordinal)).Select(n => n + ","));
        _changes[(change.Type, change.Id)] = change with { Op = op, FieldNames = names };
    }

    private sealed record PendingChange(string Type, Guid Id, Guid? ParentId, ChangeOp Op, int Version, string FieldNames);
}
