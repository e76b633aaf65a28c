using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Knowledge;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Knowledge;

/// <summary>Creates a knowledge item.</summary>
public sealed record CreateKnowledgeItem(KnowledgeItemInput Input) : ICommand<KnowledgeItemResponse>;

internal sealed class CreateKnowledgeItemHandler(IMarketingDb db, RequestContext context, KnowledgeWriter writer, ResponseMapper responses)
    : IRequestHandler<CreateKnowledgeItem, Result<KnowledgeItemResponse>>
{
    public async Task<Result<KnowledgeItemResponse>> Handle(CreateKnowledgeItem command, CancellationToken cancellationToken)
    {
        if (await writer.ObjectionAsync(command.Input, cancellationToken) is { } objection)
        {
            return objection;
        }

        var item = KnowledgeItem.Record(context.WorkspaceId, KnowledgeWriter.ContentOf(command.Input));
        if (!item.Succeeded)
        {
            return item.Error;
        }

        db.KnowledgeItems.Add(item.Value);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<KnowledgeItem, KnowledgeItemResponse>(item.Value);
    }
}

/// <summary>Changes a knowledge item.</summary>
public sealed record UpdateKnowledgeItem(KnowledgeItemId Id, ExpectedVersion? ExpectedVersion, Patch<KnowledgeItemInput> Patch)
    : ICommand<KnowledgeItemResponse>;

internal sealed class UpdateKnowledgeItemHandler(IMarketingDb db, KnowledgeWriter writer, ResponseMapper responses)
    : IRequestHandler<UpdateKnowledgeItem, Result<KnowledgeItemResponse>>
{
    public async Task<Result<KnowledgeItemResponse>> Handle(UpdateKnowledgeItem command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var item = found.Value;
        var changed = command.Patch.ApplyTo(
            new KnowledgeItemInput
            {
                Kind = item.Kind,
                Title = item.Title,
                Text = item.Text,
                Tags = item.Tags,
                PlanId = item.PlanId?.Value,
                PhaseRef = item.PhaseRef,
                Evidence = item.Evidence,
                Source = item.Source,
                OwnerId = item.OwnerId?.Value,
                DueDate = item.DueDate,
            }
        );
        if (!changed.Succeeded)
        {
            return changed.Error;
        }

        var objection =
            await writer.ObjectionAsync(changed.Value, cancellationToken, item.PlanId, item.PhaseRef)
            ?? item.Write(KnowledgeWriter.ContentOf(changed.Value)).Error;
        if (objection is not null)
        {
            return objection;
        }

        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<KnowledgeItem, KnowledgeItemResponse>(item);
    }
}

/// <summary>Deletes a knowledge item. It can be restored.</summary>
public sealed record DeleteKnowledgeItem(KnowledgeItemId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteKnowledgeItemHandler(KnowledgeWriter writer, TimeProvider clock)
    : IRequestHandler<DeleteKnowledgeItem, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteKnowledgeItem command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.Delete(clock.Instant());
        return Done.Now;
    }
}

/// <summary>Restores a deleted knowledge item.</summary>
public sealed record RestoreKnowledgeItem(KnowledgeItemId Id, ExpectedVersion? ExpectedVersion) : ICommand<KnowledgeItemResponse>;

internal sealed class RestoreKnowledgeItemHandler(IMarketingDb db, KnowledgeWriter writer, ResponseMapper responses)
    : IRequestHandler<RestoreKnowledgeItem, Result<KnowledgeItemResponse>>
{
    public async Task<Result<KnowledgeItemResponse>> Handle(RestoreKnowledgeItem command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken, includeDeleted: true);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var item = found.Value;
        if (await db.UnknownPartiesAsync([("/ownerId", item.OwnerId?.Value)], cancellationToken) is { } unknown)
        {
            return unknown;
        }

        item.Restore();
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<KnowledgeItem, KnowledgeItemResponse>(item);
    }
}

/// <summary>Code shared by the use cases that write knowledge items.</summary>
internal sealed class KnowledgeWriter(IMarketingDb db)
{
    public Task<Result<KnowledgeItem>> FindAsync(
        KnowledgeItemId id,
        ExpectedVersion? expectedVersion,
        CancellationToken ct,
        bool includeDeleted = false
    ) => db.FindAsync<KnowledgeItem, KnowledgeItemId>(id, expectedVersion, new KnowledgeItemNotFound(id.Value), ct, includeDeleted);

    /// <summary>Returns an error for a plan, phase or owner that does not exist. Names that an item already has stay.</summary>
    public async Task<Error?> ObjectionAsync(KnowledgeItemInput input, CancellationToken ct, PlanId? plan = null, string? phase = null)
    {
        var faults = new List<RuleFault>();
        if (input.PlanId is { } given && plan?.Value != given)
        {
            var id = PlanId.From(given);
            if (!await db.Plans.AnyAsync(row => row.Id == id, ct))
            {
                faults.Add(RuleFault.Of("/planId", "task.planUnknown", ("id", given)));
            }
        }

        if (faults.Count == 0 && input is { PhaseRef: { } name, PlanId: { } of } && (phase != name || plan?.Value != of))
        {
            var (id, key, section) = (PlanId.From(of), PartRef.KeyOf(name), PlanSections.Of<Phase>().Name);
            if (!await db.PlanParts.AnyAsync(part => part.PlanId == id && part.RefKey == key && part.Section == section, ct))
            {
                faults.Add(RuleFault.Of("/phaseRef", "knowledgeItem.phaseUnknown", ("ref", name)));
            }
        }

        var unknown = await db.UnknownEntriesAsync([new NamedEntry("/ownerId", ResourceTypes.Party, input.OwnerId)], ct);
        return Refusals.Of([.. faults, .. unknown]);
    }

    public static KnowledgeContent ContentOf(KnowledgeItemInput input) =>
        new()
        {
            Kind = input.Kind,
            Title = input.Title,
            Text = input.Text,
            Tags = input.Tags,
            PlanId = input.PlanId is { } plan ? PlanId.From(plan) : null,
            PhaseRef = input.PhaseRef,
            Evidence = input.Evidence,
            Source = input.Source,
            OwnerId = input.OwnerId is { } owner ? PartyId.From(owner) : null,
            DueDate = input.DueDate,
        };
}
