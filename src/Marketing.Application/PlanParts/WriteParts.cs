using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.PlanParts;

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

        var added = await writer.AddAsync(command.PlanId, [command.Content], cancellationToken);
        if (!added.Succeeded)
        {
            return added.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return PartRow.Of(added.Value[0]).Answer<TContent>();
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
        var content = command.Patch.Apply(WireJson.Load<TContent>(part.Content) with { Ref = part.Ref });
        if (!content.Succeeded)
        {
            return content.Error;
        }

        if (await writer.WriteAsync(part, content.Value, cancellationToken) is { } refused)
        {
            return refused;
        }

        await db.SaveChangesAsync(cancellationToken);
        return PartRow.Of(part).Answer<TContent>();
    }
}

/// <summary>Takes a part out of the working revision; earlier revisions keep it.</summary>
public sealed record DeletePart<TContent>(PlanId PlanId, PlanPartId Id, int? ExpectedVersion) : ICommand<Done>
    where TContent : PlanPartContent;

internal sealed class DeletePartHandler<TContent>(IMarketingDb db, PartWriter writer) : IRequestHandler<DeletePart<TContent>, Result<Done>>
    where TContent : PlanPartContent
{
    public async Task<Result<Done>> Handle(DeletePart<TContent> command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync<TContent>(command.PlanId, command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        db.PlanParts.Remove(found.Value);
        return Done.Now;
    }
}

/// <summary>What the writes of parts share, whatever their section.</summary>
internal sealed class PartWriter(IMarketingDb db, RequestContext context)
{
    /// <summary>Adds parts at the end of their section; the plan's content is open.</summary>
    public async Task<Result<IReadOnlyList<PlanPart>>> AddAsync<TContent>(PlanId planId, IReadOnlyList<TContent> contents, CancellationToken ct)
        where TContent : PlanPartContent
    {
        var section = PlanSections.Of<TContent>();
        var there = await db.PlanParts.Where(part => part.PlanId == planId && part.Section == section.Name)
            .GroupBy(_ => 1).Select(group => new { Count = group.Count(), Last = group.Max(part => part.Position) }).SingleOrDefaultAsync(ct);
        if ((there?.Count ?? 0) + contents.Count > section.Max)
        {
            return new PlanSectionFull(section.Name, section.Max);
        }

        if (await RefTakenAsync(planId, null, [.. contents.Select(content => content.Ref).OfType<string>()], ct) is { } taken)
        {
            return taken;
        }

        var added = new List<PlanPart>();
        foreach (var content in contents)
        {
            if (FaultsOf(content) is { } broken)
            {
                return broken;
            }

            var position = (there?.Last ?? 0) + added.Count + 1;
            added.Add(PlanPart.Add(context.WorkspaceId, planId, section.Name, content.Ref, position, Stored(content), Searched(content)));
        }

        db.PlanParts.AddRange(added);
        return added;
    }

    /// <summary>Finds a part for writing and opens its plan's content.</summary>
    public async Task<Result<PlanPart>> FindAsync<TContent>(PlanId planId, PlanPartId id, int? expectedVersion, CancellationToken ct)
        where TContent : PlanPartContent
    {
        var section = PlanSections.Of<TContent>().Name;
        if (await db.OpenContentAsync(planId, ct) is { } closed)
        {
            return closed;
        }

        var missing = new PlanPartNotFound(section, id.Value);
        var found = await db.FindAsync<PlanPart, PlanPartId>(id, null, missing, ct);
        return found switch
        {
            { Succeeded: false } => found,
            _ when found.Value.PlanId != planId || found.Value.Section != section => missing,
            _ when expectedVersion is { } expected && expected != found.Value.Version => new StaleVersion(found.Value.Version),
            _ => found,
        };
    }

    public async Task<Error?> WriteAsync<TContent>(PlanPart part, TContent content, CancellationToken ct)
        where TContent : PlanPartContent
    {
        if (FaultsOf(content) is { } broken)
        {
            return broken;
        }

        if (content.Ref is { } given && given != part.Ref)
        {
            if (await RefTakenAsync(part.PlanId, part.Id, [given], ct) is { } taken)
            {
                return taken;
            }

            part.RenameRef(given);
        }

        part.Say(Stored(content), Searched(content));
        return null;
    }

    private static RulesBroken? FaultsOf(PlanPartContent content) => content.Check().ToList() is { Count: > 0 } faults ? new RulesBroken(faults) : null;

    private static string Stored<TContent>(TContent content)
        where TContent : PlanPartContent => WireJson.Store(content with { Ref = null });

    private static string Searched(PlanPartContent content) =>
        SearchText.Normalise(string.Join('\n', content.Texts().Where(text => !string.IsNullOrEmpty(text))));

    private async Task<Error?> RefTakenAsync(PlanId planId, PlanPartId? self, List<string> refs, CancellationToken ct)
    {
        if (refs.Count == 0)
        {
            return null;
        }

        var twice = refs.GroupBy(given => given, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        var taken = twice ?? await db.PlanParts.Where(part => part.PlanId == planId && refs.Contains(part.Ref) && part.Id != self).Select(part => part.Ref).FirstOrDefaultAsync(ct);
        return taken is null ? null : new PlanPartRefTaken(taken);
    }
}
