namespace Marketing.Application.Access;

/// <summary>Makes the secrets of new API keys.</summary>
public interface IApiKeyMaker
{
    /// <summary>A new key, shown once; the prefix by which it is found; and the hash that is stored.</summary>
    (string Key, string Prefix, byte[] Hash) New();
}
