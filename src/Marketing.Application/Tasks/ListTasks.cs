using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Tasks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Tasks;

/// <summary>Whose tasks to list.</summary>
public enum TaskAssigneeFilter
{
    /// <summary>Those of the parties that the caller belongs to.</summary>
    Me,
}

/// <summary>Which tasks to list.</summary>
public sealed record ListTasks : ResourceListArguments, IFeedQuery<TaskResponse>
{
    /// <summary>Only tasks of this plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Only tasks that this party owns.</summary>
    public Guid? PartyId { get; init; }

    /// <summary>`me`: only tasks of the caller's party and of the parties above it.</summary>
    public TaskAssigneeFilter? Assignee { get; init; }

    /// <summary>Only tasks in these states, separated by commas.</summary>
    [MaxLength(5)]
    public IReadOnlyList<TaskState> State { get; init; } = [];

    /// <summary>Only these kinds, separated by commas; by default work packages, subtasks and additional tasks.</summary>
    [MaxLength(6)]
    public IReadOnlyList<TaskKind> Kind { get; init; } = [];

    /// <summary>Only tasks of this origin.</summary>
    public TaskOrigin? Origin { get; init; }

    /// <summary>Only tasks due on or after this day.</summary>
    public DateOnly? DueFrom { get; init; }

    /// <summary>Only tasks due on or before this day.</summary>
    public DateOnly? DueTo { get; init; }

    /// <summary>
    /// `true`: only tasks that are overdue today, in the time zone of the workspace; `false`: only others. Tasks of plans that are not
    /// active are never overdue.
    /// </summary>
    public bool? Overdue { get; init; }

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }

    /// <summary>Language of the header and of coded values in CSV. Without it, both are codes. JSON ignores it.</summary>
    public LabelLanguage? Lang { get; init; }

    IFeedQuery<TaskResponse> IFeedQuery<TaskResponse>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = pageSize ?? PageSize,
        };
}

/// <summary>A task with what lists sort by: in lists by party, an index over the owners has both.</summary>
internal sealed class ListedTask
{
    public required PlanTask Task { get; init; }

    public required DateOnly DueKey { get; init; }

    public required PlanTaskId Id { get; init; }
}

