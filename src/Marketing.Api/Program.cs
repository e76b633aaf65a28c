using Marketing.Api;
using Marketing.Infrastructure.Startup;

return await StartRefusal.GuardAsync(() => Service.RunAsync(args), Console.Error);

/// <summary>The entry point, visible to the test host.</summary>
public partial class Program;
