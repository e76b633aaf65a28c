using System.CommandLine;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary>
/// Separates the host's settings from the command and its options. An argument is a setting if its name contains a colon
/// (<c>--Database:Provider=Sqlite</c>) or is one of the host's own (<c>--urls http://127.0.0.1:5000</c>). Everything else has to be
/// a command or an option, so that a typing error does not start the service.
/// </summary>
internal static class HostSettings
{
    private const string Prefix = "--";

    /// <summary>The settings whose names have no colon.</summary>
    private static readonly (string Name, string Value, string Description)[] WithoutColon =
    [
        (WebHostDefaults.ServerUrlsKey, "URLS", "The addresses to listen on, separated by semicolons."),
        (WebHostDefaults.HttpPortsKey, "PORTS", "The ports to listen on for HTTP, separated by semicolons."),
        (WebHostDefaults.HttpsPortsKey, "PORTS", "The ports to listen on for HTTPS, separated by semicolons."),
        (WebHostDefaults.EnvironmentKey, "NAME", "The environment, such as Development or Production."),
        (WebHostDefaults.ContentRootKey, "FOLDER", "The folder of appsettings.json."),
        (WebHostDefaults.ApplicationKey, "NAME", "The name of the application."),
        ("AllowedHosts", "HOSTS", "The host names to accept, separated by semicolons."),
    ];

    /// <summary>Creates the options that list these settings in the help text and suggest them after a typing error.</summary>
    public static IEnumerable<Option> CreateOptions() =>
        from setting in WithoutColon
        select new Option<string>(Prefix + setting.Name) { HelpName = setting.Value, Description = setting.Description };

    /// <summary>
    /// Splits arguments into settings and the command line that remains, both in their order. Without the prefix <c>--</c>,
    /// <c>name=value</c> is a setting only before a command: after it, it can be the value of an option.
    /// </summary>
    public static (string[] Settings, string[] CommandLine) Split(string[] args)
    {
        List<string> settings = [];
        List<string> commandLine = [];
        for (var i = 0; i < args.Length; i++)
        {
            var prefixed = IsPrefixed(args[i]);
            var (name, hasValue) = Read(prefixed ? args[i][Prefix.Length..] : args[i].TrimStart('/'));
            var isSetting = IsSetting(name) && (prefixed || (hasValue && commandLine.Count == 0));
            if (isSetting && !hasValue && i + 1 < args.Length && !IsPrefixed(args[i + 1]))
            {
                settings.AddRange([args[i], args[++i]]);
            }
            else
            {
                (isSetting && hasValue ? settings : commandLine).Add(args[i]);
            }
        }

        return ([.. settings], [.. commandLine]);
    }

    /// <summary>Returns whether the name is one of a setting: it contains a colon, or is one of the host's own.</summary>
    public static bool IsSetting(string name) =>
        (name.Contains(':', StringComparison.Ordinal) && !name.StartsWith('-'))
        || WithoutColon.Any(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool IsPrefixed(string argument) => argument.StartsWith(Prefix, StringComparison.Ordinal);

    private static (string Name, bool HasValue) Read(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, false) : (argument[..equals], true);
    }
}
