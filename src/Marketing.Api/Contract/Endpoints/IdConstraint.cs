namespace Marketing.Api.Contract.Endpoints;

/// <summary>An id in a path: a lower-case UUID with hyphens. Anything else is no such resource (404).</summary>
internal sealed class IdConstraint : IRouteConstraint
{
    public const string Name = "id";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && value is string text
        && Guid.TryParseExact(text, "D", out _) && !text.AsSpan().ContainsAnyInRange('A', 'F');
}
