using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Risks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>A matrix in its latest version, with the earlier ones.</summary>
public sealed record RiskMatrixResponse : ResourceResponse
{
    /// <summary>What the matrix says, as clients send it.</summary>
    [Flatten]
    public required RiskMatrixTerms Terms { get; init; }

    /// <summary>Number of the version, which ratings name.</summary>
    [Range(1, RiskMatrix.MaxVersions)]
    public required int Number { get; init; }

    /// <summary>The earlier versions, the first one first.</summary>
    [MaxLength(RiskMatrix.MaxVersions)]
    public required IReadOnlyList<RiskMatrixTerms> Earlier { get; init; }
}

/// <summary>A matrix to create: a preset, a matrix of one's own, or a preset with changes.</summary>
public sealed record RiskMatrixInput
{
    /// <summary>The matrix to begin with; `threeByThree` if omitted.</summary>
    public RiskMatrixPreset Preset { get; init; }

    /// <summary>Name of the matrix; that of the preset if omitted.</summary>
    /// <example>5×5</example>
    [MaxLength(RiskMatrix.NameLength)]
    [NotBlank]
    [SingleLine]
    public string? Name { get; init; }

    /// <summary>The plan whose risks are rated with it by default.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Labels of the values of impact, from 1 upwards.</summary>
    [MinLength(2)]
    [MaxLength(RiskMatrix.MaxSide)]
    public IReadOnlyList<RiskScaleLabel>? Impacts { get; init; }

    /// <summary>Labels of the values of probability, from 1 upwards.</summary>
    [MinLength(2)]
    [MaxLength(RiskMatrix.MaxSide)]
    public IReadOnlyList<RiskScaleLabel>? Probabilities { get; init; }

    /// <summary>The lowest score of each level above `low`.</summary>
    [MinLength(1)]
    [MaxLength(3)]
    public IReadOnlyList<RiskThreshold>? Thresholds { get; init; }

    /// <summary>Cells whose level differs from that of their score.</summary>
    [MaxLength(RiskMatrix.MaxSide * RiskMatrix.MaxSide)]
    public IReadOnlyList<RiskMatrixCell>? Exceptions { get; init; }

    /// <summary>The highest level that is tolerated for a category.</summary>
    [MaxLength(30)]
    public IReadOnlyList<RiskTolerance>? Tolerances { get; init; }

    internal RiskMatrixTerms Terms
    {
        get
        {
            var preset = RiskMatrixPresets.Of(Preset);
            return new RiskMatrixTerms
            {
                Name = Name ?? preset.Name,
                PlanId = PlanId,
                Impacts = Impacts ?? preset.Impacts,
                Probabilities = Probabilities ?? preset.Probabilities,
                Thresholds = Thresholds ?? preset.Thresholds,
                Exceptions = Exceptions ?? preset.Exceptions,
                Tolerances = Tolerances ?? preset.Tolerances,
            };
        }
    }
}

/// <summary>Which matrices to list.</summary>
public sealed record ListRiskMatrices : ResourceListArguments, IQuery<Page<RiskMatrixResponse>>
{
    /// <summary>Only the matrix of this plan.</summary>
    public Guid? PlanId { get; init; }
}

internal sealed class ListRiskMatricesHandler(IMarketingDb db, PageReader pages)
    : IRequestHandler<ListRiskMatrices, Result<Page<RiskMatrixResponse>>>
{
    private static readonly SortSet<RiskMatrix, RiskMatrixResponse> Sorts = SortSet<RiskMatrix, RiskMatrixResponse>
        .EndingIn(row => row.Id, row => RiskMatrixId.From(row.Id))
        .By("updatedAt", row => row.UpdatedAt, row => row.UpdatedAt)
        .ByDefault("-updatedAt");

    public Task<Result<Page<RiskMatrixResponse>>> Handle(ListRiskMatrices query, CancellationToken cancellationToken)
    {
        var matrices = db.RiskMatrices.Matching<RiskMatrix, RiskMatrixId>(query);
        if (query.PlanId is { } given)
        {
            PlanId? plan = PlanId.From(given);
            matrices = matrices.Where(matrix => matrix.PlanId == plan);
        }

        return pages.ReadAsync(matrices.Containing(matrix => matrix.SearchText, query.Q), query, Sorts, cancellationToken);
    }
}

/// <summary>Reads one matrix.</summary>
public sealed record GetRiskMatrix(RiskMatrixId Id) : IQuery<RiskMatrixResponse>;

internal sealed class GetRiskMatrixHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetRiskMatrix, Result<RiskMatrixResponse>>
{
    public async Task<Result<RiskMatrixResponse>> Handle(GetRiskMatrix query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<RiskMatrix, RiskMatrixResponse>, cancellationToken) is { } found
            ? found
            : new RiskMatrixNotFound(query.Id.Value);
}

/// <summary>Creates a matrix.</summary>
public sealed record CreateRiskMatrix(RiskMatrixInput Input) : ICommand<RiskMatrixResponse>;

