using Marketing.Application.Approvals;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Common;
using Marketing.Domain.Loyalty;
using Marketing.Domain.Plans;
using Marketing.Domain.Workspaces;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Loyalty;

/// <summary>Creates a loyalty programme.</summary>
public sealed record CreateLoyaltyProgramme(LoyaltyTerms Terms) : PhraseCommand<LoyaltyProgrammeResponse>
{
    protected override void Read(PhraseReader reader) => reader.Read(Terms, currency: null);
}

internal sealed class CreateLoyaltyProgrammeHandler(IMarketingDb db, RequestContext context, LoyaltyWriter writer)
    : IRequestHandler<CreateLoyaltyProgramme, Result<LoyaltyProgrammeResponse>>
{
    public async Task<Result<LoyaltyProgrammeResponse>> Handle(CreateLoyaltyProgramme command, CancellationToken cancellationToken)
    {
        var read = command.Phrases.Read(command.Terms, currency: null);
        var created = LoyaltyProgramme.Plan(context.WorkspaceId, read.Content);
        if (await writer.ObjectionAsync(read, created.Error, null, cancellationToken) is { } refused)
        {
            return refused;
        }

        db.LoyaltyProgrammes.Add(created.Value);
        return await writer.SaveAsync(created.Value, cancellationToken);
    }
}

/// <summary>Changes what a loyalty programme says.</summary>
public sealed record UpdateLoyaltyProgramme(LoyaltyProgrammeId Id, ExpectedVersion? ExpectedVersion, Patch<LoyaltyTerms> Patch)
    : PhraseCommand<LoyaltyProgrammeResponse>
{
    protected override void Read(PhraseReader reader) => reader.Prepare(Patch);
}

internal sealed class UpdateLoyaltyProgrammeHandler(LoyaltyWriter writer)
    : IRequestHandler<UpdateLoyaltyProgramme, Result<LoyaltyProgrammeResponse>>
{
    public async Task<Result<LoyaltyProgrammeResponse>> Handle(UpdateLoyaltyProgramme command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (programme, before) = (found.Value, found.Value.Terms);
        var patched = command.Patch.ApplyTo(before);
        if (!patched.Succeeded)
        {
            return patched.Error;
        }

        var read = command.Phrases.Read(patched.Value, currency: null, before);
        return
            await writer.ObjectionAsync(read, programme.Write(read.Content).Error, programme.Id, cancellationToken, before.PlanId)
                is { } refused
            ? refused
            : await writer.SaveAsync(programme, cancellationToken);
    }
}

/// <summary>Takes a step of a loyalty programme.</summary>
/// <param name="Id">The programme.</param>
/// <param name="ExpectedVersion">The version that the client has.</param>
/// <param name="Move">The step.</param>
/// <param name="On">The day on which it took effect; today if null.</param>
public sealed record MoveLoyaltyProgramme(LoyaltyProgrammeId Id, ExpectedVersion? ExpectedVersion, LoyaltyMove Move, DateOnly? On)
    : ICommand<LoyaltyProgrammeResponse>;

internal sealed class MoveLoyaltyProgrammeHandler(IMarketingDb db, LoyaltyWriter writer)
    : IRequestHandler<MoveLoyaltyProgramme, Result<LoyaltyProgrammeResponse>>
{
    public async Task<Result<LoyaltyProgrammeResponse>> Handle(MoveLoyaltyProgramme command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (programme, now) = (found.Value, db.Log.Now);
        var today = await writer.DayAsync(programme, now, cancellationToken);
        return programme.Take(command.Move, command.On ?? today, today, now).Error is { } refused
            ? refused
            : await writer.SaveAsync(programme, cancellationToken);
    }
}

/// <summary>Deletes a loyalty programme. It can be restored.</summary>
public sealed record DeleteLoyaltyProgramme(LoyaltyProgrammeId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteLoyaltyProgrammeHandler(LoyaltyWriter writer, TimeProvider clock)
    : IRequestHandler<DeleteLoyaltyProgramme, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteLoyaltyProgramme command, CancellationToken cancellationToken)
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

