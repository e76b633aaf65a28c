using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Samples;

/// <summary>
/// The reference plans, whose documents are not part of the repository: where MARKETING_SAMPLES names the folder with their
/// extractions (<c>*.extracted.json</c>), they are imported over HTTP, and every text, figure and reading must stand in the exported document at the place named for it.
/// </summary>
[Collection(SecondApi.Name)]
public sealed class SampleTests(MarketingApi api) : ApiTest(api)
{
    private const string FolderVariable = "MARKETING_SAMPLES";

    [Fact]
    public async Task Every_text_of_the_reference_plans_stands_in_the_exported_document_at_its_place()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"The reference plans are not part of the repository. Name their folder in {FolderVariable} to have them checked.");
        var files = Directory.GetFiles(folder!, "*.extracted.json").Order().ToList();
        files.ShouldNotBeEmpty($"no *.extracted.json in {folder}");
        foreach (var file in files)
        {
            var extraction = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
            var import = await Client.PostAsync("/v1/plans/import", SampleDocuments.Of(extraction).ToJsonString()).ShouldBeAsync(HttpStatusCode.Created);
            var document = await Client.ReadAsync($"/v1/plans/{import["plan"]!.Id()}/document");

            var (count, wrong) = SamplePlaces.Compare(extraction, document);

            TestContext.Current.TestOutputHelper?.WriteLine($"{Path.GetFileName(file)}: {count} values, {wrong.Count} not at their place");
            wrong.ShouldBeEmpty(Path.GetFileName(file));
            var again = await Api.Beta.Client.PostAsync("/v1/plans/import", document.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created);
            (await Api.Beta.Client.ReadAsync($"/v1/plans/{again["plan"]!.Id()}/document")).ToJsonString().ShouldBe(document.ToJsonString());
        }
    }
}
