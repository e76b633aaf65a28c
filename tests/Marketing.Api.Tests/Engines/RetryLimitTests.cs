using Marketing.Api.Tests.Access;
using Marketing.Api.Tests.Support;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Engines;

/// <summary>One limit for all retries of a request.</summary>
public sealed class RetryLimitTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private readonly ManualClock _clock = new();

    [Fact]
    public void The_time_starts_with_the_first_failure()
    {
        var limit = new RetryLimit(_clock, Limit);
        _clock.Advance(TimeSpan.FromMinutes(1));
        limit.Allows(TimeSpan.Zero).ShouldBeTrue();

        _clock.Advance(TimeSpan.FromSeconds(10));
        limit.Allows(TimeSpan.FromSeconds(2)).ShouldBeTrue();
        limit.Allows(TimeSpan.FromSeconds(5)).ShouldBeFalse("The wait counts too.");

        _clock.Advance(TimeSpan.FromSeconds(5));
        limit.Allows(TimeSpan.Zero).ShouldBeFalse();
    }

    [Fact]
    public async Task All_executions_of_a_request_share_the_time()
    {
        RetryLimit.Apply(new RetryLimit(_clock, Limit));

        (await AttemptsAsync(TimeSpan.FromSeconds(10))).ShouldBe(3, "Failures at 0, 10 and 20 s; the last is not retried.");
        (await AttemptsAsync(TimeSpan.Zero)).ShouldBe(1, "The time is over.");
    }

    [Fact]
    public async Task Another_request_has_its_own_time()
    {
        RetryLimit.Apply(new RetryLimit(_clock, Limit));
        (await AttemptsAsync(TimeSpan.FromSeconds(20))).ShouldBe(2);

        RetryLimit.Apply(new RetryLimit(_clock, Limit));
        (await AttemptsAsync(TimeSpan.FromSeconds(20))).ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_retried_where_failures_are_reported_at_once()
    {
        RetryLimit.Apply(RetryLimit.None);

        (await AttemptsAsync(TimeSpan.Zero)).ShouldBe(1);
    }

    [Fact]
    public async Task A_limit_ends_with_the_method_that_set_it()
    {
        await SetAsync();

        RetryLimit.Current.ShouldBeNull();

        static async Task SetAsync()
        {
            RetryLimit.Apply(RetryLimit.None);
            await Task.Yield();
            RetryLimit.Current.ShouldBe(RetryLimit.None);
        }
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(20, 2)]
    public async Task A_use_case_that_loses_every_race_runs_again_while_there_is_time(int seconds, int runs)
    {
        var command = new LoseRace(() => _clock.Advance(TimeSpan.FromSeconds(seconds)));
        await using var api = new MarketingApi(
            [],
            services: services =>
            {
                services.AddSingleton<TimeProvider>(_clock);
                services.AddTransient<IRequestHandler<LoseRace, Result<int>>, LoseRaceHandler>();
            }
        );
        await api.InitializeAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => api.RunAsync(WorkspaceId.From(api.Alpha.Id), command));

        command.Runs.ShouldBe(runs);
    }

    /// <summary>Runs work that always loses its connection, and returns how often it was tried.</summary>
    /// <param name="duration">How long each attempt takes.</param>
    private async Task<int> AttemptsAsync(TimeSpan duration)
    {
        await using var db = new SqlServerMarketingDbContext(SilentServer.Options());
        var attempts = 0;
        await Should.ThrowAsync<Exception>(() =>
            db
                .Database.CreateExecutionStrategy()
                .ExecuteAsync(() =>
                {
                    _clock.Advance(duration);
                    attempts++;
                    throw SqlFailures.LostConnection;
                })
        );
        return attempts;
    }

    internal sealed record LoseRace(Action Pass) : ICommand<int>
    {
        public int Runs { get; set; }
    }

    internal sealed class LoseRaceHandler : IRequestHandler<LoseRace, Result<int>>
    {
        public Task<Result<int>> Handle(LoseRace request, CancellationToken cancellationToken)
        {
            request.Runs++;
            request.Pass();
            throw new DbUpdateConcurrencyException("Somebody else was faster.");
        }
    }
}
