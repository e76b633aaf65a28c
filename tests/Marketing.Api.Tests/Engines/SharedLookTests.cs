using System.Data.Common;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Engines;

/// <summary>Whoever asks whether the database can be used shares one look at its schema.</summary>
public sealed class SharedLookTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Gate _gate = new();
    private TestDatabase _database = null!;
    private ServiceProvider _process = null!;

    private DatabaseStartup Startup => _process.GetRequiredService<DatabaseStartup>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _process = MigrationTests.Process(
            _database,
            null,
            services =>
                services
                    .ConfigureDbContext<SqliteMarketingDbContext>(options => options.AddInterceptors(_gate))
                    .ConfigureDbContext<SqlServerMarketingDbContext>(options => options.AddInterceptors(_gate))
        );
    }

    public async ValueTask DisposeAsync()
    {
        _gate.Open();
        await _process.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Probes_during_a_start_share_one_look_which_outlasts_the_first_of_them()
    {
        using var limit = new CancellationTokenSource();
        var first = Startup.WhyNotReadyAsync(limit.Token);
        await _gate.Reached.WaitAsync(Patience);
        var others = Enumerable.Range(0, 8).Select(_ => Startup.WhyNotReadyAsync(default)).ToList();

        await limit.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        _gate.Open();

        (await Task.WhenAll(others).WaitAsync(Patience)).ShouldAllBe(reason => reason == null);
        _gate.Looks.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_migration_nobody_gets_the_result_of_an_earlier_look()
    {
        var before = Startup.WhyNotReadyAsync(default);
        await _gate.Reached.WaitAsync(Patience);

        await Startup.MigrateAsync(default);

        (await Startup.WhyNotReadyAsync(default).WaitAsync(Patience)).ShouldBeNull();
        before.IsCompleted.ShouldBeFalse();
        _gate.Open();
        (await before.WaitAsync(Patience)).ShouldBeNull();
    }

    /// <summary>Counts how often the applied migrations are read, and holds the first of these reads.</summary>
    private sealed class Gate : DbCommandInterceptor
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _looks;

        public Task Reached => _reached.Task;

        public int Looks => _looks;

        public void Open() => _opened.TrySetResult();

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            if (command.CommandText.Contains("MigrationId", StringComparison.Ordinal) && Interlocked.Increment(ref _looks) == 1)
            {
                _reached.SetResult();
                await _opened.Task;
            }

            return result;
        }
    }
}
