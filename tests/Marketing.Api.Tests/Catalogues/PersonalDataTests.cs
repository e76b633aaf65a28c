using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Catalogues;

[Collection(SecondApi.Name)]
public sealed class PersonalDataTests(MarketingApi api) : ApiTest(api)
{
    private readonly string _name = $"陈晓{Guid.NewGuid():N}";
    private readonly string _email = $"{Guid.NewGuid():N}@example.com";

    [Fact]
    public async Task A_contact_is_readable_until_erased_and_nowhere_afterwards()
    {
        var party = await ContactAsync();
        var path = $"/v1/parties/{party.Id()}";
        party["contact"]!.Text("name").ShouldBe(_name);
        (await Client.ReadAsync(path))["contact"]!.Text("name").ShouldBe(_name);
        (await Client.ReadAsync("/v1/parties")).Items()[0]!["contact"]!.Text("name").ShouldBe(_name);
        await Client.PatchAsync(path, $$$"""{"contact":{"email":"{{{_email}}}"}}""", 1).ShouldBeAsync(HttpStatusCode.OK);

        var entries = await ContactEntriesAsync(party.Id());
        entries.Count.ShouldBe(2);
        entries[0]["old"].ShouldBeNull();
        entries[0]["new"]!.Text("name").ShouldBe(_name);
        entries[1]["old"]!.Text("name").ShouldBe(_name);
        entries[1]["new"]!.Text("email").ShouldBe(_email);
        entries.ShouldAllBe(entry => !entry["erased"]!.GetValue<bool>());

        var erased = await Client.ActAsync($"{path}/erase", 2).ShouldBeAsync(HttpStatusCode.OK);
        erased["contact"].ShouldBeNull();
        (await Client.ReadAsync(path))["contact"].ShouldBeNull();
        entries = await ContactEntriesAsync(party.Id());
        entries.Count.ShouldBe(3);
        entries.ShouldAllBe(entry => entry["erased"]!.GetValue<bool>() && entry["old"] == null && entry["new"] == null);
        (await Client.ReadAsync("/v1/changes?types=party&include=resource")).ToJsonString().ShouldNotContain(_email);
    }

    [Fact]
    public async Task A_contact_is_hidden_from_credentials_without_its_scope_and_kept_by_their_changes()
    {
        var party = await ContactAsync();
        var path = $"/v1/parties/{party.Id()}";
        var other = await Api.Alpha.WithScopesAsync("plans:read", "catalogues:write", "audit:read", "feeds:read");

        (await other.ReadAsync(path))["contact"].ShouldBeNull();
        (await other.ReadAsync("/v1/parties")).ToJsonString().ShouldNotContain(_name);
        (await other.ReadAsync("/v1/audit?type=party")).ToJsonString().ShouldNotContain(_name);
        (await other.ReadAsync("/v1/changes?types=party&include=resource")).ToJsonString().ShouldNotContain(_name);
        (await other.PostAsync("/v1/parties/match", $$"""{"texts":["{{party.Text("name")}}"]}""").ShouldBeAsync(HttpStatusCode.OK))
            .ToJsonString()
            .ShouldNotContain(_email);
        var changed = await other.PatchAsync(path, $$$"""{"contact":{"email":"{{{_email}}}"}}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        changed["contact"].ShouldBeNull();
        var contact = (await Client.ReadAsync(path))["contact"]!;
        (contact.Text("name"), contact.Text("email")).ShouldBe((_name, _email));
    }

    [Fact]
    public async Task No_contact_is_stored_in_plain_text()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "The test cannot read the files of SQL Server.");
        var party = await ContactAsync($"key-{Guid.NewGuid():N}");
        await Client
            .PatchAsync($"/v1/parties/{party.Id()}", $$$"""{"contact":{"email":"{{{_email}}}"}}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        Api.Database.HoldsInPlain(party.Text("name")).ShouldBeTrue();
        Api.Database.HoldsInPlain(_name).ShouldBeFalse();
        Api.Database.HoldsInPlain(_email).ShouldBeFalse();
    }

    [Fact]
    public async Task A_replayed_response_omits_the_contact()
    {
        var first = await ContactAsync("retry");
        first["contact"]!.Text("name").ShouldBe(_name);
        var replayed = await ContactAsync("retry");
        replayed.Id().ShouldBe(first.Id());
        replayed["contact"].ShouldBeNull();
        (await Api.Database.ReadTextsAsync("SELECT Body FROM IdempotencyRecords")).ShouldHaveSingleItem().ShouldNotContain(_name);
    }

    [Fact]
    public async Task A_contact_added_after_erasure_is_readable_and_reveals_no_erased_one()
    {
        var party = await ContactAsync();
        var path = $"/v1/parties/{party.Id()}";
        await Client.ActAsync($"{path}/erase", 1).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.PatchAsync(path, $$$"""{"contact":{"email":"{{{_email}}}"}}""", 2).ShouldBeAsync(HttpStatusCode.OK))["contact"]!
            .Text("email")
            .ShouldBe(_email);
        var entries = await ContactEntriesAsync(party.Id());
        entries.Select(entry => entry["erased"]!.GetValue<bool>()).ShouldBe([true, true, false]);
        entries[2]["new"]!.Text("email").ShouldBe(_email);
    }

    [Fact]
    public async Task Only_an_administrator_can_erase_a_party_even_a_deleted_one()
    {
        var party = await ContactAsync();
        var writer = await Api.Alpha.WithScopesAsync("catalogues:write");
        await writer.ActAsync($"/v1/parties/{party.Id()}/erase", 1).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "auth.scopeMissing");
        await Client.DeleteAsync($"/v1/parties/{party.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.ActAsync($"/v1/parties/{party.Id()}/erase", 2).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"/v1/parties/{party.Id()}?includeDeleted=true"))["contact"].ShouldBeNull();
    }

    private Task<JsonObject> ContactAsync(string? retryKey = null) =>
        Client
            .PostAsync("/v1/parties", PartySteps.PartyJson("市场部", new { contact = new { name = _name } }), retryKey)
            .ShouldBeAsync(HttpStatusCode.Created);

    private async Task<IReadOnlyList<JsonNode>> ContactEntriesAsync(string party) =>
        [
            .. (await Client.ReadAsync($"/v1/audit?resource={party}&field=contact&sort=at"))
                .Items()
                .Select(entry => entry!["fields"]!.AsArray().Single(field => field!.Text("field") == "contact")!),
        ];
}
