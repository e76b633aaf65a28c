using Marketing.Domain.Common;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>Matches an id in a path: a UUID with hyphens, in either case. Any other text is an unknown path (404).</summary>
internal sealed class IdConstraint : IRouteConstraint
{
    public const string Name = "id";

    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection
    ) => values.TryGetValue(routeKey, out var value) && value is string text && EntityId.TryParse(text, out _);
}
