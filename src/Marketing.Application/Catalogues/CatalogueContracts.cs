using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Application.Catalogues;

/// <summary>What every catalogue entry answers.</summary>
public abstract record CatalogueEntryResponse : ResourceResponse
{
    /// <summary>Short name, unique in the catalogue.</summary>
    /// <example>MKT</example>
    [JsonPropertyOrder(-5)]
    public required string? Code { get; init; }

    /// <summary>Name, unique in the catalogue whatever the script or case.</summary>
    /// <example>市场部</example>
    [JsonPropertyOrder(-4)]
    public required string Name { get; init; }

    /// <summary>Other spellings under which plans name it.</summary>
    [JsonPropertyOrder(-3)]
    public required IReadOnlyList<string> Aliases { get; init; }
}

/// <summary>What every catalogue entry takes.</summary>
public abstract record CatalogueEntryInput
{
    /// <summary>Short name, unique in the catalogue.</summary>
    /// <example>MKT</example>
    [MaxLength(CatalogueName.CodeLength)]
    [RegularExpression("^[A-Za-z0-9][A-Za-z0-9._/-]*$")]
    public string? Code { get; init; }

    /// <summary>Name, unique in the catalogue whatever the script or case.</summary>
    /// <example>市场部</example>
    [MaxLength(CatalogueName.Length)]
    [NotBlank]
    [SingleLine]
    public required string Name { get; init; }

    /// <summary>Other spellings under which plans name it.</summary>
    [MaxLength(CatalogueName.MaxAliases)]
    [Items(CatalogueName.Length)]
    [NotBlank]
    [SingleLine]
    public IReadOnlyList<string> Aliases { get; init; } = [];
}

/// <summary>What every list of a catalogue takes.</summary>
public abstract record CatalogueArguments : ResourceListArguments
{
    /// <summary>Only the entry with this code.</summary>
    [MaxLength(CatalogueName.CodeLength)]
    public string? Code { get; init; }
}

/// <summary>Names to be found in a catalogue.</summary>
public sealed record MatchInput
{
    /// <summary>The names as plans write them; up to 200.</summary>
    [MinLength(1)]
    [MaxLength(200)]
    [Items(CatalogueName.Length)]
    public required IReadOnlyList<string> Texts { get; init; }
}

/// <summary>What was found for each name, in the order asked.</summary>
public sealed record MatchResponse
{
    /// <summary>One line for each text.</summary>
    public required IReadOnlyList<NameMatch> Items { get; init; }
}

/// <summary>What was found for one name.</summary>
public sealed record NameMatch
{
    /// <summary>The text asked for.</summary>
    /// <example>市場部</example>
    public required string Text { get; init; }

    /// <summary>How clear the finding is.</summary>
    public required MatchOutcome Outcome { get; init; }

    /// <summary>The entries found: none, one, or several where the name is ambiguous.</summary>
    public required IReadOnlyList<MatchedEntry> Entries { get; init; }
}

/// <summary>An entry that answers to a name.</summary>
public sealed record MatchedEntry
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its own name.</summary>
    /// <example>市场部</example>
    public required string Name { get; init; }
}

/// <summary>How clear a finding is.</summary>
public enum MatchOutcome
{
    /// <summary>Exactly one entry has the name or alias.</summary>
    Matched,

    /// <summary>Several entries have it.</summary>
    Ambiguous,

    /// <summary>No entry has it.</summary>
    Unmatched,
}

public sealed record ListEntries<TArguments, TResponse>(TArguments Arguments) : IQuery<Page<TResponse>>
    where TArguments : CatalogueArguments;

public sealed record GetEntry<TResponse>(Guid Id, bool IncludeDeleted) : IQuery<TResponse>;

public sealed record MatchEntries<TResponse>(MatchInput Input) : IQuery<MatchResponse>;

public sealed record CreateEntry<TInput, TResponse>(TInput Input) : ICommand<TResponse>;

public sealed record UpdateEntry<TInput, TResponse>(Guid Id, int? ExpectedVersion, Patch<TInput> Patch) : ICommand<TResponse>;

public sealed record DeleteEntry<TResponse>(Guid Id, int? ExpectedVersion) : ICommand<Done>;

public sealed record RestoreEntry<TResponse>(Guid Id, int? ExpectedVersion) : ICommand<TResponse>;

/// <summary>How to answer one entry.</summary>
public sealed record EntryArguments
{
    /// <summary>Return it even if it is deleted.</summary>
    public bool IncludeDeleted { get; init; }
}
