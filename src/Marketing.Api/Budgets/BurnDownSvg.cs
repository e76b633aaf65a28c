using System.Globalization;
using System.Security;
using System.Text;
using Marketing.Api.Contract.Labels;
using Marketing.Api.Tasks;
using Marketing.Application.Budgets;

namespace Marketing.Api.Budgets;

/// <summary>Draws how the money of a budget is used up: an ideal line, what is unspent, and what is neither spent nor promised.</summary>
internal sealed class BurnDownSvg
{
    private const int Width = 960;
    private const int Height = 420;
    private const int Left = 120;
    private const int Right = 24;
    private const int Top = 76;
    private const int Bottom = 44;
    private const int GridLines = 4;
    private const double FontSize = 12;
    private const double TitleSize = 16;

    /// <summary>Room for the label of a month.</summary>
    private const int TickWidth = 64;

    private const string Font = "'Noto Sans CJK SC','Microsoft YaHei','PingFang SC','Helvetica Neue',Arial,sans-serif";

    private static readonly (string Member, string Colour, string Dash, Func<BurnDownPoint, decimal?> Of)[] Series =
    [
        ("ideal", "#9aa5b1", "6 4", point => point.Ideal),
        ("unspent", "#3b6ea5", "", point => point.Unspent),
        ("uncommitted", "#c0392b", "", point => point.Uncommitted),
    ];

    private readonly StringBuilder _svg = new();
    private readonly BurnDownResponse _chart;
    private readonly string _language;
    private readonly decimal _least;
    private readonly decimal _most;

    private BurnDownSvg(BurnDownResponse chart, string language)
    {
        (_chart, _language) = (chart, language);
        var values = chart.Points.SelectMany(point => Series.Select(series => series.Of(point))).OfType<decimal>().Append(0).ToList();
        (_least, _most) = (values.Min(), Math.Max(values.Max(), 1));
    }

    /// <summary>Returns the picture.</summary>
    /// <param name="chart">The points.</param>
    /// <param name="language">Language of the legend.</param>
    public static string Write(BurnDownResponse chart, string language) => new BurnDownSvg(chart, language).Draw();

    private string Draw()
    {
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" role="img">""");
        Line($"<title>{Escape(_chart.Title)}</title>");
        Line(
            $"<style>text{{font-family:{Font};font-size:{N(FontSize)}px;fill:#222}}.title{{font-size:{N(TitleSize)}px;font-weight:600}}"
                + ".tick{fill:#555}.end{text-anchor:end}.middle{text-anchor:middle}</style>"
        );
        Line($"""<rect width="{Width}" height="{Height}" fill="#fff"/>""");
        Text(12, 24, GanttSvg.Fit($"{_chart.Title} ({_chart.Currency})", Width - 24, TitleSize), "title");
        DrawLegend();
        DrawAmounts();
        DrawMonths();
        foreach (var (_, colour, dash, of) in Series)
        {
            DrawSeries(colour, dash, of);
        }

        Line("</svg>");
        return _svg.ToString();
    }

    private void DrawLegend()
    {
        double x = 12;
        foreach (var (member, colour, dash, _) in Series)
        {
            var text = LabelTexts.Find("member", member, _language)!;
            var line = dash.Length > 0 ? $" stroke-dasharray=\"{dash}\"" : "";
            Line($"""<line x1="{N(x)}" y1="46" x2="{N(x + 24)}" y2="46" stroke="{colour}" stroke-width="2"{line}/>""");
            Text(x + 30, 50, text, "tick");
            x += 30 + GanttSvg.WidthOf(text, FontSize) + 24;
        }
    }

    private void DrawAmounts()
    {
        for (var i = 0; i <= GridLines; i++)
        {
            var amount = _least + ((_most - _least) * i / GridLines);
            var y = YOf(amount);
            Line($"""<line x1="{Left}" y1="{N(y)}" x2="{Width - Right}" y2="{N(y)}" stroke="#dfe3e8"/>""");
            Text(Left - 8, y + 4, amount.ToString("#,0.##", CultureInfo.InvariantCulture), "tick end");
        }
    }

    private void DrawMonths()
    {
        var step = Math.Max(1, (int)Math.Ceiling(_chart.Points.Count * TickWidth / (double)(Width - Left - Right)));
        for (var i = 0; i < _chart.Points.Count; i += step)
        {
            Text(XOf(i), Height - Bottom + 20, _chart.Points[i].Day.ToString("yyyy-MM", CultureInfo.InvariantCulture), "tick middle");
        }
    }

    private void DrawSeries(string colour, string dash, Func<BurnDownPoint, decimal?> of)
    {
        var points = _chart
            .Points.Select((point, i) => (Value: of(point), X: XOf(i)))
            .Where(point => point.Value is not null)
            .Select(point => $"{N(point.X)},{N(YOf(point.Value!.Value))}")
            .ToList();
        if (points.Count > 0)
        {
            var line = dash.Length > 0 ? $" stroke-dasharray=\"{dash}\"" : "";
            Line($"""<polyline points="{string.Join(' ', points)}" fill="none" stroke="{colour}" stroke-width="2"{line}/>""");
        }
    }

    private double XOf(int index) => Left + ((Width - Left - Right) * (index / (double)Math.Max(1, _chart.Points.Count - 1)));

    private double YOf(decimal amount) => Height - Bottom - ((Height - Top - Bottom) * (double)((amount - _least) / (_most - _least)));

    private void Text(double x, double y, string text, string style) =>
        Line($"""<text x="{N(x)}" y="{N(y)}" class="{style}">{Escape(text)}</text>""");

    private void Line(string text) => _svg.Append(text).Append('\n');

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Escapes what XML reserves, and drops what it forbids.</summary>
    private static string Escape(string text) =>
        SecurityElement.Escape(
            string.Concat(text.EnumerateRunes().Where(rune => !Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF)))
        );
}
