using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Domain.Approvals;
using Marketing.Domain.Common;
using Marketing.Domain.Risks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>The decision to live with a risk until a day.</summary>
public sealed record RiskAcceptanceResponse : ResourceResponse
{
    /// <summary>Id of the risk.</summary>
    public required Guid RiskId { get; init; }

    /// <summary>Id of the rating that is accepted.</summary>
    public required Guid RatingId { get; init; }

    /// <summary>Score of that rating.</summary>
    [Range(1, RiskMatrix.MaxSide * RiskMatrix.MaxSide)]
    public required int Score { get; init; }

    /// <summary>Level of that rating.</summary>
    public required RiskBand Level { get; init; }

    /// <summary>The last day that the acceptance covers.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Why people live with the risk.</summary>
    [MaxLength(RiskAcceptance.ReasonLength)]
    public required string Reason { get; init; }

    /// <summary>Whether it was decided, and whether it still covers the risk.</summary>
    public required RiskAcceptanceState State { get; init; }

    /// <summary>Id of the actor who asks for it.</summary>
    [MaxLength(200)]
    public required string RequestedBy { get; init; }
}

/// <summary>An acceptance to ask for.</summary>
public sealed record RiskAcceptanceInput
{
    /// <summary>The last day that the acceptance covers, in the time zone of the workspace.</summary>
    /// <example>2099-06-30</example>
    public required DateOnly Until { get; init; }

