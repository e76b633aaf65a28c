using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>Which parts of a list to return.</summary>
public record ItemArguments : ResourceListArguments
{
    /// <summary>Parts per page.</summary>
    [Range(1, LargestPage)]
    public override int PageSize { get; init; } = 50;

    /// <summary>Only parts with these refs, separated by commas.</summary>
    [MaxLength(200)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

/// <summary>Which parts to list.</summary>
public record PartArguments : ItemArguments
{
    /// <summary>Only parts of these sections, separated by commas.</summary>
    [MaxLength(100)]
    public IReadOnlyList<PlanSectionName> Section { get; init; } = [];
}

/// <summary>Which items of a plan to list.</summary>
public sealed record PlanItemArguments : ItemArguments, IViewed
{
    /// <summary>Which content to read. By default the working copy.</summary>
    public PlanView? View { get; init; }
}

/// <summary>Which parts of a plan to list.</summary>
public sealed record PlanPartArguments : PartArguments, IViewed
{
    /// <summary>Which content to read. By default the working copy.</summary>
    public PlanView? View { get; init; }
}

/// <summary>Which parts of the workspace to list.</summary>
public sealed record WorkspacePartArguments : PartArguments
{
    /// <summary>Only parts of these plans, up to 200, separated by commas.</summary>
    [MaxLength(200)]
    public IReadOnlyList<Guid> PlanId { get; init; } = [];

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }

    /// <summary>Language of the header and of coded values in CSV. Without it, both are codes. JSON ignores it.</summary>
    public LabelLanguage? Lang { get; init; }
}

/// <summary>Lists parts of one plan, or of all plans of the workspace.</summary>
/// <param name="PlanId">The plan; null for all plans.</param>
/// <param name="Arguments">The filters, the order and the page.</param>
/// <param name="Within">The section, for a list of one section; null for all sections.</param>
public sealed record ListParts(PlanId? PlanId, ItemArguments Arguments, PlanSectionName? Within = null) : IFeedQuery<PartResponse>
{
    bool IFeedQuery<PartResponse>.Bom => (Arguments as WorkspacePartArguments)?.Bom ?? false;

    LabelLanguage? IFeedQuery<PartResponse>.Lang => (Arguments as WorkspacePartArguments)?.Lang;

    string? IFeedQuery<PartResponse>.Cursor => Arguments.Cursor;

    IFeedQuery<PartResponse> IFeedQuery<PartResponse>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Arguments = Arguments with { Cursor = cursor, PageSize = pageSize ?? Arguments.PageSize },
        };
}

internal sealed class ListPartsHandler(IMarketingDb db, PageReader pages) : IRequestHandler<ListParts, Result<Page<PartResponse>>>
{
    private static readonly SortSet<PlanPart, PartRow> Sorts = SortSet<PlanPart, PartRow>
        .EndingIn(part => part.Id, row => row.Id)
        .By("position", part => part.PlanId, row => row.PlanId)
        .ThenBy(part => part.SectionOrder, row => row.SectionOrder)
        .ThenBy(part => part.Position, row => row.Position)
        .By("updatedAt", part => part.UpdatedAt, row => row.UpdatedAt)
        .By("createdAt", part => part.CreatedAt, row => row.CreatedAt)
        .ByDefault("position");

    private static readonly SortSet<PartRow, PartRow> RowSorts = SortSet<PartRow, PartRow>
        .EndingIn(row => row.Id, row => row.Id)
        .By("position", row => row.PlanId, row => row.PlanId)
        .ThenBy(row => row.SectionOrder, row => row.SectionOrder)
        .ThenBy(row => row.Position, row => row.Position)
        .By("updatedAt", row => row.UpdatedAt, row => row.UpdatedAt)
        .By("createdAt", row => row.CreatedAt, row => row.CreatedAt)
        .ByDefault("position");

    public Task<Result<Page<PartResponse>>> Handle(ListParts query, CancellationToken cancellationToken) =>
        query.PlanId is { } plan
            ? db.ReadConsistentlyAsync(() => ReadAsync(plan, query, cancellationToken), cancellationToken)
            : ReadAsync(query, cancellationToken);

    private async Task<Result<Page<PartResponse>>> ReadAsync(PlanId plan, ListParts query, CancellationToken ct) =>
        query.Arguments is IViewed { View: PlanView.InForce } ? await ReadInForceAsync(plan, query, ct)
        : await PlanExistsAsync(plan, query.Arguments.IncludeDeleted, ct) ? await ReadAsync(query, ct)
        : new PlanNotFound(plan.Value);

    private async Task<Result<Page<PartResponse>>> ReadAsync(ListParts query, CancellationToken ct)
    {
        var page = await pages.ReadAsync(Filter(query), query.Arguments, Sorts, PartRow.Selection, ct, Within(query));
        return ToResponse(page);
    }

