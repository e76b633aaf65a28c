using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Access;

[Collection(FirstApi.Name)]
public sealed class ManagingKeysTests(MarketingApi api) : ApiTest(api)
{
    private const string Reader = """{"name":"CRM sync","scopes":["plans:read"]}""";

    [Fact]
    public async Task A_new_key_is_shown_once_and_works()
    {
        using var created = await Client.PostAsync(
            "/v1/api-keys",
            """{"name":"CRM sync","scopes":["plans:read","plans:read","feeds:read"],"system":"crm"}"""
        );
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        var made = JsonNode.Parse(await created.Content.ReadAsStringAsync())!;
        var key = made.Text("key");
        key.ShouldStartWith(made.Text("prefix"));
        var read = await Client.ReadAsync(created.Headers.Location!.ToString());
        read.ToJsonString().ShouldNotContain(key);
        read["key"].ShouldBeNull();
        read.Texts("scopes").ShouldBe(["plans:read", "feeds:read"]);
        (await Client.ReadAsync("/v1/api-keys")).ToJsonString().ShouldNotContain(key);
        (await Client.ReadAsync($"/v1/audit?resource={made.Id()}")).ToJsonString().ShouldNotContain(key);

        var machine = Api.With($"Bearer {key}");
        await machine.ReadAsync("/v1/plans");
        var me = await machine.ReadAsync("/v1/me");
        me.Text("kind").ShouldBe("key");
        me.Text("displayName").ShouldBe("CRM sync");
        me.Text("system").ShouldBe("crm");
        me.Text("actorId").ShouldBe($"key:{Guid.Parse(made.Id()):N}");
    }

    [Fact]
    public async Task Neither_replayed_nor_stored_responses_contain_a_key()
    {
        using var first = await Client.PostAsync("/v1/api-keys", Reader, "retry-1");
        var made = JsonNode.Parse(await first.Content.ReadAsStringAsync())!;
        var key = made.Text("key");
        using var second = await Client.PostAsync("/v1/api-keys", Reader, "retry-1");
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        second.Headers.Location.ShouldBe(first.Headers.Location);
        second.Headers.ETag.ShouldBe(first.Headers.ETag);
        var replayed = JsonNode.Parse(await second.Content.ReadAsStringAsync())!;
        replayed.Id().ShouldBe(made.Id());
        replayed.AsObject().ContainsKey("key").ShouldBeTrue();
        replayed["key"].ShouldBeNull();

        var kept = await Api.Database.ReadTextsAsync("SELECT Body FROM IdempotencyRecords");
        kept.ShouldHaveSingleItem().ShouldContain(made.Id());
        kept[0].ShouldNotContain(key[^32..]);
        if (!TestDatabase.OnSqlServer)
        {
            Api.Database.HoldsInPlain(made.Text("prefix")).ShouldBeTrue();
            Api.Database.HoldsInPlain(key[^32..]).ShouldBeFalse();
        }

        await Api.With($"Bearer {key}").ReadAsync("/v1/plans");
    }

    [Theory]
    [InlineData("""["audit:read"]""", "apiKey.scopesBeyondCaller", "audit:read")]
    [InlineData("""["plans:read","plans:paint"]""", "apiKey.scopesUnknown", "plans:paint")]
    [InlineData("""["plans:read","plans:approve"]""", "apiKey.scopesForPersons", "plans:approve")]
    public async Task A_key_can_only_have_existing_machine_scopes_that_its_creator_has(string scopes, string code, string scope)
    {
        var maker = await Api.Alpha.WithScopesAsync("admin", "plans:read");
        var refused = await maker
            .PostAsync("/v1/api-keys", $$"""{"name":"K","scopes":{{scopes}}}""")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, code);
        refused["args"]!.Texts("scopes").ShouldBe([scope]);
        refused.Pointers().ShouldBe(["/scopes"]);
        await maker.PostAsync("/v1/api-keys", Reader).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_key_restricted_to_a_system_cannot_create_keys_for_another()
    {
        var made = await Client
            .PostAsync("/v1/api-keys", """{"name":"K","scopes":["admin","plans:read"],"system":"crm"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var narrowed = Api.With($"Bearer {made.Text("key")}");
        (
            await narrowed
                .PostAsync("/v1/api-keys", """{"name":"K","scopes":["plans:read"],"system":"erp"}""")
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "apiKey.systemBeyondCaller")
        )
            .Pointers()
            .ShouldBe(["/system"]);
        (await narrowed.PostAsync("/v1/api-keys", Reader).ShouldBeAsync(HttpStatusCode.Created)).Text("system").ShouldBe("crm");
        (
            await narrowed
                .PostAsync("/v1/api-keys", """{"name":"K","scopes":["plans:read"],"system":"crm"}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        )
            .Text("system")
            .ShouldBe("crm");
    }

