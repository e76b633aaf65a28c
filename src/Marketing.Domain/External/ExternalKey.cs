using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Marketing.Domain.Common;

namespace Marketing.Domain.External;

/// <summary>
/// The id of a resource in another system. Ids are compared as they are written: case, width and blanks matter. A resource has one id in
/// each system, and an id names one resource of a type.
/// </summary>
public sealed partial class ExternalKey : IWorkspaceOwned
{
    public const int SystemLength = 50;
    public const int IdLength = 200;

    /// <summary>The form of a system's name, as in API keys.</summary>
    public const string SystemPattern = "^[a-z0-9][a-z0-9._-]*$";

    /// <summary>The form of a filter that names a system and an id in it.</summary>
    public const string FilterPattern = "^[a-z0-9][a-z0-9._-]*/.+$";

    public const int FilterLength = SystemLength + 1 + IdLength;

    private ExternalKey() { }

    public ExternalKey(IResource resource, string system, string id)
    {
        ArgumentNullException.ThrowIfNull(resource);
        (WorkspaceId, Type, ResourceId) = (resource.WorkspaceId, resource.Type, resource.Key);
        (System, ExternalId, Key) = (system, id, KeyOf(resource.Type, system, id));
    }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>SHA-256 of type, system and id: on some engines texts that differ in trailing blanks are equal.</summary>
    public byte[] Key { get; private set; } = [];

    /// <summary>Type of the resource.</summary>
    public string Type { get; private set; } = "";

    public Guid ResourceId { get; private set; }

    public string System { get; private set; } = "";

    public string ExternalId { get; private set; } = "";

    /// <summary>When the system changed what it sent last, by its own clock.</summary>
    public DateTime? SourceUpdatedAt { get; private set; }

    /// <summary>Returns the key of an id.</summary>
    public static byte[] KeyOf(string type, string system, string id) => SHA256.HashData(Encoding.UTF8.GetBytes($"{type}\n{system}\n{id}"));

    /// <summary>Whether a path can name a system and an id in it.</summary>
    public static bool IsUsable(string system, string id) =>
        system.Length <= SystemLength && SystemForm().IsMatch(system) && id.EnumerateRunes().Count() is > 0 and <= IdLength;

    /// <summary>Lets the id name another resource of the type.</summary>
    public void MoveTo(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ResourceId = resource.Key;
    }

    /// <summary>Returns an error if the system has sent something newer before.</summary>
    public Error? WhyStale(DateTime? sourceUpdatedAt) =>
        sourceUpdatedAt < SourceUpdatedAt ? new SourceStale(System, sourceUpdatedAt.Value, SourceUpdatedAt.Value) : null;

    /// <summary>Notes when the system changed what it sent. Returns an error if it has sent something newer before.</summary>
    public Result<Done> Follow(DateTime? sourceUpdatedAt)
    {
        if (WhyStale(sourceUpdatedAt) is { } stale)
        {
            return stale;
        }

        SourceUpdatedAt = sourceUpdatedAt ?? SourceUpdatedAt;
        return Done.Now;
    }

    [GeneratedRegex(SystemPattern)]
    private static partial Regex SystemForm();
}

/// <summary>An id in another system.</summary>
public sealed record ExternalIdValue
{
    /// <summary>The system.</summary>
    /// <example>crm</example>
    [MaxLength(ExternalKey.SystemLength)]
    [RegularExpression(ExternalKey.SystemPattern)]
    public required string System { get; init; }

    /// <summary>The id there. Case, width and blanks matter.</summary>
    /// <example>701-A</example>
    [MaxLength(ExternalKey.IdLength)]
    [NotBlank]
    public required string Id { get; init; }
}

/// <summary>The system has sent something newer before.</summary>
public sealed record SourceStale(string System, DateTime SourceUpdatedAt, DateTime LatestUpdatedAt, string Pointer = "/sourceUpdatedAt")
    : ConflictError("external.staleSource");

/// <summary>Nothing has this id in the system.</summary>
public sealed record ExternalIdNotFound(string System, string ExternalId) : NotFoundError("external.notFound");

/// <summary>The id names another resource.</summary>
public sealed record ExternalIdTaken(string System, string ExternalId, Guid ExistingId, string Pointer = "/id")
    : ConflictError("external.idTaken");

/// <summary>What the id names was deleted.</summary>
public sealed record ExternalTargetDeleted(string System, string ExternalId, Guid ExistingId) : ConflictError("external.targetDeleted");

/// <summary>The caller belongs to another system.</summary>
public sealed record ExternalSystemForbidden(string System, string Own) : ForbiddenError("external.systemForbidden");
