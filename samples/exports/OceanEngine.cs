using System.Text.Json.Nodes;

namespace Marketing.Samples;

/// <summary>巨量引擎的项目分天报表：项目及其每日数据。</summary>
public static class OceanEngine
{
    private const string System = "ocean-engine";
    private const string Channel = "OCEAN-ENGINE";

    public static IEnumerable<(string Name, JsonObject Body)> Convert(Export export)
    {
        ArgumentNullException.ThrowIfNull(export);
        // The line with totals has no id.
        var rows = export.Rows("项目ID").Where(row => row["项目ID"].Length > 0 && row["项目ID"].All(char.IsAsciiDigit)).ToList();
        var campaigns = rows.GroupBy(row => row["项目ID"])
            .Select(days =>
                Export.Campaign(
                    System,
                    days.Key,
                    new JsonObject
                    {
                        ["title"] = days.Last()["项目名称"],
                        ["kind"] = "other",
                        ["channels"] = new JsonArray(Channel),
                    }
                )
            );
        var results = rows.Select(row =>
            export.Result(
                System,
                row["项目ID"],
                Channel,
                row["时间-天"],
                new JsonObject
                {
                    ["impressions"] = Export.Count(row["展示数"]),
                    ["clicks"] = Export.Count(row["点击数"]),
                    ["conversions"] = Export.Decimal(row["转化数"]),
                    ["cost"] = Export.Decimal(row["消耗(元)"]),
                    ["revenue"] = Export.Decimal(row["付费金额(元)"]),
                    ["currency"] = "CNY",
                }
            )
        );
        return [.. Export.Bodies("campaigns", null, campaigns), .. Export.Bodies("results", System, results)];
    }
}
