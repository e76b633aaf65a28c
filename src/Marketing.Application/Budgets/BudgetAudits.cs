using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Tasks;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Tasks;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>An audit to record.</summary>
public sealed record BudgetAuditInput
{
    /// <summary>Title.</summary>
    /// <example>第一季度预算执行审计</example>
    [MaxLength(BudgetAudit.TitleLength)]
    [NotBlank]
    [SingleLine]
    public required string Title { get; init; }

    /// <summary>The day of the audit.</summary>
    /// <example>2027-04-10</example>
    public required DateOnly Date { get; init; }

    /// <summary>First day of the bookings that were audited.</summary>
    /// <example>2027-01-01</example>
    public DateOnly? From { get; init; }

    /// <summary>Last day of the bookings that were audited.</summary>
    /// <example>2027-03-31</example>
    public DateOnly? Through { get; init; }

    /// <summary>The conclusion.</summary>
    [MaxLength(BudgetAudit.TextLength)]
    public string? Conclusion { get; init; }

    /// <summary>What was found. Each finding becomes a task.</summary>
    [MaxLength(BudgetAudit.MaxFindings)]
    public IReadOnlyList<AuditFindingInput> Findings { get; init; } = [];
}

/// <summary>Something that an audit found.</summary>
public sealed record AuditFindingInput
{
    /// <summary>What was found, and what has to be done. It is the name of the task.</summary>
    /// <example>补充三笔费用的验收单</example>
    [MaxLength(PlanTask.TitleLength)]
    [NotBlank]
    [SingleLine]
    public required string Text { get; init; }

    /// <summary>Code of the line that it is about.</summary>
    [MaxLength(Budget.CodeLength)]
    public string? LineCode { get; init; }

    /// <summary>The ledger entry that it is about.</summary>
    public Guid? EntryId { get; init; }

    /// <summary>Who has to deal with it.</summary>
    public required PartyRef Owner { get; init; }

    /// <summary>The day by which it has to be dealt with.</summary>
    /// <example>2027-04-30</example>
    public required DateOnly DueDate { get; init; }
}

/// <summary>An audit of how a budget is carried out.</summary>
public sealed record BudgetAuditResponse : ResourceResponse
{
    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>Title.</summary>
    [MaxLength(BudgetAudit.TitleLength)]
    public required string Title { get; init; }

    /// <summary>The day of the audit.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>First day of the bookings that were audited.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>Last day of the bookings that were audited.</summary>
    public required DateOnly? Through { get; init; }

    /// <summary>The conclusion.</summary>
    [MaxLength(BudgetAudit.TextLength)]
    public required string? Conclusion { get; init; }

    /// <summary>What was found.</summary>
    [MaxLength(BudgetAudit.MaxFindings)]
    public required IReadOnlyList<AuditFindingResponse> Findings { get; init; }
}

/// <summary>Something that an audit found.</summary>
public sealed record AuditFindingResponse
{
    /// <summary>What was found.</summary>
    [MaxLength(PlanTask.TitleLength)]
    public required string Text { get; init; }

    /// <summary>Code of the line; null for the whole budget.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string? LineCode { get; init; }

    /// <summary>The ledger entry; null if it is about none.</summary>
    public required Guid? EntryId { get; init; }

    /// <summary>Who has to deal with it.</summary>
    public required PartyRef Owner { get; init; }

    /// <summary>The day by which it has to be dealt with.</summary>
    public required DateOnly DueDate { get; init; }

    /// <summary>The task of the owner, which shows the progress.</summary>
    public required Guid TaskId { get; init; }

    internal static IReadOnlyList<AuditFindingResponse> Of(IReadOnlyList<AuditFinding> findings) =>
        [
            .. findings.Select(finding => new AuditFindingResponse
            {
                Text = finding.Text,
                LineCode = finding.LineCode,
                EntryId = finding.EntryId,
                Owner = finding.Owner,
                DueDate = finding.DueDate,
                TaskId = finding.TaskId,
            }),
        ];
}

/// <summary>Which audits to list.</summary>
public sealed record BudgetAuditArguments : ListArguments;

internal sealed class BudgetAuditProjections : Profile
{
    public BudgetAuditProjections() =>
        CreateProjection<BudgetAudit, BudgetAuditResponse>()
            .ForMember(audit => audit.Findings, member => member.MapFrom(audit => AuditFindingResponse.Of(audit.Findings)));
}

/// <summary>Reads audits for the change feed.</summary>
internal sealed class BudgetAuditReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<BudgetAudit, BudgetAuditId, BudgetAuditResponse>(
        db,
        mappings,
        ResourceTypes.BudgetAudit,
        Domain.Access.Scopes.BudgetsRead
    );

/// <summary>Records an audit, with a task for each finding.</summary>
public sealed record RecordBudgetAudit(BudgetId BudgetId, BudgetAuditInput Input) : ICommand<BudgetAuditResponse>;

