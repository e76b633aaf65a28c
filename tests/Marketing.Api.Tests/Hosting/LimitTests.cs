using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Hosting;

/// <summary>Limits, origins and hosts as configured.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task Every_response_contains_the_remaining_quota_and_excess_requests_get_a_retry_time()
    {
        await using var host = await PipelineHost.StartAsync(Map, settings: [("RateLimits:PerMinute", "6"), ("RateLimits:Burst", "2")]);

        var first = await GetAsync(host, "key:1");
        var second = await GetAsync(host, "key:1");
        var third = await GetAsync(host, "key:1");

        Header(first, "RateLimit-Policy").ShouldBe("\"default\";q=6;w=60");
        Header(first, "RateLimit").ShouldBe("\"default\";r=1;t=10");
        Header(second, "RateLimit").ShouldBe("\"default\";r=0;t=20");
        third.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        Header(third, "RateLimit").ShouldBe("\"default\";r=0;t=20");
        third.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 10);
        (await third.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("http.tooManyRequests");
    }

    [Fact]
    public async Task Callers_have_separate_quotas_and_health_checks_are_free()
    {
        await using var host = await PipelineHost.StartAsync(Map, settings: [("RateLimits:PerMinute", "6"), ("RateLimits:Burst", "1")]);

        (await GetAsync(host, "key:1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(host, "key:1")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await GetAsync(host, "key:2")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(host, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(host, null)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        for (var i = 0; i < 5; i++)
        {
            (await host.Client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_quota_refills()
    {
        await using var host = await PipelineHost.StartAsync(Map, settings: [("RateLimits:PerMinute", "120"), ("RateLimits:Burst", "1")]);
        await GetAsync(host, "key:1");
        (await GetAsync(host, "key:1")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        await Task.Delay(1000);

        (await GetAsync(host, "key:1")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Requests_beyond_the_concurrency_limit_and_the_queue_are_rejected_immediately()
    {
        var gate = new TaskCompletionSource();
        var begun = new SemaphoreSlim(0);
        await using var host = await PipelineHost.StartAsync(
            app =>
                app.MapGet(
                    "/slow",
                    async () =>
                    {
                        begun.Release();
                        await gate.Task;
                        return "done";
                    }
                ),
            settings: [("RateLimits:Concurrency", "1"), ("RateLimits:Queue", "1")]
        );

        var working = host.Client.GetAsync("/slow");
        await begun.WaitAsync(TimeSpan.FromSeconds(5));
        var others = Enumerable.Range(0, 4).Select(_ => host.Client.GetAsync("/slow")).ToList();
        var refused = new List<HttpResponseMessage>();
        while (refused.Count < 3)
        {
            var answered = await Task.WhenAny(others).WaitAsync(TimeSpan.FromSeconds(5));
            others.Remove(answered);
            refused.Add(await answered);
        }

        (await host.Client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        gate.SetResult();
        refused.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter != null);
        (await working).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await others.Single()).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_configured_origins_are_allowed()
    {
        await using var closed = await PipelineHost.StartAsync(Map);
        await using var open = await PipelineHost.StartAsync(Map, settings: [("Cors:AllowedOrigins:0", "https://plans.example.com")]);

        (await PreflightAsync(closed, "https://plans.example.com")).Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        (await PreflightAsync(open, "https://evil.example.com")).Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        var allowed = await PreflightAsync(open, "https://plans.example.com");
        Header(allowed, "Access-Control-Allow-Origin").ShouldBe("https://plans.example.com");
        Header(allowed, "Access-Control-Allow-Headers").ShouldContain("If-Match");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        request.Headers.Add("Origin", "https://plans.example.com");
        var answer = await open.Client.SendAsync(request);
        Header(answer, "Access-Control-Allow-Origin").ShouldBe("https://plans.example.com");
        Header(answer, "Access-Control-Expose-Headers").ShouldContain("RateLimit-Policy");
    }

    [Theory]
    [InlineData("http://localhost:5173", true)]
    [InlineData("https://localhost", true)]
    [InlineData("http://127.0.0.1:3000", true)]
    [InlineData("https://plans.example.com", true)]
    [InlineData("https://localhost.example.com", false)]
    [InlineData("https://evil.example.com", false)]
    [InlineData("null", false)]
    public async Task Development_also_allows_origins_on_this_machine(string origin, bool isAllowed)
    {
        await using var host = await PipelineHost.StartAsync(Map, "Development", ("Cors:AllowedOrigins:0", "https://plans.example.com"));

        (await PreflightAsync(host, origin)).Headers.Contains("Access-Control-Allow-Origin").ShouldBe(isAllowed);
    }

    [Fact]
    public async Task An_unknown_host_is_rejected_except_by_health_checks()
    {
        await using var host = await PipelineHost.StartAsync(Map, settings: [("AllowedHosts", "plans.example.com;*.example.org")]);

        (await WithHostAsync(host, "/ok", "plans.example.com")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await WithHostAsync(host, "/ok", "a.example.org")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = await WithHostAsync(host, "/ok", "evil.example.com");
        refused.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await WithHostAsync(host, "/health/live", "127.0.0.1")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static void Map(WebApplication app) => app.MapGet("/ok", () => "ok");

    private static Task<HttpResponseMessage> GetAsync(PipelineHost host, string? actor)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/ok");
        if (actor is not null)
        {
            request.Headers.Add("X-Actor", actor);
        }

        return host.Client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> WithHostAsync(PipelineHost host, string path, string name)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = name;
        return host.Client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> PreflightAsync(PipelineHost host, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, "/ok");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "PATCH");
        request.Headers.Add("Access-Control-Request-Headers", "if-match,authorization");
        return host.Client.SendAsync(request);
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(",", answer.Headers.GetValues(name));
}
