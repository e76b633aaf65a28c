using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using Marketing.Application.Webhooks;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Webhooks;

/// <summary>Registering endpoints: addresses, types, secrets.</summary>
[Collection(SecondApi.Name)]
public sealed class WebhookTests(MarketingApi api) : ApiTest(api)
{
    private const string Address = "https://hooks.example.com/marketing";

    [Fact]
    public async Task A_new_webhook_has_a_secret_that_is_returned_once()
    {
        var body = WebhookSteps.Body(Address, "plan", "approval.due", "plan");
        var created = await Client.PostAsync("/v1/webhooks", body, "once").ShouldBeAsync(HttpStatusCode.Created);

        created.Text("secret").ShouldMatch("^whsec_[A-Za-z0-9+/]{43}=$");
        created.Texts("types").ShouldBe(["plan", "approval.due"]);
        (created.Text("state"), created["baselineRequired"]!.GetValue<bool>()).ShouldBe(("active", false));
        var replayed = await Client.PostAsync("/v1/webhooks", body, "once").ShouldBeAsync(HttpStatusCode.Created);
        (replayed.Id(), replayed["secret"]).ShouldBe((created.Id(), null));
        var read = await Client.ReadAsync($"/v1/webhooks/{created.Id()}");
        read.ContainsKey("secret").ShouldBeFalse();
        (await Client.ReadAsync("/v1/webhooks")).Items().ShouldHaveSingleItem()!.Id().ShouldBe(created.Id());
        var secret = created.Text("secret")["whsec_".Length..];
        (await Client.ReadAsync($"/v1/audit?resource={created.Id()}")).ToJsonString().ShouldNotContain(secret);
        (await Client.ReadAsync("/v1/changes?types=webhook&include=resource")).ToJsonString().ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("https://169.254.169.254/latest/meta-data", "webhook.hostForbidden")]
    [InlineData("https://[::ffff:10.0.0.1]/", "webhook.hostForbidden")]
    [InlineData("https://[::1]/", "webhook.hostForbidden")]
    [InlineData("https://[fd00::1]/", "webhook.hostForbidden")]
    [InlineData("https://[fe80::1]/", "webhook.hostForbidden")]
    [InlineData("https://[64:ff9b::a00:1]/", "webhook.hostForbidden")]
    [InlineData("https://[2002:a00:1::]/", "webhook.hostForbidden")]
    [InlineData("https://127.1/", "webhook.hostForbidden")]
    [InlineData("https://2130706433/", "webhook.hostForbidden")]
    [InlineData("https://0x7f000001/", "webhook.hostForbidden")]
    [InlineData("https://017700000001/", "webhook.hostForbidden")]
    [InlineData("https://10.0.0.1:8443/", "webhook.hostForbidden")]
    [InlineData("https://192.168.1.1/", "webhook.hostForbidden")]
    [InlineData("https://172.31.255.255/", "webhook.hostForbidden")]
    [InlineData("https://100.64.0.1/", "webhook.hostForbidden")]
    [InlineData("https://0.0.0.0/", "webhook.hostForbidden")]
    [InlineData("https://255.255.255.255/", "webhook.hostForbidden")]
    [InlineData("https://localhost/", "webhook.hostForbidden")]
    [InlineData("http://hooks.example.com/", "webhook.urlNotHttps")]
    [InlineData("https://user:pass@hooks.example.com/", "webhook.urlInvalid")]
    [InlineData("https://hooks.example.com/#part", "webhook.urlInvalid")]
    [InlineData("https://:443/", "webhook.urlInvalid")]
    public async Task An_address_that_is_not_public_is_refused_when_it_is_set(string url, string code)
    {
        var refused = await Client
            .PostAsync("/v1/webhooks", WebhookSteps.Body(url, "plan"))
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, code);
        refused.Pointers().ShouldBe(["/url"]);

        var id = (await Client.WebhookAsync(Address, "plan")).Id();
        await Client
            .PatchAsync($"/v1/webhooks/{id}", new JsonObject { ["url"] = url }.ToJsonString(), 1)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, code);
        (await Client.ReadAsync($"/v1/webhooks/{id}")).Text("url").ShouldBe(Address);
    }

    [Fact]
    public async Task Types_must_exist_and_be_visible_to_the_caller()
    {
        using var narrow = await Api.Alpha.WithScopesAsync(Scopes.WebhooksManage, Scopes.PlansRead);

        await narrow.WebhookAsync(Address, "plan", "task.overdue");

        var refused = await narrow
            .PostAsync("/v1/webhooks", WebhookSteps.Body(Address, "plan", "budget", "plan.renamed"))
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "webhook.typesUnknown");
        refused.Pointers().ShouldBe(["/types"]);
        refused["errors"]![0]!["args"]!.Texts("types").ShouldBe(["budget", "plan.renamed"]);
    }

    /// <summary>Otherwise someone with few permissions could send what others may see to an address of their own.</summary>
    [Fact]
    public async Task Who_changes_the_address_needs_the_scopes_for_its_types_and_becomes_the_owner()
    {
        using var narrow = await Api.Alpha.WithScopesAsync(Scopes.WebhooksManage, Scopes.PlansRead);
        var created = await Client.WebhookAsync(Address, "plan", "budget");
        var path = $"/v1/webhooks/{created.Id()}";

        await narrow
            .PatchAsync(path, """{"url":"https://other.example.com/"}""", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "webhook.typesUnknown");
        var moved = await narrow
            .PatchAsync(path, """{"url":"https://other.example.com/","types":["plan"]}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);

        moved.Text("ownerId").ShouldNotBe(created.Text("ownerId"));
        var renamed = await Client.PatchAsync(path, """{"description":"x"}""", 2).ShouldBeAsync(HttpStatusCode.OK);
        renamed.Text("ownerId").ShouldBe(moved.Text("ownerId"));
    }

    [Fact]
    public async Task Changes_need_the_version_that_was_read()
    {
        var path = $"/v1/webhooks/{(await Client.WebhookAsync(Address, "plan")).Id()}";

        await Client.ActAsync($"{path}/rotate-secret").ShouldBeAsync(HttpStatusCode.PreconditionRequired);
        (await Client.ActAsync($"{path}/rotate-secret", 1).ShouldBeAsync(HttpStatusCode.OK)).Text("secret").ShouldStartWith("whsec_");
        await Client.ActAsync($"{path}/enable", 1).ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        await Client.DeleteAsync(path, 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync(path).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "webhook.notFound");
        await Client.ActAsync($"{path}/test").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "webhook.notFound");
    }

    [Fact]
    public async Task A_replay_must_begin_within_the_feed()
    {
        await Client.PlanAsync("P");
        var id = (await Client.WebhookAsync(Address, "plan")).Id();

        await Client
            .ActAsync($"/v1/webhooks/{id}/replay", json: """{"sinceSequence":1000}""")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "webhook.replayOutside");
    }

    [Fact]
    public void Exactly_the_documented_events_can_be_subscribed_to()
    {
        var page = File.ReadAllText(Path.Combine(SourceFolder(), "..", "..", "..", "docs", "events.md"));

        var listed = page.Split("## List")[1]
            .Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);

        listed.Order().ShouldBe(WebhookTypes.Events.Order());
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
