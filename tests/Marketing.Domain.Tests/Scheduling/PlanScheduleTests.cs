using System.Globalization;
using Marketing.Domain.Phrases;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Scheduling;

public sealed class PlanScheduleTests
{
    private static readonly PlanHeader Header = new()
    {
        Title = "计划",
        Language = "zh-Hans",
        Currency = "CNY",
        PeriodStart = Day("2026-01-01"),
        PeriodEnd = Day("2026-12-31"),
        DeadlinePolicy = DeadlinePolicy.PlanStart,
    };

    private static readonly WorkPackage Chain = new()
    {
        Name = "系统优化",
        Subtasks = [Subtask("设计", "1個月內"), Subtask("开发", "3個月內"), Subtask("上线", "1個月內")],
    };

    [Theory]
    [InlineData(DeadlinePolicy.PlanStart, "2026-01-01..2026-01-31 PLAN_START|2026-01-01..2026-03-31 PLAN_START|2026-01-01..2026-01-31 PLAN_START")]
    [InlineData(DeadlinePolicy.AfterPredecessor, "2026-01-01..2026-01-31 PLAN_START|2026-02-01..2026-04-30 after T/subtasks/0|2026-05-01..2026-05-31 after T/subtasks/1")]
    [InlineData(DeadlinePolicy.None, "policy|policy|policy")]
    public void Subtasks_without_an_event_follow_the_policy_and_make_a_chain_of_whole_months(DeadlinePolicy policy, string dates) =>
        Said(Header with { DeadlinePolicy = policy }, ("T", Chain)).ShouldBe(dates.Split('|'));

    [Fact]
    public void A_chain_begins_with_the_plan_and_waits_for_its_start() =>
        Said(Header with { DeadlinePolicy = DeadlinePolicy.AfterPredecessor, PeriodStart = new PlannedDate { Placeholder = "XXXX年XX月XX日" } }, ("T", Chain))
            .ShouldBe(["anchor PLAN_START", "predecessor T/subtasks/0", "predecessor T/subtasks/1"]);

    [Fact]
    public void A_step_without_an_end_leaves_what_follows_it_waiting()
    {
        var package = Chain with { Subtasks = [Subtask("设计", "持續進行"), Subtask("开发", "3個月內"), Subtask("上线", "計劃開始后6個月內"), Subtask("收尾", "2周")] };
        Said(Header with { DeadlinePolicy = DeadlinePolicy.AfterPredecessor }, ("T", package))
            .ShouldBe(["2026-01-01.. PLAN_START", "predecessor T/subtasks/0", "2026-01-01..2026-06-30 PLAN_START", "2026-07-01..2026-07-14 after T/subtasks/2"]);
    }

    [Fact]
    public void A_work_package_begins_after_the_latest_of_its_predecessors_and_a_milestone_after_what_leads_to_it()
    {
        var said = Said(
            Header with { DeadlinePolicy = DeadlinePolicy.AfterPredecessor },
            ("T1", Chain),
            ("T2", new WorkPackage { Name = "培训", Deadlines = [Due("2個月內")] }),
            ("T3", new WorkPackage { Name = "推广", Predecessors = ["T1", "T2"], Deadlines = [Due("1個月內")], Subtasks = [Subtask("准备", "2周內")] }),
            ("M", new Milestone { Name = "完成", WorkPackages = ["T3"], Deadlines = [Due("1周內")] }),
            ("L", new TimetableEntry { WorkPackages = ["T3"], Segments = [Segment("1周內"), Segment("2周內")] }));
        said[3..].ShouldBe(
        [
            "2026-01-01..2026-02-28 PLAN_START",
            "2026-06-01..2026-06-30 after T1",
            "2026-06-01..2026-06-14 after T1",
            "2026-07-01..2026-07-07 after T3",
            "2026-06-01..2026-06-07 after T1",
            "2026-06-08..2026-06-21 after L/segments/0",
        ]);
    }

    [Fact]
    public void Work_packages_that_wait_for_each_other_wait()
    {
        var said = Said(
            Header with { DeadlinePolicy = DeadlinePolicy.AfterPredecessor },
            ("A", new WorkPackage { Name = "甲", Predecessors = ["B"], Deadlines = [Due("1個月")] }),
            ("B", new WorkPackage { Name = "乙", Predecessors = ["A"], Deadlines = [Due("1個月")] }));
        said.ShouldAllBe(text => text.StartsWith("predecessor "));
    }

