using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Durability;

/// <summary>A state of a resource that the service has acknowledged.</summary>
/// <param name="Type">Type of the resource.</param>
/// <param name="Id">Its id.</param>
/// <param name="Version">The version that was answered; for a deletion the one that follows.</param>
/// <param name="Text">What was written; null for a deletion.</param>
internal sealed record Acknowledged(string Type, Guid Id, int Version, string? Text);

/// <summary>A write that was sent.</summary>
internal sealed record Sent(HttpMethod Method, string Path, string Body, string? Key, string Text)
{
    public Guid? Target { get; init; }

    public int? IfMatch { get; init; }

    /// <summary>Resources that are deleted along with the target.</summary>
    public IReadOnlyList<Guid> Along { get; init; } = [];

    /// <summary>Stopwatch time stamp of sending.</summary>
    public long At { get; init; } = Stopwatch.GetTimestamp();

    public HttpRequestMessage AsRequest()
    {
        var request = new HttpRequestMessage(Method, Path);
        if (Body.Length > 0)
        {
            request.Content = new StringContent(
                Body,
                Encoding.UTF8,
                Method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json"
            );
        }

        if (Key is not null)
        {
            request.Headers.Add("Idempotency-Key", Key);
        }

        if (IfMatch is { } version)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        }

        return request;
    }
}

/// <summary>
/// Makes plans and objectives and changes them, one write after the other, and keeps account of what was acknowledged,
/// what was refused and what was never answered.
/// </summary>
internal sealed class Writer(HttpClient client, string name)
{
    private int _count;
    private int _plans;

    public List<Acknowledged> Acknowledged { get; } = [];

    public List<(Sent Write, HttpStatusCode Status, bool RetryAfter)> Refused { get; } = [];

    /// <summary>The one write without an answer; the writer ends with it.</summary>
    public Sent? Unanswered { get; private set; }

    public List<TimeSpan> Latencies { get; } = [];

    /// <summary>Whether some of the plans and objectives are deleted again.</summary>
    public bool Deletes { get; init; }

    /// <summary>Whether it has begun: the service answers it.</summary>
    public bool HasBegun { get; private set; }

    public static List<Writer> Many(int count, HttpClient client, string name, bool deletes = false) =>
        [.. Enumerable.Range(0, count).Select(i => new Writer(client, $"{name}-{i}") { Deletes = deletes })];

    /// <summary>Lets all of them write at once.</summary>
    public static Task RunAsync(IEnumerable<Writer> writers, CancellationToken ct) =>
        Task.WhenAll(writers.Select(writer => Task.Run(() => writer.RunAsync(ct), CancellationToken.None)));

    /// <summary>Writes until it is told to stop, or until a write is not answered.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested && Unanswered is null)
        {
            if (
                await CreateAsync("plan", "/v1/plans", text => $$"""{"title":"{{text}}","language":"en","currency":"EUR"}""")
                is not { } plan
            )
            {
                continue;
            }

            var path = $"/v1/plans/{plan.Id}";
            var version = 1;
            var objectives = new List<(Guid Id, int Version)>();
            for (var i = 0; i < 2; i++)
            {
                version = await ChangeAsync("plan", path, plan.Id, version, text => $$"""{"title":"{{text}}"}""");
                if (await CreateAsync("objective", path + "/objectives", Objective) is { } objective)
                {
                    var changed = await ChangeAsync("objective", $"{path}/objectives/{objective.Id}", objective.Id, 1, Objective);
                    if (Deletes && i == 1)
                    {
                        await DeleteAsync("objective", $"{path}/objectives/{objective.Id}", objective.Id, changed);
                    }
                    else
                    {
                        objectives.Add((objective.Id, changed));
                    }
                }
            }

            if (Deletes && _plans++ % 2 == 0)
            {
                await DeleteAsync("plan", path, plan.Id, version, objectives);
            }
        }
    }

    private static string Objective(string text) => PlanSteps.ObjectiveJson(text);

    private async Task<Acknowledged?> CreateAsync(string type, string path, Func<string, string> body)
    {
        var text = NextText();
        var answer = await SendAsync(new Sent(HttpMethod.Post, path, body(text), $"key-{text}", text));
        return answer is null ? null : Note(new Acknowledged(type, Guid.Parse(answer.Id()), answer.Version(), text));
    }

    private async Task<int> ChangeAsync(string type, string path, Guid id, int version, Func<string, string> body)
    {
        var text = NextText();
        var answer = await SendAsync(new Sent(HttpMethod.Patch, path, body(text), null, text) { Target = id, IfMatch = version });
        return answer is null ? version : Note(new Acknowledged(type, id, answer.Version(), text)).Version;
    }

    /// <summary>Deletes a resource, and with a plan what it still holds.</summary>
    private async Task DeleteAsync(string type, string path, Guid id, int version, IReadOnlyList<(Guid Id, int Version)>? along = null)
    {
        if (
            await SendAsync(
                new Sent(HttpMethod.Delete, path, "", null, NextText())
                {
                    Target = id,
                    IfMatch = version,
                    Along = [.. (along ?? []).Select(part => part.Id)],
                }
            )
            is null
        )
        {
            return;
        }

        Note(new Acknowledged(type, id, version + 1, null));
        foreach (var part in along ?? [])
        {
            Note(new Acknowledged("objective of a plan", part.Id, part.Version + 1, null));
        }
    }

    private async Task<JsonObject?> SendAsync(Sent write)
    {
        if (Unanswered is not null)
        {
            return null;
        }

        try
        {
            using var response = await client.SendAsync(write.AsRequest());
            var text = await response.Content.ReadAsStringAsync();
            Latencies.Add(Stopwatch.GetElapsedTime(write.At));
            if (response.IsSuccessStatusCode)
            {
                return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
            }

            Refused.Add((write, response.StatusCode, response.Headers.RetryAfter is not null));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            Unanswered = write;
        }

        return null;
    }

    private Acknowledged Note(Acknowledged acknowledged)
    {
        Acknowledged.Add(acknowledged);
        HasBegun = true;
        return acknowledged;
    }

    private string NextText() => $"{name}-{_count++}";
}
