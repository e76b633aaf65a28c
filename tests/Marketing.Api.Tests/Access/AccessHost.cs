using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.BulkJobs;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Hosting.Limits;
using Marketing.Api.Security;
using Marketing.Api.Tests.Support;
using Marketing.Application;
using Marketing.Application.Access;
using Marketing.Application.Common;
using Marketing.Application.Workspaces;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Infrastructure;
using Marketing.Infrastructure.Access;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketing.Api.Tests.Access;

/// <summary>The authentication pipeline alone: real middleware, a real store, and five endpoints that return the caller they see.</summary>
internal sealed class AccessHost : IAsyncDisposable
{
    public const string Issuer = "https://issuer.example.com";
    public const string Audience = "marketing";
    public const string SigningKey = "a-signing-key-that-is-long-enough-!";
    public const string AddressHeader = "Test-Address";
    public static readonly string MasterKeyText = Convert.ToBase64String(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray());

    private readonly string _folder;
    private readonly TestDatabase _database;

    private AccessHost(WebApplication app, string folder, TestDatabase database, ManualClock clock, LogLines log)
    {
        (App, _folder, _database, Clock, Log) = (app, folder, database, clock, log);
        Client = app.GetTestClient();
    }

    public WebApplication App { get; }

    public HttpClient Client { get; }

    public ManualClock Clock { get; }

    public LogLines Log { get; }

    public Credentials Credentials => App.Services.GetRequiredService<Credentials>();

    public SystemRunner Runner => App.Services.GetRequiredService<SystemRunner>();

