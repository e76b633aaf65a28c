using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Risks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>What to do in a crisis.</summary>
public sealed record ContingencyPlanResponse : ResourceResponse
{
    /// <summary>What it says, as clients send it.</summary>
    [Flatten]
    public required ContingencyTerms Terms { get; init; }

    /// <summary>The part of the plan that it was adopted from, as it was then; null if it was created by hand.</summary>
    public required AdoptedContingencyPlan? Adopted { get; init; }
}

/// <summary>Which contingency plans to list.</summary>
public sealed record ListContingencyPlans : LivingListArguments, IQuery<Page<ContingencyPlanResponse>>
{
    /// <summary>Only contingency plans of this plan.</summary>
    public Guid? PlanId { get; init; }
}

internal sealed class ListContingencyPlansHandler(IMarketingDb db, PageReader pages)
    : IRequestHandler<ListContingencyPlans, Result<Page<ContingencyPlanResponse>>>
{
    private static readonly SortSet<ContingencyPlan, ContingencyPlanResponse> Sorts = SortSet<ContingencyPlan, ContingencyPlanResponse>
        .EndingIn(row => row.Id, row => ContingencyPlanId.From(row.Id))
        .By("updatedAt", row => row.UpdatedAt, row => row.UpdatedAt)
        .ByDefault("-updatedAt");

    public Task<Result<Page<ContingencyPlanResponse>>> Handle(ListContingencyPlans query, CancellationToken cancellationToken)
    {
        var plans = db.ContingencyPlans.Matching<ContingencyPlan, ContingencyPlanId>(query);
        if (query.PlanId is { } given)
        {
            PlanId? plan = PlanId.From(given);
            plans = plans.Where(row => row.PlanId == plan);
        }

        return pages.ReadAsync(plans.Containing(row => row.SearchText, query.Q), query, Sorts, cancellationToken);
    }
}

/// <summary>Reads one contingency plan.</summary>
public sealed record GetContingencyPlan(ContingencyPlanId Id) : IQuery<ContingencyPlanResponse>;

internal sealed class GetContingencyPlanHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetContingencyPlan, Result<ContingencyPlanResponse>>
{
    public async Task<Result<ContingencyPlanResponse>> Handle(GetContingencyPlan query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<ContingencyPlan, ContingencyPlanResponse>, cancellationToken) is { } found
            ? found
            : new ContingencyPlanNotFound(query.Id.Value);
}

/// <summary>Creates a contingency plan. Once it exists, its first drill is planned.</summary>
public sealed record CreateContingencyPlan(ContingencyTerms Terms) : PhraseCommand<ContingencyPlanResponse>
{
    protected override void Read(PhraseReader reader) => reader.Read(Terms, null);
}

internal sealed class CreateContingencyPlanHandler(IMarketingDb db, RequestContext context, Drills drills)
    : IRequestHandler<CreateContingencyPlan, Result<ContingencyPlanResponse>>
{
    public async Task<Result<ContingencyPlanResponse>> Handle(CreateContingencyPlan command, CancellationToken cancellationToken)
    {
        var read = command.Phrases.Read(command.Terms, null);
        var created = ContingencyPlan.Create(context.WorkspaceId, read.Content);
        if (
            Refusals.Join(
                Refusals.Of(read.Contradictions),
                created.Error,
                await drills.ObjectionAsync(read.Content, null, cancellationToken)
            ) is
            { } refused
        )
        {
            return refused;
        }

        db.ContingencyPlans.Add(created.Value);
        return await drills.SaveAsync(created.Value, cancellationToken);
    }
}

/// <summary>Changes a contingency plan.</summary>
public sealed record UpdateContingencyPlan(ContingencyPlanId Id, ExpectedVersion? ExpectedVersion, Patch<ContingencyTerms> Patch)
    : PhraseCommand<ContingencyPlanResponse>
{
    protected override void Read(PhraseReader reader) => reader.Prepare(Patch);
}