internal sealed class CreateRiskMatrixHandler(IMarketingDb db, RequestContext context, RiskMatrices matrices, ResponseMapper responses)
    : IRequestHandler<CreateRiskMatrix, Result<RiskMatrixResponse>>
{
    public async Task<Result<RiskMatrixResponse>> Handle(CreateRiskMatrix command, CancellationToken cancellationToken)
    {
        var created = RiskMatrix.Create(context.WorkspaceId, command.Input.Terms);
        if (Refusals.Join(created.Error, await matrices.ObjectionAsync(command.Input.PlanId, null, null, cancellationToken)) is { } refused)
        {
            return refused;
        }

        db.RiskMatrices.Add(created.Value);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<RiskMatrix, RiskMatrixResponse>(created.Value);
    }
}

/// <summary>Replaces a matrix with its next version.</summary>
public sealed record UpdateRiskMatrix(RiskMatrixId Id, ExpectedVersion? ExpectedVersion, Patch<RiskMatrixTerms> Patch)
    : ICommand<RiskMatrixResponse>;

internal sealed class UpdateRiskMatrixHandler(IMarketingDb db, RiskMatrices matrices, ResponseMapper responses)
    : IRequestHandler<UpdateRiskMatrix, Result<RiskMatrixResponse>>
{
    public async Task<Result<RiskMatrixResponse>> Handle(UpdateRiskMatrix command, CancellationToken cancellationToken)
    {
        var found = await matrices.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var matrix = found.Value;
        var before = matrix.Terms;
        var patched = command.Patch.ApplyTo(before);
        if (!patched.Succeeded)
        {
            return patched.Error;
        }

        if (
            Refusals.Join(
                matrix.Write(patched.Value).Error,
                await matrices.ObjectionAsync(patched.Value.PlanId, before.PlanId, command.Id, cancellationToken)
            ) is
            { } refused
        )
        {
            return refused;
        }

        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<RiskMatrix, RiskMatrixResponse>(matrix);
    }
}

/// <summary>Deletes a matrix. Ratings that were made with it stay.</summary>
public sealed record DeleteRiskMatrix(RiskMatrixId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteRiskMatrixHandler(RiskMatrices matrices, TimeProvider clock) : IRequestHandler<DeleteRiskMatrix, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteRiskMatrix command, CancellationToken cancellationToken)
    {
        var found = await matrices.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.Delete(clock.Instant());
        return Done.Now;
    }
}

/// <summary>Restores a deleted matrix.</summary>
public sealed record RestoreRiskMatrix(RiskMatrixId Id, ExpectedVersion? ExpectedVersion) : ICommand<RiskMatrixResponse>;

internal sealed class RestoreRiskMatrixHandler(IMarketingDb db, RiskMatrices matrices, ResponseMapper responses)
    : IRequestHandler<RestoreRiskMatrix, Result<RiskMatrixResponse>>
{
    public async Task<Result<RiskMatrixResponse>> Handle(RestoreRiskMatrix command, CancellationToken cancellationToken)
    {
        var found = await matrices.FindAsync(command.Id, command.ExpectedVersion, cancellationToken, includeDeleted: true);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var matrix = found.Value;
        if (await matrices.ObjectionAsync(matrix.Terms.PlanId, matrix.Terms.PlanId, command.Id, cancellationToken) is { } refused)
        {
            return refused;
        }

        matrix.Restore();
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<RiskMatrix, RiskMatrixResponse>(matrix);
    }
}

/// <summary>Code shared by the use cases that need matrices.</summary>
internal sealed class RiskMatrices(IMarketingDb db)
{
    /// <summary>Loads a matrix for writing.</summary>
    public Task<Result<RiskMatrix>> FindAsync(
        RiskMatrixId id,
        ExpectedVersion? expectedVersion,
        CancellationToken ct,
        bool includeDeleted = false
    ) => db.FindAsync<RiskMatrix, RiskMatrixId>(id, expectedVersion, new RiskMatrixNotFound(id.Value), ct, includeDeleted);

    /// <summary>Returns an error for a plan that does not exist, or that has another matrix.</summary>
    public async Task<Error?> ObjectionAsync(Guid? plan, Guid? before, RiskMatrixId? self, CancellationToken ct)
    {
        if (plan is not { } given)
        {
            return null;
        }

        var id = PlanId.From(given);
        if (plan != before && !await db.Plans.AnyAsync(row => row.Id == id, ct))
        {
            return new RulesBroken([RuleFault.Of("/planId", "task.planUnknown", ("id", given))]);
        }

        return await db.RiskMatrices.AnyAsync(matrix => matrix.PlanId == id && matrix.Id != self, ct)
            ? new RiskMatrixOfPlanTaken(given)
            : null;
    }

    /// <summary>Returns the matrix to use: the one that is named, that of the plan, or null for the built-in one.</summary>
    public async Task<Result<RiskMatrix?>> ChooseAsync(Guid? named, PlanId? plan, CancellationToken ct)
    {
        if (named is { } given)
        {
            var id = RiskMatrixId.From(given);
            return await db.RiskMatrices.SingleOrDefaultAsync(matrix => matrix.Id == id, ct) is { } found
                ? found
                : new RiskMatrixUnknown(given);
        }

        return Result<RiskMatrix?>.Of(
            plan is null ? null : await db.RiskMatrices.SingleOrDefaultAsync(matrix => matrix.PlanId == plan, ct)
        );
    }
}

/// <summary>Reads matrices for the change feed.</summary>
internal sealed class RiskMatrixReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<RiskMatrix, RiskMatrixId, RiskMatrixResponse>(db, mappings, ResourceTypes.RiskMatrix, Domain.Access.Scopes.RisksRead);
