using Marketing.Domain.Common;

namespace Marketing.Domain.History;

/// <summary>An event in the feed that time caused and no write did. Kept forever, so that it is never raised twice.</summary>
public sealed class RaisedEvent : IWorkspaceOwned, IKeptForever
{
    public const int OnceKeyLength = 200;
    public const int NameLength = 100;

    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>What the event is about and which occasion of it, such as an approval and its due date.</summary>
    public string OnceKey { get; init; } = "";

    /// <summary>The event's name, such as <c>approval.due</c>.</summary>
    public string Name { get; init; } = "";

    public DateTime RaisedAt { get; init; }
}
