using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>Which parts of a section to list.</summary>
public sealed record PartArguments : LivingListArguments;

/// <summary>Lists the parts of one section of a plan.</summary>
public sealed record ListParts<TContent>(PlanId PlanId, PartArguments Arguments) : IQuery<Page<PartResponse<TContent>>>
    where TContent : PlanPartContent;

internal sealed class ListPartsHandler<TContent>(IMarketingDb db, PageReader pages) : IRequestHandler<ListParts<TContent>, Result<Page<PartResponse<TContent>>>>
    where TContent : PlanPartContent
{
    private static readonly SortSet<PlanPart, PartRow> Sorts = SortSet<PlanPart, PartRow>
        .EndingIn(part => part.Id, row => row.Id)
        .By("position", part => part.Position, row => row.Position)
        .By("updatedAt", part => part.UpdatedAt, row => row.UpdatedAt)
        .By("createdAt", part => part.CreatedAt, row => row.CreatedAt)
        .ByDefault("position");

    public async Task<Result<Page<PartResponse<TContent>>>> Handle(ListParts<TContent> query, CancellationToken cancellationToken)
    {
        if (!await db.Plans.AnyAsync(plan => plan.Id == query.PlanId, cancellationToken))
        {
            return new PlanNotFound(query.PlanId.Value);
        }

        var section = PlanSections.Of<TContent>().Name;
        var parts = db.PlanParts.Matching<PlanPart, PlanPartId>(query.Arguments).Where(part => part.PlanId == query.PlanId && part.Section == section);
        if (query.Arguments.Q is { } q)
        {
            var words = SearchText.Normalise(q);
            parts = parts.Where(part => part.SearchText.Contains(words));
        }

        var page = await pages.ReadAsync(parts, query.Arguments, Sorts, PartRow.Selection, cancellationToken, $"{query.PlanId.Value:N}/{section}");
        return page.Succeeded
            ? new Page<PartResponse<TContent>>([.. page.Value.Items.Select(row => row.Answer<TContent>())], page.Value.NextCursor, page.Value.Total)
            : page.Error;
    }
}

/// <summary>Reads one part.</summary>
public sealed record GetPart<TContent>(PlanId PlanId, PlanPartId Id) : IQuery<PartResponse<TContent>>
    where TContent : PlanPartContent;

internal sealed class GetPartHandler<TContent>(IMarketingDb db) : IRequestHandler<GetPart<TContent>, Result<PartResponse<TContent>>>
    where TContent : PlanPartContent
{
    public async Task<Result<PartResponse<TContent>>> Handle(GetPart<TContent> query, CancellationToken cancellationToken)
    {
        var section = PlanSections.Of<TContent>().Name;
        var row = await db.PlanParts.AsNoTracking()
            .Where(part => part.Id == query.Id && part.PlanId == query.PlanId && part.Section == section && db.Plans.Any(plan => plan.Id == query.PlanId))
            .Select(PartRow.Selection).SingleOrDefaultAsync(cancellationToken);
        return row is null ? new PlanPartNotFound(section, query.Id.Value) : row.Answer<TContent>();
    }
}
