using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Application.Risks;
using Marketing.Domain.Approvals;
using Marketing.Domain.Common;
using Marketing.Domain.Risks;
using Marketing.Infrastructure.Approvals;
using Marketing.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Risks;

/// <summary>Has a person ask for the acceptance of the lowest rated risk, and another one decide. It lapses within a week.</summary>
public sealed class SampleAcceptances(SystemRunner system, TimeProvider clock)
{
    private const int DaysLeft = 5;

    public async Task WriteAsync(WorkspaceId workspace, SamplePeople people, CancellationToken ct)
    {
        var rated = await FindAsync(
            workspace,
            scope =>
                scope
                    .Db.RiskRatings.AsNoTracking()
                    .OrderBy(rating => rating.Score)
                    .ThenBy(rating => rating.Id)
                    .Select(rating => new { rating.Id, rating.RiskId })
                    .FirstAsync(ct)
        );
        var input = new RiskAcceptanceInput
        {
            Until = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(DaysLeft),
            Reason = "应对成本高于可能的损失，下月复核。",
            RatingId = rated.Id.Value,
        };
        var acceptance = (await system.RunAsync(people.Preparer, new RequestRiskAcceptance(rated.RiskId, input), ct)).Id;
        var approval = await FindAsync(
            workspace,
            scope => scope.Db.Approvals.AsNoTracking().SingleAsync(row => row.SubjectId == acceptance, ct)
        );
        var seen = new ApprovalInput { Revision = approval.Revision, Hash = Convert.ToHexStringLower(approval.Hash) };
        await system.RunAsync(people.Approver, new ApproveApproval(approval.Id, seen), ct);
    }

    private Task<T> FindAsync<T>(WorkspaceId workspace, Func<SystemScope, Task<T>> find) =>
        system.RunAsync(workspace, "sample-data", "", find);
}
