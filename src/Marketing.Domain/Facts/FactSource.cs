using Marketing.Domain.Common;

namespace Marketing.Domain.Facts;

/// <summary>Kinds of facts.</summary>
public enum FactKind
{
    /// <summary>Values of metrics, such as a score or a share.</summary>
    Observations,

    /// <summary>Daily results of campaigns.</summary>
    Results,
}

/// <summary>
/// A system or team that reports facts. Its row is the guard of its facts: every bulk updates it before it reads what was reported, so that
/// bulks of a source are applied one after another.
/// </summary>
public sealed class FactSource : IWorkspaceOwned
{
    public const int NameLength = 50;

    public WorkspaceId WorkspaceId { get; init; }

    public FactKind Kind { get; init; }

    public string Name { get; init; } = "";

    /// <summary>How often the guard was taken.</summary>
    public long Taken { get; init; }
}
