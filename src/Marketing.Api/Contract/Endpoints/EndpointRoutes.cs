using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>
/// Maps endpoints. Each is one statement: method, full path, operation id, handler and scopes. The rest of its contract follows from the
/// handler's signature; the fluent methods add what a signature cannot express.
/// </summary>
internal static class EndpointRoutes
{
    private static readonly RequestGate Gate = new();

    /// <summary>Groups endpoints under a tag of the OpenAPI document.</summary>
    public static RouteGroupBuilder Tagged(this IEndpointRouteBuilder routes, string tag) => routes.MapGroup("").WithTags(tag);

    public static RouteHandlerBuilder Get(
        this IEndpointRouteBuilder routes,
        [StringSyntax("Route")] string path,
        string id,
        Delegate handler,
        params string[] scopes
    ) => Map(routes, HttpMethods.Get, path, id, handler, scopes);

    public static RouteHandlerBuilder Post(
        this IEndpointRouteBuilder routes,
        [StringSyntax("Route")] string path,
        string id,
        Delegate handler,
        params string[] scopes
    ) => Map(routes, HttpMethods.Post, path, id, handler, scopes);

    public static RouteHandlerBuilder Put(
        this IEndpointRouteBuilder routes,
        [StringSyntax("Route")] string path,
        string id,
        Delegate handler,
        params string[] scopes
    ) => Map(routes, HttpMethods.Put, path, id, handler, scopes);

    public static RouteHandlerBuilder Patch(
        this IEndpointRouteBuilder routes,
        [StringSyntax("Route")] string path,
        string id,
        Delegate handler,
        params string[] scopes
    ) => Map(routes, HttpMethods.Patch, path, id, handler, scopes);

    public static RouteHandlerBuilder Delete(
        this IEndpointRouteBuilder routes,
        [StringSyntax("Route")] string path,
        string id,
        Delegate handler,
        params string[] scopes
    ) => Map(routes, HttpMethods.Delete, path, id, handler, scopes);

    /// <summary>Sets summary and description, for handlers that several endpoints share; others state them in their XML comment.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string summary, string description) =>
        endpoint.State(contract => contract with { Summary = summary, Description = description });

    /// <summary>Accepts requests without a credential.</summary>
    public static RouteHandlerBuilder Anonymous(this RouteHandlerBuilder endpoint) =>
        endpoint.State(contract => contract with { Anonymous = true, OutsideWorkspace = true });

    /// <summary>Rejects API keys.</summary>
    public static RouteHandlerBuilder PersonsOnly(this RouteHandlerBuilder endpoint) =>
        endpoint.State(contract => contract with { PersonsOnly = true });

    /// <summary>Requires no chosen workspace.</summary>
    public static RouteHandlerBuilder OutsideWorkspace(this RouteHandlerBuilder endpoint) =>
        endpoint.State(contract => contract with { OutsideWorkspace = true });

    /// <summary>Accepts bodies up to this size; the default is <see cref="EndpointContract.DefaultMaxBodyBytes"/>.</summary>
    public static RouteHandlerBuilder MaxBody(this RouteHandlerBuilder endpoint, int bytes) =>
        endpoint.State(contract => contract with { MaxBodyBytes = bytes });

    /// <summary>Documents that the response contains only the form of a union that has this discriminator.</summary>
    public static RouteHandlerBuilder Returns(this RouteHandlerBuilder endpoint, Enum discriminator) =>
        endpoint.State(contract => contract with { Discriminator = JsonNamingPolicy.CamelCase.ConvertName(discriminator.ToString()) });

    /// <summary>Documents error statuses that do not follow from the signature.</summary>
    public static RouteHandlerBuilder MayFail(this RouteHandlerBuilder endpoint, params int[] statuses) =>
        endpoint.State(contract => contract with { Errors = statuses });

    private static RouteHandlerBuilder Map(
        IEndpointRouteBuilder routes,
        string verb,
        string path,
        string id,
        Delegate handler,
        string[] scopes
    )
    {
        var signature = HandlerSignature.Of(handler.Method, verb, path, id);
        foreach (var enumeration in handler.Method.GetParameters().Select(parameter => parameter.ParameterType).Where(type => type.IsEnum))
        {
            EnumConstraints.Register(routes.ServiceProvider, enumeration);
        }

        var lazy = new LazyHandler(handler);
        var endpoint = new RouteHandlerBuilder([routes.MapMethods(signature.Pattern, [verb], lazy.InvokeAsync)]);
        endpoint.WithName(id).AddEndpointFilter(Gate).Add(lazy.Prepare);
        return endpoint.State(contract => contract with { Id = id, Scopes = scopes });
    }

    private static RouteHandlerBuilder State(this RouteHandlerBuilder endpoint, Func<EndpointContract, EndpointContract> add)
    {
        endpoint.Add(builder => builder.State(add));
        return endpoint;
    }
}
