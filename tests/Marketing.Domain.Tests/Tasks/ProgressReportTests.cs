using Marketing.Domain.Tasks;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Tasks;

/// <summary>R30: progress, problems and next steps.</summary>
public sealed class ProgressReportTests
{
    private static readonly DateOnly Today = new(2027, 3, 5);
    private static readonly ReportedTask Package = Task("W", TaskKind.WorkPackage);

    [Fact]
    public void A_work_package_with_subtasks_is_represented_by_them()
    {
        var report = Report(Package, Under(Package, "S1", done: true), Under(Package, "S2", done: false), Task("W2", TaskKind.WorkPackage));

        (report.Total, Names(report.Done), Names(report.Open)).ShouldBe((3, "S1", "S2 W2"));
        report.Percent.ShouldBe(33);
    }

    [Fact]
    public void Milestones_and_actions_are_no_work_but_can_be_overdue_and_blocked()
    {
        var late = Task("M", TaskKind.Milestone) with { DueDate = Today.AddDays(-1), CanBeOverdue = true };
        var stuck = Task("A", TaskKind.Action) with { State = TaskState.Blocked, Reason = "no budget" };

        var report = Report(late, stuck);

        (report.Total, report.Percent).ShouldBe((0, null));
        (Names(report.Overdue), Names(report.Problems), Names(report.Milestones)).ShouldBe(("M", "A", "M"));
    }

    [Fact]
    public void What_is_due_today_or_within_seven_days_comes_next_and_is_not_overdue()
    {
        var report = Report(Due("a", -1), Due("b", 0), Due("c", 7), Due("d", 8), Due("e", 3) with { State = TaskState.Done });

        (Names(report.Overdue), Names(report.DueSoon)).ShouldBe(("a", "b c"));
    }

    [Fact]
    public void Ongoing_and_immediate_tasks_are_never_overdue() =>
        Report(Due("a", -5) with { CanBeOverdue = false }).Overdue.ShouldBeEmpty();

    [Fact]
    public void Cancelled_tasks_are_in_no_list()
    {
        var report = Report(Due("a", -1) with { State = TaskState.Cancelled });

        (report.Total, report.Open.Count, report.Done.Count, report.Overdue.Count).ShouldBe((0, 0, 0, 0));
    }

    private static ProgressReport Report(params ReportedTask[] tasks) =>
        ProgressReport.Of(tasks.Select((task, i) => task with { Position = i }), Today);

    private static ReportedTask Task(string title, TaskKind kind) =>
        new()
        {
            TaskId = Guid.NewGuid(),
            Kind = kind,
            Title = title,
        };

    private static ReportedTask Under(ReportedTask package, string title, bool done) =>
        Task(title, TaskKind.Subtask) with
        {
            ParentId = package.TaskId,
            State = done ? TaskState.Done : TaskState.NotStarted,
            Percent = done ? 100 : 0,
        };

    private static ReportedTask Due(string title, int days) =>
        Task(title, TaskKind.Additional) with
        {
            DueDate = Today.AddDays(days),
            CanBeOverdue = true,
        };

    private static string Names(IEnumerable<ReportedTask> tasks) => string.Join(' ', tasks.Select(task => task.Title));
}
