using Marketing.Api.Tests.Durability;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Hosting;

/// <summary>Commands in a separate process, as scripts use them.</summary>
public sealed class CommandOutputTests
{
    [Fact]
    public async Task Standard_output_contains_only_the_new_key_however_much_is_logged()
    {
        await using var database = await TestDatabase.CreateAsync();

        var output = await ServiceProcess.CommandAsync(
            database,
            new() { ["Logging:LogLevel:Default"] = "Debug" },
            "create-key",
            "--workspace",
            "w",
            "--name",
            "first",
            "--create"
        );

        output.Trim().ShouldMatch("^mk_[A-Za-z0-9_-]+$");
    }

    [Theory]
    [InlineData("--help", "^Description:")]
    [InlineData("--version", @"^\d+\.\d+\.\d+")]
    public async Task Help_and_version_are_printed_even_if_the_service_cannot_start(string option, string expected)
    {
        await using var database = await TestDatabase.CreateAsync();

        var output = await ServiceProcess.CommandAsync(database, new() { ["Cors:AllowedOrigins:0"] = "nonsense" }, option);

        output.ShouldMatch(expected);
    }
}
