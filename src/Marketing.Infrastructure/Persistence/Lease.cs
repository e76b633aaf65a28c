namespace Marketing.Infrastructure.Persistence;

/// <summary>The right of one process to run some background work until it expires.</summary>
internal sealed class Lease
{
    public string Name { get; init; } = "";

    public string Owner { get; set; } = "";

    public DateTime ExpiresAt { get; set; }
}
