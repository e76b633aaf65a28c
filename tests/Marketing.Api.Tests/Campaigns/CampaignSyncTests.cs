using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Campaigns;

/// <summary>Two partners that write back whatever they hear, each in its own way.</summary>
[Collection(SecondApi.Name)]
public sealed class CampaignSyncTests(MarketingApi api) : ApiTest(api)
{
    private const string Campaigns = CampaignSteps.Campaigns;

    [Fact]
    public async Task Partners_that_round_and_trim_what_they_hear_come_to_rest()
    {
        var campaign = (await Client.CampaignAsync()).Id();
        await Client.PutJsonAsync($"{Campaigns}/{campaign}/external-ids/ads", """{"id":"1"}""", "\"1\"").ShouldBeAsync(HttpStatusCode.OK);
        await Client.PutJsonAsync($"{Campaigns}/{campaign}/external-ids/crm", """{"id":"1"}""", "\"2\"").ShouldBeAsync(HttpStatusCode.OK);
        var rounding = await PartnerAsync("ads", text => Rounded(text));
        var trimming = await PartnerAsync("crm", text => text.Trim());
        var random = new Random(7);
        for (var edit = 0; edit < 20; edit++)
        {
            var version = (await Client.ReadAsync($"{Campaigns}/{campaign}")).Version();
            var words = $"  品牌🎉 {random.Next(3)}\\u2028 ";
            var bid = (random.Next(9_999) / 100m).ToString("0.00", CultureInfo.InvariantCulture);
            await Client
                .PatchAsync(
                    $"{Campaigns}/{campaign}",
                    $$"""{"utm":{"term":" {{bid}} ","content":"{{bid}}" },"description":"{{words}}"}""",
                    version
                )
                .ShouldBeAsync(HttpStatusCode.OK);

            var rounds = 0;
            while (await rounding.WriteBackAsync() + await trimming.WriteBackAsync() > 0)
            {
                (++rounds).ShouldBeLessThan(5, "The partners answer each other for ever.");
            }

            var read = await Client.ReadAsync($"{Campaigns}/{campaign}");
            read.Text("description").ShouldBe(read.Text("description").Trim());
            read["utm"]!.Text("term").ShouldBe(Rounded(bid));
            read["utm"]!.Text("content").ShouldBe(Rounded(bid));
        }
    }

    private static string Rounded(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? Math.Round(number).ToString(CultureInfo.InvariantCulture)
            : text;

    private async Task<Partner> PartnerAsync(string system, Func<string, string> change)
    {
        var key = await Client
            .PostAsync(
                "/v1/api-keys",
                $$"""{"name":"{{system}}","system":"{{system}}","scopes":["campaigns:read","campaigns:write","feeds:read"]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var client = Api.With("Bearer " + key.Text("key"));
        return new Partner(client, system, change, (await client.ReadAsync("/v1/changes?start=now")).Text("nextCursor"));
    }

    private sealed class Partner(HttpClient client, string system, Func<string, string> change, string cursor)
    {
        private string _cursor = cursor;

        /// <summary>Writes back what the partner has heard since. Returns the number of campaigns.</summary>
        public async Task<int> WriteBackAsync()
        {
            var page = await client.ReadAsync(
                $"/v1/changes?types=campaign&include=resource&excludeOrigin=self&cursor={Uri.EscapeDataString(_cursor)}"
            );
            _cursor = page.Text("nextCursor");
            foreach (var heard in page.Items().Select(item => item!["resource"]!))
            {
                var kept = new JsonObject
                {
                    ["title"] = heard.Text("title"),
                    ["description"] = change(heard.Text("description")),
                    ["utm"] = new JsonObject
                    {
                        ["term"] = change(heard["utm"]!.Text("term")),
                        ["content"] = change(heard["utm"]!.Text("content")),
                    },
                };
                await client.PutJsonAsync($"{Campaigns}/external/{system}/1", kept.ToJsonString(), null).ShouldBeAsync(HttpStatusCode.OK);
            }

            return page.Items().Count;
        }
    }
}