internal sealed class UpdateContingencyPlanHandler(Drills drills) : IRequestHandler<UpdateContingencyPlan, Result<ContingencyPlanResponse>>
{
    public async Task<Result<ContingencyPlanResponse>> Handle(UpdateContingencyPlan command, CancellationToken cancellationToken)
    {
        var found = await drills.HoldAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var before = found.Value.Terms;
        var patched = command.Patch.ApplyTo(before);
        if (!patched.Succeeded)
        {
            return patched.Error;
        }

        var read = command.Phrases.Read(patched.Value, null, before);
        return
            Refusals.Join(
                Refusals.Of(read.Contradictions),
                found.Value.Write(read.Content).Error,
                await drills.ObjectionAsync(read.Content, before, cancellationToken)
            )
                is { } refused
            ? refused
            : await drills.SaveAsync(found.Value, cancellationToken);
    }
}

/// <summary>Code shared by the use cases of contingency plans and drills.</summary>
internal sealed class Drills(IMarketingDb db, RiskWriter writer, ResponseMapper responses)
{
    /// <summary>Loads a contingency plan, and keeps other writers of it and of its drills out until the transaction ends.</summary>
    public async Task<Result<ContingencyPlan>> HoldAsync(ContingencyPlanId id, ExpectedVersion? expectedVersion, CancellationToken ct)
    {
        await db.ContingencyPlans.Where(row => row.Id == id).GuardAsync(row => row.SetProperty(r => r.Version, r => r.Version), ct);
        var missing = new ContingencyPlanNotFound(id.Value);
        return await db.FindAsync<ContingencyPlan, ContingencyPlanId>(id, expectedVersion, missing, ct);
    }

    /// <summary>Saves a contingency plan, and plans its next drill if none is planned.</summary>
    public async Task<Result<ContingencyPlanResponse>> SaveAsync(ContingencyPlan plan, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await PlanNextAsync(plan, ct);
        return responses.Map<ContingencyPlan, ContingencyPlanResponse>(plan);
    }

    /// <summary>Plans the next drill at the rhythm, unless one is planned.</summary>
    /// <param name="plan">The contingency plan, which is locked.</param>
    /// <param name="ct">Cancels the statements.</param>
    /// <param name="skipped">The day of a drill that was deleted, after which the rhythm goes on.</param>
    public async Task PlanNextAsync(ContingencyPlan plan, CancellationToken ct, DateOnly? skipped = null)
    {
        var id = plan.Id;
        var last = await db
            .Drills.Where(drill => drill.ContingencyPlanId == id)
            .OrderByDescending(drill => drill.PlannedOn)
            .Select(drill => new { drill.PlannedOn, drill.State })
            .FirstOrDefaultAsync(ct);
        var before = last?.PlannedOn is { } known && !(skipped > known) ? known : skipped;
        if (last?.State != DrillState.Planned && plan.NextDrill(before) is { } day)
        {
            db.Drills.Add(Drill.Plan(plan, day, null).Value);
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>Returns an error for a plan, risk or owner that does not exist. What was named before stays.</summary>
    public async Task<Error?> ObjectionAsync(ContingencyTerms terms, ContingencyTerms? before, CancellationToken ct)
    {
        var faults = new List<RuleFault>();
        if (terms.PlanId is { } plan && plan != before?.PlanId && await writer.PlanUnknownAsync(plan, ct) is { } unknown)
        {
            faults.Add(unknown);
        }

        var added = terms.RiskIds.Except(before?.RiskIds ?? []).ToList();
        faults.AddRange(
            (await writer.UnknownRisksAsync(added, "", ct)).Select(fault =>
                fault with
                {
                    Pointer = $"/riskIds/{terms.RiskIds.Index().First(risk => risk.Item.Equals(fault.Args["id"])).Index}",
                }
            )
        );
        faults.AddRange(await db.UnknownEntriesAsync([new NamedEntry("/ownerId", ResourceTypes.Party, terms.OwnerId)], ct));
        return Refusals.Of(faults);
    }
}

/// <summary>Reads contingency plans for the change feed.</summary>
internal sealed class ContingencyPlanReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<ContingencyPlan, ContingencyPlanId, ContingencyPlanResponse>(
        db,
        mappings,
        ResourceTypes.ContingencyPlan,
        Domain.Access.Scopes.RisksRead
    );

/// <summary>References from contingency plans to parties.</summary>
internal sealed class ContingencyPlanOwners(IMarketingDb db)
    : ColumnReferrer<ContingencyPlan, ContingencyPlanId, PartyId>(
        db,
        ResourceTypes.Party,
        plan => plan.OwnerId,
        (plan, party) => plan.Assign(party)
    );
