using Marketing.Domain.Tasks;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Tasks;

/// <summary>How the progress of subtasks adds up.</summary>
public sealed class ProgressRollUpTests
{
    [Fact]
    public void Tasks_count_by_their_weight() => Of((50, 1, null), (100, 3, null)).ShouldBe(87);

    [Fact]
    public void Tasks_count_by_their_planned_hours_if_all_have_some() => Of((50, 1, 30), (100, 9, 10)).ShouldBe(62);

    [Fact]
    public void One_task_without_planned_hours_makes_all_count_by_weight() => Of((50, 1, 1_000), (100, 1, null)).ShouldBe(75);

    [Fact]
    public void The_figure_is_rounded_down_so_that_100_means_that_all_is_done() => Of((100, 199, null), (99, 1, null)).ShouldBe(99);

    [Fact]
    public void Cancelled_tasks_do_not_count() =>
        ProgressRollUp.Of([new(TaskState.InProgress, 40, 1, null), new(TaskState.Cancelled, 0, 9, null)]).ShouldBe(40);

    [Fact]
    public void Nothing_that_counts_has_no_progress()
    {
        ProgressRollUp.Of([]).ShouldBeNull();
        Of((50, 0, null)).ShouldBeNull();
    }

    private static int? Of(params (int Percent, int Weight, int? Hours)[] tasks) =>
        ProgressRollUp.Of(tasks.Select(task => new WeighedProgress(TaskState.InProgress, task.Percent, task.Weight, task.Hours)));
}
