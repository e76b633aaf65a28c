using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Problems;

/// <summary>The words of problems in one language; codes and arguments never change with it.</summary>
internal sealed class ProblemTexts
{
    /// <summary>Languages spoken, the default first.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "zh-Hans", "zh-Hant"];

    private static readonly FrozenDictionary<string, ProblemTexts> All = Languages.ToFrozenDictionary(language => language, language => new ProblemTexts(language));

    private readonly FrozenDictionary<string, string> _texts;

    private ProblemTexts(string language)
    {
        Language = language;
        var assembly = Assembly.GetExecutingAssembly();
        var name = assembly.GetManifestResourceNames().Single(resource => resource.EndsWith($"problems.{language}.json", StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(name)!;
        _texts = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public string Language { get; }

    /// <summary>Every code that has a text, titles left out.</summary>
    public IEnumerable<string> Codes => _texts.Keys.Where(key => !char.IsAsciiDigit(key[0]));

    public static ProblemTexts In(string language) => All[language];

    /// <summary>The language the request likes best among those spoken.</summary>
    public static ProblemTexts For(HttpRequest request) => In(LanguageOf(request));

    public static string LanguageOf(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wanted))
        {
            return Languages[0];
        }

        return wanted.Where(tag => tag.Quality is not 0).OrderByDescending(tag => tag.Quality ?? 1)
            .Select(tag => Match(tag.Value.Value ?? "")).FirstOrDefault(match => match is not null) ?? Languages[0];
    }

    public string Title(int status) => _texts.GetValueOrDefault(status.ToString(CultureInfo.InvariantCulture)) ?? _texts["500"];

    /// <summary>The text of a code with its arguments filled in; what has no argument of that name stays as it is.</summary>
    public string Text(string code, IReadOnlyDictionary<string, object?> args)
    {
        var text = _texts.GetValueOrDefault(code) ?? code;
        foreach (var (name, value) in args)
        {
            text = text.Replace($"{{{name}}}", Show(value), StringComparison.Ordinal);
        }

        return text;
    }

    private static string? Match(string tag)
    {
        if (tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
        {
            var traditional = new[] { "Hant", "TW", "HK", "MO" }.Any(mark => tag.Contains(mark, StringComparison.OrdinalIgnoreCase));
            return traditional && !tag.Contains("Hans", StringComparison.OrdinalIgnoreCase) ? "zh-Hant" : "zh-Hans";
        }

        return tag == "*" || tag.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : null;
    }

    private static string Show(object? value) => value switch
    {
        null => "",
        string text => text,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        System.Collections.IEnumerable many => string.Join(", ", many.Cast<object?>().Select(Show)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