    [Fact]
    public void Only_windows_relative_to_the_launch_move_with_it()
    {
        (string, PlanPartContent)[] parts = [("P1", new Phase { Name = "预热", Window = WindowParser.Parse("T-6周至T-1周") }), ("P2", new Phase { Name = "洞察", Window = WindowParser.Parse("1-3个月") })];
        Said(Header, parts).ShouldBe(["anchor LAUNCH_DAY", "2026-01-01..2026-03-31 PLAN_START"], "no launch day");
        Said(Header with { LaunchDate = Day("2026-06-01") }, parts).ShouldBe(["2026-04-20..2026-05-31 LAUNCH_DAY", "2026-01-01..2026-03-31 PLAN_START"]);
        Said(Header with { LaunchDate = Day("2026-06-15") }, parts).ShouldBe(["2026-05-04..2026-06-14 LAUNCH_DAY", "2026-01-01..2026-03-31 PLAN_START"]);
    }

    [Fact]
    public void An_event_of_the_plans_own_gives_dates_once_for_each_time_it_happens_in_either_script()
    {
        var package = new WorkPackage { Name = "促销", Deadlines = [Due("春節前两周"), Due("双11后1周内")] };
        Said(Header, ("T", package)).ShouldBe(["anchor 春節", "anchor 双11"]);
        var entries = Schedule(Header, [new("春节", new(2026, 2, 17)), new("春节", new(2027, 2, 6)), new("雙11", new(2026, 11, 11))], ("T", package));
        entries.Select(Text).ShouldBe(["2026-02-03..2026-02-03 春節, 2027-01-23..2027-01-23 春節", "2026-11-11..2026-11-18 双11"]);
    }

    [Fact]
    public void A_window_between_repeated_events_resolves_once_for_each_of_them()
    {
        var phase = new Phase
        {
            Name = "大促",
            Window = new PeriodWindow
            {
                Kind = PeriodWindowKind.Bounded,
                Start = new Deadline { Kind = DeadlineKind.Offset, Anchor = "双11", Amount = -7, Unit = TimeUnit.Day },
                End = new Deadline { Kind = DeadlineKind.At, Anchor = "双11" },
            },
        };
        Schedule(Header, [new("双11", new(2026, 11, 11)), new("双11", new(2027, 11, 11))], ("P", phase)).Select(Text)
            .ShouldBe(["2026-11-04..2026-11-11 双11, 2027-11-04..2027-11-11 双11"]);
    }

    [Fact]
    public void An_event_about_a_part_counts_for_it_and_its_links_before_all_others()
    {
        (string, PlanPartContent)[] parts =
        [
            ("C1", new PlanCampaign { Name = "春", Contents = [new PlanCampaignContent { Title = "视频", Frequencies = [AtStart] }], WorkPackages = ["T1"] }),
            ("C2", new PlanCampaign { Name = "秋", Contents = [new PlanCampaignContent { Title = "视频", Frequencies = [AtStart] }] }),
            ("T1", new WorkPackage { Name = "甲", Deadlines = [Due("活動啟動后1周內")] }),
            ("T2", new WorkPackage { Name = "乙", Deadlines = [Due("活動啟動后1周內")] }),
        ];
        AnchorOccurrence spring = new(AnchorCodes.CampaignStart, new(2026, 3, 1), "C1");
        Schedule(Header, [spring, new(AnchorCodes.CampaignStart, new(2026, 9, 1), "C3")], parts).Select(Text).ShouldBe(
        [
            "2026-03-01..2026-03-01 CAMPAIGN_START", "anchor CAMPAIGN_START", "2026-03-01..2026-03-08 CAMPAIGN_START", "2026-03-01..2026-03-08 CAMPAIGN_START",
        ]);
        Schedule(Header, [spring, new(AnchorCodes.CampaignStart, new(2026, 9, 1))], parts).Select(Text).ShouldBe(
        [
            "2026-03-01..2026-03-01 CAMPAIGN_START",
            "2026-09-01..2026-09-01 CAMPAIGN_START",
            "2026-03-01..2026-03-08 CAMPAIGN_START",
            "2026-03-01..2026-03-08 CAMPAIGN_START, 2026-09-01..2026-09-08 CAMPAIGN_START",
        ]);
    }

