using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Tasks;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Tasks;

/// <summary>Bars, dependencies and the critical path of a plan. 1 March 2027 is a Monday.</summary>
public sealed class GanttChartTests
{
    private static readonly DateOnly Start = new(2027, 3, 1);

    [Fact]
    public void A_task_without_a_start_begins_with_the_plan_or_after_what_precedes_it()
    {
        var chart = Chart([Task("A", due: 5), Task("B", due: 12)], [new("A", "B")]);

        SpanOf(chart, "A").ShouldBe((Start, Day(5)));
        SpanOf(chart, "B").ShouldBe((Day(6), Day(12)));
    }

    [Fact]
    public void A_work_package_spans_its_subtasks_and_is_critical_with_one_of_them()
    {
        var chart = Chart([Task("W", due: 1), Task("S1", due: 5, parent: "W"), Task("S2", due: 12, parent: "W"), Task("V", due: 3)], []);

        SpanOf(chart, "W").ShouldBe((Start, Day(12)));
        Critical(chart).ShouldBe("S2 W");
        Bar(chart, "W").Times.ShouldBeNull();
    }

    /// <summary>A takes Monday to Friday, B eight working days after it, C two days; C can wait eleven working days.</summary>
    [Fact]
    public void The_critical_path_counts_working_days()
    {
        var chart = Chart([Task("A", due: 5), Task("B", due: 17), Task("C", due: 2)], [new("A", "B")]);

        Bar(chart, "A").Times.ShouldBe(new NetworkTimes(0, 5, 0, 5));
        Bar(chart, "B").Times.ShouldBe(new NetworkTimes(5, 13, 5, 13));
        Bar(chart, "C").Times.ShouldBe(new NetworkTimes(0, 2, 11, 13));
        Critical(chart).ShouldBe("A B");
    }

    [Fact]
    public void A_lag_in_weeks_counts_the_working_days_of_these_weeks()
    {
        var chart = Chart([Task("A", due: 5), Task("B", due: 31)], [new("A", "B", 1, LagUnit.Week)]);

        SpanOf(chart, "B").Start.ShouldBe(Day(13));
        Bar(chart, "B").Times!.EarliestStart.ShouldBe(10);
        Critical(chart).ShouldBe("A B");
    }

    [Fact]
    public void Holidays_are_no_working_days()
    {
        var chart = new GanttChart([Task("A", due: 5)], [], day => IsWeekday(day) && day != Day(3), Start);

        Bar(chart, "A").Times!.EarliestFinish.ShouldBe(4);
    }

    [Fact]
    public void A_milestone_takes_no_time_and_follows_the_subtasks_of_its_work_packages()
    {
        var chart = Chart(
            [Task("M", due: 12, kind: TaskKind.Milestone), Task("W", due: 1), Task("S", due: 10, parent: "W")],
            [new("W", "M")]
        );

        SpanOf(chart, "M").ShouldBe((Day(12), Day(12)));
        Bar(chart, "M").Times.ShouldBe(new NetworkTimes(8, 8, 8, 8));
    }

    [Fact]
    public void Tasks_without_a_due_date_have_no_bar_and_hold_nobody_up()
    {
        var chart = Chart([Task("A", due: null), Task("B", due: 5)], [new("A", "B")]);

        (Bar(chart, "A").Start, Bar(chart, "A").IsCritical).ShouldBe((null, false));
        SpanOf(chart, "B").ShouldBe((Start, Day(5)));
    }

    [Fact]
    public void A_circle_ends_and_has_no_critical_path() =>
        Critical(Chart([Task("A", due: 5), Task("B", due: 5)], [new("A", "B"), new("B", "A")])).ShouldBe("");

    private static GanttChart Chart(PlannedWork[] works, GanttLink[] links) => new(works, links, IsWeekday, Start);

    private static bool IsWeekday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static DateOnly Day(int ofMarch) => new(2027, 3, ofMarch);

    private static PlannedWork Task(string key, int? due, string? parent = null, TaskKind? kind = null) =>
        new()
        {
            SourceKey = key,
            ParentKey = parent,
            PartId = EntityId.New<PlanPartId>(),
            Ref = key,
            Kind = kind ?? (parent is null ? TaskKind.WorkPackage : TaskKind.Subtask),
            Position = 0,
            Title = key,
            Dates = TaskDates.None with { Due = due is { } day ? Day(day) : null },
        };

    private static GanttBar Bar(GanttChart chart, string key) => chart.Bars.Single(bar => bar.Work.SourceKey == key);

    private static (DateOnly? Start, DateOnly? End) SpanOf(GanttChart chart, string key) => (Bar(chart, key).Start, Bar(chart, key).End);

    private static string Critical(GanttChart chart) =>
        string.Join(' ', chart.Bars.Where(bar => bar.IsCritical).Select(bar => bar.Work.SourceKey).Order());
}
