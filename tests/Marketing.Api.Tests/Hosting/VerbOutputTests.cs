using Marketing.Api.Tests.Durability;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Hosting;

/// <summary>Commands in a process of their own, as scripts use them.</summary>
public sealed class VerbOutputTests
{
    [Fact]
    public async Task Standard_output_holds_the_new_key_and_nothing_else_however_much_is_logged()
    {
        await using var database = await TestDatabase.CreateAsync();

        var output = await ServiceProcess.CommandAsync(
            database, new() { ["Logging:LogLevel:Default"] = "Debug" }, "create-key", "--workspace", "w", "--name", "first", "--create");

        output.Trim().ShouldMatch("^mk_[A-Za-z0-9_-]+$");
    }
}
