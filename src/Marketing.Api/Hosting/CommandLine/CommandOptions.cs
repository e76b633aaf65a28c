using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Marketing.Api.Contract.Input;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary>Creates options whose values are checked as the command line is parsed.</summary>
internal static class CommandOptions
{
    /// <summary>Creates an option for text of 1 to <paramref name="maxLength"/> characters: not blank, no control characters.</summary>
    public static Option<string> Text(string name, string helpName, string description, int maxLength, bool required = false) =>
        new(name)
        {
            HelpName = helpName,
            Description = description,
            Required = required,
            CustomParser = result =>
                result.Tokens[0].Value is var text
                && !string.IsNullOrWhiteSpace(text)
                && InputText.CodePoints(text) <= maxLength
                && !text.Any(char.IsControl)
                    ? text
                    : Reject<string>(result, $"{name} must have 1 to {maxLength} characters."),
        };

    /// <summary>Creates a required option for the path of a file or folder.</summary>
    public static Option<string> PathOf(string name, string helpName, string description) =>
        new(name)
        {
            HelpName = helpName,
            Description = description,
            Required = true,
            CustomParser = result =>
                result.Tokens[0].Value is { Length: > 0 } path ? path : Reject<string>(result, $"{name} must be a path."),
        };

    /// <summary>Creates an option for a whole number.</summary>
    public static Option<int> Number(string name, string helpName, string description, int min, int max, int defaultValue) =>
        new(name)
        {
            HelpName = helpName,
            Description = description,
            DefaultValueFactory = _ => defaultValue,
            CustomParser = result =>
                int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= min
                && number <= max
                    ? number
                    : Reject<int>(result, $"{name} must be a whole number from {min} to {max}."),
        };

    /// <summary>Creates an option for one or more allowed values, separated by spaces or commas.</summary>
    public static Option<IReadOnlyList<string>> Words(
        string name,
        string helpName,
        string description,
        IReadOnlyCollection<string> allowed,
        bool required = false
    )
    {
        return new(name)
        {
            HelpName = helpName,
            Description = description,
            Required = required,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = Parse,
        };

        IReadOnlyList<string>? Parse(ArgumentResult result)
        {
            var words = result.Tokens[0].Value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
            var wrong = words.Find(word => !allowed.Contains(word));
            return words.Count > 0 && wrong is null
                ? words
                : Reject<List<string>>(result, $"{name} \"{wrong}\" is not allowed. Use one or more of {string.Join(", ", allowed)}.");
        }
    }

    /// <summary>Reports a value that is not allowed.</summary>
    public static T? Reject<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}