    [Fact]
    public async Task A_key_expires_in_the_future_and_is_rejected_from_then_on()
    {
        (
            await Client
                .PostAsync("/v1/api-keys", """{"name":"K","scopes":["plans:read"],"expiresAt":"2020-01-01T00:00:00Z"}""")
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "apiKey.expiryInThePast")
        )
            .Pointers()
            .ShouldBe(["/expiresAt"]);
        var end = DateTime.UtcNow.AddSeconds(1.5);
        var made = await Client
            .PostAsync("/v1/api-keys", $$"""{"name":"K","scopes":["plans:read"],"expiresAt":"{{end:yyyy-MM-ddTHH:mm:ss.fffZ}}"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var machine = Api.With($"Bearer {made.Text("key")}");
        await machine.ReadAsync("/v1/plans");
        await Task.Delay(end - DateTime.UtcNow + TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        await machine.GetAsync("/v1/plans").ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "auth.expired");
    }

    [Fact]
    public async Task A_revoked_key_is_rejected_within_five_seconds_and_remains_in_the_list()
    {
        var made = await Client.PostAsync("/v1/api-keys", Reader).ShouldBeAsync(HttpStatusCode.Created);
        var machine = Api.With($"Bearer {made.Text("key")}");
        await machine.ReadAsync("/v1/plans");
        var path = $"/v1/api-keys/{made.Id()}";
        (await Client.ActAsync($"{path}/revoke", 1).ShouldBeAsync(HttpStatusCode.OK))["revokedAt"].ShouldNotBeNull();
        var end = DateTime.UtcNow.AddSeconds(5);
        HttpStatusCode status;
        do
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            using var answer = await machine.GetAsync("/v1/plans");
            status = answer.StatusCode;
        } while (status == HttpStatusCode.OK && DateTime.UtcNow < end);
        status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Client.ReadAsync("/v1/api-keys?revoked=true")).Each("id").ShouldBe([made.Id()]);
        (await Client.ReadAsync("/v1/api-keys?revoked=false")).Each("id").ShouldNotContain(made.Id());
        (await Client.ActAsync($"{path}/revoke", 2).ShouldBeAsync(HttpStatusCode.OK)).Version().ShouldBe(2);
    }

    [Fact]
    public async Task A_key_can_be_renamed_and_found_by_name_in_either_script_and_case()
    {
        var made = await Client.PostAsync("/v1/api-keys", Reader).ShouldBeAsync(HttpStatusCode.Created);
        var path = $"/v1/api-keys/{made.Id()}";
        var renamed = await Client.PatchAsync(path, """{"name":"营销 Sync"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        renamed.Text("name").ShouldBe("营销 Sync");
        renamed.AsObject().ContainsKey("key").ShouldBeFalse();
        foreach (var q in new[] { "營銷", "SYNC", "ｓｙｎｃ" })
        {
            (await Client.ReadAsync($"/v1/api-keys?q={Uri.EscapeDataString(q)}")).Each("id").ShouldBe([made.Id()]);
        }

        (await Client.PatchAsync(path, """{"scopes":["admin"]}""", 2).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid"))
            .Pointers()
            .ShouldBe(["/scopes"]);
        await Client
            .PatchAsync(path, """{"expiresAt":"2020-01-01T00:00:00Z"}""", 2)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "apiKey.expiryInThePast");
    }

    [Fact]
    public async Task Only_administrators_of_the_workspace_manage_its_keys()
    {
        var made = await Client.PostAsync("/v1/api-keys", Reader).ShouldBeAsync(HttpStatusCode.Created);
        var planner = await Api.Alpha.WithScopesAsync("plans:read", "plans:write");
        await planner.GetAsync("/v1/api-keys").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "auth.scopeMissing");
        await planner.PostAsync("/v1/api-keys", Reader).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "auth.scopeMissing");
        await Api.Beta.Client.GetAsync($"/v1/api-keys/{made.Id()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "apiKey.notFound");
        await Api
            .Beta.Client.ActAsync($"/v1/api-keys/{made.Id()}/revoke", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "apiKey.notFound");
    }
}
