using System.Text.RegularExpressions;
using Marketing.Domain.Common;
using Marketing.Domain.Text;

namespace Marketing.Domain.Catalogues;

/// <summary>
/// An entry of a catalogue of the workspace (parties, channels, metrics …): plans refer to it and keep their own words.
/// It is found by its code, by its name and by any alias, whatever the script, the width or the case they are written in.
/// </summary>
public interface ICatalogueEntry : IResource
{
    string? Code { get; }

    string Name { get; }

    IReadOnlyList<string> Aliases { get; }
}

/// <summary>Base of the catalogue entries.</summary>
public abstract class CatalogueEntry<TId> : Resource<TId>, ICatalogueEntry
    where TId : struct, IEntityId<TId>
{
    protected CatalogueEntry()
    {
    }

    protected CatalogueEntry(WorkspaceId workspaceId)
        : base(workspaceId)
    {
    }

    public string? Code { get; private set; }

    public string Name { get; private set; } = "";

    public IReadOnlyList<string> Aliases { get; private set; } = [];

    /// <summary>The name, normalised: what must be unique, what is sorted by.</summary>
    [NotAudited]
    public string NameKey { get; private set; } = "";

    /// <summary>Code, name and aliases, normalised: what is searched.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    public void Call(string? code, string name, IEnumerable<string> aliases)
    {
        Code = code;
        Name = name;
        NameKey = CatalogueName.Key(name);
        Aliases = [.. aliases.Where(alias => CatalogueName.Key(alias) != NameKey).DistinctBy(CatalogueName.Key)];
        SearchText = string.Join('\n', new[] { code ?? "", name }.Concat(Aliases).Select(CatalogueName.Key));
    }

    /// <summary>Takes over the names of an entry that was merged into this one.</summary>
    protected void Absorb(ICatalogueEntry other) => Call(Code ?? other.Code, Name, [.. Aliases, other.Name, .. other.Aliases]);
}

/// <summary>One spelling under which a catalogue entry is found.</summary>
public static class CatalogueName
{
    public const int CodeLength = 50;
    public const int Length = 200;
    public const int MaxAliases = 50;

    /// <summary>Room for a normalised name: compatibility forms may be longer than what they stand for.</summary>
    public const int KeyLength = 400;

    /// <summary>Room for a catalogue's name; with it the primary key of the names just fits the 900 bytes that SQL Server allows.</summary>
    public const int CatalogueLength = 30;

    /// <summary>Brackets, blanks to be filled in, and letters that stand alone for something open.</summary>
    private static readonly Regex Placeholder = new(
        @"[\[\]【】〔〕{}<>_×○□\r\n]|…|\.\.\.|(?<![A-Za-z0-9&'.+/-])(?:[Xx]{2,}|[XYZN])(?![A-Za-z0-9&'.+/-])|^[A-Za-z]$", RegexOptions.CultureInvariant);

    /// <summary>
    /// Whether the text names something: it is not blank, no longer than a name may be, on one line, and holds no token that
    /// stands for a name not yet known ([姓名], XXX, X家).
    /// </summary>
    public static bool IsName(string text) => text.Trim() is { Length: > 0 and <= Length } name && !Placeholder.IsMatch(name);

    /// <summary>The normalised name, cut to its room between two characters, never within one.</summary>
    public static string Key(string name)
    {
        var key = SearchText.Normalise(name);
        return key.Length <= KeyLength ? key
            : char.IsHighSurrogate(key[KeyLength - 1]) ? key[..(KeyLength - 1)]
            : key[..KeyLength];
    }
}
