using System.ComponentModel.DataAnnotations;
using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Tasks;
using Marketing.Domain.Workspaces;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Tasks;

/// <summary>The day of a progress report.</summary>
public sealed record ProgressArguments
{
    /// <summary>
    /// The report shows the plan as it was known at the end of this day, in the plan's time zone; today by default. Asked again later,
    /// it is the same.
    /// </summary>
    public DateOnly? AsOf { get; init; }
}

/// <summary>What a plan has achieved, its problems and its next steps.</summary>
public sealed record ProgressReportResponse
{
    /// <summary>Id of the plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Title of the plan at the time.</summary>
    /// <example>品牌年度计划</example>
    [MaxLength(300)]
    public required string PlanTitle { get; init; }

    /// <summary>Language of the plan (BCP 47).</summary>
    /// <example>zh-Hans</example>
    [MaxLength(35)]
    public required string Language { get; init; }

    /// <summary>Number of the revision that was in force.</summary>
    /// <example>1</example>
    [Range(1, int.MaxValue)]
    public required int Revision { get; init; }

    /// <summary>The report shows the plan as it was known at the end of this day.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Progress of the whole plan in percent, weighted by planned hours or weights; null without tasks.</summary>
    /// <example>40</example>
    [Range(0, TaskProgress.Whole)]
    public required int? Percent { get; init; }

    /// <summary>Number of tasks that are not cancelled. Work packages with subtasks are represented by these.</summary>
    /// <example>12</example>
    [Range(0, int.MaxValue)]
    public required int Total { get; init; }

    /// <summary>Tasks that are done.</summary>
    public required IReadOnlyList<ReportedTaskResponse> Done { get; init; }

    /// <summary>Tasks that are not done.</summary>
    public required IReadOnlyList<ReportedTaskResponse> Open { get; init; }

    /// <summary>What was due before the day and is not done, milestones and actions included; the longest overdue first.</summary>
    public required IReadOnlyList<ReportedTaskResponse> Overdue { get; init; }

    /// <summary>What is blocked, with the reason.</summary>
    public required IReadOnlyList<ReportedTaskResponse> Problems { get; init; }

    /// <summary>What is due on the day or within seven days after it.</summary>
    public required IReadOnlyList<ReportedTaskResponse> DueSoon { get; init; }

    /// <summary>All milestones.</summary>
    public required IReadOnlyList<ReportedTaskResponse> Milestones { get; init; }
}

/// <summary>A task as a progress report shows it.</summary>
public sealed record ReportedTaskResponse
{
    /// <summary>Id of the task.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>What the task is in its plan.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>Ref of the part or item in the plan; null for additional tasks.</summary>
    public required string? Ref { get; init; }

    /// <summary>Name of the task.</summary>
    public required string Title { get; init; }

    /// <summary>The owners as the plan words them.</summary>
    public required string? OwnerText { get; init; }

    /// <summary>The day on which the task is due.</summary>
    public required DateOnly? DueDate { get; init; }

    /// <summary>How far the task is.</summary>
    public required TaskState State { get; init; }

    /// <summary>How much is done, in percent.</summary>
    [Range(0, TaskProgress.Whole)]
    public required int Percent { get; init; }

    /// <summary>The day on which it was completed, or achieved.</summary>
    public required DateOnly? FinishedOn { get; init; }

    /// <summary>Why it is blocked.</summary>
    public required string? Reason { get; init; }
}

/// <summary>Reads the progress of a plan at the end of a day.</summary>
public sealed record GetPlanProgress(PlanId PlanId, ProgressArguments Arguments) : IQuery<ProgressReportResponse>;

