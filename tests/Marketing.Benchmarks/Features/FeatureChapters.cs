using System.Globalization;

namespace Marketing.Benchmarks.Features;

/// <summary>Measurements of budgets, facts, synchronisation and risks, each on a service of its own. All rows come over HTTP.</summary>
internal static class FeatureChapters
{
    public const int BulkSize = 1000;

    public static Task RunAsync(string chapter, BenchmarkOptions options, string folder, TextWriter output) =>
        chapter switch
        {
            "budgets" => BudgetChapter.RunAsync(options, folder, output),
            "facts" => FactChapter.RunAsync(options, folder, output),
            "sync" => SyncChapter.RunAsync(options, folder, output),
            _ => RiskChapter.RunAsync(options, folder, output),
        };

    public static Task HeadAsync(this TextWriter output, string chapter, BenchmarkOptions options) =>
        output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"| {chapter}, {options.Rows} rows | result | goal |\n| --- | --- | --- |")
        );

    public static Task RowAsync(this TextWriter output, FormattableString what, FormattableString result, string goal) =>
        output.WriteLineAsync($"| {FormattableString.Invariant(what)} | {FormattableString.Invariant(result)} | {goal} |");
}
