using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Lifecycle;

/// <summary>Copies of plans, and templates.</summary>
[Collection(FirstApi.Name)]
public sealed class CloningPlansTests(MarketingApi api) : ApiTest(api)
{
    private const string Template = """
        {
          "plan": { "title": "[产品名称]上市计划", "language": "zh-Hans", "currency": "CNY", "periodStart": { "date": "2026-01-01" }, "periodEnd": { "date": "2026-12-31" } },
          "objectives": [ { "ref": "O1", "text": "[产品名称]知名度达到X%", "measures": [ { "metric": { "text": "品牌知名度" }, "target": { "text": "达到X%" } } ] } ],
          "workPackages": [ { "ref": "W1", "name": "调研", "owners": [ { "text": "市场部" } ], "objectives": [ "O1" ], "deadlines": [ { "text": "2026年3月15日" } ] } ],
          "budgetLines": [ { "ref": "B1", "kind": "line", "category": "媒介", "amount": { "text": "80万元" } } ]
        }
        """;

    [Fact]
    public async Task A_clone_starts_on_another_day_with_the_same_refs_and_new_ids()
    {
        var plan = (await Client.ImportAsync(Template)).Id();
        var before = await Client.ReadAsync($"/v1/plans/{plan}/parts");

        var clone = await CloneAsync(plan, """{"start":"2027-01-01","code":"LAUNCH-2027","title":"新计划"}""");

        var copy = clone["plan"]!;
        (copy.Text("code"), copy.Text("title"), copy["periodStart"]!.Text("date"), copy["periodEnd"]!.Text("date")).ShouldBe(
            ("LAUNCH-2027", "新计划", "2027-01-01", "2027-12-31")
        );
        copy.Text("status").ShouldBe("notInForce");
        copy["workingRevision"]!.Number("number").ShouldBe(1);
        var parts = await Client.ReadAsync($"/v1/plans/{copy.Id()}/parts");
        parts.Each("ref").ShouldBe(before.Each("ref"));
        clone["parts"]!
            .AsArray()
            .Select(part => (part!.Text("fromId"), part!.Text("id")))
            .ShouldBe(before.Each("id").Zip(parts.Each("id")));
        var deadline = parts.Items().Single(part => part!.Text("ref") == "W1")!["content"]!["deadlines"]![0]!;
        (deadline.Text("date"), deadline["text"]).ShouldBe(("2027-03-15", null));
        clone["attention"]!
            .AsArray()
            .Select(note => (note!.Text("kind"), note!.Text("pointer"), note!.Text("text")))
            .ShouldBe([("wordsRemoved", "/workPackages/0/deadlines/0", "2026年3月15日")]);
        (await Client.ReadAsync($"/v1/plans/{plan}/document"))["plan"]!["periodStart"]!.Text("date").ShouldBe("2026-01-01");
    }

