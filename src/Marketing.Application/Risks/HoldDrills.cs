using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Application.Tasks;
using Marketing.Domain.Common;
using Marketing.Domain.Risks;
using Marketing.Domain.Tasks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>A drill of a contingency plan on a day.</summary>
public sealed record DrillResponse : ResourceResponse
{
    /// <summary>Id of the contingency plan.</summary>
    public required Guid ContingencyPlanId { get; init; }

    /// <summary>The day for which it is planned.</summary>
    public required DateOnly PlannedOn { get; init; }

    /// <summary>What is drilled.</summary>
    [MaxLength(Drill.TextLength)]
    public required string? Scenario { get; init; }

    /// <summary>Whether it took place.</summary>
    public required DrillState State { get; init; }

    /// <summary>The day on which it took place.</summary>
    public required DateOnly? HeldOn { get; init; }

    /// <summary>How it went.</summary>
    public required DrillResult? Result { get; init; }

    /// <summary>What was found.</summary>
    [MaxLength(Drill.TextLength)]
    public required string? Findings { get; init; }

    /// <summary>Ids of the tasks that follow from it.</summary>
    [MaxLength(Drill.MaxFollowUps)]
    public required IReadOnlyList<Guid> TaskIds { get; init; }
}

/// <summary>A drill to plan.</summary>
public sealed record DrillInput
{
    /// <summary>The day; not before the contingency plan exists.</summary>
    /// <example>2099-03-01</example>
    public required DateOnly PlannedOn { get; init; }

    /// <summary>What is drilled.</summary>
    /// <example>核心媒体在周末发布负面报道。</example>
    [MaxLength(Drill.TextLength)]
    public string? Scenario { get; init; }
}

/// <summary>How a drill went.</summary>
public sealed record HoldDrillInput
{
    /// <summary>The day on which it took place; today if omitted.</summary>
    public DateOnly? HeldOn { get; init; }

    /// <summary>The result.</summary>
    public required DrillResult Result { get; init; }

    /// <summary>What was found.</summary>
    /// <example>发言人名单已过期。</example>
    [MaxLength(Drill.TextLength)]
    public string? Findings { get; init; }

    /// <summary>What has to be done about it. Each becomes a task.</summary>
    [MaxLength(Drill.MaxFollowUps)]
    public IReadOnlyList<FollowUpInput> FollowUps { get; init; } = [];
}

/// <summary>Something to do after a drill.</summary>
public sealed record FollowUpInput
{
    /// <summary>Name of the task.</summary>
    /// <example>更新发言人名单</example>
    [MaxLength(PlanTask.TitleLength)]
    [NotBlank]
    [SingleLine]
    public required string Title { get; init; }

    /// <summary>Id of the party that does it.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>The day on which it is due.</summary>
    public DateOnly? DueDate { get; init; }
}

/// <summary>Which drills to list.</summary>
public sealed record DrillArguments : ListArguments
{
    /// <summary>Only drills in this state.</summary>
    public DrillState? State { get; init; }
}

/// <summary>Lists the drills of a contingency plan.</summary>
public sealed record ListDrills(ContingencyPlanId PlanId, DrillArguments Arguments) : IQuery<Page<DrillResponse>>;

