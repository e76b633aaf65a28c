using System.Buffers;
using System.Globalization;
using Marketing.Application.Access;
using Marketing.Application.Workspaces;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;
using Marketing.Infrastructure.Access;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;
using Microsoft.Extensions.Options;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary>Makes an API key and prints it, once: the way to the first key of an installation.</summary>
internal sealed class CreateKeyVerb : ICommandLineVerb
{
    private const string Actor = "command-line";
    private const int DefaultDays = 365;
    private const int MaxDays = 3650;

    private static readonly SearchValues<char> CodeCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly string[] Allowed = [.. Scopes.All.Keys.Except(Scopes.PersonsOnly)];

    public string Name => "create-key";

    public string Usage => "create-key --workspace CODE --name NAME [--scopes \"SCOPE …\"] [--days DAYS] [--create]";

    public async Task<int> RunAsync(string[] args, IServiceProvider services, CancellationToken ct)
    {
        var options = VerbOptions.Parse(args, ["workspace", "name", "scopes", "days"], "create");
        var code = options.Text("workspace", Workspace.CodeLength);
        var name = options.Text("name", ApiKey.NameLength);
        var scopes = options.Words("scopes", Allowed) ?? Allowed;
        var days = options.Number("days", 1, MaxDays, DefaultDays);
        if (code.AsSpan().ContainsAnyExcept(CodeCharacters) || code.StartsWith('-'))
        {
            throw new UsageException("--workspace must be a code of lower-case letters, digits and hyphens.");
        }

        if (scopes.Count == 0)
        {
            throw new UsageException("--scopes names none.");
        }

        if (services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Migrates)
        {
            await services.GetRequiredService<DatabaseStartup>().MigrateAsync(ct);
        }

        if (await FindOrOpenAsync(services, code, options.Has("create"), ct) is not { } workspace)
        {
            await Console.Error.WriteLineAsync($"There is no workspace \"{code}\"; --create makes it.");
            return CommandLineVerbs.Failed;
        }

        var (key, prefix, hash) = services.GetRequiredService<IApiKeyMaker>().New();
        var expiresAt = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.Date.AddDays(days);
        await services.GetRequiredService<SystemRunner>().RunAsync(workspace, Actor, new IssueKey(name, prefix, hash, scopes, expiresAt), "", ct);
        await Console.Error.WriteLineAsync(
            $"Key \"{name}\" of workspace {code} ({workspace.Value}), good until {expiresAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. It is shown only now:");
        await Console.Out.WriteLineAsync(key);
        return CommandLineVerbs.Succeeded;
    }

    private static async Task<WorkspaceId?> FindOrOpenAsync(IServiceProvider services, string code, bool create, CancellationToken ct)
    {
        var credentials = services.GetRequiredService<Credentials>();
        if (await credentials.FindWorkspaceAsync(code, ct) is { } found)
        {
            return found;
        }

        if (!create)
        {
            return null;
        }

        var open = new OpenWorkspace(new WorkspaceInput { Code = code, Name = code });
        return WorkspaceId.From((await services.GetRequiredService<SystemRunner>().RunAsync(EntityId.New<WorkspaceId>(), Actor, open, "", ct)).Id);
    }
}
