using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Durability;

/// <summary>Readers of the change feed, and what they must have seen.</summary>
internal static class Followers
{
    public static void ShouldHaveSeenAll(List<JsonNode> changes, List<Acknowledged> acknowledged, Books books)
    {
        var sequences = changes.Select(change => (long)change["sequence"]!).ToList();
        sequences.ShouldBe(Enumerable.Range((int)sequences[0], sequences.Count).Select(sequence => (long)sequence));
        sequences[^1].ShouldBe(books.Sequences.Max(sequence => sequence.Last));
        var seen = changes.ToDictionary(change => (Guid.Parse(change.Id()), change.Version()), change => change.Text("op"));
        acknowledged.ShouldAllBe(write => seen.ContainsKey(new(write.Id, write.Version)));
        acknowledged.Where(write => write.Text is null).ShouldAllBe(write => seen[new(write.Id, write.Version)] == "deleted");
        acknowledged.ShouldContain(write => write.Text == null && write.Type == "plan");
        acknowledged.ShouldContain(write => write.Text == null && write.Type == "objective");
        var orders = changes.GroupBy(change => change.Id()).Select(group => group.Select(change => change.Version()).ToList());
        orders.ShouldAllBe(versions => versions.SequenceEqual(versions.Order()));
    }

    /// <summary>Reads on and on, until nothing comes after the end of writing.</summary>
    public static async Task<List<JsonNode>> FollowAsync(HttpClient client, string arguments, CancellationToken written)
    {
        var changes = new List<JsonNode>();
        var cursor = "";
        while (true)
        {
            var over = written.IsCancellationRequested;
            var page = await client.GetAsync($"/v1/changes?{arguments}{cursor}", CancellationToken.None).ShouldBeAsync(HttpStatusCode.OK);
            var items = page.Items();
            changes.AddRange(items.Select(item => item!));
            cursor = "&cursor=" + Uri.EscapeDataString(page.Text("nextCursor"));
            if (over && !page["hasMore"]!.GetValue<bool>())
            {
                return changes;
            }

            if (items.Count == 0)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }
}
