using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Marketing.Application.Common;

/// <summary>An answer whose version becomes its ETag.</summary>
public interface IVersioned
{
    int Version { get; }

    /// <summary>Whether the version says everything about the answer.</summary>
    bool HasETag => true;
}

/// <summary>An answer with something in it that only the first answer may hold: a secret, or personal data that can be erased. It is kept for retries without.</summary>
public interface IHoldsSecret
{
    /// <summary>The same answer with null in place of what is not kept.</summary>
    object WithoutSecret();
}

/// <summary>What every answered resource has.</summary>
public abstract record ResourceResponse : IVersioned
{
    bool IVersioned.HasETag => HasETag;

    /// <summary>Whether this representation changes only with the version (not so with expanded relations).</summary>
    protected virtual bool HasETag => true;

    /// <summary>Opaque id, given by the server.</summary>
    [JsonPropertyOrder(-10)]
    public required Guid Id { get; init; }

    /// <summary>Counts the changes of this resource; the number in its ETag, wanted by If-Match.</summary>
    /// <example>1</example>
    [Range(1, int.MaxValue)]
    [JsonPropertyOrder(-9)]
    public required int Version { get; init; }

    /// <summary>When it was created, UTC.</summary>
    [JsonPropertyOrder(90)]
    public required DateTime CreatedAt { get; init; }

    /// <summary>Actor that created it.</summary>
    /// <example>member:0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d</example>
    [MaxLength(200)]
    [JsonPropertyOrder(91)]
    public required string CreatedBy { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    [JsonPropertyOrder(92)]
    public required DateTime UpdatedAt { get; init; }

    /// <summary>Actor that last changed it.</summary>
    /// <example>member:0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d</example>
    [MaxLength(200)]
    [JsonPropertyOrder(93)]
    public required string UpdatedBy { get; init; }

    /// <summary>When it was deleted; null while it lives.</summary>
    [JsonPropertyOrder(94)]
    public DateTime? DeletedAt { get; init; }
}

/// <summary>Reads the current state of resources, for the change feed's <c>include=resource</c>.</summary>
public interface IResourceReader
{
    /// <summary>Names of the types that it reads, as in the feed and the audit trail.</summary>
    IReadOnlyList<string> Types { get; }

    /// <summary>Any of these scopes lets a caller see the type.</summary>
    IReadOnlyList<string> Scopes { get; }

    Task<IReadOnlyDictionary<Guid, object>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);
}
