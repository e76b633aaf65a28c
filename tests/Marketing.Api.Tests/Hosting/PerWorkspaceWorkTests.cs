using Marketing.Application.Access;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Hosting;

/// <summary>Background work that handles one workspace after another.</summary>
public sealed class PerWorkspaceWorkTests : IAsyncLifetime
{
    private readonly BackgroundStore _store = new();
    private readonly WorkspaceId _first = EntityId.New<WorkspaceId>();
    private readonly WorkspaceId _second = EntityId.New<WorkspaceId>();

    public async ValueTask InitializeAsync()
    {
        await _store.InitializeAsync();
        var process = await _store.ProcessAsync();
        var now = _store.Clock.GetUtcNow().UtcDateTime;
        await BackgroundStore.FillFeedAsync(process, _first, [now]);
        await BackgroundStore.FillFeedAsync(process, _second, [now, now, now]);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Each_workspace_is_handled_in_a_scope_limited_to_its_rows()
    {
        var process = await _store.ProcessAsync();
        var seen = new List<int>();
        var work = new Work(
            process,
            async (scope, ct) =>
            {
                seen.Add(await scope.Db.ChangeEntries.CountAsync(ct));
                return seen[^1];
            }
        );

        (await work.RunBatchAsync(default)).ShouldBe(4);

        seen.ShouldBe([1, 3], ignoreOrder: true);
    }

    [Fact]
    public async Task Commands_run_as_the_service_in_their_own_unit_of_work()
    {
        var process = await _store.ProcessAsync();
        var work = new Work(
            process,
            async (scope, ct) =>
            {
                await scope.RunAsync(new IssueKey("key", Guid.NewGuid().ToString("N")[..12], new byte[32], [], ExpiresAt: null), ct);
                return 1;
            }
        );

        await work.RunBatchAsync(default);

        var entries = await BackgroundStore.ReadAsync(
            process,
            db =>
                db.AuditEntries.IgnoreQueryFilters()
                    .Where(entry => entry.ResourceType == ResourceTypes.ApiKey)
                    .OrderBy(entry => entry.Id)
                    .ToListAsync()
        );
        entries.Select(entry => entry.WorkspaceId).ShouldBe([_first, _second], ignoreOrder: true);
        entries.ShouldAllBe(entry => entry.ActorId == "system:test-work");
        entries.Select(entry => entry.TransactionId).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_failing_workspace_does_not_stop_the_others_and_is_reported()
    {
        var process = await _store.ProcessAsync();
        var handled = 0;
        var work = new Work(
            process,
            async (scope, ct) =>
            {
                if (await scope.Db.ChangeEntries.CountAsync(ct) == 1)
                {
                    throw new TimeoutException();
                }

                return handled += 1;
            }
        );

        var failure = await Should.ThrowAsync<WorkspaceWorkException>(() => work.RunBatchAsync(default));

        handled.ShouldBe(1);
        failure.Message.ShouldContain(_first.Value.ToString());
        failure.InnerException.ShouldBeOfType<TimeoutException>();
    }

    private sealed class Work(IServiceProvider process, Func<SystemScope, CancellationToken, Task<int>> run)
        : PerWorkspaceWork(process.GetRequiredService<SystemRunner>())
    {
        public override string Name => "test-work";

        public override TimeSpan Interval => TimeSpan.FromMinutes(1);

        protected override Task<int> RunBatchAsync(SystemScope scope, CancellationToken ct) => run(scope, ct);
    }
}
