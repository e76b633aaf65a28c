using Marketing.Api.Security;
using Marketing.Domain.Access;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary>Prints a token of a person, signed with the local key of a developer's machine.</summary>
internal sealed class TokenVerb : ICommandLineVerb
{
    private const int DefaultHours = 12;
    private const int MaxHours = 24 * 30;

    public string Name => "token";

    public string Usage => "token --sub SUBJECT --scopes \"SCOPE …\" [--name NAME] [--hours HOURS]";

    public async Task<int> RunAsync(string[] args, IServiceProvider services, CancellationToken ct)
    {
        var options = VerbOptions.Parse(args, ["sub", "scopes", "name", "hours"]);
        var subject = options.Text("sub", Member.SubjectLength);
        var scopes = options.Words("scopes", [.. Scopes.All.Keys]) ?? throw new UsageException("--scopes is missing.");
        var name = options.Find("name") is null ? subject : options.Text("name", Member.DisplayNameLength);
        var hours = options.Number("hours", 1, MaxHours, DefaultHours);

        var tokens = services.GetRequiredService<LocalTokens>();
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment() || !tokens.Available)
        {
            await Console.Error.WriteLineAsync("Tokens are signed here only in Development, and only where no Authority issues them.");
            return CommandLineVerbs.Failed;
        }

        await Console.Out.WriteLineAsync(tokens.Sign(subject, name, scopes, TimeSpan.FromHours(hours)));
        return CommandLineVerbs.Succeeded;
    }
}
