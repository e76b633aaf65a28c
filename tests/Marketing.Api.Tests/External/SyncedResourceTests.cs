using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Campaigns;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.External;

/// <summary>What parties, partners, channels and content assets share with campaigns: their ids in other systems.</summary>
[Collection(SecondApi.Name)]
public sealed class SyncedResourceTests(MarketingApi api) : ApiTest(api)
{
    public static TheoryData<string> Collections => [.. Bodies.Keys];

    /// <summary>For each collection, the member with the name, and other required members.</summary>
    private static readonly Dictionary<string, (string Name, string Required)> Bodies = new(StringComparer.Ordinal)
    {
        ["parties"] = ("name", """ "kind":"department" """),
        ["partners"] = ("name", """ "kind":"media" """),
        ["channels"] = ("name", """ "type":"social" """),
        ["content-assets"] = ("title", """ "format":"poster" """),
    };

    [Theory]
    [MemberData(nameof(Collections))]
    public async Task An_upsert_creates_merges_what_is_sent_and_changes_nothing_if_nothing_differs(string collection)
    {
        var made = await Put(collection, "701", Whole(collection, "甲")).ShouldBeAsync(HttpStatusCode.Created);
        Ids(made).ShouldBe(["crm:701"]);

        var same = await Put(collection, "701", Named(collection, "甲")).ShouldBeAsync(HttpStatusCode.OK);
        (same.Id(), same.Version()).ShouldBe((made.Id(), 1));
        var changed = await Put(collection, "701", Named(collection, "乙")).ShouldBeAsync(HttpStatusCode.OK);
        (changed.Id(), changed.Version(), changed.Text(Bodies[collection].Name)).ShouldBe((made.Id(), 2, "乙"));

        (await Client.ReadAsync($"/v1/{collection}?externalId=crm/701")).Each("id").ShouldBe([made.Id()]);
        (await Client.ReadAsync($"/v1/{collection}?externalId=crm/702")).Items().ShouldBeEmpty();
        (await Client.ReadAsync($"/v1/{collection}?externalId=ads/701")).Items().ShouldBeEmpty();
        (await Client.ReadAsync($"/v1/{collection}/{made.Id()}"))["externalIds"]!
            .ToJsonString()
            .ShouldBe("""[{"system":"crm","id":"701"}]""");
    }

