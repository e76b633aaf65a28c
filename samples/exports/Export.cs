using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using nietras.SeparatedValues;

namespace Marketing.Samples;

/// <summary>A file that an advertising platform has exported.</summary>
/// <param name="content">The bytes: UTF-8, or GB18030 as some platforms in mainland China write it.</param>
/// <param name="exportedAt">When it was exported.</param>
/// <param name="timeZone">The time zone of the account; null if it is not known.</param>
public sealed class Export(byte[] content, DateTime exportedAt, string? timeZone)
{
    /// <summary>The longest bulk.</summary>
    private const int MostItems = 1_000;

    /// <summary>Returns the rows below the header, by column. The header is the first line that has the column.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string column)
    {
        using var reader = Sep.New(',')
            .Reader(options => options with { HasHeader = false, Unescape = true, DisableColCountCheck = true })
            .FromText(Text());
        string[]? names = null;
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var line in reader)
        {
            // Some platforms put a tab behind long ids, so that Excel does not round them.
            var cells = new string[line.ColCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = line[i].ToString().Trim();
            }

            if (names is not null && cells.Length == names.Length)
            {
                rows.Add(names.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second));
            }
            else if (names is null && cells.Contains(column))
            {
                names = cells;
            }
        }

        return rows;
    }

    /// <summary>Returns an item of <c>POST /v1/campaigns/bulk</c>.</summary>
    public static JsonObject Campaign(string system, string id, JsonObject campaign) =>
        new()
        {
            ["op"] = "upsert",
            ["ref"] = id,
            ["externalId"] = new JsonObject { ["system"] = system, ["id"] = id },
            ["campaign"] = campaign,
        };

    /// <summary>Returns an item of <c>POST /v1/results/bulk</c>.</summary>
    public JsonObject Result(string system, string id, string channel, string day, JsonObject figures)
    {
        figures["ref"] = $"{id} {day}";
        figures["campaign"] = new JsonObject { ["system"] = system, ["id"] = id };
        figures["channel"] = channel;
        figures["date"] = Day(day);
        figures["accountTimeZone"] = timeZone;
        figures["status"] = "provisional";
        figures["sourceExportedAt"] = exportedAt.ToString("O", CultureInfo.InvariantCulture);
        return figures;
    }

    /// <summary>Returns the first and last day of a campaign; null without a first day.</summary>
    public static JsonObject? Window(string start, string end) =>
        Day(start) is { } first ? new JsonObject { ["start"] = first, ["end"] = Day(end) } : null;

    /// <summary>Returns a decimal without separators of thousands. Figures stay texts, so that nothing is rounded.</summary>
    public static string Decimal(string cell) =>
        cell.Replace(",", "", StringComparison.Ordinal) is var plain && plain.Any(char.IsAsciiDigit) ? plain : "0";

    /// <summary>Returns a count.</summary>
    public static long Count(string cell) => long.Parse(Decimal(cell), CultureInfo.InvariantCulture);

    /// <summary>Returns the bodies of bulks, each independent and with at most 1,000 items.</summary>
    public static IEnumerable<(string Name, JsonObject Body)> Bodies(string name, string? source, IEnumerable<JsonObject> items) =>
        items
            .Chunk(MostItems)
            .Select(
                (chunk, i) =>
                {
                    var body = new JsonObject { ["mode"] = "independent", ["items"] = new JsonArray([.. chunk]) };
                    if (source is not null)
                    {
                        body["source"] = source;
                    }

                    return ($"{name}.{i + 1}", body);
                }
            );

    private static string? Day(string cell) =>
        DateOnly.TryParse(cell, CultureInfo.InvariantCulture, out var day) ? day.ToString("O", CultureInfo.InvariantCulture) : null;

    private string Text()
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetString(content);
        }
    }
}
