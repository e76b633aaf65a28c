using System.Globalization;
using System.Security;
using System.Text;
using Marketing.Api.Contract.Labels;
using Marketing.Application.Tasks;
using Marketing.Domain.Tasks;

namespace Marketing.Api.Tasks;

/// <summary>
/// Draws a Gantt chart, with words in the language of the plan. Names are in a column of their own, and the scale skips months that
/// would not have room, so that no texts overlap.
/// </summary>
internal sealed class GanttSvg
{
    private const int Margin = 12;
    private const int NameWidth = 320;
    private const int ChartWidth = 900;
    private const int RowHeight = 24;
    private const int HeaderHeight = 76;
    private const int Indent = 16;
    private const double FontSize = 12;
    private const double TitleSize = 16;

    /// <summary>Room for the longest label of a month.</summary>
    private const int TickWidth = 78;

    private const string Font = "'Noto Sans CJK SC','Microsoft YaHei','PingFang SC','Helvetica Neue',Arial,sans-serif";

    private readonly StringBuilder _svg = new();
    private readonly GanttResponse _chart;
    private readonly string _language;
    private readonly Dictionary<string, int> _rows;

    private GanttSvg(GanttResponse chart)
    {
        (_chart, _language) = (chart, PlanLanguage.LabelsOf(chart.Language));
        _rows = chart.Items.Select((item, i) => (item.Ref, i)).ToDictionary(row => row.Ref, row => row.i, StringComparer.Ordinal);
    }

    public static string Write(GanttResponse chart) => new GanttSvg(chart).Draw();

    /// <summary>Returns the text, cut with an ellipsis if it is wider than there is room.</summary>
    internal static string Fit(string text, double room, double size)
    {
        if (WidthOf(text, size) <= room)
        {
            return text;
        }

        var fitting = new StringBuilder();
        var width = size;
        foreach (var rune in text.EnumerateRunes())
        {
            width += WidthOf(rune, size);
            if (width > room)
            {
                break;
            }

            fitting.Append(rune);
        }

        return fitting.Append('…').ToString();
    }

    /// <summary>Returns an upper bound of the width of a text: full-width characters are as wide as high.</summary>
    internal static double WidthOf(string text, double size) => text.EnumerateRunes().Sum(rune => WidthOf(rune, size));

    private static double WidthOf(Rune rune, double size) =>
        size
        * (
            rune.Value < 0x2000
                ? rune.IsAscii && !IsWide(rune.Value)
                    ? 0.62
                    : 0.92
                : 1.05
        );

    private static bool IsWide(int character) => character is 'M' or 'W' or 'm' or 'w' or '@' or '%';

    private string Draw()
    {
        var width = (3 * Margin) + NameWidth + ChartWidth;
        var height = HeaderHeight + (_chart.Items.Count * RowHeight) + Margin;
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">""");
        Line($"<title>{Escape(_chart.PlanTitle)}</title>");
        Line(
            $"<style>text{{font-family:{Font};font-size:{N(FontSize)}px;fill:#222}}.title{{font-size:{N(TitleSize)}px;font-weight:600}}"
                + ".tick{fill:#555}.parent{font-weight:600}</style>"
        );
        Line($"""<rect width="{width}" height="{height}" fill="#fff"/>""");
        Text(Margin, 24, Fit(_chart.PlanTitle, NameWidth + ChartWidth, TitleSize), "title");
        DrawLegend();
        for (var i = 0; i < _chart.Items.Count; i++)
        {
            DrawName(_chart.Items[i], i);
        }

        if (_chart is { Start: { } start, End: { } end })
        {
            var scale = new Scale(start, end);
            DrawMonths(scale, height - Margin);
            foreach (var dependency in _chart.Dependencies)
            {
                DrawDependency(dependency, scale);
            }

            for (var i = 0; i < _chart.Items.Count; i++)
            {
                DrawBar(_chart.Items[i], i, scale);
            }
        }

