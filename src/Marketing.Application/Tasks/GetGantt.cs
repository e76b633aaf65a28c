using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Application.Scheduling;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Tasks;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Tasks;

/// <summary>The tasks of a plan as bars, with their dependencies and the critical path.</summary>
public sealed record GanttResponse
{
    /// <summary>Id of the plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Title of the plan.</summary>
    /// <example>品牌年度计划</example>
    [MaxLength(300)]
    public required string PlanTitle { get; init; }

    /// <summary>Language of the plan (BCP 47).</summary>
    /// <example>zh-Hans</example>
    [MaxLength(35)]
    public required string Language { get; init; }

    /// <summary>First day of the chart; null if nothing has a date.</summary>
    public required DateOnly? Start { get; init; }

    /// <summary>Last day of the chart; null if nothing has a date.</summary>
    public required DateOnly? End { get; init; }

    /// <summary>Phases, milestones, work packages and subtasks, in the order of the plan.</summary>
    public required IReadOnlyList<GanttItem> Items { get; init; }

    /// <summary>Dependencies from finish to start.</summary>
    public required IReadOnlyList<GanttDependency> Dependencies { get; init; }

    /// <summary>Refs of the tasks whose delay delays the end of the plan, in the order of the plan.</summary>
    public required IReadOnlyList<string> CriticalPath { get; init; }
}

/// <summary>A bar of a Gantt chart.</summary>
public sealed record GanttItem
{
    /// <summary>Ref of the part or item in the plan.</summary>
    /// <example>T3</example>
    public required string Ref { get; init; }

    /// <summary>Ref of the work package that it belongs to; null for others.</summary>
    public required string? ParentRef { get; init; }

    /// <summary>What it is in the plan.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>Number or letter in the plan.</summary>
    /// <example>2.1</example>
    public required string? Code { get; init; }

    /// <summary>Name.</summary>
    /// <example>调查问卷设计</example>
    public required string Title { get; init; }

    /// <summary>The owners as the plan words them.</summary>
    public required string? OwnerText { get; init; }

    /// <summary>First day of the bar; null without a due date.</summary>
    public required DateOnly? Start { get; init; }

    /// <summary>Last day of the bar; for a milestone, its day.</summary>
    public required DateOnly? End { get; init; }

    /// <summary>What a missing date waits for: code of an event, placeholder, or ref of a part.</summary>
    public required string? WaitsFor { get; init; }

    /// <summary>
    /// The first working day on which it can start, counted from 0 at the start of the chart. Null for phases, work packages with subtasks,
    /// and what has no dates.
    /// </summary>
    /// <example>5</example>
    public required int? EarliestStart { get; init; }

    /// <summary>The working day before which it can be finished.</summary>
    public required int? EarliestFinish { get; init; }

    /// <summary>The last working day on which it can start without delaying the end of the plan.</summary>
    public required int? LatestStart { get; init; }

    /// <summary>The working day before which it must be finished so as not to delay the end of the plan.</summary>
    public required int? LatestFinish { get; init; }

    /// <summary>By how many working days it can be late without delaying the end of the plan.</summary>
    public required int? TotalFloat { get; init; }

    /// <summary>Whether a delay delays the end of the plan. A work package is critical if one of its subtasks is.</summary>
    public required bool Critical { get; init; }

    /// <summary>Id of the task; null if the plan is not in force.</summary>
    public required Guid? TaskId { get; init; }

    /// <summary>How far the task is; null if the plan is not in force.</summary>
    public required TaskState? State { get; init; }

    /// <summary>How much is done, in percent.</summary>
    [Range(0, TaskProgress.Whole)]
    public required int Percent { get; init; }
}

/// <summary>A dependency from finish to start.</summary>
public sealed record GanttDependency
{
    /// <summary>Ref of the task that must be finished first.</summary>
    /// <example>T1</example>
    public required string Before { get; init; }

    /// <summary>Ref of the task that follows.</summary>
    /// <example>T2</example>
    public required string After { get; init; }

    /// <summary>Time between them; negative if they overlap.</summary>
    public required int Lag { get; init; }

    /// <summary>Unit of the lag.</summary>
    public required LagUnit Unit { get; init; }
}

/// <summary>Reads the Gantt chart of a plan.</summary>
public sealed record GetGantt(PlanId PlanId, ViewArguments Arguments) : IQuery<GanttResponse>;

