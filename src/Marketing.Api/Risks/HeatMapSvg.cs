using System.Globalization;
using System.Security;
using System.Text;
using Marketing.Api.Contract.Labels;
using Marketing.Api.Tasks;
using Marketing.Application.Common;
using Marketing.Application.Risks;
using Marketing.Domain.Risks;

namespace Marketing.Api.Risks;

/// <summary>Draws a heat map: impact upwards, probability to the right, and the number of risks in each cell.</summary>
internal static class HeatMapSvg
{
    private const int Margin = 12;
    private const int LabelWidth = 140;
    private const int CellWidth = 110;
    private const int CellHeight = 56;
    private const int HeaderHeight = 48;
    private const int FooterHeight = 76;
    private const double Size = 12;
    private const double TitleSize = 16;

    private const string Font = "'Noto Sans CJK SC','Microsoft YaHei','PingFang SC','Helvetica Neue',Arial,sans-serif";

    public static string Write(RiskHeatMapResponse map)
    {
        var language = LabelLanguages.TagOf(map.Language);
        var (rows, columns) = (map.Impacts.Count, map.Probabilities.Count);
        var width = (2 * Margin) + LabelWidth + (columns * CellWidth);
        var bottom = HeaderHeight + (rows * CellHeight);
        var height = bottom + FooterHeight;
        var svg = new StringBuilder();
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">""");
        Line($"<title>{Escape(map.Name)}</title>");
        Line($"<style>text{{font-family:{Font};font-size:{N(Size)}px;fill:#222}}</style>");
        Line($"""<rect width="{width}" height="{height}" fill="#fff"/>""");
        Text(
            Margin,
            26,
            GanttSvg.Fit($"{map.Name} · {Label("impact")} × {Label("probability")}", width - (2 * Margin), TitleSize),
            TitleSize
        );
        foreach (var cell in map.Cells)
        {
            var x = Margin + LabelWidth + ((cell.Probability - 1) * CellWidth);
            var y = HeaderHeight + ((rows - cell.Impact) * CellHeight);
            Line($"""<rect x="{x}" y="{y}" width="{CellWidth - 2}" height="{CellHeight - 2}" rx="3" fill="{ColourOf(cell.Level)}"/>""");
            if (cell.Count > 0)
            {
                Text(x + (CellWidth / 2) - 6, y + (CellHeight / 2) + 6, N(cell.Count), TitleSize);
            }
        }

        foreach (var (i, label) in map.Impacts.Index())
        {
            Text(Margin, HeaderHeight + ((rows - i - 1) * CellHeight) + 32, GanttSvg.Fit(label, LabelWidth - 8, Size), Size);
        }

        foreach (var (i, label) in map.Probabilities.Index())
        {
            Text(Margin + LabelWidth + (i * CellWidth) + 6, bottom + 18, GanttSvg.Fit(label, CellWidth - 12, Size), Size);
        }

        var apart = $"{Label("unrated")}: {N(map.Unrated)} · {Label("ratedElsewhere")}: {N(map.RatedElsewhere)}";
        Text(Margin, bottom + 48, GanttSvg.Fit(apart, width - (2 * Margin), Size), Size);
        Line("</svg>");
        return svg.ToString();

        string Label(string member) => LabelTexts.Find("member", member, language)!;

        void Line(string line) => svg.Append(line).Append('\n');

        void Text(int x, int y, string text, double size) => Line($"""<text x="{x}" y="{y}" font-size="{N(size)}">{Escape(text)}</text>""");
    }

    private static string ColourOf(RiskBand level) =>
        level switch
        {
            RiskBand.Critical => "#e57373",
            RiskBand.High => "#f6a96b",
            RiskBand.Medium => "#f7de7c",
            _ => "#b7dfb0",
        };

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Escape(string text) => SecurityElement.Escape(text);
}
