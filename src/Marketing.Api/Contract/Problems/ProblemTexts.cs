using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Contract.Problems;

/// <summary>
/// The texts of problems and findings in one language. Codes and arguments never change with the language: a text names members,
/// types and sections by their labels, and the arguments keep the codes.
/// </summary>
internal sealed class ProblemTexts
{
    /// <summary>The supported languages, the default first.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "zh-Hans", "zh-Hant"];

    private static readonly FrozenDictionary<string, ProblemTexts> All = Languages.ToFrozenDictionary(
        language => language,
        language => new ProblemTexts(language)
    );

    private readonly FrozenDictionary<string, string> _texts;

    private ProblemTexts(string language)
    {
        Language = language;
        var assembly = Assembly.GetExecutingAssembly();
        var name = assembly
            .GetManifestResourceNames()
            .Single(resource => resource.EndsWith($"problems.{language}.json", StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(name)!;
        _texts = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public string Language { get; }

    /// <summary>Every code that has a text, without the titles.</summary>
    public IEnumerable<string> Codes => _texts.Keys.Where(key => !char.IsAsciiDigit(key[0]));

    public static ProblemTexts In(string language) => All[language];

    /// <summary>Returns the texts in the supported language that the request prefers.</summary>
    public static ProblemTexts For(HttpRequest request) => In(LanguageOf(request));

    /// <summary>States the language of the response, and that it depends on the request.</summary>
    public void Announce(HttpResponse response)
    {
        response.Headers.ContentLanguage = Language;
        if (!response.Headers.Vary.Contains(HeaderNames.AcceptLanguage))
        {
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        }
    }

    public static string LanguageOf(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wanted))
        {
            return Languages[0];
        }

        return wanted
                .Where(tag => tag.Quality is not 0)
                .OrderByDescending(tag => tag.Quality ?? 1)
                .Select(tag => Match(tag.Value.Value ?? ""))
                .FirstOrDefault(match => match is not null)
            ?? Languages[0];
    }

    /// <summary>Returns the title of a status, or of its class if it has none.</summary>
    public string Title(int status) =>
        _texts.GetValueOrDefault(status.ToString(CultureInfo.InvariantCulture))
        ?? _texts[status < StatusCodes.Status500InternalServerError ? "400" : "500"];

    /// <summary>Returns the text of a code with its arguments.</summary>
    public string Text(string code, IReadOnlyDictionary<string, object?> args) =>
        _texts.TryGetValue(code, out var template) ? TextTemplate.Fill(template, args, Language) : code;

    /// <summary>Returns the text of a code as documentation shows it, with placeholders.</summary>
    public string Describe(string code) => TextTemplate.Describe(_texts[code], Language);

    /// <summary>Accepts tags of operating systems (<c>zh_TW</c>), and the Chinese languages by their own codes.</summary>
    private static string? Match(string tag)
    {
        var subtags = tag.Split('-', '_');
        return subtags[0].ToUpperInvariant() switch
        {
            "ZH" or "CMN" or "YUE" or "WUU" or "NAN" or "HAK" or "GAN" or "HSN" => IsTraditional(subtags) ? "zh-Hant" : "zh-Hans",
            "EN" or "*" => "en",
            _ => null,
        };
    }

    /// <summary>Decides by the script, then by the region, then by the language: Cantonese is written in traditional characters.</summary>
    private static bool IsTraditional(string[] subtags) =>
        Has(subtags, "Hant", "CHT") || (!Has(subtags, "Hans", "CHS", "CN", "SG", "MY") && Has(subtags, "TW", "HK", "MO", "YUE"));

    private static bool Has(string[] subtags, params ReadOnlySpan<string> wanted)
    {
        foreach (var subtag in wanted)
        {
            if (subtags.Contains(subtag, StringComparer.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
