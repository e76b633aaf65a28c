using Marketing.Domain.Plans;

namespace Marketing.Application.Scheduling;

/// <summary>
/// Follows the schedule of revisions in force. Implementations in this assembly are found without being registered. Whatever changes such
/// a schedule calls them in its transaction, after it has written the plan's row: coming into force, events, and settings.
/// </summary>
internal interface IScheduleFollower
{
    /// <summary>Brings what follows the plan's schedule in step with it. The changes of the use case are saved.</summary>
    Task FollowAsync(PlanId planId, CancellationToken ct);
}

internal static class ScheduleFollowers
{
    /// <summary>Calls all followers.</summary>
    public static async Task FollowAsync(this IEnumerable<IScheduleFollower> followers, PlanId planId, CancellationToken ct)
    {
        foreach (var follower in followers)
        {
            await follower.FollowAsync(planId, ct);
        }
    }
}
