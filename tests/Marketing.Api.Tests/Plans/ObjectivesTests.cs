using System.Net;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Plans;

[Collection(FirstApi.Name)]
public sealed class ObjectivesTests(MarketingApi api) : ApiTest(api)
{
    private string _plan = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _plan = (await Client.PlanAsync("P")).Id();
    }

    [Fact]
    public async Task Objectives_are_in_the_order_in_which_they_were_added()
    {
        using var created = await Client.PostAsync($"/v1/plans/{_plan}/objectives", ObjectiveJson("乙", "B"));
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Client.ReadAsync(created.Headers.Location!.ToString()))["content"]!.Text("text").ShouldBe("乙");
        await Client.ObjectiveAsync(_plan, "甲", "A");
        await Client.ObjectiveAsync(_plan, "丙", "C");
        var list = await Client.ReadAsync($"/v1/plans/{_plan}/objectives");
        list.Each("ref").ShouldBe(["B", "A", "C"]);
        list.Items().Select(item => item!.Number("position")).ShouldBe([1024, 2048, 3072]);
        (await Client.WalkAsync($"/v1/plans/{_plan}/objectives?sort=-position&pageSize=1"))
            .Select(item => item.Text("ref"))
            .ShouldBe(["C", "A", "B"]);
        (await Client.ReadAsync($"/v1/plans/{_plan}/objectives?q={Uri.EscapeDataString("丙")}")).Each("ref").ShouldBe(["C"]);
    }

    [Fact]
    public async Task A_ref_is_generated_if_missing_and_kept_if_omitted()
    {
        var objective = await Client.ObjectiveAsync(_plan, "甲");
        var made = objective.Text("ref");
        made.ShouldStartWith("objectives-");
        var path = $"/v1/plans/{_plan}/objectives/{objective.Id()}";
        (await Client.PatchAsync(path, ItemJson("""{"text":"乙"}"""), 1).ShouldBeAsync(HttpStatusCode.OK)).Text("ref").ShouldBe(made);
        (await Client.PatchAsync(path, """{"ref":null,"content":{"name":"N"}}""", 2).ShouldBeAsync(HttpStatusCode.OK))
            .Text("ref")
            .ShouldBe(made);
        (await Client.PatchAsync(path, ItemJson(givenRef: "O1"), 3).ShouldBeAsync(HttpStatusCode.OK)).Text("ref").ShouldBe("O1");
        (await Client.PatchAsync(path, ItemJson("""{"text":"乙"}""", "O1"), 4).ShouldBeAsync(HttpStatusCode.OK)).Version().ShouldBe(4);
    }

    [Fact]
    public async Task A_ref_is_unique_in_its_plan()
    {
        await Client.ObjectiveAsync(_plan, "甲", "O1");
        var other = await Client.ObjectiveAsync(_plan, "乙", "O2");
        (
            await Client
                .PostAsync($"/v1/plans/{_plan}/objectives", ObjectiveJson("丙", "O1"))
                .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "planPart.refTaken")
        )
            .Pointers()
            .ShouldBe(["/ref"]);
        await Client
            .PatchAsync($"/v1/plans/{_plan}/objectives/{other.Id()}", ItemJson(givenRef: "O1"), 1)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "planPart.refTaken");
        await Client.ObjectiveAsync((await Client.PlanAsync("Q")).Id(), "甲", "O1");
    }

    [Fact]
    public async Task A_deleted_objective_is_not_found_and_its_ref_can_be_used_again()
    {
        var objective = await Client.ObjectiveAsync(_plan, "甲", "O1");
        var path = $"/v1/plans/{_plan}/objectives/{objective.Id()}";
        await Client.DeleteAsync(path, 2).ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        await Client.DeleteAsync(path, 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync(path).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "planPart.notFound");
        await Client.ObjectiveAsync(_plan, "乙", "O1");
    }

    [Fact]
    public async Task An_objective_is_found_in_its_own_plan_only()
    {
        var objective = await Client.ObjectiveAsync(_plan, "甲");
        var other = await Client.PlanAsync("Q");
        var path = $"/v1/plans/{other.Id()}/objectives/{objective.Id()}";
        await Client.GetAsync(path).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "planPart.notFound");
        await Client.PatchAsync(path, ItemJson("""{"text":"x"}"""), 1).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "planPart.notFound");
        await Client.DeleteAsync(path, 1).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "planPart.notFound");
        await Client.GetAsync($"/v1/plans/{Guid.NewGuid()}/objectives").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notFound");
        await Client
            .PostAsync($"/v1/plans/{Guid.NewGuid()}/objectives", ObjectiveJson("甲"))
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notFound");
        await Api
            .Beta.Client.GetAsync($"/v1/plans/{_plan}/objectives/{objective.Id()}")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "planPart.notFound");
    }

    [Fact]
    public async Task Objectives_are_deleted_and_restored_with_their_plan()
    {
        var objective = await Client.ObjectiveAsync(_plan, "甲");
        await Client.DeleteAsync($"/v1/plans/{_plan}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync($"/v1/plans/{_plan}/objectives").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notFound");
        await Client
            .GetAsync($"/v1/plans/{_plan}/objectives/{objective.Id()}")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "planPart.notFound");
        (await Client.ReadAsync("/v1/changes?types=objective&include=resource")).Items().ShouldAllBe(change => change!["resource"] == null);
        (await Client.ReadAsync($"/v1/plans/{_plan}?includeDeleted=true&expand=objectives"))["objectives"]!
            .AsArray()
            .Single()!
            .Id()
            .ShouldBe(objective.Id());
        await Client.ActAsync($"/v1/plans/{_plan}/restore", 2).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"/v1/plans/{_plan}/objectives")).Each("id").ShouldBe([objective.Id()]);
    }

    [Fact]
    public async Task Followers_of_objectives_alone_see_them_deleted_and_restored_with_their_plan()
    {
        var objective = await Client.ObjectiveAsync(_plan, "甲");
        await Client.DeleteAsync($"/v1/plans/{_plan}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.ActAsync($"/v1/plans/{_plan}/restore", 2).ShouldBeAsync(HttpStatusCode.OK);

        var changes = (await Client.ReadAsync("/v1/changes?types=objective")).Items();
        changes.ShouldAllBe(change => change!.Id() == objective.Id() && change!.Text("parentId") == _plan);
        changes.Select(change => (change!.Text("op"), change!.Version())).ShouldBe([("created", 1), ("deleted", 2), ("restored", 3)]);
        (await Client.ReadAsync($"/v1/audit?resource={objective.Id()}"))
            .Items()
            .Select(entry => entry!.Text("op"))
            .ShouldBe(["restored", "deleted", "created"], ignoreOrder: true);
        (await Client.ReadAsync($"/v1/plans/{_plan}/objectives/{objective.Id()}")).Version().ShouldBe(3);
    }

    [Fact]
    public async Task Faults_of_measures_point_to_their_members()
    {
        var refused = await Client
            .PostAsync(
                $"/v1/plans/{_plan}/objectives",
                ItemJson(
                    """{"text":"甲","measures":[{"metric":{"text":"认知度"},"target":{"kind":"level","value":"80","unit":"%"}},{"metric":{"text":"份额"},"target":{"kind":"level"},"deadlines":[{"kind":"date"}]}]}"""
                )
            )
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
        refused.Pointers().ShouldAllBe(pointer => pointer.StartsWith("/content/measures/1/", StringComparison.Ordinal));
        refused.Pointers().ShouldContain(pointer => pointer.StartsWith("/content/measures/1/target", StringComparison.Ordinal));
        refused.Pointers().ShouldContain(pointer => pointer.StartsWith("/content/measures/1/deadlines/0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_section_rejects_new_parts()
    {
        var objectives = string.Join(',', Enumerable.Range(1, 200).Select(i => $$"""{"ref":"O{{i}}","text":"{{i}}"}"""));
        var import = await Client
            .PostAsync("/v1/plans/import", $$"""{"plan":{{PlanSteps.PlanJson("Full")}},"objectives":[{{objectives}}]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var plan = import["plan"]!.Id();
        var refused = await Client
            .PostAsync($"/v1/plans/{plan}/objectives", ObjectiveJson("x"))
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "planPart.sectionFull");
        refused["args"]!.Number("max").ShouldBe(200);
        (await Client.WalkAsync($"/v1/plans/{plan}/objectives?pageSize=150"))
            .Select(item => item.Text("ref"))
            .ShouldBe(Enumerable.Range(1, 200).Select(i => $"O{i}"));
    }
}