internal sealed class GetPlanProgressHandler(IMarketingDb db, Signers signers, TimeProvider clock)
    : IRequestHandler<GetPlanProgress, Result<ProgressReportResponse>>
{
    public Task<Result<ProgressReportResponse>> Handle(GetPlanProgress query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<ProgressReportResponse>> ReadAsync(GetPlanProgress query, CancellationToken ct)
    {
        var id = query.PlanId;
        var plan = await db.Plans.AsNoTracking().Where(plan => plan.Id == id).Select(plan => plan.Header).SingleOrDefaultAsync(ct);
        if (plan is null)
        {
            return new PlanNotFound(id.Value);
        }

        var settings = await signers.SettingsAsync(ct);
        var calendar = WorkCalendar.Of(settings, plan.TimeZone);
        var today = calendar.DayOf(clock.Instant());
        var asOf = query.Arguments.AsOf ?? today;
        if (asOf > today)
        {
            return new ReportAhead(asOf, today);
        }

        var end = calendar.EndOf(asOf);
        var revision = await db
            .PlanRevisions.AsNoTracking()
            .Where(revision => revision.PlanId == id && revision.InForceAt < end)
            .OrderByDescending(revision => revision.InForceAt)
            .Select(revision => (int?)revision.Number)
            .FirstOrDefaultAsync(ct);
        if (revision is not { } number)
        {
            return new PlanNotInForce(id.Value);
        }

        var header = (await db.Content(ContentView.OfRevision(number)).ReadAsync(id, ct)).Value.Header;
        return ResponseOf(id, number, header, ProgressReport.Of(await TasksAsync(id, end, ct), asOf));
    }

    /// <summary>Returns the tasks of a plan as they were before an instant: the last step of each, unless it retired the task.</summary>
    private async Task<IReadOnlyList<ReportedTask>> TasksAsync(PlanId id, DateTime before, CancellationToken ct)
    {
        PlanId? plan = id;
        var steps = await db
            .TaskReports.AsNoTracking()
            .Where(step => step.PlanId == plan && step.RecordedAt < before)
            .GroupBy(step => step.TaskId)
            .Select(task => task.OrderByDescending(step => step.RecordedAt).ThenByDescending(step => step.Id).First())
            .ToListAsync(ct);
        return
        [
            .. steps
                .Where(step => step.Step != TaskStep.Retired)
                .Select(step => new ReportedTask
                {
                    TaskId = step.TaskId.Value,
                    ParentId = step.ParentId?.Value,
                    Kind = step.Kind,
                    Ref = step.Ref,
                    Position = step.Position,
                    Title = step.Title,
                    OwnerText = step.OwnerText,
                    DueDate = step.DueDate,
                    CanBeOverdue = step.CanBeOverdue,
                    Weight = step.Weight,
                    PlannedHours = step.PlannedHours,
                    State = step.State,
                    Percent = step.Percent,
                    FinishedOn = step.FinishedOn,
                    Reason = step.Reason,
                }),
        ];
    }

    private static ProgressReportResponse ResponseOf(PlanId id, int revision, PlanHeader header, ProgressReport report) =>
        new()
        {
            PlanId = id.Value,
            PlanTitle = header.Title,
            Language = header.Language,
            Revision = revision,
            AsOf = report.AsOf,
            Percent = report.Percent,
            Total = report.Total,
            Done = Of(report.Done),
            Open = Of(report.Open),
            Overdue = Of(report.Overdue),
            Problems = Of(report.Problems),
            DueSoon = Of(report.DueSoon),
            Milestones = Of(report.Milestones),
        };

    private static IReadOnlyList<ReportedTaskResponse> Of(IReadOnlyList<ReportedTask> tasks) =>
        [
            .. tasks.Select(task => new ReportedTaskResponse
            {
                TaskId = task.TaskId,
                Kind = task.Kind,
                Ref = task.Ref,
                Title = task.Title,
                OwnerText = task.OwnerText,
                DueDate = task.DueDate,
                State = task.State,
                Percent = task.Percent,
                FinishedOn = task.FinishedOn,
                Reason = task.Reason,
            }),
        ];
}

/// <summary>The day of a report is later than today.</summary>
public sealed record ReportAhead(DateOnly AsOf, DateOnly Today) : InputError("report.ahead")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/asOf", Code, Args)];
}
