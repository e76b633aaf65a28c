using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
using Microsoft.AspNetCore.Http;

namespace Marketing.Api.Tests.Webhooks;

/// <summary>Deliveries to receivers that are well, slow, sick or gone.</summary>
public sealed class WebhookDeliveryTests(WebhookApi host) : IClassFixture<WebhookApi>, IAsyncLifetime
{
    private readonly List<Receiver> _receivers = [];

    private HttpClient Client => host.Api.Alpha.Client;

    public async ValueTask InitializeAsync() => await host.Api.ResetAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var receiver in _receivers)
        {
            await receiver.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_change_arrives_as_the_entry_of_the_feed_with_a_valid_signature()
    {
        var receiver = await ReceiverAsync();
        var webhook = await Client.WebhookAsync(receiver.Url, "plan");
        var plan = await Client.PlanAsync("品牌🎉 <p>");
        await Client.PostAsync("/v1/partners", """{"name":"not subscribed"}""");

        var received = (await receiver.WaitAsync(1)).ShouldHaveSingleItem();

        received.IsSignedWith(webhook.Text("secret")).ShouldBeTrue();
        received.IsSignedWith("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=").ShouldBeFalse();
        var entry = (await Client.ReadAsync("/v1/changes?types=plan")).Items().ShouldHaveSingleItem()!;
        received.Event["data"]!.ToJsonString().ShouldBe(entry.ToJsonString());
        (received.Event.Text("type"), received.Event.Id(), received.ResourceId).ShouldBe(("plan.created", received.Id, plan.Id()));
        received.Headers["Content-Type"].ToString().ShouldBe("application/json");
        var delivery = (await DeliveriesAsync(webhook, all => all.All(IsDelivered))).ShouldHaveSingleItem();
        (delivery.Text("eventId"), delivery.Number("attempts"), delivery.Number("lastStatus")).ShouldBe((received.Id, 1, 204));
    }

    [Fact]
    public async Task A_refused_delivery_is_sent_again_after_about_five_seconds_with_the_same_id_and_bytes()
    {
        var receiver = await ReceiverAsync((_, times, _) => Task.FromResult(times == 1 ? 500 : 200));
        var webhook = await Client.WebhookAsync(receiver.Url, "plan");
        await Client.PlanAsync("P");

        var received = await receiver.WaitAsync(2);

        (received[1].Id, received[1].Text).ShouldBe((received[0].Id, received[0].Text));
        received[1].IsSignedWith(webhook.Text("secret")).ShouldBeTrue();
        (received[1].At - received[0].At).TotalSeconds.ShouldBeInRange(4.5, 9);
        var delivery = (await DeliveriesAsync(webhook, all => all.All(IsDelivered))).ShouldHaveSingleItem();
        delivery.Number("attempts").ShouldBe(2);
    }

    [Fact]
    public async Task Changes_of_a_resource_wait_for_its_earlier_ones_and_no_other_resource_waits_for_them()
    {
        string? sick = null;
        var receiver = await ReceiverAsync((one, times, _) => Task.FromResult(one.ResourceId == sick && times == 1 ? 503 : 204));
        await Client.WebhookAsync(receiver.Url, "plan");
        var plan = await Client.PlanAsync("P");
        await receiver.WaitAsync(1);
        sick = plan.Id();
        for (var version = 1; version <= 10; version++)
        {
            await Client.PatchAsync($"/v1/plans/{sick}", $$"""{"title":"P{{version}}"}""", version).ShouldBeAsync(HttpStatusCode.OK);
            sick = version == 1 ? plan.Id() : sick;
        }

        await receiver.WaitAsync(2);
        sick = null;
        var other = await Client.PlanAsync("Q");
        await Hosting.Wait.UntilAsync(() => receiver.All.Any(each => each.ResourceId == other.Id()), TimeSpan.FromSeconds(4));
        receiver.All.Where(each => each.ResourceId == plan.Id()).ShouldAllBe(each => each.Version <= 2);

        await Hosting.Wait.UntilAsync(() => receiver.All.Any(each => each.Version == 11), TimeSpan.FromSeconds(20));
        receiver.All.Where(each => each.ResourceId == plan.Id()).Select(each => each.Version).Distinct().ShouldBe(Enumerable.Range(1, 11));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_disables_the_endpoint_which_resumes_where_it_stopped()
    {
        var status = 410;
        var receiver = await ReceiverAsync((_, _, _) => Task.FromResult(status));
        var webhook = await Client.WebhookAsync(receiver.Url, "plan");
        await Client.PlanAsync("first");
        var disabled = await Client.UntilAsync(webhook.Id(), state => state.Text("state") == "disabled");
        disabled.Text("disabledReason").ShouldBe("gone");
        (await Client.ReadAsync("/v1/audit?resource=" + webhook.Id())).Items()[0]!.Text("by").ShouldBe("system:webhooks");
        await Client.PlanAsync("second");
        await Client.ActAsync($"/v1/webhooks/{webhook.Id()}/test").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "webhook.disabled");

        status = 200;
        await Client.ActAsync($"/v1/webhooks/{webhook.Id()}/enable", disabled.Version()).ShouldBeAsync(HttpStatusCode.OK);

        var received = await receiver.WaitAsync(3);
        received.Select(each => each.Id).Distinct().Count().ShouldBe(2);
        (await Client.UntilAsync(webhook.Id(), state => state["failingSince"] is null)).Text("state").ShouldBe("active");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var target = await ReceiverAsync();
        var receiver = await ReceiverAsync(
            (_, _, http) =>
            {
                http.Response.Headers.Location = target.Url;
                return Task.FromResult(StatusCodes.Status302Found);
            }
        );
        var webhook = await Client.WebhookAsync(receiver.Url, "plan");
        await Client.PlanAsync("P");

        var delivery = (await DeliveriesAsync(webhook, all => all.Any(each => each.Number("attempts") > 0)))[0];

        (delivery.Text("state"), delivery.Number("lastStatus"), delivery.Text("lastFailure")).ShouldBe(("pending", 302, "status"));
        target.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_healthy_receiver_does_not_wait_for_those_that_hang_or_refuse()
    {
        for (var i = 0; i < 6; i++)
        {
            var hangs = i % 2 == 0;
            var sick = await ReceiverAsync(
                async (_, _, http) =>
                {
                    if (hangs)
                    {
                        await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    }

                    return 500;
                }
            );
            await Client.WebhookAsync(sick.Url, "plan");
        }

        var healthy = await ReceiverAsync();
        await Client.WebhookAsync(healthy.Url, "plan");
        for (var i = 0; i < 20; i++)
        {
            await Client.PlanAsync($"P{i}");
        }

        var received = await healthy.WaitAsync(20, seconds: 6);
        received.Select(each => each.Id).ShouldBeUnique();
        received.Max(each => (each.At - each.Event["timestamp"]!.GetValue<DateTime>()).TotalSeconds).ShouldBeLessThan(4);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_in_time_or_closes_the_connection_has_failed()
    {
        var slow = await ReceiverAsync(
            async (_, _, http) =>
            {
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return 200;
            }
        );
        var closing = await ReceiverAsync(
            (_, _, http) =>
            {
                http.Abort();
                return Task.FromResult(200);
            }
        );
        var first = await Client.WebhookAsync(slow.Url, "plan");
        var second = await Client.WebhookAsync(closing.Url, "plan");
        await Client.PlanAsync("P");

        (await DeliveriesAsync(first, all => all.Any(each => each.Number("attempts") == 1)))[0].Text("lastFailure").ShouldBe("timeout");
        (await DeliveriesAsync(second, all => all.Any(each => each.Number("attempts") >= 1)))[0].Text("lastFailure").ShouldBe("connection");
    }

    [Fact]
    public async Task After_a_rotation_deliveries_have_both_signatures_pending_retries_included()
    {
        var receiver = await ReceiverAsync((_, times, _) => Task.FromResult(times == 1 ? 500 : 200));
        var webhook = await Client.WebhookAsync(receiver.Url, "plan");
        await Client.PlanAsync("P");
        await receiver.WaitAsync(1);

        var rotated = await Client.ActAsync($"/v1/webhooks/{webhook.Id()}/rotate-secret", 1).ShouldBeAsync(HttpStatusCode.OK);

        var retried = (await receiver.WaitAsync(2))[1];
        retried.Signature.Split(' ').Length.ShouldBe(2);
        retried.IsSignedWith(webhook.Text("secret")).ShouldBeTrue();
        retried.IsSignedWith(rotated.Text("secret")).ShouldBeTrue();
    }

    [Fact]
    public async Task One_delivery_or_everything_since_a_sequence_is_sent_again_with_the_same_ids()
    {
        var receiver = await ReceiverAsync();
        var webhook = await Client.WebhookAsync(receiver.Url, "plan");
        for (var i = 0; i < 3; i++)
        {
            await Client.PlanAsync($"P{i}");
        }

        await receiver.WaitAsync(3);
        var deliveries = await DeliveriesAsync(webhook, all => all.Count == 3 && all.All(IsDelivered));
        var path = $"/v1/webhooks/{webhook.Id()}";
        await Client.ActAsync($"{path}/deliveries/{deliveries[2].Id()}/replay").ShouldBeAsync(HttpStatusCode.OK);
        var first = (await receiver.WaitAsync(4))[3];
        first.Id.ShouldBe(deliveries[2].Text("eventId"));

        var since = deliveries[2]["sequence"]!.GetValue<long>();
        await Client.ActAsync($"{path}/replay", json: $$"""{"sinceSequence":{{since}}}""").ShouldBeAsync(HttpStatusCode.OK);

        var again = (await receiver.WaitAsync(6)).Skip(4).ToList();
        again.Select(each => each.Id).ShouldBe([deliveries[1].Text("eventId"), deliveries[0].Text("eventId")], ignoreOrder: true);
        again.ShouldAllBe(each => receiver.All.Take(3).Any(earlier => earlier.Id == each.Id && earlier.Text == each.Text));
    }

    [Fact]
    public async Task A_test_event_arrives_whatever_the_types()
    {
        var receiver = await ReceiverAsync();
        var other = await ReceiverAsync();
        var webhook = await Client.WebhookAsync(receiver.Url, "partner");
        await Client.WebhookAsync(other.Url, "webhook");

        await Client.ActAsync($"/v1/webhooks/{webhook.Id()}/test").ShouldBeAsync(HttpStatusCode.OK);

        var received = (await receiver.WaitAsync(1)).ShouldHaveSingleItem();
        (received.Event.Text("type"), received.ResourceId).ShouldBe(("webhook.test", webhook.Id()));
        other.All.ShouldNotContain(each => each.Event.Text("type") == "webhook.test");
    }

    [Fact]
    public async Task An_endpoint_is_disabled_when_the_key_of_its_owner_is_revoked()
    {
        var receiver = await ReceiverAsync();
        var key = await Client
            .PostAsync("/v1/api-keys", """{"name":"partner","scopes":["webhooks:manage","plans:read"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        using var partner = host.Api.With("Bearer " + key.Text("key"));
        var webhook = await partner.WebhookAsync(receiver.Url, "plan");
        await Client.ActAsync($"/v1/api-keys/{key.Id()}/revoke", 1).ShouldBeAsync(HttpStatusCode.OK);
        await Client.PlanAsync("P");

        var disabled = await Client.UntilAsync(webhook.Id(), state => state.Text("state") == "disabled");

        disabled.Text("disabledReason").ShouldBe("ownerEnded");
        receiver.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rate_limits_the_deliveries_of_an_endpoint()
    {
        var receiver = await ReceiverAsync();
        var body = JsonNode.Parse(WebhookSteps.Body(receiver.Url, "plan"))!;
        body["maxPerSecond"] = 4;
        await Client.PostAsync("/v1/webhooks", body.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created);
        for (var i = 0; i < 9; i++)
        {
            await Client.PlanAsync($"P{i}");
        }

        var received = await receiver.WaitAsync(9);

        (received[^1].At - received[0].At).TotalSeconds.ShouldBeGreaterThan(1.5);
    }

    /// <summary>The name was public when it was registered; each connection is judged by the address that it would really use.</summary>
    [Fact]
    public async Task A_name_that_points_elsewhere_later_reaches_nothing()
    {
        WebhookApi.Names.Set("flips.test", "93.184.215.14", "10.0.0.1");
        WebhookApi.Names.Set("both.test", "93.184.215.14", "93.184.215.14 169.254.169.254");
        var first = await Client.WebhookAsync("http://flips.test:9/", "plan");
        var second = await Client.WebhookAsync("http://both.test:9/", "plan");
        await Client.PlanAsync("P");

        foreach (var webhook in new[] { first, second })
        {
            var delivery = (await DeliveriesAsync(webhook, all => all.Any(each => each.Number("attempts") > 0)))[0];
            (delivery.Text("lastFailure"), delivery["lastStatus"]).ShouldBe(("hostForbidden", null));
        }
    }

    [Fact]
    public async Task Several_processes_deliver_each_change_once()
    {
        await using var beside = new MarketingApi(WebhookApi.Settings, host.Api.Database);
        await beside.InitializeAsync();
        var receiver = await ReceiverAsync();
        await beside.Alpha.Client.WebhookAsync(receiver.Url, "plan");
        for (var i = 0; i < 30; i++)
        {
            await beside.Alpha.Client.PlanAsync($"P{i}");
        }

        await receiver.WaitAsync(30);
        await Task.Delay(1500);

        receiver.All.Select(each => each.Id).ShouldBeUnique();
        receiver.All.Count.ShouldBe(30);
    }

    private static bool IsDelivered(JsonNode delivery) => delivery.Text("state") == "delivered";

    private Task<IReadOnlyList<JsonNode>> DeliveriesAsync(JsonObject webhook, Func<IReadOnlyList<JsonNode>, bool> condition) =>
        Client.DeliveriesAsync(webhook.Id(), all => all.Count > 0 && condition(all));

    private async Task<Receiver> ReceiverAsync(Func<Received, int, HttpContext, Task<int>>? answer = null)
    {
        var receiver = await Receiver.StartAsync();
        receiver.Answer = answer ?? receiver.Answer;
        _receivers.Add(receiver);
        return receiver;
    }
}
