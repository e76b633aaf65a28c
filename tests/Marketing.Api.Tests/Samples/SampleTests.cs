using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Samples;

/// <summary>
/// The reference plans, which are not in the repository. If MARKETING_SAMPLES is the folder of their extractions
/// (<c>*.extracted.json</c>), they are imported over HTTP, and every text, number and parsed value must be in its place in the exported
/// document.
/// </summary>
[Collection(SecondApi.Name)]
public sealed class SampleTests(MarketingApi api) : ApiTest(api)
{
    private const string FolderVariable = "MARKETING_SAMPLES";

    [Fact]
    public async Task Every_text_of_the_reference_plans_is_in_its_place_in_the_exported_document()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(
            string.IsNullOrEmpty(folder),
            $"The reference plans are not in the repository. Set {FolderVariable} to their folder to check them."
        );
        var files = Directory.GetFiles(folder!, "*.extracted.json").Order().ToList();
        files.ShouldNotBeEmpty($"no *.extracted.json in {folder}");
        foreach (var file in files)
        {
            var extraction = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
            var import = await Client
                .PostAsync("/v1/plans/import", ExtractionConverter.Of(extraction).ToJsonString())
                .ShouldBeAsync(HttpStatusCode.Created);
            var document = await Client.ReadAsync($"/v1/plans/{import["plan"]!.Id()}/document");

            var (count, wrong) = ExtractionMapping.Compare(extraction, document);

            TestContext.Current.TestOutputHelper?.WriteLine($"{Path.GetFileName(file)}: {count} values, {wrong.Count} not in their place");
            wrong.ShouldBeEmpty(Path.GetFileName(file));
            var again = await Api.Beta.Client.PostAsync("/v1/plans/import", document.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created);
            (await Api.Beta.Client.ReadAsync($"/v1/plans/{again["plan"]!.Id()}/document")).ToJsonString().ShouldBe(document.ToJsonString());
        }
    }

    [Fact]
    public async Task The_check_finds_what_a_careful_reader_found_in_the_reference_plans()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(
            string.IsNullOrEmpty(folder),
            $"The reference plans are not in the repository. Set {FolderVariable} to their folder to check them."
        );
        foreach (var file in Directory.GetFiles(folder!, "*.extracted.json").Order())
        {
            var extraction = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
            var import = await Client
                .PostAsync("/v1/plans/import", ExtractionConverter.Of(extraction).ToJsonString())
                .ShouldBeAsync(HttpStatusCode.Created);
            var check = await Client.ReadAsync($"/v1/plans/{import["plan"]!.Id()}/check");
            foreach (var finding in check["findings"]!.AsArray())
            {
                TestContext.Current.TestOutputHelper?.WriteLine(
                    $"{finding!.Text("severity")} {finding!.Text("pointer")} {finding!.Text("code")}: {finding!.Text("message")}"
                );
            }

            check["readyToActivate"]!.GetValue<bool>().ShouldBeFalse("its placeholders are open");
            if (extraction["planType"]!.GetValue<string>() == "BRAND_MAINTENANCE")
            {
                Count(check, "check.resourceNotListed").ShouldBe(10);
                Count(check, "check.ownerNotInResources").ShouldBe(1);
                Count(check, "check.changeBasisOpen").ShouldBe(0, "a number of new customers has no points");
                Count(check, "check.deadlineWithoutEvent").ShouldBe(1, "one policy is proposed for the plan");
            }
        }

        static int Count(JsonObject check, string code) =>
            check["codes"]!.AsArray().SingleOrDefault(entry => entry!.Text("code") == code)?.Number("count") ?? 0;
    }
}
