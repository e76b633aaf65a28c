using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Checks;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans;

/// <summary>Creates a plan with its first working revision.</summary>
public sealed record CreatePlan(PlanHeader Header) : PhraseCommand<PlanResponse>
{
    protected override void Read(PhraseReader reader) => reader.Read(Header, Header.Currency);
}

internal sealed class CreatePlanHandler(IMarketingDb db, PlanWriter writer, CatalogueLinks links)
    : IRequestHandler<CreatePlan, Result<PlanResponse>>
{
    public async Task<Result<PlanResponse>> Handle(CreatePlan command, CancellationToken cancellationToken)
    {
        var header = await links.LinkNewAsync(command.Header, null, cancellationToken);
        var plan = await writer.DraftAsync(header, command.Phrases, "", cancellationToken);
        if (!plan.Succeeded)
        {
            return plan.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return writer.ToResponse(plan.Value);
    }
}

/// <summary>Changes cover and narrative of the working revision.</summary>
public sealed record UpdatePlan(PlanId Id, ExpectedVersion? ExpectedVersion, Patch<PlanHeader> Patch) : PhraseCommand<PlanResponse>
{
    protected override void Read(PhraseReader reader) => reader.Prepare(Patch);
}

internal sealed class UpdatePlanHandler(IMarketingDb db, PlanWriter writer, CatalogueLinks links)
    : IRequestHandler<UpdatePlan, Result<PlanResponse>>
{
    public async Task<Result<PlanResponse>> Handle(UpdatePlan command, CancellationToken cancellationToken)
    {
        if (await db.WhyInForceAsync(command.Id, command.ExpectedVersion, cancellationToken) is { } notWorking)
        {
            return notWorking;
        }

        if (await db.LockContentAsync(command.Id, cancellationToken) is { } closed)
        {
            return closed;
        }

        var missing = new PlanNotFound(command.Id.Value);
        var found = await db.FindAsync<Plan, PlanId>(command.Id, command.ExpectedVersion?.OfContent(), missing, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var patched = command.Patch.ApplyTo(found.Value.Header);
        if (!patched.Succeeded)
        {
            return patched.Error;
        }

        var header = await links.LinkNewAsync(patched.Value, found.Value.Header, cancellationToken);
        if (await writer.WriteAsync(found.Value, header, command.Phrases, "", cancellationToken) is { } objection)
        {
            return objection;
        }

        await db.SaveContentAsync(command.Id, cancellationToken, found.Value);
        return writer.ToResponse(found.Value);
    }
}

/// <summary>Deletes a plan with its parts. It can be restored at any time.</summary>
public sealed record DeletePlan(PlanId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeletePlanHandler(IMarketingDb db, TimeProvider clock) : IRequestHandler<DeletePlan, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeletePlan command, CancellationToken cancellationToken)
    {
        var missing = new PlanNotFound(command.Id.Value);
        var found = await db.FindAsync<Plan, PlanId>(command.Id, command.ExpectedVersion, missing, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (found.Value.WhyKept() is { } kept)
        {
            return kept;
        }

        await db.HoldContentAsync(command.Id, cancellationToken);
        var at = clock.Instant();
        found.Value.Delete(at);
        await db.PlanParts.Where(part => part.PlanId == command.Id).ForEachAsync(part => part.DeleteWithPlan(at), cancellationToken);
        return Done.Now;
    }
}

/// <summary>Restores a deleted plan with its parts.</summary>
public sealed record RestorePlan(PlanId Id, ExpectedVersion? ExpectedVersion) : ICommand<PlanResponse>;

internal sealed class RestorePlanHandler(IMarketingDb db, PlanWriter writer) : IRequestHandler<RestorePlan, Result<PlanResponse>>
{
    public async Task<Result<PlanResponse>> Handle(RestorePlan command, CancellationToken cancellationToken)
    {
        var missing = new PlanNotFound(command.Id.Value);
        var found = await db.FindAsync<Plan, PlanId>(command.Id, command.ExpectedVersion, missing, cancellationToken, includeDeleted: true);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (await writer.CodeTakenAsync(found.Value.Code, command.Id, cancellationToken) is { } taken)
        {
            return taken;
        }

        // The feed lists the plan before its parts. Parts deleted before their plan stay deleted.
        found.Value.Restore();
        await db.SaveChangesAsync(cancellationToken);
        await db
            .PlanParts.IgnoreQueryFilters([DbFilters.Deletion])
            .Where(part => part.PlanId == command.Id && part.DeletedWithPlan)
            .ForEachAsync(part => part.Restore(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return writer.ToResponse(found.Value);
    }
}

/// <summary>Code shared by the use cases that write plans.</summary>
internal sealed class PlanWriter(IMarketingDb db, RequestContext context, ResponseMapper responses)
{
    /// <summary>Adds a plan with its first working revision. All faults of the header are returned at once.</summary>
    /// <param name="given">Cover and narrative, as sent.</param>
    /// <param name="phrases">The reader that has parsed the phrases of the request.</param>
    /// <param name="pointer">JSON pointer to the header in the request.</param>
    /// <param name="ct">Cancels the checks.</param>
    /// <param name="isTemplate">Whether the plan is a template for others.</param>
    public async Task<Result<Plan>> DraftAsync(
        PlanHeader given,
        PhraseReader phrases,
        string pointer,
        CancellationToken ct,
        bool isTemplate = false
    )
    {
        var header = phrases.Read(given, given.Currency);
        if (await ObjectionAsync(header, null, pointer, ct) is { } objection)
        {
            return objection;
        }

        var drafted = Plan.Draft(context.WorkspaceId, header.Content, isTemplate);
        if (drafted.Succeeded)
        {
            drafted.Value.CountPlaceholders(OpenPlaceholders.CountIn(header.Content));
            db.Plans.Add(drafted.Value);
            db.PlanRevisions.Add(PlanRevision.Open(drafted.Value));
            await NoteEntriesAsync(drafted.Value, ct);
        }

        return drafted;
    }

    /// <summary>Writes the header of a plan whose content is open, or returns all its faults.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="given">Cover and narrative, as sent.</param>
    /// <param name="phrases">The reader that has parsed the phrases of the request.</param>
    /// <param name="pointer">JSON pointer to the header in the request.</param>
    /// <param name="ct">Cancels the checks.</param>
    public async Task<Error?> WriteAsync(Plan plan, PlanHeader given, PhraseReader phrases, string pointer, CancellationToken ct)
    {
        var header = phrases.Read(given, given.Currency, plan.Header);
        if (await ObjectionAsync(header, plan.Id, pointer, ct) is { } objection)
        {
            return objection;
        }

        if (plan.Write(header.Content).Error is { } broken)
        {
            return broken;
        }

        plan.CountPlaceholders(OpenPlaceholders.CountIn(header.Content));
        await NoteEntriesAsync(plan, ct);
        return null;
    }

    public async Task<Error?> CodeTakenAsync(string? code, PlanId? self, CancellationToken ct, string pointer = "") =>
        Plan.KeyOf(code) is { } key && await db.Plans.AnyAsync(plan => plan.CodeKey == key && plan.Id != self, ct)
            ? new PlanCodeTaken(code!, pointer + "/code")
            : null;

    public PlanResponse ToResponse(Plan plan) => responses.Map<Plan, PlanResponse>(plan);

    /// <summary>
    /// Returns broken rules, contradictions, signatories who are no parties of the workspace, and a code that another plan uses.
    /// </summary>
    private async Task<Error?> ObjectionAsync(ReadContent<PlanHeader> read, PlanId? self, string pointer, CancellationToken ct)
    {
        var header = read.Content;
        var unknown = await db.UnknownEntriesAsync(CatalogueLinks.EntriesIn(header), ct);
        var broken = header.Check().Concat(read.Contradictions).Concat(unknown).Select(fault => fault.Under(pointer)).ToList();
        return Refusals.Join(Refusals.Of(broken), await CodeTakenAsync(header.Code, self, ct, pointer));
    }

    private Task NoteEntriesAsync(Plan plan, CancellationToken ct) =>
        db.ReferToAsync(plan, plan.Id.Value, CatalogueLinks.EntriesIn(plan.Header).Select(entry => entry.Id), ct);
}
