using Marketing.Api.Plans;
using Marketing.Application.Common;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>Names of schemas as client developers read them.</summary>
internal static class SchemaNames
{
    /// <summary>The name of a type: <c>Page&lt;PlanSummary&gt;</c> is PlanSummaryPage, a part is called by its content.</summary>
    public static string Of(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.Name;
        }

        var arguments = string.Concat(type.GetGenericArguments().Select(Of));
        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(PartResponse<>) ? arguments
            : definition == typeof(Page<>) ? Without(arguments, "Response") + "Page"
            : arguments + definition.Name[..definition.Name.IndexOf('`', StringComparison.Ordinal)];
    }

    private static string Without(string name, string end) => name.EndsWith(end, StringComparison.Ordinal) && name != end ? name[..^end.Length] : name;

    /// <summary>Names every use of every type, each name once. What a part says inside an answered document is told from the part as a resource.</summary>
    /// <exception cref="InvalidOperationException">Two types want the same name; the message tells which.</exception>
    public static Dictionary<(Type Type, SchemaUse Use), string> Give(IEnumerable<Type> words, IEnumerable<(Type Type, SchemaUse Use)> objects)
    {
        var uses = objects.ToList();
        var answered = words.Concat(uses.Where(use => use.Use == SchemaUse.Response).Select(use => use.Type)).Select(Of).ToHashSet(StringComparer.Ordinal);
        var names = uses.ToDictionary(use => use, use => use.Use switch
        {
            SchemaUse.Patch => Without(Without(Of(use.Type), "Input"), "Update") + "Patch",
            SchemaUse.Request when answered.Contains(Of(use.Type)) => Of(use.Type) + "Input",
            SchemaUse.Response when use.Type.IsAssignableTo(typeof(PlanPartContent)) => "Document" + Of(use.Type),
            _ => Of(use.Type),
        });
        var twice = names.GroupBy(entry => entry.Value, StringComparer.Ordinal).Where(group => group.Count() > 1).ToList();
        return twice.Count == 0 ? names : throw new InvalidOperationException(
            "Schemas of the same name: " + string.Join("; ", twice.Select(group => $"{group.Key} ({string.Join(", ", group.Select(entry => entry.Key.Type))})")));
    }
}
