namespace Marketing.Domain.Plans;

/// <summary>The revisions of a plan or budget that matter now.</summary>
public sealed record RevisionStates
{
    /// <summary>The open revision: in draft, submitted or reviewed.</summary>
    public RevisionState? Working { get; init; }

    /// <summary>An approved revision that is not in force yet.</summary>
    public RevisionState? Approved { get; init; }

    /// <summary>The revision in force.</summary>
    public RevisionState? InForce { get; init; }
}

/// <summary>The state of one revision.</summary>
public sealed record RevisionState
{
    public required int Number { get; init; }

    public required RevisionStatus Status { get; init; }

    /// <summary>SHA-256 of the content in hexadecimal digits; null in a draft.</summary>
    public string? Hash { get; init; }

    /// <summary>The content version that was submitted; null in a draft.</summary>
    public long? ContentVersion { get; init; }

    public DateTime? SubmittedAt { get; init; }

    public DateTime? ApprovedAt { get; init; }

    /// <summary>The state of a new revision.</summary>
    public static RevisionState Draft(int number) => new() { Number = number, Status = RevisionStatus.Draft };

    /// <summary>The present state of a revision.</summary>
    public static RevisionState Of(Revision revision) =>
        new()
        {
            Number = revision.Number,
            Status = revision.Status,
            Hash = revision.Hash is { } hash ? Convert.ToHexStringLower(hash) : null,
            ContentVersion = revision.Status == RevisionStatus.Draft ? null : revision.ContentVersion,
            SubmittedAt = revision.SubmittedAt,
            ApprovedAt = revision.ApprovedAt,
        };
}
