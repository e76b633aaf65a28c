namespace Marketing.Application.Plans.Revisions;

/// <summary>Which content of a plan to read.</summary>
public sealed record ContentView
{
    private ContentView() { }

    /// <summary>What is being written, or waits for a decision.</summary>
    public static ContentView Working { get; } = new();

    /// <summary>What the company works by.</summary>
    public static ContentView InForce { get; } = new() { IsInForce = true };

    /// <summary>What was approved last, whether or not it is in force.</summary>
    public static ContentView LatestApproved { get; } = new() { IsLatestApproved = true };

    public bool IsInForce { get; private init; }

    public bool IsLatestApproved { get; private init; }

    /// <summary>The number of a submitted revision; null for the other views.</summary>
    public int? Revision { get; private init; }

    /// <summary>The time for which the content is read; null for the other views.</summary>
    public DateTime? At { get; private init; }

    /// <summary>What the company worked by at a time.</summary>
    public static ContentView AsOf(DateTime at) => new() { At = at };

    /// <summary>A revision as it was submitted.</summary>
    public static ContentView OfRevision(int number) => new() { Revision = number };
}
