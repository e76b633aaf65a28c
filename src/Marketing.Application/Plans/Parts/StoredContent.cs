using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Domain.Checks;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Text;

namespace Marketing.Application.Plans.Parts;

/// <summary>Stored content of parts: canonical JSON without the ref, with a schema version.</summary>
internal static class StoredContent
{
    /// <summary>Stores the content in the part.</summary>
    public static void Write(this PlanPart part, PlanPartContent content) =>
        part.Write(Json(content), SearchTextOf(content), TasksIn(content), OpenPlaceholders.CountIn(content));

    /// <summary>Returns the number of tasks in the content: a work package and its subtasks.</summary>
    public static int TasksIn(PlanPartContent content) => content is WorkPackage package ? 1 + package.Subtasks.Count : 0;

    /// <summary>Returns the content of a part, without its ref.</summary>
    public static PlanPartContent Read(PlanSection section, int schemaVersion, string json)
    {
        var current = ContentSchemas.Current.VersionOf(section.Content);
        try
        {
            return schemaVersion >= current ? Load(json, section) : Upcast(json, section, schemaVersion);
        }
        catch (JsonException) when (schemaVersion > current)
        {
            return WireJson.Load<NewerContent>(json);
        }
    }

    /// <summary>Returns the content of a part with its ref, as in documents.</summary>
    public static PlanPartContent Read(PlanSection section, int schemaVersion, string json, string partRef) =>
        Read(section, schemaVersion, json) with
        {
            Ref = partRef,
        };

    /// <summary>Returns the content of a part, without its ref.</summary>
    public static PlanPartContent Read(PlanPart part) => Read(PlanSections.Find(part.Section)!, part.SchemaVersion, part.Content);

    /// <summary>Whether two contents are equal, ignoring their refs.</summary>
    public static bool AreSame(PlanPartContent left, PlanPartContent right) => Json(left) == Json(right);

    private static PlanPartContent Load(string json, PlanSection section) => (PlanPartContent)WireJson.Load(json, section.Content);

    private static PlanPartContent Upcast(string json, PlanSection section, int version)
    {
        var upcast = ContentSchemas.Current.Upcast(section.Content, version, JsonNode.Parse(json)!.AsObject());
        return (PlanPartContent)upcast.Deserialize(section.Content, WireJson.Stored)!;
    }

    private static string Json(PlanPartContent content) => WireJson.StoreWhole(content with { Ref = null });

    /// <summary>Returns the text in which searches look.</summary>
    public static string SearchTextOf(PlanPartContent content) =>
        SearchText.Normalise(string.Join('\n', content.Texts().Where(text => text.Length > 0)));
}

/// <summary>Content of a newer schema that this build cannot read. It is returned as stored.</summary>
internal sealed record NewerContent : PlanPartContent
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Members { get; init; } = [];
}