    /// <summary>Reads a page of what is in force. The snapshot is in memory, filtered and sorted as the table would be.</summary>
    private async Task<Result<Page<PartResponse>>> ReadInForceAsync(PlanId plan, ListParts query, CancellationToken ct)
    {
        var parts = await new SnapshotReader(db, ContentView.InForce).ReadPartsAsync(plan, ct);
        return parts.Succeeded
            ? ToResponse(pages.ReadRows([.. parts.Value.Where(Shows(query))], query.Arguments, RowSorts, Within(query)))
            : parts.Error;
    }

    private static Func<PartRow, bool> Shows(ListParts query)
    {
        var arguments = query.Arguments;
        var sections = SectionsOf(query).Select(section => PlanSections.Of(section).Name).ToHashSet(StringComparer.Ordinal);
        var keys = arguments.Refs.Select(PartRef.KeyOf).ToHashSet(StringComparer.Ordinal);
        var words = SearchWords.Of(arguments.Q ?? "");
        return row =>
            (sections.Count == 0 || sections.Contains(row.Section))
            && (keys.Count == 0 || keys.Contains(PartRef.KeyOf(row.Ref)))
            && (arguments.Ids.Count == 0 || arguments.Ids.Contains(row.Id.Value))
            && !(row.UpdatedAt < arguments.UpdatedSince)
            && (words.Words.Count == 0 || words.AreIn(StoredContent.SearchTextOf(row.ToResponse().Content)));
    }

    private static string Within(ListParts query) => $"{query.PlanId?.Value:N}/{query.Within}";

    private static IReadOnlyList<PlanSectionName> SectionsOf(ListParts query) =>
        query.Within is { } only ? [only] : (query.Arguments as PartArguments)?.Section ?? [];

    private static Result<Page<PartResponse>> ToResponse(Result<Page<PartRow>> page)
    {
        if (!page.Succeeded)
        {
            return page.Error;
        }

        var parts = page.Value.Items.Where(row => row.IsKnown).Select(row => row.ToResponse());
        return new Page<PartResponse>([.. parts], page.Value.NextCursor, page.Value.Total);
    }

    private Task<bool> PlanExistsAsync(PlanId id, bool includeDeleted, CancellationToken ct)
    {
        var plans = includeDeleted ? db.Plans.IgnoreQueryFilters([DbFilters.Deletion]) : db.Plans;
        return plans.AnyAsync(plan => plan.Id == id, ct);
    }

    private IQueryable<PlanPart> Filter(ListParts query)
    {
        var parts = db.PlanParts.Matching<PlanPart, PlanPartId>(query.Arguments);
        var wanted = (query.Arguments as WorkspacePartArguments)?.PlanId ?? [];
        var plans = query.PlanId is { } plan ? [plan] : wanted.Select(PlanId.From).ToList();
        var sections = SectionsOf(query);
        if (plans.Count > 0)
        {
            parts = parts.Where(part => plans.Contains(part.PlanId));
        }
        else
        {
            parts = parts.Where(part => !db.Plans.Any(plan => plan.Id == part.PlanId && plan.Status == PlanStatus.Template));
        }

        if (sections.Count > 0)
        {
            var orders = sections.Select(section => PlanSections.Of(section).Order).ToList();
            parts = parts.Where(part => orders.Contains(part.SectionOrder));
        }

        if (query.Arguments.Refs is { Count: > 0 } refs)
        {
            var keys = refs.Select(PartRef.KeyOf).ToList();
            parts = parts.Where(part => keys.Contains(part.RefKey));
        }

        parts = parts.Containing(part => part.SearchText, query.Arguments.Q);

        return parts;
    }
}

/// <summary>Reads one part.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Id">The part.</param>
/// <param name="Within">The section to look in; null for any.</param>
/// <param name="IncludeDeleted">Whether to find it if it is deleted.</param>
/// <param name="View">Which content to read; null for the working copy.</param>
public sealed record GetPart(
    PlanId PlanId,
    PlanPartId Id,
    PlanSectionName? Within = null,
    bool IncludeDeleted = false,
    ContentView? View = null
) : IQuery<PartResponse>;

internal sealed class GetPartHandler(IMarketingDb db) : IRequestHandler<GetPart, Result<PartResponse>>
{
    public async Task<Result<PartResponse>> Handle(GetPart query, CancellationToken cancellationToken)
    {
        if (query.View is { IsInForce: true } view)
        {
            var inForce = await new SnapshotReader(db, view).ReadPartsAsync(query.PlanId, cancellationToken);
            return !inForce.Succeeded ? inForce.Error
                : inForce.Value.FirstOrDefault(part => part.Id == query.Id && part.IsWithin(query.Within)) is { } part ? part.ToResponse()
                : new PlanPartNotFound(query.Within, query.Id.Value);
        }

        var parts = query.IncludeDeleted ? db.PlanParts.IgnoreQueryFilters([DbFilters.Deletion]) : db.PlanParts;
        var row = await parts
            .AsNoTracking()
            .Where(part => part.Id == query.Id && part.PlanId == query.PlanId)
            .Select(PartRow.Selection)
            .SingleOrDefaultAsync(cancellationToken);
        return row is { IsKnown: true } && row.IsWithin(query.Within)
            ? row.ToResponse()
            : new PlanPartNotFound(query.Within, query.Id.Value);
    }
}
