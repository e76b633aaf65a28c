using System.Collections.Frozen;
using Marketing.Domain.Access;
using Marketing.Domain.Common;

namespace Marketing.Application.Common;

/// <summary>What kind of credential speaks.</summary>
public enum CallerKind
{
    /// <summary>A person with a token of the identity provider.</summary>
    Person,

    /// <summary>A machine with an API key.</summary>
    Key,

    /// <summary>The product itself: sample data, background work, the command line.</summary>
    System,
}

/// <summary>Who speaks, in which workspace, with which rights.</summary>
public sealed record Caller
{
    public required CallerKind Kind { get; init; }

    /// <summary>Stable id of the actor: <c>member:…</c>, <c>key:…</c> or <c>system:…</c>; stands in createdBy and the audit trail.</summary>
    public required string ActorId { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>The workspace of this call; none while a person with several has not chosen one.</summary>
    public WorkspaceId? WorkspaceId { get; init; }

    public FrozenSet<string> Scopes { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The roles a person holds in the workspace.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>Issuer and subject of a person's token.</summary>
    public string? Issuer { get; init; }

    public string? Subject { get; init; }

    public MemberId? MemberId { get; init; }

    /// <summary>The external system an integration key is narrowed to.</summary>
    public string? System { get; init; }

    public static Caller ForSystem(string name, WorkspaceId workspaceId) => new()
    {
        Kind = CallerKind.System,
        ActorId = $"system:{name}",
        DisplayName = name,
        WorkspaceId = workspaceId,
        Scopes = Domain.Access.Scopes.All.Keys.ToFrozenSet(),
    };
}

/// <summary>What is known of the call that is being answered; filled once, before the use case runs.</summary>
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

    /// <summary>Do everything but keep nothing.</summary>
    public bool ValidateOnly { get; set; }

    /// <summary>Key under which the answer is kept for a retry.</summary>
    public IdempotencyRequest? Idempotency { get; set; }

    /// <summary>Ties log lines, audit entries and the client's trace together.</summary>
    public string CorrelationId { get; set; } = "";

    /// <summary>The external system an upsert speaks for; stands in the feed as the origin.</summary>
    public string? OriginSystem { get; set; }

    public void Adopt(RequestContext other)
    {
        (_caller, ValidateOnly, Idempotency) = (other._caller, other.ValidateOnly, other.Idempotency);
        (CorrelationId, OriginSystem) = (other.CorrelationId, other.OriginSystem);
    }
}
