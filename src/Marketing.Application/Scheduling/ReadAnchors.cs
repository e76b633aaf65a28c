using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Scheduling;

/// <summary>Which events to list.</summary>
public sealed record AnchorArguments : ListArguments
{
    /// <summary>Only events with this code, in either script.</summary>
    [MaxLength(ValueLimits.Anchor)]
    public string? Code { get; init; }

    /// <summary>Only events about the part with this ref.</summary>
    [MaxLength(PlanPart.RefLength)]
    public string? Subject { get; init; }

    /// <summary>Only events on or after this day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Only events on or before this day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Text to search for in code and name. Script, width and case are ignored.</summary>
    [MaxLength(200)]
    public string? Q { get; init; }
}

/// <summary>Lists the events of a plan.</summary>
public sealed record ListAnchors(PlanId PlanId, AnchorArguments Arguments) : IQuery<AnchorPage>;

internal sealed class ListAnchorsHandler(IMarketingDb db, PageReader pages) : IRequestHandler<ListAnchors, Result<AnchorPage>>
{
    private static readonly SortSet<PlanAnchor, AnchorResponse> Sorts = SortSet<PlanAnchor, AnchorResponse>
        .EndingIn(anchor => anchor.Id, anchor => PlanAnchorId.From(anchor.Id))
        .By("date", anchor => anchor.Date, anchor => anchor.Date)
        .By("code", anchor => anchor.CodeKey, anchor => CatalogueName.Key(anchor.Code))
        .By("updatedAt", anchor => anchor.UpdatedAt, anchor => anchor.UpdatedAt)
        .By("createdAt", anchor => anchor.CreatedAt, anchor => anchor.CreatedAt)
        .ByDefault("date");

    public Task<Result<AnchorPage>> Handle(ListAnchors query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<AnchorPage>> ReadAsync(ListAnchors query, CancellationToken ct)
    {
        if (
            await db.Plans.AsNoTracking().Where(plan => plan.Id == query.PlanId).Select(plan => plan.Header).SingleOrDefaultAsync(ct)
            is not { } header
        )
        {
            return new PlanNotFound(query.PlanId.Value);
        }

        var page = await pages.ReadAsync(
            Filter(query),
            query.Arguments,
            Sorts,
            AnchorResponse.Selection(db),
            ct,
            $"{query.PlanId.Value:N}"
        );
        return page.Succeeded
            ? new AnchorPage(page.Value.Items, page.Value.NextCursor, page.Value.Total, GivenAnchors.Of(header))
            : page.Error;
    }

    private IQueryable<PlanAnchor> Filter(ListAnchors query)
    {
        var arguments = query.Arguments;
        var anchors = db.PlanAnchors.Where(anchor => anchor.PlanId == query.PlanId);
        if (arguments.Code is { } code)
        {
            var key = CatalogueName.Key(AnchorCode.Canonical(code));
            anchors = anchors.Where(anchor => anchor.CodeKey == key);
        }

        if (arguments.Subject is { } named)
        {
            var subject = PartRef.KeyOf(named);
            anchors = anchors.Where(anchor =>
                db.PlanParts.Any(part => part.PlanId == query.PlanId && part.RefKey == subject && part.Id == anchor.SubjectId)
            );
        }

        if (arguments.From is { } from)
        {
            anchors = anchors.Where(anchor => anchor.Date >= from);
        }

        if (arguments.To is { } to)
        {
            anchors = anchors.Where(anchor => anchor.Date <= to);
        }

        anchors = anchors.Containing(anchor => anchor.SearchText, arguments.Q);

        return anchors;
    }
}

/// <summary>Reads one event, by its id or by a code that is recorded once.</summary>
public sealed record GetAnchor(PlanId PlanId, string Anchor) : IQuery<AnchorResponse>;

internal sealed class GetAnchorHandler(IMarketingDb db, AnchorWriter anchors) : IRequestHandler<GetAnchor, Result<AnchorResponse>>
{
    public Task<Result<AnchorResponse>> Handle(GetAnchor query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<AnchorResponse>> ReadAsync(GetAnchor query, CancellationToken ct)
    {
        if (!await db.Plans.AnyAsync(plan => plan.Id == query.PlanId, ct))
        {
            return new PlanNotFound(query.PlanId.Value);
        }

        var found = await anchors.IdOfAsync(query.PlanId, query.Anchor, ct);
        return found.Succeeded ? await anchors.ReadAsync(found.Value, ct) : found.Error;
    }
}

/// <summary>Reads events by id. Events of a deleted plan are not returned.</summary>
internal sealed class AnchorReader(IMarketingDb db) : IResourceReader
{
    public IReadOnlyList<string> Types { get; } = [ResourceTypes.Anchor];

    public Type Response => typeof(AnchorResponse);

    public IReadOnlyList<string> Scopes { get; } = [Domain.Access.Scopes.PlansRead];

    public async Task<IReadOnlyDictionary<Guid, object>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var typed = ids.Select(PlanAnchorId.From).ToList();
        var found = await db
            .PlanAnchors.AsNoTracking()
            .Where(anchor => typed.Contains(anchor.Id) && db.Plans.Any(plan => plan.Id == anchor.PlanId))
            .Select(AnchorResponse.Selection(db))
            .ToListAsync(ct);
        return found.ToDictionary(anchor => anchor.Id, anchor => (object)anchor);
    }
}
