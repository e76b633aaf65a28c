using System.IO.Pipelines;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Labels;
using Marketing.Api.Tests.History;
using Marketing.Application.Common;
using Marketing.Domain.Values;

namespace Marketing.Api.Tests.Feeds;

/// <summary>Values as CSV cells.</summary>
public sealed class CsvTests
{
    public static TheoryData<object?, string> Values =>
        new()
        {
            { null, "" },
            { "文字", "文字" },
            { "", "" },
            { true, "true" },
            { -5, "-5" },
            { long.MinValue, "-9223372036854775808" },
            { -1.50m, "-1.5" },
            { 0.000001m, "0.000001" },
            { 12345678901234567890.5m, "12345678901234567890.5" },
            { new DateOnly(2026, 3, 1), "2026-03-01" },
            { new DateTime(2026, 3, 1, 8, 30, 0, DateTimeKind.Utc), "2026-03-01T08:30:00Z" },
            { new DateTime(2026, 3, 1, 8, 30, 0, DateTimeKind.Utc).AddMicroseconds(120), "2026-03-01T08:30:00.00012Z" },
            { Guid.Parse("0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d"), "0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d" },
            { TargetKind.ChangePercent, "changePercent" },
            { LabelLanguage.Hans, "zh-Hans" },
            { new[] { "一", "二" }, "一; 二" },
            { Array.Empty<string>(), "" },
            { new[] { new DateOnly(2026, 3, 1), new DateOnly(2026, 4, 1) }, "2026-03-01; 2026-04-01" },
            { JsonValue.Create(-5), "-5" },
            { JsonValue.Create("=1"), "'=1" },
            { new JsonArray("甲", 1), "[\"甲\",1]" },
            { new AnchorName("a", 2), "{\"name\":\"a\",\"count\":2}" },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Numbers_dates_and_texts_are_plain_lists_are_joined_and_objects_are_JSON(object? value, string cell) =>
        (await WriteAsync(value)).ShouldBe([
            ["value"],
            [cell],
        ]);

    [Theory]
    [InlineData("=SUM(A1)")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@cmd")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("＝SUM(A1)")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠cmd")]
    public async Task Text_that_a_spreadsheet_would_run_gets_an_apostrophe(string text)
    {
        (await WriteAsync(text))[1].ShouldBe(["'" + text]);
        (await WriteAsync(new[] { text, "二" }))[1].ShouldBe([$"'{text}; 二"]);
    }

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"yes\"", "\"say \"\"yes\"\"\"")]
    [InlineData("one\ntwo", "\"one\ntwo\"")]
    [InlineData("one\r\ntwo", "\"one\r\ntwo\"")]
    [InlineData(" plain ", " plain ")]
    public async Task Separators_quotes_and_line_breaks_are_quoted(string text, string cell) =>
        (await TextAsync(text, mark: false)).ShouldBe($"value\r\n{cell}\r\n");

    [Theory]
    [InlineData(LabelLanguage.English, "Kind of target")]
    [InlineData(LabelLanguage.Hans, "目标值类型")]
    [InlineData(LabelLanguage.Hant, "目標值類型")]
    public void Labels_replace_codes_in_the_header_and_in_coded_values(LabelLanguage language, string header)
    {
        var column = new Feed<Coded>("rows").Columns[0];
        var labelled = new CsvColumn(column, new CsvLabels("rows", language));

        labelled.Header.Content.ShouldBe(header);
        var expected = LabelTexts.Find("targetKind", "changePercent", LabelLanguages.TagOf(language)).ShouldNotBeNull();
        labelled.CellOf(new Coded(TargetKind.ChangePercent)).Content.ShouldBe(expected);
        new CsvColumn(column).CellOf(new Coded(TargetKind.ChangePercent)).Content.ShouldBe("changePercent");
    }

    [Fact]
    public async Task The_byte_order_mark_comes_first() => (await TextAsync("a", mark: true)).ShouldBe("\uFEFFvalue\r\na\r\n");

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> WriteAsync(object? value) =>
        Csv.Read(await TextAsync(value, mark: false));

    private static async Task<string> TextAsync(object? value, bool mark)
    {
        using var stream = new MemoryStream();
        var writer = PipeWriter.Create(stream);
        var csv = new CsvWriter(writer);
        if (mark)
        {
            csv.Mark();
        }

        var column = new CsvColumn(new Feed<Row>("rows").Columns.Single());
        await csv.WriteAsync([column.Header], default);
        await csv.WriteAsync([column.CellOf(new Row(value))], default);
        await csv.FlushAsync(default);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    public sealed record AnchorName(string Name, int Count);

    private sealed record Row(object? Value);

    private sealed record Coded(TargetKind TargetKind);
}
