using System.Net;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Plans;

[Collection(FirstApi.Name)]
public sealed class PlanMergePatchTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task Null_clears_lists_are_replaced_objects_are_merged_and_the_rest_stays()
    {
        var plan = await Client.PlanAsync("P", new
        {
            code = "P-1",
            subtitle = "S",
            considerations = new[] { "甲", "乙" },
            outlookPoints = new[] { "丙" },
            periodStart = new { date = "2026-01-01", text = "年初" },
        });
        var changed = await Client.PatchAsync($"/v1/plans/{plan.Id()}", """{"subtitle":null,"considerations":["丁"],"periodStart":{"date":"2026-02-01"}}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        changed["subtitle"].ShouldBeNull();
        changed.Texts("considerations").ShouldBe(["丁"]);
        changed.Texts("outlookPoints").ShouldBe(["丙"]);
        changed["periodStart"]!.Text("date").ShouldBe("2026-02-01");
        changed["periodStart"]!.Text("text").ShouldBe("年初");
        changed.Text("code").ShouldBe("P-1");
        changed = await Client.PatchAsync($"/v1/plans/{plan.Id()}", """{"periodStart":{"date":null,"placeholder":"XX月"},"considerations":[],"code":null}""", 2).ShouldBeAsync(HttpStatusCode.OK);
        changed["periodStart"]!["date"].ShouldBeNull();
        changed["periodStart"]!.Text("placeholder").ShouldBe("XX月");
        changed.Texts("considerations").ShouldBeEmpty();
        await Client.PlanAsync("Q", new { code = "P-1" });
    }

    [Fact]
    public async Task What_is_required_cannot_be_nulled()
    {
        var plan = await Client.PlanAsync("P");
        (await Client.PatchAsync($"/v1/plans/{plan.Id()}", """{"title":null,"language":null,"currency":null}""", 1).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid"))
            .Pointers().ShouldBe(["/title", "/language", "/currency"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_the_server_writes_cannot_be_patched()
    {
        var plan = await Client.PlanAsync("P");
        (await Client.PatchAsync($"/v1/plans/{plan.Id()}", """{"id":"x","version":7,"status":"active"}""", 1).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid"))
            .Pointers().ShouldBe(["/id", "/version", "/status"], ignoreOrder: true);
        await Client.PatchAsync($"/v1/plans/{plan.Id()}", "[]", 1).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"title":"P"}""")]
    [InlineData("""{"subtitle":null,"considerations":["甲"],"signatories":[]}""")]
    public async Task A_patch_that_changes_nothing_leaves_no_trace(string patch)
    {
        var plan = await Client.PlanAsync("P", new { considerations = new[] { "甲" } });
        var cursor = (await Client.ReadAsync("/v1/changes?start=now")).Text("nextCursor");
        using var answer = await Client.PatchAsync($"/v1/plans/{plan.Id()}", patch, 1);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.ETag!.Tag.ShouldBe("\"1\"");
        (await Client.ReadAsync($"/v1/plans/{plan.Id()}")).Text("updatedAt").ShouldBe(plan.Text("updatedAt"));
        (await Client.ReadAsync($"/v1/audit?resource={plan.Id()}")).Items().Count.ShouldBe(1);
        (await Client.ReadAsync($"/v1/changes?cursor={Uri.EscapeDataString(cursor)}")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signatory_must_be_a_party_of_the_workspace()
    {
        var plan = await Client.PlanAsync("P");
        (await Client.PatchAsync($"/v1/plans/{plan.Id()}", $$$"""{"signatories":[{"role":"preparedBy","party":{"text":"甲","partyId":"{{{Guid.NewGuid()}}}"}}]}""", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")).Pointers().ShouldBe(["/signatories/0/party/partyId"]);
    }
}
