using AutoMapper;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Risks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>Which treatments to list.</summary>
public sealed record RiskTreatmentArguments : ListArguments;

/// <summary>Lists the treatments of a risk.</summary>
public sealed record ListRiskTreatments(RiskId RiskId, RiskTreatmentArguments Arguments) : IQuery<Page<RiskTreatmentResponse>>;

internal sealed class ListRiskTreatmentsHandler(IMarketingDb db, PageReader pages, IConfigurationProvider mappings)
    : IRequestHandler<ListRiskTreatments, Result<Page<RiskTreatmentResponse>>>
{
    private static readonly SortSet<RiskTreatment, RiskTreatmentResponse> Sorts = SortSet<RiskTreatment, RiskTreatmentResponse>
        .EndingIn(row => row.Id, row => RiskTreatmentId.From(row.Id))
        .By("createdAt", row => row.CreatedAt, row => row.CreatedAt)
        .ByDefault("createdAt");

    public Task<Result<Page<RiskTreatmentResponse>>> Handle(ListRiskTreatments query, CancellationToken cancellationToken) =>
        db.ReadOfRiskAsync(
            query.RiskId,
            id =>
                pages.ReadAsync(
                    db.RiskTreatments.Where(row => row.RiskId == id),
                    query.Arguments,
                    Sorts,
                    mappings.ProjectionOf<RiskTreatment, RiskTreatmentResponse>(),
                    cancellationToken,
                    id.Value.ToString()
                ),
            cancellationToken
        );
}

/// <summary>Reads one treatment.</summary>
public sealed record GetRiskTreatment(RiskId RiskId, RiskTreatmentId Id) : IQuery<RiskTreatmentResponse>;

internal sealed class GetRiskTreatmentHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetRiskTreatment, Result<RiskTreatmentResponse>>
{
    public async Task<Result<RiskTreatmentResponse>> Handle(GetRiskTreatment query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<RiskTreatment, RiskTreatmentResponse>, cancellationToken) is { } found
        && found.RiskId == query.RiskId.Value
            ? found
            : new RiskTreatmentNotFound(query.Id.Value);
}

/// <summary>Adds a treatment to a risk.</summary>
public sealed record AddRiskTreatment(RiskId RiskId, RiskTreatmentTerms Terms) : PhraseCommand<RiskTreatmentResponse>
{
    protected override void Read(PhraseReader reader) => reader.Read(Terms, null);
}

