using System.Globalization;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary>Options of a verb: <c>--name value</c>, <c>--name=value</c> or a bare <c>--flag</c>.</summary>
internal sealed class VerbOptions
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Reads the options. Names with a colon are settings of the host, which reads them itself.</summary>
    /// <exception cref="UsageException">An option is unknown, doubled or without its value.</exception>
    public static VerbOptions Parse(string[] args, string[] names, params string[] flags)
    {
        var options = new VerbOptions();
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = Split(args[i]);
            if (flags.Contains(name) && value is null)
            {
                options._values[name] = "";
                continue;
            }

            value ??= ++i < args.Length ? args[i] : throw new UsageException($"--{name} has no value.");
            if (!name.Contains(':', StringComparison.Ordinal))
            {
                options.Add(name, value, names);
            }
        }

        return options;
    }

    public bool Has(string flag) => _values.ContainsKey(flag);

    public string? Find(string name) => _values.GetValueOrDefault(name);

    /// <exception cref="UsageException">It is missing, blank or too long.</exception>
    public string Text(string name, int maxLength) => Find(name) switch
    {
        null => throw new UsageException($"--{name} is missing."),
        { } text when string.IsNullOrWhiteSpace(text) || text.Length > maxLength || text.Any(char.IsControl) => throw new UsageException($"--{name} must have 1 to {maxLength} characters."),
        { } text => text,
    };

    /// <exception cref="UsageException">It is no whole number in the range.</exception>
    public int Number(string name, int min, int max, int otherwise)
    {
        if (Find(name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new UsageException($"--{name} must be a whole number from {min} to {max}.");
    }

    /// <summary>Words between spaces or commas, each one of those allowed.</summary>
    /// <exception cref="UsageException">One of them is not.</exception>
    public IReadOnlyList<string>? Words(string name, IReadOnlyCollection<string> allowed)
    {
        var words = Find(name)?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        return words?.FirstOrDefault(word => !allowed.Contains(word)) is { } wrong
            ? throw new UsageException($"--{name}: {wrong} is none of {string.Join(", ", allowed)}.")
            : words;
    }

    private static (string Name, string? Value) Split(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal) || argument.Length == 2)
        {
            throw new UsageException($"{argument} is no option.");
        }

        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument[2..], null) : (argument[2..equals], argument[(equals + 1)..]);
    }

    private void Add(string name, string value, string[] names)
    {
        if (!names.Contains(name))
        {
            throw new UsageException($"--{name} is no option of this command.");
        }

        if (!_values.TryAdd(name, value))
        {
            throw new UsageException($"--{name} is given twice.");
        }
    }
}