internal sealed class RecordBudgetAuditHandler(IMarketingDb db, TaskReporter reporter, ResponseMapper responses)
    : IRequestHandler<RecordBudgetAudit, Result<BudgetAuditResponse>>
{
    public async Task<Result<BudgetAuditResponse>> Handle(RecordBudgetAudit command, CancellationToken cancellationToken)
    {
        var input = command.Input;
        var budget = await db.Budgets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == command.BudgetId, cancellationToken);
        if (budget is null)
        {
            return new BudgetNotFound(command.BudgetId.Value);
        }

        var named = input.Findings.Select((finding, i) => ($"/findings/{i}/owner/partyId", finding.Owner.PartyId)).ToList();
        if (await db.UnknownPartiesAsync(named, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        var lines = await db
            .BudgetLines.Where(line => line.BudgetId == budget.Id)
            .Select(line => line.CodeKey)
            .ToListAsync(cancellationToken);
        var faults = input
            .Findings.Select((finding, i) => (finding.LineCode, i))
            .Where(finding => finding.LineCode is { } code && !lines.Contains(Budget.KeyOf(code)))
            .Select(finding => RuleFault.Of($"/findings/{finding.i}/lineCode", "budget.lineUnknown", ("code", finding.LineCode)))
            .ToList();
        faults.AddRange(await UnknownEntriesAsync(budget.Id, input.Findings, cancellationToken));
        if (input.Through < input.From)
        {
            faults.Add(RuleFault.Of("/through", "budget.periodNotRising", ("start", input.From), ("end", input.Through)));
        }

        if (faults.Count > 0)
        {
            return new RulesBroken(faults);
        }

        var findings = input.Findings.Select(finding => Open(budget, finding, input.Title)).ToList();
        var audited = (input.From, input.Through);
        var audit = BudgetAudit.Record(budget, input.Title, input.Date, audited, input.Conclusion, findings);
        db.BudgetAudits.Add(audit);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<BudgetAudit, BudgetAuditResponse>(audit);
    }

    private async Task<IEnumerable<RuleFault>> UnknownEntriesAsync(
        BudgetId id,
        IReadOnlyList<AuditFindingInput> findings,
        CancellationToken ct
    )
    {
        var named = findings.Select((finding, i) => (finding.EntryId, i)).Where(finding => finding.EntryId is not null).ToList();
        var ids = named.Select(finding => LedgerEntryId.From(finding.EntryId!.Value)).Distinct().ToList();
        var known = await db
            .LedgerPostings.Where(posting => posting.BudgetId == id && ids.Contains(posting.EntryId))
            .Select(posting => posting.EntryId)
            .Distinct()
            .ToListAsync(ct);
        return named
            .Where(finding => !known.Contains(LedgerEntryId.From(finding.EntryId!.Value)))
            .Select(finding => RuleFault.Of($"/findings/{finding.i}/entryId", "budget.entryUnknown", ("id", finding.EntryId)));
    }

    private AuditFinding Open(Budget budget, AuditFindingInput finding, string audit)
    {
        var task = PlanTask.Add(budget.WorkspaceId, TaskOrigin.Audit, budget.PlanId);
        task.Write(finding.Text, audit, [finding.Owner], null, finding.DueDate);
        db.Tasks.Add(task);
        db.TaskReports.Add(TaskReport.Of(task, TaskStep.Planned, null, null, reporter.Stamp()));
        return new AuditFinding(finding.Text, finding.LineCode, finding.EntryId, finding.Owner, finding.DueDate, task.Id.Value);
    }
}

/// <summary>Lists the audits of a budget.</summary>
public sealed record ListBudgetAudits(BudgetId BudgetId, BudgetAuditArguments Arguments) : IQuery<Page<BudgetAuditResponse>>;

internal sealed class ListBudgetAuditsHandler(IMarketingDb db, PageReader pages, IConfigurationProvider mappings)
    : IRequestHandler<ListBudgetAudits, Result<Page<BudgetAuditResponse>>>
{
    private static readonly SortSet<BudgetAudit, BudgetAuditResponse> Sorts = SortSet<BudgetAudit, BudgetAuditResponse>
        .EndingIn(audit => audit.Id, audit => BudgetAuditId.From(audit.Id))
        .By("date", audit => audit.Date, audit => audit.Date)
        .ByDefault("-date");

    public Task<Result<Page<BudgetAuditResponse>>> Handle(ListBudgetAudits query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<BudgetAuditResponse>>> ReadAsync(ListBudgetAudits query, CancellationToken ct) =>
        await db.Budgets.AnyAsync(budget => budget.Id == query.BudgetId, ct)
            ? await pages.ReadAsync(
                db.BudgetAudits.AsNoTracking().Where(audit => audit.BudgetId == query.BudgetId),
                query.Arguments,
                Sorts,
                mappings.ProjectionOf<BudgetAudit, BudgetAuditResponse>(),
                ct,
                query.BudgetId.ToString()!
            )
            : new BudgetNotFound(query.BudgetId.Value);
}

/// <summary>Reads one audit.</summary>
public sealed record GetBudgetAudit(BudgetId BudgetId, BudgetAuditId Id) : IQuery<BudgetAuditResponse>;

internal sealed class GetBudgetAuditHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetBudgetAudit, Result<BudgetAuditResponse>>
{
    public async Task<Result<BudgetAuditResponse>> Handle(GetBudgetAudit query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<BudgetAudit, BudgetAuditResponse>, cancellationToken) is { } found
        && found.BudgetId == query.BudgetId.Value
            ? found
            : new BudgetAuditNotFound(query.Id.Value);
}
