using System.Text.Json.Nodes;

namespace Marketing.Samples;

/// <summary>A report of Meta Ads on the level of campaigns, broken down by day, in English: campaigns, and their daily results.</summary>
public static class MetaAds
{
    private const string System = "meta-ads";
    private const string Channel = "META-ADS";
    private const string Spent = "Amount spent (";

    public static IEnumerable<(string Name, JsonObject Body)> Convert(Export export)
    {
        ArgumentNullException.ThrowIfNull(export);
        // The line with totals has no id.
        var rows = export.Rows("Campaign ID").Where(row => row["Campaign ID"].Length > 0).ToList();
        var campaigns = rows.GroupBy(row => row["Campaign ID"])
            .Select(days =>
                Export.Campaign(
                    System,
                    days.Key,
                    new JsonObject
                    {
                        ["title"] = days.Last()["Campaign name"],
                        ["kind"] = "other",
                        ["channels"] = new JsonArray(Channel),
                        // A campaign without an end says "Ongoing".
                        ["window"] = Export.Window(days.Last()["Starts"], days.Last()["Ends"]),
                    }
                )
            );
        var results = rows.Select(row =>
        {
            var spent = row.Keys.First(column => column.StartsWith(Spent, StringComparison.Ordinal));
            return export.Result(
                System,
                row["Campaign ID"],
                Channel,
                row["Day"],
                new JsonObject
                {
                    ["window"] = row["Attribution setting"],
                    ["impressions"] = Export.Count(row["Impressions"]),
                    ["clicks"] = Export.Count(row["Link clicks"]),
                    ["conversions"] = Export.Decimal(row["Results"]),
                    ["cost"] = Export.Decimal(row[spent]),
                    ["revenue"] = Export.Decimal(row["Purchases conversion value"]),
                    ["currency"] = spent[Spent.Length..^1],
                }
            );
        });
        return [.. Export.Bodies("campaigns", null, campaigns), .. Export.Bodies("results", System, results)];
    }
}
