using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Input;

namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>What members are when they are not sent, as their types say it.</summary>
internal static class Defaults
{
    /// <summary>An instance with nothing set; null where the type cannot be made from nothing.</summary>
    public static object? Of(Type type) =>
        !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is { } constructor ? constructor.Invoke(null) : null;

    /// <summary>The default of a member as JSON; null where there is none to tell.</summary>
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
