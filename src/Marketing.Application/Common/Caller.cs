using System.Collections.Frozen;
using Marketing.Domain.Access;
using Marketing.Domain.Common;

namespace Marketing.Application.Common;

/// <summary>The kind of credential that a request uses.</summary>
public enum CallerKind
{
    /// <summary>A person with a token from the identity provider.</summary>
    Person,

    /// <summary>A machine with an API key.</summary>
    Key,

    /// <summary>The service itself: sample data, background jobs, the command line.</summary>
    System,
}

/// <summary>The caller: an actor in a workspace, with its permissions.</summary>
public sealed record Caller
{
    public required CallerKind Kind { get; init; }

    /// <summary>Stable id of the actor, as in createdBy and the audit trail: <c>person:…</c>, <c>key:…</c> or <c>system:…</c>.</summary>
    public required string ActorId { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>The workspace of the request; null if a person with several workspaces has not chosen one.</summary>
    public WorkspaceId? WorkspaceId { get; init; }

    public FrozenSet<string> Scopes { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The person's roles in the workspace.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>The person's roles in every workspace, those that the token grants included.</summary>
    public IReadOnlyDictionary<WorkspaceId, IReadOnlyList<Role>> RolesByWorkspace { get; init; } =
        new Dictionary<WorkspaceId, IReadOnlyList<Role>>();

    /// <summary>Issuer of the person's token.</summary>
    public string? Issuer { get; init; }

    public string? Subject { get; init; }

    public MemberId? MemberId { get; init; }

    /// <summary>The external system that uses an integration key.</summary>
    public string? System { get; init; }

    public static Caller ForSystem(string name, WorkspaceId workspaceId) =>
        new()
        {
            Kind = CallerKind.System,
            ActorId = $"system:{name}",
            DisplayName = name,
            WorkspaceId = workspaceId,
            Scopes = Domain.Access.Scopes.All.Keys.ToFrozenSet(),
        };
}

/// <summary>The context of the current request; filled once, before the use case runs.</summary>
public sealed class RequestContext
{
    private Caller? _caller;

    public bool HasCaller => _caller is not null;

    public Caller Caller
    {
        get => _caller ?? throw new InvalidOperationException("The call has no caller.");
        set => _caller = value;
    }

    public WorkspaceId WorkspaceId => Caller.WorkspaceId ?? throw new InvalidOperationException("The call has no workspace.");

    /// <summary>Whether to validate the request without saving anything.</summary>
    public bool ValidateOnly { get; set; }

    /// <summary>The idempotency key under which the response is stored.</summary>
    public IdempotencyRequest? Idempotency { get; set; }

    /// <summary>Links log lines, audit entries and the client's trace.</summary>
    public string CorrelationId { get; set; } = "";

    /// <summary>The external system that an upsert comes from; the feed returns it as the origin.</summary>
    public string? OriginSystem { get; set; }

    public void Adopt(RequestContext other)
    {
        (_caller, ValidateOnly, Idempotency) = (other._caller, other.ValidateOnly, other.Idempotency);
        (CorrelationId, OriginSystem) = (other.CorrelationId, other.OriginSystem);
    }
}
