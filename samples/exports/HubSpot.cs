using System.Text.Json.Nodes;

namespace Marketing.Samples;

/// <summary>The campaigns of HubSpot, exported with their properties, in English.</summary>
public static class HubSpot
{
    public static IEnumerable<(string Name, JsonObject Body)> Convert(Export export)
    {
        ArgumentNullException.ThrowIfNull(export);
        var campaigns = export
            .Rows("Record ID")
            .Select(row =>
                Export.Campaign(
                    "hubspot",
                    row["Record ID"],
                    new JsonObject
                    {
                        ["title"] = row["Campaign name"],
                        ["kind"] = "other",
                        ["description"] = TextOf(row["Campaign notes"]),
                        ["window"] = Export.Window(row["Campaign start date"], row["Campaign end date"]),
                        ["owners"] = TextOf(row["Campaign owner"]) is { } owner
                            ? new JsonArray(new JsonObject { ["text"] = owner })
                            : new JsonArray(),
                        ["utm"] = new JsonObject { ["campaign"] = TextOf(row["Campaign UTM"]) },
                    }
                )
            );
        return Export.Bodies("campaigns", null, campaigns);
    }

    private static string? TextOf(string cell) => cell.Length == 0 ? null : cell;
}
