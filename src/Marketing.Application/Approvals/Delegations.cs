using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Approvals;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Approvals;

/// <summary>A delegation: a person decides for another for some days.</summary>
public sealed record DelegationResponse : ResourceResponse
{
    /// <summary>Id of the person who is away.</summary>
    /// <example>person:5d41402abc4b2a76b9719d911017c592</example>
    [MaxLength(200)]
    public required string DelegatorId { get; init; }

    /// <summary>Id of the person who decides instead.</summary>
    /// <example>person:7d793037a0760186574b0282f2f435e7</example>
    [MaxLength(200)]
    public required string DelegateId { get; init; }

    /// <summary>First day, in the time zone of the workspace.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Last day, in the time zone of the workspace. The delegation ends when this day ends.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>Reason of the absence.</summary>
    public required string? Reason { get; init; }
}

/// <summary>A delegation to create.</summary>
public sealed record DelegationInput
{
    /// <summary>
    /// The person who is away: id of the member, or id of the person as in createdBy. Omit it for yourself; only administrators can name
    /// others.
    /// </summary>
    [MaxLength(200)]
    public string? Delegator { get; init; }

    /// <summary>The person who decides instead: id of the member, or id of the person as in createdBy.</summary>
    /// <example>person:7d793037a0760186574b0282f2f435e7</example>
    [MaxLength(200)]
    [NotBlank]
    [SingleLine]
    public required string Delegate { get; init; }

    /// <summary>First day, in the time zone of the workspace.</summary>
    /// <example>2027-07-01</example>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Last day, in the time zone of the workspace.</summary>
    /// <example>2027-07-14</example>
    public required DateOnly LastDay { get; init; }

    /// <summary>Reason of the absence.</summary>
    /// <example>年假</example>
    [MaxLength(Delegation.ReasonLength)]
    public string? Reason { get; init; }
}

/// <summary>The members of a delegation that can be changed.</summary>
public sealed record DelegationUpdate
{
    /// <summary>First day, in the time zone of the workspace.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Last day, in the time zone of the workspace. Set it to yesterday to end the delegation.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>Reason of the absence.</summary>
    [MaxLength(Delegation.ReasonLength)]
    public string? Reason { get; init; }
}

/// <summary>Which delegations to list.</summary>
public sealed record ListDelegations : ResourceListArguments, IQuery<Page<DelegationResponse>>
{
    /// <summary>Only delegations of this person, named as in createdBy.</summary>
    [MaxLength(200)]
    public string? DelegatorId { get; init; }

    /// <summary>Only delegations to this person, named as in createdBy.</summary>
    [MaxLength(200)]
    public string? DelegateId { get; init; }

    /// <summary>Only delegations in effect on this day.</summary>
    public DateOnly? On { get; init; }
}

internal sealed class ListDelegationsHandler(IMarketingDb db, PageReader pages)
    : IRequestHandler<ListDelegations, Result<Page<DelegationResponse>>>
{
    private static readonly SortSet<Delegation, DelegationResponse> Sorts = SortSet<Delegation, DelegationResponse>
        .EndingIn(delegation => delegation.Id, delegation => DelegationId.From(delegation.Id))
        .By("firstDay", delegation => delegation.FirstDay, delegation => delegation.FirstDay)
        .By("updatedAt", delegation => delegation.UpdatedAt, delegation => delegation.UpdatedAt)
        .ByDefault("-firstDay");

    public Task<Result<Page<DelegationResponse>>> Handle(ListDelegations query, CancellationToken cancellationToken)
    {
        var delegations = db.Delegations.Matching<Delegation, DelegationId>(query);
        if (query.DelegatorId is { } delegator)
        {
            delegations = delegations.Where(delegation => delegation.DelegatorId == delegator);
        }

        if (query.DelegateId is { } substitute)
        {
            delegations = delegations.Where(delegation => delegation.DelegateId == substitute);
        }

        if (query.On is { } day)
        {
            delegations = delegations.Where(delegation => delegation.FirstDay <= day && day <= delegation.LastDay);
        }

        return pages.ReadAsync(delegations, query, Sorts, cancellationToken);
    }
}

/// <summary>Reads one delegation.</summary>
public sealed record GetDelegation(DelegationId Id) : IQuery<DelegationResponse>;

