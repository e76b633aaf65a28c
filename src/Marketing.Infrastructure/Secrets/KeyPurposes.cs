namespace Marketing.Infrastructure.Secrets;

/// <summary>What the master key is used for; each purpose has a sub-key of its own.</summary>
public static class KeyPurposes
{
    public const string Cursor = "cursor";
    public const string Personal = "personal";
    public const string Webhook = "webhook";
    public const string DevelopmentKey = "development-key";
    public const string DevelopmentTokens = "development-tokens";
}
