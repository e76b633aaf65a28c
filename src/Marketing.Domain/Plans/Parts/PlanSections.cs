using System.Reflection;
using System.Text.Json;

namespace Marketing.Domain.Plans.Parts;

/// <summary>Describes the parts of a section.</summary>
/// <param name="type">Resource type of one part in the audit trail and the change feed, such as <c>workPackage</c>.</param>
/// <param name="content">The content record of its parts.</param>
/// <param name="max">The greatest number of parts that a plan can hold in the section.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class SectionAttribute(string type, Type content, int max) : Attribute
{
    public string Type { get; } = type;

    public Type Content { get; } = content;

    public int Max { get; } = max;

    /// <summary>Whether its parts have a path of their own below the plan.</summary>
    public bool IsItem { get; init; }
}

/// <summary>A list of parts in a plan.</summary>
/// <param name="Key">The section as clients name it.</param>
/// <param name="Type">Resource type of one part in the audit trail and the change feed, such as <c>workPackage</c>.</param>
/// <param name="Content">The content record of its parts.</param>
/// <param name="Max">The greatest number of parts that a plan can hold in it.</param>
/// <param name="IsItem">Whether its parts have a path of their own below the plan.</param>
public sealed record PlanSection(PlanSectionName Key, string Type, Type Content, int Max, bool IsItem)
{
    /// <summary>Name in documents, requests and stored rows, such as <c>workPackages</c>.</summary>
    public string Name { get; } = JsonNamingPolicy.CamelCase.ConvertName(Key.ToString());

    /// <summary>Sorts sections in the order of the document.</summary>
    public int Order => (int)Key;
}

/// <summary>All sections, in the order of a plan document.</summary>
public static class PlanSections
{
    public static readonly IReadOnlyList<PlanSection> All =
    [
        .. from key in Enum.GetValues<PlanSectionName>()
           let stated = typeof(PlanSectionName).GetField(key.ToString())!.GetCustomAttribute<SectionAttribute>()!
           select new PlanSection(key, stated.Type, stated.Content, stated.Max, stated.IsItem),
    ];

    private static readonly Dictionary<PlanSectionName, PlanSection> ByKey = All.ToDictionary(section => section.Key);

    private static readonly Dictionary<string, PlanSection> ByName = All.ToDictionary(section => section.Name, StringComparer.Ordinal);

    private static readonly Dictionary<Type, PlanSection> ByContent = All.ToDictionary(section => section.Content);

    public static PlanSection Of(PlanSectionName key) => ByKey[key];

    public static PlanSection Of<TContent>()
        where TContent : PlanPartContent => Of(typeof(TContent));

    /// <summary>Returns the section whose parts have this content record.</summary>
    public static PlanSection Of(Type content) => ByContent[content];

    /// <summary>Returns the section with this name; null for a section that only a newer build knows.</summary>
    public static PlanSection? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Returns the resource type of the parts of a section.</summary>
    public static string TypeOf(string section) => Find(section)?.Type ?? section;
}
