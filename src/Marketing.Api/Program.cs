using Marketing.Api.Hosting.CommandLine;
using Marketing.Infrastructure.Startup;

return await StartRefusal.GuardAsync(() => ProgramCommand.RunAsync(args));

/// <summary>The entry point, visible to the test host.</summary>
public partial class Program;
