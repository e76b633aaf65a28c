using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Application.Lifecycle;

/// <summary>What the execution of a plan waits for before it ends. Implementations are found without being registered.</summary>
internal interface IExecutionGate
{
    /// <summary>Returns why a step cannot be taken now; null if it can.</summary>
    Task<Error?> WhyNotAsync(PlanId id, ExecutionStep step, CancellationToken ct);

    /// <summary>Ends what a plan that was just terminated would wait for.</summary>
    /// <returns>Why it cannot be ended; null if it was.</returns>
    Task<Error?> ReleaseAsync(Plan plan, CancellationToken ct);
}
