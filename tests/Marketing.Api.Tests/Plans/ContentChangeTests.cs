using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Plans;

/// <summary>What a plan shows of changes of its content.</summary>
[Collection(FirstApi.Name)]
public sealed class ContentChangeTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task Content_moves_the_plan_in_lists_and_its_tag_without_a_new_version()
    {
        var (first, second) = (await Client.PlanAsync("first"), await Client.PlanAsync("second"));
        var path = $"/v1/plans/{first.Id()}";
        (await Client.ReadAsync("/v1/plans")).Each("id").ShouldBe([second.Id(), first.Id()]);
        var tag = await TagAsync(path);
        tag.ShouldBe("\"1.0\"");
        var cursor = (await Client.ReadAsync("/v1/changes?start=now")).Text("nextCursor");

        await Client
            .PostAsync($"{path}/parts", """{"section":"objectives","content":{"text":"N"}}""")
            .ShouldBeAsync(HttpStatusCode.Created);

        var changed = await Client.ReadAsync(path);
        changed.Version().ShouldBe(1);
        changed.Text("updatedAt").ShouldBe(first.Text("updatedAt"));
        string.CompareOrdinal(changed.Text("contentUpdatedAt"), second.Text("contentUpdatedAt")).ShouldBeGreaterThan(0);
        (await Client.ReadAsync("/v1/plans")).Each("id").ShouldBe([first.Id(), second.Id()]);
        (await Client.ReadAsync($"/v1/plans?updatedSince={changed.Text("contentUpdatedAt")}")).Each("id").ShouldBe([first.Id()]);
        (await TagAsync(path)).ShouldBe("\"1.1\"");
        (await StatusAsync(path, tag)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(path, "W/\"1.1\"")).ShouldBe(HttpStatusCode.NotModified);
        (await Client.ReadAsync($"/v1/changes?cursor={Uri.EscapeDataString(cursor)}")).Each("type").ShouldBe(["objective"]);
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("\"1.0\"")]
    [InlineData("W/\"1.99-gzip\"")]
    public async Task A_change_of_the_plan_compares_the_version_before_the_dot(string ifMatch)
    {
        var path = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}";
        using var request = new HttpRequestMessage(HttpMethod.Patch, path)
        {
            Content = new StringContent("""{"title":"Q"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.ETag!.Tag.ShouldBe("\"2.1\"");
        (await TagAsync(path)).ShouldBe("\"2.1\"");
    }

    [Fact]
    public async Task Every_way_to_write_content_moves_the_plan_and_a_deletion_does_too()
    {
        var path = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}";
        var part = await Client
            .PostAsync($"{path}/parts", """{"section":"objectives","content":{"text":"N"}}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var item = $"{path}/parts/{part.Id()}";
        await Client.PatchAsync(item, """{"section":"objectives","content":{"text":"M"}}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        await Client.PatchAsync(item, """{"section":"objectives","content":{"text":"M"}}""", 2).ShouldBeAsync(HttpStatusCode.OK);
        await Client.DeleteAsync(item, 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.ActAsync($"{item}/restore", 3).ShouldBeAsync(HttpStatusCode.OK);
        await Client.PutJsonAsync($"{path}/sections/objectives", """{"items":[]}""", "*").ShouldBeAsync(HttpStatusCode.OK);
        var document = await Client.ReadAsync($"{path}/document");
        document["plan"]!["title"] = "Q";
        await Client.PutJsonAsync($"{path}/document", document.ToJsonString(), "*").ShouldBeAsync(HttpStatusCode.OK);
        var plan = await Client.ReadAsync(path);
        plan.Number("contentVersion").ShouldBe(6, "the second PATCH changed nothing");

        await Client.DeleteAsync(path, plan.Version()).ShouldBeAsync(HttpStatusCode.NoContent);
        (await Client.ReadAsync($"/v1/plans?includeDeleted=true&updatedSince={plan.Text("contentUpdatedAt")}")).Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Readers_see_tombstones_and_the_history_of_a_plan_and_its_parts()
    {
        var reader = await Api.Alpha.WithScopesAsync("plans:read");
        var path = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}";
        await Client
            .PostAsync($"{path}/parts", """{"section":"objectives","content":{"text":"N"}}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await Client.PlanAsync("other");
        await Client.DeleteAsync(path, 1).ShouldBeAsync(HttpStatusCode.NoContent);

        (await reader.ReadAsync("/v1/plans?includeDeleted=true")).Items().Count.ShouldBe(2);
        (await reader.ReadAsync($"{path}?includeDeleted=true"))["deletedAt"].ShouldNotBeNull();
        var history = await reader.ReadAsync($"{path}/history?sort=at");
        history
            .Items()
            .Select(entry => $"{entry!.Text("type")} {entry!.Text("op")}")
            .Order()
            .ShouldBe(["objective created", "objective deleted", "plan created", "plan deleted"]);
        await reader.GetAsync($"/v1/plans/{Guid.NewGuid()}/history").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notFound");
    }

    [Fact]
    public async Task Codes_are_unique_regardless_of_case()
    {
        await Client.PlanAsync("P", new { code = "Brand-1" });
        await Client
            .PostAsync("/v1/plans", PlanSteps.PlanJson("Q", new { code = "BRAND-1" }))
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.codeTaken");
        (await Client.ReadAsync("/v1/plans?code=brand-1")).Items().Count.ShouldBe(1);
        await Client.PostAsync("/v1/metrics", Metric("A", "roi-x")).ShouldBeAsync(HttpStatusCode.Created);
        await Client.PostAsync("/v1/metrics", Metric("B", "ROI-X")).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.codeTaken");
        (await Client.ReadAsync("/v1/metrics?code=Roi-X")).Items().Count.ShouldBe(1);
    }

    private static string Metric(string name, string code) =>
        new JsonObject
        {
            ["name"] = name,
            ["code"] = code,
            ["unit"] = "%",
            ["direction"] = "higherIsBetter",
            ["aggregation"] = "ratio",
        }.ToJsonString();

    private async Task<string> TagAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return response.Headers.ETag!.Tag;
    }

    private async Task<HttpStatusCode> StatusAsync(string path, string ifNoneMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        using var response = await Client.SendAsync(request);
        return response.StatusCode;
    }
}
