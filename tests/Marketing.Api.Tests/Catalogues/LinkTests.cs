using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Catalogues;

/// <summary>Plans refer to catalogue entries by text and id.</summary>
[Collection(FirstApi.Name)]
public sealed class LinkTests(MarketingApi api) : ApiTest(api)
{
    private string _plan = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _plan = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}";
    }

    [Theory]
    [InlineData(
        "objectives",
        "/content/measures/0/metric/metricId",
        """{"text":"O","measures":[{"metric":{"text":"知名度","metricId":"ID"},"target":{"text":"达到X%"}}]}"""
    )]
    [InlineData(
        "objectives",
        "/content/measures/0/scope/segment/segmentId",
        """{"text":"O","measures":[{"metric":{"text":"知名度"},"target":{"text":"达到X%"},"scope":{"segment":{"text":"s","segmentId":"ID"}}}]}"""
    )]
    [InlineData(
        "objectives",
        "/content/measures/0/scope/channel/channelId",
        """{"text":"O","measures":[{"metric":{"text":"知名度"},"target":{"text":"达到X%"},"scope":{"channel":{"text":"s","channelId":"ID"}}}]}"""
    )]
    [InlineData("campaigns", "/content/channels/0/channelId", """{"name":"C","channels":[{"text":"微博","channelId":"ID"}]}""")]
    [InlineData("campaigns", "/content/segments/0/segmentId", """{"name":"C","segments":[{"text":"新客","segmentId":"ID"}]}""")]
    [InlineData("campaigns", "/content/partners/0/partnerId", """{"name":"C","partners":[{"text":"KOL","partnerId":"ID"}]}""")]
    [InlineData(
        "campaigns",
        "/content/contents/0/channel/channelId",
        """{"name":"C","contents":[{"title":"视频","channel":{"text":"抖音","channelId":"ID"}}]}"""
    )]
    [InlineData(
        "budgetLines",
        "/content/channel/channelId",
        """{"category":"广告","kind":"line","channel":{"text":"抖音","channelId":"ID"}}"""
    )]
    [InlineData(
        "journeys",
        "/content/stages/0/touchpoints/0/channel/channelId",
        """{"stages":[{"touchpoints":[{"name":"热线","channel":{"text":"电话","channelId":"ID"}}]}]}"""
    )]
    [InlineData(
        "analysis",
        "/content/items/0/channel/channelId",
        """{"kind":"channelInventory","items":[{"text":"t","channel":{"text":"微博","channelId":"ID"}}]}"""
    )]
    [InlineData(
        "analysis",
        "/content/items/0/segment/segmentId",
        """{"kind":"customerBase","items":[{"text":"t","segment":{"text":"新客","segmentId":"ID"}}]}"""
    )]
    [InlineData("personas", "/content/segment/segmentId", """{"name":"P","segment":{"text":"新客","segmentId":"ID"}}""")]
    [InlineData("kpis", "/content/metric/metricId", """{"name":"K","metric":{"text":"CAC","metricId":"ID"}}""")]
    [InlineData("kpis", "/content/indicators/0/metricId", """{"name":"K","indicators":[{"text":"CAC","metricId":"ID"}]}""")]
    [InlineData("evaluationStandards", "/content/indicators/0/metricId", """{"name":"E","indicators":[{"text":"CAC","metricId":"ID"}]}""")]
    [InlineData(
        "risks",
        "/content/triggers/0/metric/metricId",
        """{"name":"R","triggers":[{"text":"t","metric":{"text":"CAC","metricId":"ID"}}]}"""
    )]
    public async Task An_entry_referenced_by_id_must_exist_and_cannot_be_deleted(string section, string pointer, string content)
    {
        var catalogue = pointer[(pointer.LastIndexOf('/') + 1)..^2] + "s";
        var theirs = await Api.Beta.Client.EntryAsync(catalogue, "甲");
        foreach (var stranger in new[] { Guid.CreateVersion7().ToString(), theirs.Id(), (await Client.EntryAsync("parties", "部门")).Id() })
        {
            var refused = await Client
                .PostAsync($"{_plan}/parts", PartJson(section, content.Replace("ID", stranger, StringComparison.Ordinal)))
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
            refused.Pointers().ShouldBe([pointer]);
            refused["errors"]![0]!.Text("code").ShouldBe($"{catalogue[..^1]}.unknown");
        }

        var entry = await Client.EntryAsync(catalogue, "乙");
        var named = await Client
            .PostAsync($"{_plan}/parts", PartJson(section, content.Replace("ID", entry.Id(), StringComparison.Ordinal)))
            .ShouldBeAsync(HttpStatusCode.Created);
        var kept = await Client
            .DeleteAsync($"/v1/{catalogue}/{entry.Id()}", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.referenced");
        kept["args"]!.Texts("referrers").ShouldHaveSingleItem().ShouldEndWith($"/{named.Id()}");
        (await Client.GetStringAsync($"{_plan}/document")).ShouldNotContain(entry.Id());

        await Client.DeleteAsync($"{_plan}/parts/{named.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.DeleteAsync($"/v1/{catalogue}/{entry.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client
            .PostAsync($"{_plan}/parts", PartJson(section, content.Replace("ID", entry.Id(), StringComparison.Ordinal)))
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
    }

    [Fact]
    public async Task An_entry_deleted_while_a_plan_links_it_is_either_linked_or_deleted()
    {
        var second = await Api.BesideAsync();
        for (var round = 0; round < 10; round++)
        {
            var metric = await Client.EntryAsync("metrics", $"M{round}");
            var naming = Client.PostAsync(
                $"{_plan}/parts",
                PartJson("kpis", $$$"""{"name":"K","metric":{"text":"M","metricId":"{{{metric.Id()}}}"}}""")
            );
            var deleting = second.Alpha.Client.DeleteAsync($"/v1/metrics/{metric.Id()}", 1);
            var (named, gone) = ((await naming).StatusCode, (await deleting).StatusCode);

            (named, gone).ShouldBeOneOf(
                (HttpStatusCode.Created, HttpStatusCode.Conflict),
                (HttpStatusCode.UnprocessableEntity, HttpStatusCode.NoContent)
            );
        }
    }

    [Fact]
    public async Task A_replacing_document_keeps_existing_links_and_matches_new_names()
    {
        var one = await Client.EntryAsync("channels", "微博");
        await Client
            .PostAsync(
                $"{_plan}/parts",
                PartJson("campaigns", $$"""{"name":"C","channels":[{"text":"官微","channelId":"{{one.Id()}}"},{"text":"抖音"}]}""", "C")
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var two = await Client.EntryAsync("channels", "抖音");

        using var got = await Client.GetAsync($"{_plan}/document");
        var document = JsonNode.Parse(await got.Content.ReadAsStringAsync())!;
        document["campaigns"]![0]!["theme"] = "春天";
        await Client.PutJsonAsync($"{_plan}/document", document.ToJsonString(), got.Headers.ETag!.Tag).ShouldBeAsync(HttpStatusCode.OK);

        var campaign = (await Client.ReadAsync($"{_plan}/sections/campaigns")).Items()[0]!;
        campaign["content"]!["channels"]!.AsArray().Select(channel => channel!.Text("channelId")).ShouldBe([one.Id(), two.Id()]);
    }

    [Fact]
    public async Task A_replacing_document_creates_entries_on_request()
    {
        using var got = await Client.GetAsync($"{_plan}/document");
        var document = JsonNode.Parse(await got.Content.ReadAsStringAsync())!;
        document["kpis"] = JsonNode.Parse("""[{"name":"K","indicators":[{"text":"试用率"},{"text":"XXX"}]}]""");

        await Client
            .PutJsonAsync($"{_plan}/document?createEntries=true", document.ToJsonString(), got.Headers.ETag!.Tag)
            .ShouldBeAsync(HttpStatusCode.OK);

        var metric = (await Client.ReadAsync("/v1/metrics")).Items().ShouldHaveSingleItem()!;
        var indicators = (await Client.ReadAsync($"{_plan}/sections/kpis")).Items()[0]!["content"]!["indicators"]!.AsArray();
        indicators[0]!.Text("metricId").ShouldBe(metric.Id());
        indicators[1]!["metricId"].ShouldBeNull();
    }
}
