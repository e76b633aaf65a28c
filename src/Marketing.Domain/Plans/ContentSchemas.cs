using System.Text.Json.Nodes;
using Marketing.Domain.Plans.Content;

namespace Marketing.Domain.Plans;

/// <summary>
/// Schema versions of stored content, per record type. Rows keep the version they were written in and are upgraded step by step on load.
/// A change that is incompatible with old rows requires a new step here and a frozen row in the tests.
/// </summary>
/// <param name="steps">For each record type, the steps from version 1 to 2, from 2 to 3 and so on.</param>
public sealed class ContentSchemas(IReadOnlyDictionary<Type, IReadOnlyList<Func<JsonObject, JsonObject>>> steps)
{
    private const int First = 1;

    /// <summary>Gets the upgrade steps of this build.</summary>
    public static readonly ContentSchemas Current = new(
        new Dictionary<Type, IReadOnlyList<Func<JsonObject, JsonObject>>>
        {
            // Version 2 adds members. A build that does not know them must not write the content.
            [typeof(PlanHeader)] = [Unchanged],
            [typeof(CommunicationEntry)] = [Unchanged],
            [typeof(PlanKpi)] = [Unchanged],
        }
    );

    /// <summary>Returns the version in which records of the type are stored.</summary>
    public int VersionOf(Type record) => First + StepsOf(record).Count;

    /// <summary>Upgrades content of an earlier version to the current one.</summary>
    /// <param name="record">The content record type, or the plan header.</param>
    /// <param name="version">The version of the stored content.</param>
    /// <param name="stored">The stored content.</param>
    public JsonObject Upcast(Type record, int version, JsonObject stored) =>
        StepsOf(record).Skip(version - First).Aggregate(stored, (content, step) => step(content));

    private static JsonObject Unchanged(JsonObject content) => content;

    private IReadOnlyList<Func<JsonObject, JsonObject>> StepsOf(Type record) => steps.TryGetValue(record, out var known) ? known : [];
}
