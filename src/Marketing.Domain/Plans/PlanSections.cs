using Marketing.Domain.Objectives;

namespace Marketing.Domain.Plans;

/// <summary>A list of parts that a plan holds.</summary>
/// <param name="Name">Name in paths and documents, such as <c>objectives</c>.</param>
/// <param name="Type">Name of one part in the audit trail and the change feed, such as <c>objective</c>.</param>
/// <param name="Content">The content record.</param>
/// <param name="Max">Most parts a plan may hold in it.</param>
public sealed record PlanSection(string Name, string Type, Type Content, int Max);

/// <summary>All sections, in the order of a plan document.</summary>
public static class PlanSections
{
    public static readonly IReadOnlyList<PlanSection> All =
    [
        new("objectives", "objective", typeof(Objective), 200),
    ];

    private static readonly Dictionary<string, PlanSection> ByName = All.ToDictionary(section => section.Name, StringComparer.Ordinal);

    private static readonly Dictionary<Type, PlanSection> ByContent = All.ToDictionary(section => section.Content);

    public static PlanSection Of<TContent>()
        where TContent : PlanPartContent => ByContent[typeof(TContent)];

    public static string TypeOf(string section) => ByName.TryGetValue(section, out var known) ? known.Type : section;
}
