using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Lifecycle;

/// <summary>Comparing revisions with one another and with the working copy.</summary>
[Collection(FirstApi.Name)]
public sealed class ComparingPlansTests(MarketingApi api) : ApiTest(api)
{
    private People _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await People.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task One_task_inserted_among_fifty_is_one_addition()
    {
        var plan = await _people.ActiveAsync(WithTasks(50));
        await _people.Preparer.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        var packages = (await Client.ReadAsync($"/v1/plans/{plan}/sections/workPackages"))["items"]!.AsArray().OfType<JsonObject>();
        var items = packages.Select(part => new JsonObject
        {
            ["section"] = "workPackages",
            ["ref"] = part.Text("ref"),
            ["content"] = part["content"]!.DeepClone(),
        });
        var inserted = new JsonObject
        {
            ["section"] = "workPackages",
            ["content"] = new JsonObject { ["name"] = "新任务" },
        };
        var body = new JsonObject { ["items"] = new JsonArray([.. items.Take(25), inserted, .. items.Skip(25)]) };
        await _people
            .Preparer.PutJsonAsync($"/v1/plans/{plan}/sections/workPackages", body.ToJsonString(), "*")
            .ShouldBeAsync(HttpStatusCode.OK);

        var differences = await Client.ReadAsync($"/v1/plans/{plan}/compare");

        var added = differences["added"]!.AsArray().ShouldHaveSingleItem()!;
        (added.Text("title"), added.Text("section"), added.Text("pointer")).ShouldBe(("新任务", "workPackages", "/workPackages/25"));
        foreach (var none in new[] { "removed", "moved", "changed" })
        {
            differences[none]!.AsArray().ShouldBeEmpty(none);
        }

        (differences["from"]!.Number("revision"), differences["to"]!.Number("revision")).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Labels_are_in_the_language_of_the_request()
    {
        var plan = await RevisedAsync();

        var english = await Client.ReadAsync($"/v1/plans/{plan}/compare?from=1&to=working");
        Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-TW");
        var chinese = await Client.ReadAsync($"/v1/plans/{plan}/compare?from=1&to=working");

        var changed = english["changed"]!.AsArray();
        changed
            .Select(value => (value!.Text("pointer"), value!.Text("label")))
            .ShouldBe([("/plan/title", "Title"), ("/objectives/0/text", "Text")]);
        changed.Select(value => (value!.Text("old"), value!.Text("new"))).ShouldContain(("品牌年度计划", "新的标题"));
        changed[1]!.Text("ref").ShouldBe("O1");
        chinese["changed"]![0]!.Text("label").ShouldBe("標題");
        chinese.Text("language").ShouldBe("zh-Hant");
    }

    [Fact]
    public async Task A_comparison_is_readable_as_Markdown()
    {
        var plan = await RevisedAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/plans/{plan}/compare?from=1&to=working");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/markdown"));

        using var response = await Client.SendAsync(request);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/markdown");
        response.Content.Headers.ContentLanguage.ShouldBe(["en"]);
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """
            # Revision 1 → Revision 2

            ## Changed (2)

            - Title: 品牌年度计划 → 新的标题
            - Objectives **O1** 品牌知名度从25%提升至40% › Text: 品牌知名度从25%提升至35% → 品牌知名度从25%提升至40%

            """.ReplaceLineEndings("\n")
        );
    }

    [Fact]
    public async Task Another_media_type_is_not_acceptable()
    {
        var plan = (await _people.Preparer.ImportAsync()).Id();

        foreach (var (path, type) in new[] { ("compare?from=working", "text/csv"), ("document", "text/markdown"), ("anchors", "text/csv") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/plans/{plan}/{path}");
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
            using var response = await Client.SendAsync(request);
            response.StatusCode.ShouldBe(HttpStatusCode.NotAcceptable, path);
        }
    }

    [Fact]
    public async Task A_time_stands_for_the_revision_that_was_in_force()
    {
        var plan = await RevisedAsync();
        await _people.ApproveAsync(plan);
        var revisions = (await Client.ReadAsync($"/v1/plans/{plan}/revisions?sort=number")).Items();
        var (first, second) = (revisions[0]!.Text("inForceAt"), revisions[1]!.Text("inForceAt"));

        var differences = await Client.ReadAsync($"/v1/plans/{plan}/compare?from={first}&to={second}");

        (differences["from"]!.Number("revision"), differences["to"]!.Number("revision")).ShouldBe((1, 2));
        differences["counts"]!.Number("changed").ShouldBe(2);
    }

    [Fact]
    public async Task States_that_do_not_exist_are_refused()
    {
        var plan = (await _people.Preparer.ImportAsync()).Id();
        var path = $"/v1/plans/{plan}/compare";

        await Client.GetAsync(path).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notInForce");
        await Client.GetAsync($"{path}?from=1").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "revision.notFound");
        await Client.GetAsync($"{path}?from=2026-01-01T00:00:00Z").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notInForce");
        await Client
            .GetAsync($"{path}?from=2026-13-01T00:00:00Z")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "comparison.stateUnknown");
        await Client.GetAsync($"{path}?from=draft").ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");
        var unknown = Guid.CreateVersion7();
        await Client.GetAsync($"/v1/plans/{unknown}/compare?from=working").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notFound");
    }

    /// <summary>An active plan whose second revision has another title and another objective.</summary>
    private async Task<string> RevisedAsync()
    {
        var plan = await _people.ActiveAsync();
        await _people.Preparer.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        var version = (await Client.ReadAsync($"/v1/plans/{plan}")).Version();
        await _people.Preparer.PatchAsync($"/v1/plans/{plan}", """{"title":"新的标题"}""", version).ShouldBeAsync(HttpStatusCode.OK);
        var objective = (await Client.ReadAsync($"/v1/plans/{plan}/objectives")).Items()[0]!;
        await _people
            .Preparer.PatchAsync(
                $"/v1/plans/{plan}/objectives/{objective.Id()}",
                """{"content":{"text":"品牌知名度从25%提升至40%"}}""",
                objective.Version()
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        return plan;
    }

    private static string WithTasks(int count)
    {
        var document = JsonNode.Parse(LifecycleSteps.Ready)!;
        document["workPackages"] = new JsonArray([
            .. Enumerable
                .Range(1, count)
                .Select(i => new JsonObject
                {
                    ["ref"] = $"T{i}",
                    ["name"] = $"任务 {i}",
                    ["owners"] = new JsonArray(new JsonObject { ["text"] = "市场部" }),
                }),
        ]);
        return document.ToJsonString();
    }
}
