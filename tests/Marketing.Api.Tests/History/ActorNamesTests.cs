using System.Net;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.History;

/// <summary>Wherever a response contains the id of an actor, it contains the actor's name too.</summary>
[Collection(FirstApi.Name)]
public sealed class ActorNamesTests(MarketingApi api) : ApiTest(api)
{
    private const string Part = """{"section":"objectives","content":{"text":"知名","measures":[]}}""";

    [Fact]
    public async Task A_resource_names_its_creator_and_its_last_writer_whether_key_or_person()
    {
        var created = await Client
            .PostAsync("/v1/api-keys", """{"name":"CRM 同步","scopes":["plans:read","plans:write"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var key = Api.With($"Bearer {created.Text("key")}");

        var plan = await key.PlanAsync("P");
        var part = await key.PostAsync($"/v1/plans/{plan.Id()}/parts", Part).ShouldBeAsync(HttpStatusCode.Created);
        var changed = await Client.PatchAsync($"/v1/plans/{plan.Id()}", """{"subtitle":"S"}""", 1).ShouldBeAsync(HttpStatusCode.OK);

        var me = (await Client.ReadAsync("/v1/me")).Text("displayName");
        (plan.Text("createdByName"), plan.Text("updatedByName")).ShouldBe(("CRM 同步", "CRM 同步"));
        (part.Text("createdByName"), part.Text("updatedByName")).ShouldBe(("CRM 同步", "CRM 同步"));
        (changed.Text("createdByName"), changed.Text("updatedByName")).ShouldBe(("CRM 同步", me));
        var row = (await Client.ReadAsync("/v1/plans")).Items().ShouldHaveSingleItem()!;
        (row.Text("createdByName"), row.Text("updatedByName")).ShouldBe(("CRM 同步", me));
        (await Client.ReadAsync($"/v1/plans/{plan.Id()}/parts")).Items().ShouldHaveSingleItem()!.Text("createdByName").ShouldBe("CRM 同步");
    }

    [Fact]
    public async Task The_feed_and_the_audit_trail_name_who_made_a_change()
    {
        var plan = await Client.PlanAsync("P");
        var me = (await Client.ReadAsync("/v1/me")).Text("displayName");

        var change = (await Client.ReadAsync("/v1/changes?start=oldest")).Items().Last(entry => entry!.Id() == plan.Id())!;
        var audit = (await Client.ReadAsync($"/v1/audit?resource={plan.Id()}")).Items().First()!;

        change.Text("byName").ShouldBe(me);
        audit.Text("byName").ShouldBe(me);
    }
}
