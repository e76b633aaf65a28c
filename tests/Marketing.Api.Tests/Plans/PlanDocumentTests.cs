using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Tests.Plans;

/// <summary>Importing, exporting and replacing a plan as one document.</summary>
[Collection(FirstApi.Name)]
public sealed class PlanDocumentTests(MarketingApi api) : ApiTest(api)
{
    /// <summary>A document with at least one part in every section and references between them.</summary>
    private static readonly string Whole = ReadWhole();

    [Fact]
    public async Task An_export_imported_elsewhere_and_exported_again_is_identical()
    {
        JsonNode
            .Parse(Whole)!
            .AsObject()
            .Select(member => member.Key)
            .Except(["schemaVersion", "plan"])
            .ShouldBe(PlanSections.All.Select(section => section.Name), ignoreOrder: true);
        await Client.PostAsync("/v1/parties", """{"kind":"position","name":"市场总监"}""").ShouldBeAsync(HttpStatusCode.Created);
        var import = await ImportAsync(Whole);
        import["imported"]!.AsObject().Count.ShouldBe(PlanSections.All.Count);

        var first = await Client.ReadAsync(DocumentOf(import));
        var elsewhere = await Api.Beta.Client.PostAsync("/v1/plans/import", first.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created);
        var second = await Api.Beta.Client.ReadAsync(DocumentOf(elsewhere));

        second.ToJsonString().ShouldBe(first.ToJsonString());
        first.ToJsonString().ShouldNotContain("partyId\":\"");
        first["budgetLines"]![0]!["amount"]!.Text("amount").ShouldBe("8500000");
        first["budget"]![0]!["contingencyRange"]!.Text("max").ShouldBe("15");
        first["plan"]!["launchDate"]!.Text("date").ShouldBe("2026-09-01");
        first["plan"]!.Text("closing").ShouldBe("");
        first["communications"]![0]!["frequencies"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Names_of_parties_are_matched_across_scripts_and_reported()
    {
        var director = await Client
            .PostAsync("/v1/parties", """{"kind":"position","name":"市场总监"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var reported = (await ImportAsync(Whole))["catalogues"]!["parties"]!;

        reported["matched"]!
            .AsArray()
            .Select(party => $"{party!.Text("text")} {party!.Id()}")
            .ShouldBe([$"市場總監 {director.Id()}", $"市场总监 {director.Id()}"], ignoreOrder: true);
        reported["unmatched"]!
            .AsArray()
            .Select(name => name!.Text("text"))
            .ShouldBe(["[姓名]", "市场部", "IT部门", "市场部经理"], ignoreOrder: true);
        (await Client.ReadAsync("/v1/parties")).Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Parties_are_created_only_on_request()
    {
        var import = await Client.PostAsync("/v1/plans/import?createEntries=true", Whole).ShouldBeAsync(HttpStatusCode.Created);

        import["catalogues"]!["parties"]!["created"]!
            .AsArray()
            .Select(party => party!.Text("text"))
            .ShouldBe(["市場總監", "市场总监", "市场部", "IT部门", "市场部经理"], ignoreOrder: true);
        import["catalogues"]!["parties"]!["unmatched"]!.AsArray().Select(name => name!.Text("text")).ShouldBe(["[姓名]"]);
        (await Client.ReadAsync("/v1/parties?sort=name"))
            .Items()
            .Select(party => party!.Text("kind"))
            .ShouldBe(["department", "position", "department", "position"], ignoreOrder: true);
        await Client
            .PostAsync("/v1/plans/import?createEntries=true&validateOnly=true", Whole.Replace("P-1", "P-2", StringComparison.Ordinal))
            .ShouldBeAsync(HttpStatusCode.Created);
        (await Client.ReadAsync("/v1/plans")).Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Five_planted_faults_are_reported_and_nothing_is_saved()
    {
        var document = JsonNode.Parse(Whole)!;
        document["plan"]!["periodStart"] = JsonNode.Parse("""{"date":"2026-05-01"}""");
        document["plan"]!["periodEnd"] = JsonNode.Parse("""{"date":"2026-04-01"}""");
        document["objectives"]![0]!["measures"]![0]!["target"] = JsonNode.Parse("""{"kind":"level","value":"120","unit":"%"}""");
        document["workPackages"]![1]!["phase"] = "Z";
        document["milestones"]![0]!["workPackages"]![0] = "A";
        document["risks"]![0]!["responses"]![0]!["deadlines"]![0] = JsonNode.Parse("""{"kind":"within","amount":3}""");

        var problem = await Client
            .PostAsync("/v1/plans/import", document.ToJsonString())
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");

        problem
            .Pointers()
            .ShouldBe(
                [
                    "/plan/periodEnd",
                    "/objectives/0/measures/0/target/value",
                    "/workPackages/1/phase",
                    "/milestones/0/workPackages/0",
                    "/risks/0/responses/0/deadlines/0/unit",
                ],
                ignoreOrder: true
            );
        (await Client.ReadAsync("/v1/plans")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_duplicate_ref_is_rejected_with_its_pointer() =>
        (
            await Client
                .PostAsync(
                    "/v1/plans/import",
                    Whole
                        .Replace("\"ref\":\"L1\"", "\"ref\":\"W1\"", StringComparison.Ordinal)
                        .Replace("\"budgetLines\":[\"L1\"],", "", StringComparison.Ordinal)
                )
                .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "planPart.refTaken")
        )
            .Pointers()
            .ShouldBe(["/budgetLines/0/ref"]);

    [Fact]
    public async Task Replacing_a_document_changes_only_what_differs()
    {
        var import = await ImportAsync(Whole);
        var path = DocumentOf(import);
        var (document, tag) = await TaggedAsync(path);
        var packages = (await Client.ReadAsync(path.Replace("document", "work-packages", StringComparison.Ordinal))).Items();
        document["workPackages"]![0]!["name"] = "调研,再一次";
        document["risks"]!.AsArray().Clear();
        document["phases"]!.AsArray().Add(JsonNode.Parse("""{"ref":"C","name":"维护","window":{"text":"T+1周至T+N周"}}"""));

        var put = await Client.PutJsonAsync(path, document.ToJsonString(), tag).ShouldBeAsync(HttpStatusCode.OK);

        put["phases"]!.AsArray().Count.ShouldBe(3);
        put["risks"]!.AsArray().ShouldBeEmpty();
        var now = (await Client.ReadAsync(path.Replace("document", "work-packages", StringComparison.Ordinal))).Items();
        now.Select(package => package!.Id()).ShouldBe(packages.Select(package => package!.Id()));
        now.Select(package => package!.Version()).ShouldBe([2, 1]);
        await Client
            .PutJsonAsync(path, document.ToJsonString(), tag)
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
    }

    [Fact]
    public async Task A_change_of_any_part_makes_the_document_stale()
    {
        var path = DocumentOf(await ImportAsync(Whole));
        var (document, tag) = await TaggedAsync(path);
        await Client
            .PostAsync(path.Replace("document", "objectives", StringComparison.Ordinal), PlanSteps.ObjectiveJson("T"))
            .ShouldBeAsync(HttpStatusCode.Created);

        await Client
            .PutJsonAsync(path, document.ToJsonString(), tag)
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
    }

    [Fact]
    public async Task A_replacing_document_cannot_refer_to_parts_that_it_omits()
    {
        var path = DocumentOf(await ImportAsync(Whole));
        var (document, tag) = await TaggedAsync(path);
        document["phases"]!.AsArray().RemoveAt(0);

        (
            await Client
                .PutJsonAsync(path, document.ToJsonString(), tag)
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")
        )
            .Pointers()
            .ShouldBe(["/workPackages/0/phase"]);
    }

    [Fact]
    public async Task Three_hundred_parts_are_imported_in_one_request()
    {
        await ImportAsync(Large("warm-up"));
        var times = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            var clock = Stopwatch.StartNew();
            var import = await Client.PostAsync("/v1/plans/import", Large($"L-{i}")).ShouldBeAsync(HttpStatusCode.Created);
            times.Add(clock.Elapsed.TotalMilliseconds);
            import["imported"]!.Number("workPackages").ShouldBe(150);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"300 parts: {string.Join(", ", times.Select(time => $"{time:F0} ms"))}");
        times.Min().ShouldBeLessThan(2000, "the goal is 500 ms on an idle machine; this only detects a change by an order of magnitude");
    }

    private static string Large(string code) =>
        new JsonObject
        {
            ["plan"] = new JsonObject
            {
                ["code"] = code,
                ["title"] = code,
                ["language"] = "zh-Hans",
                ["currency"] = "CNY",
            },
            ["phases"] = new JsonArray([
                .. Enumerable
                    .Range(0, 20)
                    .Select(i => new JsonObject
                    {
                        ["ref"] = $"P{i}",
                        ["name"] = "阶段",
                        ["window"] = new JsonObject { ["text"] = "1-3个月" },
                    }),
            ]),
            ["workPackages"] = new JsonArray([
                .. Enumerable
                    .Range(0, 150)
                    .Select(i => new JsonObject
                    {
                        ["ref"] = $"W{i}",
                        ["name"] = "任务",
                        ["phase"] = $"P{i % 20}",
                        ["subtasks"] = new JsonArray([
                            .. Enumerable
                                .Range(0, 3)
                                .Select(j => new JsonObject
                                {
                                    ["name"] = "子任务",
                                    ["deadlines"] = new JsonArray(new JsonObject { ["text"] = "3个月内" }),
                                }),
                        ]),
                    }),
            ]),
            ["risks"] = new JsonArray([
                .. Enumerable.Range(0, 130).Select(i => new JsonObject { ["name"] = "风险", ["workPackages"] = new JsonArray($"W{i}") }),
            ]),
        }.ToJsonString();

    private static string DocumentOf(JsonNode import) => $"/v1/plans/{import["plan"]!.Id()}/document";

    private Task<JsonObject> ImportAsync(string document) =>
        Client.PostAsync("/v1/plans/import", document).ShouldBeAsync(HttpStatusCode.Created);

    private async Task<(JsonObject Document, string Tag)> TaggedAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return (JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject(), response.Headers.ETag!.Tag);
    }

    private static string ReadWhole([CallerFilePath] string path = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "WholePlan.json"));
}
