using System.CommandLine;
using Marketing.Infrastructure.Startup;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary><c>migration-script</c>: prints the SQL for administrators who do not use <c>--migrate</c>. Needs no database.</summary>
internal sealed class MigrationScriptCommand : Command
{
    public MigrationScriptCommand()
        : base(
            "migration-script",
            "Prints the migrations as a script for SQL Server. It can run on any earlier version, and repeatedly."
        ) =>
        SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(Maintenance.MigrationScript());
            return ExitCodes.Succeeded;
        });
}
