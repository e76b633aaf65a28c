using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
using Marketing.Domain.Plans.Parts;
using Marketing.Infrastructure.Plans;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Plans;

/// <summary>Parts of all sections as one typed resource.</summary>
[Collection(SecondApi.Name)]
public sealed class PartTests(MarketingApi api) : ApiTest(api)
{
    private string _plan = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _plan = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}";
    }

    [Fact]
    public async Task A_whole_plan_with_ids_and_versions_is_read_in_one_request()
    {
        var (plan, document) = await ImportSampleAsync();

        var page = await Client.ReadAsync($"{plan}/parts?pageSize=1000");

        page["nextCursor"].ShouldBeNull();
        page.Items().Select(part => part!.Text("section")).Distinct().ShouldBe(PlanSections.All.Select(section => section.Name));
        page.Items()
            .Select(part => $"{part!.Text("section")}/{part!.Text("ref")}")
            .ShouldBe(
                PlanSections.All.SelectMany(
                    section => document[section.Name]!.AsArray(),
                    (section, part) => $"{section.Name}/{part!.Text("ref")}"
                )
            );
        page.Items().ShouldAllBe(part => part!.Id().Length == 36 && part!.Version() == 1 && plan.EndsWith(part!.Text("planId")));
    }

    [Theory]
    [InlineData(1899, "input.tooSmall")]
    [InlineData(2201, "input.tooLarge")]
    public async Task The_year_of_a_deadline_has_the_bounds_of_the_years_in_phrases(int year, string code)
    {
        string Part(int of) =>
            $$$"""{"section":"workPackages","content":{"name":"W","deadlines":[{"kind":"periodOrdinal","unit":"quarter","index":1,"basis":"calendar","year":{{{of}}}}]}}""";

        var problem = await Client.PostAsync($"{_plan}/parts", Part(year)).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");

        (problem.Pointers().Single(), problem["errors"]![0]!.Text("code")).ShouldBe(("/content/deadlines/0/year", code));
        await Client.PostAsync($"{_plan}/parts", Part(Math.Clamp(year, 1900, 2200))).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Many_plans_are_mirrored_in_a_few_requests()
    {
        const int plans = 25;
        const int parts = 60;
        const int callsFor250Plans = 40;
        var document = new JsonObject
        {
            ["plan"] = JsonNode.Parse(PlanJson("M")),
            ["workPackages"] = new JsonArray([
                .. Enumerable.Range(0, parts).Select(i => new JsonObject { ["ref"] = $"W{i}", ["name"] = $"{i}" }),
            ]),
        };
        for (var i = 0; i < plans; i++)
        {
            await Client.PostAsync("/v1/plans/import", document.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created);
        }

        var (calls, mirrored) = (0, new HashSet<string>());
        foreach (var list in new[] { "/v1/plans?pageSize=200", "/v1/parts?pageSize=1000" })
        {
            for (var next = list; next is not null; calls++)
            {
                var page = await Client.ReadAsync(next);
                mirrored.UnionWith(page.Each("id"));
                next = page["nextCursor"] is { } cursor ? $"{list}&cursor={Uri.EscapeDataString((string)cursor!)}" : null;
            }
        }

        mirrored.Count.ShouldBe(1 + (plans * (parts + 1)));
        calls.ShouldBeLessThan(callsFor250Plans * plans / 250);
    }

    [Fact]
    public async Task Returned_content_can_be_sent_back_unchanged()
    {
        var (plan, _) = await ImportSampleAsync();
        foreach (var section in PlanSections.All.Select(section => section.Name))
        {
            using var read = await Client.GetAsync($"{plan}/sections/{section}");
            var before = JsonNode.Parse(await read.Content.ReadAsStringAsync())!;
            var items = new JsonArray([.. before.Items().Select(part => Sent(part!, "section", "ref", "content"))]);

            var put = await Client
                .PutJsonAsync($"{plan}/sections/{section}", new JsonObject { ["items"] = items }.ToJsonString(), read.Headers.ETag!.Tag)
                .ShouldBeAsync(HttpStatusCode.OK);
            JsonNode.DeepEquals(put.Items(), before.Items()).ShouldBeTrue($"{section}: nothing has changed");

            var part = before.Items()[0]!;
            var patched = await Client
                .PatchAsync($"{plan}/parts/{part.Id()}", Sent(part, "section", "content").ToJsonString(), part.Version())
                .ShouldBeAsync(HttpStatusCode.OK);
            JsonNode.DeepEquals(patched, part).ShouldBeTrue($"{section}: nothing has changed");
        }
    }

    [Fact]
    public async Task Content_contains_every_member_of_its_section()
    {
        using var reader = Api.Anonymous();
        var contract = ServedContract.Parse(await reader.GetStringAsync("/openapi/v1.json"));
        var forms = contract.FormsOf(new JsonObject { ["$ref"] = "#/components/schemas/Part" });
        var (plan, _) = await ImportSampleAsync();

        foreach (var part in (await Client.ReadAsync($"{plan}/parts?pageSize=1000")).Items())
        {
            var members = contract.Resolve(forms[part!.Text("section")]["properties"]!["content"]!)["properties"]!
                .AsObject()
                .Select(member => member.Key);
            part!["content"]!.AsObject().Select(member => member.Key).ShouldBe(members, ignoreOrder: true, part!.Text("section"));
        }
    }

    [Fact]
    public async Task The_section_determines_the_members_of_content_wherever_it_is_in_the_body()
    {
        var part = await Client
            .PostAsync($"{_plan}/parts", """{"content":{"name":"R","impact":"high"},"ref":"R1","section":"risks"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        (part.Text("section"), part.Text("ref"), part["content"]!.Text("impact")).ShouldBe(("risks", "R1", "high"));

        await RefusedAsync("""{"section":"kpis","content":{"name":"R","impact":"high"}}""", "/content/impact");
        await RefusedAsync("""{"section":"risks","content":{"impact":"huge"}}""", "/content/impact", "/content/name");
        await RefusedAsync("""{"section":"risks","content":{"name":"R","ref":"R2"}}""", "/content/ref");
        await RefusedAsync("""{"section":"Risks","content":{"name":5,"other":1}}""", "/section");
        await RefusedAsync("""{"content":{"name":5,"other":1}}""", "/section");
        await RefusedAsync("""{"section":"risks"}""", "/content");
    }

    [Fact]
    public async Task Faults_in_a_section_with_items_of_several_kinds_point_to_their_item()
    {
        var tag = await TagAsync("risks");

        (
            await PutAsync(
                    "risks",
                    """{"items":[{"section":"risks","content":{"name":"R"}},{"content":{}},{"section":"risks","content":{"name":"R","impact":1}}]}""",
                    tag
                )
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid")
        )
            .Pointers()
            .ShouldBe(["/items/1/section", "/items/2/content/impact"], ignoreOrder: true);
        (
            await PutAsync(
                    "risks",
                    """{"items":[{"section":"risks","content":{"name":"R"}},{"section":"kpis","content":{"name":"K"}}]}""",
                    tag
                )
                .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "part.sectionMismatch")
        )
            .Pointers()
            .ShouldBe(["/items/1/section"]);
        (
            await PutAsync("risks", SectionJson("risks", (null, """{"name":"R","workPackages":["W9"]}""")), tag)
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")
        )
            .Pointers()
            .ShouldBe(["/items/0/content/workPackages/0"]);
    }

    [Fact]
    public async Task A_patch_must_contain_the_section_of_its_part()
    {
        var risk = await Client
            .PostAsync($"{_plan}/parts", PartJson("risks", """{"name":"R","impact":"high"}""", "R1"))
            .ShouldBeAsync(HttpStatusCode.Created);
        var path = $"{_plan}/parts/{risk.Id()}";

        var refused = await Client
            .PatchAsync(path, PartJson("kpis", """{"name":"K"}"""), 1)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "part.sectionMismatch");
        (refused.Pointers().ShouldHaveSingleItem(), refused["args"]!.Text("section"), refused["args"]!.Text("given")).ShouldBe(
            ("/section", "risks", "kpis")
        );
        (
            await Client
                .PatchAsync(path, """{"content":{"name":"S","other":1}}""", 1)
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid")
        )
            .Pointers()
            .ShouldBe(["/section"]);
        (
            await Client
                .PatchAsync(path, PartJson("poems", """{"name":"S"}"""), 1)
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid")
        )
            .Pointers()
            .ShouldBe(["/section"]);
        (
            await Client
                .PatchAsync(path, PartJson("risks", """{"name":null,"other":1}"""), 1)
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid")
        )
            .Pointers()
            .ShouldBe(["/content/name", "/content/other"], ignoreOrder: true);

        var changed = await Client
            .PatchAsync(path, PartJson("risks", """{"impact":null,"probability":"low"}"""), 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        (
            changed["content"]!.Text("name"),
            changed["content"]!["impact"],
            changed["content"]!.Text("probability"),
            changed.Text("ref")
        ).ShouldBe(("R", null, "low", "R1"));
    }

    [Fact]
    public async Task A_deleted_part_is_restored_with_its_id_ref_and_content()
    {
        var risk = await Client
            .PostAsync($"{_plan}/parts", PartJson("risks", """{"name":"R"}""", "R1"))
            .ShouldBeAsync(HttpStatusCode.Created);
        var path = $"{_plan}/parts/{risk.Id()}";
        await Client.DeleteAsync(path, 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync(path).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "planPart.notFound");
        using var reader = await Api.Alpha.WithScopesAsync(Scopes.PlansRead);
        var deleted = await reader.ReadAsync($"{path}?includeDeleted=true");
        deleted.Text("deletedAt").ShouldNotBeEmpty();
        (await reader.ReadAsync($"{_plan}/parts?includeDeleted=true")).Each("id").ShouldBe([risk.Id()]);

        await Client.ActAsync($"{path}/restore").ShouldBeRefusedAsync((HttpStatusCode)428, "http.ifMatchRequired");
        await Client.ActAsync($"{path}/restore", 1).ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        var restored = await Client.ActAsync($"{path}/restore", deleted.Version()).ShouldBeAsync(HttpStatusCode.OK);

        (restored.Id(), restored.Text("ref"), restored["deletedAt"]).ShouldBe((risk.Id(), "R1", null));
        JsonNode.DeepEquals(restored["content"], risk["content"]).ShouldBeTrue();
        (await Client.ReadAsync("/v1/changes?types=planRisk")).Each("op").ShouldBe(["created", "deleted", "restored"]);
    }

    [Fact]
    public async Task An_items_own_path_returns_the_same_part()
    {
        using var created = await Client.PostAsync($"{_plan}/milestones", ItemJson("""{"name":"M"}""", "M1"));
        var milestone = JsonNode.Parse(await created.Content.ReadAsStringAsync())!;
        created.Headers.Location!.ToString().ShouldBe($"{_plan}/milestones/{milestone.Id()}");

        JsonNode.DeepEquals(await Client.ReadAsync($"{_plan}/parts/{milestone.Id()}"), milestone).ShouldBeTrue();
        await Client.GetAsync($"{_plan}/phases/{milestone.Id()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "planPart.notFound");
        (
            await Client
                .PostAsync($"{_plan}/milestones", PartJson("milestones", """{"name":"M"}"""))
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid")
        )
            .Pointers()
            .ShouldBe(["/section"], "the path contains it");
        await Client.PatchAsync($"{_plan}/milestones/{milestone.Id()}", ItemJson("""{"name":"N"}"""), 1).ShouldBeAsync(HttpStatusCode.OK);
        await Client.DeleteAsync($"{_plan}/milestones/{milestone.Id()}", 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client
            .ActAsync($"{_plan}/phases/{milestone.Id()}/restore", 3)
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "planPart.notFound");
        (await Client.ActAsync($"{_plan}/milestones/{milestone.Id()}/restore", 3).ShouldBeAsync(HttpStatusCode.OK))["content"]!
            .Text("name")
            .ShouldBe("N");
        (await Client.ReadAsync($"{_plan}/milestones")).Each("ref").ShouldBe(["M1"]);
    }

    [Fact]
    public async Task Parts_are_filtered_by_section_id_ref_text_and_time()
    {
        var risk = await Client
            .PostAsync($"{_plan}/parts", PartJson("risks", """{"name":"供應鏈風險"}""", "R1"))
            .ShouldBeAsync(HttpStatusCode.Created);
        var kpi = await Client
            .PostAsync($"{_plan}/parts", PartJson("kpis", """{"name":"获客成本"}""", "K1"))
            .ShouldBeAsync(HttpStatusCode.Created);
        var goal = await Client.ObjectiveAsync(_plan[^36..], "增長", "O1");

        await FoundAsync("section=risks,kpis", "R1", "K1");
        await FoundAsync("section=risks&section=kpis", "R1", "K1");
        await FoundAsync($"ids={goal.Id()},{kpi.Id()}", "O1", "K1");
        await FoundAsync($"ids={goal.Id()}&ids={kpi.Id()}", "O1", "K1");
        await FoundAsync("refs=O1,R1", "O1", "R1");
        await FoundAsync($"q={Uri.EscapeDataString("供应链")}", "R1");
        await FoundAsync($"updatedSince={Uri.EscapeDataString(goal.Text("createdAt"))}", "O1");
        await FoundAsync("section=poems", HttpStatusCode.BadRequest);
        await FoundAsync("refs=", HttpStatusCode.BadRequest);
        await FoundAsync("pageSize=1001", HttpStatusCode.BadRequest);

        var other = await Client.PlanAsync("Q");
        await Client.ObjectiveAsync(other.Id(), "別的", "X");
        (await Client.ReadAsync("/v1/parts?section=objectives&sort=createdAt")).Each("ref").ShouldBe(["O1", "X"]);
        (await Client.ReadAsync($"/v1/parts?planId={other.Id()}")).Each("ref").ShouldBe(["X"]);
        (await Client.ReadAsync($"/v1/parts?planId={other.Id()}&planId={_plan[^36..]}&refs=X,R1&sort=createdAt"))
            .Each("ref")
            .ShouldBe(["R1", "X"]);
        (await Api.Beta.Client.ReadAsync("/v1/parts")).Items().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("poems")]
    [InlineData("Risks")]
    [InlineData("risk-controls")]
    [InlineData("25")]
    public async Task A_path_with_an_unknown_section_is_not_found(string section)
    {
        await Client.GetAsync($"{_plan}/sections/{section}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "http.notFound");
        (await Client.ReadAsync($"{_plan}/sections/riskControls")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_feed_includes_parts_as_they_are_returned()
    {
        var risk = await Client.PostAsync($"{_plan}/parts", PartJson("risks", """{"name":"R"}""")).ShouldBeAsync(HttpStatusCode.Created);

        var change = (await Client.ReadAsync("/v1/changes?types=planRisk&include=resource")).Items().ShouldHaveSingleItem()!;

        JsonNode.DeepEquals(change["resource"], await Client.ReadAsync($"{_plan}/parts/{risk.Id()}")).ShouldBeTrue();
    }

    private static JsonObject Sent(JsonNode part, params string[] members) =>
        new(members.Select(member => KeyValuePair.Create(member, part[member]?.DeepClone())));

    private async Task RefusedAsync(string body, params string[] pointers) =>
        (await Client.PostAsync($"{_plan}/parts", body).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid"))
            .Pointers()
            .ShouldBe(pointers, ignoreOrder: true);

    private async Task FoundAsync(string query, params string[] refs) =>
        (await Client.ReadAsync($"{_plan}/parts?{query}")).Each("ref").ShouldBe(refs);

    private async Task FoundAsync(string query, HttpStatusCode refused) =>
        await Client.GetAsync($"{_plan}/parts?{query}").ShouldBeRefusedAsync(refused, "input.invalid");

    private async Task<string> TagAsync(string section)
    {
        using var response = await Client.GetAsync($"{_plan}/sections/{section}");
        return response.Headers.ETag!.Tag;
    }

    private Task<HttpResponseMessage> PutAsync(string section, string body, string tag) =>
        Client.PutJsonAsync($"{_plan}/sections/{section}", body, tag);

    /// <summary>Imports a sample plan, which has parts in every section.</summary>
    private async Task<(string Path, JsonObject Document)> ImportSampleAsync()
    {
        var name = typeof(SamplePlans)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(SamplePlans.Resources, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .First();
        await using var stream = typeof(SamplePlans).Assembly.GetManifestResourceStream(name)!;
        var import = await Client
            .PostAsync("/v1/plans/import", (await JsonNode.ParseAsync(stream))!.ToJsonString())
            .ShouldBeAsync(HttpStatusCode.Created);
        var path = $"/v1/plans/{import["plan"]!.Id()}";
        return (path, await Client.ReadAsync($"{path}/document"));
    }
}
