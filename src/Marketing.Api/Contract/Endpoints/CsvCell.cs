using System.Buffers;
using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Input;
using Marketing.Application.Common;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>
/// The content of one cell. Numbers, dates and ids are written plainly. Text that a spreadsheet would run as a formula gets an
/// apostrophe in front.
/// </summary>
internal readonly record struct CsvCell(string Content)
{
    /// <summary>Characters with which formulas begin, in full width too. Spreadsheets drop a leading tab or line break.</summary>
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    /// <summary>Returns text as a cell.</summary>
    public static CsvCell OfText(string text) => new(text.Length > 0 && FormulaStarts.Contains(text[0]) ? "'" + text : text);
}

/// <summary>A column of a feed as CSV. Lists are joined by <c>"; "</c>, objects are JSON as in the JSON form of the row.</summary>
internal sealed class CsvColumn(FeedColumn column)
{
    private const string Between = "; ";
    private static readonly ConcurrentDictionary<Enum, string> Words = new();

    public CsvCell Header => new(column.Name);

    /// <summary>Returns the cell of a row.</summary>
    public CsvCell CellOf(object row) =>
        column.Read(row) switch
        {
            null => new(""),
            string text => CsvCell.OfText(text),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => CsvCell.OfText(value.GetValue<string>()),
            JsonNode node => new(node.ToJsonString(JsonInput.Options)),
            IEnumerable items and not IDictionary when Joined(items) is { } joined => CsvCell.OfText(joined),
            var value => new(PlainText(value) ?? JsonOf(row)),
        };

    private string JsonOf(object row) =>
        JsonSerializer.SerializeToElement(row, row.GetType(), JsonInput.Options).GetProperty(column.Name).GetRawText();

    /// <summary>Returns the items of a list of plain values; null for a list of objects.</summary>
    private static string? Joined(IEnumerable items)
    {
        var texts = items.Cast<object?>().Select(item => item as string ?? PlainText(item)).ToList();
        return texts.Contains(null) ? null : string.Join(Between, texts);
    }

    private static string? PlainText(object? value) =>
        value switch
        {
            bool flag => flag ? "true" : "false",
            decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
            Enum word => Words.GetOrAdd(word, NameOf),
            Guid or int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };

    private static string NameOf(Enum word) => JsonSerializer.SerializeToElement(word, word.GetType(), JsonInput.Options).GetString()!;
}
