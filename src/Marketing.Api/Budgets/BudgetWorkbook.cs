using Marketing.Api.Contract.Labels;
using Marketing.Application.Budgets;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Marketing.Api.Budgets;

/// <summary>Writes the summary of a budget as an Excel workbook: one row for each line, and the total. Texts stay texts.</summary>
internal static class BudgetWorkbook
{
    private static readonly (string Member, double Width)[] Columns =
    [
        ("code", 16),
        ("parentCode", 16),
        ("category", 32),
        ("kind", 14),
        ("planned", 16),
        ("approved", 16),
        ("transferred", 16),
        ("held", 16),
        ("committed", 16),
        ("actual", 16),
        ("available", 16),
    ];

    /// <summary>Writes the workbook.</summary>
    /// <param name="summary">The budget.</param>
    /// <param name="language">Language of the header.</param>
    /// <param name="file">Where to write it.</param>
    /// <param name="ct">Cancels the writing.</param>
    public static async Task WriteAsync(BudgetSummaryResponse summary, string language, Stream file, CancellationToken ct)
    {
        var sheet = new WorksheetOptions { FrozenRows = 1 };
        foreach (var (column, i) in Columns.Select((column, i) => (column, i)))
        {
            sheet.Column(i + 1).Width = column.Width;
        }

        await using var workbook = await Spreadsheet.CreateNewAsync(file, cancellationToken: ct);
        await workbook.StartWorksheetAsync(summary.Currency, sheet, ct);
        var bold = workbook.AddStyle(new Style { Font = { Bold = true } });
        var header = Columns.Select(column => new StyledCell(LabelTexts.Find("member", column.Member, language) ?? column.Member, bold));
        await workbook.AddRowAsync(header.ToList(), ct);
        foreach (var line in summary.Lines)
        {
            var kind = LabelTexts.Find("budgetLineKind", JsonName(line.Kind.ToString()), language);
            await workbook.AddRowAsync(Row([line.Code, line.ParentCode, line.Category, kind], line.Amounts, null), ct);
        }

        var total = LabelTexts.Find("member", "totals", language);
        await workbook.AddRowAsync(Row([total, null, null, null], summary.Totals, bold), ct);
        await workbook.FinishAsync(ct);
    }

    private static List<StyledCell> Row(IEnumerable<string?> words, SummaryAmounts amounts, StyleId? style) =>
        [
            .. words.Select(word => new StyledCell(word, style)),
            .. new[]
            {
                amounts.Planned,
                amounts.Approved,
                amounts.Transferred,
                amounts.Held,
                amounts.Committed,
                amounts.Actual,
                amounts.Available,
            }.Select(amount => new StyledCell(amount, style)),
        ];

    private static string JsonName(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);
}
