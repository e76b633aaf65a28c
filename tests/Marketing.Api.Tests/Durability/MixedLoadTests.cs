using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Durability;

/// <summary>
/// All kinds of use at once for a while: no request fails, and memory does not grow. MARKETING_SOAK sets the seconds; the
/// slope of the memory is judged from two minutes on, since a young process still grows into its heap.
/// </summary>
public sealed class MixedLoadTests
{
    private const double LargestSlope = 0.10;
    private const int KindsOfReads = 4;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Soak = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("MARKETING_SOAK"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 5
    );

    private readonly ConcurrentQueue<string> _failures = [];
    private readonly ConcurrentDictionary<string, int> _done = new();
    private readonly ConcurrentQueue<string> _plans = [];

    [Fact]
    public async Task Under_mixed_load_no_request_fails_and_memory_stays_flat()
    {
        await using var database = await TestDatabase.CreateAsync();
        var key = await MarketingApi.PrepareAsync(database);
        await using var service = await ServiceProcess.StartAsync(database, key);
        using var process = Process.GetProcessById(service.Id);
        await WarmUpAsync(service.Client);

        using var stop = new CancellationTokenSource(Soak);
        var memory = MeasureAsync(process, stop.Token);
        await Task.WhenAll(
            LoopAsync(i => WriteAsync(service.Client, "a", i), stop.Token),
            LoopAsync(i => WriteAsync(service.Client, "b", i), stop.Token),
            LoopAsync(i => ReadAsync(service.Client, i), stop.Token, rounds: KindsOfReads),
            LoopAsync(i => ReadAsync(service.Client, i + 3), stop.Token, rounds: KindsOfReads),
            LoopAsync(async i => _ = await ImportAsync(service.Client, i + 1), stop.Token, TimeSpan.FromMilliseconds(200)),
            LoopAsync(i => ReplaceAsync(service.Client), stop.Token, TimeSpan.FromMilliseconds(200)),
            FollowAsync(service.Client, stop.Token)
        );

        var samples = await memory;
        var late = samples.Where(sample => sample.At > Soak / 3).ToList();
        late.ShouldNotBeEmpty(
            $"Memory was measured {samples.Count} times in {Soak.TotalSeconds} s, never after the first third. "
                + "Set MARKETING_SOAK to more seconds."
        );
        var slope = SlopeOf(late);
        TestContext.Current.SendDiagnosticMessage(
            "{0:0} s: {1}; {2} failed; {3:0} MB at first, {4:0} MB at last, at most {5:0} MB; slope of the last two thirds {6:0.0} % in ten minutes",
            Soak.TotalSeconds,
            string.Join(", ", _done.OrderBy(each => each.Key).Select(each => $"{each.Value} {each.Key}")),
            _failures.Count,
            late[0].Megabytes,
            late[^1].Megabytes,
            samples.Max(sample => sample.Megabytes),
            slope * 100
        );
        _failures.ShouldBeEmpty();
        _done
            .Keys.Order(StringComparer.Ordinal)
            .ShouldBe(
                ["changes", "changed", "created", "documents", "imports", "lists", "plans", "replaced", "searches"],
                ignoreOrder: true
            );
        (await Books.ReadAsync(database)).Sequences.ShouldAllBe(sequence => sequence.Sequences.Count == sequence.Last);
        if (Soak >= Warm)
        {
            slope.ShouldBeLessThan(LargestSlope);
        }
    }

    /// <summary>Uses everything once before the soak begins: the first request of a kind takes many times as long as later ones.</summary>
    private async Task WarmUpAsync(HttpClient client)
    {
        _plans.Enqueue(await ImportAsync(client, 0) ?? throw new InvalidOperationException(string.Join('\n', _failures)));
        await WriteAsync(client, "warm-up", 0);
        for (var round = 0; round < KindsOfReads; round++)
        {
            await ReadAsync(client, round);
        }

        await ReplaceAsync(client);
        await SendAsync(client, "changes", HttpMethod.Get, "/v1/changes?pageSize=500");
        _failures.ShouldBeEmpty();
        _done.Clear();
    }

    /// <summary>Repeats a step until it is stopped, but never fewer times than <paramref name="rounds"/>.</summary>
    private static async Task LoopAsync(Func<int, Task> step, CancellationToken stop, TimeSpan pause = default, int rounds = 1)
    {
        for (var i = 0; i < rounds || !stop.IsCancellationRequested; i++)
        {
            await step(i);
            await Task.Delay(pause, CancellationToken.None);
        }
    }

    private async Task WriteAsync(HttpClient client, string name, int round)
    {
        if (
            await SendAsync(
                client,
                "created",
                HttpMethod.Post,
                "/v1/plans",
                $$"""{"title":"{{name}} {{round}}","language":"en","currency":"EUR"}"""
            )
            is not { } plan
        )
        {
            return;
        }

        _plans.Enqueue(plan.Id());
        if (_plans.Count > 50)
        {
            _plans.TryDequeue(out _);
        }

        await SendAsync(
            client,
            "changed",
            HttpMethod.Patch,
            $"/v1/plans/{plan.Id()}",
            $$"""{"title":"{{name}} {{round}} changed"}""",
            "\"1\""
        );
        await SendAsync(
            client,
            "changed",
            HttpMethod.Post,
            $"/v1/plans/{plan.Id()}/objectives",
            ObjectiveJson("Half of the visitors know the brand.")
        );
    }

