using System.Net;
using Marketing.Api.Hosting.CommandLine;
using Marketing.Api.Security;
using Marketing.Api.Tests.Support;
using Marketing.Application.Access;
using Marketing.Domain.Access;
using Marketing.Infrastructure.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Access;

public sealed class DevelopmentCredentialsTests
{
    private static readonly Dictionary<string, string?> NoTokens = new()
    {
        ["Authentication:Jwt:SigningKey"] = null,
        ["Authentication:Jwt:Issuer"] = null,
        ["Authentication:Jwt:Audience"] = null,
    };

    [Fact]
    public async Task The_development_key_and_the_four_people_are_created_once_and_accepted()
    {
        await using var host = await AccessHost.StartAsync("Development", NoTokens);
        var access = host.App.Services.GetRequiredService<DevelopmentCredentials>();
        var workspace = await host.OpenWorkspaceAsync();

        await access.EnsureAsync(workspace);
        await access.EnsureAsync(workspace);

        (await host.GetAsync("/write", "Bearer " + access.Key)).Status.ShouldBe(HttpStatusCode.OK);
        access.People.Select(person => person.Name).ShouldBe(["Preparer", "Reviewer", "Approver", "Finance"]);
        var scopes = new List<IReadOnlyList<string>>();
        foreach (var person in access.People)
        {
            var granted = (await host.GetAsync("/plans", "Bearer " + person.Token)).Scopes;
            granted.ShouldBe(person.Scopes, ignoreOrder: true);
            scopes.Add(granted);
        }

        scopes[0].ShouldContain(Scopes.PlansWrite);
        scopes[1].ShouldContain(Scopes.PlansReview);
        scopes[2].ShouldContain(Scopes.PlansApprove);
        scopes[3].ShouldContain(Scopes.PlansCountersign);
        (await host.InStoreAsync(db => db.Members.IgnoreQueryFilters().CountAsync())).ShouldBe(4);
        (await host.InStoreAsync(db => db.ApiKeys.IgnoreQueryFilters().SingleAsync())).Version.ShouldBe(1);
    }

    [Fact]
    public async Task The_development_key_is_the_same_at_every_start_and_rejected_by_other_installations()
    {
        string key;
        await using (var development = await AccessHost.StartAsync("Development", NoTokens))
        {
            key = development.App.Services.GetRequiredService<DevelopmentCredentials>().Key;
        }

        await using var production = await AccessHost.StartAsync();
        var workspace = await production.OpenWorkspaceAsync();
        await production.Runner.RunAsync(
            workspace,
            "test",
            new IssueKey("copied", ApiKeySecrets.PrefixOf(key), ApiKeySecrets.HashOf(key), [Scopes.PlansRead], null),
            "",
            CancellationToken.None
        );

        ApiKeySecrets.IsWellFormed(key).ShouldBeTrue();
        (await production.GetAsync("/any", "Bearer " + key)).Code.ShouldBe("auth.invalid");
        Should.Throw<InvalidOperationException>(() => production.App.Services.GetRequiredService<DevelopmentCredentials>());
        await using var again = await AccessHost.StartAsync("Development", NoTokens);
        again.App.Services.GetRequiredService<DevelopmentCredentials>().Key.ShouldBe(key);
    }

    [Fact]
    public async Task Tokens_are_rejected_if_no_source_of_tokens_is_configured()
    {
        await using var host = await AccessHost.StartAsync("Production", NoTokens);

        (await host.GetAsync("/me", "Bearer " + Tokens.Good())).Code.ShouldBe("auth.invalid");
        host.Log.All.ShouldContain(line => line.Contains("Only API keys are accepted"));
    }

    [Fact]
    public async Task The_first_key_of_an_installation_is_created_on_the_command_line()
    {
        await using var host = await AccessHost.StartAsync();

        string[] args = ["create-key", "--workspace", "brand", "--name", "First", "--scopes", "admin plans:read", "--days", "7"];

        (await CommandRun.RunAsync(host.App.Services, args)).ExitCode.ShouldBe(ExitCodes.Failed);
        var created = await CommandRun.RunAsync(host.App.Services, [.. args, "--create"]);
        host.Clock.Advance(TimeSpan.FromSeconds(3));

        created.ExitCode.ShouldBe(ExitCodes.Succeeded, created.Error);
        var key = created.Output.Trim();
        var answer = await host.GetAsync("/plans", "Bearer " + key);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Scopes.ShouldBe(["admin", "plans:read"]);
        created.Error.ShouldContain("has the scopes admin plans:read.");
        var again = await CommandRun.RunAsync(host.App.Services, args);
        again.ExitCode.ShouldBe(ExitCodes.Failed);
        again.Error.ShouldContain("already has a valid key \"First\"");
        (await CommandRun.RunAsync(host.App.Services, [.. args, "--another"])).ExitCode.ShouldBe(ExitCodes.Succeeded);
        host.Clock.Advance(TimeSpan.FromDays(8));
        (await host.GetAsync("/plans", "Bearer " + key)).Code.ShouldBe("auth.expired");
    }

    [Fact]
    public async Task The_token_command_works_in_Development_only()
    {
        await using var production = await AccessHost.StartAsync();
        await using var development = await AccessHost.StartAsync("Development", NoTokens);
        string[] args = ["token", "--sub", "ann", "--scopes", "plans:read", "--hours", "1", "--Logging:LogLevel:Default=None"];

        (await CommandRun.RunAsync(production.App.Services, args)).ExitCode.ShouldBe(ExitCodes.Failed);
        var printed = await CommandRun.RunAsync(development.App.Services, args);

        printed.ExitCode.ShouldBe(ExitCodes.Succeeded, printed.Error);
        (await development.GetAsync("/me", "Bearer " + printed.Output.Trim())).Status.ShouldBe(HttpStatusCode.OK);
    }
}
