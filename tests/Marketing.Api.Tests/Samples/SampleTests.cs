using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Samples;

/// <summary>
/// The reference plans, whose documents are not part of the repository: where MARKETING_SAMPLES names the folder with their
/// extractions (<c>*.extracted.json</c>), they are imported over HTTP and every text is looked for in the exported document.
/// </summary>
[Collection(SecondApi.Name)]
public sealed class SampleTests(MarketingApi api) : ApiTest(api)
{
    private const string FolderVariable = "MARKETING_SAMPLES";

    /// <summary>What the extraction says in codes of its own, or about itself.</summary>
    private static readonly HashSet<string> Coded = ["source", "planType", "kind", "direction", "comparator", "impact", "type", "currency", "dueNorm", "timingNorm", "frequencyNorm", "timePointNorm", "windowNorm", "id"];

    /// <summary>Where the lists of an extraction stand in the document, entry by entry.</summary>
    private static readonly Dictionary<string, string> Lists = new()
    {
        ["objectives"] = "objectives",
        ["tasks"] = "workPackages",
        ["phases"] = "phases",
        ["schedule"] = "timetable",
        ["milestones"] = "milestones",
        ["staffing"] = "staffing",
        ["resourceAssurance"] = "resourceAssurance",
        ["analysis"] = "analysis",
        ["strategies"] = "strategies",
        ["risks"] = "risks",
        ["riskControls"] = "riskControls",
        ["monitoring"] = "monitoring",
        ["evaluation"] = "evaluationStandards",
        ["evaluationTimePoints"] = "evaluationTimePoints",
        ["evaluationMethods"] = "evaluationMethods",
        ["evaluationRules"] = "evaluationRules",
        ["evaluationCycles"] = "evaluationCycles",
        ["kpis"] = "kpis",
        ["continuousImprovement"] = "improvement",
        ["communications"] = "communications",
        ["communicationAudiences"] = "communicationAudiences",
        ["communicationContents"] = "communicationContents",
        ["communicationChannels"] = "communicationChannels",
        ["communicationRules"] = "communicationRules",
        ["collaboration"] = "collaboration",
    };

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

            var texts = Places(extraction, document).SelectMany(place => Texts(place.Extracted, place.Name).Select(found => (found.Name, found.Text, place.Kept))).ToList();
            var missing = texts.Where(text => !Texts(text.Kept, "").Any(kept => kept.Text.Contains(text.Text, StringComparison.Ordinal))).Select(text => $"{text.Name}: {text.Text}").ToList();

            TestContext.Current.TestOutputHelper?.WriteLine($"{Path.GetFileName(file)}: {texts.Count} texts, {missing.Count} missing");
            missing.ShouldBeEmpty(Path.GetFileName(file));
            var again = await Api.Beta.Client.PostAsync("/v1/plans/import", document.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created);
            (await Api.Beta.Client.ReadAsync($"/v1/plans/{again["plan"]!.Id()}/document")).ToJsonString().ShouldBe(document.ToJsonString());
        }
    }

    [Fact]
    public async Task The_check_finds_what_a_careful_reader_found_in_the_reference_plans()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"The reference plans are not part of the repository. Name their folder in {FolderVariable} to have them checked.");
        foreach (var file in Directory.GetFiles(folder!, "*.extracted.json").Order())
        {
            var extraction = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
            var import = await Client.PostAsync("/v1/plans/import", SampleDocuments.Of(extraction).ToJsonString()).ShouldBeAsync(HttpStatusCode.Created);
            var check = await Client.ReadAsync($"/v1/plans/{import["plan"]!.Id()}/check");
            foreach (var finding in check["findings"]!.AsArray())
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{finding!.Text("severity")} {finding!.Text("pointer")} {finding!.Text("code")}: {finding!.Text("message")}");
            }

            check["readyToActivate"]!.GetValue<bool>().ShouldBeFalse("its placeholders are open");
            if (extraction["planType"]!.GetValue<string>() == "BRAND_MAINTENANCE")
            {
                Count(check, "check.resourceNotListed").ShouldBe(10);
                Count(check, "check.ownerNotInResources").ShouldBe(1);
                Count(check, "check.changeBasisOpen").ShouldBe(1);
            }
        }

        static int Count(JsonObject check, string code) => check["codes"]!.AsArray().SingleOrDefault(entry => entry!.Text("code") == code)?.Number("count") ?? 0;
    }

    /// <summary>Each part of the extraction with the part of the document that must hold it.</summary>
    private static IEnumerable<(string Name, JsonNode? Extracted, JsonNode Kept)> Places(JsonObject extraction, JsonObject document)
    {
        var header = document["plan"]!;
        foreach (var (name, value) in extraction.Where(member => member.Value is not null && !Coded.Contains(member.Key)))
        {
            if (Lists.TryGetValue(name, out var list))
            {
                foreach (var (i, entry) in value!.AsArray().Index())
                {
                    yield return ($"{name}/{i}", entry, document[list]![i]!);
                }
            }
            else if (name == "budgetLines")
            {
                var (lines, i) = (document["budgetLines"]!.AsArray(), 0);
                foreach (var line in value!.AsArray())
                {
                    yield return (name, line, line!["kind"]!.GetValue<string>() == "TOTAL" ? document["budget"]! : lines[i++]!);
                }
            }
            else
            {
                yield return (name, value, name switch
                {
                    "organization" => document["projectGroups"]!,
                    "budget" => document["budget"]!,
                    "resources" => new JsonArray(header.DeepClone(), document["resources"]!.DeepClone()),
                    _ => header,
                });
            }
        }
    }

    private static IEnumerable<(string Name, string Text)> Texts(JsonNode? node, string name) => node switch
    {
        JsonObject members => members.Where(member => name.Length == 0 || !Coded.Contains(member.Key)).SelectMany(member => Texts(member.Value, name.Length == 0 ? "" : $"{name}/{member.Key}")),
        JsonArray items => items.SelectMany(item => Texts(item, name)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [(name, value.GetValue<string>())],
        _ => [],
    };
}
