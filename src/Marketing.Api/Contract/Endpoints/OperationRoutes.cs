namespace Marketing.Api.Contract.Endpoints;

/// <summary>
/// Ties operations to their routes. The code that binds a handler's parameters is compiled with the first request that
/// wants it: hundreds of operations compiled before the server listens were a third of its start.
/// </summary>
internal static class OperationRoutes
{
    private static readonly RequestGate Gate = new();

    public static RouteHandlerBuilder OnGet(this IEndpointRouteBuilder routes, string pattern, Delegate handler, Operation operation) =>
        Map(routes, HttpMethods.Get, pattern, handler, operation);

    public static RouteHandlerBuilder OnPost(this IEndpointRouteBuilder routes, string pattern, Delegate handler, Operation operation) =>
        Map(routes, HttpMethods.Post, pattern, handler, operation);

    public static RouteHandlerBuilder OnPut(this IEndpointRouteBuilder routes, string pattern, Delegate handler, Operation operation) =>
        Map(routes, HttpMethods.Put, pattern, handler, operation);

    public static RouteHandlerBuilder OnPatch(this IEndpointRouteBuilder routes, string pattern, Delegate handler, Operation operation) =>
        Map(routes, HttpMethods.Patch, pattern, handler, operation);

    public static RouteHandlerBuilder OnDelete(this IEndpointRouteBuilder routes, string pattern, Delegate handler, Operation operation) =>
        Map(routes, HttpMethods.Delete, pattern, handler, operation);

    /// <summary>States the operation, names the endpoint after it, and puts the request gate before the handler.</summary>
    private static RouteHandlerBuilder Map(IEndpointRouteBuilder routes, string verb, string pattern, Delegate handler, Operation operation)
    {
        var deferred = new DeferredHandler(handler);
        var route = new RouteHandlerBuilder([routes.MapMethods(pattern, [verb], deferred.InvokeAsync)]);
        route.WithName(operation.Id).WithMetadata(operation).AddEndpointFilter(Gate);
        route.Add(deferred.Take);
        return route;
    }

    private sealed class DeferredHandler(Delegate handler)
    {
        private Lazy<RequestDelegate>? _compiled;

        public Task InvokeAsync(HttpContext http) => _compiled!.Value(http);

        /// <summary>Names the handler to the API explorer, and takes over the filters, which the framework would compile at once.</summary>
        public void Take(EndpointBuilder endpoint)
        {
            var own = new RouteEndpointBuilder(requestDelegate: null, ((RouteEndpointBuilder)endpoint).RoutePattern, order: 0) { ApplicationServices = endpoint.ApplicationServices };
            foreach (var filter in endpoint.FilterFactories)
            {
                own.FilterFactories.Add(filter);
            }

            endpoint.FilterFactories.Clear();
            endpoint.Metadata.Insert(0, handler.Method);
            var options = new RequestDelegateFactoryOptions
            {
                ServiceProvider = endpoint.ApplicationServices,
                RouteParameterNames = own.RoutePattern.Parameters.Select(parameter => parameter.Name),
                EndpointBuilder = own,
                DisableInferBodyFromParameters = true,
            };
            _compiled = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, options).RequestDelegate);
        }
    }
}
