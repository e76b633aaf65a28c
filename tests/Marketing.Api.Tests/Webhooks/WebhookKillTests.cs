using Marketing.Api.Tests.Durability;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Webhooks;

/// <summary>Deliveries of a service that is killed.</summary>
public sealed class WebhookKillTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> Settings = new() { ["Webhooks:AllowLoopback"] = "true" };

    private TestDatabase _database = null!;
    private string _key = "";

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _key = await MarketingApi.PrepareAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_service_killed_before_it_records_the_answer_delivers_again_with_the_same_id()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var first = await ServiceProcess.StartAsync(_database, _key, Settings);
        var killed = new TaskCompletionSource();
        receiver.Answer = async (_, times, _) =>
        {
            if (times == 1)
            {
                await killed.Task;
            }

            return 200;
        };
        var webhook = await first.Client.WebhookAsync(receiver.Url, "plan");
        await first.Client.PlanAsync("P");
        await receiver.WaitAsync(1);
        await first.KillAsync();
        killed.SetResult();

        await using var second = await ServiceProcess.StartAsync(_database, _key, Settings);
        await second.Client.PlanAsync("Q");
        var received = await receiver.WaitAsync(3, seconds: 60);

        received.Count(each => each.Id == received[0].Id && each.Text == received[0].Text).ShouldBe(2);
        received.ShouldAllBe(each => each.IsSignedWith((string)webhook["secret"]!));
        (await second.Client.DeliveriesAsync(webhook.Id(), all => all.All(each => each.Text("state") == "delivered"))).Count.ShouldBe(2);
    }
}