/// <summary>Restores a deleted loyalty programme.</summary>
public sealed record RestoreLoyaltyProgramme(LoyaltyProgrammeId Id, ExpectedVersion? ExpectedVersion) : ICommand<LoyaltyProgrammeResponse>;

internal sealed class RestoreLoyaltyProgrammeHandler(IMarketingDb db, LoyaltyWriter writer)
    : IRequestHandler<RestoreLoyaltyProgramme, Result<LoyaltyProgrammeResponse>>
{
    public async Task<Result<LoyaltyProgrammeResponse>> Handle(RestoreLoyaltyProgramme command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken, includeDeleted: true);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var programme = found.Value;
        var refused = Refusals.Join(
            await writer.CodeTakenAsync(programme.Terms.Code, programme.Id, cancellationToken),
            await db.UnknownPartiesAsync([("/ownerId", programme.Terms.OwnerId)], cancellationToken)
        );
        if (refused is not null)
        {
            return refused;
        }

        programme.Restore();
        return await writer.SaveAsync(programme, cancellationToken);
    }
}

/// <summary>Code shared by the use cases that write loyalty programmes.</summary>
internal sealed class LoyaltyWriter(IMarketingDb db, Signers signers, ResponseMapper responses)
{
    public Task<Result<LoyaltyProgramme>> FindAsync(
        LoyaltyProgrammeId id,
        ExpectedVersion? expectedVersion,
        CancellationToken ct,
        bool includeDeleted = false
    )
    {
        var missing = new LoyaltyProgrammeNotFound(id.Value);
        return db.FindAsync<LoyaltyProgramme, LoyaltyProgrammeId>(id, expectedVersion, missing, ct, includeDeleted);
    }

    public async Task<Result<LoyaltyProgrammeResponse>> SaveAsync(LoyaltyProgramme programme, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        return responses.Map<LoyaltyProgramme, LoyaltyProgrammeResponse>(programme);
    }

    /// <summary>Returns the day of an instant in the time zone of the programme's plan; without a plan, in that of the workspace.</summary>
    public async Task<DateOnly> DayAsync(LoyaltyProgramme programme, DateTime at, CancellationToken ct)
    {
        var settings = await signers.SettingsAsync(ct);
        var header = programme.PlanId is { } plan
            ? await db.Plans.Where(row => row.Id == plan).Select(row => row.Header).SingleOrDefaultAsync(ct)
            : null;
        return WorkCalendar.Of(settings, header?.TimeZone).DayOf(at);
    }

    /// <summary>
    /// Returns everything that is wrong with what a programme is to say: broken rules, a plan or owner that does not exist, a code that
    /// another programme has. A plan that the programme already has stays.
    /// </summary>
    public async Task<Error?> ObjectionAsync(
        ReadContent<LoyaltyTerms> read,
        Error? broken,
        LoyaltyProgrammeId? self,
        CancellationToken ct,
        Guid? planBefore = null
    )
    {
        var terms = read.Content;
        var faults = new List<RuleFault>(read.Contradictions);
        if (terms.PlanId is { } given && given != planBefore)
        {
            var plan = PlanId.From(given);
            if (!await db.Plans.AnyAsync(row => row.Id == plan, ct))
            {
                faults.Add(RuleFault.Of("/planId", "plan.unknown", ("planId", given)));
            }
        }

        return Refusals.Join(
            broken,
            Refusals.Of(faults),
            await db.UnknownPartiesAsync([("/ownerId", terms.OwnerId)], ct),
            await CodeTakenAsync(terms.Code, self, ct)
        );
    }

    /// <summary>Returns an error if another programme has the code.</summary>
    public async Task<Error?> CodeTakenAsync(string code, LoyaltyProgrammeId? self, CancellationToken ct)
    {
        var key = LoyaltyProgramme.KeyOf(code);
        var taken = await db
            .LoyaltyProgrammes.Where(programme => programme.CodeKey == key && programme.Id != self)
            .Select(programme => (LoyaltyProgrammeId?)programme.Id)
            .FirstOrDefaultAsync(ct);
        return taken is { } other ? new LoyaltyProgrammeCodeTaken(code, other.Value) : null;
    }
}
