using System.Net;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Campaigns;

/// <summary>Campaigns by their ids in other systems, and what a system owns.</summary>
[Collection(FirstApi.Name)]
public sealed class ExternalCampaignTests(MarketingApi api) : ApiTest(api)
{
    private const string Campaigns = CampaignSteps.Campaigns;
    private const string Crm = $"{Campaigns}/external/crm";

    [Fact]
    public async Task An_upsert_creates_merges_what_is_sent_and_changes_nothing_if_nothing_differs()
    {
        var made = await Put("701", """{"title":"春季促销","kind":"promotion","window":{"start":"2027-03-01","end":"2027-03-31"}}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        made["externalIds"]!.ToJsonString().ShouldBe("""[{"system":"crm","id":"701"}]""");

        (await Put("701", """{"title":"春季促销"}""").ShouldBeAsync(HttpStatusCode.OK)).Version().ShouldBe(1);
        var merged = await Put("701", """{"theme":"春","window":{"end":null}}""").ShouldBeAsync(HttpStatusCode.OK);
        (merged.Id(), merged.Text("title"), merged["window"]!["end"]).ShouldBe((made.Id(), "春季促销", null));
        await Put("701", """{"window":{"end":""}}""").ShouldBeAsync(HttpStatusCode.BadRequest);
        await Put("702", """{"kind":"promotion"}""").ShouldBeAsync(HttpStatusCode.BadRequest);

        (await Client.ReadAsync($"{Crm}/701")).Id().ShouldBe(made.Id());
        await Client.GetAsync($"{Crm}/702").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "external.notFound");
    }

    [Fact]
    public async Task An_upsert_with_a_condition_changes_only_the_state_that_it_names()
    {
        await Client
            .PutJsonAsync($"{Crm}/701", """{"title":"品牌🎉 <p>","kind":"event"}""", "\"1\"")
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        await Client.GetAsync($"{Crm}/701").ShouldBeAsync(HttpStatusCode.NotFound);
        await Put("701", """{"title":"品牌🎉 <p>","kind":"event"}""").ShouldBeAsync(HttpStatusCode.Created);

        await Client
            .PutJsonAsync($"{Crm}/701", """{"title":"乙"}""", "\"7\"")
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        (await Client.ReadAsync($"{Crm}/701")).Text("title").ShouldBe("品牌🎉 <p>");
        await Client.PutJsonAsync($"{Crm}/701", """{"title":"乙"}""", "\"1\"").ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("a1")]
    [InlineData("Ａ1")]
    [InlineData("A1%20")]
    public async Task Ids_that_differ_by_case_width_or_blanks_are_different(string other)
    {
        var first = await Put("A1", """{"title":"甲","kind":"event"}""").ShouldBeAsync(HttpStatusCode.Created);
        var second = await Put(other, """{"title":"乙","kind":"event"}""").ShouldBeAsync(HttpStatusCode.Created);

        second.Id().ShouldNotBe(first.Id());
        (await Client.ReadAsync($"{Crm}/A1")).Text("title").ShouldBe("甲");
    }

    [Fact]
    public async Task What_is_older_than_the_last_state_is_refused_and_a_deleted_campaign_is_restored_on_request()
    {
        var made = await Put("701", """{"title":"甲","kind":"event","sourceUpdatedAt":"2027-03-02T00:00:00Z"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await Put("701", """{"title":"乙","sourceUpdatedAt":"2027-03-01T00:00:00Z"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "external.staleSource");
        await Put("701", """{"title":"丙","sourceUpdatedAt":"2027-03-02T00:00:00Z"}""").ShouldBeAsync(HttpStatusCode.OK);
        await Client.DeleteAsync($"{Campaigns}/{made.Id()}", 2).ShouldBeAsync(HttpStatusCode.NoContent);

        await Put("701", """{"title":"丁"}""").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "external.targetDeleted");
        var restored = await Put("701", """{"title":"丁"}""", "?restore=true").ShouldBeAsync(HttpStatusCode.OK);

        (restored.Id(), restored.Text("title")).ShouldBe((made.Id(), "丁"));
    }

    [Fact]
    public async Task A_code_of_another_campaign_is_refused_and_nothing_is_written()
    {
        var other = await Client.CampaignAsync(""" "code":"LAUNCH" """);
        var refused = await Put("701", """{"title":"甲","kind":"event","code":"LAUNCH"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.codeTaken");

        refused["args"]!.Text("existingId").ShouldBe(other.Id());
        await Client.GetAsync($"{Crm}/701").ShouldBeAsync(HttpStatusCode.NotFound);
        var made = await Put("702", """{"title":"乙","kind":"event"}""").ShouldBeAsync(HttpStatusCode.Created);
        var both = await Put("702", """{"title":"丙","code":"launch"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.codeTaken");
        (both["args"]!.Text("campaignId"), both["args"]!.Text("existingId")).ShouldBe((made.Id(), other.Id()));
        (await Client.ReadAsync($"{Crm}/702")).ToJsonString().ShouldBe(made.ToJsonString());
    }

    [Fact]
    public async Task A_campaign_is_linked_to_several_systems_and_unlinked()
    {
        var (first, second) = (await Client.CampaignAsync(), await Client.CampaignAsync());
        var path = $"{Campaigns}/{first.Id()}/external-ids";
        await Client.PutJsonAsync($"{path}/crm", """{"id":"701"}""", "\"1\"").ShouldBeAsync(HttpStatusCode.OK);
        var linked = await Client.PutJsonAsync($"{path}/ads", """{"id":"9"}""", "\"2\"").ShouldBeAsync(HttpStatusCode.OK);
        linked["externalIds"]!.AsArray().Select(each => each!.Text("system")).ShouldBe(["ads", "crm"]);

        await Client
            .PutJsonAsync($"{Campaigns}/{second.Id()}/external-ids/crm", """{"id":"701"}""", "\"1\"")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "external.idTaken");
        await Client.PutJsonAsync($"{path}/crm", """{"id":"702"}""", "\"3\"").ShouldBeAsync(HttpStatusCode.OK);
        await Client.GetAsync($"{Crm}/701").ShouldBeAsync(HttpStatusCode.NotFound);
        (await Client.ReadAsync($"{Crm}/702")).Id().ShouldBe(first.Id());
        var unlinked = await Client.DeleteAsync($"{path}/crm", 4).ShouldBeAsync(HttpStatusCode.OK);
        unlinked["externalIds"]!.AsArray().ShouldHaveSingleItem()!.Text("system").ShouldBe("ads");
    }

    [Fact]
    public async Task A_member_is_written_by_the_system_that_owns_it_alone()
    {
        using var administrator = await Api.Alpha.PersonAsync("anna", Role.Administrator);
        var made = await Put("701", """{"title":"甲","kind":"event"}""").ShouldBeAsync(HttpStatusCode.Created);
        await Own(administrator, "crm", "title").ShouldBeAsync(HttpStatusCode.OK);

        await Own(administrator, "ads", "title").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "syncSystem.memberTaken");
        await Own(administrator, "ads", "nothing").ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        var refused = await Client
            .PatchAsync($"{Campaigns}/{made.Id()}", """{"title":"乙","theme":"T"}""", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.memberOwned");
        (refused["args"]!.Text("member"), refused["args"]!.Text("system")).ShouldBe(("title", "crm"));
        await Client.PatchAsync($"{Campaigns}/{made.Id()}", """{"title":"甲","theme":"T"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        (await Put("701", """{"title":"丙"}""").ShouldBeAsync(HttpStatusCode.OK)).Text("title").ShouldBe("丙");
        (await administrator.ReadAsync("/v1/sync-systems/crm")).Texts("ownedMembers").ShouldBe(["title"]);
    }

    private Task<HttpResponseMessage> Put(string id, string body, string query = "") =>
        Client.PutJsonAsync($"{Crm}/{id}{query}", body, null);

    private static Task<HttpResponseMessage> Own(HttpClient client, string system, string member) =>
        client.PutJsonAsync($"/v1/sync-systems/{system}", $$"""{"ownedMembers":["{{member}}"]}""", null);
}