internal sealed class AddRiskTreatmentHandler(IMarketingDb db, RiskWriter writer, RiskReferences references, ResponseMapper responses)
    : IRequestHandler<AddRiskTreatment, Result<RiskTreatmentResponse>>
{
    public async Task<Result<RiskTreatmentResponse>> Handle(AddRiskTreatment command, CancellationToken cancellationToken)
    {
        var found = await writer.HoldAsync(command.RiskId, null, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var id = command.RiskId;
        var refs = await db
            .RiskTreatments.IgnoreQueryFilters([DbFilters.Deletion])
            .Where(row => row.RiskId == id)
            .Select(row => new { row.RefKey, row.DeletedAt })
            .ToListAsync(cancellationToken);
        if (refs.Count(row => row.DeletedAt is null) >= Risk.MaxTreatments)
        {
            return new TooManyTreatments(id.Value, Risk.MaxTreatments);
        }

        var read = command.Phrases.Read(command.Terms, null);
        var terms = await writer.LinkAsync(read.Content, null, cancellationToken);
        var added = RiskTreatment.Add(found.Value, terms, refs.Count + 1);
        if (
            Refusals.Join(
                Refusals.Of(read.Contradictions),
                added.Error,
                added.Succeeded && refs.Exists(row => row.DeletedAt is null && row.RefKey == added.Value.RefKey)
                    ? new RiskTreatmentRefTaken(added.Value.Terms.Ref!)
                    : null,
                Refusals.Of([
                    .. await writer.UnknownTasksAsync(terms.TaskIds, [], cancellationToken),
                    .. await writer.UnknownEntriesAsync(terms, cancellationToken),
                ])
            ) is
            { } refused
        )
        {
            return refused;
        }

        db.RiskTreatments.Add(added.Value);
        await references.FollowAsync(added.Value, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<RiskTreatment, RiskTreatmentResponse>(added.Value);
    }
}

/// <summary>Changes a treatment.</summary>
public sealed record UpdateRiskTreatment(
    RiskId RiskId,
    RiskTreatmentId Id,
    ExpectedVersion? ExpectedVersion,
    Patch<RiskTreatmentTerms> Patch
) : PhraseCommand<RiskTreatmentResponse>
{
    protected override void Read(PhraseReader reader) => reader.Prepare(Patch);
}

internal sealed class UpdateRiskTreatmentHandler(IMarketingDb db, RiskWriter writer, RiskReferences references, ResponseMapper responses)
    : IRequestHandler<UpdateRiskTreatment, Result<RiskTreatmentResponse>>
{
    public async Task<Result<RiskTreatmentResponse>> Handle(UpdateRiskTreatment command, CancellationToken cancellationToken)
    {
        var held = await writer.HoldAsync(command.RiskId, null, cancellationToken);
        if (!held.Succeeded)
        {
            return held.Error;
        }

        var found = await db.FindTreatmentAsync(command.RiskId, command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (treatment, id) = (found.Value, command.RiskId);
        var before = treatment.Terms;
        var patched = command.Patch.ApplyTo(before);
        if (!patched.Succeeded)
        {
            return patched.Error;
        }

        var read = command.Phrases.Read(patched.Value, null, before);
        var terms = await writer.LinkAsync(read.Content, before, cancellationToken);
        if (
            Refusals.Join(
                Refusals.Of(read.Contradictions),
                treatment.Write(terms).Error,
                Refusals.Of([
                    .. await writer.UnknownTasksAsync(terms.TaskIds, before.TaskIds, cancellationToken),
                    .. await writer.UnknownEntriesAsync(terms, cancellationToken),
                ])
            ) is
            { } refused
        )
        {
            return refused;
        }

        var key = treatment.RefKey;
        if (await db.RiskTreatments.AnyAsync(row => row.RiskId == id && row.RefKey == key && row.Id != command.Id, cancellationToken))
        {
            return new RiskTreatmentRefTaken(treatment.Terms.Ref!);
        }

        await references.FollowAsync(treatment, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<RiskTreatment, RiskTreatmentResponse>(treatment);
    }
}

/// <summary>Deletes a treatment.</summary>
public sealed record DeleteRiskTreatment(RiskId RiskId, RiskTreatmentId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteRiskTreatmentHandler(IMarketingDb db, RiskWriter writer, RiskReferences references, TimeProvider clock)
    : IRequestHandler<DeleteRiskTreatment, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteRiskTreatment command, CancellationToken cancellationToken)
    {
        var held = await writer.HoldAsync(command.RiskId, null, cancellationToken);
        if (!held.Succeeded)
        {
            return held.Error;
        }

        var found = await db.FindTreatmentAsync(command.RiskId, command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.Delete(clock.Instant());
        await references.ForgetAsync(command.Id.Value, cancellationToken);
        return Done.Now;
    }
}

internal static class RowsOfRisks
{
    /// <summary>Loads a treatment of a risk for writing.</summary>
    public static async Task<Result<RiskTreatment>> FindTreatmentAsync(
        this IMarketingDb db,
        RiskId risk,
        RiskTreatmentId id,
        ExpectedVersion? expectedVersion,
        CancellationToken ct
    )
    {
        var missing = new RiskTreatmentNotFound(id.Value);
        var found = await db.FindAsync<RiskTreatment, RiskTreatmentId>(id, expectedVersion, missing, ct);
        return found.Succeeded && found.Value.RiskId != risk ? missing : found;
    }

    /// <summary>Loads a trigger of a risk for writing.</summary>
    public static async Task<Result<RiskTrigger>> FindTriggerAsync(
        this IMarketingDb db,
        RiskId risk,
        RiskTriggerId id,
        ExpectedVersion? expectedVersion,
        CancellationToken ct
    )
    {
        var missing = new RiskTriggerNotFound(id.Value);
        var found = await db.FindAsync<RiskTrigger, RiskTriggerId>(id, expectedVersion, missing, ct);
        return found.Succeeded && found.Value.RiskId != risk ? missing : found;
    }

    /// <summary>Reads rows below a risk, in one state with the risk.</summary>
    public static Task<Result<Page<T>>> ReadOfRiskAsync<T>(
        this IMarketingDb db,
        RiskId id,
        Func<RiskId, Task<Result<Page<T>>>> read,
        CancellationToken ct
    ) =>
        db.ReadConsistentlyAsync(
            async () => await db.Risks.AnyAsync(risk => risk.Id == id, ct) ? await read(id) : new RiskNotFound(id.Value),
            ct
        );
}