    private Task ReadAsync(HttpClient client, int round) =>
        (round % KindsOfReads) switch
        {
            0 => SendAsync(client, "lists", HttpMethod.Get, "/v1/plans?sort=-updatedAt&pageSize=50"),
            1 when _plans.TryPeek(out var plan) => SendAsync(client, "plans", HttpMethod.Get, $"/v1/plans/{plan}?expand=objectives"),
            2 when _plans.TryPeek(out var plan) => SendAsync(client, "documents", HttpMethod.Get, $"/v1/plans/{plan}/document"),
            _ => SendAsync(
                client,
                "searches",
                HttpMethod.Get,
                $"/v1/plans?q=changed&sort=title&pageSize=20&updatedSince={DateTime.UtcNow.AddSeconds(-20):yyyy-MM-ddTHH:mm:ssZ}"
            ),
        };

    private async Task<string?> ImportAsync(HttpClient client, int round)
    {
        var objectives = new JsonArray([
            .. Enumerable.Range(0, 40).Select(i => new JsonObject { ["ref"] = $"O-{i}", ["text"] = $"Objective {i} of import {round}" }),
        ]);
        var body = new JsonObject
        {
            ["schemaVersion"] = 1,
            ["plan"] = new JsonObject
            {
                ["title"] = $"import {round}",
                ["language"] = "en",
                ["currency"] = "EUR",
            },
            ["objectives"] = objectives,
        };
        return await SendAsync(client, "imports", HttpMethod.Post, "/v1/plans/import", body.ToJsonString()) is { } report
            ? (report["plan"] ?? report)["id"]!.GetValue<string>()
            : null;
    }

    /// <summary>Exports the document of a new plan and puts it back, changed.</summary>
    private async Task ReplaceAsync(HttpClient client)
    {
        if (
            await SendAsync(client, "created", HttpMethod.Post, "/v1/plans", """{"title":"replaced","language":"en","currency":"EUR"}""")
            is not { } plan
        )
        {
            return;
        }

        var path = $"/v1/plans/{plan.Id()}/document";
        using var read = await client.GetAsync(path, CancellationToken.None);
        var document = JsonNode.Parse(await read.Content.ReadAsStringAsync(CancellationToken.None))!.AsObject();
        document["objectives"] = new JsonArray(new JsonObject { ["ref"] = "N-1", ["text"] = "New." });
        await SendAsync(client, "replaced", HttpMethod.Put, path, document.ToJsonString(), read.Headers.ETag!.ToString());
    }

    private async Task FollowAsync(HttpClient client, CancellationToken stop)
    {
        var cursor = "";
        while (!stop.IsCancellationRequested)
        {
            if (await SendAsync(client, "changes", HttpMethod.Get, "/v1/changes?pageSize=500" + cursor) is { } page)
            {
                cursor = "&cursor=" + Uri.EscapeDataString(page.Text("nextCursor"));
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }

    private async Task<JsonObject?> SendAsync(
        HttpClient client,
        string kind,
        HttpMethod method,
        string path,
        string? json = null,
        string? etag = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(
                json,
                Encoding.UTF8,
                new MediaTypeHeaderValue(method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json")
            );
        }

        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        using var response = await client.SendAsync(request, CancellationToken.None);
        var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
        if (!response.IsSuccessStatusCode)
        {
            _failures.Enqueue($"{method} {path}: {(int)response.StatusCode} {text}");
            return null;
        }

        _done.AddOrUpdate(kind, 1, (_, count) => count + 1);
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    private static async Task<List<(TimeSpan At, double Megabytes)>> MeasureAsync(Process process, CancellationToken stop)
    {
        var samples = new List<(TimeSpan At, double Megabytes)>();
        for (var started = Stopwatch.GetTimestamp(); !stop.IsCancellationRequested; await Task.Delay(500, CancellationToken.None))
        {
            process.Refresh();
            samples.Add((Stopwatch.GetElapsedTime(started), process.WorkingSet64 / 1e6));
        }

        return samples;
    }

    /// <summary>Growth in ten minutes as a share of the mean, by least squares.</summary>
    private static double SlopeOf(List<(TimeSpan At, double Megabytes)> samples)
    {
        var (at, mean) = (samples.Average(sample => sample.At.TotalMinutes), samples.Average(sample => sample.Megabytes));
        var spread = samples.Sum(sample => Math.Pow(sample.At.TotalMinutes - at, 2));
        return samples.Sum(sample => (sample.At.TotalMinutes - at) * (sample.Megabytes - mean)) / spread * 10 / mean;
    }
}
