using System.Net;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Durability;

/// <summary>A cursor that cannot be continued without a loss is refused, never bent.</summary>
[Collection(FirstApi.Name)]
public sealed class FeedCursorTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task After_a_new_epoch_cursors_from_before_are_gone_and_the_baseline_leads_on()
    {
        var cursor = await CursorAsync();
        await Client.GetAsync("/v1/changes?cursor=" + cursor).ShouldBeAsync(HttpStatusCode.OK);
        await Api.Services.GetRequiredService<Maintenance>().BeginEpochAsync(CancellationToken.None);

        var gone = await Client.GetAsync("/v1/changes?cursor=" + cursor).ShouldBeRefusedAsync(HttpStatusCode.Gone, "feed.cursorGone");

        var fresh = await Client.ReadAsync(gone["args"]!.Text("baseline"));
        await CreateAsync();
        var next = await Client.ReadAsync("/v1/changes?cursor=" + Uri.EscapeDataString(fresh.Text("nextCursor")));
        next.Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_cursor_older_than_what_is_kept_is_gone_and_one_at_the_edge_is_not()
    {
        var old = await CursorAsync();
        await CreateAsync();
        var edge = await CursorAsync();
        var last = (await Client.ReadAsync("/v1/changes?start=now"))["coveredUntil"]!.GetValue<long>();
        await CreateAsync();
        await PurgeAsync(last);

        await Client.GetAsync("/v1/changes?cursor=" + old).ShouldBeRefusedAsync(HttpStatusCode.Gone, "feed.cursorGone");
        (await Client.ReadAsync("/v1/changes?cursor=" + edge)).Items().Count.ShouldBe(1);
        (await Client.ReadAsync("/v1/changes")).Items().Count.ShouldBe(1);
    }

    private async Task<string> CursorAsync()
    {
        await CreateAsync();
        return Uri.EscapeDataString((await Client.ReadAsync("/v1/changes?start=now")).Text("nextCursor"));
    }

    private Task CreateAsync() =>
        Client.PostAsync("/v1/plans", """{"title":"P","language":"en","currency":"EUR"}""").ShouldBeAsync(HttpStatusCode.Created);

    private async Task PurgeAsync(long through)
    {
        await using var scope = Api.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        await db.ChangeEntries.IgnoreQueryFilters().Where(entry => entry.Sequence <= through).ExecuteDeleteAsync();
        await db
            .ChangeCounters.IgnoreQueryFilters()
            .Where(counter => counter.LastSequence >= through)
            .ExecuteUpdateAsync(counter => counter.SetProperty(row => row.PurgedThrough, through));
    }
}
