using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Hosting;

/// <summary>The first start on a developer's machine, as a newcomer sees it on the console.</summary>
public sealed class FirstStartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marketing-first-");

    private readonly List<(string, string?)> _variables =
    [
        ("ASPNETCORE_ENVIRONMENT", "Development"),
        ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
        ("Shutdown__DrainSeconds", "0"),
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_start_ends_with_everything_that_the_first_request_needs()
    {
        await using var program = ProgramRun.Start(_folder.FullName, _variables);
        await program.WaitForAsync("curl -H");

        var lines = program.Output.Where(line => line.Length > 0).ToList();
        lines[^1].ShouldStartWith("  curl -H \"Authorization: Bearer mk_dev");
        var ready = lines.FindIndex(line => line.Contains("Ready.", StringComparison.Ordinal));
        lines.FindIndex(line => line.Contains("Now listening", StringComparison.Ordinal)).ShouldBeInRange(0, ready - 1);
        lines.Skip(ready + 1).ShouldAllBe(line => line.StartsWith("  ", StringComparison.Ordinal));
        foreach (var person in new[] { "Preparer", "Reviewer", "Approver", "Finance" })
        {
            lines.ShouldContain(line => Regex.IsMatch(line, $"^  {person}, until \\d\\d:\\d\\d on \\d+ \\w+: .*plans:read"));
            lines.ShouldContain(line => line.StartsWith($"  {person.ToUpperInvariant()}=ey", StringComparison.Ordinal));
        }

        lines.Count(line => line.Contains("icen", StringComparison.Ordinal)).ShouldBe(1);
        lines.ShouldAllBe(line => !line.Contains("(null)", StringComparison.Ordinal));
        await ShouldAnswerAsync(lines[^1], program);
        foreach (var (person, waiting) in new[] { ("REVIEWER", "review"), ("APPROVER", "approve"), ("FINANCE", "finance") })
        {
            (await InboxAsync(lines, person)).ShouldContain($"\"step\":\"{waiting}\"");
        }

        (await PlansAsync(lines, "status=active")).ShouldContain("\"workingRevision\":{\"number\":2,\"status\":\"draft\"");
        program.Terminate();
        (await program.ExitCodeAsync()).ShouldBe(0);
        program.Error.ShouldBeEmpty();
        ShouldBePrivate();
    }

    [Fact]
    public async Task A_stop_during_the_start_is_quiet()
    {
        await using var program = ProgramRun.Start(_folder.FullName, _variables);
        await program.WaitForAsync("Applying ");
        await Wait.UntilAsync(() => File.Exists(Path.Combine(_folder.FullName, "data", "marketing.db-wal")));

        program.Terminate();

        await program.ExitCodeAsync();
        program.Error.ShouldBeEmpty();
        program.Output.ShouldAllBe(line => !line.Contains("   at ", StringComparison.Ordinal));
    }

    private static Task<string> InboxAsync(IReadOnlyList<string> lines, string person) =>
        GetAsync(
            lines,
            lines.Single(line => line.StartsWith($"  {person}=", StringComparison.Ordinal)).Split('=')[1],
            "approvals?assignee=me&state=pending"
        );

    private static Task<string> PlansAsync(IReadOnlyList<string> lines, string query) =>
        GetAsync(lines, lines.Single(line => line.StartsWith("  KEY=", StringComparison.Ordinal)).Split('=')[1], $"plans?{query}");

    private static async Task<string> GetAsync(IReadOnlyList<string> lines, string credential, string path)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        return await client.GetStringAsync(new Uri(Regex.Match(lines[^1], "http\\S+/v1/").Value + path));
    }

    private static async Task ShouldAnswerAsync(string command, ProgramRun program)
    {
        var words = Regex.Match(command, "Bearer (?<key>[^\"]+)\" (?<address>\\S+)");
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var plans = new Uri(words.Groups["address"].Value);
        var root = await client.GetAsync(new Uri(plans, "/"));
        root.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        root.Headers.Location!.ToString().ShouldBe("/docs");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", words.Groups["key"].Value);
        (await client.GetStringAsync(plans)).ShouldContain("SPARK-2027");

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "mk_" + new string('a', 43));
        (await client.GetAsync(plans)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await program.WaitForAsync("responded 401");
        var refused = program.Output.Single(line => line.Contains(" 401 ", StringComparison.Ordinal));
        refused.ShouldContain("auth.invalid (");
        refused.ShouldContain("from 127.0.0.1");
    }

    /// <summary>The database and its side files can be read by their owner only.</summary>
    private void ShouldBePrivate()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var file in _folder.GetFiles("data/*"))
        {
            file.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.Name);
        }
    }
}
