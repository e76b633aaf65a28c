using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Scheduling;

/// <summary>Records that an event happens on a day. The same code can be recorded for several days.</summary>
public sealed record RecordAnchor(PlanId PlanId, AnchorInput Input) : ICommand<AnchorResponse>;

internal sealed class RecordAnchorHandler(IMarketingDb db, AnchorWriter anchors, IEnumerable<IScheduleFollower> followers)
    : IRequestHandler<RecordAnchor, Result<AnchorResponse>>
{
    public async Task<Result<AnchorResponse>> Handle(RecordAnchor command, CancellationToken cancellationToken)
    {
        if (await anchors.HoldAsync(command.PlanId, cancellationToken) is { } missing)
        {
            return missing;
        }

        var input = command.Input;
        var subject = await anchors.CheckAsync(command.PlanId, input.Code, input.Subject, "/code", cancellationToken);
        if (!subject.Succeeded)
        {
            return subject.Error;
        }

        var added = await anchors.AddAsync(command.PlanId, input.Code, input.Name, input.Date, subject.Value, cancellationToken);
        if (!added.Succeeded)
        {
            return added.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        await followers.FollowAsync(command.PlanId, cancellationToken);
        return await anchors.ReadAsync(added.Value.Id, cancellationToken);
    }
}

/// <summary>Sets the day of the single event with a code and subject, creating it if missing. With an id, replaces that event.</summary>
public sealed record SetAnchor(PlanId PlanId, string Anchor, ExpectedVersion? ExpectedVersion, AnchorDayInput Input)
    : ICommand<AnchorResponse>;

internal sealed class SetAnchorHandler(IMarketingDb db, AnchorWriter anchors, IEnumerable<IScheduleFollower> followers)
    : IRequestHandler<SetAnchor, Result<AnchorResponse>>
{
    private const int NoVersion = 0;

    public async Task<Result<AnchorResponse>> Handle(SetAnchor command, CancellationToken cancellationToken)
    {
        var written = Guid.TryParse(command.Anchor, out _)
            ? await ReplaceAsync(command, cancellationToken)
            : await SetAsync(command, cancellationToken);
        if (!written.Succeeded)
        {
            return written.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        await followers.FollowAsync(command.PlanId, cancellationToken);
        var (anchor, isNew) = written.Value;
        return (await anchors.ReadAsync(anchor.Id, cancellationToken)) with { IsNew = isNew };
    }

    private async Task<Result<(PlanAnchor Anchor, bool IsNew)>> ReplaceAsync(SetAnchor command, CancellationToken ct)
    {
        var found = await anchors.FindAsync(command.PlanId, command.Anchor, command.ExpectedVersion, ct);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var subject = await anchors.CheckAsync(command.PlanId, found.Value.Code, command.Input.Subject, "", ct);
        return subject.Succeeded ? await WriteAsync(found.Value, command.Input, subject.Value, ct) : subject.Error;
    }

    private async Task<Result<(PlanAnchor Anchor, bool IsNew)>> SetAsync(SetAnchor command, CancellationToken ct)
    {
        if (AnchorWriter.CodeOfPath(command.Anchor) is not { } code)
        {
            return new AnchorNotFound(command.Anchor);
        }

        if (await anchors.HoldAsync(command.PlanId, ct) is { } missing)
        {
            return missing;
        }

        var subject = await anchors.CheckAsync(command.PlanId, code, command.Input.Subject, "", ct);
        if (!subject.Succeeded)
        {
            return subject.Error;
        }

        var key = CatalogueName.Key(AnchorCode.Canonical(code));
        var there = await db
            .PlanAnchors.Where(anchor => anchor.PlanId == command.PlanId && anchor.CodeKey == key && anchor.SubjectId == subject.Value)
            .OrderBy(anchor => anchor.Date)
            .ToListAsync(ct);
        switch (there)
        {
            case [] when command.ExpectedVersion is { AllowsMissing: false }:
                return new StaleVersion(NoVersion);
            case []:
                var added = await anchors.AddAsync(command.PlanId, code, command.Input.Name, command.Input.Date, subject.Value, ct);
                return added.Succeeded ? (added.Value, true) : added.Error;
            case [var only] when command.ExpectedVersion?.Allows(only.Version) == false:
                return new StaleVersion(only.Version);
            case [var only]:
                return await WriteAsync(only, command.Input, subject.Value, ct);
            default:
                return new AnchorAmbiguous(code, [.. there.Select(anchor => anchor.Id.Value.ToString())]);
        }
    }

    private async Task<Result<(PlanAnchor Anchor, bool IsNew)>> WriteAsync(
        PlanAnchor anchor,
        AnchorDayInput input,
        PlanPartId? subject,
        CancellationToken ct
    )
    {
        anchor.Write(anchor.Code, input.Name, input.Date, subject);
        return await anchors.TwinAsync(anchor, ct) is { } twin ? twin : (anchor, false);
    }
}

/// <summary>Changes a recorded event.</summary>
public sealed record UpdateAnchor(PlanId PlanId, string Anchor, ExpectedVersion? ExpectedVersion, Patch<AnchorInput> Patch)
    : ICommand<AnchorResponse>;

internal sealed class UpdateAnchorHandler(IMarketingDb db, AnchorWriter anchors, IEnumerable<IScheduleFollower> followers)
    : IRequestHandler<UpdateAnchor, Result<AnchorResponse>>
{
    public async Task<Result<AnchorResponse>> Handle(UpdateAnchor command, CancellationToken cancellationToken)
    {
        var found = await anchors.FindAsync(command.PlanId, command.Anchor, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var anchor = found.Value;
        var current = (await anchors.ReadAsync(anchor.Id, cancellationToken)).Subject;
        var changed = command.Patch.ApplyTo(
            new AnchorInput
            {
                Code = anchor.Code,
                Name = anchor.Name,
                Date = anchor.Date,
                Subject = current,
            }
        );
        if (!changed.Succeeded)
        {
            return changed.Error;
        }

        var input = changed.Value;
        var subject = await anchors.CheckAsync(command.PlanId, input.Code, input.Subject, "/code", cancellationToken);
        if (!subject.Succeeded)
        {
            return subject.Error;
        }

        // An event about a deleted part keeps its subject until the client sets another one.
        anchor.Write(input.Code, input.Name, input.Date, input.Subject is null && current is null ? anchor.SubjectId : subject.Value);
        if (await anchors.TwinAsync(anchor, cancellationToken) is { } twin)
        {
            return twin;
        }

        await db.SaveChangesAsync(cancellationToken);
        await followers.FollowAsync(command.PlanId, cancellationToken);
        return await anchors.ReadAsync(anchor.Id, cancellationToken);
    }
}

/// <summary>Deletes a recorded event.</summary>
public sealed record DeleteAnchor(PlanId PlanId, string Anchor, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteAnchorHandler(IMarketingDb db, AnchorWriter anchors, IEnumerable<IScheduleFollower> followers)
    : IRequestHandler<DeleteAnchor, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteAnchor command, CancellationToken cancellationToken)
    {
        var found = await anchors.FindAsync(command.PlanId, command.Anchor, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        db.PlanAnchors.Remove(found.Value);
        await db.SaveChangesAsync(cancellationToken);
        await followers.FollowAsync(command.PlanId, cancellationToken);
        return Done.Now;
    }
}
