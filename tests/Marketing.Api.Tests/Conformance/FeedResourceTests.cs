using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.OpenApi;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Samples;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Tests.Conformance;

/// <summary>The feed returns resources as open objects; the document names the schema of each type.</summary>
[Collection(SecondApi.Name)]
public sealed class FeedResourceTests(MarketingApi api) : ApiTest(api)
{
    private ServedContract _contract = null!;
    private JsonObject _document = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        using var reader = Api.Anonymous();
        _document = JsonNode.Parse(await reader.GetStringAsync("/openapi/v1.json"))!.AsObject();
        _contract = new ServedContract(_document);
    }

    [Fact]
    public async Task The_document_names_a_schema_for_every_type_of_the_feed()
    {
        var refused = await Client.GetAsync("/v1/changes?types=x").ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "feed.typeUnknown");

        Schemas().Select(schema => schema.Key).ShouldBe(refused["args"]!.Texts("allowed"));
    }

    [Fact]
    public async Task Every_resource_in_the_feed_has_the_schema_that_the_document_names()
    {
        var fixtures = await Fixtures.OfAsync(Api.Alpha, _contract, "feed");
        var plan = fixtures.Ids["/v1/plans"];
        await Client
            .PutJsonAsync($"/v1/plans/{plan}/anchors/SURVEY_RESULT", """{"date":"2027-03-01"}""", null)
            .ShouldBeAsync(HttpStatusCode.Created);
        await Client.PostAsync("/v1/plans/import", SampleDataTests.First().ToJsonString()).ShouldBeAsync(HttpStatusCode.Created);
        var schemas = Schemas();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (JsonNode page = new JsonObject { ["hasMore"] = true }; page["hasMore"]!.GetValue<bool>(); )
        {
            var cursor = page["nextCursor"] is { } next ? $"&cursor={Uri.EscapeDataString((string)next!)}" : "";
            page = await Client.ReadAsync($"/v1/changes?include=resource&pageSize=1000{cursor}");
            foreach (var change in page.Items().Where(change => change!["resource"] is not null))
            {
                var type = change!.Text("type");
                seen.Add(type);
                _contract.Schemas.Check(new JsonObject { ["$ref"] = (string)schemas[type]! }, change!["resource"]).ShouldBeEmpty(type);
            }
        }

        seen.ShouldBeSubsetOf(schemas.Select(schema => schema.Key));
        PlanSections.All.Select(section => section.Type).Except(seen).ShouldBeEmpty();
        new[] { "anchor", "channel", "metric", "partner", "party", "plan", "segment" }.Except(seen).ShouldBeEmpty();
    }

    private JsonObject Schemas() =>
        _document["components"]!["schemas"]!["ChangeResponse"]!["properties"]!["resource"]![FeedResources.Extension]!.AsObject();
}