    /// <summary>Why people live with the risk.</summary>
    /// <example>应对成本高于可能的损失。</example>
    [MaxLength(RiskAcceptance.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }

    /// <summary>Id of the current rating, which the approver sees.</summary>
    public required Guid RatingId { get; init; }
}

/// <summary>Which acceptances to list.</summary>
public sealed record RiskAcceptanceArguments : ListArguments;

/// <summary>Lists the acceptances of a risk.</summary>
public sealed record ListRiskAcceptances(RiskId RiskId, RiskAcceptanceArguments Arguments) : IQuery<Page<RiskAcceptanceResponse>>;

internal sealed class ListRiskAcceptancesHandler(IMarketingDb db, PageReader pages, IConfigurationProvider mappings)
    : IRequestHandler<ListRiskAcceptances, Result<Page<RiskAcceptanceResponse>>>
{
    private static readonly SortSet<RiskAcceptance, RiskAcceptanceResponse> Sorts = SortSet<RiskAcceptance, RiskAcceptanceResponse>
        .EndingIn(row => row.Id, row => RiskAcceptanceId.From(row.Id))
        .By("createdAt", row => row.CreatedAt, row => row.CreatedAt)
        .ByDefault("-createdAt");

    public Task<Result<Page<RiskAcceptanceResponse>>> Handle(ListRiskAcceptances query, CancellationToken cancellationToken) =>
        db.ReadOfRiskAsync(
            query.RiskId,
            id =>
                pages.ReadAsync(
                    db.RiskAcceptances.Where(row => row.RiskId == id),
                    query.Arguments,
                    Sorts,
                    mappings.ProjectionOf<RiskAcceptance, RiskAcceptanceResponse>(),
                    cancellationToken,
                    id.Value.ToString()
                ),
            cancellationToken
        );
}

/// <summary>Reads one acceptance.</summary>
public sealed record GetRiskAcceptance(RiskId RiskId, RiskAcceptanceId Id) : IQuery<RiskAcceptanceResponse>;

internal sealed class GetRiskAcceptanceHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetRiskAcceptance, Result<RiskAcceptanceResponse>>
{
    public async Task<Result<RiskAcceptanceResponse>> Handle(GetRiskAcceptance query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<RiskAcceptance, RiskAcceptanceResponse>, cancellationToken) is { } found
        && found.RiskId == query.RiskId.Value
            ? found
            : new RiskAcceptanceNotFound(query.Id.Value);
}

/// <summary>Asks for the acceptance of a risk. Somebody else decides.</summary>
public sealed record RequestRiskAcceptance(RiskId RiskId, RiskAcceptanceInput Input) : ICommand<RiskAcceptanceResponse>;

internal sealed class RequestRiskAcceptanceHandler(
    IMarketingDb db,
    RequestContext context,
    RiskWriter writer,
    ApprovalRequests approvals,
    Signers signers,
    ResponseMapper responses
) : IRequestHandler<RequestRiskAcceptance, Result<RiskAcceptanceResponse>>
{
    public async Task<Result<RiskAcceptanceResponse>> Handle(RequestRiskAcceptance command, CancellationToken cancellationToken)
    {
        var found = await writer.HoldAsync(command.RiskId, null, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (id, input) = (command.RiskId, command.Input);
        if (await db.RiskAcceptances.AnyAsync(row => row.RiskId == id && row.State == RiskAcceptanceState.Pending, cancellationToken))
        {
            return new AcceptancePending(id.Value);
        }

        var today = signers.Today(await signers.SettingsAsync(cancellationToken));
        var by = context.Caller.ActorId;
        var requested = RiskAcceptance.Request(found.Value, input.RatingId, input.Until, today, input.Reason, by);
        if (!requested.Succeeded)
        {
            return requested.Error;
        }

        var acceptance = requested.Value;
        db.RiskAcceptances.Add(acceptance);
        var subject = new ApprovalSubject(ResourceTypes.RiskAcceptance, acceptance.Id.Value, 1, 1, acceptance.Hash);
        await approvals.AskAsync(subject, ApprovalStep.Approve, by, input.Reason, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<RiskAcceptance, RiskAcceptanceResponse>(acceptance);
    }
}

/// <summary>
/// Ends acceptances whose last day is over, one batch, and opens their risks again, each once. Returns their number.
/// </summary>
/// <param name="Today">The day in the time zone of the workspace.</param>
public sealed record LapseRiskAcceptances(DateOnly Today) : ICommand<int>;

internal sealed class LapseRiskAcceptancesHandler(IMarketingDb db, RiskAcceptances acceptances, TimeEvents events)
    : IRequestHandler<LapseRiskAcceptances, Result<int>>
{
    public const string EventName = "riskAcceptance.lapsed";

    private const int BatchSize = 50;

    public async Task<Result<int>> Handle(LapseRiskAcceptances command, CancellationToken cancellationToken)
    {
        var over = await db
            .RiskAcceptances.AsNoTracking()
            .LapsedOn(command.Today)
            .OrderBy(acceptance => acceptance.Until)
            .ThenBy(acceptance => acceptance.Id)
            .Select(acceptance => acceptance.Id)
            .Take(BatchSize)
            .ToListAsync(cancellationToken);
        var lapsed = 0;
        foreach (var id in over.Order())
        {
            await acceptances.HoldAsync(id.Value, cancellationToken);
            var acceptance = await db.RiskAcceptances.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
            if (acceptance?.Lapse(command.Today) == true)
            {
                await acceptances.EndAsync(acceptance.RiskId, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                var note = new EventNote(EventName, ChangedResource.Of(acceptance));
                await events.RaiseAsync(note, $"{EventName}/{id.Value:N}", cancellationToken);
                lapsed++;
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return lapsed;
    }
}

/// <summary>Which acceptances are over on a day.</summary>
public static class LapsedAcceptances
{
    /// <summary>Keeps those that cover their risk although their last day is over.</summary>
    public static IQueryable<RiskAcceptance> LapsedOn(this IQueryable<RiskAcceptance> acceptances, DateOnly today) =>
        acceptances.Where(acceptance => acceptance.State == RiskAcceptanceState.Accepted && acceptance.Until < today);
}

/// <summary>Acceptances as a subject of approvals: one approval, tied to the rating that the approver saw.</summary>
internal sealed class RiskAcceptances(IMarketingDb db, Signers signers) : IApprovalSubject
{
    public string Type => ResourceTypes.RiskAcceptance;

    public async Task HoldAsync(Guid id, CancellationToken ct)
    {
        var typed = RiskAcceptanceId.From(id);
        var riskId = await db.RiskAcceptances.Where(row => row.Id == typed).Select(row => row.RiskId).SingleOrDefaultAsync(ct);
        await db
            .Risks.IgnoreQueryFilters([DbFilters.Deletion])
            .Where(risk => risk.Id == riskId)
            .GuardAsync(risk => risk.SetProperty(row => row.Version, row => row.Version), ct);
    }

    public async Task<IReadOnlyCollection<string>> PreparersAsync(ApprovalSubject subject, CancellationToken ct) =>
        [(await FindAsync(subject.Id, ct)).RequestedBy];

    public Task<IReadOnlyList<RuleFault>> MisplacedAsync(
        ApprovalSubject subject,
        IReadOnlyList<ApprovalRemark> remarks,
        CancellationToken ct
    ) =>
        Task.FromResult<IReadOnlyList<RuleFault>>([
            .. from remark in remarks.Select((remark, i) => (remark.Pointer, Index: i))
            where remark.Pointer is not ("" or "/until" or "/reason" or "/ratingId")
            select RuleFault.Of($"/remarks/{remark.Index}/pointer", "approval.remarkMisplaced", ("remark", remark.Pointer)),
        ]);

    public async Task<Error?> ApprovedAsync(Approval approval, IReadOnlyList<Approval> round, DateTime at, CancellationToken ct)
    {
        var acceptance = await FindAsync(approval.SubjectId, ct);
        var id = acceptance.RiskId;
        if (await db.Risks.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } risk)
        {
            return new RiskNotFound(id.Value);
        }

        // The earlier one is saved first: a risk has one acceptance that covers it.
        if (await CoveringAsync(id, ct) is { } earlier)
        {
            earlier.Supersede();
            await db.SaveChangesAsync(ct);
        }

        return acceptance.Approve(risk, signers.Today(await signers.SettingsAsync(ct))).Error;
    }

    public async Task<Error?> ReturnedAsync(Approval approval, CancellationToken ct) =>
        (await FindAsync(approval.SubjectId, ct)).Return().Error;

    /// <summary>Ends the acceptance of a risk that is rated higher than accepted.</summary>
    public async Task CompareAsync(Risk risk, CancellationToken ct)
    {
        if (await CoveringAsync(risk.Id, ct) is { } covering && covering.IsExceededBy(risk))
        {
            covering.Supersede();
            risk.EndAcceptance();
        }
    }

    /// <summary>Opens a risk again whose acceptance has ended.</summary>
    public async Task EndAsync(RiskId id, CancellationToken ct)
    {
        var risk = await db.Risks.SingleOrDefaultAsync(row => row.Id == id, ct);
        risk?.EndAcceptance();
    }

    private Task<RiskAcceptance?> CoveringAsync(RiskId id, CancellationToken ct) =>
        db.RiskAcceptances.SingleOrDefaultAsync(row => row.RiskId == id && row.State == RiskAcceptanceState.Accepted, ct);

    private Task<RiskAcceptance> FindAsync(Guid id, CancellationToken ct)
    {
        var typed = RiskAcceptanceId.From(id);
        return db.RiskAcceptances.SingleAsync(acceptance => acceptance.Id == typed, ct);
    }
}

/// <summary>Reads acceptances for the change feed.</summary>
internal sealed class RiskAcceptanceReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<RiskAcceptance, RiskAcceptanceId, RiskAcceptanceResponse>(
        db,
        mappings,
        ResourceTypes.RiskAcceptance,
        Domain.Access.Scopes.RisksRead
    );
