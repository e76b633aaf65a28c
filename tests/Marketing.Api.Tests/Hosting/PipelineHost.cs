using System.Collections.Concurrent;
using System.Security.Claims;
using Marketing.Api.BulkJobs;
using Marketing.Api.Hosting;
using Marketing.Api.Hosting.Health;
using Marketing.Api.Hosting.Limits;
using Marketing.Api.Security;
using Marketing.Api.Tests.Support;
using Marketing.Application;
using Marketing.Application.Common;
using Marketing.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketing.Api.Tests.Hosting;

/// <summary>The service's pipeline around endpoints of a test, on a real server with its own database.</summary>
internal sealed class PipelineHost : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private PipelineHost(WebApplication app, TestDatabase database, Lines log)
    {
        (App, _database, Log) = (app, database, log);
        Address = new Uri(app.Urls.First());
        Client = new HttpClient { BaseAddress = Address };
    }

    public WebApplication App { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public Lines Log { get; }

    public static async Task<PipelineHost> StartAsync(
        Action<WebApplication>? map = null,
        string environment = "Production",
        params (string Key, string? Value)[] settings
    )
    {
        var database = await TestDatabase.CreateAsync();
        var log = new Lines();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(database.Settings)
            {
                ["Shutdown:DrainSeconds"] = "0",
                ["Security:MasterKey"] = Convert.ToBase64String(new byte[32]),
            }
        );
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddApplication(null);
        builder.Services.AddInfrastructure(builder.Configuration);
        builder.Services.AddBulkJobs(builder.Configuration);
        builder.Services.AddHosting(builder.Configuration, builder.Environment);
        builder.Logging.ClearProviders().AddProvider(log);

        // The mapper logs its licence reminder at its first use, some time after the start.
        builder.Logging.AddFilter("LuckyPennySoftware", LogLevel.None);
        var app = builder.Build();
        app.UseOuterPipeline();
        app.Use(NameCaller);
        app.UseMiddleware<RateLimit>();
        app.MapHealth();
        map?.Invoke(app);
        await app.StartAsync();
        return new PipelineHost(app, database, log);
    }

    /// <summary>Waits until the database is ready. On a server this takes longer than the start.</summary>
    public Task BeReadyAsync() => App.Services.BeReadyAsync(StartWait.Longest);

    /// <summary>Drops a table that every readiness check reads.</summary>
    public async Task LoseCountersAsync()
    {
        _database.Spoil();
        await using var connection = await _database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE ChangeCounters";
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();

        // Disposing does not stop background work of the start, which would still write into the folder.
        await App.StopAsync();
        await App.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static Task NameCaller(Microsoft.AspNetCore.Http.HttpContext http, Microsoft.AspNetCore.Http.RequestDelegate next)
    {
        if (http.Request.Headers.TryGetValue("X-Actor", out var actor))
        {
            http.User = new ClaimsPrincipal(
                new ClaimsIdentity([new Claim(PersonClaims.Issuer, "test"), new Claim(PersonClaims.Subject, actor.ToString())], "test")
            );
            http.RequestServices.GetRequiredService<RequestContext>().Caller = new Caller
            {
                Kind = CallerKind.Key,
                ActorId = actor.ToString(),
                DisplayName = "test",
            };
        }

        return next(http);
    }
}

/// <summary>Records log lines.</summary>
internal sealed class Lines : ILoggerProvider
{
    public ConcurrentQueue<(string Category, LogLevel Level, string Text, Exception? Failure)> All { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose() { }

    private sealed class Writer(Lines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.All.Enqueue((category, logLevel, formatter(state, exception), exception));
    }
}
