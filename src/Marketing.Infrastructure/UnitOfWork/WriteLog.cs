using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Application.Common;
using Marketing.Application.Memory;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Infrastructure.UnitOfWork;

/// <summary>What one unit of work changes: turned into audit entries with the rows themselves, and into feed entries before the commit.</summary>
internal sealed class WriteLog(Caller caller, RequestContext context, DateTime now, Guid transactionId)
{
    private readonly Dictionary<(string Type, Guid Id), PendingChange> _changes = [];

    public DateTime Now => now;

    public string ActorId => caller.ActorId;

    public Guid TransactionId => transactionId;

    public WorkspaceId WorkspaceId => caller.WorkspaceId ?? throw new InvalidOperationException("A write needs a workspace.");

    public bool IsEmpty => _changes.Count == 0;

    public int Count => _changes.Count;

    /// <summary>Notes a resource's change and answers its audit entry; null where nothing that counts has changed.</summary>
    public AuditEntry? Note(EntityEntry entry, IResource resource, ChangeOp op)
    {
        var fields = FieldChanges.Of(entry, op);
        if (op == ChangeOp.Updated && fields.Count == 0)
        {
            return null;
        }

        var names = "," + string.Concat(fields.Select(field => field.Field + ","));
        Merge(new PendingChange(resource.Type, resource.Key, resource.ParentKey, op, resource.Version, names));
        return new AuditEntry
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
        };
    }

    /// <summary>The feed's entries, numbered on from <paramref name="lastSequence"/>, in the order in which the changes happened.</summary>
    public IEnumerable<ChangeEntry> Number(long lastSequence) => _changes.Values.Select((change, i) => new ChangeEntry
    {
        WorkspaceId = WorkspaceId,
        Sequence = lastSequence + 1 + i,
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

/// <summary>One changed member.</summary>
/// <param name="Field">Its name on the wire.</param>
/// <param name="Old">The value before; null where there was none.</param>
/// <param name="New">The value after; null where there is none.</param>
/// <param name="Sealed">Whether the values are personal and sealed.</param>
internal sealed record FieldChange(string Field, JsonNode? Old, JsonNode? New, bool? Sealed = null);

/// <summary>Compares a tracked row with what was loaded, member by member, in the words of the wire.</summary>
internal static class FieldChanges
{
    private static readonly HashSet<string> Stamps =
        ["Id", "WorkspaceId", "Version", "CreatedAt", "CreatedBy", "UpdatedAt", "UpdatedBy", "DeletedAt"];

    public static List<FieldChange> Of(EntityEntry entry, ChangeOp op)
    {
        var changes = new List<FieldChange>();
        foreach (var property in entry.Properties)
        {
            var member = property.Metadata.PropertyInfo;
            if (member is null || Stamps.Contains(member.Name) || property.Metadata.IsShadowProperty() || Has<NotAuditedAttribute>(property.Metadata))
            {
                continue;
            }

            var isNew = op is ChangeOp.Created;
            var isGone = entry.State == EntityState.Deleted;
            if (!isNew && !isGone && !property.IsModified)
            {
                continue;
            }

            var (before, after) = (isNew ? null : Json(property.OriginalValue), isGone ? null : Json(property.CurrentValue));
            if (Has<AuditMembersAttribute>(property.Metadata))
            {
                changes.AddRange(Members(before, after));
            }
            else if (!JsonNode.DeepEquals(before, after))
            {
                changes.Add(new FieldChange(Camel(member.Name), before, after, Has<PersonalAttribute>(property.Metadata) ? true : null));
            }
        }

        return changes;
    }

    private static bool Has<T>(IProperty property)
        where T : Attribute => Attribute.IsDefined(property.PropertyInfo!, typeof(T));

    private static IEnumerable<FieldChange> Members(JsonNode? before, JsonNode? after)
    {
        var (old, now) = (AsObject(before), AsObject(after));
        foreach (var name in old.Select(member => member.Key).Union(now.Select(member => member.Key)))
        {
            if (!JsonNode.DeepEquals(old[name], now[name]) && !(IsNothing(old[name]) && IsNothing(now[name])))
            {
                yield return new FieldChange(name, old[name]?.DeepClone(), now[name]?.DeepClone());
            }
        }
    }

    private static bool IsNothing(JsonNode? value) => value is null or JsonArray { Count: 0 };

    private static JsonObject AsObject(JsonNode? node) => node switch
    {
        JsonObject members => members,
        JsonValue text when text.GetValueKind() == JsonValueKind.String => JsonNode.Parse(text.GetValue<string>()) as JsonObject ?? [],
        _ => [],
    };

    private static JsonNode? Json(object? value) => value switch
    {
        null => null,
        _ when value.GetType().GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>)) =>
            JsonValue.Create((Guid)value.GetType().GetProperty("Value")!.GetValue(value)!),
        _ => JsonSerializer.SerializeToNode(value, value.GetType(), WireJson.Stored),
    };

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name.StartsWith("Sealed", StringComparison.Ordinal) ? name["Sealed".Length..] : name);
}
