using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Domain.Access;

public readonly record struct ApiKeyId(Guid Value) : IEntityId<ApiKeyId>
{
    public static ApiKeyId From(Guid value) => new(value);

    public int CompareTo(ApiKeyId other) => Value.CompareTo(other.Value);
}

/// <summary>A client's credential for one workspace. Only its hash is stored. It can never approve or sign.</summary>
public sealed class ApiKey : Resource<ApiKeyId>
{
    public const int NameLength = 200;
    public const int PrefixLength = 15;
    public const int SystemLength = 50;

    protected override string TypeName => ResourceTypes.ApiKey;

    private ApiKey() { }

    private ApiKey(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public string Name { get; private set; } = "";

    /// <summary>Normalised name, for searching.</summary>
    [NotAudited]
    public string NameKey { get; private set; } = "";

    /// <summary>First characters of the key, used to look it up and to recognise it.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>SHA-256 of the whole key.</summary>
    [NotAudited]
    public byte[] SecretHash { get; private set; } = [];

    public IReadOnlyList<string> Scopes { get; private set; } = [];

    /// <summary>External system that uses the key, the origin of its changes; null for none.</summary>
    public string? System { get; private set; }

    public DateTime? ExpiresAt { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    /// <summary>Time of last use, to the minute.</summary>
    [NotAudited]
    public DateTime? LastUsedAt { get; private set; }

    public static ApiKey Issue(
        WorkspaceId workspaceId,
        string name,
        string prefix,
        byte[] secretHash,
        IReadOnlyList<string> scopes,
        string? system,
        DateTime? expiresAt
    )
    {
        var key = new ApiKey(workspaceId)
        {
            Prefix = prefix,
            SecretHash = secretHash,
            Scopes = scopes,
            System = system,
            ExpiresAt = expiresAt,
        };
        key.Rename(name);
        return key;
    }

    public void Rename(string name) => (Name, NameKey) = (name, CatalogueName.Key(name));

    public void ExpireAt(DateTime? at) => ExpiresAt = at;

    /// <summary>Revokes the key immediately. Revoking it again has no effect.</summary>
    public void Revoke(DateTime at) => RevokedAt ??= at;
}
