using System.Linq.Expressions;
using System.Text.Json;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Plans;

/// <summary>
/// One state of a plan's content on its way from draft to approval: draft → submitted → reviewed → approved → superseded, and
/// from submitted or reviewed back to draft. A draft can be discarded. At most one revision of a plan is open, and only a draft can be
/// written. Every
/// write of content increments <see cref="ContentVersion"/> in the same transaction, so no edit slips in during submission.
/// </summary>
public sealed class PlanRevision : IWorkspaceOwned
{
    /// <summary>The states of an open revision, in their order.</summary>
    public static readonly IReadOnlyList<RevisionStatus> OpenStates =
    [
        RevisionStatus.Draft,
        RevisionStatus.Submitted,
        RevisionStatus.Reviewed,
    ];

    private PlanRevision() { }

    public WorkspaceId WorkspaceId { get; private set; }

    public PlanId PlanId { get; private set; }

    /// <summary>Number within the plan, starting with 1.</summary>
    public int Number { get; private set; }

    public RevisionStatus Status { get; private set; }

    /// <summary>
    /// The number of content writes of the plan. The next revision continues from it, because ETags of the document are
    /// made from it and must never repeat.
    /// </summary>
    public long ContentVersion { get; private set; }

    /// <summary>Last number used in a generated ref of the plan's parts. The next revision continues from it.</summary>
    public long LastRefNumber { get; private set; }

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

    /// <summary>Whether a revision's content can be written.</summary>
    public static Expression<Func<PlanRevision, bool>> IsWritable => revision => revision.Status == RevisionStatus.Draft;

    /// <summary>Whether a revision is the plan's working copy: being written, or waiting for a decision.</summary>
    public static Expression<Func<PlanRevision, bool>> IsOpen => revision => OpenStates.Contains(revision.Status);

    /// <summary>Opens the first revision of a new plan.</summary>
    public static PlanRevision Open(Plan plan) =>
        new()
        {
            WorkspaceId = plan.WorkspaceId,
            PlanId = plan.Id,
            Number = plan.WorkingRevision ?? 1,
            Status = RevisionStatus.Draft,
        };

    /// <summary>Counts a write of the content, by a writer that has locked and loaded the revision.</summary>
    public void CountWrite() => ContentVersion++;

    /// <summary>Stores the last number used in generated refs.</summary>
    public void Keep(RefNumbers numbers) => LastRefNumber = numbers.Last;

    /// <summary>Freezes the content as the snapshot holds it and asks for a decision.</summary>
    /// <exception cref="ArgumentException">The snapshot holds other content.</exception>
    internal Result<Done> Submit(PlanSnapshot snapshot, string by, DateTime at)
    {
        if (snapshot.PlanId != PlanId || snapshot.ContentVersion != ContentVersion)
        {
            throw new ArgumentException(
                $"The snapshot holds content version {snapshot.ContentVersion}, not {ContentVersion}.",
                nameof(snapshot)
            );
        }

        var submitted = Move(RevisionStatus.Submitted, snapshot.Hash, RevisionStatus.Draft);
        if (submitted.Succeeded)
        {
            (Submissions, SubmittedAt, SubmittedBy) = (Submissions + 1, at, by);
        }

        return submitted;
    }

    /// <summary>Records a positive review of the submitted content.</summary>
    /// <param name="hash">The content that was reviewed.</param>
    internal Result<Done> Review(byte[] hash) => Decide(hash, RevisionStatus.Reviewed, RevisionStatus.Submitted);

    /// <summary>Approves the reviewed content.</summary>
    /// <param name="hash">The content that was approved.</param>
    /// <param name="at">The time of approval.</param>
    internal Result<Done> Approve(byte[] hash, DateTime at)
    {
        var approved = Decide(hash, RevisionStatus.Approved, RevisionStatus.Reviewed);
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

    /// <summary>Opens the revision after this one. It starts with the same content, so its counters continue.</summary>
    internal Result<PlanRevision> Next() =>
        OpenStates.Contains(Status)
            ? new RevisionInWrongState(
                Number,
                Name(Status),
                [Name(RevisionStatus.Approved), Name(RevisionStatus.Superseded), Name(RevisionStatus.Discarded)]
            )
            : new PlanRevision
            {
                WorkspaceId = WorkspaceId,
                PlanId = PlanId,
                Number = Number + 1,
                Status = RevisionStatus.Draft,
                ContentVersion = ContentVersion,
                LastRefNumber = LastRefNumber,
            };

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
