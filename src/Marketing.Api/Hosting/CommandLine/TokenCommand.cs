using System.CommandLine;
using Marketing.Api.Security;
using Marketing.Domain.Access;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary><c>token</c>: prints a user's token, signed with the local key of a developer's machine.</summary>
internal sealed class TokenCommand : HostCommand
{
    private const int DefaultHours = 12;
    private const int MaxHours = 24 * 30;

    private readonly Option<string> _subject = CommandOptions.Text(
        "--sub",
        "SUBJECT",
        "The user's subject.",
        Member.SubjectLength,
        required: true
    );

    private readonly Option<IReadOnlyList<string>> _scopes = CommandOptions.Words(
        "--scopes",
        "SCOPES",
        "Scopes separated by spaces.",
        [.. Scopes.All.Keys],
        required: true
    );

    private readonly Option<string> _name = CommandOptions.Text(
        "--name",
        "NAME",
        "The user's name. Omit it to use the subject.",
        Member.DisplayNameLength
    );

    private readonly Option<int> _hours = CommandOptions.Number(
        "--hours",
        "HOURS",
        "Hours until the token expires.",
        1,
        MaxHours,
        DefaultHours
    );

    public TokenCommand(BuildServices services)
        : base("token", "Prints a token signed with the local key (Development only).", services)
    {
        Add(_subject);
        Add(_scopes);
        Add(_name);
        Add(_hours);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        var tokens = services.GetRequiredService<LocalTokens>();
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment() || !tokens.Available)
        {
            return Fail(parsed, "This command signs tokens only in Development, and only if no Authority is configured to issue them.");
        }

        var subject = parsed.GetRequiredValue(_subject);
        var name = parsed.GetValue(_name) ?? subject;
        var lifetime = TimeSpan.FromHours(parsed.GetValue(_hours));
        await parsed.InvocationConfiguration.Output.WriteLineAsync(tokens.Sign(subject, name, parsed.GetRequiredValue(_scopes), lifetime));
        return ExitCodes.Succeeded;
    }
}
