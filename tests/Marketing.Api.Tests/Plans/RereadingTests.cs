using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Plans;

/// <summary>A document that an earlier grammar read is accepted as it stands, reported by the check, and read again on request.</summary>
[Collection(FirstApi.Name)]
public sealed class RereadingTests(MarketingApi api) : ApiTest(api)
{
    private const string Misread =
        """{"kind":"within","unit":"month","amount":13,"text":"视情况而定"},{"kind":"within","unit":"month","amount":30,"text":"3个月内"}""";

    [Fact]
    public async Task A_document_of_this_version_must_agree_with_its_words() =>
        (await Client.PostAsync("/v1/plans/import", Document("")).ShouldBeAsync(HttpStatusCode.UnprocessableEntity))["errors"]!
            .AsArray()
            .Select(error => error!.Text("code"))
            .ShouldBe(["deadline.textContradicts"]);

    [Theory]
    [InlineData("0")]
    [InlineData("99")]
    public async Task A_version_that_this_build_does_not_know_is_rejected(string version) =>
        (await Client.PostAsync("/v1/plans/import", Document($"\"readingVersion\":{version},")).ShouldBeAsync(HttpStatusCode.BadRequest))[
            "errors"
        ]![0]!
            .Text("pointer")
            .ShouldBe("/readingVersion");

    [Fact]
    public async Task An_older_document_is_accepted_as_it_stands_reported_and_read_again()
    {
        var imported = await Client.PostAsync("/v1/plans/import", Document("\"readingVersion\":1,")).ShouldBeAsync(HttpStatusCode.Created);
        var plan = $"/v1/plans/{imported["plan"]!.Id()}";

        var document = await Client.ReadAsync(plan + "/document");
        document["readingVersion"]!.GetValue<int>().ShouldBe(1);
        DeadlinesIn(document).ShouldBe([13, 30]);
        var finding = (await OutdatedAsync(plan)).ShouldHaveSingleItem()!;
        finding.Text("pointer").ShouldBe("/workPackages/0/deadlines/1");
        finding["args"]!.Text("stored").ShouldBe("kind=within, amount=30, unit=month");
        finding["args"]!.Text("read").ShouldBe("kind=within, amount=3, unit=month, anchor=UNSPECIFIED");

        await Client.ActAsync(plan + "/reread?validateOnly=true", 1).ShouldBeAsync(HttpStatusCode.OK);
        (await OutdatedAsync(plan)).Count.ShouldBe(1);

        var reread = await Client.ActAsync(plan + "/reread", 1).ShouldBeAsync(HttpStatusCode.OK);
        reread["changed"]!.GetValue<int>().ShouldBe(1);
        reread["changes"]![0]!.Text("after").ShouldBe("kind=within, amount=3, unit=month, anchor=UNSPECIFIED");
        (await OutdatedAsync(plan)).ShouldBeEmpty();
        var current = await Client.ReadAsync(plan + "/document");
        current.AsObject().ContainsKey("readingVersion").ShouldBeFalse();
        DeadlinesIn(current).ShouldBe([13, 3]);
    }

    [Fact]
    public async Task An_older_document_exports_and_imports_equal()
    {
        var imported = await Client.PostAsync("/v1/plans/import", Document("\"readingVersion\":1,")).ShouldBeAsync(HttpStatusCode.Created);
        var document = await Client.ReadAsync($"/v1/plans/{imported["plan"]!.Id()}/document");

        var again = await Client.PostAsync("/v1/plans/import", document.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created);

        var copy = await Client.ReadAsync($"/v1/plans/{again["plan"]!.Id()}/document");
        JsonNode.DeepEquals(copy, document).ShouldBeTrue();
    }

    [Fact]
    public async Task Writing_another_part_keeps_the_older_readings()
    {
        var imported = await Client.PostAsync("/v1/plans/import", Document("\"readingVersion\":1,")).ShouldBeAsync(HttpStatusCode.Created);
        var plan = $"/v1/plans/{imported["plan"]!.Id()}";

        await Client.PostAsync(plan + "/objectives", ObjectiveJson("Grow")).ShouldBeAsync(HttpStatusCode.Created);

        (await OutdatedAsync(plan)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_copy_of_a_plan_with_older_readings_has_them_too()
    {
        var imported = await Client.PostAsync("/v1/plans/import", Document("\"readingVersion\":1,")).ShouldBeAsync(HttpStatusCode.Created);

        var clone = await Client
            .PostAsync($"/v1/plans/{imported["plan"]!.Id()}/clone", """{"title":"Copy"}""")
            .ShouldBeAsync(HttpStatusCode.Created);

        (await OutdatedAsync($"/v1/plans/{clone["plan"]!.Id()}")).Count.ShouldBe(1);
    }

    private async Task<JsonArray> OutdatedAsync(string plan) =>
        (await Client.ReadAsync(plan + "/check?code=check.readingOutdated"))["findings"]!.AsArray();

    private static List<int> DeadlinesIn(JsonNode document) =>
        [.. document["workPackages"]![0]!["deadlines"]!.AsArray().Select(deadline => deadline!["amount"]!.GetValue<int>())];

    private static string Document(string version) =>
        $$"""{{{version}}"plan":{"title":"P","language":"zh-Hans","currency":"CNY"},"workPackages":[{"name":"上市","deadlines":[{{Misread}}]}]}""";
}
