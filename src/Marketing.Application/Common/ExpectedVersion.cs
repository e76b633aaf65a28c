namespace Marketing.Application.Common;

/// <summary>
/// The condition of a change, from If-Match and If-None-Match: which version the resource must have, if it must exist at all.
/// </summary>
public sealed class ExpectedVersion
{
    private readonly IReadOnlyCollection<int>? _versions;

    private readonly IReadOnlyCollection<int> _inForce;

    private ExpectedVersion(IReadOnlyCollection<int>? versions, params IReadOnlyCollection<int> inForce) =>
        (_versions, _inForce) = (versions, inForce);

    /// <summary>The resource exists, in any version: <c>If-Match: *</c>.</summary>
    public static ExpectedVersion Any { get; } = new(null);

    /// <summary>The resource does not exist yet: <c>If-None-Match: *</c>.</summary>
    public static ExpectedVersion Absent { get; } = new([]) { AllowsMissing = true };

    /// <summary>No state meets the condition, such as a tag that the server never issued.</summary>
    public static ExpectedVersion Never { get; } = new([]);

    /// <summary>Whether the resource may be missing.</summary>
    public bool AllowsMissing { get; private init; }

    /// <summary>The resource exists and has one of these versions.</summary>
    public static ExpectedVersion OneOf(params IReadOnlyCollection<int> versions) => new(versions);

    /// <summary>The same, with versions from tags of what is in force. They count for everything but writes of content.</summary>
    public static ExpectedVersion OneOf(IReadOnlyCollection<int> versions, IReadOnlyCollection<int> inForce) => new(versions, inForce);

    /// <summary>Whether the client has read what is in force, and not what is being written.</summary>
    public bool NamesOnlyInForce => _versions is { Count: 0 } && _inForce.Count > 0;

    /// <summary>The condition of a write of content: the tags of what is in force do not count.</summary>
    public ExpectedVersion OfContent() => new(_versions) { AllowsMissing = AllowsMissing };

    public static implicit operator ExpectedVersion(int version) => OneOf(version);

    /// <summary>Whether a resource with this version meets the condition.</summary>
    public bool Allows(int version) => _versions is null || _versions.Contains(version) || _inForce.Contains(version);
}
