namespace Marketing.Infrastructure.Secrets;

/// <summary>The purposes of the master key. Each has its own sub-key.</summary>
public static class KeyPurposes
{
    /// <summary>The proof that a database was used with a master key.</summary>
    public const string Proof = "proof";

    /// <summary>The name of that proof. It is stored, so it must not be part of another key.</summary>
    public const string ProofFingerprint = "proof-fingerprint";

    public const string Cursor = "cursor";
    public const string DevelopmentKey = "development-key";
    public const string DevelopmentTokens = "development-tokens";
}
