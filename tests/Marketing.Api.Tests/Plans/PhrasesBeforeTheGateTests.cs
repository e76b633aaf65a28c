using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Plans;

/// <summary>The phrases of a request are parsed before it enters the write gate, so that other writers do not wait for them.</summary>
public sealed class PhrasesBeforeTheGateTests(PhrasesBeforeTheGateTests.WatchedApi host)
    : IClassFixture<PhrasesBeforeTheGateTests.WatchedApi>
{
    private const string Slow = "启动慢速分析后3个月内";

    private readonly Watch _watch = host.Watch;

    private HttpClient Client => host.Api.Alpha.Client;

    [Fact]
    public async Task Another_writer_gets_through_while_the_phrases_of_a_request_are_parsed()
    {
        var plan = await Client.PlanAsync("P");
        _watch.Hold();
        var slow = Client.PostAsync(PartsOf(plan), PartJson("workPackages", $$"""{"name":"W","deadlines":[{"text":"{{Slow}}"}]}"""));
        await _watch.Reached.WaitAsync(TestContext.Current.CancellationToken);

        await Client.PlanAsync("Q");

        slow.IsCompleted.ShouldBeFalse();
        _watch.Release();
        await slow.ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Every_write_of_phrases_parses_them_before_it_enters_the_gate()
    {
        var plan = await WrittenAsync(
            "2026年3月1日",
            () => Client.PostAsync("/v1/plans", PlanJson("P", new { periodStart = new { text = "2026年3月1日" } }))
        );
        await WrittenAsync(
            "2026年3月2日",
            () => Client.PatchAsync($"/v1/plans/{plan.Id()}", """{"periodStart":{"text":"2026年3月2日"}}""", 1)
        );
        var part = await WrittenAsync(
            "3个月内",
            () =>
                Client.PostAsync(
                    PartsOf(plan),
                    PartJson(
                        "workPackages",
                        """{"name":"W","deadlines":[{"text":"3个月内"},{"text":"待定"}],"subtasks":[{"name":"S","deadlinesText":"不清楚"}]}"""
                    )
                )
        );
        await WrittenAsync(
            "4个月内",
            () =>
                Client.PatchAsync(
                    $"{PartsOf(plan)}/{part.Id()}",
                    PartJson(
                        "workPackages",
                        """{"subtasks":[{"name":"S","deadlinesText":"4个月内"},{"name":"T","deadlines":[{"text":"第6周"}]}]}"""
                    ),
                    1
                )
        );
        await WrittenAsync(
            "5个月内",
            () =>
                Client.PatchAsync(
                    $"/v1/plans/{plan.Id()}/work-packages/{part.Id()}",
                    ItemJson("""{"deadlinesText":"5个月内","deadlines":[]}"""),
                    2
                )
        );
        await WrittenAsync(
            "每周两次",
            async () =>
                await Client.PutJsonAsync(
                    $"/v1/plans/{plan.Id()}/sections/monitoring",
                    SectionJson("monitoring", (null, """{"name":"M","frequencyText":"每周两次"}""")),
                    await TagAsync($"/v1/plans/{plan.Id()}/sections/monitoring")
                )
        );
        var document = await Client.ReadAsync($"/v1/plans/{plan.Id()}/document");
        document["phases"] = JsonNode.Parse("""[{"name":"P","window":{"text":"T-6周至T-1周"}}]""");
        document["budgetLines"] = JsonNode.Parse("""[{"category":"C","kind":"line","amount":{"text":"850万元"}}]""");
        await WrittenAsync(
            "T-6周至T-1周",
            async () =>
                await Client.PutJsonAsync(
                    $"/v1/plans/{plan.Id()}/document",
                    document.ToJsonString(),
                    await TagAsync($"/v1/plans/{plan.Id()}/document")
                )
        );
        await WrittenAsync("850万元", () => Client.PostAsync("/v1/plans/import", document.ToJsonString()));
    }

    private static string PartsOf(JsonObject plan) => $"/v1/plans/{plan.Id()}/parts";

    private async Task<string> TagAsync(string path)
    {
        using var response = await Client.GetAsync(path, TestContext.Current.CancellationToken);
        return response.Headers.ETag!.ToString();
    }

    /// <summary>Sends a request, and demands that it parses this text, and parses nothing inside the gate.</summary>
    private async Task<JsonObject> WrittenAsync(string text, Func<Task<HttpResponseMessage>> send)
    {
        _watch.Parsed.Clear();
        using var response = await send();
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue(body);
        _watch.Parsed.ShouldContain((text, false));
        _watch.Parsed.Where(parsed => parsed.Inside).ShouldBeEmpty(text);
        return JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>A service whose reader of phrases is watched.</summary>
    public sealed class WatchedApi : IAsyncLifetime
    {
        public WatchedApi() =>
            Api = new MarketingApi(
                [],
                services: services =>
                {
                    services.AddTransient<PhraseReader>(_ => new WatchedReader(Watch));
                    services.AddTransient(typeof(IPipelineBehavior<,>), typeof(InsideBehavior<,>));
                }
            );

        internal MarketingApi Api { get; }

        internal Watch Watch { get; } = new();

        public ValueTask InitializeAsync() => Api.InitializeAsync();

        public async ValueTask DisposeAsync()
        {
            await Api.DisposeAsync();
            Watch.Dispose();
        }
    }

    /// <summary>What is parsed, and where. It can hold up the slow text.</summary>
    internal sealed class Watch : IDisposable
    {
        private readonly ManualResetEventSlim _released = new(initialState: true);

        public ConcurrentBag<(string Text, bool Inside)> Parsed { get; } = [];

        public SemaphoreSlim Reached { get; } = new(0);

        public void Hold() => _released.Reset();

        public void Release() => _released.Set();

        public void Dispose()
        {
            _released.Dispose();
            Reached.Dispose();
        }

        public void Note(string text)
        {
            Parsed.Add((text, Gate.Entered.Value));
            if (text == Slow)
            {
                Reached.Release();
                _released.Wait(TimeSpan.FromSeconds(30));
            }
        }
    }

    /// <summary>Whether the current request has entered the gate.</summary>
    private static class Gate
    {
        public static readonly AsyncLocal<bool> Entered = new();
    }

    private sealed class WatchedReader(Watch watch) : PhraseReader
    {
        protected override T Parse<T>(string text, Func<string, T> parse)
        {
            watch.Note(text);
            return base.Parse(text, parse);
        }
    }

    /// <summary>The innermost behaviour: it runs inside the unit of work alone.</summary>
    private sealed class InsideBehavior<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
        where TRequest : IRequest<TResponse>
    {
        public Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
        {
            Gate.Entered.Value = true;
            return next();
        }
    }
}
