using Marketing.Application;
using Marketing.Infrastructure;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Hosting;

/// <summary>Two processes on one database share background work.</summary>
public sealed class LeaseTests : IAsyncLifetime
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(30);
    private readonly BackgroundStore _store = new();
    private ServiceProvider _first = null!;
    private ServiceProvider _second = null!;

    public async ValueTask InitializeAsync()
    {
        await _store.InitializeAsync();
        _first = await _store.ProcessAsync();
        _second = await _store.ProcessAsync();
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task One_process_holds_the_lease_and_renews_it_while_the_other_waits()
    {
        (await TakeAsync(_first)).ShouldBeTrue();
        (await TakeAsync(_second)).ShouldBeFalse();
        _store.Clock.Pass(Time / 2);
        (await TakeAsync(_first)).ShouldBeTrue();
        _store.Clock.Pass(Time * 0.75);
        (await TakeAsync(_second)).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_process_takes_over_an_expired_lease_and_keeps_it_until_it_expires()
    {
        (await TakeAsync(_first)).ShouldBeTrue();
        _store.Clock.Pass(Time);
        (await TakeAsync(_second)).ShouldBeTrue();
        (await TakeAsync(_first)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_released_lease_is_free_immediately_and_only_its_holder_can_release_it()
    {
        (await TakeAsync(_first)).ShouldBeTrue();
        await Keeper(_second).ReleaseAsync("work", default);
        (await TakeAsync(_second)).ShouldBeFalse();
        await Keeper(_first).ReleaseAsync("work", default);
        (await TakeAsync(_second)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_many_concurrent_processes_one_gets_the_lease()
    {
        var keepers = new List<LeaseKeeper>();
        for (var i = 0; i < 6; i++)
        {
            keepers.Add(Keeper(await _store.ProcessAsync()));
        }

        for (var round = 0; round < 10; round++)
        {
            var name = $"work-{round}";
            var taken = await Task.WhenAll(keepers.Select(keeper => Task.Run(() => keeper.TakeAsync(name, Time, default))));
            taken.Count(won => won).ShouldBe(1);
            _store.Clock.Pass(Time);
            taken = await Task.WhenAll(keepers.Select(keeper => Task.Run(() => keeper.TakeAsync(name, Time, default))));
            taken.Count(won => won).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Work_runs_in_one_process_and_moves_to_another_when_it_stops()
    {
        using var first = new Counted(_store, "first");
        using var second = new Counted(_store, "second");
        await first.StartAsync();
        await Wait.UntilAsync(() => first.Runs > 0);
        await second.StartAsync();
        await Task.Delay(500);
        second.Runs.ShouldBe(0);

        await first.StopAsync();
        await Wait.UntilAsync(() => second.Runs > 0);
        await second.StopAsync();
    }

    private static LeaseKeeper Keeper(IServiceProvider process) => process.GetRequiredService<LeaseKeeper>();

    private static Task<bool> TakeAsync(IServiceProvider process) => Keeper(process).TakeAsync("work", Time, default);

    private sealed class Counted(BackgroundStore store, string name) : IRecurringWork, IDisposable
    {
        private IHost? _host;
        private int _runs;
        private bool _more;

        public string Name => "counted";

        public TimeSpan Interval => TimeSpan.FromMilliseconds(50);

        public int Runs => _runs;

        public Task<int> RunBatchAsync(CancellationToken ct)
        {
            Interlocked.Increment(ref _runs);
            _more = !_more;
            return Task.FromResult(_more ? 1 : 0);
        }

        public Task StartAsync()
        {
            var builder = Host.CreateApplicationBuilder(
                new HostApplicationBuilderSettings { ApplicationName = name, DisableDefaults = true }
            );
            builder.Configuration.AddInMemoryCollection(store.Database.Settings);
            builder.Configuration["Security:MasterKey"] = Convert.ToBase64String(new byte[32]);
            builder.Services.AddApplication(null);
            builder.Services.AddInfrastructure(builder.Configuration);
            builder.Services.AddBackgroundWork(builder.Configuration);
            builder.Services.AddSingleton<IRecurringWork>(this);
            _host = builder.Build();
            return _host.StartAsync();
        }

        public Task StopAsync() => _host!.StopAsync();

        public void Dispose() => _host?.Dispose();
    }
}
