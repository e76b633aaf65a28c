using System.Text.RegularExpressions;
using Marketing.Application.Common;

namespace Marketing.Api.Tests.Conventions;

/// <summary>The architecture page explains for each query why its response shows one state of the database.</summary>
public sealed partial class QueryTableTests
{
    [Fact]
    public void Every_query_is_in_the_table_and_nothing_else()
    {
        var page = SourceTree.Read("docs/architecture.md");
        var section = page[page.IndexOf("## Reads that need more than one statement", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", StringComparison.Ordinal)];
        var listed = Row().Matches(section).SelectMany(row => Name().Matches(row.Groups[1].Value)).Select(name => name.Groups[1].Value);
        var queries = typeof(IQuery<>)
            .Assembly.GetTypes()
            .Where(type => type is { IsInterface: false, IsAbstract: false })
            .Where(type => type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IQuery<>)))
            .Select(type => type.Name.Split('`')[0]);

        listed.Distinct().Order(StringComparer.Ordinal).ShouldBe(queries.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| ([^|]*`[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`([A-Z]\w+)`")]
    private static partial Regex Name();
}
