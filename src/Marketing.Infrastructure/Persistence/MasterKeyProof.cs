namespace Marketing.Infrastructure.Persistence;

/// <summary>Proves that a database contains values sealed with a master key: a value that only this key opens.</summary>
internal sealed class MasterKeyProof
{
    /// <summary>Identifies the key without revealing it: 32 hexadecimal digits.</summary>
    public string Fingerprint { get; init; } = "";

    public byte[] Sealed { get; init; } = [];
}