        Line("</svg>");
        return _svg.ToString();
    }

    private void DrawLegend()
    {
        Line($"""<rect x="{Margin}" y="40" width="14" height="10" fill="{ColourOf(isCritical: true)}"/>""");
        Text(Margin + 20, 49, Fit(LabelTexts.Find("member", "criticalPath", _language)!, NameWidth - 20, FontSize), "tick");
    }

    private void DrawName(GanttItem item, int row)
    {
        var x = Margin + (item.ParentRef is null ? 0 : Indent);
        var name = item.Code is { Length: > 0 } code ? $"{code} {item.Title}" : item.Title;
        if (row % 2 == 1)
        {
            var width = Margin + NameWidth + ChartWidth;
            Line($"""<rect x="{Margin}" y="{TopOf(row)}" width="{width}" height="{RowHeight}" fill="#f6f7f9"/>""");
        }

        Text(x, TopOf(row) + 16, Fit(name, Margin + NameWidth - x, FontSize), item.ParentRef is null ? "parent" : null);
    }

    private void DrawMonths(Scale scale, int bottom)
    {
        var months = scale.Months().ToList();
        var room = months.Count < 2 ? ChartWidth : (scale.XOf(months[^1]) - scale.XOf(months[0])) / (months.Count - 1);
        var step = new[] { 1, 2, 3, 6, 12, 24, 60, 120 }.FirstOrDefault(each => each * room >= TickWidth, 240);
        foreach (var month in months.Where(month => (((month.Year * 12) + month.Month - 1) % step) == 0))
        {
            var x = scale.XOf(month);
            Line($"""<line x1="{N(x)}" y1="{HeaderHeight - 8}" x2="{N(x)}" y2="{bottom}" stroke="#dfe3e8"/>""");
            if (x + TickWidth <= (2 * Margin) + NameWidth + ChartWidth)
            {
                Text(x + 3, HeaderHeight - 12, LabelOf(month), "tick");
            }
        }
    }

    private string LabelOf(DateOnly month) =>
        _language == "en"
            ? month.ToString("MMM yyyy", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{month.Year}年{month.Month}月");

    private void DrawBar(GanttItem item, int row, Scale scale)
    {
        if (item is not { Start: { } start, End: { } end })
        {
            return;
        }

        var (x, top, colour) = (scale.XOf(start), TopOf(row), ColourOf(item.Critical));
        var width = Math.Max(scale.XOf(end, isEnd: true) - x, 2);
        switch (item.Kind)
        {
            case TaskKind.Milestone:
                var centre = x + (width / 2);
                var points = $"{N(centre)},{top + 4} {N(centre + 8)},{top + 12} {N(centre)},{top + 20} {N(centre - 8)},{top + 12}";
                Line($"""<polygon points="{points}" fill="{colour}"/>""");
                break;
            case TaskKind.Phase:
                Line($"""<rect x="{N(x)}" y="{top + 9}" width="{N(width)}" height="6" fill="#9aa5b1"/>""");
                break;
            default:
                var opacity = item.ParentRef is null && item.TotalFloat is null ? "0.55" : "0.8";
                Line(
                    $"""<rect x="{N(x)}" y="{top + 5}" width="{N(width)}" height="14" rx="2" fill="{colour}" fill-opacity="{opacity}"/>"""
                );
                if (item.Percent > 0)
                {
                    Line($"""<rect x="{N(x)}" y="{top + 10}" width="{N(width * item.Percent / 100)}" height="4" fill="#1b2a3a"/>""");
                }

                break;
        }
    }

    private void DrawDependency(GanttDependency dependency, Scale scale)
    {
        if (
            _chart.Items[_rows[dependency.Before]] is not { End: { } end }
            || _chart.Items[_rows[dependency.After]] is not { Start: { } start }
        )
        {
            return;
        }

        var (x1, y1) = (scale.XOf(end, isEnd: true), TopOf(_rows[dependency.Before]) + 12);
        var (x2, y2) = (scale.XOf(start), TopOf(_rows[dependency.After]) + 12);
        var way = $"M{N(x1)} {y1} h4 V{(y2 > y1 ? y2 - 12 : y2 + 12)} H{N(x2 - 6)} V{y2} H{N(x2)}";
        Line($"""<path d="{way}" fill="none" stroke="#7b8794"/>""");
        Line($"""<path d="M{N(x2)} {y2} l-5 -3 v6 z" fill="#7b8794"/>""");
    }

    private static int TopOf(int row) => HeaderHeight + (row * RowHeight);

    private static string ColourOf(bool isCritical) => isCritical ? "#c0392b" : "#3b6ea5";

    private void Text(double x, double y, string text, string? style) =>
        Line($"""<text x="{N(x)}" y="{N(y)}"{(style is null ? "" : $" class=\"{style}\"")}>{Escape(text)}</text>""");

    private void Line(string text) => _svg.Append(text).Append('\n');

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Escapes what XML reserves, and drops what it forbids.</summary>
    private static string Escape(string text) =>
        SecurityElement.Escape(
            string.Concat(text.EnumerateRunes().Where(rune => !Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF)))
        );

    /// <summary>Places days between the edges of the chart.</summary>
    private sealed class Scale
    {
        private const int Left = (2 * Margin) + NameWidth;

        private readonly int _first;
        private readonly double _perDay;
        private readonly DateOnly _start;
        private readonly DateOnly _end;

        public Scale(DateOnly start, DateOnly end)
        {
            (_start, _end, _first) = (start, end, start.DayNumber);
            _perDay = (double)ChartWidth / (end.DayNumber - start.DayNumber + 1);
        }

        public double XOf(DateOnly day, bool isEnd = false) => Left + ((day.DayNumber - _first + (isEnd ? 1 : 0)) * _perDay);

        /// <summary>Returns the first days of the months that begin in the chart.</summary>
        public IEnumerable<DateOnly> Months()
        {
            var (year, month) = _start.Day == 1 ? (_start.Year, _start.Month) : Next(_start.Year, _start.Month);
            while (year <= 9999 && new DateOnly(year, month, 1) <= _end)
            {
                yield return new DateOnly(year, month, 1);
                (year, month) = Next(year, month);
            }
        }

        private static (int Year, int Month) Next(int year, int month) => month == 12 ? (year + 1, 1) : (year, month + 1);
    }
}
