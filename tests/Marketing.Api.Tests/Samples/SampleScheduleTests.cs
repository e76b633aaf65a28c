using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Samples;

/// <summary>The schedules of the reference plans: see <see cref="SampleTests"/> for where these are taken from.</summary>
[Collection(SecondApi.Name)]
public sealed class SampleScheduleTests(MarketingApi api) : ApiTest(api)
{
    private const string FolderVariable = "MARKETING_SAMPLES";

    private static readonly string[] TimeMembers =
    [
        "deadlines",
        "frequencies",
        "timePoints",
        "auditFrequencies",
        "window",
        "date",
        "publishOn",
        "start",
        "end",
    ];

    [Fact]
    public async Task Every_time_in_the_reference_plans_has_a_date_or_a_reason_why_not()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(
            string.IsNullOrEmpty(folder),
            $"The reference plans are not in the repository. Set {FolderVariable} to their folder to check them."
        );
        foreach (var file in Directory.GetFiles(folder!, "*.extracted.json").Order())
        {
            var document = ExtractionConverter.Of(JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject());
            var import = await Client.PostAsync("/v1/plans/import", document.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created);
            var path = $"/v1/plans/{import["plan"]!.Id()}";
            var times = Times(await Client.ReadAsync($"{path}/document")).Order().ToList();
            var bare = await Client.WalkAsync($"{path}/schedule?pageSize=200");
            bare.ShouldAllBe(item => item["date"] == null && item["waitsFor"] != null, "the plan has no dates");
            Places(bare).ShouldBe(times, file);

            var dated = await Client.WalkAsync(
                $"{path}/schedule?pageSize=200&start=2026-01-01&end=2026-12-31&launchDate=2026-06-01&deadlinePolicy=afterPredecessor"
            );
            Places(dated).ShouldBe(times, file);
            dated.ShouldAllBe(item => item["date"] == null != (item["waitsFor"] == null));
            dated.Where(item => item["date"] is null).ShouldAllBe(item => item["waitsFor"]!.Text("reason") != "policy");
        }
    }

    private static List<string> Places(IEnumerable<JsonNode> items) =>
        [.. items.Select(item => $"{item.Text("ref")}{item.Text("pointer")}").Distinct().Order()];

    /// <summary>The places of times in a document: found by member names, independently of the code of the schedule.</summary>
    private static IEnumerable<string> Times(JsonObject document) =>
        from list in document
        where list.Value is JsonArray
        from part in list.Value!.AsArray()
        from place in Times(part, "")
        select part!.Text("ref") + place;

    private static IEnumerable<string> Times(JsonNode? node, string pointer)
    {
        switch (node)
        {
            case JsonObject members when members["start"] is not null && members["end"] is not null:
                return [pointer];
            case JsonObject members:
                return members.SelectMany(member =>
                    !TimeMembers.Contains(member.Key) ? Times(member.Value, $"{pointer}/{member.Key}")
                    : member.Value is JsonArray list ? list.Select((_, i) => $"{pointer}/{member.Key}/{i}")
                    : member.Value is null ? []
                    : [$"{pointer}/{member.Key}"]
                );
            case JsonArray items:
                return items.SelectMany((item, i) => Times(item, $"{pointer}/{i}"));
            default:
                return [];
        }
    }
}
