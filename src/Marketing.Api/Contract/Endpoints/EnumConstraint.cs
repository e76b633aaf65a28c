using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>
/// Matches a value of an enumeration in a path, spelled as in JSON, and hands it on by the name that binding reads. Any other text is an
/// unknown path (404).
/// </summary>
internal sealed class EnumConstraint<TEnum> : IRouteConstraint
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<string, string> Names = Enum.GetNames<TEnum>()
        .ToFrozenDictionary(JsonNamingPolicy.CamelCase.ConvertName, StringComparer.Ordinal);

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection)
    {
        if (!values.TryGetValue(routeKey, out var value) || value is not string text || !Names.TryGetValue(text, out var name))
        {
            return false;
        }

        values[routeKey] = name;
        return true;
    }
}

internal static class EnumConstraints
{
    /// <summary>Registers the constraint of an enumeration under the name of the type.</summary>
    public static void Register(IServiceProvider services, Type enumeration) =>
        services.GetRequiredService<IOptions<RouteOptions>>().Value.ConstraintMap[enumeration.Name] =
            typeof(EnumConstraint<>).MakeGenericType(enumeration);
}
