using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using MediatR;

namespace Marketing.Application.Plans.Parts;

/// <summary>Adds a part at the end of its section.</summary>
public sealed record CreatePart<TContent>(PlanId PlanId, TContent Content) : ICommand<PartResponse<TContent>>
    where TContent : PlanPartContent;

internal sealed class CreatePartHandler<TContent>(IMarketingDb db, PartWriter writer) : IRequestHandler<CreatePart<TContent>, Result<PartResponse<TContent>>>
    where TContent : PlanPartContent
{
    public async Task<Result<PartResponse<TContent>>> Handle(CreatePart<TContent> command, CancellationToken cancellationToken)
    {
        if (await db.OpenContentAsync(command.PlanId, cancellationToken) is { } closed)
        {
            return closed;
        }

        var added = await writer.AddAsync(command.PlanId, command.Content, cancellationToken);
        if (!added.Succeeded)
        {
            return added.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return PartRow.Of(added.Value).Answer<TContent>();
    }
}

/// <summary>Changes what a part says.</summary>
public sealed record UpdatePart<TContent>(PlanId PlanId, PlanPartId Id, int? ExpectedVersion, Patch<TContent> Patch) : ICommand<PartResponse<TContent>>
    where TContent : PlanPartContent;

internal sealed class UpdatePartHandler<TContent>(IMarketingDb db, PartWriter writer) : IRequestHandler<UpdatePart<TContent>, Result<PartResponse<TContent>>>
    where TContent : PlanPartContent
{
    public async Task<Result<PartResponse<TContent>>> Handle(UpdatePart<TContent> command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync<TContent>(command.PlanId, command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var part = found.Value;
        var content = command.Patch.ApplyTo(WireJson.Load<TContent>(part.Content) with { Ref = part.Ref });
        if (!content.Succeeded)
        {
            return content.Error;
        }

        if (await writer.WriteAsync(part, content.Value, cancellationToken) is { } refused)
        {
            return refused;
        }

        await db.SaveContentAsync(command.PlanId, cancellationToken);
        return PartRow.Of(part).Answer<TContent>();
    }
}

/// <summary>Takes a part out of the working revision; earlier revisions keep it.</summary>
public sealed record DeletePart<TContent>(PlanId PlanId, PlanPartId Id, int? ExpectedVersion) : ICommand<Done>
    where TContent : PlanPartContent;

internal sealed class DeletePartHandler<TContent>(PartWriter writer) : IRequestHandler<DeletePart<TContent>, Result<Done>>
    where TContent : PlanPartContent
{
    public async Task<Result<Done>> Handle(DeletePart<TContent> command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync<TContent>(command.PlanId, command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        return await writer.RemoveAsync(found.Value, cancellationToken) is { } referenced ? referenced : Done.Now;
    }
}
