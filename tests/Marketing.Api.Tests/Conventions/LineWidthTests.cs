namespace Marketing.Api.Tests.Conventions;

/// <summary>
/// Code fits on a screen beside its tests. The formatter wraps code at 140 columns; this test finds what it leaves alone, such as comments.
/// </summary>
public sealed class LineWidthTests
{
    private const int Columns = 140;

    [Fact]
    public void No_line_of_code_is_wider_than_140_columns()
    {
        var files = new[] { "src", "tests", "tools" }.SelectMany(SourceTree.FilesIn).Where(file => !IsTableOfData(file)).ToList();
        files.Count.ShouldBeGreaterThan(300);

        var wide =
            from file in files
            from number in WideLines(File.ReadAllLines(file.FullName))
            select $"{SourceTree.PathOf(file)}:{number}";

        wide.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0", "{0}var x = 1;", true)]
    [InlineData("0", "/// {0}x", true)]
    [InlineData("0", "Call(\"{0}x\");", false)]
    [InlineData("0", "Call(\"x\", {0}x);", true)]
    [InlineData("0", "Call(\"\"\"{0}\"a\"\"\"\");", false)]
    [InlineData("0", "var json = \"\"\"\n{0}x\n\"\"\";", false)]
    [InlineData("0", "var json = \"\"\"x\"\"\";\n{0}x", true)]
    public void Only_string_literals_can_be_wider(string filler, string code, bool isWide)
    {
        var lines = string.Format(System.Globalization.CultureInfo.InvariantCulture, code, filler.PadRight(Columns, '0')).Split('\n');

        WideLines(lines).Any().ShouldBe(isWide);
    }

    private static bool IsTableOfData(FileInfo file) => file.Name.EndsWith("Table.cs", StringComparison.Ordinal);

    /// <summary>Returns the numbers of the wide lines whose last permitted column is not inside a text.</summary>
    private static IEnumerable<int> WideLines(IEnumerable<string> lines)
    {
        var isInRawText = false;
        foreach (var (index, line) in lines.Index())
        {
            if (line.Length > Columns && !isInRawText && !EndsInText(line[..Columns]))
            {
                yield return index + 1;
            }

            isInRawText ^= Count(line, "\"\"\"") % 2 == 1;
        }
    }

    private static bool EndsInText(string start) =>
        Count(start, "\"\"\"") % 2 == 1 || Count(start.Replace("\\\"", "", StringComparison.Ordinal), "\"") % 2 == 1;

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
