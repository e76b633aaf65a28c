using System.Text.Json.Nodes;

namespace Marketing.Domain.Plans;

/// <summary>
/// Schema versions of stored content, for each record of its own. Rows keep the version they were written in; loading brings
/// them to the current one step by step. A change that old rows do not fit is a new step here and a frozen row in the tests.
/// </summary>
/// <param name="steps">For each record the steps from version 1 to 2, from 2 to 3 and so on.</param>
public sealed class ContentSchemas(IReadOnlyDictionary<Type, IReadOnlyList<Func<JsonObject, JsonObject>>> steps)
{
    private const int First = 1;

    /// <summary>The steps of this build.</summary>
    public static readonly ContentSchemas Current = new(new Dictionary<Type, IReadOnlyList<Func<JsonObject, JsonObject>>>());

    /// <summary>Returns the version in which records of the type are written.</summary>
    public int VersionOf(Type record) => First + StepsOf(record).Count;

    /// <summary>Returns content of an earlier version in the current one.</summary>
    /// <param name="record">The content record, or the plan's header.</param>
    /// <param name="version">The version in which it was stored.</param>
    /// <param name="stored">The content.</param>
    public JsonObject Upcast(Type record, int version, JsonObject stored) =>
        StepsOf(record).Skip(version - First).Aggregate(stored, (content, step) => step(content));

    private IReadOnlyList<Func<JsonObject, JsonObject>> StepsOf(Type record) => steps.TryGetValue(record, out var known) ? known : [];
}