    [Fact]
    public void Drills_start_when_the_contingency_plan_exists_and_not_before()
    {
        var risk = new PlanRisk
        {
            Name = "危机",
            Responses = [new PlanRiskTreatment { Text = "演练", Frequencies = FrequencyParser.Parse("危機預案制定后每月進行一次演練") }],
        };
        Said(Header, ("R", risk)).ShouldBe(["anchor CONTINGENCY_PLAN_READY"]);
        var entry = Schedule(Header, [new(AnchorCodes.ContingencyPlanReady, new(2026, 10, 1))], ("R", risk)).ShouldHaveSingleItem();
        entry.Dates.Select(dates => dates.End).ShouldBe([new DateOnly(2026, 10, 31), new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 31)]);
        entry.Rhythm!.Unit.ShouldBe(TimeUnit.Month);
        (entry.Pointer, entry.Title, entry.ItemTitle).ShouldBe(("/responses/0/frequencies/0", "危机", "演练"));
    }

    [Fact]
    public void Rhythms_are_written_out_in_the_range_asked_for_and_end_with_the_plan()
    {
        (string, PlanPartContent) meeting = ("M", new MonitoringMechanism { Name = "例会", Frequencies = FrequencyParser.Parse("每周五") });
        Schedule(Header, [], new DateOnly(2026, 12, 15), new DateOnly(2027, 2, 1), meeting)[0].Dates.Select(dates => dates.End)
            .ShouldBe([new DateOnly(2026, 12, 18), new DateOnly(2026, 12, 25)]);
        var before = Schedule(Header, [], new DateOnly(2025, 1, 1), new DateOnly(2025, 2, 1), meeting)[0];
        (before.State, before.Dates.Count).ShouldBe((ResolutionState.Resolved, 0));
    }

    [Theory]
    [InlineData("定期", "noPace")]
    [InlineData("隨時", "noPace")]
    [InlineData("每N周一次", "placeholder N")]
    [InlineData("看心情吧", "unparsed")]
    public void A_rhythm_without_dates_says_why(string text, string said) =>
        Said(Header, ("M", new MonitoringMechanism { Name = "例会", Frequencies = FrequencyParser.Parse(text) })).ShouldAllBe(entry => entry == said);

    [Fact]
    public void Days_and_windows_of_the_content_are_found_wherever_they_stand()
    {
        var said = Said(
            Header,
            ("O", new Objective { Text = "知名", Measures = [new TargetMeasure { Metric = new MetricRef { Text = "知名度" }, Target = new TargetExpression { Text = "60%" }, Deadlines = [Due("上市后三个月内")] }] }),
            ("M1", new Milestone { Name = "上线", Date = Day("2026-03-15") }),
            ("M2", new Milestone { Name = "验收", Date = new PlannedDate { Placeholder = "XX月XX日", Text = "XX月XX日" } }),
            ("M3", new Milestone { Name = "空", Date = new PlannedDate { Text = "" } }),
            ("L", new TimetableEntry { Subject = "任务1", Start = Due("第4周"), End = Due("第5周") }),
            ("P", new Phase { Name = "推广", Window = WindowParser.Parse("6个月以后") }));
        said.ShouldBe(
        [
            "anchor LAUNCH_DAY", "2026-03-15..2026-03-15 ", "placeholder XX月XX日", "placeholder ", "2026-01-22..2026-02-04 PLAN_START", "2026-07-01.. PLAN_START",
        ]);
    }

    private static Frequency AtStart => new() { Kind = FrequencyKind.AtEvent, Anchor = AnchorCodes.CampaignStart };

    private static PlannedDate Day(string day) => new() { Date = DateOnly.Parse(day, CultureInfo.InvariantCulture) };

    private static Deadline Due(string text) => DeadlineParser.Parse(text);

    private static Subtask Subtask(string name, string due) => new() { Name = name, Deadlines = [Due(due)] };

    private static TimetableSegment Segment(string due) => new() { Text = due, Deadlines = [Due(due)] };

    private static string[] Said(PlanHeader header, params (string Ref, PlanPartContent Content)[] parts) => [.. Schedule(header, [], parts).Select(Text)];

    private static IReadOnlyList<ScheduleEntry> Schedule(PlanHeader header, AnchorOccurrence[] anchors, params (string Ref, PlanPartContent Content)[] parts) =>
        Schedule(header, anchors, new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31), parts);

    private static IReadOnlyList<ScheduleEntry> Schedule(PlanHeader header, AnchorOccurrence[] anchors, DateOnly from, DateOnly to, params (string Ref, PlanPartContent Content)[] parts) =>
        PlanSchedule.Resolve(
            header,
            [.. parts.Select(part => new ScheduledPart(new PlanPartId(Guid.NewGuid()), PlanSections.Of(part.Content.GetType()).Name, part.Ref, part.Content))],
            anchors,
            day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
            from,
            to);

    private static string Text(ScheduleEntry entry) => entry.WaitsFor switch
    {
        { Reason: WaitReason.Anchor } wait => $"anchor {wait.Anchor}",
        { Reason: WaitReason.Predecessor, Predecessor: { } item } => $"predecessor {item.Ref}{item.Pointer}",
        { Reason: WaitReason.Placeholder } wait => $"placeholder {wait.Placeholder}",
        { Reason: WaitReason.NoPace } => "noPace",
        { } wait => wait.Reason.ToString().ToLowerInvariant(),
        null => string.Join(", ", entry.Dates.Select(Text)),
    };

    private static string Text(ScheduledDates dates) =>
        $"{Iso(dates.Start)}..{Iso(dates.End)} {(dates.Predecessor is { } item ? $"after {item.Ref}{item.Pointer}" : string.Join('+', dates.ResolvedFrom.Select(from => from.Anchor)))}";

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