internal sealed class ListDrillsHandler(IMarketingDb db, PageReader pages, IConfigurationProvider mappings)
    : IRequestHandler<ListDrills, Result<Page<DrillResponse>>>
{
    private static readonly SortSet<Drill, DrillResponse> Sorts = SortSet<Drill, DrillResponse>
        .EndingIn(row => row.Id, row => DrillId.From(row.Id))
        .By("plannedOn", row => row.PlannedOn, row => row.PlannedOn)
        .ByDefault("-plannedOn");

    public Task<Result<Page<DrillResponse>>> Handle(ListDrills query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<DrillResponse>>> ReadAsync(ListDrills query, CancellationToken ct)
    {
        var id = query.PlanId;
        if (!await db.ContingencyPlans.AnyAsync(plan => plan.Id == id, ct))
        {
            return new ContingencyPlanNotFound(id.Value);
        }

        var drills = db.Drills.Where(drill => drill.ContingencyPlanId == id);
        if (query.Arguments.State is { } state)
        {
            drills = drills.Where(drill => drill.State == state);
        }

        var selection = mappings.ProjectionOf<Drill, DrillResponse>();
        return await pages.ReadAsync(drills, query.Arguments, Sorts, selection, ct, id.Value.ToString());
    }
}

/// <summary>Reads one drill.</summary>
public sealed record GetDrill(ContingencyPlanId PlanId, DrillId Id) : IQuery<DrillResponse>;

internal sealed class GetDrillHandler(IMarketingDb db, IConfigurationProvider mappings) : IRequestHandler<GetDrill, Result<DrillResponse>>
{
    public async Task<Result<DrillResponse>> Handle(GetDrill query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<Drill, DrillResponse>, cancellationToken) is { } found
        && found.ContingencyPlanId == query.PlanId.Value
            ? found
            : new DrillNotFound(query.Id.Value);
}

/// <summary>Plans a drill (R22).</summary>
public sealed record PlanDrill(ContingencyPlanId PlanId, DrillInput Input) : ICommand<DrillResponse>;

internal sealed class PlanDrillHandler(IMarketingDb db, Drills drills, ResponseMapper responses)
    : IRequestHandler<PlanDrill, Result<DrillResponse>>
{
    public async Task<Result<DrillResponse>> Handle(PlanDrill command, CancellationToken cancellationToken)
    {
        var plan = await drills.HoldAsync(command.PlanId, null, cancellationToken);
        if (!plan.Succeeded)
        {
            return plan.Error;
        }

        var drill = Drill.Plan(plan.Value, command.Input.PlannedOn, command.Input.Scenario);
        if (!drill.Succeeded)
        {
            return drill.Error;
        }

        db.Drills.Add(drill.Value);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Drill, DrillResponse>(drill.Value);
    }
}

/// <summary>Records that a drill took place, opens the tasks that follow, and plans the next one.</summary>
public sealed record HoldDrill(ContingencyPlanId PlanId, DrillId Id, ExpectedVersion? ExpectedVersion, HoldDrillInput Input)
    : ICommand<DrillResponse>;

internal sealed class HoldDrillHandler(
    IMarketingDb db,
    Drills drills,
    Incidents incidents,
    TaskReporter reporter,
    Signers signers,
    ResponseMapper responses
) : IRequestHandler<HoldDrill, Result<DrillResponse>>
{
    public async Task<Result<DrillResponse>> Handle(HoldDrill command, CancellationToken cancellationToken)
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

        var (drill, input) = (found.Value, command.Input);
        var today = signers.Today(await signers.SettingsAsync(cancellationToken));
        var established = plan.Value.Terms.EstablishedOn ?? drill.PlannedOn;
        if (drill.Hold(input.HeldOn ?? today, today, established, input.Result, input.Findings).Error is { } refused)
        {
            return refused;
        }

        var tasks = new List<Guid>();
        foreach (var (i, followUp) in input.FollowUps.Index())
        {
            var owner = await incidents.PartyAsync(followUp.OwnerId, cancellationToken, $"/followUps/{i}/ownerId");
            if (!owner.Succeeded)
            {
                return owner.Error;
            }

            var task = incidents.AddTask(TaskOrigin.Drill, plan.Value.PlanId, followUp.Title, owner.Value, followUp.DueDate, reporter);
            tasks.Add(task.Id.Value);
        }

        drill.FollowUp(tasks);
        await db.SaveChangesAsync(cancellationToken);
        await drills.PlanNextAsync(plan.Value, cancellationToken);
        return responses.Map<Drill, DrillResponse>(drill);
    }
}

/// <summary>Marks drills as missed whose day is over, one batch, and plans the next ones. Returns their number.</summary>
/// <param name="Today">The day in the time zone of the workspace.</param>
public sealed record MissDrills(DateOnly Today) : ICommand<int>;

internal sealed class MissDrillsHandler(IMarketingDb db, Drills drills, TimeEvents events) : IRequestHandler<MissDrills, Result<int>>
{
    public const string EventName = "drill.missed";

    private const int BatchSize = 50;

    public async Task<Result<int>> Handle(MissDrills command, CancellationToken cancellationToken)
    {
        var over = await db
            .Drills.AsNoTracking()
            .OverOn(command.Today)
            .OrderBy(drill => drill.PlannedOn)
            .ThenBy(drill => drill.Id)
            .Select(drill => new { drill.Id, drill.ContingencyPlanId })
            .Take(BatchSize)
            .ToListAsync(cancellationToken);
        var missed = 0;
        foreach (var each in over.OrderBy(each => each.ContingencyPlanId))
        {
            var plan = await drills.HoldAsync(each.ContingencyPlanId, null, cancellationToken);
            var drill = await db.Drills.SingleOrDefaultAsync(row => row.Id == each.Id, cancellationToken);
            if (drill?.Miss(command.Today) == true)
            {
                await db.SaveChangesAsync(cancellationToken);
                var note = new EventNote(EventName, ChangedResource.Of(drill));
                await events.RaiseAsync(note, $"{EventName}/{each.Id.Value:N}", cancellationToken);
                missed++;
                if (plan.Succeeded)
                {
                    await drills.PlanNextAsync(plan.Value, cancellationToken);
                }
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return missed;
    }
}

/// <summary>Which drills are over on a day.</summary>
public static class DrillsOver
{
    /// <summary>Keeps planned drills whose day is over.</summary>
    public static IQueryable<Drill> OverOn(this IQueryable<Drill> drills, DateOnly today) =>
        drills.Where(drill => drill.State == DrillState.Planned && drill.PlannedOn < today);
}

/// <summary>Reads drills for the change feed.</summary>
internal sealed class DrillReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Drill, DrillId, DrillResponse>(db, mappings, ResourceTypes.Drill, Domain.Access.Scopes.RisksRead);
