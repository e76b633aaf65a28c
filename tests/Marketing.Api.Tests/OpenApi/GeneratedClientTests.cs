using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.SampleData;

namespace Marketing.Api.Tests.OpenApi;

/// <summary>A C# client generated from the document. <c>eng/clients.sh</c> runs the same story with four generators.</summary>
public sealed class GeneratedClientTests(MarketingApi api) : IClassFixture<MarketingApi>
{
    [Fact]
    public async Task A_client_generated_by_NSwag_compiles_names_its_classes_after_schemas_and_runs_the_story()
    {
        await api.Alpha.Client.PostAsync("/v1/plans/import", SamplePlan()).ShouldBeAsync(HttpStatusCode.Created);
        using var anonymous = api.Anonymous();
        var document = await anonymous.GetStringAsync("/openapi/v1-3.0.json");

        var client = await GeneratedClient.FromAsync(document, GeneratedClient.StoryFolder);
        var story = await client.RunStoryAsync(api.Alpha.Client);

        client.Models.Except(JsonNode.Parse(document)!["components"]!["schemas"]!.AsObject().Select(schema => schema.Key)).ShouldBeEmpty();
        story.ShouldContain("plans: SPARK-2027");
        story.ShouldContain("objective: 25 -> 35 %, 10 Month");
        story.ShouldContain("updated: \"1\" -> \"2\"");
        story.ShouldContain("412: resource.stale");
        story.ShouldContain("422: /content/measures/0/target/value target.memberRequired");
        story[^1].ShouldStartWith("SPARK-2027: ");
    }

    private static string SamplePlan()
    {
        var assembly = typeof(SampleWorkspace).Assembly;
        var name = assembly.GetManifestResourceNames().Single(name => name.EndsWith("plan-1.zh-Hans.json", StringComparison.Ordinal));
        using var plan = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(plan);
        return reader.ReadToEnd();
    }
}
