using Marketing.Api.Tests.Support;
using Marketing.Application;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Infrastructure;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;
using Marketing.Infrastructure.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace Marketing.Api.Tests.Hosting;

/// <summary>A clock that tests can move.</summary>
internal sealed class TestClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Pass(TimeSpan time) => _now += time;
}

/// <summary>A database with as many simulated processes as a test needs, each with its own services and write gate.</summary>
internal sealed class BackgroundStore : IAsyncLifetime
{
    private readonly List<ServiceProvider> _processes = [];

    public TestClock Clock { get; } = new();

    public TestDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Database = await TestDatabase.CreateAsync();

    public async Task<ServiceProvider> ProcessAsync(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Database.Settings)
            .AddInMemoryCollection([KeyValuePair.Create("Security:MasterKey", (string?)Convert.ToBase64String(new byte[32]))])
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value))
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = "Production" });
        services.AddApplication(null);
        services.AddInfrastructure(configuration);
        services.AddBackgroundWork(configuration);
        services.AddSingleton<TimeProvider>(Clock);
        Engines.SqlServerShadow.Follow(services);
        var process = services.BuildServiceProvider();
        _processes.Add(process);
        await process.GetRequiredService<DatabaseStartup>().MigrateAsync(CancellationToken.None);
        return process;
    }

    /// <summary>Reads all workspaces in its own scope.</summary>
    public static async Task<T> ReadAsync<T>(IServiceProvider process, Func<MarketingDbContext, Task<T>> read)
    {
        await using var scope = process.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<MarketingDbContext>());
    }

    /// <summary>Writes one feed entry for each time.</summary>
    public static async Task FillFeedAsync(IServiceProvider process, WorkspaceId workspace, IReadOnlyList<DateTime> instants)
    {
        await using var scope = process.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        db.Writes = new WriteLog(Caller.ForSystem("test", workspace), new RequestContext(), instants[0], Guid.NewGuid());
        db.Add(
            new ChangeCounter
            {
                WorkspaceId = workspace,
                LastSequence = instants.Count,
                Epoch = Guid.NewGuid(),
            }
        );
        db.AddRange(
            instants.Select(
                (at, i) =>
                    new ChangeEntry
                    {
                        WorkspaceId = workspace,
                        Sequence = i + 1,
                        At = at,
                        ActorId = "system:test",
                        ResourceType = "plan",
                        ResourceId = Guid.NewGuid(),
                    }
            )
        );
        db.AddRange(
            instants.Select(at => new AuditEntry
            {
                Id = Guid.CreateVersion7(),
                WorkspaceId = workspace,
                At = at,
                ActorId = "system:test",
                ActorName = "test",
                ResourceType = "plan",
                ResourceId = Guid.NewGuid(),
            })
        );
        db.AddRange(
            instants.Select(
                (at, i) =>
                    new IdempotencyRecord
                    {
                        WorkspaceId = workspace,
                        ActorId = "key:1",
                        Key = $"k{i}",
                        CreatedAt = at,
                        Method = "POST",
                        Path = "/v1/plans",
                        BodyHash = new byte[32],
                    }
            )
        );
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        await Database.DisposeAsync();
    }
}
