using System.Reflection;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.OpenApi.Operations;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>Serves the OpenAPI documents and their pages.</summary>
internal static class OpenApiSetup
{
    /// <summary>Name of the document.</summary>
    public const string Document = "v1";

    private const string DocsPrefix = "docs";

    /// <summary>The paths of the document: OpenAPI 3.1, and the same in 3.0 for older generators.</summary>
    public static IReadOnlyList<string> Paths { get; } = [$"/openapi/{Document}.json", $"/openapi/{Document}-3.0.json"];

    /// <summary>Returns whether the document covers a path: the versioned API, not the health checks.</summary>
    public static bool IsDocumented(string? path) => path?.TrimStart('/').StartsWith(Document + "/", StringComparison.Ordinal) == true;

    /// <summary>Registers the generator. It writes everything from the endpoints' <see cref="EndpointContract"/>.</summary>
    public static IServiceCollection AddOpenApiDocuments(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSingleton<DocumentParts>();
        services.AddSingleton<ISchemaGenerator, DocumentSchemaGenerator>();
        return services.AddSwaggerGen(generator =>
        {
            generator.SwaggerDoc(Document, Info());
            generator.AddServer(
                new OpenApiServer
                {
                    Url = "/",
                    Description = "The server that serves this document, in production, staging or development.",
                    Extensions = new Dictionary<string, IOpenApiExtension>
                    {
                        ["x-internal"] = new JsonNodeExtension(JsonValue.Create(false)),
                    },
                }
            );
            foreach (var (name, scheme) in SecuritySchemes.All)
            {
                generator.AddSecurityDefinition(name, scheme);
            }

            generator.DocInclusionPredicate(
                (_, description) =>
                    IsDocumented(description.RelativePath) && description.ActionDescriptor.EndpointMetadata.OfType<EndpointContract>().Any()
            );
            generator.OperationFilter<OperationFilter>();
            generator.DocumentFilter<DocumentFilter>();
        });
    }

    /// <summary>Serves both documents and Swagger UI at <c>/docs</c>, without a credential. The root leads there.</summary>
    public static IApplicationBuilder UseOpenApiDocuments(this IApplicationBuilder app)
    {
        app.UseWhen(IsRoot, root => root.Run(LeadToDocs));
        app.UseWhen(
            IsForReaders,
            documents =>
            {
                documents.UseMiddleware<KeptDocuments>();
                documents.UseSwaggerUI(ui =>
                {
                    ui.RoutePrefix = DocsPrefix;
                    ui.DocumentTitle = "Marketing API";
                    ui.SwaggerEndpoint(".." + Paths[0], "v1 (OpenAPI 3.1)");
                    ui.SwaggerEndpoint(".." + Paths[1], "v1 (OpenAPI 3.0)");
                    ui.DisplayOperationId();
                    ui.EnableDeepLinking();
                    ui.DefaultModelsExpandDepth(0);
                });
            }
        );
        return app;
    }

    private static bool IsRoot(HttpContext http) => http.Request.Path.Value is "" or "/" && HttpMethods.IsGet(http.Request.Method);

    private static Task LeadToDocs(HttpContext http)
    {
        http.Response.Redirect($"{http.Request.PathBase}/{DocsPrefix}");
        return Task.CompletedTask;
    }

    private static bool IsForReaders(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase)
        || http.Request.Path.StartsWithSegments("/" + DocsPrefix, StringComparison.OrdinalIgnoreCase);

    private static OpenApiInfo Info() =>
        new()
        {
            Title = "Marketing API",
            Summary = "Headless API for marketing work plans.",
            Description = Guide(),
            Version = typeof(OpenApiSetup).Assembly.GetName().Version!.ToString(3),
            Contact = new OpenApiContact
            {
                Name = "API support",
                Email = "api@example.com",
                Url = new Uri("https://example.com/marketing-api"),
            },
            License = new OpenApiLicense { Name = "Proprietary", Url = new Uri("https://example.com/marketing-api/license") },
        };

    private static string Guide()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("openapi/guide.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    }
}
