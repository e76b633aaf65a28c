using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Domain.Access;

public readonly record struct ApiKeyId(Guid Value) : IEntityId<ApiKeyId>
{
    public static ApiKeyId From(Guid value) => new(value);

    public int CompareTo(ApiKeyId other) => Value.CompareTo(other.Value);
}

/// <summary>A machine's credential in one workspace. Only a hash of it is stored; it never signs anything.</summary>
public sealed class ApiKey : Resource<ApiKeyId>
{
    public const int NameLength = 200;
    public const int PrefixLength = 15;
    public const int SystemLength = 50;

    protected override string TypeName => ResourceTypes.ApiKey;

    private ApiKey()
    {
    }

    private ApiKey(WorkspaceId workspaceId)
        : base(workspaceId)
    {
    }

    public string Name { get; private set; } = "";

    /// <summary>The name, normalised, for searching.</summary>
    [NotAudited]
    public string NameKey { get; private set; } = "";

    /// <summary>The first characters of the key, by which it is found and recognised.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>SHA-256 of the whole key.</summary>
    [NotAudited]
    public byte[] SecretHash { get; private set; } = [];

    public IReadOnlyList<string> Scopes { get; private set; } = [];

    /// <summary>The external system whose records alone the key may write; none means all.</summary>
    public string? System { get; private set; }

    public DateTime? ExpiresAt { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    /// <summary>When it was last accepted, to the minute.</summary>
    [NotAudited]
    public DateTime? LastUsedAt { get; private set; }

    public static ApiKey Issue(
        WorkspaceId workspaceId, string name, string prefix, byte[] secretHash, IReadOnlyList<string> scopes, string? system, DateTime? expiresAt)
    {
        var key = new ApiKey(workspaceId) { Prefix = prefix, SecretHash = secretHash, Scopes = scopes, System = system, ExpiresAt = expiresAt };
        key.Rename(name);
        return key;
    }

    public void Rename(string name) => (Name, NameKey) = (name, CatalogueName.Key(name));

    public void ExpireAt(DateTime? at) => ExpiresAt = at;

    /// <summary>From now on the key is refused; revoking twice changes nothing.</summary>
    public void Revoke(DateTime at) => RevokedAt ??= at;
}
