using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.History;

/// <summary>Which changes of a plan to list.</summary>
public sealed record PlanHistoryArguments : ListArguments
{
    /// <summary>Only changes of this member.</summary>
    [MaxLength(100)]
    [RegularExpression("^[A-Za-z][A-Za-z0-9]*$")]
    public string? Field { get; init; }

    /// <summary>Only changes by this actor.</summary>
    [MaxLength(100)]
    public string? By { get; init; }

    /// <summary>Only changes at or after this time, or since the beginning of this day (UTC).</summary>
    [OrDay]
    public DateTime? From { get; init; }

    /// <summary>Only changes before this time, or before the beginning of this day (UTC).</summary>
    [OrDay]
    public DateTime? To { get; init; }
}

/// <summary>Lists the audit entries of a plan and of everything below it.</summary>
public sealed record ListPlanHistory(PlanId Id, PlanHistoryArguments Arguments) : IQuery<Page<AuditResponse>>;

internal sealed class ListPlanHistoryHandler(IMarketingDb db, AuditReader reader, PageReader pages)
    : IRequestHandler<ListPlanHistory, Result<Page<AuditResponse>>>
{
    public Task<Result<Page<AuditResponse>>> Handle(ListPlanHistory query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<AuditResponse>>> ReadAsync(ListPlanHistory query, CancellationToken ct)
    {
        if (!await db.Plans.IgnoreQueryFilters([DbFilters.Deletion]).AnyAsync(plan => plan.Id == query.Id, ct))
        {
            return new PlanNotFound(query.Id.Value);
        }

        var arguments = query.Arguments;
        var plan = query.Id.Value;
        var entries = reader
            .Matching(
                new ListAudit
                {
                    Field = arguments.Field,
                    By = arguments.By,
                    From = arguments.From,
                    To = arguments.To,
                }
            )
            .Where(entry => entry.ResourceId == plan || entry.ParentId == plan);
        var page = await pages.ReadAsync(entries, arguments, ListAuditHandler.Sorts, entry => entry, ct);
        return page.Succeeded
            ? new Page<AuditResponse>(await reader.ToResponsesAsync(page.Value.Items, ct), page.Value.NextCursor, page.Value.Total)
            : page.Error;
    }
}
