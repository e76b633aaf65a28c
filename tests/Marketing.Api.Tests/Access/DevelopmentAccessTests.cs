using System.Net;
using Marketing.Api.Hosting.CommandLine;
using Marketing.Api.Security;
using Marketing.Application.Access;
using Marketing.Domain.Access;
using Marketing.Infrastructure.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Access;

public sealed class DevelopmentAccessTests
{
    private static readonly Dictionary<string, string?> NoTokens = new()
    {
        ["Authentication:Jwt:SigningKey"] = null,
        ["Authentication:Jwt:Issuer"] = null,
        ["Authentication:Jwt:Audience"] = null,
    };

    [Fact]
    public async Task The_development_key_and_the_three_people_get_in_and_are_made_once()
    {
        await using var host = await AccessHost.StartAsync("Development", NoTokens);
        var access = host.App.Services.GetRequiredService<DevelopmentAccess>();
        var workspace = await host.OpenWorkspaceAsync();

        await access.EnsureAsync(workspace);
        await access.EnsureAsync(workspace);

        (await host.GetAsync("/write", "Bearer " + access.Key)).Status.ShouldBe(HttpStatusCode.OK);
        access.Tokens.Select(token => token.Role).ShouldBe(["preparer", "reviewer", "approver"]);
        var scopes = new List<IReadOnlyList<string>>();
        foreach (var (_, token) in access.Tokens)
        {
            scopes.Add((await host.GetAsync("/plans", "Bearer " + token)).Scopes);
        }

        scopes[0].ShouldContain(Scopes.PlansWrite);
        scopes[1].ShouldContain(Scopes.PlansReview);
        scopes[2].ShouldContain(Scopes.PlansApprove);
        (await host.InStoreAsync(db => db.Members.IgnoreQueryFilters().CountAsync())).ShouldBe(3);
        (await host.InStoreAsync(db => db.ApiKeys.IgnoreQueryFilters().SingleAsync())).Version.ShouldBe(1);
    }

    [Fact]
    public async Task The_development_key_is_the_same_at_every_start_and_refused_elsewhere()
    {
        string key;
        await using (var development = await AccessHost.StartAsync("Development", NoTokens))
        {
            key = development.App.Services.GetRequiredService<DevelopmentAccess>().Key;
        }

        await using var production = await AccessHost.StartAsync();
        var workspace = await production.OpenWorkspaceAsync();
        await production.Runner.RunAsync(
            workspace, "test", new IssueKey("copied", ApiKeySecrets.PrefixOf(key), ApiKeySecrets.HashOf(key), [Scopes.PlansRead], null), "", CancellationToken.None);

        ApiKeySecrets.IsWellFormed(key).ShouldBeTrue();
        (await production.GetAsync("/any", "Bearer " + key)).Code.ShouldBe("auth.invalid");
        Should.Throw<InvalidOperationException>(() => production.App.Services.GetRequiredService<DevelopmentAccess>());
        await using var again = await AccessHost.StartAsync("Development", NoTokens);
        again.App.Services.GetRequiredService<DevelopmentAccess>().Key.ShouldBe(key);
    }

    [Fact]
    public async Task Nobody_gets_in_by_token_where_no_source_of_tokens_is_configured()
    {
        await using var host = await AccessHost.StartAsync("Production", NoTokens);

        (await host.GetAsync("/me", "Bearer " + Tokens.Good())).Code.ShouldBe("auth.invalid");
        host.Log.All.ShouldContain(line => line.Contains("only API keys get in"));
    }

    [Fact]
    public async Task The_first_key_of_an_installation_comes_from_the_command_line()
    {
        await using var host = await AccessHost.StartAsync();

        (await RunAsync(host, "create-key", "--workspace", "brand", "--name", "First")).ExitCode.ShouldBe(CommandLineVerbs.Failed);
        var (exitCode, output) = await RunAsync(host, "create-key", "--workspace", "brand", "--name", "First", "--scopes", "admin plans:read", "--days", "7", "--create");
        host.Clock.Advance(TimeSpan.FromSeconds(3));

        exitCode.ShouldBe(CommandLineVerbs.Succeeded);
        var answer = await host.GetAsync("/plans", "Bearer " + output);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Scopes.ShouldBe(["admin", "plans:read"]);
        host.Clock.Advance(TimeSpan.FromDays(8));
        (await host.GetAsync("/plans", "Bearer " + output)).Code.ShouldBe("auth.expired");
    }

    [Theory]
    [InlineData("create-key")]
    [InlineData("create-key", "--workspace", "brand")]
    [InlineData("create-key", "--workspace", "brand", "--name", "x", "--scopes", "plans:approve")]
    [InlineData("create-key", "--workspace", "brand", "--name", "x", "--scopes", "everything")]
    [InlineData("create-key", "--workspace", "brand", "--name", "x", "--days", "0")]
    [InlineData("create-key", "--workspace", "brand", "--name", "x", "--name", "y")]
    [InlineData("create-key", "--workspace", "brand", "--name")]
    [InlineData("create-key", "--workspace", "Brand A", "--name", "x", "--create")]
    [InlineData("create-key", "--colour", "red")]
    [InlineData("token", "--sub", "ann")]
    [InlineData("frobnicate")]
    public async Task Wrong_usage_is_told_and_does_nothing(params string[] args) =>
        (await CommandLineVerbs.TryRunAsync(args, () => throw new InvalidOperationException("The host is not needed."))).ShouldBe(CommandLineVerbs.WrongUsage);

    [Fact]
    public async Task Arguments_that_name_no_verb_let_the_program_serve()
    {
        (await CommandLineVerbs.TryRunAsync([], () => throw new InvalidOperationException())).ShouldBeNull();
        (await CommandLineVerbs.TryRunAsync(["--urls", "http://localhost:1"], () => throw new InvalidOperationException())).ShouldBeNull();
        (await CommandLineVerbs.TryRunAsync(["Database:Provider=Sqlite"], () => throw new InvalidOperationException())).ShouldBeNull();
    }

    [Fact]
    public async Task Tokens_are_printed_in_Development_only()
    {
        await using var production = await AccessHost.StartAsync();
        await using var development = await AccessHost.StartAsync("Development", NoTokens);
        string[] args = ["token", "--sub", "ann", "--scopes", "plans:read", "--hours", "1", "--Logging:LogLevel:Default=None"];

        (await RunAsync(production, args)).ExitCode.ShouldBe(CommandLineVerbs.Failed);
        var (exitCode, token) = await RunAsync(development, args);

        exitCode.ShouldBe(CommandLineVerbs.Succeeded);
        (await development.GetAsync("/me", "Bearer " + token)).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>What the verb prints goes to the standard output, which all tests share: this class is the only one to look at it.</summary>
    private static async Task<(int? ExitCode, string Output)> RunAsync(AccessHost host, params string[] args)
    {
        var before = Console.Out;
        await using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            var exitCode = await CommandLineVerbs.TryRunAsync(args, () => host.App.Services);
            return (exitCode, output.ToString().Trim().Split('\n')[^1]);
        }
        finally
        {
            Console.SetOut(before);
        }
    }
}