internal sealed class GetGanttHandler(IMarketingDb db) : IRequestHandler<GetGantt, Result<GanttResponse>>
{
    public Task<Result<GanttResponse>> Handle(GetGantt query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<GanttResponse>> ReadAsync(GetGantt query, CancellationToken ct)
    {
        var read = await db.ReadScheduleAsync(query.PlanId, ContentView.Of(query.Arguments.View), ct);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var sources = read.Value;
        PlanId? plan = query.PlanId;
        var tasks = await db
            .Tasks.AsNoTracking()
            .IgnoreAutoIncludes()
            .Where(task => task.PlanId == plan && task.SourceKey != null)
            .ToDictionaryAsync(task => task.SourceKey!, StringComparer.Ordinal, ct);
        var entries = sources.Entries(DateOnly.MinValue, DateOnly.MinValue).ToLookup(entry => entry.Part.Id);
        var works = PlannedWork.In(sources.Parts, entries);
        var links = LinksOf(works, tasks).Concat(sources.Header.DeadlinePolicy == DeadlinePolicy.AfterPredecessor ? ChainsOf(works) : []);
        var chart = new GanttChart(
            works,
            links.DistinctBy(link => (link.Before, link.After)),
            sources.Calendar.IsWorkingDay,
            sources.Header.PeriodStart?.Date
        );
        return ResponseOf(query.PlanId, sources.Header, chart, tasks);
    }

    /// <summary>Returns the dependencies in the plan, and those that were added to its tasks, with their lags.</summary>
    private static IEnumerable<GanttLink> LinksOf(IReadOnlyList<PlannedWork> works, Dictionary<string, PlanTask> tasks)
    {
        var keys = tasks.ToDictionary(task => task.Value.Id.Value, task => task.Key);
        foreach (var work in works)
        {
            var known = tasks.GetValueOrDefault(work.SourceKey)?.Predecessors ?? [];
            foreach (var before in known.Where(before => keys.ContainsKey(before.TaskId)))
            {
                var key = keys[before.TaskId];
                if (!before.Planned || work.PredecessorKeys.Contains(key))
                {
                    yield return new GanttLink(key, work.SourceKey, before.Lag, before.Unit);
                }
            }

            foreach (var key in work.PredecessorKeys)
            {
                yield return new GanttLink(key, work.SourceKey);
            }
        }
    }

    /// <summary>Subtasks follow one another if the plan's deadlines do.</summary>
    private static IEnumerable<GanttLink> ChainsOf(IReadOnlyList<PlannedWork> works) =>
        works
            .Where(work => work.Kind == TaskKind.Subtask)
            .GroupBy(work => work.ParentKey)
            .SelectMany(subtasks => subtasks.Zip(subtasks.Skip(1), (before, after) => new GanttLink(before.SourceKey, after.SourceKey)));

    private static GanttResponse ResponseOf(PlanId id, PlanHeader header, GanttChart chart, Dictionary<string, PlanTask> tasks)
    {
        var refs = chart.Bars.ToDictionary(bar => bar.Work.SourceKey, bar => bar.Work.Ref, StringComparer.Ordinal);
        return new GanttResponse
        {
            PlanId = id.Value,
            PlanTitle = header.Title,
            Language = header.Language,
            Start = chart.Bars.Min(bar => bar.Start),
            End = chart.Bars.Max(bar => bar.End),
            Items = [.. chart.Bars.Select(bar => ItemOf(bar, refs, tasks.GetValueOrDefault(bar.Work.SourceKey)))],
            Dependencies =
            [
                .. chart.Links.Select(link => new GanttDependency
                {
                    Before = refs[link.Before],
                    After = refs[link.After],
                    Lag = link.Lag,
                    Unit = link.Unit,
                }),
            ],
            CriticalPath = [.. chart.Bars.Where(bar => bar.Times?.IsCritical == true).Select(bar => bar.Work.Ref)],
        };
    }

    private static GanttItem ItemOf(GanttBar bar, Dictionary<string, string> refs, PlanTask? task) =>
        new()
        {
            Ref = bar.Work.Ref,
            ParentRef = bar.Work.ParentKey is { } parent ? refs[parent] : null,
            Kind = bar.Work.Kind,
            Code = bar.Work.Code,
            Title = bar.Work.Title,
            OwnerText = bar.Work.OwnerText,
            Start = bar.Start,
            End = bar.End,
            WaitsFor = bar.End is null ? bar.Work.Dates.WaitsFor : null,
            EarliestStart = bar.Times?.EarliestStart,
            EarliestFinish = bar.Times?.EarliestFinish,
            LatestStart = bar.Times?.LatestStart,
            LatestFinish = bar.Times?.LatestFinish,
            TotalFloat = bar.Times?.TotalFloat,
            Critical = bar.IsCritical,
            TaskId = task?.Id.Value,
            State = task?.State,
            Percent = task?.Percent ?? 0,
        };
}
