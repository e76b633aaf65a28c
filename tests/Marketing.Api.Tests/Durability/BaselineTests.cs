using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Durability;

/// <summary>The documented way to build a copy: cursor first, then the lists, then the feed, while others write.</summary>
[Collection(SecondApi.Name)]
public sealed class BaselineTests(MarketingApi api) : ApiTest(api)
{
    private static readonly (string Type, string List)[] Lists = [("plan", "/v1/plans"), ("objective", "/v1/parts?section=objectives")];

    [Fact]
    public async Task A_copy_built_in_the_documented_order_lacks_nothing_though_others_write_meanwhile()
    {
        using var stop = new CancellationTokenSource();
        var writers = Writer.Many(4, Client, "baseline", deletes: true);
        var writing = Writer.RunAsync(writers, stop.Token);
        await Task.Delay(500);

        var cursor = (await Client.ReadAsync("/v1/changes?start=now")).Text("nextCursor");
        var copy = new Dictionary<string, int>();
        foreach (var (_, list) in Lists)
        {
            foreach (var item in await Client.WalkAsync(list + (list.Contains('?') ? "&" : "?") + "pageSize=5"))
            {
                copy[item.Id()] = item.Version();
            }
        }

        await Task.Delay(300);
        await stop.CancelAsync();
        await writing.WaitAsync(TimeSpan.FromSeconds(20));
        var applied = await FollowAsync(cursor, copy);

        applied.ShouldBeGreaterThan(0, "others wrote while the lists were read");
        foreach (var (_, list) in Lists)
        {
            var living = await Client.WalkAsync(list);
            living.ShouldAllBe(item => copy.GetValueOrDefault(item.Id()) == item.Version());
            foreach (var item in living)
            {
                copy.Remove(item.Id());
            }
        }

        copy.ShouldBeEmpty("what was deleted meanwhile has left the copy");
    }

    private async Task<int> FollowAsync(string cursor, Dictionary<string, int> copy)
    {
        var applied = 0;
        JsonObject page;
        do
        {
            page = await Client.ReadAsync($"/v1/changes?types=plan,objective&cursor={Uri.EscapeDataString(cursor)}");
            cursor = page.Text("nextCursor");
            foreach (var change in page.Items().Where(change => change!.Version() > copy.GetValueOrDefault(change!.Id())))
            {
                applied++;
                if (change!.Text("op") == "deleted")
                {
                    copy.Remove(change!.Id());
                }
                else
                {
                    copy[change!.Id()] = change!.Version();
                }
            }
        } while (page["hasMore"]!.GetValue<bool>());
        return applied;
    }
}
