using System.Globalization;
using System.Security;
using System.Text;
using Marketing.Application.Results;

namespace Marketing.Api.Facts;

/// <summary>Draws the ranking of channels as bars of their ROI ratio. Names are in a column of their own.</summary>
internal static class ChannelReportSvg
{
    private const int Margin = 12;
    private const int NameWidth = 260;
    private const int BarWidth = 480;
    private const int ValueWidth = 120;
    private const int RowHeight = 26;

    /// <summary>Characters of a name that have room in any script.</summary>
    private const int LongestName = 18;

    private const string Font = "'Noto Sans CJK SC','Microsoft YaHei','PingFang SC','Helvetica Neue',Arial,sans-serif";

    public static string Write(ChannelReportResponse report)
    {
        var rows = report.Items;
        var (width, height) = ((2 * Margin) + NameWidth + BarWidth + ValueWidth, (2 * Margin) + (Math.Max(1, rows.Count) * RowHeight));
        var largest = rows.Max(row => row.Figures.RoiRatio.Value is { } ratio ? Math.Abs(ratio) : (decimal?)null);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" """
        );
        svg.Append(CultureInfo.InvariantCulture, $"""font-family="{Font}" font-size="13">""");
        svg.Append(CultureInfo.InvariantCulture, $"""<rect width="{width}" height="{height}" fill="#ffffff"/>""");
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            Draw(svg, row, Margin + (i * RowHeight), largest);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Draw(StringBuilder svg, RankedChannel row, int top, decimal? largest)
    {
        var (ratio, baseline) = (row.Figures.RoiRatio.Value, top + 17);
        var window = row.Figures.Window is { } named ? $" · {named}" : "";
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""<text x="{Margin}" y="{baseline}" fill="#1f2933">{Escape(Fit(row.ChannelName) + Fit(window))}</text>"""
        );
        var length = largest > 0 ? (int)(Math.Abs(ratio ?? 0) / largest.Value * BarWidth) : 0;
        var colour = row.Rating == ChannelRating.High ? "#2f855a" : "#c05621";
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""<rect x="{Margin + NameWidth}" y="{top + 5}" width="{length}" height="16" rx="2" fill="{colour}"/>"""
        );
        var value = ratio is { } known ? known.ToString("0.00", CultureInfo.InvariantCulture) : "–";
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""<text x="{Margin + NameWidth + length + 8}" y="{baseline}" fill="#1f2933">{value}</text>"""
        );
    }

    private static string Fit(string text)
    {
        var runes = text.EnumerateRunes().ToList();
        return runes.Count <= LongestName ? text : string.Concat(runes.Take(LongestName - 1)) + "…";
    }

    private static string Escape(string text) => SecurityElement.Escape(text);
}
