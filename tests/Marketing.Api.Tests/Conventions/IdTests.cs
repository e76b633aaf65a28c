using System.Text.RegularExpressions;

namespace Marketing.Api.Tests.Conventions;

/// <summary>Ids ascend within a process, so that rows are inserted in the order in which they were created.</summary>
public sealed partial class IdTests
{
    /// <summary>Names that no row is ordered by: the epoch of a restored backup, and the owner of a lease.</summary>
    private static readonly string[] Random = ["Maintenance.cs", "LeaseKeeper.cs"];

    [Fact]
    public void Every_id_comes_from_the_ascending_generator()
    {
        var files = SourceTree.FilesIn("src").ToList();
        files.Count.ShouldBeGreaterThan(300);

        var offending =
            from file in files
            from call in Calls().Matches(File.ReadAllText(file.FullName))
            where call.Value != "Guid.NewGuid" || !Random.Contains(file.Name)
            select $"{SourceTree.PathOf(file)} calls {call.Value}; use EntityId.New";

        offending.ShouldBeEmpty();
    }

    [GeneratedRegex(@"\bGuid\.(?:CreateVersion7|NewGuid)\b")]
    private static partial Regex Calls();
}
