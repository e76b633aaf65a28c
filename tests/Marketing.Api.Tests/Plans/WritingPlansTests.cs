using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Plans;

[Collection(FirstApi.Name)]
public sealed class WritingPlansTests(MarketingApi api) : ApiTest(api)
{
    private const string Plan = """{"title":"年度计划","language":"zh-Hans","currency":"CNY","code":"Y-1"}""";

    [Fact]
    public async Task A_planned_date_can_be_sent_as_its_day_alone_in_every_kind_of_request()
    {
        const string Body = """{"title":"P","language":"zh-Hans","currency":"CNY","periodStart":"2027-03-01"}""";
        var plan = await Client.PostAsync("/v1/plans", Body).ShouldBeAsync(HttpStatusCode.Created);
        Day(plan["periodStart"]).ShouldBe(("2027-03-01", null, null));

        var patched = await Client
            .PatchAsync($"/v1/plans/{plan.Id()}", """{"periodStart":"2027-04-01"}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        Day(patched["periodStart"]).ShouldBe(("2027-04-01", null, null));

        const string Part = """{"section":"milestones","content":{"name":"上线","date":"2027-05-01"}}""";
        var part = await Client.PostAsync($"/v1/plans/{plan.Id()}/parts", Part).ShouldBeAsync(HttpStatusCode.Created);
        Day(part["content"]!["date"]).ShouldBe(("2027-05-01", null, null));

        var document = $$"""{"plan":{{Body}},"milestones":[{"name":"上线","date":"2027-05-01"}]}""";
        var imported = await Client.PostAsync("/v1/plans/import", document).ShouldBeAsync(HttpStatusCode.Created);
        var read = await Client.ReadAsync($"/v1/plans/{imported["plan"]!.Id()}/document");
        Day(read["milestones"]![0]!["date"]).ShouldBe(("2027-05-01", null, null));

        static (string?, string?, string?) Day(JsonNode? date) =>
            ((string?)date!["date"], (string?)date["placeholder"], (string?)date["text"]);
    }

    [Theory]
    [InlineData("\"periodStart\":\"2027-02-30\"", "/periodStart", "“2027-02-30” is not a valid date. Use YYYY-MM-DD, such as 2026-03-01.")]
    [InlineData(
        "\"periodStart\":\"2027年3月1日\"",
        "/periodStart",
        "The JSON type must be object, not string. For example: {\"text\":\"2027年3月1日\"}"
    )]
    [InlineData(
        "\"considerations\":\"市场趋势\"",
        "/considerations",
        "The JSON type must be array, not string. For example: [\"市场趋势\"]"
    )]
    [InlineData("\"title\":2027", "/title", "The JSON type must be string, not number. For example: \"2027\"")]
    [InlineData(
        "\"acquisitionPaths\":[\"内部调配\"]",
        "/acquisitionPaths/0",
        "The JSON type must be object, not string. For example: {\"text\":\"内部调配\"}"
    )]
    [InlineData("\"title\":{\"a\":1}", "/title", "The JSON type must be string, not object.")]
    public async Task A_message_about_a_wrong_form_shows_the_right_one(string member, string pointer, string message)
    {
        var body = $$"""{"language":"zh-Hans","currency":"CNY",{{member}}}""";

        var problem = await Client.PostAsync("/v1/plans", body).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");

        problem["errors"]!.AsArray().Single(fault => fault!.Text("pointer") == pointer)!.Text("message").ShouldBe(message);
    }

    [Fact]
    public async Task A_plan_is_returned_as_it_was_created()
    {
        using var created = await Client.PostAsync("/v1/plans", Plan);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.ETag!.Tag.ShouldBe("\"1.0\"");
        var plan = await Client.ReadAsync(created.Headers.Location!.ToString());
        plan.Text("title").ShouldBe("年度计划");
        plan["workingRevision"]!.Number("number").ShouldBe(1);
        plan.Version().ShouldBe(1);
    }

    [Fact]
    public async Task Two_clients_cannot_overwrite_each_others_changes()
    {
        var plan = await Client.PostAsync("/v1/plans", Plan).ShouldBeAsync(HttpStatusCode.Created);
        var path = $"/v1/plans/{plan.Id()}";
        await Client.PatchAsync(path, """{"title":"first"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        var refused = await Client
            .PatchAsync(path, """{"title":"second"}""", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        refused["args"]!.Number("currentVersion").ShouldBe(2);
        await Client.PatchAsync(path, """{"title":"second"}""", null).ShouldBeRefusedAsync((HttpStatusCode)428, "http.ifMatchRequired");
        (await Client.ReadAsync(path)).Text("title").ShouldBe("first");
    }

    [Fact]
    public async Task All_faults_of_a_plan_are_reported_together()
    {
        var problem = await Client
            .PostAsync("/v1/plans", """{"title":" ","currency":"yuan","colour":"red","periodStart":{"date":"2026-13-01"}}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");
        problem.Pointers().ShouldBe(["/title", "/currency", "/colour", "/periodStart/date", "/language"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_plan_cannot_end_before_it_starts()
    {
        var problem = await Client
            .PostAsync(
                "/v1/plans",
                """{"title":"P","language":"en","currency":"EUR","periodStart":{"date":"2026-05-01"},"periodEnd":{"date":"2026-04-01"}}"""
            )
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
        problem.Pointers().ShouldBe(["/periodEnd"]);
    }

    [Fact]
    public async Task A_currency_must_be_in_use()
    {
        (
            await Client
                .PostAsync("/v1/plans", """{"title":"P","language":"en","currency":"ZZZ"}""")
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")
        )
            .Pointers()
            .ShouldBe(["/currency"]);
        (
            await Client
                .PostAsync("/v1/plans/import", """{"plan":{"title":"P","language":"en","currency":"ZZZ"}}""")
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")
        )
            .Pointers()
            .ShouldBe(["/plan/currency"]);
        (
            await Client
                .PatchAsync($"/v1/workspaces/{Api.Alpha.Id}/settings", """{"reportingCurrency":"ZZZ"}""", 1)
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")
        )
            .Pointers()
            .ShouldBe(["/reportingCurrency"]);
    }

    [Fact]
    public async Task An_unknown_party_in_an_import_is_reported_with_its_pointer_in_the_document()
    {
        const string signatories = """[{"role":"preparedBy","party":{"text":"市场部","partyId":"0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d"}}]""";
        (
            await Client
                .PostAsync(
                    "/v1/plans/import",
                    $$"""{"plan":{"title":"P","language":"en","currency":"EUR","signatories":{{signatories}} } }"""
                )
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")
        )
            .Pointers()
            .ShouldBe(["/plan/signatories/0/party/partyId"]);
    }

    [Fact]
    public async Task A_code_is_unique_and_free_again_after_deletion()
    {
        var plan = await Client.PostAsync("/v1/plans", Plan).ShouldBeAsync(HttpStatusCode.Created);
        await Client.PostAsync("/v1/plans", Plan).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.codeTaken");
        await Client.DeleteAsync($"/v1/plans/{plan.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.PostAsync("/v1/plans", Plan).ShouldBeAsync(HttpStatusCode.Created);
        await Client.ActAsync($"/v1/plans/{plan.Id()}/restore", 2).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.codeTaken");
    }

    [Fact]
    public async Task A_deleted_plan_is_not_found_until_it_is_restored()
    {
        var plan = await Client.PostAsync("/v1/plans", Plan).ShouldBeAsync(HttpStatusCode.Created);
        var path = $"/v1/plans/{plan.Id()}";
        await Client.DeleteAsync(path, 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync(path).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notFound");
        (await Client.ReadAsync($"{path}?includeDeleted=true"))["deletedAt"].ShouldNotBeNull();
        (await Client.ActAsync($"{path}/restore", 2).ShouldBeAsync(HttpStatusCode.OK)).Version().ShouldBe(3);
        (await Client.ReadAsync(path)).Text("title").ShouldBe("年度计划");
    }

    [Fact]
    public async Task Validation_returns_the_same_response_and_saves_nothing()
    {
        (await Client.PostAsync("/v1/plans?validateOnly=true", Plan).ShouldBeAsync(HttpStatusCode.Created))
            .Text("title")
            .ShouldBe("年度计划");
        (await Client.ReadAsync("/v1/plans")).Items().ShouldBeEmpty();
        (await Client.ReadAsync("/v1/changes?types=plan")).Items().ShouldBeEmpty();
    }
}
