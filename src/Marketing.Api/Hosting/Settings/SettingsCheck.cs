using Marketing.Api.Hosting.CommandLine;
using Marketing.Api.Hosting.Telemetry;
using Marketing.Infrastructure.Startup;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Logging.Console;

namespace Marketing.Api.Hosting.Settings;

/// <summary>
/// Refuses settings that do not exist or have a wrong value, so that a typing error does not leave a default in force. Names outside the
/// sections of the service belong to others. They are refused if they resemble a setting, or if they are on the command line.
/// </summary>
internal static class SettingsCheck
{
    /// <summary>A name is taken for a typing error if at most two letters are wrong, and fewer in a short one.</summary>
    private const int MostWrongLetters = 2;
    private const int LettersPerWrongOne = 4;

    private const string Logging = "Logging";

    /// <summary>Sections of the framework.</summary>
    private static readonly string[] Framework = [Logging, "Kestrel", "ConnectionStrings", "hostBuilder"];

    private static readonly string[] Ports = [WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];

    private static readonly string[] Formats =
    [
        TextLines.FormatterName,
        JsonLines.FormatterName,
        ConsoleFormatterNames.Simple,
        ConsoleFormatterNames.Json,
        ConsoleFormatterNames.Systemd,
    ];

    private static readonly string[] Sections =
    [
        .. KnownSettings.All.Select(setting => setting.Names[0]).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <exception cref="StartRefusedException">A setting is wrong; the message names each and what is allowed.</exception>
    public static void Run(IConfigurationManager configuration)
    {
        var faults = FaultsOf(configuration).ToList();
        if (faults.Count > 0)
        {
            throw new StartRefusedException(string.Join(" ", faults));
        }
    }

    private static IEnumerable<string> FaultsOf(IConfigurationManager configuration)
    {
        var onCommandLine = ((IConfigurationRoot)configuration)
            .Providers.OfType<CommandLineConfigurationProvider>()
            .SelectMany(provider => provider.GetChildKeys([], null))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var section in configuration.GetChildren())
        {
            var faults =
                Ports.Any(name => Is(section.Key, name)) ? FaultsOfPorts(section)
                : Is(section.Key, Logging) ? FaultsOfLogging(section)
                : Sections.Any(known => Is(section.Key, known)) ? section.GetChildren().SelectMany(child => FaultsOf(child, 1))
                : FaultsOfOther(section, onCommandLine.Contains(section.Key));
            foreach (var fault in faults)
            {
                yield return fault;
            }
        }
    }

    /// <summary>Returns the faults of a setting and of those below it.</summary>
    private static IEnumerable<string> FaultsOf(IConfigurationSection section, int depth)
    {
        var names = section.Path.Split(KnownSetting.Separator);
        var possible = KnownSettings.All.Where(setting => Matches(setting, names)).ToList();
        if (possible.Count == 0)
        {
            return [Unknown(section.Path)];
        }

        var below = section.GetChildren().SelectMany(child => FaultsOf(child, depth + 1));
        if (string.IsNullOrEmpty(section.Value))
        {
            return below;
        }

        return possible.Find(setting => setting.Names.Length == names.Length) is not { } known
                ? below.Prepend($"{section.Path} cannot have a value itself. Set {ExampleBelow(names, possible[0])}.")
            : known.Reject(section.Value) is { } allowed ? below.Prepend($"{section.Path} is \"{section.Value}\". {allowed}")
            : below;
    }

    private static string ExampleBelow(string[] names, KnownSetting setting) =>
        string.Join(KnownSetting.Separator, names.Concat(setting.Names.Skip(names.Length)))
            .Replace(KnownSetting.AnyName, "0", StringComparison.Ordinal);

    private static bool Matches(KnownSetting setting, string[] names) =>
        setting.Names.Length >= names.Length
        && names.Zip(setting.Names).All(pair => pair.Second == KnownSetting.AnyName || Is(pair.First, pair.Second));

    /// <summary>Returns the faults of a section or variable that is not the service's own.</summary>
    private static IEnumerable<string> FaultsOfOther(IConfigurationSection section, bool onCommandLine)
    {
        if (Framework.Any(name => Is(section.Key, name)) || HostSettings.IsSetting(section.Key))
        {
            yield break;
        }

        if (!section.GetChildren().Any())
        {
            var path = section.Key.Replace('_', KnownSetting.Separator);
            if (path.Contains(KnownSetting.Separator) && KnownSettings.All.Any(setting => Is(setting.Path, path)))
            {
                yield return $"{section.Key} is not a setting. Did you mean {path.Replace(":", "__", StringComparison.Ordinal)}?";
            }
        }
        else if (
            onCommandLine
            || Sections.Any(known => Distance(section.Key, known) <= Math.Min(MostWrongLetters, known.Length / LettersPerWrongOne))
        )
        {
            foreach (var child in section.GetChildren())
            {
                yield return Unknown(child.Path);
            }
        }
    }

    /// <summary>The framework skips what is not a number, and listens elsewhere.</summary>
    private static IEnumerable<string> FaultsOfPorts(IConfigurationSection section) =>
        (section.Value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).All(port => ushort.TryParse(port, out _))
            ? []
            : [$"{section.Key} is \"{section.Value}\". Use port numbers, separated by semicolons."];

    private static IEnumerable<string> FaultsOfLogging(IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            if (Is(section.Key, "LogLevel"))
            {
                if (child.Value is { } level && !Enum.TryParse<LogLevel>(level, ignoreCase: true, out _))
                {
                    yield return $"{child.Path} is \"{child.Value}\". Use {KnownSetting.Choice(Enum.GetNames<LogLevel>())}.";
                }
            }
            else if (Is(child.Path, "Logging:Console:FormatterName"))
            {
                if (!Formats.Contains(child.Value))
                {
                    yield return $"{child.Path} is \"{child.Value}\". Use {KnownSetting.Choice(Formats)}.";
                }
            }
            else
            {
                foreach (var fault in FaultsOfLogging(child))
                {
                    yield return fault;
                }
            }
        }
    }

    private static string Unknown(string path)
    {
        var nearest = KnownSettings.All.MinBy(setting => Distance(path, setting.Path))!;
        return Distance(path, nearest.Path) <= MostWrongLetters * 2
            ? $"{path} is not a setting. Did you mean {nearest.Path}?"
            : $"{path} is not a setting. docs/configuration.md lists all settings.";
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the number of letters to insert, remove or replace (Levenshtein), ignoring case.</summary>
    private static int Distance(string one, string other)
    {
        var above = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = above[j - 1] + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
            }

            above = row;
        }

        return above[^1];
    }
}
