using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Application.Common;
using Marketing.Domain.Plans;

namespace Marketing.Application.Plans;

/// <summary>
/// The header of a plan as JSON, with its schema version as the first member, because columns and snapshots are read without other
/// columns.
/// </summary>
public static class StoredHeader
{
    private const string VersionMember = "schemaVersion";

    private static int CurrentVersion => ContentSchemas.Current.VersionOf(typeof(PlanHeader));

    /// <summary>Returns the JSON of a header in the current version.</summary>
    public static string Write(PlanHeader header) => Prefix(CurrentVersion) + WireJson.Store(header).AsSpan(1).ToString();

    /// <summary>Returns a header of any version.</summary>
    public static PlanHeader Read(string json)
    {
        if (json.StartsWith(Prefix(CurrentVersion), StringComparison.Ordinal))
        {
            return WireJson.Load<PlanHeader>(json);
        }

        var members = JsonNode.Parse(json)!.AsObject();
        var version = members[VersionMember]!.GetValue<int>();
        members.Remove(VersionMember);
        return version < CurrentVersion
            ? ContentSchemas.Current.Upcast(typeof(PlanHeader), version, members).Deserialize<PlanHeader>(WireJson.Stored)!
            : ReadNewer(members);
    }

    /// <summary>Returns what this build can read of a header that a newer one wrote.</summary>
    private static PlanHeader ReadNewer(JsonObject members)
    {
        try
        {
            return members.Deserialize<PlanHeader>(WireJson.Stored)!;
        }
        catch (JsonException)
        {
            return new PlanHeader
            {
                Title = Text("title"),
                Language = Text("language"),
                Currency = Text("currency"),
            };
        }

        string Text(string member) => members[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
    }

    private static string Prefix(int version) => string.Create(CultureInfo.InvariantCulture, $$"""{"{{VersionMember}}":{{version}},""");
}
