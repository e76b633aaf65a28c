using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Plans;

/// <summary>All faults of a document are reported together with pointers, whatever their kind.</summary>
[Collection(FirstApi.Name)]
public sealed class DocumentFaultTests(MarketingApi api) : ApiTest(api)
{
    private const string Import = "/v1/plans/import";

    /// <summary>
    /// A duplicate code, a broken rule of the header, an unknown signatory, a duplicate ref, a reference without a target, an unknown
    /// party, and a broken rule of a part.
    /// </summary>
    private static readonly string[] AllPointers =
    [
        "/plan/code",
        "/plan/periodEnd",
        "/plan/signatories/0/party/partyId",
        "/phases/1/ref",
        "/workPackages/0/phase",
        "/workPackages/0/owners/0/partyId",
        "/risks/0/responses/0/deadlines/0/unit",
    ];

    [Fact]
    public async Task Faults_of_every_kind_are_reported_together_on_import()
    {
        await Client.PlanAsync("P", new { code = "TAKEN" });
        (await Client.PostAsync(Import, Faulty("TAKEN")).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken"))
            .Pointers()
            .ShouldBe(AllPointers, ignoreOrder: true);
    }

    [Fact]
    public async Task Faults_of_every_kind_are_reported_together_on_replacement()
    {
        await Client.PlanAsync("P", new { code = "TAKEN" });
        var path = $"/v1/plans/{(await Client.PlanAsync("Q")).Id()}/document";
        var tag = await TagAsync(path);
        (
            await Client
                .PutJsonAsync(path, Faulty("TAKEN"), tag)
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")
        )
            .Pointers()
            .ShouldBe(AllPointers, ignoreOrder: true);
        (await TagAsync(path)).ShouldBe(tag);
        var taken = """{"plan":{"title":"Q","code":"TAKEN","language":"en","currency":"EUR"}}""";
        (await Client.PutJsonAsync(path, taken, tag).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.codeTaken"))
            .Pointers()
            .ShouldBe(["/plan/code"]);
    }

    [Fact]
    public async Task Faults_of_a_plan_and_of_a_part_are_reported_together()
    {
        var plan = $"/v1/plans/{(await Client.PlanAsync("P", new { code = "TAKEN" })).Id()}";
        var broken = PlanSteps.PlanJson(
            "Q",
            new
            {
                code = "TAKEN",
                periodStart = new { date = "2026-05-01" },
                periodEnd = new { date = "2026-04-01" },
            }
        );
        (await Client.PostAsync("/v1/plans", broken).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken"))
            .Pointers()
            .ShouldBe(["/periodEnd", "/code"], ignoreOrder: true);

        await Client.PostAsync($"{plan}/phases", ItemJson("""{"name":"A"}""", "A")).ShouldBeAsync(HttpStatusCode.Created);
        (
            await Client.PostAsync($"{plan}/phases", ItemJson("""{"name":"B","window":{"kind":"days"},"objectives":["O9"]}""", "A"))
        ).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (
            await Client
                .PostAsync($"{plan}/work-packages", ItemJson("""{"name":"W","phase":"Z"}""", "A"))
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")
        )
            .Pointers()
            .ShouldBe(["/ref", "/content/phase"]);
    }

    [Fact]
    public async Task Faults_of_a_section_are_reported_together_with_parts_that_are_still_referenced()
    {
        var import = await Client
            .PostAsync(
                Import,
                """
                {"plan":{"title":"P","language":"en","currency":"EUR"},"phases":[{"ref":"A","name":"A"}],
                 "budgetLines":[{"ref":"L1","category":"a","kind":"line"},{"ref":"L2","category":"b","kind":"line"}],"campaigns":[{"name":"c","budgetLines":["L1","L2"]}]}
                """
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var path = $"/v1/plans/{import["plan"]!.Id()}/sections/budgetLines";

        var refused = await Client
            .PutJsonAsync(path, SectionJson("budgetLines", ("A", """{"category":"x","kind":"line"}""")), await TagAsync(path))
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");

        refused["errors"]!
            .AsArray()
            .Select(fault => (fault!.Text("code"), fault!.Text("pointer")))
            .ShouldBe([("planPart.refTaken", "/items/0/ref"), ("planPart.referenced", "/items"), ("planPart.referenced", "/items")]);
    }

    [Theory]
    [InlineData("", HttpStatusCode.Created)]
    [InlineData("\"schemaVersion\":1,", HttpStatusCode.Created)]
    [InlineData("\"schemaVersion\":2,", HttpStatusCode.BadRequest)]
    [InlineData("\"schemaVersion\":0,", HttpStatusCode.BadRequest)]
    [InlineData("\"schemaVersion\":null,", HttpStatusCode.BadRequest)]
    public async Task A_document_with_another_schema_version_is_rejected(string version, HttpStatusCode expected) =>
        (
            await Client
                .PostAsync(Import, "{" + version + """ "plan":{"title":"P","language":"en","currency":"EUR"}}""")
                .ShouldBeAsync(expected)
        )["errors"]
            ?.AsArray()
            .Single()!
            .Text("pointer")
            .ShouldBe("/schemaVersion");

    [Fact]
    public async Task References_to_a_renamed_ref_in_the_same_document_are_valid()
    {
        var import = await Client
            .PostAsync(
                Import,
                """{"plan":{"title":"P","language":"en","currency":"EUR"},"phases":[{"ref":"A","name":"A"},{"ref":"B","name":"B"}],"workPackages":[{"ref":"W","name":"W","phase":"A"}]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var plan = $"/v1/plans/{import["plan"]!.Id()}";
        var document = await Client.ReadAsync($"{plan}/document");
        document["phases"]![0]!["ref"] = "A2";
        document["workPackages"]![0]!["phase"] = "A2";

        var put = await Client
            .PutJsonAsync($"{plan}/document", document.ToJsonString(), await TagAsync($"{plan}/document"))
            .ShouldBeAsync(HttpStatusCode.OK);

        put["phases"]!.AsArray().Select(phase => phase!.Text("ref")).ShouldBe(["A2", "B"]);
        put["workPackages"]![0]!.Text("phase").ShouldBe("A2");
        var phase = (await Client.ReadAsync($"{plan}/phases")).Items()[0]!;
        await Client.DeleteAsync($"{plan}/phases/{phase.Id()}", 1).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "planPart.referenced");
    }

    [Fact]
    public async Task Unchanged_parts_of_a_replacement_keep_version_links_and_ETag()
    {
        var parties = new List<string>();
        foreach (var kind in new[] { "department", "team" })
        {
            parties.Add(
                (
                    await Client
                        .PostAsync("/v1/parties", $$"""{"kind":"{{kind}}","name":"{{kind}}"}""")
                        .ShouldBeAsync(HttpStatusCode.Created)
                ).Id()
            );
        }

        var plan = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}";
        var owned = new List<JsonObject>();
        foreach (var party in parties)
        {
            owned.Add(
                await Client
                    .PostAsync($"{plan}/work-packages", ItemJson($$"""{"name":"W","owners":[{"text":"they","partyId":"{{party}}"}]}"""))
                    .ShouldBeAsync(HttpStatusCode.Created)
            );
        }

        owned.Add(
            await Client
                .PostAsync($"{plan}/work-packages", ItemJson("""{"name":"W","owners":[{"text":"they"}]}"""))
                .ShouldBeAsync(HttpStatusCode.Created)
        );
        var tag = await TagAsync($"{plan}/document");
        var feed = (await Client.ReadAsync("/v1/changes")).Items().Count;
        var document = await Client.ReadAsync($"{plan}/document");

        await Client.PutJsonAsync($"{plan}/document", document.ToJsonString(), tag).ShouldBeAsync(HttpStatusCode.OK);

        (await TagAsync($"{plan}/document")).ShouldBe(tag);
        (await Client.ReadAsync("/v1/changes")).Items().Count.ShouldBe(feed);
        (await Client.ReadAsync($"{plan}/work-packages"))
            .Items()
            .Zip(owned)
            .ShouldAllBe(pair => JsonNode.DeepEquals(pair.First, pair.Second));

        document["workPackages"]![1]!["name"] = "W, again";
        document["workPackages"]!.AsArray().Insert(0, JsonNode.Parse("""{"ref":"first","name":"first"}"""));
        await Client.PutJsonAsync($"{plan}/document", document.ToJsonString(), tag).ShouldBeAsync(HttpStatusCode.OK);
        var packages = (await Client.ReadAsync($"{plan}/work-packages")).Items();
        packages.Select(package => package!.Version()).ShouldBe([1, 1, 2, 1]);
        packages[2]!["content"]!["owners"]![0]!.Text("partyId").ShouldBe(parties[1]);
    }

    [Fact]
    public async Task A_write_that_changes_nothing_keeps_the_ETags()
    {
        var plan = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}";
        var kpi = await Client
            .PostAsync($"{plan}/parts", PartJson("kpis", """{"name":"CAC"}""", "K"))
            .ShouldBeAsync(HttpStatusCode.Created);
        var (document, section) = (await TagAsync($"{plan}/document"), await TagAsync($"{plan}/sections/kpis"));

        await Client.PatchAsync($"{plan}/parts/{kpi.Id()}", PartJson("kpis", """{"name":"CAC"}"""), 1).ShouldBeAsync(HttpStatusCode.OK);
        await Client.PatchAsync(plan, """{"title":"P"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        await Client
            .PutJsonAsync($"{plan}/sections/kpis", SectionJson("kpis", ("K", """{"name":"CAC"}""")), section)
            .ShouldBeAsync(HttpStatusCode.OK);

        (await TagAsync($"{plan}/document"), await TagAsync($"{plan}/sections/kpis")).ShouldBe((document, section));
        await Client.PatchAsync(plan, """{"title":"Q"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        (await TagAsync($"{plan}/document")).ShouldNotBe(document);
        (await TagAsync($"{plan}/sections/kpis")).ShouldBe(section);
    }

    private static string Faulty(string code) =>
        $$$"""
            {"plan":{"title":"P","code":"{{{code}}}","language":"en","currency":"EUR","periodStart":{"date":"2026-05-01"},"periodEnd":{"date":"2026-04-01"},
                     "signatories":[{"role":"preparedBy","party":{"text":"甲","partyId":"{{{Guid.CreateVersion7()}}}"}}]},
             "phases":[{"ref":"A","name":"A"},{"ref":"A","name":"B"}],
             "workPackages":[{"name":"W","phase":"Z","owners":[{"text":"乙","partyId":"{{{Guid.CreateVersion7()}}}"}]}],
             "risks":[{"name":"R","responses":[{"text":"r","deadlines":[{"kind":"within","amount":3}]}]}]}
            """;

    private async Task<string> TagAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return response.Headers.ETag!.Tag;
    }
}
