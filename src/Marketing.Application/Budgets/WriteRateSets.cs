using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Creates a rate set without rates.</summary>
public sealed record CreateRateSet(RateSetInput Input) : ICommand<RateSetResponse>;

internal sealed class CreateRateSetHandler(IMarketingDb db, RequestContext context, ResponseMapper responses)
    : IRequestHandler<CreateRateSet, Result<RateSetResponse>>
{
    public async Task<Result<RateSetResponse>> Handle(CreateRateSet command, CancellationToken cancellationToken)
    {
        var input = command.Input;
        if (await db.RateSetCodeTakenAsync(input.Code, null, cancellationToken) is { } taken)
        {
            return taken;
        }

        var set = RateSet.Register(context.WorkspaceId);
        set.Describe(input.Code, input.Name, input.MissingRate);
        db.RateSets.Add(set);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<RateSet, RateSetResponse>(set);
    }
}

/// <summary>Changes what a rate set says besides its rates.</summary>
public sealed record UpdateRateSet(RateSetId Id, ExpectedVersion? ExpectedVersion, Patch<RateSetInput> Patch) : ICommand<RateSetResponse>;

internal sealed class UpdateRateSetHandler(IMarketingDb db, ResponseMapper responses)
    : IRequestHandler<UpdateRateSet, Result<RateSetResponse>>
{
    public async Task<Result<RateSetResponse>> Handle(UpdateRateSet command, CancellationToken cancellationToken)
    {
        var missing = new RateSetNotFound(command.Id.Value);
        var found = await db.FindAsync<RateSet, RateSetId>(command.Id, command.ExpectedVersion, missing, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var set = found.Value;
        var patched = command.Patch.ApplyTo(
            new RateSetInput
            {
                Code = set.Code,
                Name = set.Name,
                MissingRate = set.MissingRate,
            }
        );
        if (!patched.Succeeded)
        {
            return patched.Error;
        }

        if (await db.RateSetCodeTakenAsync(patched.Value.Code, set.Id, cancellationToken) is { } taken)
        {
            return taken;
        }

        set.Describe(patched.Value.Code, patched.Value.Name, patched.Value.MissingRate);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<RateSet, RateSetResponse>(set);
    }
}

/// <summary>Adds a version of rates. The row of the rate set gives it the next number.</summary>
public sealed record PublishRates(RateSetId Id, RateVersionInput Input) : ICommand<RateVersionResponse>;

internal sealed class PublishRatesHandler(IMarketingDb db, RequestContext context, ResponseMapper responses, TimeProvider clock)
    : IRequestHandler<PublishRates, Result<RateVersionResponse>>
{
    public async Task<Result<RateVersionResponse>> Handle(PublishRates command, CancellationToken cancellationToken)
    {
        await db
            .RateSets.Where(set => set.Id == command.Id)
            .GuardAsync(set => set.SetProperty(s => s.Version, s => s.Version), cancellationToken);
        var missing = new RateSetNotFound(command.Id.Value);
        var found = await db.FindAsync<RateSet, RateSetId>(command.Id, null, missing, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var input = command.Input;
        var version = found.Value.Publish(input.ValidFrom, input.ValidTo, input.Rates, clock.Instant(), context.Caller.ActorId);
        if (!version.Succeeded)
        {
            return version.Error;
        }

        db.RateSetVersions.Add(version.Value);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<RateSetVersion, RateVersionResponse>(version.Value);
    }
}

internal static class RateSetCodes
{
    /// <summary>Returns an error if another rate set has the code.</summary>
    public static async Task<Error?> RateSetCodeTakenAsync(this IMarketingDb db, string code, RateSetId? self, CancellationToken ct)
    {
        var key = RateSet.KeyOf(code);
        return await db.RateSets.AnyAsync(set => set.CodeKey == key && set.Id != self, ct) ? new RateSetCodeTaken(code) : null;
    }
}