internal sealed class ListTasksHandler(IMarketingDb db, PageReader pages, Signers signers, TaskReporter reporter)
    : IRequestHandler<ListTasks, Result<Page<TaskResponse>>>
{
    private static readonly TaskKind[] Usual = [TaskKind.WorkPackage, TaskKind.Subtask, TaskKind.Additional];

    private static readonly SortSet<ListedTask, TaskResponse> Sorts = SortSet<ListedTask, TaskResponse>
        .EndingIn(row => row.Id, task => PlanTaskId.From(task.Id))
        .By("due", row => row.DueKey, task => task.DueDate ?? DateOnly.MaxValue)
        .By("updatedAt", row => row.Task.UpdatedAt, task => task.UpdatedAt)
        .ByDefault("due");

    public async Task<Result<Page<TaskResponse>>> Handle(ListTasks query, CancellationToken cancellationToken) =>
        query.Assignee is null && query.Overdue is null
            ? await ReadAsync(query, OwnersOf(query), null, cancellationToken)
            : await db.ReadConsistentlyAsync(() => ReadForCallerAsync(query, cancellationToken), cancellationToken);

    private static IReadOnlyList<Guid>? OwnersOf(ListTasks query) => query.PartyId is { } party ? [party] : null;

    private async Task<Result<Page<TaskResponse>>> ReadForCallerAsync(ListTasks query, CancellationToken ct)
    {
        var today = query.Overdue is null ? (DateOnly?)null : signers.Today(await signers.SettingsAsync(ct));
        var owners = OwnersOf(query);
        if (query.Assignee is not null)
        {
            var own = (await reporter.PartiesAsync(ct)).Select(party => party.Value).ToList();
            owners = owners is null ? own : [.. owners.Intersect(own)];
        }

        return await ReadAsync(query, owners, today, ct);
    }

    private Task<Result<Page<TaskResponse>>> ReadAsync(ListTasks query, IReadOnlyList<Guid>? owners, DateOnly? today, CancellationToken ct)
    {
        var tasks = Filter(query, today);
        return pages.ReadCombinedAsync(owners is null ? All(tasks) : OwnedBy(tasks, owners), query, Sorts, row => row.Task, ct);
    }

    private static IQueryable<ListedTask> All(IQueryable<PlanTask> tasks) =>
        tasks.Select(task => new ListedTask
        {
            Task = task,
            DueKey = task.DueKey,
            Id = task.Id,
        });

    /// <summary>An index over the owners finds and sorts the tasks of a party. Tasks that several of the parties own appear once.</summary>
    private IQueryable<ListedTask> OwnedBy(IQueryable<PlanTask> tasks, IReadOnlyList<Guid> parties)
    {
        var owners = db.TaskOwners.AsQueryable();
        if (parties.Count == 1)
        {
            var only = parties[0];
            owners = owners.Where(owner => owner.PartyId == only);
        }
        else
        {
            owners = owners.Where(owner =>
                parties.Contains(owner.PartyId)
                && !db.TaskOwners.Any(other =>
                    other.TaskId == owner.TaskId && parties.Contains(other.PartyId) && other.PartyId.CompareTo(owner.PartyId) < 0
                )
            );
        }

        return from owner in owners
            join task in tasks on owner.TaskId equals task.Id
            select new ListedTask
            {
                Task = task,
                DueKey = owner.DueKey,
                Id = owner.TaskId,
            };
    }

    private IQueryable<PlanTask> Filter(ListTasks query, DateOnly? today)
    {
        var tasks = db.Tasks.Matching<PlanTask, PlanTaskId>(query);
        var kinds = query.Kind.Count == 0 ? Usual : query.Kind;
        tasks = tasks.Where(task => kinds.Contains(task.Kind));
        if (query.PlanId is { } given)
        {
            PlanId? plan = PlanId.From(given);
            tasks = tasks.Where(task => task.PlanId == plan);
        }

        if (query.State.Count > 0)
        {
            tasks = tasks.Where(task => query.State.Contains(task.State));
        }

        if (query.Origin is { } origin)
        {
            tasks = tasks.Where(task => task.Origin == origin);
        }

        if (query.DueFrom is { } from)
        {
            tasks = tasks.Where(task => task.DueDate >= from);
        }

        if (query.DueTo is { } to)
        {
            tasks = tasks.Where(task => task.DueKey <= to && task.DueDate != null);
        }

        if (today is { } day)
        {
            tasks = query.Overdue == true ? tasks.OverdueOn(day, db.Plans) : tasks.NotOverdueOn(day, db.Plans);
        }

        tasks = tasks.Containing(task => task.SearchText, query.Q);

        return tasks;
    }
}

/// <summary>Reads one task.</summary>
public sealed record GetTask(PlanTaskId Id) : IQuery<TaskResponse>;

internal sealed class GetTaskHandler(IMarketingDb db, IConfigurationProvider mappings) : IRequestHandler<GetTask, Result<TaskResponse>>
{
    public async Task<Result<TaskResponse>> Handle(GetTask query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<PlanTask, TaskResponse>, cancellationToken) is { } found
            ? found
            : new TaskNotFound(query.Id.Value);
}

/// <summary>Which steps of a task to list.</summary>
public sealed record TaskReportArguments : ListArguments;

/// <summary>Lists the steps of a task.</summary>
public sealed record ListTaskReports(PlanTaskId TaskId, TaskReportArguments Arguments) : IQuery<Page<TaskReportResponse>>;

internal sealed class ListTaskReportsHandler(IMarketingDb db, PageReader pages, IConfigurationProvider mappings)
    : IRequestHandler<ListTaskReports, Result<Page<TaskReportResponse>>>
{
    private static readonly SortSet<TaskReport, TaskReportResponse> Sorts = SortSet<TaskReport, TaskReportResponse>
        .EndingIn(report => report.Id, report => report.Id)
        .By("recordedAt", report => report.RecordedAt, report => report.RecordedAt)
        .ByDefault("-recordedAt");

    public Task<Result<Page<TaskReportResponse>>> Handle(ListTaskReports query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<TaskReportResponse>>> ReadAsync(ListTaskReports query, CancellationToken ct)
    {
        var id = query.TaskId;
        if (!await db.Tasks.IgnoreQueryFilters([DbFilters.Deletion]).AnyAsync(task => task.Id == id, ct))
        {
            return new TaskNotFound(id.Value);
        }

        return await pages.ReadAsync(
            db.TaskReports.Where(report => report.TaskId == id),
            query.Arguments,
            Sorts,
            mappings.ProjectionOf<TaskReport, TaskReportResponse>(),
            ct,
            id.Value.ToString()
        );
    }
}
