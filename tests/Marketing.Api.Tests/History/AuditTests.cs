using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Feeds;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.History;

[Collection(SecondApi.Name)]
public sealed class AuditTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task Each_entry_contains_old_and_new_values_and_the_actor()
    {
        var plan = await Client.PlanAsync("一", new { considerations = new[] { "甲" } });
        await Client
            .PatchAsync($"/v1/plans/{plan.Id()}", """{"title":"二","considerations":[],"periodStart":{"date":"2026-01-01"}}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        var entries = (await Client.ReadAsync($"/v1/audit?resource={plan.Id()}&sort=at")).Items();
        entries.Select(entry => entry!.Text("op")).ShouldBe(["created", "updated"]);
        entries.Select(entry => entry!.Number("resourceVersion")).ShouldBe([1, 2]);
        entries[0]!.Text("type").ShouldBe("plan");
        entries[0]!.Text("by").ShouldBe(plan.Text("createdBy"));
        entries[0]!.Text("byName").ShouldBe("test key");
        Field(entries[0]!, "title")["old"].ShouldBeNull();
        Field(entries[0]!, "title").Text("new").ShouldBe("一");
        entries[1]!["fields"]!
            .AsArray()
            .Select(field => field!.Text("field"))
            .ShouldBe(["title", "considerations", "periodStart"], ignoreOrder: true);
        Field(entries[1]!, "title").Text("old").ShouldBe("一");
        Field(entries[1]!, "title").Text("new").ShouldBe("二");
        Field(entries[1]!, "considerations")["old"]!.ToJsonString().ShouldBe(JsonNode.Parse("""["甲"]""")!.ToJsonString());
        Field(entries[1]!, "periodStart")["new"]!.Text("date").ShouldBe("2026-01-01");
    }

    [Fact]
    public async Task Audit_entries_remain_after_the_resource_is_deleted()
    {
        var plan = await Client.PlanAsync("P");
        var objective = await Client.ObjectiveAsync(plan.Id(), "甲", "O1");
        await Client.DeleteAsync($"/v1/plans/{plan.Id()}/objectives/{objective.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.DeleteAsync($"/v1/plans/{plan.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        (await Client.ReadAsync($"/v1/audit?resource={plan.Id()}")).Each("op").ShouldBe(["deleted", "created"]);
        var parts = await Client.ReadAsync($"/v1/audit?parent={plan.Id()}");
        parts.Each("op").ShouldBe(["deleted", "created"]);
        Field(parts.Items()[0]!, "text").Text("old").ShouldBe("甲");
        Field(parts.Items()[0]!, "text")["new"].ShouldBeNull();
    }

    [Fact]
    public async Task Filters_narrow_the_trail()
    {
        var ann = await Api.Alpha.PersonAsync("ann", Role.Planner);
        var first = await Client.PlanAsync("一");
        var second = await ann.PlanAsync("二");
        var changed = await ann.PatchAsync($"/v1/plans/{first.Id()}", """{"title":"三"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        await Client.ObjectiveAsync(first.Id(), "甲");
        (await FindAsync("type=plan")).ShouldBe([first.Id(), second.Id(), first.Id()]);
        (await FindAsync($"type=plan&by={second.Text("createdBy")}")).ShouldBe([first.Id(), second.Id()]);
        (await FindAsync($"type=plan&field=title&resource={first.Id()}&from={changed.Text("updatedAt")}")).ShouldBe([first.Id()]);
        (await FindAsync("type=plan&field=tit")).ShouldBeEmpty();
        (await FindAsync($"type=plan&to={second.Text("createdAt")}")).ShouldBe([first.Id()]);
        (await FindAsync($"type=plan&from={second.Text("createdAt")}&to={changed.Text("updatedAt")}")).ShouldBe([second.Id()]);
        (await FindAsync($"type=objective&parent={first.Id()}")).Count.ShouldBe(1);
        var entry = (await Client.ReadAsync($"/v1/audit?resource={second.Id()}")).Items().Single()!;
        entry.Text("byName").ShouldBe("ann");
        (await FindAsync($"correlationId={entry.Text("correlationId")}")).ShouldBe([second.Id()]);
        (await Client.WalkAsync("/v1/audit?type=plan&pageSize=1&sort=at"))
            .Select(item => item.Text("resourceId"))
            .ShouldBe([first.Id(), second.Id(), first.Id()]);
        (await Api.Beta.Client.ReadAsync($"/v1/audit?resource={first.Id()}")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Reading_the_audit_trail_requires_its_scope()
    {
        await (await Api.Alpha.WithScopesAsync("plans:read", "admin"))
            .GetAsync("/v1/audit")
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "auth.scopeMissing");
        (
            await Client
                .GetAsync("/v1/audit?colour=red&field=a,b&from=yesterday")
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid")
        )
            .Pointers()
            .ShouldBe(["/colour", "/field", "/from"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_audit_trail_streams_as_CSV_without_formulas()
    {
        var plan = await Client.PlanAsync(
            "=SUM(A1)",
            new
            {
                subtitle = "季度,计划 \"一\"",
                introduction = "第一行\n第二行",
                considerations = new[] { "甲" },
            }
        );
        await Client.PatchAsync($"/v1/plans/{plan.Id()}", """{"title":"+1"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/audit?resource={plan.Id()}");
        request.Headers.TryAddWithoutValidation("Accept", "text/csv");
        using var answer = await Client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        var rows = Csv.Read(await answer.Content.ReadAsStringAsync());
        rows[0]
            .ShouldBe([
                "id",
                "at",
                "by",
                "byName",
                "originSystem",
                "correlationId",
                "transactionId",
                "type",
                "resourceId",
                "parentId",
                "op",
                "resourceVersion",
                "field",
                "old",
                "new",
            ]);
        rows.ShouldAllBe(row => row.Count == 15);
        rows.Skip(1).ShouldAllBe(row => row[8] == plan.Id() && row[7] == "plan");
        Cells("created", "title").ShouldBe(("", "'=SUM(A1)"));
        Cells("created", "subtitle").ShouldBe(("", "季度,计划 \"一\""));
        Cells("created", "introduction").ShouldBe(("", "第一行\n第二行"));
        Cells("created", "considerations").ShouldBe(("", "[\"甲\"]"));
        Cells("updated", "title").ShouldBe(("'=SUM(A1)", "'+1"));
        rows.Skip(1).Select(row => row[10]).Distinct().ShouldBe(["updated", "created"], "in the order of the list");
        var oldestFirst = await Client.ReadCsvAsync($"/v1/audit?resource={plan.Id()}&sort=at&field=title");
        oldestFirst.Select(row => row["op"]).Distinct().ShouldBe(["created", "updated"]);

        (string Old, string New) Cells(string op, string field)
        {
            var row = rows.Single(cells => cells[10] == op && cells[12] == field);
            return (row[13], row[14]);
        }
    }

    private static JsonNode Field(JsonNode entry, string name) => entry["fields"]!.AsArray().Single(field => field!.Text("field") == name)!;

    private async Task<IReadOnlyList<string>> FindAsync(string query) => (await Client.ReadAsync($"/v1/audit?{query}")).Each("resourceId");
}
