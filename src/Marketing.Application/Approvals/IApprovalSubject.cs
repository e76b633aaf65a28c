using Marketing.Application.Common;
using Marketing.Domain.Approvals;
using Marketing.Domain.Common;

namespace Marketing.Application.Approvals;

/// <summary>A kind of thing that is approved. Implementations are found without being registered.</summary>
internal interface IApprovalSubject
{
    /// <summary>Type of the resource, as in <see cref="ResourceTypes"/>.</summary>
    string Type { get; }

    /// <summary>Keeps others out of the subject until the transaction ends.</summary>
    Task HoldAsync(Guid id, CancellationToken ct);

    /// <summary>Returns the persons who prepared what was submitted. None of them can sign it.</summary>
    Task<IReadOnlyCollection<string>> PreparersAsync(ApprovalSubject subject, CancellationToken ct);

    /// <summary>Returns the remarks that point at nothing.</summary>
    Task<IReadOnlyList<RuleFault>> MisplacedAsync(ApprovalSubject subject, IReadOnlyList<ApprovalRemark> remarks, CancellationToken ct);

    /// <summary>Continues after a step was approved: asks for the next one, or ends the approval.</summary>
    /// <param name="approval">The approved step.</param>
    /// <param name="round">All steps of the submission so far, including this one.</param>
    /// <param name="at">The time of the decision.</param>
    /// <param name="ct">Cancels the step.</param>
    /// <returns>Why the step cannot be taken now; null if it was.</returns>
    Task<Error?> ApprovedAsync(Approval approval, IReadOnlyList<Approval> round, DateTime at, CancellationToken ct);

    /// <summary>Takes the subject back to its author.</summary>
    /// <returns>Why it cannot be taken back now; null if it was.</returns>
    Task<Error?> ReturnedAsync(Approval approval, CancellationToken ct);
}
