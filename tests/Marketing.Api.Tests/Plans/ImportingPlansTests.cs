using System.Net;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Plans;

[Collection(SecondApi.Name)]
public sealed class ImportingPlansTests(MarketingApi api) : ApiTest(api)
{
    private const string Path = "/v1/plans/import";

    [Fact]
    public async Task A_document_becomes_a_plan_with_all_its_parts_in_one_transaction()
    {
        using var answer = await Client.PostAsync(
            Path,
            """{"schemaVersion":1,"plan":{"title":"P","code":"P-1","language":"en","currency":"EUR"},"objectives":[{"ref":"B","text":"二"},{"text":"一"}]}"""
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var plan = await Client.ReadAsync(answer.Headers.Location!.ToString());
        plan.Text("code").ShouldBe("P-1");
        (await Client.ReadAsync($"/v1/plans/{plan.Id()}/objectives")).EachContent("text").ShouldBe(["二", "一"]);
        var audit = (await Client.ReadAsync($"/v1/audit?by={plan.Text("createdBy")}")).Items();
        audit.Count.ShouldBe(3);
        audit.Select(entry => entry!.Text("transactionId")).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task All_schema_faults_are_reported_together_and_nothing_is_saved()
    {
        var refused = await Client
            .PostAsync(
                Path,
                """{"schemaVersion":2,"plan":{"title":"","language":"en","currency":"EUR","colour":"red"},"objectives":[{"text":"x"},{"ref":"!"},{"text":7,"measures":[{"metric":{"text":"m"},"target":{"kind":"levels"}}]}],"extra":1}"""
            )
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");
        refused
            .Pointers()
            .ShouldBe(
                [
                    "/schemaVersion",
                    "/plan/title",
                    "/plan/colour",
                    "/objectives/1/ref",
                    "/objectives/1/text",
                    "/objectives/2/text",
                    "/objectives/2/measures/0/target/kind",
                    "/extra",
                ],
                ignoreOrder: true
            );
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task All_broken_rules_are_reported_together_and_nothing_is_saved()
    {
        var refused = await Client
            .PostAsync(
                Path,
                $$$"""
                {"plan":{"title":"P","language":"en","currency":"EUR","periodStart":{"date":"2026-05-01"},"periodEnd":{"date":"2026-04-01"},
                  "signatories":[{"role":"preparedBy","party":{"text":"甲","partyId":"{{{Guid.NewGuid()}}}"}},{"role":"preparedBy"}]},
                 "objectives":[{"ref":"O1","text":"x"},{"text":"y","measures":[{"metric":{"text":"m"},"target":{"kind":"level","value":"80","placeholder":"X"}}]},{"ref":"O1","text":"z"}]}
                """
            )
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
        var pointers = refused.Pointers();
        pointers.ShouldContain("/plan/periodEnd");
        pointers.ShouldContain("/plan/signatories/1/role");
        pointers.ShouldContain("/plan/signatories/0/party/partyId");
        pointers.ShouldContain("/objectives/2/ref");
        pointers.ShouldContain(pointer => pointer.StartsWith("/objectives/1/measures/0/target", StringComparison.Ordinal));
        pointers.Count.ShouldBe(5);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task A_duplicate_code_is_reported_with_its_pointer_in_the_document()
    {
        await Client.PlanAsync("P", new { code = "P-1" });
        (
            await Client
                .PostAsync(Path, """{"plan":{"title":"Q","code":"P-1","language":"en","currency":"EUR"}}""")
                .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.codeTaken")
        )
            .Pointers()
            .ShouldBe(["/plan/code"]);
        (await Client.ReadAsync("/v1/plans")).Items().Count.ShouldBe(1);
    }

    private async Task NothingIsLeftAsync()
    {
        (await Client.ReadAsync("/v1/plans?includeDeleted=true")).Items().ShouldBeEmpty();
        (await Client.ReadAsync("/v1/changes?types=plan,objective")).Items().ShouldBeEmpty();
        (await Client.ReadAsync("/v1/audit?type=plan")).Items().ShouldBeEmpty();
    }
}
