using Marketing.Api.Hosting.CommandLine;
using Marketing.Api.Tests.Support;
using Microsoft.Extensions.Hosting;

namespace Marketing.Api.Tests.Hosting;

/// <summary>Separates commands, settings of the host and invalid arguments.</summary>
public sealed class CommandLineTests
{
    private const int ServiceEnded = 17;

    [Theory]
    [InlineData("create-key")]
    [InlineData("create-key", "--workspace", "brand")]
    [InlineData("create-key", "--workspace", "brand", "--name", "x", "--scopes", "plans:approve")]
    [InlineData("create-key", "--workspace", "brand", "--name", "x", "--scopes", "everything")]
    [InlineData("create-key", "--workspace", "brand", "--name", "x", "--scopes", ",")]
    [InlineData("create-key", "--workspace", "brand", "--name", "x", "--scopes", "admin", "--scopes", "plans:read")]
    [InlineData("create-key", "--workspace", "brand", "--name", "x", "--days", "0")]
    [InlineData("create-key", "--workspace", "brand", "--name", "x", "--name", "y")]
    [InlineData("create-key", "--workspace", "brand", "--name")]
    [InlineData("create-key", "--workspace", "brand", "--name", " ")]
    [InlineData("create-key", "--workspace", "Brand A", "--name", "x", "--create")]
    [InlineData("create-key", "--workspace", "brand", "--name", "x", "--colour", "red")]
    [InlineData("create-key", "--workspace", "brand", "--name", "@names.txt", "--colour")]
    [InlineData("token", "--sub", "ann")]
    [InlineData("backup")]
    [InlineData("backup", "--to", "")]
    [InlineData("restore")]
    [InlineData("restore", "--to", "a.db")]
    [InlineData("export", "--to", "folder")]
    [InlineData("export", "--workspace", "brand")]
    [InlineData("import", "--from", "")]
    [InlineData("migration-script", "x")]
    [InlineData("healthcheck", "--nonsense")]
    [InlineData("healthcheck", "--url", "nonsense")]
    [InlineData("healthcheck", "--url", "file:///etc/hosts")]
    [InlineData("--migrate", "x")]
    [InlineData("frobnicate")]
    [InlineData("--colour=red")]
    [InlineData("-x:y=1")]
    [InlineData("--Database:Provider")]
    [InlineData("--urls")]
    public async Task Wrong_arguments_are_reported_on_standard_error_and_nothing_is_done(params string[] args)
    {
        var result = await CommandRun.RunAsync(args);

        result.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldContain("Usage:");
    }

    [Theory]
    [InlineData("bakup", "backup")]
    [InlineData("--migrat", "--migrate")]
    [InlineData("--url", "--urls")]
    [InlineData("--hlep", "--help")]
    public async Task A_mistyped_argument_gets_a_suggestion(string mistyped, string right)
    {
        var result = await CommandRun.RunAsync(mistyped);

        result.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        result.Error.ReplaceLineEndings("\n").ShouldContain($"Did you mean one of the following?\n{right}\n");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-?")]
    public async Task The_help_text_names_every_command(string help)
    {
        var result = await CommandRun.RunAsync(help);

        result.ExitCode.ShouldBe(ExitCodes.Succeeded);
        string[] expected =
        [
            "migrate",
            "migration-script",
            "create-key",
            "backup",
            "restore",
            "new-epoch",
            "verify-ledger",
            "export",
            "import",
            "token",
            "healthcheck",
            "--urls",
            "--Database:Provider=Sqlite",
        ];
        expected.ShouldAllBe(word => result.Output.Contains(word));
    }

    [Fact]
    public async Task A_command_explains_its_options()
    {
        var result = await CommandRun.RunAsync("create-key", "--help");

        result.ExitCode.ShouldBe(ExitCodes.Succeeded);
        string[] expected =
        [
            "--workspace <CODE> (REQUIRED)",
            "--name <NAME> (REQUIRED)",
            "--scopes <SCOPES>",
            "--days <DAYS>",
            "[default: 365]",
            "--create",
        ];
        expected.ShouldAllBe(words => result.Output.Contains(words));
    }

    [Fact]
    public async Task The_version_is_printed()
    {
        var result = await CommandRun.RunAsync("--version");

        result.ExitCode.ShouldBe(ExitCodes.Succeeded);
        result.Output.ShouldMatch(@"^\d+\.\d+\.\d+");
    }

    [Theory]
    [InlineData]
    [InlineData("--urls", "http://localhost:1")]
    [InlineData("--environment=Development", "--contentRoot=/srv", "--applicationName=Marketing.Api")]
    [InlineData("Database:Provider=Sqlite")]
    public async Task Without_a_command_the_program_serves(params string[] args)
    {
        var result = await CommandRun.RunAsync(
            _ => throw new InvalidOperationException("A host was built."),
            args,
            () => Task.FromResult(ServiceEnded)
        );

        result.ExitCode.ShouldBe(ServiceEnded);
    }

    [Theory]
    [InlineData("--Database:Provider=Sqlite", "")]
    [InlineData("--Database:Provider Sqlite", "")]
    [InlineData("Database:Provider=Sqlite", "")]
    [InlineData("/Database:Provider=Sqlite", "")]
    [InlineData("--urls http://localhost:1", "")]
    [InlineData("--URLS=http://localhost:1", "")]
    [InlineData("urls=http://localhost:1", "")]
    [InlineData("--environment Development --contentRoot /srv --applicationName=Marketing.Api", "")]
    [InlineData("", "healthcheck --url http://localhost:1/?a=b")]
    [InlineData("", "create-key --name a:b=c --scopes plans:read")]
    [InlineData("", "create-key --name urls=c")]
    [InlineData("", "--Database:Provider")]
    [InlineData("", "--urls --migrate")]
    [InlineData("", "--colour=red")]
    [InlineData("", "-x:y=1")]
    public void A_setting_has_a_colon_in_its_name_or_is_one_of_the_host(string settings, string commandLine)
    {
        var split = HostSettings.Split(Words(settings + " " + commandLine));

        split.Settings.ShouldBe(Words(settings));
        split.CommandLine.ShouldBe(Words(commandLine));
    }

    [Fact]
    public void Settings_can_appear_between_the_options_of_a_command()
    {
        var split = HostSettings.Split(
            Words("--environment Production create-key --create --Database:Provider=Sqlite --workspace w --Logging:LogLevel:Default None")
        );

        split.Settings.ShouldBe(Words("--environment Production --Database:Provider=Sqlite --Logging:LogLevel:Default None"));
        split.CommandLine.ShouldBe(Words("create-key --create --workspace w"));
    }

    [Fact]
    public void Settings_reach_the_configuration_of_the_host()
    {
        var (settings, _) = HostSettings.Split([
            "--migrate",
            "--environment",
            "Staging",
            "--urls=http://localhost:1",
            "--AllowedHosts=a",
            "--Database:ConnectionString",
            "Data Source=a.db",
        ]);

        var builder = Service.CreateBuilder(settings);

        builder.Environment.EnvironmentName.ShouldBe("Staging");
        builder.Configuration["urls"].ShouldBe("http://localhost:1");
        builder.Configuration["Database:ConnectionString"].ShouldBe("Data Source=a.db");
        builder.Configuration["AllowedHosts"].ShouldBe("a");
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
