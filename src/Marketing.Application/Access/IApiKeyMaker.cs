namespace Marketing.Application.Access;

/// <summary>Generates the secrets of new API keys.</summary>
public interface IApiKeyMaker
{
    /// <summary>Returns a new key, shown once; the prefix for looking it up; and the hash to store.</summary>
    (string Key, string Prefix, byte[] Hash) New();
}
