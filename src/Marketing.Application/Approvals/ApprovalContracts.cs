using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Approvals;
using Marketing.Domain.Common;

namespace Marketing.Application.Approvals;

/// <summary>A decision that somebody is asked for.</summary>
public sealed record ApprovalResponse : ResourceResponse
{
    public static readonly Feed<ApprovalResponse> Feed = new("approvals");

    /// <summary>What is to be decided.</summary>
    public required ApprovalSubjectResponse Subject { get; init; }

    /// <summary>The step.</summary>
    public required ApprovalStep Step { get; init; }

    /// <summary>Whether it waits for a decision, and how it was decided.</summary>
    public required ApprovalState State { get; init; }

    /// <summary>Id of the person who asks for the decision.</summary>
    /// <example>person:5d41402abc4b2a76b9719d911017c592</example>
    [MaxLength(200)]
    public required string RequestedBy { get; init; }

    /// <summary>What the requester wrote.</summary>
    public required string? RequestComment { get; init; }

    /// <summary>Id of the person that the approval was reassigned to; null if it was not.</summary>
    [MaxLength(200)]
    public required string? AssigneeId { get; init; }

    /// <summary>
    /// Id of the party that the plan names for this step: a person, a position, or a department, any member of which can decide. If neither
    /// person nor party is named, everyone with the scope can decide.
    /// </summary>
    public required Guid? AssigneePartyId { get; init; }

    /// <summary>Why the approval was reassigned.</summary>
    public required string? ReassignReason { get; init; }

    /// <summary>When the decision is due, in UTC.</summary>
    public required DateTime? DueAt { get; init; }

    /// <summary>
    /// When the approval expires if nobody decides, in UTC: the content then goes back to its author. Null if it never does.
    /// </summary>
    public required DateTime? ExpiresAt { get; init; }

    /// <summary>Id of the person who decided.</summary>
    [MaxLength(200)]
    public required string? DecidedBy { get; init; }

    /// <summary>Id of the person for whom a delegate decided; null if the person decided in their own right.</summary>
    [MaxLength(200)]
    public required string? DecidedFor { get; init; }

    /// <summary>When it was decided, in UTC.</summary>
    public required DateTime? DecidedAt { get; init; }

    /// <summary>Comment of an approval, or reason of a return.</summary>
    public required string? Comment { get; init; }

    /// <summary>What is to be changed, after a return.</summary>
    public required IReadOnlyList<ApprovalRemark> Remarks { get; init; }

    /// <summary>Minutes of the meeting that decided.</summary>
    public required ApprovalMinutes? Minutes { get; init; }
}

/// <summary>What is to be decided: a submitted revision, named by the hash of its content.</summary>
public sealed record ApprovalSubjectResponse
{
    /// <summary>Type of the resource, as in the change feed.</summary>
    /// <example>plan</example>
    [MaxLength(50)]
    public required string Type { get; init; }

    /// <summary>Id of the resource.</summary>
    public required Guid Id { get; init; }

    /// <summary>Number of the revision.</summary>
    /// <example>1</example>
    [Range(1, int.MaxValue)]
    public required int Revision { get; init; }

    /// <summary>SHA-256 of the submitted content, in hexadecimal digits. Decisions name it.</summary>
    /// <example>9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08</example>
    [MaxLength(64)]
    public required string Hash { get; init; }
}

/// <summary>A decision in favour.</summary>
public record ApprovalInput
{
    /// <summary>Number of the revision that is approved.</summary>
    /// <example>1</example>
    [Range(1, int.MaxValue)]
    public required int Revision { get; init; }

    /// <summary>SHA-256 of the content that is approved, in hexadecimal digits. Other content is 409.</summary>
    /// <example>9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08</example>
    [MinLength(64)]
    [MaxLength(64)]
    [RegularExpression("^[0-9a-f]{64}$")]
    public required string Hash { get; init; }

    /// <summary>Comment for the author and the next steps.</summary>
    [MaxLength(Approval.TextLength)]
    public string? Comment { get; init; }

    /// <summary>Minutes of the meeting that decided, for major or sudden matters.</summary>
    public ApprovalMinutes? Minutes { get; init; }
}

/// <summary>A return to the author.</summary>
public sealed record ReturnInput
{
    /// <summary>Number of the revision that is returned.</summary>
    /// <example>1</example>
    [Range(1, int.MaxValue)]
    public required int Revision { get; init; }

    /// <summary>SHA-256 of the content that is returned, in hexadecimal digits. Other content is 409.</summary>
    /// <example>9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08</example>
    [MinLength(64)]
    [MaxLength(64)]
    [RegularExpression("^[0-9a-f]{64}$")]
    public required string Hash { get; init; }

    /// <summary>Why it is returned.</summary>
    /// <example>目标缺少基线。</example>
    [MaxLength(Approval.TextLength)]
    [NotBlank]
    public required string Reason { get; init; }

    /// <summary>What to change, and where in the document of the revision.</summary>
    [MaxLength(Approval.MaxRemarks)]
    public IReadOnlyList<ApprovalRemark> Remarks { get; init; } = [];

    /// <summary>Minutes of the meeting that decided, for major or sudden matters.</summary>
    public ApprovalMinutes? Minutes { get; init; }
}

/// <summary>A reassignment by an administrator.</summary>
public sealed record ReassignInput
{
    /// <summary>The member who is to decide: id of the member, or id of the person as in createdBy.</summary>
    /// <example>person:5d41402abc4b2a76b9719d911017c592</example>
    [MaxLength(200)]
    [NotBlank]
    [SingleLine]
    public required string To { get; init; }

    /// <summary>Why somebody else is to decide.</summary>
    /// <example>审核人休假。</example>
    [MaxLength(Approval.TextLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

internal static class Verdicts
{
    public static Verdict Of(ApprovalInput input) => new(input.Revision, Convert.FromHexString(input.Hash), input.Comment, input.Minutes);

    public static Verdict Of(ReturnInput input) =>
        new(input.Revision, Convert.FromHexString(input.Hash), input.Reason, input.Minutes) { Remarks = input.Remarks };
}

internal sealed class ApprovalProjections : Profile
{
    public ApprovalProjections()
    {
        CreateProjection<Approval, ApprovalResponse>()
            .ForMember(
                approval => approval.Subject,
                member =>
                    member.MapFrom(approval => new ApprovalSubjectResponse
                    {
                        Type = approval.SubjectType,
                        Id = approval.SubjectId,
                        Revision = approval.Revision,
                        Hash = Hex(approval.Hash),
                    })
            )
            .ForMember(approval => approval.AssigneeId, member => member.MapFrom(approval => approval.AssigneeActorId));
        CreateProjection<Delegation, DelegationResponse>();
    }

    internal static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}

/// <summary>Reads approvals for the change feed.</summary>
internal sealed class ApprovalReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Approval, ApprovalId, ApprovalResponse>(db, mappings, ResourceTypes.Approval, Domain.Access.Scopes.PlansRead);

/// <summary>Reads delegations for the change feed.</summary>
internal sealed class DelegationReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Delegation, DelegationId, DelegationResponse>(db, mappings, ResourceTypes.Delegation, Domain.Access.Scopes.PlansRead);