    public static async Task<AccessHost> StartAsync(
        string environment = "Production",
        IReadOnlyDictionary<string, string?>? settings = null
    )
    {
        var folder = Directory.CreateTempSubdirectory("access-").FullName;
        var database = await TestDatabase.CreateAsync();
        var (clock, log) = (new ManualClock(), new LogLines());
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = folder });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(Defaults(database));
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder
            .Logging.ClearProviders()
            .AddProvider(log)
            .SetMinimumLevel(LogLevel.Trace)
            .AddFilter("Microsoft.AspNetCore.Hosting", LogLevel.Warning);
        builder.WebHost.UseTestServer();
        builder.Host.UseDefaultServiceProvider(options => (options.ValidateScopes, options.ValidateOnBuild) = (true, true));
        builder.Services.AddApplication(null);
        builder.Services.AddInfrastructure(builder.Configuration);
        builder.Services.AddApiEndpoints();
        builder.Services.AddSecurity();
        builder.Services.AddBulkJobs(builder.Configuration);
        builder.Services.AddSingleton<TimeProvider>(clock);
        var app = builder.Build();
        app.Use(SetAddress);
        app.UseCredentials();
        app.UseMiddleware<RateLimit>();
        app.UsePermissions();
        Map(app);
        await app.Services.GetRequiredService<DatabaseStartup>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        return new AccessHost(app, folder, database, clock, log);
    }

    public async Task<WorkspaceId> OpenWorkspaceAsync(string code = "brand")
    {
        var id = EntityId.New<WorkspaceId>();
        await Runner.RunAsync(id, "test", new OpenWorkspace(new WorkspaceInput { Code = code, Name = code }), "", CancellationToken.None);
        return id;
    }

    public async Task<string> IssueKeyAsync(WorkspaceId workspace, IReadOnlyList<string> scopes, DateTime? expiresAt = null)
    {
        var (key, prefix, hash) = App.Services.GetRequiredService<IApiKeyMaker>().New();
        await Runner.RunAsync(workspace, "test", new IssueKey("ERP", prefix, hash, scopes, expiresAt), "", CancellationToken.None);
        return key;
    }

    public Task JoinAsync(WorkspaceId workspace, string subject, params Role[] roles) =>
        Credentials.SignInAsync(workspace, new SignIn(Issuer, subject, subject, roles), "", CancellationToken.None);

    /// <summary>Uses the store without authentication. Rows of all workspaces are visible.</summary>
    public async Task<T> InStoreAsync<T>(Func<MarketingDbContext, Task<T>> work)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<MarketingDbContext>());
    }

    public Task<Answer> GetAsync(string path, string? authorization = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, authorization is null ? headers : [("Authorization", authorization), .. headers]);

    public async Task<Answer> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var group in headers.GroupBy(header => header.Name, header => header.Value))
        {
            request.Headers.TryAddWithoutValidation(group.Key, group).ShouldBeAdded();
        }

        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(
            response.StatusCode,
            text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : [],
            response.Headers.TryGetValues("WWW-Authenticate", out var challenges) ? [.. challenges] : [],
            response.Headers.RetryAfter?.Delta,
            response.Content.Headers.ContentType?.MediaType
        );
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Dictionary<string, string?> Defaults(TestDatabase database) =>
        new(database.Settings)
        {
            ["Security:MasterKey"] = MasterKeyText,
            ["Authentication:Jwt:Issuer"] = Issuer,
            ["Authentication:Jwt:Audience"] = Audience,
            ["Authentication:Jwt:SigningKey"] = SigningKey,
        };

    private static Task SetAddress(HttpContext http, RequestDelegate next)
    {
        http.Connection.RemoteIpAddress = http.Request.Headers.TryGetValue(AddressHeader, out var address)
            ? IPAddress.Parse(address!)
            : null;
        return next(http);
    }

    private static void Map(WebApplication app)
    {
        app.Get("/open", "open", () => new Ok<CallerSeen>(Results.Text("open"))).Anonymous();
        app.Get("/me", "me", See).OutsideWorkspace();
        app.Get("/any", "any", See);
        app.Get("/plans", "plans", See, Scopes.PlansRead);
        app.Get("/write", "write", See, Scopes.PlansWrite, Scopes.CataloguesWrite);
        app.Post("/approve", "approve", (Body<ApproveBody> body, RequestContext request) => See(request), Scopes.PlansApprove)
            .PersonsOnly();
        app.MapGet("/bare", () => Results.Text("bare"));
    }

    private static Ok<CallerSeen> See(RequestContext request) =>
        new(
            Results.Json(
                new CallerSeen(
                    request.Caller.Kind,
                    request.Caller.ActorId,
                    request.Caller.DisplayName,
                    request.Caller.WorkspaceId?.Value,
                    request.Caller.Scopes.Order(),
                    request.CorrelationId
                )
            )
        );

    internal sealed record CallerSeen(
        CallerKind Kind,
        string ActorId,
        string DisplayName,
        Guid? Workspace,
        IEnumerable<string> Scopes,
        string CorrelationId
    );

    internal sealed record ApproveBody(string Hash);
}

/// <summary>A response.</summary>
internal sealed record Answer(
    HttpStatusCode Status,
    JsonObject Body,
    IReadOnlyList<string> Challenges,
    TimeSpan? RetryAfter,
    string? MediaType
)
{
    public string? Code => (string?)Body["code"];

    public IReadOnlyList<string> Scopes => [.. Body["scopes"]!.AsArray().Select(scope => (string)scope!)];

    public Guid? Workspace => (Guid?)Body["workspace"];

    public string FaultCode => (string)Body["errors"]![0]!["code"]!;
}

/// <summary>A clock that tests can move forward.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _ticks;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ticks));

    public override long GetTimestamp() =>
        System.GetTimestamp() + (long)(Interlocked.Read(ref _ticks) / (double)TimeSpan.TicksPerSecond * TimestampFrequency);
}

/// <summary>All log lines at any level, with exceptions and the states of scopes.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> All => _lines;

    public ILogger CreateLogger(string categoryName) => new Line(_lines, categoryName);

    public void Dispose() { }

    private sealed class Line(ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{category} scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue($"{category} {logLevel} {formatter(state, exception)} {exception}");
    }
}

internal static class Added
{
    public static void ShouldBeAdded(this bool added)
    {
        if (!added)
        {
            throw new InvalidOperationException("The header could not be sent.");
        }
    }
}
