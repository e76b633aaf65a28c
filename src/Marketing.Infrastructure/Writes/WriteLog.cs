using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Marketing.Infrastructure.Writes;

/// <summary>The changes of one unit of work. They become audit entries, feed entries and a marker before the commit.</summary>
internal sealed class WriteLog(Caller caller, RequestContext context, DateTime now, Guid transactionId) : IWriteLog
{
    private readonly List<AuditEntry> _auditEntries = [];
    private readonly List<FeedLine> _feed = [];
    private readonly Dictionary<(string Type, Guid Id), int> _lines = [];
    private readonly List<string> _silences = [];
    private readonly List<INumbered> _numbered = [];
    private bool _saved;

    public DateTime Now => now;

    public string ActorId => caller.ActorId;

    public string ActorName => caller.DisplayName;

    public Guid TransactionId => transactionId;

    public WorkspaceId WorkspaceId => caller.WorkspaceId ?? throw new InvalidOperationException("A write requires a workspace.");

    /// <summary>Whether the unit wrote anything, so that it needs a marker.</summary>
    public bool HasWritten => _saved || _feed.Count > 0 || _silences.Count > 0;

    /// <summary>Whether there are audit or feed entries.</summary>
    public bool HasEntries => _auditEntries.Count > 0 || _feed.Count > 0;

    /// <summary>The number of feed entries.</summary>
    public int Count => _feed.Count;

    /// <summary>The audit entries in the order in which the changes happened.</summary>
    public IReadOnlyList<AuditEntry> AuditEntries => _auditEntries;

    /// <summary>The reasons of changes without an entry.</summary>
    public IReadOnlyList<string> Silences => _silences;

    private string? Origin => context.OriginSystem ?? caller.System;

    public void NoteSave() => _saved = true;

    /// <summary>Notes a tracked resource's change if any audited member changed.</summary>
    public void Note(EntityEntry entry, IResource resource, ChangeOp op)
    {
        var fields = FieldChanges.Of(entry, op);
        if (op != ChangeOp.Updated || fields.Count > 0)
        {
            Note(new ResourceNote(ChangedResource.Of(resource), op, fields));
        }
    }

    public void Note(ChangeNote note)
    {
        switch (note)
        {
            case ResourceNote changed:
                Audit(changed);
                Announce(changed.Resource, changed.Op, NamesOf(changed.Fields.Select(field => field.Field)));
                break;
            case FeedNote changed:
                Announce(changed.Resource, changed.Op, NamesOf(changed.Fields));
                break;
            case EventNote raised:
                _feed.Add(new FeedLine(raised.Resource, ChangeOp.Event, ",", raised.Name));
                break;
            case SilentNote silent:
                _silences.Add(silent.Reason);
                break;
            default:
                throw new ArgumentException($"A {note.GetType().Name} has no level.", nameof(note));
        }
    }

    /// <summary>The feed's entries in the order in which the changes happened, without their sequence.</summary>
    public IEnumerable<ChangeEntry> Changes() =>
        _feed.Select(line => new ChangeEntry
        {
            WorkspaceId = WorkspaceId,
            At = now,
            ActorId = caller.ActorId,
            ActorName = caller.DisplayName,
            OriginSystem = Origin,
            ResourceType = line.Resource.Type,
            ResourceId = line.Resource.Id,
            ParentId = line.Resource.ParentId,
            Op = line.Op,
            Event = line.Event,
            ResourceVersion = line.Resource.Version,
            FieldNames = line.FieldNames,
        });

    public void Append(INumbered row) => _numbered.Add(row);

    /// <summary>The rows to number, each with the place of its change among the feed's entries.</summary>
    /// <exception cref="InvalidOperationException">The change of a row was not noted.</exception>
    public IEnumerable<(INumbered Row, int Place)> Numbered()
    {
        var places = _numbered.Count == 0 ? [] : _lines.ToDictionary(line => line.Key.Id, line => line.Value);
        return _numbered.Select(row =>
            places.TryGetValue(row.ChangeId, out var place)
                ? (row, place)
                : throw new InvalidOperationException($"A {row.GetType().Name} belongs to a change that was not noted.")
        );
    }

    private static string NamesOf(IEnumerable<string> fields) => "," + string.Concat(fields.Select(field => field + ","));

    private void Audit(ResourceNote changed) =>
        _auditEntries.Add(
            new AuditEntry
            {
                Id = EntityId.New(),
                WorkspaceId = WorkspaceId,
                At = now,
                TransactionId = transactionId,
                ActorId = caller.ActorId,
                ActorName = caller.DisplayName,
                OriginSystem = Origin,
                CorrelationId = context.CorrelationId,
                ResourceType = changed.Resource.Type,
                ResourceId = changed.Resource.Id,
                ParentId = changed.Resource.ParentId,
                Op = changed.Op,
                ResourceVersion = changed.Resource.Version,
                Fields = WireJson.Store(changed.Fields),
                FieldNames = NamesOf(changed.Fields.Select(field => field.Field)),
            }
        );

    /// <summary>
    /// Adds a feed entry, or merges it into the resource's existing one, because readers see a transaction as one change.
    /// </summary>
    private void Announce(ChangedResource resource, ChangeOp op, string names)
    {
        if (!_lines.TryGetValue((resource.Type, resource.Id), out var place))
        {
            _lines.Add((resource.Type, resource.Id), _feed.Count);
            _feed.Add(new FeedLine(resource, op, names, null));
            return;
        }

        // A resource created and changed in one transaction is a created one for readers.
        var earlier = _feed[place];
        var added = names
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Where(name => !earlier.FieldNames.Contains($",{name},", StringComparison.Ordinal));
        _feed[place] = new FeedLine(
            resource,
            earlier.Op == ChangeOp.Created && op == ChangeOp.Updated ? ChangeOp.Created : op,
            earlier.FieldNames + string.Concat(added.Select(name => name + ",")),
            null
        );
    }

    private sealed record FeedLine(ChangedResource Resource, ChangeOp Op, string FieldNames, string? Event);
}
