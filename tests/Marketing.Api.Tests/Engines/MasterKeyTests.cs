using System.Data.Common;
using Marketing.Api.Tests.Hosting;
using Marketing.Api.Tests.Support;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Engines;

/// <summary>A database is only used with the master keys that sealed its values.</summary>
public sealed class MasterKeyTests : IAsyncLifetime
{
    private const string Refusal = "sealed with another master key";

    private readonly BackgroundStore _store = new();

    public ValueTask InitializeAsync() => _store.InitializeAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Another_master_key_is_refused_and_the_former_one_is_still_accepted()
    {
        await CheckAsync(await ProcessAsync(1));
        await CheckAsync(await ProcessAsync(1));

        (await Should.ThrowAsync<StartRefusedException>(async () => await CheckAsync(await ProcessAsync(2)))).Message.ShouldContain(
            Refusal
        );

        await CheckAsync(await ProcessAsync(1));
    }

    /// <summary>Both have found the database without a proof before either leaves one.</summary>
    [Fact]
    public async Task Of_two_keys_that_start_at_once_on_an_empty_database_one_is_refused()
    {
        var meeting = new Meeting();
        await using var first = MeetingProcess(1, meeting);
        await using var second = MeetingProcess(2, meeting);
        var refused = 0;
        foreach (var check in new[] { first, second }.Select(process => Task.Run(() => CheckAsync(process))).ToList())
        {
            try
            {
                await check;
            }
            catch (StartRefusedException)
            {
                refused++;
            }
        }

        refused.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_that_was_changed_stays_necessary()
    {
        await CheckAsync(await ProcessAsync(1));
        await CheckAsync(await ProcessAsync(2, previous: 1));
        await CheckAsync(await ProcessAsync(3, 2, 1));

        await Should.ThrowAsync<StartRefusedException>(async () => await CheckAsync(await ProcessAsync(3, previous: 2)));
        await Should.ThrowAsync<StartRefusedException>(async () => await CheckAsync(await ProcessAsync(1)));
    }

    [Fact]
    public async Task Values_that_an_earlier_build_sealed_without_a_proof_are_opened_first()
    {
        var process = await ProcessAsync(1);
        var sealedKey = process.GetRequiredService<ISealer>().Seal(PersonalData.Purpose, new byte[32]);
        var row = new PersonalKey
        {
            WorkspaceId = EntityId.New<WorkspaceId>(),
            SubjectId = EntityId.New(),
            SealedKey = sealedKey,
        };
        await BackgroundStore.ReadAsync(process, db => db.InsertNowAsync(row, default));

        await Should.ThrowAsync<StartRefusedException>(async () => await CheckAsync(await ProcessAsync(2)));

        await CheckAsync(process);
    }

    [Fact]
    public async Task The_start_of_the_service_refuses_another_master_key()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "On a server the start goes on in the background, and ends the process.");
        await CheckAsync(await ProcessAsync(1));
        await using var process = MigrationTests.Process(_store.Database, null, ("Security:MasterKey", KeyOf(2)));

        (
            await Should.ThrowAsync<StartRefusedException>(() => process.GetRequiredService<StartupWork>().StartingAsync(default))
        ).Message.ShouldContain(Refusal);
    }

    internal static string KeyOf(int number) => Convert.ToBase64String([.. Enumerable.Repeat((byte)number, 32)]);

    /// <summary>Runs the check of the start.</summary>
    internal static async Task CheckAsync(IServiceProvider process)
    {
        await using var scope = process.CreateAsyncScope();
        await process
            .GetRequiredService<IDatabaseCheck>()
            .RunAsync(scope.ServiceProvider.GetRequiredService<MarketingDbContext>(), CancellationToken.None);
    }

    private Task<ServiceProvider> ProcessAsync(int key, params int[] previous) =>
        _store.ProcessAsync([
            ("Security:MasterKey", KeyOf(key)),
            .. previous.Select((number, i) => ($"Security:PreviousKeys:{i}", (string?)KeyOf(number))),
        ]);

    private ServiceProvider MeetingProcess(int key, Meeting meeting) =>
        MigrationTests.Process(
            _store.Database,
            null,
            services =>
                services
                    .ConfigureDbContext<SqliteMarketingDbContext>(options => options.AddInterceptors(meeting))
                    .ConfigureDbContext<SqlServerMarketingDbContext>(options => options.AddInterceptors(meeting)),
            ("Security:MasterKey", KeyOf(key))
        );

    /// <summary>Holds the first reader of the proofs until a second one has read, or a second has passed.</summary>
    private sealed class Meeting : DbCommandInterceptor
    {
        private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _readers;

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command,
            CommandExecutedEventData eventData,
            DbDataReader result,
            CancellationToken cancellationToken = default
        )
        {
            if (command.CommandText.Contains("MasterKeyProofs", StringComparison.Ordinal))
            {
                if (Interlocked.Increment(ref _readers) == 2)
                {
                    _met.SetResult();
                }

                await Task.WhenAny(_met.Task, Task.Delay(TimeSpan.FromSeconds(1), cancellationToken));
            }

            return result;
        }
    }
}
