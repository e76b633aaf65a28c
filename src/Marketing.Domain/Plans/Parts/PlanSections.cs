using System.Reflection;
using System.Text.Json;

namespace Marketing.Domain.Plans.Parts;

/// <summary>Defines the resource type, content record and maximum number of parts of a section.</summary>
/// <param name="type">Resource type of a part in the audit trail and the change feed, such as <c>workPackage</c>.</param>
/// <param name="content">The content record of its parts.</param>
/// <param name="max">Maximum number of parts of the section in one plan.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class SectionAttribute(string type, Type content, int max) : Attribute
{
    public string Type { get; } = type;

    public Type Content { get; } = content;

    public int Max { get; } = max;
}

/// <summary>A section of a plan.</summary>
/// <param name="Key">The section's key in the API.</param>
/// <param name="Type">Resource type of a part in the audit trail and the change feed, such as <c>workPackage</c>.</param>
/// <param name="Content">The content record of its parts.</param>
/// <param name="Max">Maximum number of parts of the section in one plan.</param>
public sealed record PlanSection(PlanSectionName Key, string Type, Type Content, int Max)
{
    /// <summary>Name in documents, requests and stored rows, such as <c>workPackages</c>.</summary>
    public string Name { get; } = JsonNamingPolicy.CamelCase.ConvertName(Key.ToString());

    /// <summary>Number that sorts sections in document order.</summary>
    public int Order => (int)Key;
}

/// <summary>All sections of a plan, in document order.</summary>
public static class PlanSections
{
    public static readonly IReadOnlyList<PlanSection> All =
    [
        .. from key in Enum.GetValues<PlanSectionName>()
        let stated = typeof(PlanSectionName).GetField(key.ToString())!.GetCustomAttribute<SectionAttribute>()!
        select new PlanSection(key, stated.Type, stated.Content, stated.Max),
    ];

    private static readonly Dictionary<PlanSectionName, PlanSection> ByKey = All.ToDictionary(section => section.Key);

    private static readonly Dictionary<string, PlanSection> ByName = All.ToDictionary(section => section.Name, StringComparer.Ordinal);

    private static readonly Dictionary<Type, PlanSection> ByContent = All.ToDictionary(section => section.Content);

    public static PlanSection Of(PlanSectionName key) => ByKey[key];

    public static PlanSection Of<TContent>()
        where TContent : PlanPartContent => Of(typeof(TContent));

    /// <summary>Returns the section with this content record.</summary>
    public static PlanSection Of(Type content) => ByContent[content];

    /// <summary>Returns the section with this name, or null if this build does not know it.</summary>
    public static PlanSection? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Returns the resource type of the parts of a section.</summary>
    public static string TypeOf(string section) => Find(section)?.Type ?? section;
}
