using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Marketing.Infrastructure.Telemetry;

/// <summary>The metrics of the product.</summary>
public static class ServiceMetrics
{
    public const string MeterName = "Marketing.Api";

    /// <summary>The source of the product's activities.</summary>
    internal static readonly ActivitySource Activities = new(MeterName);

    private static readonly Meter Meter = new(MeterName);
    private static readonly ConcurrentDictionary<string, DateTime> LastDone = new();

    private static readonly Histogram<double> GateWait = Meter.CreateHistogram<double>(
        "marketing.write_gate.wait",
        "s",
        "Time that a writer waited for the write lock."
    );

    private static readonly Counter<long> Changes = Meter.CreateCounter<long>(
        "marketing.changes.written",
        "{change}",
        "Changes numbered and committed by this process."
    );

    private static readonly Counter<long> Replays = Meter.CreateCounter<long>(
        "marketing.idempotency.replays",
        "{response}",
        "Stored responses returned for an idempotency key."
    );

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "marketing.requests.refused",
        "{request}",
        "Requests rejected by a limit."
    );

    private static readonly Counter<long> JobItems = Meter.CreateCounter<long>(
        "marketing.jobs.handled",
        "{item}",
        "Items handled by background work."
    );

    private static readonly Counter<long> JobFailures = Meter.CreateCounter<long>(
        "marketing.jobs.failures",
        "{run}",
        "Runs of background work that failed."
    );

    static ServiceMetrics() =>
        Meter.CreateObservableGauge(
            "marketing.jobs.lag",
            MeasureLag,
            "s",
            "Time since this process last completed a run of background work."
        );

    public static void WaitedForGate(TimeSpan time) => GateWait.Record(time.TotalSeconds);

    public static void ChangesCommitted(int count) => Changes.Add(count);

    public static void ResponseReplayed() => Replays.Add(1);

    /// <param name="limit">The limit: <c>rate</c> or <c>concurrency</c>.</param>
    public static void RequestRefused(string limit) => Refusals.Add(1, new KeyValuePair<string, object?>("limit", limit));

    internal static void JobHandled(string name, int items) => JobItems.Add(items, Tag(name));

    internal static void JobDone(string name, DateTime at) => LastDone[name] = at;

    internal static void JobFailed(string name) => JobFailures.Add(1, Tag(name));

    private static IEnumerable<Measurement<double>> MeasureLag() =>
        LastDone.Select(done => new Measurement<double>((DateTime.UtcNow - done.Value).TotalSeconds, Tag(done.Key)));

    private static KeyValuePair<string, object?> Tag(string job) => new("job", job);
}
