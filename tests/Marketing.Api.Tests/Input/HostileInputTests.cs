using System.Diagnostics;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Marketing.Api.Contract.Input;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Input;

public sealed class HostileInputTests
{
    private static readonly Plan Current = new(
        "Spring",
        Tone.Warm,
        Tags: ["a"],
        Metrics: new Dictionary<string, decimal> { ["likes"] = 1 }
    );

    [Fact]
    public void Any_JSON_gives_either_a_value_or_faults_and_never_an_exception()
    {
        var values = 0;
        for (var seed = 0; seed < 20_000; seed++)
        {
            var json = new HostileJson(seed);
            JsonInput.Read<Plan>(Json.Of(json.Document())).Faults.Count.ShouldBeLessThanOrEqualTo(100);
            var almost = JsonInput.Read<Plan>(Json.Of(json.AlmostPlan()));
            values += almost.IsValid ? 1 : 0;
            JsonInput.Merge(Current, Json.Of(json.AlmostPlan()));
            JsonInput.Merge(Current, Json.Of(json.Document()));
            JsonInput.Read<Plan>(json.Damaged());
        }

        values.ShouldBeInRange(2_000, 18_000);
    }

    [Fact]
    public void A_value_round_trips_through_JSON()
    {
        for (var seed = 0; seed < 5_000; seed++)
        {
            var first = JsonInput.Read<Plan>(Json.Of(new HostileJson(seed).AlmostPlan()));
            if (first.IsValid)
            {
                var written = JsonSerializer.Serialize(first.Value, JsonInput.Options);
                var merged = JsonInput.Merge(first.Value, Json.Of("{}"));
                JsonSerializer.Serialize(merged.Value, JsonInput.Options).ShouldBe(written);
            }
        }
    }

    [Fact]
    public void Every_accepted_text_is_returned_unchanged() =>
        Prop.ForAll<string>(text =>
            {
                var escaped = string.Concat((text ?? "").Select(c => $"\\u{(int)c:x4}"));
                var result = JsonInput.Read<Plan>(Json.Of($$"""{"name":"a","tone":"warm","note":"{{escaped}}"}"""));
                return result.IsValid ? result.Value.Note == (text ?? "") : result.Faults is [{ Pointer: "/note" }];
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Any_query_gives_either_a_filter_or_faults() =>
        Prop.ForAll<string, string, NonNegativeInt>(
                (name, text, which) =>
                {
                    string[] names = ["q", "open", "pageSize", "planId", "from", "updatedSince", "tone", "ids", "sort", name ?? ""];
                    var query = new QueryCollection(new Dictionary<string, StringValues> { [names[which.Get % names.Length]] = text });
                    return QueryInput.Read<Filter>(query).Faults.Count <= 4;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Theory]
    [MemberData(nameof(BombKinds))]
    public void A_megabyte_of_hostile_JSON_takes_bounded_time(string kind)
    {
        var bytes = Json.Of(Bombs()[kind]);
        JsonInput.Read<Plan>(Json.Of("{}"));

        // The fastest of three runs, since other tests use the processor too.
        Enumerable.Range(0, 3).Min(_ => TimeToRefuse(bytes)).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    private static TimeSpan TimeToRefuse(ReadOnlyMemory<byte> bytes)
    {
        var watch = Stopwatch.StartNew();
        JsonInput.Read<Plan>(bytes).Faults.Count.ShouldBeInRange(1, 100);
        JsonInput.Merge(Current, bytes).Faults.Count.ShouldBeInRange(1, 100);
        return watch.Elapsed;
    }

    public static TheoryData<string> BombKinds() => [.. Bombs().Keys];

    private static Dictionary<string, string> Bombs()
    {
        const int size = 1_000_000;
        return new Dictionary<string, string>
        {
            ["levels of arrays"] = new string('[', size),
            ["levels of objects"] = string.Concat(Enumerable.Repeat("{\"a\":", size / 5)),
            ["array of arrays"] = $"[{string.Join(',', Enumerable.Repeat("[]", size / 3))}]",
            ["one long text"] = $$"""{"name":"{{new string('a', size)}}","tone":"warm"}""",
            ["one long text of escapes"] =
                $$"""{"name":"{{string.Concat(Enumerable.Repeat("\\ud83e\\udde7", size / 12))}}","tone":"warm"}""",
            ["one long number"] = $$"""{"name":"a","tone":"warm","reach":{{new string('9', size)}}}""",
            ["one long decimal"] = $$"""{"name":"a","tone":"warm","target":"{{new string('9', size)}}"}""",
            ["one long name"] = $$"""{"{{new string('a', size)}}":1}""",
            ["many unknown members"] = $"{{{string.Join(',', Enumerable.Range(0, size / 12).Select(i => $"\"m{i}\":{i}"))}}}",
            ["one member many times"] = $"{{{string.Join(',', Enumerable.Repeat("\"name\":\"a\"", size / 11))}}}",
            ["one member written with escapes"] = $"{{{string.Join(',', Enumerable.Repeat("\"n\\u0061me\":\"a\"", size / 16))}}}",
            ["many keys of a map"] =
                $"{{\"metrics\":{{{string.Join(',', Enumerable.Range(0, size / 14).Select(i => $"\"m{i}\":\"1\""))}}}}}",
            ["many bad items"] = $"{{\"tasks\":[{string.Join(',', Enumerable.Repeat("{\"name\":1}", size / 11))}]}}",
            ["blank"] = new string(' ', size),
            ["line breaks before the end"] = new string('\n', size) + "x",
        };
    }

    [Fact]
    public void Walking_a_typical_body_costs_no_more_than_a_few_deserializations()
    {
        var task = """{"name":"Step 0001","progress":50,"subtasks":[{"name":"Sub 1","progress":10},{"name":"Sub 2"},{"name":"Sub 3"}]}""";
        var body = Encoding.UTF8.GetBytes(
            $$"""
            {"name":"Spring 春节","tone":"uShaped","code":"A1","tags":["a","b"],"budget":{"amount":"120000.50","currency":"CNY"},"start":"2026-02-28",
             "at":"2026-02-28T09:30:00Z","owner":"0190b5c2-7d5e-7c0a-8f00-0123456789ab","target":"12.5","timeZone":"Asia/Shanghai","language":"zh-Hans",
             "metrics":{"likes":"1.5"},"tasks":[{{string.Join(',', Enumerable.Repeat(task, 12))}}],"note":"a"}
            """
        );
        var shape = JsonInput.Describe(typeof(Plan));
        using var document = JsonDocument.Parse(body);

        var walk = Fastest(() =>
        {
            var faults = new FaultCollector(InputSource.Body);
            using var walker = new JsonWalker(faults);
            walker.Walk(shape, nullable: false, document.RootElement);
            faults.IsEmpty.ShouldBeTrue();
        });
        var read = Fastest(() => JsonInput.Read<Plan>(body));
        var plain = Fastest(() => JsonSerializer.Deserialize<Plan>(body, JsonInput.Options));

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{body.Length} bytes: walk {walk.TotalMicroseconds:0.0} µs, whole reading {read.TotalMicroseconds:0.0} µs, bare deserialisation {plain.TotalMicroseconds:0.0} µs"
        );
        walk.ShouldBeLessThan(plain * 5);
    }

    // The fastest of several rounds, because other work on the machine can only slow a round down.
    private static TimeSpan Fastest(Action action)
    {
        const int runs = 500;
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < 60; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var run = 0; run < runs; run++)
            {
                action();
            }

            best = watch.Elapsed / runs < best ? watch.Elapsed / runs : best;
        }

        return best;
    }
}
