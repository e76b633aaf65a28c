using Marketing.Api.Tests.Support;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Engines;

/// <summary>How a write of the tests is noted.</summary>
public enum WriteLevel
{
    Resource,
    FeedOnly,
    Event,
    Silent,
    Repeatable,
}

/// <summary>Increments the content version of a plan by a bulk statement, noted at a level.</summary>
internal sealed record WriteAtLevel(PlanId Plan, WriteLevel Level) : ICommand<int>;

/// <summary>The same, declared safe to repeat.</summary>
internal sealed record WriteRepeatably(PlanId Plan, ChangeNote Note) : ICommand<int>, IRepeatable;

/// <summary>Writes of each level, which the product itself needs only with later features.</summary>
internal sealed class WriteAtLevelHandler(IMarketingDb db, TimeEvents events)
    : IRequestHandler<WriteAtLevel, Result<int>>,
        IRequestHandler<WriteRepeatably, Result<int>>
{
    public static void Register(IServiceCollection services)
    {
        services.AddTransient<IRequestHandler<WriteAtLevel, Result<int>>, WriteAtLevelHandler>();
        services.AddTransient<IRequestHandler<WriteRepeatably, Result<int>>, WriteAtLevelHandler>();
    }

    public static Task<int> SendAsync(MarketingApi api, PlanId plan, WriteLevel level) =>
        level == WriteLevel.Repeatable
            ? api.RunAsync(WorkspaceId.From(api.Alpha.Id), new WriteRepeatably(plan, new SilentNote("safe to repeat")))
            : api.RunAsync(WorkspaceId.From(api.Alpha.Id), new WriteAtLevel(plan, level));

    public async Task<Result<int>> Handle(WriteAtLevel request, CancellationToken cancellationToken)
    {
        var plan = await db.Plans.AsNoTracking().SingleAsync(row => row.Id == request.Plan, cancellationToken);
        var resource = ChangedResource.Of(plan);
        switch (request.Level)
        {
            case WriteLevel.Resource:
                await CountUpAsync(request.Plan, new SilentNote("the plan itself is noted"), cancellationToken);
                return await db.UpdateAsync(
                    db.Plans.Where(row => row.Id == request.Plan && row.Version == plan.Version),
                    row => row.SetProperty(r => r.Version, r => r.Version + 1).SetProperty(r => r.Status, PlanStatus.Active),
                    [
                        new ResourceNote(
                            resource with
                            {
                                Version = plan.Version + 1,
                            },
                            ChangeOp.Updated,
                            [new FieldChange("status", "notInForce", "active")]
                        ),
                    ],
                    cancellationToken
                );
            case WriteLevel.FeedOnly:
                return await CountUpAsync(request.Plan, new FeedNote(resource, ["content"]), cancellationToken);
            case WriteLevel.Event:
                (
                    await events.RaiseAsync(
                        new EventNote("plan.overdue", resource),
                        $"plan.overdue/{request.Plan.Value}",
                        cancellationToken
                    )
                ).ShouldBeTrue();
                return await db
                    .PlanRevisions.Where(row => row.PlanId == request.Plan)
                    .GuardAsync(row => row.SetProperty(r => r.ContentVersion, r => r.ContentVersion + 1), cancellationToken);
            default:
                return await CountUpAsync(request.Plan, new SilentNote("a test"), cancellationToken);
        }
    }

    public async Task<Result<int>> Handle(WriteRepeatably request, CancellationToken cancellationToken) =>
        await CountUpAsync(request.Plan, request.Note, cancellationToken);

    private Task<int> CountUpAsync(PlanId plan, ChangeNote note, CancellationToken ct) =>
        db.UpdateAsync(
            db.PlanRevisions.Where(row => row.PlanId == plan),
            row => row.SetProperty(r => r.ContentVersion, r => r.ContentVersion + 1),
            [note],
            ct
        );
}
