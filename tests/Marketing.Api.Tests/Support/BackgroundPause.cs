using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketing.Api.Tests.Support;

/// <summary>A time in which no background work writes, so that a test can compare the database before and after requests.</summary>
internal sealed class BackgroundPause : IAsyncDisposable
{
    private readonly IReadOnlyList<IHostedService> _works;

    private BackgroundPause(IReadOnlyList<IHostedService> works) => _works = works;

    /// <summary>Stops the background work of processes after what it is doing. It continues when the pause is disposed.</summary>
    public static async Task<BackgroundPause> BeginAsync(params IReadOnlyList<IServiceProvider> processes)
    {
        var works = processes
            .SelectMany(services => services.GetServices<IHostedService>())
            .Where(work => work is RecurringWorkService or WebhookDispatcher)
            .ToList();
        works.Count.ShouldBe(2 * processes.Count);
        await Task.WhenAll(works.Select(work => work.StopAsync(default)));
        return new BackgroundPause(works);
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_works.Select(work => work.StartAsync(default)));
}
