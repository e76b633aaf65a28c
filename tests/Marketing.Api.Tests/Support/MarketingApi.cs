using System.Text;
using Marketing.Api.Tests.OpenApi;
using Marketing.Application.Access;
using Marketing.Application.Common;
using Marketing.Application.Workspaces;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Access;
using Marketing.Infrastructure.Jobs;
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

    /// <summary>The document is the same whatever is configured; writing it takes longer than most tests.</summary>
    private static Task<ServedContract>? _contract;

    private readonly Dictionary<string, string?> _settings;
    private readonly Action<IServiceCollection>? _replace;
    private TestDatabase? _database;
    private WebApplication? _app;
    private MarketingApi? _beside;

    public MarketingApi()
        : this([]) { }

    /// <param name="settings">Configuration that differs from that of the other tests.</param>
    /// <param name="database">A database shared with another host; one of its own where none is given.</param>
    /// <param name="services">What differs from the services of the product.</param>
    internal MarketingApi(
        Dictionary<string, string?> settings,
        TestDatabase? database = null,
        Action<IServiceCollection>? services = null
    ) => (_settings, _database, OwnsDatabase, _replace) = (settings, database, database is null, services);

    public TestWorkspace Alpha { get; private set; } = null!;

    public TestWorkspace Beta { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public TestDatabase Database => _database!;

    public IServiceProvider Services => _app!.Services;

    /// <summary>The longest that the start may take until the service is ready.</summary>
    internal TimeSpan Patience { private get; init; } = StartWait.Longest;

    private bool OwnsDatabase { get; }

    /// <summary>The configuration of a service over a database, whatever process it runs in.</summary>
    internal static Dictionary<string, string?> SettingsFor(TestDatabase database) =>
        new(database.Settings)
        {
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

    /// <summary>
    /// A second process over the database of this one, with its workspaces and keys: the same one whenever it is asked
    /// for, since it holds nothing of the tests before that matters to those after.
    /// </summary>
    internal async Task<MarketingApi> BesideAsync()
    {
        _beside ??= await StartLaterAsync();
        _beside.Meet(this);
        return _beside;
    }

    /// <summary>Stops the background work of this process and of the one beside it.</summary>
    internal Task<BackgroundPause> PauseBackgroundWorkAsync() =>
        BackgroundPause.BeginAsync(_beside is null ? [Services] : [Services, _beside.Services]);

    /// <summary>A second process that begins only now.</summary>
    internal async Task<MarketingApi> StartLaterAsync()
    {
        var later = new MarketingApi([], Database);
        await later.StartAsync();
        later.Meet(this);
        return later;
    }

    private void Meet(MarketingApi first)
    {
        Services.GetRequiredService<Credentials>().Clear();
        (Alpha, Beta) = (first.Alpha.At(this), first.Beta.At(this));
    }

    /// <summary>Builds the service without letting it listen, and makes a workspace.</summary>
    /// <returns>A key of it that may do all that keys may.</returns>
    internal static async Task<string> PrepareAsync(TestDatabase database)
    {
        await using var api = new MarketingApi([], database);
        api._app = api.Build(database);
        return (await api.OpenAsync("alpha")).Key;
    }

    private async Task StartAsync()
    {
        _database ??= await TestDatabase.CreateAsync();
        _app = Build(_database);
        await _app.StartAsync();
        await Services.BeReadyAsync(Patience);
        Address = new Uri(_app.Urls.First());
        await (_contract ??= ReadContractAsync(Address));
    }

    private static async Task<ServedContract> ReadContractAsync(Uri address)
    {
        using var reader = new HttpClient { BaseAddress = address };
        return ServedContract.Parse(await reader.GetStringAsync("/openapi/v1.json"));
    }

    private WebApplication Build(TestDatabase database)
    {
        var settings = SettingsFor(database);
        foreach (var (name, value) in _settings)
        {
            settings[name] = value;
        }

        // The services of an engine are registered while the builder is created: later is too late to choose it.
        var builder = Service.CreateBuilder([
            $"--environment={Environment.GetEnvironmentVariable("MARKETING_TEST_ENVIRONMENT") ?? "Production"}",
            $"--Database:Provider={settings["Database:Provider"]}",
        ]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Engines.SqlServerShadow.Follow(builder.Services);
        OneState.Follow(builder.Services);
        _replace?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseService();
        return app;
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
    public HttpClient Anonymous() =>
        new(new ContractHandler(_contract!.Result) { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } })
        {
            BaseAddress = Address,
        };

    /// <summary>A client with some credential.</summary>
    public HttpClient With(string authorization)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        return client;
    }

    /// <summary>A token of the configured issuer.</summary>
    public static string TokenFor(string subject, string name, IEnumerable<string> scopes, DateTime? expires = null) =>
        new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = subject,
                    ["name"] = name,
                    ["scope"] = string.Join(' ', scopes),
                },
                NotBefore = DateTime.UtcNow.AddMinutes(-5),
                Expires = expires ?? DateTime.UtcNow.AddHours(1),
                SigningCredentials = new SigningCredentials(
                    new SymmetricSecurityKey(Encoding.UTF8.GetBytes(SigningKey)),
                    SecurityAlgorithms.HmacSha256
                ),
            }
        );

    public async ValueTask DisposeAsync()
    {
        if (_beside is not null)
        {
            await _beside.DisposeAsync();
        }

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
        return new TestWorkspace(this, id, await IssueKeyAsync(id, [.. Scopes.All.Keys.Except(Scopes.PersonsOnly)]));
    }

    internal async Task<string> IssueKeyAsync(WorkspaceId workspace, IReadOnlyList<string> scopes)
    {
        var (key, prefix, hash) = Services.GetRequiredService<IApiKeyMaker>().New();
        await RunAsync(workspace, new IssueKey("test key", prefix, hash, scopes, ExpiresAt: null));
        return key;
    }

    internal Task<T> RunAsync<T>(WorkspaceId workspace, ICommand<T> command) =>
        Services.GetRequiredService<SystemRunner>().RunAsync(workspace, "test", command, "test", CancellationToken.None);
}

/// <summary>One of the two workspaces.</summary>
/// <param name="api">The process that it is spoken to at.</param>
/// <param name="id">Its id.</param>
/// <param name="key">A key that may do all that a key may do.</param>
public sealed class TestWorkspace(MarketingApi api, WorkspaceId id, string key)
{
    public Guid Id => id.Value;

    public string Key => key;

    /// <summary>A client whose key may do all that a key may do.</summary>
    public HttpClient Client => field ??= api.With("Bearer " + key);

    /// <summary>The same workspace at another process, with the same key.</summary>
    internal TestWorkspace At(MarketingApi other) => new(other, id, key);

    /// <summary>A client whose key may do just this.</summary>
    public async Task<HttpClient> WithScopesAsync(params string[] scopes) => api.With("Bearer " + await KeyAsync(scopes));

    public Task<string> KeyAsync(params string[] scopes) => api.IssueKeyAsync(id, scopes);

    /// <summary>A client of a person who is a member with these roles.</summary>
    public async Task<HttpClient> PersonAsync(string subject, params Role[] roles)
    {
        await api.RunAsync(id, new SignIn(MarketingApi.Issuer, subject, subject, roles));
        api.Services.GetRequiredService<Credentials>().Clear();
        return api.With("Bearer " + MarketingApi.TokenFor(subject, subject, Scopes.All.Keys));
    }
}