    [Fact]
    public async Task Only_the_sections_asked_for_are_copied_and_amounts_change()
    {
        var plan = (await Client.ImportAsync(Template)).Id();

        var clone = await CloneAsync(
            plan,
            """{"include":["workPackages","budgetLines"],"amounts":"percent","percent":"110","shiftMonths":0}"""
        );

        var document = await Client.ReadAsync($"/v1/plans/{clone["plan"]!.Id()}/document");
        document["objectives"]!.AsArray().ShouldBeEmpty();
        document["budgetLines"]![0]!["amount"]!.Text("amount").ShouldBe("880000");
        document["workPackages"]![0]!["objectives"]!.AsArray().ShouldBeEmpty();
        clone["attention"]!.AsArray().Select(note => note!.Text("kind")).ShouldBe(["wordsRemoved", "referenceRemoved"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_template_stands_in_no_list_and_takes_no_step()
    {
        var people = await People.OfAsync(Api.Alpha);
        var plan = (await people.Preparer.ImportAsync(Template)).Id();

        var created = await people
            .Preparer.PostAsync(
                "/v1/templates",
                $$"""{"planId":"{{plan}}","title":"模板","placeholders":[{"text":"调研","placeholder":"[任务]"}]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);

        var template = created["plan"]!;
        template.Text("status").ShouldBe("template");
        (await Client.ReadAsync("/v1/plans")).Each("id").ShouldBe([plan]);
        (await Client.ReadAsync("/v1/parts")).Each("planId").ShouldAllBe(id => id == plan);
        (await Client.ReadAsync("/v1/planned-tasks")).Each("planId").ShouldAllBe(id => id == plan);
        (await Client.ReadAsync("/v1/templates")).Each("id").ShouldBe([template.Id()]);
        (await Client.ReadAsync("/v1/plans?status=template")).Each("id").ShouldBe([template.Id()]);
        (await Client.ReadAsync($"/v1/plans?ids={template.Id()}")).Each("id").ShouldBe([template.Id()]);
        (await Client.ReadAsync($"/v1/plans/{template.Id()}/document"))["workPackages"]![0]!.Text("name").ShouldBe("[任务]");
        var actions = (await people.Preparer.ReadAsync($"/v1/plans/{template.Id()}?expand=actions"))["actions"]!.AsArray();
        actions.ShouldAllBe(action => !action!["allowed"]!.GetValue<bool>());
        await people.Preparer.StepAsync(template.Id(), "revise").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.wrongStatus");
    }

    [Fact]
    public async Task One_call_makes_a_plan_from_a_template()
    {
        var plan = (await Client.ImportAsync(Template)).Id();
        var template = (await Client.PostAsync("/v1/templates", $$"""{"planId":"{{plan}}"}""").ShouldBeAsync(HttpStatusCode.Created))[
            "plan"
        ]!.Id();

        var clone = await CloneAsync(
            template,
            """
            {
              "code": "STAR-2027", "start": "2027-03-01",
              "values": [
                { "placeholder": "[产品名称]", "value": "星辰" },
                { "placeholder": "X", "value": "80", "pointer": "/objectives/0" }
              ]
            }
            """
        );

        var made = await Client.ReadAsync($"/v1/plans/{clone["plan"]!.Id()}/document");
        clone["plan"]!.Text("status").ShouldBe("notInForce");
        made["plan"]!.Text("title").ShouldBe("星辰上市计划");
        made["objectives"]![0]!.Text("text").ShouldBe("星辰知名度达到80%");
        var target = made["objectives"]![0]!["measures"]![0]!["target"]!;
        (target.Text("value"), target["placeholder"]).ShouldBe(("80", null));
        made["workPackages"]![0]!["deadlines"]![0]!.Text("date").ShouldBe("2027-05-15");
    }

    [Fact]
    public async Task A_copy_that_makes_no_sense_is_refused_with_its_pointer()
    {
        var plan = (await Client.ImportAsync(Template)).Id();
        await CloneAsync(plan, """{"code":"TAKEN"}""");
        var path = $"/v1/plans/{plan}/clone";
        foreach (
            var (body, status, code, pointer) in new[]
            {
                ("""{"code":"taken"}""", HttpStatusCode.Conflict, "plan.codeTaken", "/code"),
                ("""{"start":"2027-01-01","shiftMonths":1}""", HttpStatusCode.UnprocessableEntity, "clone.startTwice", "/shiftMonths"),
                ("""{"amounts":"percent"}""", HttpStatusCode.UnprocessableEntity, "clone.percentUnfit", "/percent"),
                (
                    """{"values":[{"placeholder":"[产品名称]","value":"A"},{"placeholder":"[没有]","value":"B"}]}""",
                    HttpStatusCode.UnprocessableEntity,
                    "clone.textsMissing",
                    "/values/1/placeholder"
                ),
            }
        )
        {
            var problem = await Client.PostAsync(path, body).ShouldBeRefusedAsync(status, code);
            problem["errors"]!.AsArray().Select(fault => fault!.Text("pointer")).ShouldBe([pointer]);
        }

        await Client
            .PostAsync("/v1/templates", $$"""{"planId":"{{Guid.CreateVersion7()}}"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "plan.unknown");
        await Client
            .PostAsync($"/v1/plans/{plan}/clone", """{"view":"inForce"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notInForce");
    }

    [Fact]
    public async Task A_clone_of_what_is_in_force_leaves_approvals_and_events_behind()
    {
        var people = await People.OfAsync(Api.Alpha);
        var plan = await people.ActiveAsync();
        await Client
            .PostAsync($"/v1/plans/{plan}/anchors", """{"code":"SURVEY_RESULT","date":"2027-03-02"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await people.Preparer.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        await people.Preparer.ObjectiveAsync(plan, "新增目标");

        var clone = await CloneAsync(plan, """{"view":"inForce"}""");

        var copy = clone["plan"]!.Id();
        (await Client.ReadAsync($"/v1/plans/{copy}/objectives")).Items().Count.ShouldBe(1);
        (await Client.ReadAsync($"/v1/plans/{copy}/anchors")).Items().ShouldBeEmpty();
        (await Client.ReadAsync($"/v1/approvals?subjectId={copy}")).Items().ShouldBeEmpty();
        clone["plan"]!["inForceRevision"].ShouldBeNull();
    }

    private async Task<JsonObject> CloneAsync(string plan, string body) =>
        await Client.PostAsync($"/v1/plans/{plan}/clone", body).ShouldBeAsync(HttpStatusCode.Created);
}
