using System.Linq.Expressions;
using System.Text.Json;
using Marketing.Domain.Common;

namespace Marketing.Domain.Plans;

/// <summary>
/// One state of something that is approved as a whole, a plan or a budget, on its way from draft to approval: draft → submitted →
/// reviewed → approved → superseded, and from submitted or reviewed back to draft. A draft can be discarded. Only a draft can be written.
/// Every write of content increments <see cref="ContentVersion"/> in the same transaction, so no edit slips in during submission.
/// </summary>
public abstract class Revision : IWorkspaceOwned
{
    /// <summary>The states of an open revision, in their order.</summary>
    public static readonly IReadOnlyList<RevisionStatus> OpenStates =
    [
        RevisionStatus.Draft,
        RevisionStatus.Submitted,
        RevisionStatus.Reviewed,
    ];

    private protected Revision() { }

    private protected Revision(WorkspaceId workspaceId, int number) => (WorkspaceId, Number) = (workspaceId, number);

    private protected Revision(Revision earlier)
        : this(earlier.WorkspaceId, earlier.Number + 1) => ContentVersion = earlier.ContentVersion;

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>Number within the plan or budget, starting with 1.</summary>
    public int Number { get; private set; }

    public RevisionStatus Status { get; private set; }

    /// <summary>
    /// The number of content writes. The next revision continues from it, because ETags are made from it and must never repeat.
    /// </summary>
    public long ContentVersion { get; private set; }

    /// <summary>
    /// SHA-256 of the submitted content; null in a draft. Decisions name it, so that nobody approves what they have not seen.
    /// </summary>
    public byte[]? Hash { get; private set; }

    /// <summary>How often the revision was submitted. Every submission needs fresh signatures.</summary>
    public int Submissions { get; private set; }

    /// <summary>When it was last submitted; null in a draft.</summary>
    public DateTime? SubmittedAt { get; private set; }

    /// <summary>The actor that last submitted it; null in a draft.</summary>
    public string? SubmittedBy { get; private set; }

    /// <summary>When it was approved.</summary>
    public DateTime? ApprovedAt { get; private set; }

    /// <summary>When the company began to work by it.</summary>
    public DateTime? InForceAt { get; private set; }

    /// <summary>When a later revision came into force.</summary>
    public DateTime? SupersededAt { get; private set; }

    /// <summary>Counts a write of the content, by a writer that has locked and loaded the revision.</summary>
    public void CountWrite() => ContentVersion++;

    /// <summary>Records a positive review of the submitted content.</summary>
    /// <param name="hash">The content that was reviewed.</param>
    internal Result<Done> Review(byte[] hash) => Decide(hash, RevisionStatus.Reviewed, RevisionStatus.Submitted);

    /// <summary>Approves the content.</summary>
    /// <param name="hash">The content that was approved.</param>
    /// <param name="at">The time of approval.</param>
    internal Result<Done> Approve(byte[] hash, DateTime at)
    {
        var approved = Decide(hash, RevisionStatus.Approved, ApprovedFrom);
        ApprovedAt = approved.Succeeded ? at : ApprovedAt;
        return approved;
    }

    /// <summary>Returns the content to its author for changes.</summary>
    /// <param name="hash">The content that was refused.</param>
    internal Result<Done> Return(byte[] hash) => Decide(hash, RevisionStatus.Draft, RevisionStatus.Submitted, RevisionStatus.Reviewed);

    /// <summary>Takes a submission back, so that its author can go on writing.</summary>
    internal Result<Done> Withdraw() => Move(RevisionStatus.Draft, null, RevisionStatus.Submitted, RevisionStatus.Reviewed);

    /// <summary>Retires the revision because a later one has come into force.</summary>
    internal Result<Done> Supersede(DateTime at)
    {
        var superseded = Move(RevisionStatus.Superseded, Hash, RevisionStatus.Approved);
        SupersededAt = superseded.Succeeded ? at : SupersededAt;
        return superseded;
    }

    /// <summary>Notes that the company works by the revision from now on.</summary>
    internal Result<Done> ComeIntoForce(DateTime at)
    {
        if (Status != RevisionStatus.Approved)
        {
            return new RevisionInWrongState(Number, Name(Status), [Name(RevisionStatus.Approved)]);
        }

        InForceAt ??= at;
        return Done.Now;
    }

    /// <summary>Drops a draft whose content was replaced with that of the latest approved revision.</summary>
    internal Result<Done> Discard() => Move(RevisionStatus.Discarded, null, RevisionStatus.Draft);

    /// <summary>Returns why the revision after this one cannot be opened; null if it can.</summary>
    private protected RevisionInWrongState? WhyStillOpen() =>
        OpenStates.Contains(Status)
            ? new RevisionInWrongState(
                Number,
                Name(Status),
                [Name(RevisionStatus.Approved), Name(RevisionStatus.Superseded), Name(RevisionStatus.Discarded)]
            )
            : null;

    /// <summary>Freezes the content with this hash and asks for a decision.</summary>
    private protected Result<Done> Freeze(byte[] hash, string by, DateTime at)
    {
        var submitted = Move(RevisionStatus.Submitted, hash, RevisionStatus.Draft);
        if (submitted.Succeeded)
        {
            (Submissions, SubmittedAt, SubmittedBy) = (Submissions + 1, at, by);
        }

        return submitted;
    }

    /// <summary>The state from which the content is approved.</summary>
    private protected virtual RevisionStatus ApprovedFrom => RevisionStatus.Reviewed;

    private static string Name(RevisionStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());

    private Result<Done> Decide(byte[] hash, RevisionStatus to, params RevisionStatus[] from) =>
        from.Contains(Status) && !hash.AsSpan().SequenceEqual(Hash)
            ? new RevisionHashDiffers(Number)
            : Move(to, to == RevisionStatus.Draft ? null : Hash, from);

    private Result<Done> Move(RevisionStatus to, byte[]? hash, params RevisionStatus[] from)
    {
        if (!from.Contains(Status))
        {
            return new RevisionInWrongState(Number, Name(Status), [.. from.Select(Name)]);
        }

        (Status, Hash) = (to, hash);
        if (to == RevisionStatus.Draft)
        {
            (SubmittedAt, SubmittedBy) = (null, null);
        }

        return Done.Now;
    }
}

/// <summary>The state of a revision between draft and approval.</summary>
public enum RevisionStatus
{
    /// <summary>Open for changes.</summary>
    Draft,

    /// <summary>Frozen, waiting for its review.</summary>
    Submitted,

    /// <summary>Reviewed, waiting for its approval.</summary>
    Reviewed,

    /// <summary>Approved; the company works by it once it is in force.</summary>
    Approved,

    /// <summary>A later revision is in force.</summary>
    Superseded,

    /// <summary>Dropped before its approval.</summary>
    Discarded,
}
