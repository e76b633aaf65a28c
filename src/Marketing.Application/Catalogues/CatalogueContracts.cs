using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Application.Catalogues;

/// <summary>The members that every catalogue entry has.</summary>
public abstract record CatalogueEntryResponse : ResourceResponse
{
    /// <summary>Short code, unique in the catalogue.</summary>
    /// <example>MKT</example>
    [JsonPropertyOrder(-5)]
    public required string? Code { get; init; }

    /// <summary>Name, unique in the catalogue. Script and case are ignored.</summary>
    /// <example>市场部</example>
    [JsonPropertyOrder(-4)]
    public required string Name { get; init; }

    /// <summary>Other names and spellings that plans use for it.</summary>
    [JsonPropertyOrder(-3)]
    public required IReadOnlyList<string> Aliases { get; init; }
}

/// <summary>The members that every catalogue entry accepts.</summary>
public abstract record CatalogueEntryInput
{
    /// <summary>Short code, unique in the catalogue.</summary>
    /// <example>MKT</example>
    [MaxLength(CatalogueName.CodeLength)]
    [RegularExpression("^[A-Za-z0-9][A-Za-z0-9._/-]*$")]
    public string? Code { get; init; }

    /// <summary>Name, unique in the catalogue. Script and case are ignored.</summary>
    /// <example>市场部</example>
    [MaxLength(CatalogueName.Length)]
    [NotBlank]
    [SingleLine]
    public required string Name { get; init; }

    /// <summary>Other names and spellings that plans use for it.</summary>
    [MaxLength(CatalogueName.MaxAliases)]
    [Items(CatalogueName.Length)]
    [NotBlank]
    [SingleLine]
    public IReadOnlyList<string> Aliases { get; init; } = [];
}

/// <summary>Query parameters of every list of catalogue entries.</summary>
public abstract record CatalogueArguments : ResourceListArguments
{
    /// <summary>Only the entry with this code.</summary>
    [MaxLength(CatalogueName.CodeLength)]
    public string? Code { get; init; }

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }

    /// <summary>Language of the header and of coded values in CSV. Without it, both are codes. JSON ignores it.</summary>
    public LabelLanguage? Lang { get; init; }
}

/// <summary>Names to look up in a catalogue.</summary>
public sealed record MatchInput
{
    /// <summary>The names as plans spell them, up to 200.</summary>
    [MinLength(1)]
    [MaxLength(200)]
    [Items(CatalogueName.Length)]
    public required IReadOnlyList<string> Texts { get; init; }
}

/// <summary>The results for each name, in the order of the request.</summary>
public sealed record MatchResponse
{
    /// <summary>One result for each name.</summary>
    public required IReadOnlyList<NameMatch> Items { get; init; }
}

/// <summary>The result for one name.</summary>
public sealed record NameMatch
{
    /// <summary>The name from the request.</summary>
    /// <example>市場部</example>
    public required string Text { get; init; }

    /// <summary>Whether the name matches one entry, several or none.</summary>
    public required MatchOutcome Outcome { get; init; }

    /// <summary>The matching entries: none, one, or several if the name is ambiguous.</summary>
    public required IReadOnlyList<MatchedEntry> Entries { get; init; }
}

/// <summary>An entry that has the name or alias.</summary>
public sealed record MatchedEntry
{
    /// <summary>Id of the entry.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the entry.</summary>
    /// <example>市场部</example>
    public required string Name { get; init; }
}

/// <summary>Whether a name matches one entry, several or none.</summary>
public enum MatchOutcome
{
    /// <summary>Exactly one entry has the name or alias.</summary>
    Matched,

    /// <summary>Several entries have the name or alias.</summary>
    Ambiguous,

    /// <summary>No entry has the name or alias.</summary>
    Unmatched,
}

public sealed record ListEntries<TArguments, TResponse>(TArguments Arguments) : IFeedQuery<TResponse>
    where TArguments : CatalogueArguments
{
    bool IFeedQuery<TResponse>.Bom => Arguments.Bom;

    LabelLanguage? IFeedQuery<TResponse>.Lang => Arguments.Lang;

    string? IFeedQuery<TResponse>.Cursor => Arguments.Cursor;

    IFeedQuery<TResponse> IFeedQuery<TResponse>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Arguments = Arguments with { Cursor = cursor, PageSize = pageSize ?? Arguments.PageSize },
        };
}

public sealed record GetEntry<TResponse>(Guid Id, bool IncludeDeleted) : IQuery<TResponse>;

public sealed record MatchEntries<TResponse>(MatchInput Input) : IQuery<MatchResponse>;

public sealed record CreateEntry<TInput, TResponse>(TInput Input) : ICommand<TResponse>;

public sealed record UpdateEntry<TInput, TResponse>(Guid Id, ExpectedVersion? ExpectedVersion, Patch<TInput> Patch) : ICommand<TResponse>;

public sealed record DeleteEntry<TResponse>(Guid Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

public sealed record RestoreEntry<TResponse>(Guid Id, ExpectedVersion? ExpectedVersion) : ICommand<TResponse>;

/// <summary>How to return an entry.</summary>
public sealed record EntryArguments
{
    /// <summary>Whether to return it even if it is deleted.</summary>
    public bool IncludeDeleted { get; init; }
}
