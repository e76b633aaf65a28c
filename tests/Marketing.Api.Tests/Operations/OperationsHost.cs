using System.Collections.Concurrent;
using System.Security.Claims;
using Marketing.Api.Operations;
using Marketing.Api.Operations.Health;
using Marketing.Api.Operations.Limits;
using Marketing.Api.Security;
using Marketing.Application.Common;
using Marketing.Infrastructure;
using Marketing.Infrastructure.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketing.Api.Tests.Operations;

/// <summary>The skin of the service around endpoints of a test, on a real server and a database of its own.</summary>
internal sealed class OperationsHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private OperationsHost(WebApplication app, DirectoryInfo folder, Lines log)
    {
        (App, _folder, Log) = (app, folder, log);
        Address = new Uri(app.Urls.First());
        Client = new HttpClient { BaseAddress = Address };
    }

    public WebApplication App { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public Lines Log { get; }

    public static async Task<OperationsHost> StartAsync(
        Action<WebApplication>? map = null, string environment = "Production", params (string Key, string? Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("marketing-operations-");
        var log = new Lines();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = $"Data Source={Path.Combine(folder.FullName, "test.db")}",
            ["Shutdown:DrainSeconds"] = "0",
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddInfrastructure(builder.Configuration);
        builder.Services.AddOperations(builder.Configuration, builder.Environment);
        builder.Logging.ClearProviders().AddProvider(log);

        // The reminder of the mapper's licence comes with the first use of it, at some time after the start.
        builder.Logging.AddFilter("LuckyPennySoftware", LogLevel.None);
        var app = builder.Build();
        app.UseSkin();
        app.Use(NameCaller);
        app.UseMiddleware<RateLimit>();
        app.MapHealth();
        map?.Invoke(app);
        if (settings.All(setting => setting.Key != "Database:Provider"))
        {
            await TestDatabase.CreateAsync(app.Services);
        }

        await app.StartAsync();
        return new OperationsHost(app, folder, log);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static Task NameCaller(Microsoft.AspNetCore.Http.HttpContext http, Microsoft.AspNetCore.Http.RequestDelegate next)
    {
        if (http.Request.Headers.TryGetValue("X-Actor", out var actor))
        {
            http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(PersonClaims.Issuer, "test"), new Claim(PersonClaims.Subject, actor.ToString())], "test"));
            http.RequestServices.GetRequiredService<RequestContext>().Caller = new Caller { Kind = CallerKind.Key, ActorId = actor.ToString(), DisplayName = "test" };
        }

        return next(http);
    }
}

/// <summary>Keeps what was logged.</summary>
internal sealed class Lines : ILoggerProvider
{
    public ConcurrentQueue<(string Category, LogLevel Level, string Text, Exception? Failure)> All { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Writer(Lines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.All.Enqueue((category, logLevel, formatter(state, exception), exception));
    }
}

/// <summary>Databases for tests of background work.</summary>
internal static class TestDatabase
{
    public static async Task CreateAsync(IServiceProvider services)
    {
        await services.GetRequiredService<DatabaseStartup>().MigrateAsync(CancellationToken.None);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MarketingDbContext>().Database.EnsureCreatedAsync();
    }

    public static async Task LoseCountersAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MarketingDbContext>().Database.ExecuteSqlRawAsync("DROP TABLE ChangeCounters");
    }
}
