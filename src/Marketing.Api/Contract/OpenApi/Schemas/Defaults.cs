using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Input;

namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>Default values of members that are not sent, read from their types.</summary>
internal static class Defaults
{
    /// <summary>Returns an instance with default values; null if the type cannot be created without arguments.</summary>
    public static object? Of(Type type) =>
        !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is { } constructor ? constructor.Invoke(null) : null;

    /// <summary>Returns the default of a member as JSON; null if there is none to document.</summary>
    public static JsonNode? Node(InputProperty property, object? empty)
    {
        if (property.Nullable || property.Shape is ObjectShape or MapShape or ArrayShape)
        {
            return null;
        }

        var value = property.Default ?? (empty is not null && property.Member is PropertyInfo member ? member.GetValue(empty) : null);
        return value is null or "" ? null : JsonSerializer.SerializeToNode(value, value.GetType(), JsonInput.Options);
    }
}
