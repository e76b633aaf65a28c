using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Risks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>Which triggers to list.</summary>
public sealed record RiskTriggerArguments : ListArguments;

/// <summary>Lists the triggers of a risk.</summary>
public sealed record ListRiskTriggers(RiskId RiskId, RiskTriggerArguments Arguments) : IQuery<Page<RiskTriggerResponse>>;

internal sealed class ListRiskTriggersHandler(IMarketingDb db, PageReader pages, IConfigurationProvider mappings)
    : IRequestHandler<ListRiskTriggers, Result<Page<RiskTriggerResponse>>>
{
    private static readonly SortSet<RiskTrigger, RiskTriggerResponse> Sorts = SortSet<RiskTrigger, RiskTriggerResponse>
        .EndingIn(row => row.Id, row => RiskTriggerId.From(row.Id))
        .By("createdAt", row => row.CreatedAt, row => row.CreatedAt)
        .ByDefault("createdAt");

    public Task<Result<Page<RiskTriggerResponse>>> Handle(ListRiskTriggers query, CancellationToken cancellationToken) =>
        db.ReadOfRiskAsync(
            query.RiskId,
            id =>
                pages.ReadAsync(
                    db.RiskTriggers.Where(row => row.RiskId == id),
                    query.Arguments,
                    Sorts,
                    mappings.ProjectionOf<RiskTrigger, RiskTriggerResponse>(),
                    cancellationToken,
                    id.Value.ToString()
                ),
            cancellationToken
        );
}

/// <summary>Reads one trigger.</summary>
public sealed record GetRiskTrigger(RiskId RiskId, RiskTriggerId Id) : IQuery<RiskTriggerResponse>;

internal sealed class GetRiskTriggerHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetRiskTrigger, Result<RiskTriggerResponse>>
{
    public async Task<Result<RiskTriggerResponse>> Handle(GetRiskTrigger query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<RiskTrigger, RiskTriggerResponse>, cancellationToken) is { } found
        && found.RiskId == query.RiskId.Value
            ? found
            : new RiskTriggerNotFound(query.Id.Value);
}

/// <summary>Adds a trigger to a risk.</summary>
public sealed record AddRiskTrigger(RiskId RiskId, RiskTriggerTerms Terms) : ICommand<RiskTriggerResponse>;

internal sealed class AddRiskTriggerHandler(IMarketingDb db, RiskWriter writer, RiskReferences references, ResponseMapper responses)
    : IRequestHandler<AddRiskTrigger, Result<RiskTriggerResponse>>
{
    public async Task<Result<RiskTriggerResponse>> Handle(AddRiskTrigger command, CancellationToken cancellationToken)
    {
        var found = await writer.HoldAsync(command.RiskId, null, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var id = command.RiskId;
        if (await db.RiskTriggers.CountAsync(row => row.RiskId == id, cancellationToken) >= Risk.MaxTriggers)
        {
            return new TooManyTriggers(id.Value, Risk.MaxTriggers);
        }

        var terms = await writer.LinkAsync(command.Terms, null, cancellationToken);
        var added = RiskTrigger.Add(found.Value, terms);
        if (Refusals.Join(added.Error, await writer.ObjectionAsync(terms, null, cancellationToken)) is { } refused)
        {
            return refused;
        }

        db.RiskTriggers.Add(added.Value);
        await references.FollowAsync(added.Value, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<RiskTrigger, RiskTriggerResponse>(added.Value);
    }
}

/// <summary>Changes a trigger.</summary>
public sealed record UpdateRiskTrigger(RiskId RiskId, RiskTriggerId Id, ExpectedVersion? ExpectedVersion, Patch<RiskTriggerTerms> Patch)
    : ICommand<RiskTriggerResponse>;

internal sealed class UpdateRiskTriggerHandler(IMarketingDb db, RiskWriter writer, RiskReferences references, ResponseMapper responses)
    : IRequestHandler<UpdateRiskTrigger, Result<RiskTriggerResponse>>
{
    public async Task<Result<RiskTriggerResponse>> Handle(UpdateRiskTrigger command, CancellationToken cancellationToken)
    {
        var found = await db.FindTriggerAsync(command.RiskId, command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var trigger = found.Value;
        var before = trigger.Terms;
        var patched = command.Patch.ApplyTo(before);
        if (!patched.Succeeded)
        {
            return patched.Error;
        }

        var terms = await writer.LinkAsync(patched.Value, before, cancellationToken);
        if (Refusals.Join(trigger.Write(terms).Error, await writer.ObjectionAsync(terms, before, cancellationToken)) is { } refused)
        {
            return refused;
        }

        await references.FollowAsync(trigger, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<RiskTrigger, RiskTriggerResponse>(trigger);
    }
}

/// <summary>Deletes a trigger.</summary>
public sealed record DeleteRiskTrigger(RiskId RiskId, RiskTriggerId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteRiskTriggerHandler(IMarketingDb db, RiskReferences references, TimeProvider clock)
    : IRequestHandler<DeleteRiskTrigger, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteRiskTrigger command, CancellationToken cancellationToken)
    {
        var found = await db.FindTriggerAsync(command.RiskId, command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.Delete(clock.Instant());
        await references.ForgetAsync(command.Id.Value, cancellationToken);
        return Done.Now;
    }
}
