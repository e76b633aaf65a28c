using System.Text.Json;
using Marketing.Domain.Common;
using Marketing.Domain.Tasks;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Tasks;

/// <summary>The rule book of tasks: which step is possible in which state, and what it leaves behind.</summary>
public sealed class TaskProgressTests
{
    private static readonly DateOnly Monday = new(2027, 3, 1);
    private static readonly DateOnly Friday = new(2027, 3, 5);

    private static readonly TaskProgress New = TaskProgress.None;
    private static readonly TaskProgress Running = New.Start(Monday).Value;
    private static readonly TaskProgress Stuck = Running.Block("no quote").Value;
    private static readonly TaskProgress Complete = Running.Complete(Friday).Value;
    private static readonly TaskProgress Dropped = New.Cancel("merged").Value;

    public static TheoryData<string, TaskState[]> Steps =>
        new()
        {
            { "start", [TaskState.NotStarted] },
            { "progress", [TaskState.NotStarted, TaskState.InProgress] },
            { "complete", [TaskState.NotStarted, TaskState.InProgress] },
            { "block", [TaskState.NotStarted, TaskState.InProgress] },
            { "unblock", [TaskState.Blocked] },
            { "reopen", [TaskState.Done, TaskState.Cancelled] },
            { "cancel", [TaskState.NotStarted, TaskState.InProgress, TaskState.Blocked] },
        };

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_is_possible_in_these_states_and_in_no_other(string step, TaskState[] allowed)
    {
        foreach (var progress in new[] { New, Running, Stuck, Complete, Dropped })
        {
            var taken = Take(progress, step);

            taken.Succeeded.ShouldBe(allowed.Contains(progress.State), $"{step} in {progress.State}");
            if (!taken.Succeeded)
            {
                var refused = taken.Error.ShouldBeOfType<TaskInWrongState>();
                refused.State.ShouldBe(progress.State);
                refused.Allowed.ShouldBe(allowed.Select(state => JsonNamingPolicy.CamelCase.ConvertName(state.ToString())));
            }
        }
    }

    [Fact]
    public void The_first_report_starts_a_task_and_later_ones_keep_the_day()
    {
        var reported = New.Report(20, Monday).Value.Report(60, Friday).Value;

        (reported.State, reported.Percent, reported.StartedOn).ShouldBe((TaskState.InProgress, 60, Monday));
    }

    [Fact]
    public void A_lower_figure_corrects_an_earlier_one() => Running.Report(80, Friday).Value.Report(30, Friday).Value.Percent.ShouldBe(30);

    [Fact]
    public void One_hundred_percent_does_not_complete_a_task() => Running.Report(100, Friday).Value.State.ShouldBe(TaskState.InProgress);

    [Fact]
    public void Completing_a_task_that_nobody_started_starts_it_on_the_same_day()
    {
        var done = New.Complete(Friday).Value;

        (done.State, done.Percent, done.StartedOn, done.FinishedOn).ShouldBe((TaskState.Done, 100, Friday, Friday));
    }

    [Fact]
    public void A_task_is_not_complete_before_it_started() =>
        New.Start(Friday).Value.Complete(Monday).Error.ShouldBe(new TaskEndsBeforeItStarts(Friday, Monday));

    [Fact]
    public void A_blocked_task_has_a_reason_until_it_goes_on()
    {
        Stuck.Reason.ShouldBe("no quote");
        (Stuck.Unblock().Value.State, Stuck.Unblock().Value.Reason).ShouldBe((TaskState.InProgress, null));
    }

    [Fact]
    public void A_task_that_was_blocked_before_it_started_is_not_started_again_after_that() =>
        New.Block("no quote").Value.Unblock().Value.ShouldBe(New);

    [Fact]
    public void A_reopened_task_is_in_progress_and_keeps_its_start()
    {
        var reopened = Complete.Reopen().Value;

        (reopened.State, reopened.StartedOn, reopened.FinishedOn).ShouldBe((TaskState.InProgress, Monday, null));
    }

    [Fact]
    public void A_cancelled_task_that_nobody_started_is_reopened_as_not_started() => Dropped.Reopen().Value.ShouldBe(New);

    [Fact]
    public void Work_remains_in_a_task_that_is_neither_done_nor_cancelled() =>
        new[] { New, Running, Stuck, Complete, Dropped }.Select(progress => progress.IsOpen).ShouldBe([true, true, true, false, false]);

    private static Result<TaskProgress> Take(TaskProgress progress, string step) =>
        step switch
        {
            "start" => progress.Start(Friday),
            "progress" => progress.Report(50, Friday),
            "complete" => progress.Complete(Friday),
            "block" => progress.Block("no budget"),
            "unblock" => progress.Unblock(),
            "reopen" => progress.Reopen(),
            _ => progress.Cancel(null),
        };
}
