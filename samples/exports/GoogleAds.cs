using System.Text.Json.Nodes;

namespace Marketing.Samples;

/// <summary>A campaign report of Google Ads with the segment Day, in English: campaigns, and their daily results.</summary>
public static class GoogleAds
{
    private const string System = "google-ads";
    private const string Channel = "GOOGLE-ADS";

    public static IEnumerable<(string Name, JsonObject Body)> Convert(Export export)
    {
        ArgumentNullException.ThrowIfNull(export);
        // Lines with totals have no id.
        var rows = export.Rows("Campaign ID").Where(row => row["Campaign ID"].All(char.IsAsciiDigit)).ToList();
        var campaigns = rows.GroupBy(row => row["Campaign ID"])
            .Select(days =>
                Export.Campaign(
                    System,
                    days.Key,
                    new JsonObject
                    {
                        ["title"] = days.Last()["Campaign"],
                        ["kind"] = "other",
                        ["channels"] = new JsonArray(Channel),
                        ["window"] = Export.Window(days.Last()["Campaign start date"], days.Last()["Campaign end date"]),
                    }
                )
            );
        var results = rows.Select(row =>
            export.Result(
                System,
                row["Campaign ID"],
                Channel,
                row["Day"],
                new JsonObject
                {
                    ["impressions"] = Export.Count(row["Impr."]),
                    ["clicks"] = Export.Count(row["Clicks"]),
                    ["conversions"] = Export.Decimal(row["Conversions"]),
                    ["cost"] = Export.Decimal(row["Cost"]),
                    ["revenue"] = Export.Decimal(row["Conv. value"]),
                    ["currency"] = row["Currency code"],
                }
            )
        );
        return [.. Export.Bodies("campaigns", null, campaigns), .. Export.Bodies("results", System, results)];
    }
}
