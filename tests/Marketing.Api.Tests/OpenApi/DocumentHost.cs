using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Marketing.Api.Http;
using Marketing.Api.OpenApi;
using Marketing.Api.Security;
using Marketing.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketing.Api.Tests.OpenApi;

/// <summary>Serves the documents of given endpoints, without a database behind them.</summary>
internal sealed class DocumentHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DocumentHost(WebApplication app) => (_app, Client) = (app, app.GetTestClient());

    public HttpClient Client { get; }

    public IEnumerable<RouteEndpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>The folder of the repository's contract.</summary>
    public static string ContractFolder([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "api-spec"));

    /// <summary>The whole API.</summary>
    public static Task<DocumentHost> OfApiAsync() => StartAsync(
        services =>
        {
            services.AddInfrastructure(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());
            services.AddAccess();
        },
        app => app.MapApi());

    /// <summary>Some endpoints that need no services.</summary>
    public static Task<DocumentHost> OfAsync(Action<IEndpointRouteBuilder> map) => StartAsync(_ => { }, map);

    public async Task<JsonObject> ReadAsync(string path = "/openapi/v1.json") => JsonNode.Parse(await Client.GetStringAsync(path))!.AsObject();

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return _app.DisposeAsync();
    }

    private static async Task<DocumentHost> StartAsync(Action<IServiceCollection> register, Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting(routing => routing.ConstraintMap.Add(IdConstraint.Name, typeof(IdConstraint)));
        builder.Services.AddOpenApiDocuments();
        register(builder.Services);
        var app = builder.Build();
        app.UseOpenApiDocuments();
        map(app);
        await app.StartAsync();
        return new DocumentHost(app);
    }
}
