using System.Text.RegularExpressions;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Tests.OpenApi;
using Marketing.Domain.Access;
using Microsoft.AspNetCore.Routing;

namespace Marketing.Api.Tests.Conventions;

/// <summary>
/// The page of permissions lists every operation with the roles that can call it, as the endpoints state them. <c>AccessWalkerTests</c>
/// calls each operation in each role.
/// </summary>
public sealed partial class PermissionsPageTests
{
    private const string Page = "docs/permissions.md";

    private const string Heading = "| Operation |";

    private const string Yes = "✓";

    [Fact]
    public async Task The_page_lists_every_operation_with_the_roles_that_can_call_it()
    {
        await using var api = await DocumentHost.OfApiAsync();
        var table = Table(api.Endpoints);
        var page = SourceTree.Read(Page);
        var start = page.IndexOf(Heading, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("MARKETING_UPDATE_SPEC") == "1")
        {
            await File.WriteAllTextAsync(SourceTree.FullPath(Page), page[..start] + table);
            return;
        }

        page[start..].ShouldBe(table, "Set MARKETING_UPDATE_SPEC=1 to update the page.");
    }

    private static string Table(IEnumerable<RouteEndpoint> endpoints)
    {
        var roles = Enum.GetValues<Role>();
        List<string> lines =
        [
            $"{Heading} Scopes | Key | {string.Join(" | ", roles.Select(Words))} |",
            $"| --- | --- | :-: |{string.Concat(Enumerable.Repeat(" :-: |", roles.Length))}",
        ];
        foreach (var (path, contract) in Operations(endpoints))
        {
            var scopes = contract.Scopes.Count == 0 ? "any" : string.Join(", ", contract.Scopes.Select(scope => $"`{scope}`"));
            var cells = roles.Select(role => IsOpenTo(contract, Scopes.Of(role)) ? Yes : "");
            var key = contract.PersonsOnly || !IsOpenTo(contract, [.. Scopes.All.Keys.Except(Scopes.PersonsOnly)]) ? "" : Yes;
            lines.Add($"| `{path}` | {scopes} | {string.Join(" | ", cells.Prepend(key))} |");
        }

        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<(string Path, EndpointContract Contract)> Operations(IEnumerable<RouteEndpoint> endpoints) =>
        from endpoint in endpoints
        let contract = endpoint.Metadata.GetMetadata<EndpointContract>()
        where contract is { Anonymous: false }
        let path = Constraint().Replace(endpoint.RoutePattern.RawText!, "}")
        let verb = endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0]
        orderby path.ToUpperInvariant(), verb
        select ($"{verb} {path}", contract!);

    private static bool IsOpenTo(EndpointContract contract, IReadOnlyList<string> scopes) =>
        contract.Scopes.Count == 0 || contract.Scopes.Intersect(scopes).Any();

    private static string Words(Role role)
    {
        var words = WordStart().Replace($"{role}", " $0").ToLowerInvariant();
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    [GeneratedRegex(@":[^}]+}")]
    private static partial Regex Constraint();

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex WordStart();
}
