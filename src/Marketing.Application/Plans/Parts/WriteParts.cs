using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using MediatR;

namespace Marketing.Application.Plans.Parts;

/// <summary>
/// Adds a part at the end of its section. The ref of a deleted part of the section restores that part with the new content.
/// </summary>
public sealed record CreatePart(PlanId PlanId, PlanSection Section, string? Ref, PlanPartContent Content) : PhraseCommand<PartResponse>
{
    protected override void Read(PhraseReader reader) => reader.Read(Content, currency: null);
}

internal sealed class CreatePartHandler(IMarketingDb db, PartWriter writer) : IRequestHandler<CreatePart, Result<PartResponse>>
{
    public async Task<Result<PartResponse>> Handle(CreatePart command, CancellationToken cancellationToken)
    {
        var plan = await db.OpenContentAsync(command.PlanId, cancellationToken);
        if (!plan.Succeeded)
        {
            return plan.Error;
        }

        var content = command.Content with { Ref = null };
        var open = plan.Value with { Phrases = command.Phrases };
        var added = await writer.AddAsync(open, command.Section, command.Ref, content, cancellationToken);
        if (!added.Succeeded)
        {
            return added.Error;
        }

        await db.SaveContentAsync(command.PlanId, cancellationToken);
        return PartRow.ToResponse(added.Value);
    }
}

/// <summary>Changes ref and content of a part.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Id">The part.</param>
/// <param name="Within">The section to look in; null for any.</param>
/// <param name="ExpectedVersion">The version that the client has read; null to change any version.</param>
/// <param name="Patch">The change.</param>
public sealed record UpdatePart(
    PlanId PlanId,
    PlanPartId Id,
    PlanSectionName? Within,
    ExpectedVersion? ExpectedVersion,
    Patch<PartInput> Patch
) : PhraseCommand<PartResponse>
{
    protected override void Read(PhraseReader reader) => reader.Prepare(Patch);
}

internal sealed class UpdatePartHandler(IMarketingDb db, PartWriter writer) : IRequestHandler<UpdatePart, Result<PartResponse>>
{
    public async Task<Result<PartResponse>> Handle(UpdatePart command, CancellationToken cancellationToken)
    {
        var plan = await db.OpenContentAsync(command.PlanId, cancellationToken);
        if (!plan.Succeeded)
        {
            return plan.Error;
        }

        var found = await writer.FindAsync(command.PlanId, command.Id, command.Within, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var part = found.Value;
        var section = PlanSections.Find(part.Section)!;
        var patched = command.Patch.ApplyTo(
            new PartInput
            {
                Section = section.Key,
                Ref = part.Ref,
                Content = StoredContent.Read(part),
            }
        );
        if (!patched.Succeeded)
        {
            return patched.Error;
        }

        if (patched.Value.Section != section.Key)
        {
            return new PartSectionMismatch(section.Key, patched.Value.Section, "/section");
        }

        var open = plan.Value with { Phrases = command.Phrases };
        if (await writer.WriteAsync(open, part, patched.Value, cancellationToken) is { } refused)
        {
            return refused;
        }

        await db.SaveContentAsync(command.PlanId, cancellationToken);
        return PartRow.ToResponse(part);
    }
}

/// <summary>Deletes a part that no other part refers to. It can be restored.</summary>
/// <inheritdoc cref="UpdatePart"/>
public sealed record DeletePart(PlanId PlanId, PlanPartId Id, PlanSectionName? Within, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeletePartHandler(IMarketingDb db, PartWriter writer) : IRequestHandler<DeletePart, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeletePart command, CancellationToken cancellationToken)
    {
        if (await db.OpenContentAsync(command.PlanId, cancellationToken) is { Succeeded: false, Error: var closed })
        {
            return closed;
        }

        var found = await writer.FindAsync(command.PlanId, command.Id, command.Within, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (await writer.DeleteAsync(found.Value, cancellationToken) is { } referenced)
        {
            return referenced;
        }

        await db.SaveContentAsync(command.PlanId, cancellationToken);
        return Done.Now;
    }
}

/// <summary>Restores a deleted part with its id, its ref and its content.</summary>
/// <inheritdoc cref="UpdatePart"/>
public sealed record RestorePart(PlanId PlanId, PlanPartId Id, PlanSectionName? Within, ExpectedVersion? ExpectedVersion)
    : ICommand<PartResponse>;

internal sealed class RestorePartHandler(IMarketingDb db, PartWriter writer) : IRequestHandler<RestorePart, Result<PartResponse>>
{
    public async Task<Result<PartResponse>> Handle(RestorePart command, CancellationToken cancellationToken)
    {
        var plan = await db.OpenContentAsync(command.PlanId, cancellationToken);
        if (!plan.Succeeded)
        {
            return plan.Error;
        }

        var found = await writer.FindAsync(
            command.PlanId,
            command.Id,
            command.Within,
            command.ExpectedVersion,
            cancellationToken,
            includeDeleted: true
        );
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (await writer.RestoreAsync(plan.Value, found.Value, cancellationToken) is { } refused)
        {
            return refused;
        }

        await db.SaveContentAsync(command.PlanId, cancellationToken);
        return PartRow.ToResponse(found.Value);
    }
}
