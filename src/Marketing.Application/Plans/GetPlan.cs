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
    [MaxLength(1)]
    public IReadOnlyList<PlanExpansion> Expand { get; init; } = [];

    /// <summary>
    /// Which cover and narrative to return. By default, what is in force, or the working copy while nothing is in force.
    /// </summary>
    public PlanView? View { get; init; }

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
    IQuery<VersionTag>? IRevalidated.VersionOnly => Arguments is { Expand.Count: 0, IncludeDeleted: false } ? new GetPlanVersion(Id) : null;
}

/// <summary>Reads the version of one plan.</summary>
public sealed record GetPlanVersion(PlanId Id) : IQuery<VersionTag>;

internal sealed class GetPlanVersionHandler(IMarketingDb db) : IRequestHandler<GetPlanVersion, Result<VersionTag>>
{
    public async Task<Result<VersionTag>> Handle(GetPlanVersion query, CancellationToken cancellationToken) =>
        await db.ReadAsync<Plan, PlanId, VersionTag?>(
            query.Id,
            () => plan => new VersionTag(plan.Version, plan.ContentVersion),
            cancellationToken
        )
            is { } version
            ? version
            : new PlanNotFound(query.Id.Value);
}

internal sealed class GetPlanHandler(IMarketingDb db, IConfigurationProvider mappings) : IRequestHandler<GetPlan, Result<PlanResponse>>
{
    public Task<Result<PlanResponse>> Handle(GetPlan query, CancellationToken cancellationToken) =>
        query.Arguments is { Expand.Count: 0, View: PlanView.Working }
            ? ReadAsync(query, cancellationToken)
            : db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<PlanResponse>> ReadAsync(GetPlan query, CancellationToken ct)
    {
        var plan = query.Arguments.IncludeDeleted
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

        if (query.Arguments.View == PlanView.InForce && plan.InForceRevision is null)
        {
            return new PlanNotInForce(query.Id.Value);
        }

        if (query.Arguments.View != PlanView.Working && plan is { InForceRevision: { } inForce, IsRevised: true })
        {
            var content = await db.Content(ContentView.OfRevision(inForce.Number)).ReadAsync(query.Id, ct);
            if (!content.Succeeded)
            {
                return content.Error;
            }

            plan = plan with { Header = content.Value.Header };
        }

        if (!query.Arguments.Expand.Contains(PlanExpansion.Objectives))
        {
            return plan;
        }

        var objectives = await db.ReadSectionsAsync([query.Id], PlanSectionName.Objectives, ct);
        return plan with { Objectives = [.. objectives[plan.Id]] };
    }
}
