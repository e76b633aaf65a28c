using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Marketing.Api.Tests.OpenApi;

/// <summary>Serves the documents of given endpoints without a database.</summary>
internal sealed class DocumentHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DocumentHost(WebApplication app) => (_app, Client) = (app, app.GetTestClient());

    public HttpClient Client { get; }

    public IEnumerable<RouteEndpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>The folder of the repository's contract.</summary>
    public static string ContractFolder([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "api-spec"));

    /// <summary>The whole service without background work.</summary>
    public static Task<DocumentHost> OfApiAsync()
    {
        var builder = Service.CreateBuilder([
            $"--environment={Environments.Development}",
            $"--Security:MasterKey={Convert.ToBase64String(new byte[32])}",
        ]);
        builder.Services.RemoveAll<IHostedService>();
        return StartAsync(builder, app => app.UseService());
    }

    /// <summary>Some endpoints that need no services.</summary>
    public static Task<DocumentHost> OfAsync(Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddApiEndpoints();
        builder.Services.AddOpenApiDocuments();
        return StartAsync(
            builder,
            app =>
            {
                app.UseOpenApiDocuments();
                map(app);
            }
        );
    }

    /// <summary>Generates the document of the mapped endpoints.</summary>
    public JsonObject Generate() => DocumentWriter.Write(_app.Services);

    /// <summary>Generates the same document in OpenAPI 3.0.</summary>
    public JsonObject GenerateOlder() => DocumentWriter.WriteOlder(_app.Services);

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return _app.DisposeAsync();
    }

    private static async Task<DocumentHost> StartAsync(WebApplicationBuilder builder, Action<WebApplication> use)
    {
        builder.WebHost.UseTestServer();
        var app = builder.Build();
        use(app);
        await app.StartAsync();
        return new DocumentHost(app);
    }
}
