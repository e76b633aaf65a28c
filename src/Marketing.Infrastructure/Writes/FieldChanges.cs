using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Infrastructure.Writes;

/// <summary>Compares a tracked row with its loaded values, member by member, as the API writes them.</summary>
internal static class FieldChanges
{
    private static readonly HashSet<string> Stamps =
    [
        "Id",
        "WorkspaceId",
        "Version",
        "CreatedAt",
        "CreatedBy",
        "CreatedByName",
        "UpdatedAt",
        "UpdatedBy",
        "UpdatedByName",
        "DeletedAt",
    ];

    /// <summary>The audited members of each type of row, read once from attributes.</summary>
    private static readonly ConcurrentDictionary<Type, AuditedMember[]> Audited = new();

    public static List<FieldChange> Of(EntityEntry entry, ChangeOp op)
    {
        var changes = new List<FieldChange>();
        // A deleted part keeps its row, but the audit trail contains the content that the plan lost or regained.
        var isPart = entry.Entity is PlanPart;
        var isNew = op is ChangeOp.Created || (isPart && op is ChangeOp.Restored);
        var isGone = entry.State == EntityState.Deleted || (isPart && op is ChangeOp.Deleted);
        foreach (var member in Audited.GetOrAdd(entry.Metadata.ClrType, static (_, type) => MembersOf(type), entry.Metadata))
        {
            var property = entry.Property(member.Name);
            if (!isNew && !isGone && !property.IsModified)
            {
                continue;
            }

            var (before, after) = (isNew ? null : Json(property.OriginalValue), isGone ? null : Json(property.CurrentValue));
            if (member.ByMembers)
            {
                AddMembers(changes, AsObject(before), AsObject(after));
            }
            else if (!JsonNode.DeepEquals(before, after))
            {
                changes.Add(new FieldChange(member.Field, before, after, member.IsPersonal ? true : null));
            }
        }

        return changes;
    }

    private static AuditedMember[] MembersOf(IEntityType type) =>
        [
            .. from property in type.GetProperties()
            let member = property.PropertyInfo
            where
                member is not null
                && !Stamps.Contains(member.Name)
                && !property.IsShadowProperty()
                && !Attribute.IsDefined(member, typeof(NotAuditedAttribute))
            select new AuditedMember(
                member.Name,
                Camel(member.Name),
                Attribute.IsDefined(member, typeof(AuditMembersAttribute)),
                Attribute.IsDefined(member, typeof(PersonalAttribute))
            ),
        ];

    private static void AddMembers(List<FieldChange> changes, JsonObject before, JsonObject after)
    {
        var (old, now) = (Taken(before), Taken(after));
        foreach (var name in old.Keys.Union(now.Keys))
        {
            var (was, becomes) = (old.GetValueOrDefault(name), now.GetValueOrDefault(name));
            if (!JsonNode.DeepEquals(was, becomes) && !(IsNothing(was) && IsNothing(becomes)))
            {
                changes.Add(new FieldChange(name, was, becomes));
            }
        }
    }

    /// <summary>Returns the members of an object, detached from it.</summary>
    private static OrderedDictionary<string, JsonNode?> Taken(JsonObject holder)
    {
        var members = new OrderedDictionary<string, JsonNode?>(holder);
        holder.Clear();
        return members;
    }

    private static bool IsNothing(JsonNode? value) => value is null or JsonArray { Count: 0 };

    private static JsonObject AsObject(JsonNode? node) =>
        node switch
        {
            JsonObject members => members,
            JsonValue text when text.GetValueKind() == JsonValueKind.String => JsonNode.Parse(text.GetValue<string>()) as JsonObject ?? [],
            _ => [],
        };

    private static JsonNode? Json(object? value) =>
        value switch
        {
            null => null,
            string text => JsonValue.Create(text),
            IEntityId id => JsonValue.Create(id.Value),
            _ => JsonSerializer.SerializeToNode(value, value.GetType(), WireJson.Stored),
        };

    private static string Camel(string name) =>
        JsonNamingPolicy.CamelCase.ConvertName(name.StartsWith("Sealed", StringComparison.Ordinal) ? name["Sealed".Length..] : name);

    /// <param name="Name">Name of the property.</param>
    /// <param name="Field">Name in the API.</param>
    /// <param name="ByMembers">Whether its members are audited individually.</param>
    /// <param name="IsPersonal">Whether its values are personal and encrypted.</param>
    private sealed record AuditedMember(string Name, string Field, bool ByMembers, bool IsPersonal);
}