    [Theory]
    [MemberData(nameof(Collections))]
    public async Task A_new_resource_needs_its_required_members_and_an_existing_one_does_not(string collection)
    {
        var refused = await Put(collection, "701", "{}").ShouldBeAsync(HttpStatusCode.BadRequest);

        refused["errors"]!
            .AsArray()
            .Select(each => $"{each!.Text("pointer")} {each!.Text("code")}")
            .ShouldContain($"/{Bodies[collection].Name} input.required");
        await Put(collection, "701", Whole(collection, "甲")).ShouldBeAsync(HttpStatusCode.Created);
        (await Put(collection, "701", "{}").ShouldBeAsync(HttpStatusCode.OK)).Version().ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Collections))]
    public async Task What_is_older_or_has_another_version_is_refused_and_a_deleted_resource_is_restored_on_request(string collection)
    {
        var made = await Put(collection, "701", With(Whole(collection, "甲"), "2027-03-02T00:00:00Z"))
            .ShouldBeAsync(HttpStatusCode.Created);
        await Put(collection, "701", With(Named(collection, "乙"), "2027-03-01T00:00:00Z"))
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "external.staleSource");
        await Client
            .PutJsonAsync(At(collection, "701"), Named(collection, "乙"), "\"7\"")
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        await Client
            .PutJsonAsync(At(collection, "702"), Whole(collection, "乙"), "\"1\"")
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        await Client.DeleteAsync($"/v1/{collection}/{made.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);

        await Put(collection, "701", Named(collection, "丙")).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "external.targetDeleted");
        (await Client.ReadAsync($"/v1/{collection}?externalId=crm/701")).Items().ShouldBeEmpty();
        var restored = await Put(collection, "701", Named(collection, "丙"), "?restore=true").ShouldBeAsync(HttpStatusCode.OK);
        (restored.Id(), restored.Text(Bodies[collection].Name)).ShouldBe((made.Id(), "丙"));
        (await Client.ReadAsync($"/v1/{collection}?externalId=crm/701")).Each("id").ShouldBe([made.Id()]);
    }

    [Theory]
    [MemberData(nameof(Collections))]
    public async Task A_resource_is_linked_to_several_systems_and_unlinked(string collection)
    {
        var (first, second) = (await CreateAsync(collection, "甲"), await CreateAsync(collection, "乙"));
        await Link(collection, first, "crm", "701", 1).ShouldBeAsync(HttpStatusCode.OK);
        Ids(await Link(collection, first, "ads", "9", 2).ShouldBeAsync(HttpStatusCode.OK)).ShouldBe(["ads:9", "crm:701"]);

        var taken = await Link(collection, second, "crm", "701", 1).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "external.idTaken");
        taken["args"]!.Text("existingId").ShouldBe(first);
        await Link(collection, first, "crm", "702", 3).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"/v1/{collection}?externalId=crm/701")).Items().ShouldBeEmpty();
        await Link(collection, second, "crm", "701", 1).ShouldBeAsync(HttpStatusCode.OK);
        var unlinked = await Client.DeleteAsync($"/v1/{collection}/{first}/external-ids/crm", 4).ShouldBeAsync(HttpStatusCode.OK);
        Ids(unlinked).ShouldBe(["ads:9"]);
    }

    [Theory]
    [MemberData(nameof(Collections))]
    public async Task A_key_of_a_system_writes_the_ids_of_that_system_alone(string collection)
    {
        var made = await CreateAsync(collection, "甲");
        var key = await Client
            .PostAsync("/v1/api-keys", """{"name":"ads","system":"ads","scopes":["campaigns:write","catalogues:write"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        using var ads = Api.With("Bearer " + key.Text("key"));

        await ads.PutJsonAsync(At(collection, "701"), Whole(collection, "乙"), null)
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "external.systemForbidden");
        await ads.PutJsonAsync($"/v1/{collection}/{made}/external-ids/crm", """{"id":"701"}""", "\"1\"")
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "external.systemForbidden");
        await ads.PutJsonAsync($"/v1/{collection}/external/ads/701", Whole(collection, "乙"), null).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_id_names_one_resource_of_each_type()
    {
        var campaign = await Client
            .PutJsonAsync($"{CampaignSteps.Campaigns}/external/crm/701", """{"title":"甲","kind":"event"}""", null)
            .ShouldBeAsync(HttpStatusCode.Created);
        var party = await Put("parties", "701", Whole("parties", "甲")).ShouldBeAsync(HttpStatusCode.Created);
        await Put("parties", "a1", Whole("parties", "乙")).ShouldBeAsync(HttpStatusCode.Created);
        await Put("parties", "A1", Whole("parties", "丙")).ShouldBeAsync(HttpStatusCode.Created);

        party.Id().ShouldNotBe(campaign.Id());
        (await Client.ReadAsync("/v1/parties?externalId=crm/A1")).Each("name").ShouldBe(["丙"]);
    }

    [Fact]
    public async Task A_name_of_another_entry_is_refused_and_nothing_is_written()
    {
        var other = await Client.PartyAsync("甲");

        var refused = await Put("parties", "701", Whole("parties", "甲"))
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.nameTaken");

        refused["args"]!.Text("existingId").ShouldBe(other.Id());
        (await Client.ReadAsync("/v1/parties?externalId=crm/701")).Items().ShouldBeEmpty();
        await Put("parties", "701", Whole("parties", "乙")).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_merged_party_passes_on_the_ids_of_systems_that_do_not_know_the_remaining_one()
    {
        var (remaining, merged) = (await CreateAsync("parties", "甲"), await CreateAsync("parties", "乙"));
        await Link("parties", remaining, "crm", "1", 1).ShouldBeAsync(HttpStatusCode.OK);
        await Link("parties", merged, "crm", "2", 1).ShouldBeAsync(HttpStatusCode.OK);
        await Link("parties", merged, "ads", "9", 2).ShouldBeAsync(HttpStatusCode.OK);

        Ids(await Merge(merged, 3, remaining).ShouldBeAsync(HttpStatusCode.OK)).ShouldBe(["ads:9", "crm:1"]);

        (await Client.PutJsonAsync("/v1/parties/external/ads/9", """{"code":"A"}""", null).ShouldBeAsync(HttpStatusCode.OK))
            .Id()
            .ShouldBe(remaining);
        var gone = await Put("parties", "2", """{"code":"B"}""").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "external.targetDeleted");
        gone["args"]!.Text("existingId").ShouldBe(merged);
    }

    [Fact]
    public async Task A_restored_party_gets_back_the_ids_that_it_passed_on()
    {
        var (last, middle, first) = (
            await CreateAsync("parties", "甲"),
            await CreateAsync("parties", "乙"),
            await CreateAsync("parties", "丙")
        );
        await Link("parties", first, "ads", "9", 1).ShouldBeAsync(HttpStatusCode.OK);
        await Link("parties", first, "crm", "1", 2).ShouldBeAsync(HttpStatusCode.OK);
        await Merge(first, 3, middle).ShouldBeAsync(HttpStatusCode.OK);
        Ids(await Merge(middle, 2, last).ShouldBeAsync(HttpStatusCode.OK)).ShouldBe(["ads:9", "crm:1"]);
        var version = (await Client.ReadAsync($"/v1/parties/{last}")).Version();
        await Client.DeleteAsync($"/v1/parties/{last}/external-ids/crm", version).ShouldBeAsync(HttpStatusCode.OK);

        var restored = await Client.ActAsync($"/v1/parties/{first}/restore", 4).ShouldBeAsync(HttpStatusCode.OK);

        Ids(restored).ShouldBe(["ads:9"]);
        Ids(await Client.ReadAsync($"/v1/parties/{last}")).ShouldBeEmpty();
        (await Client.ReadAsync("/v1/parties?externalId=ads/9")).Each("id").ShouldBe([first]);
        Ids(await Client.ActAsync($"/v1/parties/{middle}/restore", 3).ShouldBeAsync(HttpStatusCode.OK)).ShouldBeEmpty();
    }

    private static string Whole(string collection, string name) =>
        $$"""{"{{Bodies[collection].Name}}":"{{name}}",{{Bodies[collection].Required}}}""";

    private static string Named(string collection, string name) => $$"""{"{{Bodies[collection].Name}}":"{{name}}"}""";

    private static string With(string body, string sourceUpdatedAt)
    {
        var sent = JsonNode.Parse(body)!;
        sent["sourceUpdatedAt"] = sourceUpdatedAt;
        return sent.ToJsonString();
    }

    private static string At(string collection, string id) => $"/v1/{collection}/external/crm/{id}";

    private static IEnumerable<string> Ids(JsonNode resource) =>
        resource["externalIds"]!.AsArray().Select(each => $"{each!.Text("system")}:{each!.Text("id")}");

    private async Task<string> CreateAsync(string collection, string name) =>
        (await Client.PostAsync($"/v1/{collection}", Whole(collection, name)).ShouldBeAsync(HttpStatusCode.Created)).Id();

    private Task<HttpResponseMessage> Put(string collection, string id, string body, string query = "") =>
        Client.PutJsonAsync(At(collection, id) + query, body, null);

    private Task<HttpResponseMessage> Link(string collection, string resource, string system, string id, int version) =>
        Client.PutJsonAsync($"/v1/{collection}/{resource}/external-ids/{system}", $$"""{"id":"{{id}}"}""", $"\"{version}\"");

    private Task<HttpResponseMessage> Merge(string party, int version, string into) =>
        Client.ActAsync($"/v1/parties/{party}/merge", version, $$"""{"intoId":"{{into}}"}""");
}
