using System.Buffers;
using System.CommandLine;
using System.CommandLine.Parsing;
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

/// <summary><c>create-key</c>: creates an API key and prints it once. It creates the first key of an installation.</summary>
internal sealed class CreateKeyCommand : HostCommand
{
    private const string Actor = "command-line";
    private const int DefaultDays = 365;
    private const int MaxDays = 3650;

    private static readonly SearchValues<char> CodeCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly string[] Allowed = [.. Scopes.All.Keys.Except(Scopes.PersonsOnly)];

    private readonly Option<string> _workspace = CommandOptions.Text(
        "--workspace",
        "CODE",
        "The code of the key's workspace.",
        Workspace.CodeLength,
        required: true
    );

    private readonly Option<string> _name = CommandOptions.Text(
        "--name",
        "NAME",
        "The name of the key.",
        ApiKey.NameLength,
        required: true
    );

    private readonly Option<IReadOnlyList<string>> _scopes = CommandOptions.Words(
        "--scopes",
        "SCOPES",
        "Scopes separated by spaces. Omit it for all scopes that a key can have.",
        Allowed
    );

    private readonly Option<int> _days = CommandOptions.Number("--days", "DAYS", "Days until the key expires.", 1, MaxDays, DefaultDays);

    private readonly Option<bool> _create = new("--create") { Description = "Creates the workspace if it is missing." };

    private readonly Option<bool> _another = new("--another")
    {
        Description = "Creates the key even if the workspace has one of this name, for example to replace it.",
    };

    public CreateKeyCommand(BuildServices services)
        : base("create-key", "Creates an API key and prints it.", services)
    {
        _workspace.Validators.Add(CheckCode);
        Add(_workspace);
        Add(_name);
        Add(_scopes);
        Add(_days);
        Add(_create);
        Add(_another);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        var code = parsed.GetRequiredValue(_workspace);
        var name = parsed.GetRequiredValue(_name);
        if (services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Migrates)
        {
            await services.GetRequiredService<DatabaseStartup>().MigrateAsync(ct);
        }

        if (await FindOrCreateAsync(services, code, parsed.GetValue(_create), ct) is not { } workspace)
        {
            return Fail(parsed, $"There is no workspace \"{code}\". Add --create to create it.");
        }

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        if (!parsed.GetValue(_another) && await services.GetRequiredService<Credentials>().KeyNamedAsync(workspace, name, now, ct))
        {
            return Fail(
                parsed,
                $"Workspace {code} already has a valid key \"{name}\". Choose another name, or add --another to create a second key."
            );
        }

        var (key, prefix, hash) = services.GetRequiredService<IApiKeyMaker>().New();
        var expiresAt = now.Date.AddDays(parsed.GetValue(_days));
        var scopes = parsed.GetValue(_scopes) ?? Allowed;
        var issue = new IssueKey(name, prefix, hash, scopes, expiresAt);
        await services.GetRequiredService<SystemRunner>().RunAsync(workspace, Actor, issue, "", ct);
        var expiry = expiresAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await parsed.InvocationConfiguration.Error.WriteLineAsync(
            $"Key \"{name}\" of workspace {code} ({workspace.Value}) expires on {expiry} and has the scopes {string.Join(' ', scopes)}. It is shown only once:"
        );
        await parsed.InvocationConfiguration.Output.WriteLineAsync(key);
        return ExitCodes.Succeeded;
    }

    private static void CheckCode(OptionResult result)
    {
        if (result.Tokens.Any(code => code.Value.StartsWith('-') || code.Value.AsSpan().ContainsAnyExcept(CodeCharacters)))
        {
            result.AddError("--workspace must be a code of lower-case letters, digits and hyphens.");
        }
    }

    private static async Task<WorkspaceId?> FindOrCreateAsync(IServiceProvider services, string code, bool create, CancellationToken ct)
    {
        var found = await services.GetRequiredService<Credentials>().FindWorkspaceAsync(code, ct);
        if (found is not null || !create)
        {
            return found;
        }

        var workspace = new OpenWorkspace(new WorkspaceInput { Code = code, Name = code });
        var created = await services.GetRequiredService<SystemRunner>().RunAsync(EntityId.New<WorkspaceId>(), Actor, workspace, "", ct);
        return WorkspaceId.From(created.Id);
    }
}
