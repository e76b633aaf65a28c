namespace Marketing.Infrastructure.Secrets;

/// <summary>The purposes of the master key. Each has its own sub-key.</summary>
public static class KeyPurposes
{
    public const string Cursor = "cursor";
    public const string DevelopmentKey = "development-key";
    public const string DevelopmentTokens = "development-tokens";
}
