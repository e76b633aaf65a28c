using System.Collections.Frozen;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Marketing.Api.Tests.Conventions;
using Marketing.Api.Tests.Support;
using Marketing.Application.Access;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Approvals;
using Marketing.Infrastructure.SampleData;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Hosting;

/// <summary>The commands of the README work as they stand there.</summary>
public sealed partial class ReadmeTests : IAsyncLifetime
{
    private const int MostLines = 150;

    private readonly MarketingApi _api = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marketing-readme-");

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    public async Task The_tour_can_be_pasted_twice(string shell)
    {
        Assert.SkipUnless(File.Exists($"/usr/bin/{shell}") && File.Exists("/usr/bin/curl"), $"Needs {shell} and curl.");
        var workspace = await _api.Services.GetRequiredService<SampleWorkspace>().EnsureAsync(CancellationToken.None);
        var key = await _api.IssueKeyAsync(workspace, [.. Scopes.All.Keys.Except(Scopes.PersonsOnly)]);
        var (preparer, reviewer, approver) = (
            await PersonAsync(workspace, "preparer", Role.Planner),
            await PersonAsync(workspace, "reviewer", Role.Reviewer),
            await PersonAsync(workspace, "approver", Role.Approver)
        );
        await _api
            .Services.GetRequiredService<SampleApprovals>()
            .WriteAsync(workspace, new SamplePeople(preparer, reviewer, approver), CancellationToken.None);
        var tour = Tour()
            .Replace("KEY=mk_dev...", $"KEY={key}", StringComparison.Ordinal)
            .Replace("REVIEWER=ey...", $"REVIEWER={TokenOf(reviewer)}", StringComparison.Ordinal)
            .Replace("APPROVER=ey...", $"APPROVER={TokenOf(approver)}", StringComparison.Ordinal)
            .Replace("http://localhost:5080", _api.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);

        for (var time = 1; time <= 2; time++)
        {
            var (exitCode, output, error) = await RunAsync(shell, tour);

            exitCode.ShouldBe(0, error);
            error.ShouldBeEmpty();
            Expected().Matches(output).Select(match => match.Value).ShouldBe(["HTTP/1.1 412"], $"time {time}: {output}");
            Regex
                .Matches(output, "\"status\":(?<status>4..|5..)")
                .Select(match => match.Groups["status"].Value)
                .ShouldBe(["412", "400", "403"], output);
            output.ShouldContain("\"state\":\"approved\"");
            output.ShouldContain("HTTP/1.1 201");
            Regex.Count(output, "HTTP/1.1 204").ShouldBe(2);
        }
    }

    [Fact]
    public void It_is_short_and_its_commands_contain_no_comments()
    {
        SourceTree.Read("README.md").Split('\n').Length.ShouldBeLessThanOrEqualTo(MostLines);
        Commands().ShouldAllBe(command => !Regex.IsMatch(command, @"(^|\s)#", RegexOptions.Multiline));
    }

    private async Task<Caller> PersonAsync(WorkspaceId workspace, string name, Role role)
    {
        await _api.RunAsync(workspace, new SignIn(MarketingApi.Issuer, name, name, [role]));
        return new Caller
        {
            Kind = CallerKind.Person,
            ActorId = PersonActor.IdOf(MarketingApi.Issuer, name),
            DisplayName = name,
            WorkspaceId = workspace,
            Scopes = Scopes.Of(role).ToFrozenSet(StringComparer.Ordinal),
            Roles = [role],
            Subject = name,
        };
    }

    private static string TokenOf(Caller person) => MarketingApi.TokenFor(person.Subject!, person.DisplayName, person.Scopes);

    private static string Tour() =>
        string.Concat(Commands().SkipWhile(command => !command.StartsWith("KEY=", StringComparison.Ordinal)).TakeWhile(IsOfTour));

    private static bool IsOfTour(string command) => !command.Contains("dotnet", StringComparison.Ordinal);

    private static IEnumerable<string> Commands() => Block().Matches(SourceTree.Read("README.md")).Select(block => block.Groups[1].Value);

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string shell, string commands)
    {
        var start = new ProcessStartInfo(shell)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ZDOTDIR"] = _folder.FullName;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(commands);
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(StartWait.Longest);
        return (process.ExitCode, await output, await error);
    }

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("HTTP/1.1 [45]..")]
    private static partial Regex Expected();
}
