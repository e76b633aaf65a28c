using Marketing.Domain.Plans;

namespace Marketing.Application.Lifecycle;

/// <summary>What follows the status of a plan in the same transaction. Implementations are found without being registered.</summary>
internal interface IExecutionFollower
{
    /// <summary>Follows a status that was just saved.</summary>
    Task FollowAsync(Plan plan, CancellationToken ct);
}
