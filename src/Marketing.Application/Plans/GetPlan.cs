using System.ComponentModel.DataAnnotations;
using AutoMapper;
using AutoMapper.QueryableExtensions;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans;

/// <summary>How to return a plan.</summary>
public record PlanArguments
{
    /// <summary>Relations to return with the plan. The response then has no ETag.</summary>
    [MaxLength(2)]
    public IReadOnlyList<PlanExpansion> Expand { get; init; } = [];

    /// <summary>
    /// Which cover and narrative to return. By default, what is in force, or the working copy while nothing is in force.
    /// </summary>
    public PlanView? View { get; init; }

    /// <summary>A time in the past: returns the cover and narrative that were in force then.</summary>
    public DateTime? AsOf { get; init; }

    /// <summary>Whether to return it even if it is deleted.</summary>
    public bool IncludeDeleted { get; init; }
}

/// <summary>Views of a plan's content.</summary>
public enum PlanView
{
    /// <summary>What is being written, or waits for a decision.</summary>
    Working,

    /// <summary>What the company works by.</summary>
    InForce,
}

/// <summary>Reads one plan.</summary>
public sealed record GetPlan(PlanId Id, PlanArguments Arguments) : IQuery<PlanResponse>, IRevalidated
{
    /// <summary>The steps whose operations accept the caller; only these are tried for <c>expand=actions</c>.</summary>
    public IReadOnlySet<PlanStep> Open { get; init; } = new HashSet<PlanStep>();

    IQuery<VersionTag>? IRevalidated.VersionOnly =>
        Arguments is { Expand.Count: 0, IncludeDeleted: false, AsOf: null } ? new GetPlanVersion(Id, Arguments.View) : null;
}

/// <summary>Reads the version of one plan in a view.</summary>
public sealed record GetPlanVersion(PlanId Id, PlanView? View = null) : IQuery<VersionTag>;

internal sealed class GetPlanVersionHandler(IMarketingDb db) : IRequestHandler<GetPlanVersion, Result<VersionTag>>
{
    public async Task<Result<VersionTag>> Handle(GetPlanVersion query, CancellationToken cancellationToken)
    {
        var read = await db.ReadAsync<Plan, PlanId, VersionTag?>(
            query.Id,
            () => plan => new VersionTag(plan.Version, plan.ContentVersion, plan.InForceRevision),
            cancellationToken
        );
        return read is not { } version ? new PlanNotFound(query.Id.Value)
            : query.View == PlanView.Working ? version with { Revision = null }
            : query.View == PlanView.InForce && version.Revision is null ? new PlanNotInForce(query.Id.Value)
            : version;
    }
}

/// <summary>Finds out which steps of a plan the caller could take now.</summary>
internal interface IPlanActions
{
    /// <summary>Returns all steps in their order. The caller reads consistently.</summary>
    /// <param name="id">The plan.</param>
    /// <param name="open">The steps to try. The others are refused by their operations.</param>
    /// <param name="ct">Cancels the reads.</param>
    Task<IReadOnlyList<PlanAction>> ReadAsync(PlanId id, IReadOnlySet<PlanStep> open, CancellationToken ct);
}

internal sealed class GetPlanHandler(IMarketingDb db, IConfigurationProvider mappings, TimeProvider clock, IPlanActions actions)
    : IRequestHandler<GetPlan, Result<PlanResponse>>
{
    public async Task<Result<PlanResponse>> Handle(GetPlan query, CancellationToken cancellationToken)
    {
        if (
            query.Arguments is { AsOf: { } at, View: var view }
            && (view is null ? ContentView.AsOf(at).Fault(clock) : new AsOfWithView()) is { } fault
        )
        {
            return fault;
        }

        return query.Arguments is { Expand.Count: 0, View: PlanView.Working }
            ? await ReadAsync(query, cancellationToken)
            : await db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);
    }

    private async Task<Result<PlanResponse>> ReadAsync(GetPlan query, CancellationToken ct)
    {
        var arguments = query.Arguments;
        var plan = arguments.IncludeDeleted
            ? await db
                .Plans.IgnoreQueryFilters([DbFilters.Deletion])
                .AsNoTracking()
                .Where(plan => plan.Id == query.Id)
                .ProjectTo<PlanResponse>(mappings)
                .SingleOrDefaultAsync(ct)
            : await db.ReadAsync(query.Id, mappings.ProjectionOf<Plan, PlanResponse>, ct);
        if (plan is null)
        {
            return new PlanNotFound(query.Id.Value);
        }

        var view =
            arguments.AsOf is { } at ? ContentView.AsOf(at)
            : plan.InForceRevision is null ? ContentView.Of(arguments.View)
            : ContentView.Of(arguments.View ?? PlanView.InForce);
        var shown = await ShowAsync(plan, view, ct);
        if (!shown.Succeeded)
        {
            return shown;
        }

        var expanded = shown.Value;
        if (arguments.Expand.Contains(PlanExpansion.Objectives))
        {
            var objectives = await ObjectivesAsync(query.Id, view, ct);
            if (!objectives.Succeeded)
            {
                return objectives.Error;
            }

            expanded = expanded with { Objectives = objectives.Value };
        }

        return arguments.Expand.Contains(PlanExpansion.Actions)
            ? expanded with
            {
                Actions = await actions.ReadAsync(query.Id, query.Open, ct),
            }
            : expanded;
    }

    /// <summary>Returns the plan with the cover and narrative of a view.</summary>
    private async Task<Result<PlanResponse>> ShowAsync(PlanResponse plan, ContentView view, CancellationToken ct)
    {
        if (view == ContentView.Working)
        {
            return plan;
        }

        if (view.IsInForce && plan is { IsRevised: false, InForceRevision: { } inForce })
        {
            return plan with { ShownRevision = inForce.Number };
        }

        var id = PlanId.From(plan.Id);
        var content = await db.Content(view).ReadAsync(id, ct);
        if (!content.Succeeded)
        {
            return content.Error;
        }

        var number = content.Value.Revision!.Value;
        var shown = plan with { Header = content.Value.Header, ShownRevision = number };
        if (view.IsInForce)
        {
            return shown;
        }

        var revision = await db
            .PlanRevisions.AsNoTracking()
            .SingleAsync(revision => revision.PlanId == id && revision.Number == number, ct);
        var state = RevisionState.Of(revision) with { Status = RevisionStatus.Approved };
        return shown with { WorkingRevision = null, ApprovedRevision = null, InForceRevision = RevisionResponse.Of(state) };
    }

    private async Task<Result<IReadOnlyList<PartResponse>>> ObjectivesAsync(PlanId id, ContentView view, CancellationToken ct)
    {
        const PlanSectionName Objectives = PlanSectionName.Objectives;
        if (view == ContentView.Working)
        {
            return Result<IReadOnlyList<PartResponse>>.Of([.. (await db.ReadSectionsAsync([id], Objectives, ct))[id.Value]]);
        }

        var rows = await db.Content(view).ReadSectionAsync(id, Objectives, ct);
        return rows.Succeeded ? Result<IReadOnlyList<PartResponse>>.Of(rows.Value.ToResponse(id, Objectives).Items) : rows.Error;
    }
}
