using Marketing.Domain.Webhooks;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Webhooks;

/// <summary>When endpoints and deliveries are tried again.</summary>
public sealed class WebhookHealthTests
{
    private static readonly DateTime Now = new(2027, 3, 1, 8, 0, 0, DateTimeKind.Utc);
    private static readonly WebhookHealth Healthy = new(0, null, null);

    [Fact]
    public void A_few_failures_leave_the_endpoint_as_it_is()
    {
        var health = Healthy.After(Failures(WebhookHealth.Limit - 1), Now, 0);

        (health.IsDown, health.WaitUntil, health.FailingSince).ShouldBe((false, null, Now));
    }

    [Fact]
    public void An_endpoint_that_is_down_is_tried_at_least_every_minute()
    {
        var health = Healthy;
        for (var i = 0; i < 100; i++)
        {
            health = health.After(Failures(1), Now, 1);
            (health.WaitUntil is null || health.WaitUntil - Now < TimeSpan.FromSeconds(55)).ShouldBeTrue();
        }

        health.IsDown.ShouldBeTrue();
        (health.WaitUntil - Now).ShouldBe(TimeSpan.FromSeconds(48));
    }

    [Fact]
    public void One_success_ends_it()
    {
        var health = Healthy.After(Failures(10), Now, 0).After([Success()], Now, 0);

        health.ShouldBe(new WebhookHealth(0, null, null, HasRecovered: true));
        Healthy.After([Success()], Now, 0).HasRecovered.ShouldBeFalse();
    }

    [Fact]
    public void The_receiver_can_ask_for_a_pause()
    {
        var health = Healthy.After([new WebhookAttempt(Now, 0, 429, WebhookFailure.Status, TimeSpan.FromMinutes(10))], Now, 0);

        health.WaitUntil.ShouldBe(Now.AddMinutes(10));
    }

    [Fact]
    public void Delays_between_attempts_grow_from_five_seconds_to_hours()
    {
        var delays = Enumerable.Range(1, 20).Select(WebhookDelivery.DelayAfter).ToList();

        delays[0].ShouldBe(TimeSpan.FromSeconds(5));
        delays.ShouldBeInOrder();
        delays[^1].ShouldBe(TimeSpan.FromHours(5));
    }

    private static IEnumerable<WebhookAttempt> Failures(int count) =>
        Enumerable.Repeat(new WebhookAttempt(Now, 0, 500, WebhookFailure.Status, null), count);

    private static WebhookAttempt Success() => new(Now, 5, 204, null, null);
}
