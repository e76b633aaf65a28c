using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Application.Lifecycle;

/// <summary>What the approval of a plan depends on besides its content. Implementations are found without being registered.</summary>
internal interface IPlanApprovalGate
{
    /// <summary>Returns why a revision cannot be approved now; null if it can.</summary>
    Task<Error?> WhyNotAsync(PlanId id, int revision, CancellationToken ct);
}
