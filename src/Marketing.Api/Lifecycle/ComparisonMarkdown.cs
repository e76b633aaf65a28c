using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Labels;
using Marketing.Application.Lifecycle;

namespace Marketing.Api.Lifecycle;

/// <summary>Writes a comparison as Markdown, with headings and labels in its language.</summary>
internal sealed class ComparisonMarkdown
{
    private const int LongestValue = 300;

    private const string None = "—";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder _text = new();
    private readonly string _language;

    private ComparisonMarkdown(string language) => _language = language;

    public static string Write(PlanComparisonResponse comparison, string language) => new ComparisonMarkdown(language).Write(comparison);

    private string Write(PlanComparisonResponse comparison)
    {
        var (from, to) = (StateOf(comparison.From), StateOf(comparison.To));
        Line($"# {from} → {to}");
        List("added", comparison.Counts.Added, comparison.Added, ItemOf);
        List("removed", comparison.Counts.Removed, comparison.Removed, ItemOf);
        List("moved", comparison.Counts.Moved, comparison.Moved, item => $"{ItemOf(item)}: `{item.FromPointer}` → `{item.Pointer}`");
        List(
            "changed",
            comparison.Counts.Changed,
            comparison.Changed,
            item => $"{HolderOf(item)}{Escape(item.Label)}: {ValueOf(item.Old)} → {ValueOf(item.New)}"
        );
        return _text.ToString();
    }

    private void List<T>(string kind, int count, IReadOnlyList<T> items, Func<T, string> line)
        where T : ComparedItem
    {
        if (count == 0)
        {
            return;
        }

        var heading = LabelTexts.Find("member", $"planComparisonResponse.{kind}", _language) ?? Label(kind);
        Line("");
        Line($"## {heading} ({count.ToString(CultureInfo.InvariantCulture)})");
        Line("");
        foreach (var item in items)
        {
            Line($"- {line(item)}");
        }

        if (items.Count < count)
        {
            Line("- …");
        }
    }

    private string StateOf(ComparedState state) =>
        state.Revision is { } number
            ? $"{Label("revision")} {number.ToString(CultureInfo.InvariantCulture)}"
            : LabelTexts.Find("planView", "working", _language)!;

    private static string ItemOf(ComparedItem item) => $"{Escape(item.Label)} {NameOf(item)}";

    private string HolderOf(ComparedItem item) =>
        item.Ref is null ? "" : $"{Escape(ComparisonLabels.Of(item.Section, _language))} {NameOf(item)} › ";

    private static string NameOf(ComparedItem item) =>
        item.Title is null ? $"**{Escape(item.Ref!)}**" : $"**{Escape(item.Ref!)}** {Escape(item.Title)}";

    private string Label(string member) => LabelTexts.Find("member", member, _language)!;

    /// <summary>Returns a value as people read it: its words in the plan, if it has any.</summary>
    private static string ValueOf(JsonNode? value) =>
        value switch
        {
            null => None,
            JsonObject members when members["text"] is JsonValue text => Escape(text.ToString()),
            JsonObject or JsonArray => $"`{Shorten(value.ToJsonString(Readable)).Replace('`', '\'')}`",
            _ => Escape(value.ToString()),
        };

    /// <summary>Returns a text in one line in which nothing is read as formatting.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in Shorten(text))
        {
            if (char.IsControl(c))
            {
                escaped.Append(' ');
                continue;
            }

            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' or '~' or '!')
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.Length == 0 ? "“”" : escaped.ToString();
    }

    // Never cuts a surrogate pair.
    private static string Shorten(string text) =>
        text.Length <= LongestValue ? text : text[..(char.IsHighSurrogate(text[LongestValue - 1]) ? LongestValue - 1 : LongestValue)] + "…";

    private void Line(string text) => _text.Append(text).Append('\n');
}
