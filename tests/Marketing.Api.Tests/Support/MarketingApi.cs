using System.Text;
using Marketing.Api.Tests.OpenApi;
using Marketing.Application.Access;
using Marketing.Application.Common;
using Marketing.Application.Workspaces;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Access;
using Marketing.Infrastructure.Operations;
using Marketing.Infrastructure.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Marketing.Api.Tests.Support;

/// <summary>The real service on a real port over a real database, with two workspaces that must never meet.</summary>
public sealed class MarketingApi : IAsyncLifetime
{
    public const string Issuer = "https://login.test";
    private const string Audience = "marketing-api";
    private const string SigningKey = "a signing key for tests, long enough for HS256";

    private static readonly string MasterKey = Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    private readonly Dictionary<string, string?> _settings;
    private readonly Action<IServiceCollection>? _replace;
    private TestDatabase? _database;
    private WebApplication? _app;
    private Contract? _contract;

    public MarketingApi()
        : this([])
    {
    }

    /// <param name="settings">Configuration that differs from that of the other tests.</param>
    /// <param name="database">A database shared with another host; one of its own where none is given.</param>
    /// <param name="services">What differs from the services of the product.</param>
    internal MarketingApi(Dictionary<string, string?> settings, TestDatabase? database = null, Action<IServiceCollection>? services = null) =>
        (_settings, _database, OwnsDatabase, _replace) = (settings, database, database is null, services);

    public TestWorkspace Alpha { get; private set; } = null!;

    public TestWorkspace Beta { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public TestDatabase Database => _database!;

    public IServiceProvider Services => _app!.Services;

    private bool OwnsDatabase { get; }

    /// <summary>The configuration of a service over a database, whatever process it runs in.</summary>
    internal static Dictionary<string, string?> SettingsFor(TestDatabase database) => new()
    {
        ["Database:MaxBatchSize"] = TestDatabase.BatchSize,
        ["Database:Provider"] = database.Provider.ToString(),
        ["Database:ConnectionString"] = database.ConnectionString,
        ["Database:MigrateOnStart"] = "true",
        ["Security:MasterKey"] = MasterKey,
        ["Authentication:Jwt:Issuer"] = Issuer,
        ["Authentication:Jwt:Audience"] = Audience,
        ["Authentication:Jwt:SigningKey"] = SigningKey,
        ["RateLimits:FailedAuthentications"] = "1000000",
        ["Shutdown:DrainSeconds"] = "0",
        ["SampleData:Enabled"] = "false",
        ["Logging:LogLevel:Default"] = "Error",
        ["Logging:LogLevel:Marketing"] = "Error",
    };

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        await ResetAsync();
    }

    /// <summary>A second process over the database of a running one, with the workspaces and keys of that one.</summary>
    internal static async Task<MarketingApi> BesideAsync(MarketingApi first)
    {
        var second = new MarketingApi([], first.Database);
        await second.StartAsync();
        (second.Alpha, second.Beta) = (first.Alpha.At(second), first.Beta.At(second));
        return second;
    }

    private async Task StartAsync()
    {
        _database ??= await TestDatabase.CreateAsync();
        var builder = Service.CreateBuilder(["--environment", Environment.GetEnvironmentVariable("MARKETING_TEST_ENVIRONMENT") ?? "Production"]);
        builder.Configuration.AddInMemoryCollection(SettingsFor(_database));
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Engines.SqlServerShadow.Follow(builder.Services);
        _replace?.Invoke(builder.Services);
        _app = builder.Build();
        _app.UseService();
        await _app.StartAsync();
        await _app.Services.GetRequiredService<StartupWork>().Completed;
        Address = new Uri(_app.Urls.First());
        using var reader = new HttpClient { BaseAddress = Address };
        _contract = Contract.Parse(await reader.GetStringAsync("/openapi/v1.json"));
    }

    /// <summary>Empties the database and makes the two workspaces anew.</summary>
    public async Task ResetAsync()
    {
        await Database.ResetAsync();
        Services.GetRequiredService<Credentials>().Clear();
        Alpha = await OpenAsync("alpha");
        Beta = await OpenAsync("beta");
    }

    /// <summary>A client without credentials, whose answers are held to the document.</summary>
    public HttpClient Anonymous() => new(new ContractHandler(_contract!) { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } }) { BaseAddress = Address };

    /// <summary>A client with some credential.</summary>
    public HttpClient With(string authorization)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        return client;
    }

    /// <summary>A token of the configured issuer.</summary>
    public static string TokenFor(string subject, string name, IEnumerable<string> scopes, DateTime? expires = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Audience,
        Claims = new Dictionary<string, object> { ["sub"] = subject, ["name"] = name, ["scope"] = string.Join(' ', scopes) },
        NotBefore = DateTime.UtcNow.AddMinutes(-5),
        Expires = expires ?? DateTime.UtcNow.AddHours(1),
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(SigningKey)), SecurityAlgorithms.HmacSha256),
    });

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        if (OwnsDatabase && _database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    private async Task<TestWorkspace> OpenAsync(string code)
    {
        var id = EntityId.New<WorkspaceId>();
        await RunAsync(id, new OpenWorkspace(new WorkspaceInput { Code = code, Name = code }));
        var workspace = new TestWorkspace(this, id);
        workspace.Client = await workspace.WithScopesAsync([.. Scopes.All.Keys.Except(Scopes.PersonsOnly)]);
        return workspace;
    }

    internal Task<T> RunAsync<T>(WorkspaceId workspace, ICommand<T> command) =>
        Services.GetRequiredService<Credentials>().RunAsync(workspace, "test", command, "test", CancellationToken.None);
}

/// <summary>One of the two workspaces.</summary>
public sealed class TestWorkspace(MarketingApi api, WorkspaceId id)
{
    public Guid Id => id.Value;

    /// <summary>A client whose key may do all that a key may do.</summary>
    public HttpClient Client { get; internal set; } = null!;

    /// <summary>The same workspace at another process, with the same key.</summary>
    internal TestWorkspace At(MarketingApi other) => new(other, id) { Client = other.With(Client.DefaultRequestHeaders.Authorization!.ToString()) };

    /// <summary>A client whose key may do just this.</summary>
    public async Task<HttpClient> WithScopesAsync(params string[] scopes) => api.With("Bearer " + await KeyAsync(scopes));

    public async Task<string> KeyAsync(params string[] scopes)
    {
        var (key, prefix, hash) = api.Services.GetRequiredService<IApiKeyMaker>().New();
        await api.RunAsync(id, new IssueKey("test key", prefix, hash, scopes, ExpiresAt: null));
        return key;
    }

    /// <summary>A client of a person who is a member with these roles.</summary>
    public async Task<HttpClient> PersonAsync(string subject, params Role[] roles)
    {
        await api.RunAsync(id, new SignIn(MarketingApi.Issuer, subject, subject, roles));
        api.Services.GetRequiredService<Credentials>().Clear();
        return api.With("Bearer " + MarketingApi.TokenFor(subject, subject, Scopes.All.Keys));
    }
}
