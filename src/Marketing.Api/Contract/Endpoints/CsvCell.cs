using System.Buffers;
using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.Labels;
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

/// <summary>The labels of a table in CSV, for people. Programs read codes, which are the same in every language and release.</summary>
/// <param name="table">Name of the table.</param>
/// <param name="language">The language of the labels.</param>
internal sealed class CsvLabels(string table, LabelLanguage language)
{
    private readonly string _language = LabelLanguages.TagOf(language);
    private readonly Dictionary<Enum, string> _words = [];

    public string OfColumn(string column) => LabelTexts.OfColumn(table, column, _language) ?? column;

    /// <summary>Returns the label of an enumeration's value, or its code if it has none.</summary>
    public string OfWord(Enum word, string code)
    {
        if (!_words.TryGetValue(word, out var label))
        {
            var enumeration = JsonNamingPolicy.CamelCase.ConvertName(word.GetType().Name);
            _words[word] = label = LabelTexts.Find(enumeration, code, _language) ?? code;
        }

        return label;
    }
}

/// <summary>A column of a feed as CSV. Lists are joined by <c>"; "</c>, objects are JSON as in the JSON form of the row.</summary>
/// <param name="column">The column.</param>
/// <param name="labels">The labels of header and coded values; null for codes.</param>
internal sealed class CsvColumn(FeedColumn column, CsvLabels? labels = null)
{
    private const string Between = "; ";
    private static readonly ConcurrentDictionary<Enum, string> Words = new();

    public CsvCell Header => labels is null ? new(column.Name) : CsvCell.OfText(labels.OfColumn(column.Name));

    /// <summary>Returns the cell of a row.</summary>
    public CsvCell CellOf(object row) =>
        column.Read(row) switch
        {
            null => new(""),
            string text => CsvCell.OfText(text),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => CsvCell.OfText(value.GetValue<string>()),
            JsonNode node => new(node.ToJsonString(JsonInput.Options)),
            IEnumerable items and not IDictionary when Joined(items) is { } joined => CsvCell.OfText(joined),
            Enum word when labels is not null => CsvCell.OfText(labels.OfWord(word, CodeOf(word))),
            var value => new(PlainText(value) ?? JsonOf(row)),
        };

    private string JsonOf(object row) =>
        JsonSerializer.SerializeToElement(row, row.GetType(), JsonInput.Options).GetProperty(column.Name).GetRawText();

    /// <summary>Returns the items of a list of plain values; null for a list of objects.</summary>
    private string? Joined(IEnumerable items)
    {
        var texts = items
            .Cast<object?>()
            .Select(item => item is Enum word && labels is not null ? labels.OfWord(word, CodeOf(word)) : item as string ?? PlainText(item))
            .ToList();
        return texts.Contains(null) ? null : string.Join(Between, texts);
    }

    private static string? PlainText(object? value) =>
        value switch
        {
            bool flag => flag ? "true" : "false",
            decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
            Enum word => CodeOf(word),
            Guid or int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };

    private static string CodeOf(Enum word) =>
        Words.GetOrAdd(word, static one => JsonSerializer.SerializeToElement(one, one.GetType(), JsonInput.Options).GetString()!);
}
