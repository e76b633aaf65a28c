using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Risks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>Registers a risk.</summary>
public sealed record CreateRisk(RiskTerms Terms) : ICommand<RiskResponse>;

internal sealed class CreateRiskHandler(
    IMarketingDb db,
    RequestContext context,
    RiskWriter writer,
    RiskReferences references,
    ResponseMapper responses
) : IRequestHandler<CreateRisk, Result<RiskResponse>>
{
    public async Task<Result<RiskResponse>> Handle(CreateRisk command, CancellationToken cancellationToken)
    {
        var terms = await writer.LinkAsync(command.Terms, null, cancellationToken);
        var identified = Risk.Identify(context.WorkspaceId, terms);
        if (Refusals.Join(identified.Error, await writer.ObjectionAsync(terms, null, cancellationToken)) is { } refused)
        {
            return refused;
        }

        var risk = identified.Value;
        db.Risks.Add(risk);
        await references.FollowAsync(risk, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Risk, RiskResponse>(risk);
    }
}

/// <summary>Changes what the register says about a risk.</summary>
public sealed record UpdateRisk(RiskId Id, ExpectedVersion? ExpectedVersion, Patch<RiskTerms> Patch) : ICommand<RiskResponse>;

internal sealed class UpdateRiskHandler(IMarketingDb db, RiskWriter writer, RiskReferences references, ResponseMapper responses)
    : IRequestHandler<UpdateRisk, Result<RiskResponse>>
{
    public async Task<Result<RiskResponse>> Handle(UpdateRisk command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var risk = found.Value;
        var before = risk.Terms;
        var patched = command.Patch.ApplyTo(before);
        if (!patched.Succeeded)
        {
            return patched.Error;
        }

        var terms = await writer.LinkAsync(patched.Value, before, cancellationToken);
        if (Refusals.Join(await writer.ObjectionAsync(terms, before, cancellationToken), risk.Write(terms).Error) is { } refused)
        {
            return refused;
        }

        await references.FollowAsync(risk, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Risk, RiskResponse>(risk);
    }
}

/// <summary>Deletes a risk. It can be restored.</summary>
public sealed record DeleteRisk(RiskId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteRiskHandler(RiskWriter writer, RiskReferences references, TimeProvider clock)
    : IRequestHandler<DeleteRisk, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteRisk command, CancellationToken cancellationToken)
    {
        var found = await writer.HoldAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.Delete(clock.Instant());
        await references.ForgetAllAsync(found.Value.Id, cancellationToken);
        return Done.Now;
    }
}

/// <summary>Restores a deleted risk with its treatments and triggers.</summary>
public sealed record RestoreRisk(RiskId Id, ExpectedVersion? ExpectedVersion) : ICommand<RiskResponse>;

internal sealed class RestoreRiskHandler(IMarketingDb db, RiskWriter writer, RiskReferences references, ResponseMapper responses)
    : IRequestHandler<RestoreRisk, Result<RiskResponse>>
{
    public async Task<Result<RiskResponse>> Handle(RestoreRisk command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken, includeDeleted: true);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var risk = found.Value;
        if (Refusals.Of(await writer.UnknownEntriesAsync(risk.Terms, cancellationToken)) is { } unknown)
        {
            return unknown;
        }

        if (
            risk is { PartRefKey: { } key, DeletedAt: not null }
            && await db.Risks.AnyAsync(other => other.PlanId == risk.PlanId && other.PartRefKey == key, cancellationToken)
        )
        {
            return new RiskAdoptedAgain(risk.PartRef!);
        }

        risk.Restore();
        await references.FollowAllAsync(risk, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Risk, RiskResponse>(risk);
    }
}

/// <summary>Takes a step of the life cycle.</summary>
public sealed record StepRisk(RiskId Id, ExpectedVersion? ExpectedVersion, RiskVerb Verb, string? Reason = null) : ICommand<RiskResponse>;

internal sealed class StepRiskHandler(IMarketingDb db, RiskWriter writer, ResponseMapper responses)
    : IRequestHandler<StepRisk, Result<RiskResponse>>
{
    public async Task<Result<RiskResponse>> Handle(StepRisk command, CancellationToken cancellationToken)
    {
        var found = await writer.HoldAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var id = command.Id;
        var treated =
            command.Verb == RiskVerb.Plan && await db.RiskTreatments.AnyAsync(treatment => treatment.RiskId == id, cancellationToken);
        if (found.Value.Take(command.Verb, treated, command.Reason).Error is { } refused)
        {
            return refused;
        }

        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Risk, RiskResponse>(found.Value);
    }
}