internal sealed class GetDelegationHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetDelegation, Result<DelegationResponse>>
{
    public async Task<Result<DelegationResponse>> Handle(GetDelegation query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<Delegation, DelegationResponse>, cancellationToken) is { } found
            ? found
            : new DelegationNotFound(query.Id.Value);
}

/// <summary>Appoints a delegate.</summary>
public sealed record AddDelegation(DelegationInput Input) : ICommand<DelegationResponse>;

internal sealed class AddDelegationHandler(IMarketingDb db, RequestContext context, ResponseMapper responses)
    : IRequestHandler<AddDelegation, Result<DelegationResponse>>
{
    public async Task<Result<DelegationResponse>> Handle(AddDelegation command, CancellationToken cancellationToken)
    {
        await db.TakeGuardAsync(WorkspaceGuard.Delegations, cancellationToken);
        var input = command.Input;
        var delegator = input.Delegator is { } named
            ? await db.FindPersonAsync(named, "/delegator", cancellationToken)
            : context.Caller.ActorId;
        var substitute = await db.FindPersonAsync(input.Delegate, "/delegate", cancellationToken);
        if ((delegator.Error ?? substitute.Error) is { } unknown)
        {
            return unknown;
        }

        if (context.MayNotDelegateFor(delegator.Value) is { } forbidden)
        {
            return forbidden;
        }

        var added = Delegation.Appoint(context.WorkspaceId, delegator.Value, substitute.Value, input.FirstDay, input.LastDay, input.Reason);
        if (!added.Succeeded)
        {
            return added.Error;
        }

        db.Delegations.Add(added.Value);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Delegation, DelegationResponse>(added.Value);
    }
}

/// <summary>Changes the days and the reason of a delegation.</summary>
public sealed record UpdateDelegation(DelegationId Id, ExpectedVersion? ExpectedVersion, Patch<DelegationUpdate> Patch)
    : ICommand<DelegationResponse>;

internal sealed class UpdateDelegationHandler(IMarketingDb db, RequestContext context, ResponseMapper responses)
    : IRequestHandler<UpdateDelegation, Result<DelegationResponse>>
{
    public async Task<Result<DelegationResponse>> Handle(UpdateDelegation command, CancellationToken cancellationToken)
    {
        var found = await db.FindOwnAsync(command.Id, command.ExpectedVersion, context, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var delegation = found.Value;
        var changed = command.Patch.ApplyTo(
            new DelegationUpdate
            {
                FirstDay = delegation.FirstDay,
                LastDay = delegation.LastDay,
                Reason = delegation.Reason,
            }
        );
        if (!changed.Succeeded)
        {
            return changed.Error;
        }

        if (delegation.Move(changed.Value.FirstDay, changed.Value.LastDay).Error is { } wrong)
        {
            return wrong;
        }

        delegation.Explain(changed.Value.Reason);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Delegation, DelegationResponse>(delegation);
    }
}

/// <summary>Ends a delegation at once.</summary>
public sealed record DeleteDelegation(DelegationId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteDelegationHandler(IMarketingDb db, RequestContext context, TimeProvider clock)
    : IRequestHandler<DeleteDelegation, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteDelegation command, CancellationToken cancellationToken)
    {
        var found = await db.FindOwnAsync(command.Id, command.ExpectedVersion, context, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.Delete(clock.Instant());
        return Done.Now;
    }
}

internal static class OwnDelegations
{
    /// <summary>Locks the delegations of the workspace and loads one that the caller can change.</summary>
    public static async Task<Result<Delegation>> FindOwnAsync(
        this IMarketingDb db,
        DelegationId id,
        ExpectedVersion? expectedVersion,
        RequestContext context,
        CancellationToken ct
    )
    {
        await db.TakeGuardAsync(WorkspaceGuard.Delegations, ct);
        var found = await db.FindAsync<Delegation, DelegationId>(id, expectedVersion, new DelegationNotFound(id.Value), ct);
        return found.Succeeded && context.MayNotDelegateFor(found.Value.DelegatorId) is { } forbidden ? forbidden : found;
    }

    public static DelegationOfAnother? MayNotDelegateFor(this RequestContext context, string delegator) =>
        context.Caller.ActorId == delegator || context.Caller.Scopes.Contains(Scopes.Admin) ? null : new DelegationOfAnother();
}
