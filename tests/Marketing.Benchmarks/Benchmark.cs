using System.Globalization;
using System.Runtime.InteropServices;
using Marketing.Benchmarks.Features;
using Marketing.Benchmarks.Measuring;
using Marketing.Benchmarks.Seeding;

namespace Marketing.Benchmarks;

/// <summary>Runs the selected chapters and writes their results as Markdown.</summary>
internal static class Benchmark
{
    public static async Task RunAsync(BenchmarkOptions options, TextWriter output)
    {
        await output.WriteLineAsync(Machine(options));
        var database = await SeededDatabase.ReadyAsync(options.Plans);
        foreach (var chapter in options.Chapters)
        {
            var folder = Directory.CreateTempSubdirectory("marketing-benchmark-").FullName;
            try
            {
                await output.WriteLineAsync();
                await RunAsync(chapter, options, database, folder, output);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static Task RunAsync(string chapter, BenchmarkOptions options, SeededDatabase database, string folder, TextWriter output) =>
        chapter switch
        {
            "ratios" => Ratios.RunAsync(options, database, folder, output),
            "paced" => Chapters.PacedAsync(options, database, folder, output),
            "growth" => Chapters.GrowthAsync(options, database, folder, output),
            "answers" => Chapters.AnswersAsync(options, database, folder, output),
            "writers" => Chapters.WritersAsync(options, database, folder, output),
            "start" => Chapters.StartAsync(database, folder, output),
            _ => FeatureChapters.RunAsync(chapter, options, folder, output),
        };

    private static string Machine(BenchmarkOptions options) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores shared by the server and its load, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1_000_000_000.0:0} GB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; {options.Plans} plans, {options.Connections} connections, {options.Rounds} alternating rounds of {options.Seconds} s."
        );
}
