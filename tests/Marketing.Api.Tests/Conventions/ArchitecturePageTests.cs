using System.Globalization;
using System.Text.RegularExpressions;

namespace Marketing.Api.Tests.Conventions;

/// <summary>The table of requests in docs/architecture.md is true: its files exist and its operations begin in the first of them.</summary>
public sealed partial class ArchitecturePageTests
{
    [Fact]
    public void A_request_is_followed_through_few_existing_files()
    {
        var sources = SourceTree.FilesIn("src").ToLookup(file => Path.GetFileNameWithoutExtension(file.Name));
        var rows = Row().Matches(SourceTree.Read("docs/architecture.md"));

        rows.Select(row => row.Groups["id"].Value).ShouldBe(["createPlan", "updatePart", "listPlans", "importPlan", "readChanges"]);
        foreach (Match row in rows)
        {
            var id = row.Groups["id"].Value;
            var files = FileName().Matches(row.Groups["files"].Value).Select(file => file.Groups[1].Value).ToList();
            files.ShouldAllBe(file => sources[file].Any(), id);
            File.ReadAllText(sources[files[0]].Single().FullName).ShouldContain($"\"{id}\"");
            files.Count.ShouldBe(int.Parse(row.Groups["count"].Value, CultureInfo.InvariantCulture), id);
            files.Count.ShouldBeLessThanOrEqualTo(id == "importPlan" ? 10 : 6, id);
        }
    }

    [GeneratedRegex(@"^\| `(?<id>\w+)` \| (?<count>\d+) \| (?<files>`.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex FileName();
}
