using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Risks;
using MediatR;

namespace Marketing.Application.Risks;

/// <summary>Deletes a drill that is only planned. The rhythm goes on after its day.</summary>
public sealed record DeleteDrill(ContingencyPlanId PlanId, DrillId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteDrillHandler(IMarketingDb db, Drills drills, TimeProvider clock) : IRequestHandler<DeleteDrill, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteDrill command, CancellationToken cancellationToken)
    {
        var plan = await drills.HoldAsync(command.PlanId, null, cancellationToken);
        if (!plan.Succeeded)
        {
            return plan.Error;
        }

        var missing = new DrillNotFound(command.Id.Value);
        var found = await db.FindAsync<Drill, DrillId>(command.Id, command.ExpectedVersion, missing, cancellationToken);
        if (!found.Succeeded || found.Value.ContingencyPlanId != command.PlanId)
        {
            return found.Error ?? missing;
        }

        if (found.Value.Remove(clock.Instant()).Error is { } refused)
        {
            return refused;
        }

        await db.SaveChangesAsync(cancellationToken);
        await drills.PlanNextAsync(plan.Value, cancellationToken, skipped: found.Value.PlannedOn);
        return Done.Now;
    }
}
