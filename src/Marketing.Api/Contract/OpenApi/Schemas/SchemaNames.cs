using Marketing.Api.Contract.Input;
using Marketing.Application.Common;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>Names of schemas, as client developers see them.</summary>
internal static class SchemaNames
{
    private const string Input = "Input";
    private const string Response = "Response";

    /// <summary>Returns the name of a type: <c>Page&lt;PlanSummary&gt;</c> is PlanSummaryPage.</summary>
    public static string Of(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.Name;
        }

        var arguments = string.Concat(type.GetGenericArguments().Select(Of));
        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(Page<>)
            ? Without(arguments, Response) + "Page"
            : arguments + definition.Name[..definition.Name.IndexOf('`', StringComparison.Ordinal)];
    }

    /// <summary>
    /// Names every schema. Forms of a union are named after their content: ObjectivePart, ObjectivePartInput, ObjectivePartPatch. Parts
    /// in a plan document have a ref among their members and are named DocumentObjective.
    /// </summary>
    /// <exception cref="InvalidOperationException">Two schemas have the same name; the message names them.</exception>
    public static Dictionary<SchemaKey, string> Give(IEnumerable<Type> words, IEnumerable<SchemaKey> schemas)
    {
        var keys = schemas.ToList();
        var answered = words
            .Concat(keys.Where(key => key.Use == SchemaUse.Response && key.Form is null).Select(key => key.Type))
            .Select(Of)
            .ToHashSet(StringComparer.Ordinal);
        var names = keys.ToDictionary(
            key => key,
            key =>
                key switch
                {
                    { Form.Content: { } content } => Of(content) + (DiscriminatedMember.IsIn(key.Type) ? UnionOf(key) : Of(key.Type)),
                    _ when DiscriminatedMember.IsIn(key.Type) => UnionOf(key),
                    { Form: null } when key.Type.IsAssignableTo(typeof(PlanPartContent)) => "Document" + Of(key.Type),
                    { Use: SchemaUse.Patch } => Without(Without(Of(key.Type), Input), "Update") + "Patch",
                    { Use: SchemaUse.Request } when answered.Contains(Of(key.Type)) => Of(key.Type) + Input,
                    _ => Of(key.Type),
                }
        );
        var twice = names.GroupBy(entry => entry.Value, StringComparer.Ordinal).Where(group => group.Count() > 1).ToList();
        return twice.Count == 0
            ? names
            : throw new InvalidOperationException(
                "Schemas with the same name: "
                    + string.Join("; ", twice.Select(group => $"{group.Key} ({string.Join(", ", group.Select(entry => entry.Key.Type))})"))
            );
    }

    private static string UnionOf(SchemaKey key)
    {
        var name = Without(Without(Of(key.Type), Input), Response);
        return key.Use switch
        {
            SchemaUse.Request => name + Input,
            SchemaUse.Patch => name + "Patch",
            _ => name,
        };
    }

    private static string Without(string name, string end) =>
        name.EndsWith(end, StringComparison.Ordinal) && name != end ? name[..^end.Length] : name;
}
