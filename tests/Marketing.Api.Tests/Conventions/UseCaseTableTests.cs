using System.Reflection;
using System.Text.RegularExpressions;
using Marketing.Application.Common;
using Marketing.Infrastructure;

namespace Marketing.Api.Tests.Conventions;

/// <summary>
/// The architecture page explains for each query why its response shows one state of the database, and for each command what holds the
/// invariants over rows that it does not change.
/// </summary>
public sealed partial class UseCaseTableTests
{
    [Fact]
    public void Every_query_is_in_the_table_and_nothing_else() =>
        ListedUnder("## Reads that need more than one statement").ShouldBe(Named(typeof(IQuery<>), typeof(IQuery<>).Assembly));

    [Fact]
    public void Every_command_is_in_the_table_and_nothing_else() =>
        ListedUnder("## Writes and the other rows they decide on")
            .ShouldBe(Named(typeof(ICommand<>), typeof(ICommand<>).Assembly, typeof(InfrastructureSetup).Assembly));

    private static IEnumerable<string> ListedUnder(string heading)
    {
        var page = SourceTree.Read("docs/architecture.md");
        var section = page[page.IndexOf(heading, StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", StringComparison.Ordinal)];
        return Row()
            .Matches(section)
            .SelectMany(row => Name().Matches(row.Groups[1].Value))
            .Select(name => name.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Named(Type useCase, params Assembly[] assemblies) =>
        assemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsInterface: false, IsAbstract: false })
            .Where(type => type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == useCase))
            .Select(type => type.Name.Split('`')[0])
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^\| ([^|]*`[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`([A-Z]\w+)`")]
    private static partial Regex Name();
}
