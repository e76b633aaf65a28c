using System.Text.RegularExpressions;
using Marketing.Domain.Common;
using Marketing.Domain.Text;

namespace Marketing.Domain.Catalogues;

/// <summary>
/// An entry of a workspace's catalogue (parties, channels, metrics …). Plans refer to it and keep their own wording.
/// Entries match by code, name or alias, regardless of script, width and case.
/// </summary>
public interface ICatalogueEntry : IResource
{
    string? Code { get; }

    string Name { get; }

    IReadOnlyList<string> Aliases { get; }
}

/// <summary>Base class of catalogue entries.</summary>
public abstract class CatalogueEntry<TId> : Resource<TId>, ICatalogueEntry
    where TId : struct, IEntityId<TId>
{
    protected CatalogueEntry() { }

    protected CatalogueEntry(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public string? Code { get; private set; }

    /// <summary>The code in upper case: codes are unique regardless of case.</summary>
    [NotAudited]
    public string? CodeKey { get; private set; }

    public string Name { get; private set; } = "";

    public IReadOnlyList<string> Aliases { get; private set; } = [];

    /// <summary>Normalised name, for uniqueness and sorting.</summary>
    [NotAudited]
    public string NameKey { get; private set; } = "";

    /// <summary>Normalised code, name and aliases, for searching.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    public void Call(string? code, string name, IEnumerable<string> aliases)
    {
        (Code, CodeKey) = (code, CatalogueName.CodeKey(code));
        Name = name;
        NameKey = CatalogueName.Key(name);
        Aliases = [.. aliases.Where(alias => CatalogueName.Key(alias) != NameKey).DistinctBy(CatalogueName.Key)];
        SearchText = string.Join('\n', new[] { code ?? "", name }.Concat(Aliases).Select(CatalogueName.Key));
    }

    /// <summary>Takes over the names of an entry that was merged into this one.</summary>
    protected void Absorb(ICatalogueEntry other) => Call(Code ?? other.Code, Name, [.. Aliases, other.Name, .. other.Aliases]);

    /// <summary>Gives back the names and the code that an entry brought in when it was merged into this one.</summary>
    protected void Release(ICatalogueEntry other)
    {
        var theirs = other.Aliases.Append(other.Name).Select(CatalogueName.Key).ToHashSet(StringComparer.Ordinal);
        var code = other.Code is not null && other.Code == Code ? null : Code;
        Call(code, Name, Aliases.Where(alias => !theirs.Contains(CatalogueName.Key(alias))));
    }
}

/// <summary>Rules for the names of catalogue entries.</summary>
public static class CatalogueName
{
    public const int CodeLength = 50;
    public const int Length = 200;
    public const int MaxAliases = 50;

    /// <summary>Maximum length of a normalised name. Normalisation can expand compatibility characters.</summary>
    public const int KeyLength = 400;

    /// <summary>Maximum length of a catalogue's name. It keeps the primary key of names within SQL Server's limit of 900 bytes.</summary>
    public const int CatalogueLength = 30;

    /// <summary>Returns the form in which codes are compared.</summary>
    public static string? CodeKey(string? code) => code?.ToUpperInvariant();

    /// <summary>Brackets, blanks and letters used as placeholders.</summary>
    private static readonly Regex Placeholder = new(
        @"[\[\]【】〔〕{}<>_×○□\r\n]|…|\.\.\.|(?<![A-Za-z0-9&'.+/-])(?:[Xx]{2,}|[XYZN])(?![A-Za-z0-9&'.+/-])|^[A-Za-z]$",
        RegexOptions.CultureInvariant
    );

    /// <summary>A name with its abbreviation in brackets, or an abbreviation with its name: 获客成本(CAC), ROI(投入产出比).</summary>
    private static readonly Regex Bracketed = new(
        @"^(?<name>[^()]+?) ?\((?<short>[A-Z0-9][A-Z0-9&/.+-]{1,11})\)$|^(?<short>[A-Z0-9][A-Z0-9&/.+-]{1,11}) ?\((?<name>[^()]+)\)$",
        RegexOptions.CultureInvariant
    );

    /// <summary>
    /// Returns whether the text is a usable name: not blank, not too long, on one line, and without placeholders
    /// such as [姓名], XXX or X家.
    /// </summary>
    public static bool IsName(string text) => text.Trim() is { Length: > 0 and <= Length } name && !Placeholder.IsMatch(name);

    /// <summary>Returns the name without pinyin that a converter inserted (內(nèi)容部), and without spaces around it.</summary>
    public static string Clean(string name) => TextNoise.StripPinyin(name).Trim();

    /// <summary>
    /// Returns the normalised forms by which a name is found: the whole name first. A name with its abbreviation in brackets is also found
    /// by the name alone and by the abbreviation alone.
    /// </summary>
    public static IReadOnlyList<string> Forms(string name)
    {
        var bracketed = Bracketed.Match(SearchText.WithoutWidth(Clean(name)));
        string[] parts = [bracketed.Groups["name"].Value, bracketed.Groups["short"].Value];
        return bracketed.Success && parts[1].Any(char.IsAsciiLetter) && parts.All(IsName) ? [Key(name), .. parts.Select(Key)] : [Key(name)];
    }

    /// <summary>Returns the normalised name, cut to its maximum length without splitting a surrogate pair.</summary>
    public static string Key(string name)
    {
        var key = SearchText.Normalise(TextNoise.StripPinyin(name));
        return key.Length <= KeyLength ? key
            : char.IsHighSurrogate(key[KeyLength - 1]) ? key[..(KeyLength - 1)]
            : key[..KeyLength];
    }
}
