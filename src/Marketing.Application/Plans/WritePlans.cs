using Marketing.Application.Common;
using Marketing.Application.PlanParts;
using Marketing.Domain.Common;
using Marketing.Domain.Phrases;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans;

/// <summary>Creates a plan with its first working revision.</summary>
public sealed record CreatePlan(PlanHeader Header) : ICommand<PlanResponse>;

internal sealed class CreatePlanHandler(IMarketingDb db, RequestContext context, PlanWriter writer) : IRequestHandler<CreatePlan, Result<PlanResponse>>
{
    public async Task<Result<PlanResponse>> Handle(CreatePlan command, CancellationToken cancellationToken)
    {
        var header = PhraseReading.Read(command.Header, command.Header.Currency);
        if (await writer.FirstObjectionAsync(header, null, cancellationToken) is { } objection)
        {
            return objection;
        }

        var drafted = Plan.Draft(context.WorkspaceId, header);
        if (!drafted.Succeeded)
        {
            return drafted.Error;
        }

        db.Plans.Add(drafted.Value);
        db.PlanRevisions.Add(PlanRevision.Open(drafted.Value));
        return await writer.SavedAsync(drafted.Value, cancellationToken);
    }
}

/// <summary>Changes cover and narrative of the working revision.</summary>
public sealed record UpdatePlan(PlanId Id, int? ExpectedVersion, Patch<PlanHeader> Patch) : ICommand<PlanResponse>;

internal sealed class UpdatePlanHandler(IMarketingDb db, PlanWriter writer) : IRequestHandler<UpdatePlan, Result<PlanResponse>>
{
    public async Task<Result<PlanResponse>> Handle(UpdatePlan command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<Plan, PlanId>(command.Id, command.ExpectedVersion, new PlanNotFound(command.Id.Value), cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var header = command.Patch.Apply(found.Value.Header);
        if (!header.Succeeded)
        {
            return header.Error;
        }

        if (await writer.FirstObjectionAsync(header.Value, command.Id, cancellationToken) is { } objection)
        {
            return objection;
        }

        if (await db.OpenContentAsync(command.Id, cancellationToken) is { } closed)
        {
            return closed;
        }

        return found.Value.Write(PhraseReading.Read(header.Value, header.Value.Currency)) is { Succeeded: false, Error: var error } ? error : await writer.SavedAsync(found.Value, cancellationToken);
    }
}

/// <summary>Deletes a plan; it can be restored within the retention time.</summary>
public sealed record DeletePlan(PlanId Id, int? ExpectedVersion) : ICommand<Done>;

internal sealed class DeletePlanHandler(IMarketingDb db, TimeProvider clock) : IRequestHandler<DeletePlan, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeletePlan command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<Plan, PlanId>(command.Id, command.ExpectedVersion, new PlanNotFound(command.Id.Value), cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.Delete(clock.Instant());
        return Done.Now;
    }
}

/// <summary>Brings a deleted plan back.</summary>
public sealed record RestorePlan(PlanId Id, int? ExpectedVersion) : ICommand<PlanResponse>;

internal sealed class RestorePlanHandler(IMarketingDb db, PlanWriter writer) : IRequestHandler<RestorePlan, Result<PlanResponse>>
{
    public async Task<Result<PlanResponse>> Handle(RestorePlan command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<Plan, PlanId>(command.Id, command.ExpectedVersion, new PlanNotFound(command.Id.Value), cancellationToken, includeDeleted: true);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (await writer.CodeTakenAsync(found.Value.Code, command.Id, cancellationToken) is { } taken)
        {
            return taken;
        }

        found.Value.Restore();
        return await writer.SavedAsync(found.Value, cancellationToken);
    }
}

/// <summary>What the writes of plans share.</summary>
internal sealed class PlanWriter(IMarketingDb db, Answers answers)
{
    /// <summary>A code that another plan has, or a signatory who is no party of the workspace.</summary>
    public async Task<Error?> FirstObjectionAsync(PlanHeader header, PlanId? self, CancellationToken ct) =>
        await CodeTakenAsync(header.Code, self, ct) ?? await UnknownSignatoriesAsync(header, ct);

    public async Task<Error?> CodeTakenAsync(string? code, PlanId? self, CancellationToken ct) =>
        code is not null && await db.Plans.AnyAsync(plan => plan.Code == code && plan.Id != self, ct) ? new PlanCodeTaken(code) : null;

    public async Task<Error?> UnknownSignatoriesAsync(PlanHeader header, CancellationToken ct) =>
        await db.UnknownEntriesAsync(CatalogueLinks.EntriesIn(header), ct) is { Count: > 0 } faults ? new RulesBroken(faults) : null;

    public async Task<Result<PlanResponse>> SavedAsync(Plan plan, CancellationToken ct)
    {
        await db.ReferToAsync(plan, plan.Id.Value, CatalogueLinks.EntriesIn(plan.Header).Select(entry => entry.Id), ct);
        await db.SaveChangesAsync(ct);
        return answers.Of<Plan, PlanResponse>(plan);
    }
}
