using Xunit;

namespace Marketing.Domain.Tests.Phrases;

/// <summary>Tables of cases, one per line: the phrase, <c>=></c>, and the expected value.</summary>
internal static class Cases
{
    public static TheoryData<string, string> Of(string table)
    {
        var data = new TheoryData<string, string>();
        foreach (var line in table.Split('\n').Where(line => line.Contains("=>", StringComparison.Ordinal)))
        {
            var at = line.LastIndexOf("=>", StringComparison.Ordinal);
            data.Add(line[..at].TrimEnd(' '), line[(at + 2)..].Trim());
        }

        return data;
    }
}
