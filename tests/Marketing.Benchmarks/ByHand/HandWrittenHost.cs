using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketing.Benchmarks.ByHand;

/// <summary>
/// A host written by hand for speed alone: bare routes, ADO.NET, generated JSON. It has no credentials, workspaces, validation, ETags,
/// audit, feed or idempotency keys.
/// </summary>
internal static class HandWrittenHost
{
    public const string Verb = "serve-by-hand";

    public static WebApplication Build(string file, string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 10_000_000);
        builder.Services.AddSingleton(_ => new HandWrittenStore(file));
        var app = builder.Build();
        var store = app.Services.GetRequiredService<HandWrittenStore>();
        app.MapGet("/ready", () => Results.Ok());
        app.MapGet(
            "/plans",
            (HttpContext http, int size, string? after) => WriteAsync(http, store.List(size, after), ByHandJson.Wire.PagePlanSummary)
        );
        app.MapGet("/plans/{id:guid}", (HttpContext http, Guid id) => WriteAsync(http, store.Get(id), ByHandJson.Wire.ByHandPlan));
        app.MapGet(
            "/plans/{id:guid}/document",
            (HttpContext http, Guid id) => WriteAsync(http, store.Document(id), ByHandJson.Wire.PlanDocument)
        );
        app.MapGet(
            "/changes",
            (HttpContext http, int size, long after) => WriteAsync(http, store.Changes(size, after), ByHandJson.Wire.ChangesResponse)
        );
        app.MapPost(
            "/plans",
            async (HttpContext http) =>
                await CreatedAsync(
                    http,
                    await store.CreateAsync((await http.Request.ReadFromJsonAsync(ByHandJson.Wire.PlanHeader))!, http.RequestAborted)
                )
        );
        app.MapPost(
            "/plans/import",
            async (HttpContext http) =>
                await CreatedAsync(
                    http,
                    await store.ImportAsync((await http.Request.ReadFromJsonAsync(ByHandJson.Wire.PlanDocument))!, http.RequestAborted)
                )
        );
        return app;
    }

    private static Task CreatedAsync(HttpContext http, ByHandPlan plan)
    {
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/plans/{plan.Id}");
        return WriteAsync(http, plan, ByHandJson.Wire.ByHandPlan);
    }

    private static Task WriteAsync<T>(HttpContext http, T? value, JsonTypeInfo<T> type)
        where T : class
    {
        if (value is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return http.Response.WriteAsJsonAsync(value, type);
    }
}
