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

    private static readonly PlanHeader Chained = Header with { DeadlinePolicy = DeadlinePolicy.AfterPredecessor };

    private static readonly WorkPackage Chain = new()
    {
        Name = "系统优化",
        Subtasks = [Subtask("设计", "1個月內"), Subtask("开发", "3個月內"), Subtask("上线", "1個月內")],
    };

    [Theory]
    [InlineData(
        DeadlinePolicy.PlanStart,
        "2026-01-01..2026-01-31 PLAN_START|2026-01-01..2026-03-31 PLAN_START|2026-01-01..2026-01-31 PLAN_START"
    )]
    [InlineData(
        DeadlinePolicy.AfterPredecessor,
        "2026-01-01..2026-01-31 PLAN_START|2026-02-01..2026-04-30 after T/subtasks/0|2026-05-01..2026-05-31 after T/subtasks/1"
    )]
    [InlineData(DeadlinePolicy.None, "policy|policy|policy")]
    public void Subtasks_without_an_event_follow_the_policy_and_chain_by_whole_months(DeadlinePolicy policy, string dates) =>
        Summaries(Header with { DeadlinePolicy = policy }, ("T", Chain)).ShouldBe(dates.Split('|'));

    [Fact]
    public void A_chain_starts_with_the_plan_and_waits_for_its_start()
    {
        var withoutStart = Chained with { PeriodStart = new PlannedDate { Placeholder = "XXXX年XX月XX日" } };
        Summaries(withoutStart, ("T", Chain)).ShouldBe(["anchor PLAN_START", "predecessor T/subtasks/0", "predecessor T/subtasks/1"]);
    }

    [Fact]
    public void Steps_after_a_step_without_an_end_wait()
    {
        var package = Chain with
        {
            Subtasks =
            [
                Subtask("设计", "持續進行"),
                Subtask("开发", "3個月內"),
                Subtask("上线", "計劃開始后6個月內"),
                Subtask("收尾", "2周"),
            ],
        };
        Summaries(Chained, ("T", package))
            .ShouldBe([
                "2026-01-01.. PLAN_START",
                "predecessor T/subtasks/0",
                "2026-01-01..2026-06-30 PLAN_START",
                "2026-07-01..2026-07-14 after T/subtasks/2",
            ]);
    }

    [Fact]
    public void A_work_package_starts_after_its_latest_predecessor_and_a_milestone_after_its_work_packages()
    {
        var promotion = new WorkPackage
        {
            Name = "推广",
            Predecessors = ["T1", "T2"],
            Deadlines = [Due("1個月內")],
            Subtasks = [Subtask("准备", "2周內")],
        };
        var summaries = Summaries(
            Chained,
            ("T1", Chain),
            ("T2", new WorkPackage { Name = "培训", Deadlines = [Due("2個月內")] }),
            ("T3", promotion),
            (
                "M",
                new Milestone
                {
                    Name = "完成",
                    WorkPackages = ["T3"],
                    Deadlines = [Due("1周內")],
                }
            ),
            ("L", new TimetableEntry { WorkPackages = ["T3"], Segments = [Segment("1周內"), Segment("2周內")] })
        );
        summaries[3..]
            .ShouldBe([
                "2026-01-01..2026-02-28 PLAN_START",
                "2026-06-01..2026-06-30 after T1",
                "2026-06-01..2026-06-14 after T1",
                "2026-07-01..2026-07-07 after T3",
                "2026-06-01..2026-06-07 after T1",
                "2026-06-08..2026-06-21 after L/segments/0",
            ]);
    }

    [Fact]
    public void Work_packages_in_a_cycle_wait_for_each_other()
    {
        var summaries = Summaries(
            Chained,
            (
                "A",
                new WorkPackage
                {
                    Name = "甲",
                    Predecessors = ["B"],
                    Deadlines = [Due("1個月")],
                }
            ),
            (
                "B",
                new WorkPackage
                {
                    Name = "乙",
                    Predecessors = ["A"],
                    Deadlines = [Due("1個月")],
                }
            )
        );
        summaries.ShouldAllBe(text => text.StartsWith("predecessor "));
    }

    [Fact]
    public void Only_windows_relative_to_the_launch_day_move_with_it()
    {
        (string, PlanPartContent)[] parts =
        [
            ("P1", new Phase { Name = "预热", Window = WindowParser.Parse("T-6周至T-1周") }),
            ("P2", new Phase { Name = "洞察", Window = WindowParser.Parse("1-3个月") }),
        ];
        Summaries(Header, parts).ShouldBe(["anchor LAUNCH_DAY", "2026-01-01..2026-03-31 PLAN_START"], "no launch day");
        Summaries(Header with { LaunchDate = Day("2026-06-01") }, parts)
            .ShouldBe(["2026-04-20..2026-05-31 LAUNCH_DAY", "2026-01-01..2026-03-31 PLAN_START"]);
        Summaries(Header with { LaunchDate = Day("2026-06-15") }, parts)
            .ShouldBe(["2026-05-04..2026-06-14 LAUNCH_DAY", "2026-01-01..2026-03-31 PLAN_START"]);
    }

    [Fact]
    public void A_plan_specific_event_gives_dates_for_each_occurrence_in_either_script()
    {
        var package = new WorkPackage { Name = "促销", Deadlines = [Due("春節前两周"), Due("双11后1周内")] };
        Summaries(Header, ("T", package)).ShouldBe(["anchor 春節", "anchor 双11"]);
        AnchorOccurrence[] anchors = [new("春节", new(2026, 2, 17)), new("春节", new(2027, 2, 6)), new("雙11", new(2026, 11, 11))];
        Schedule(Header, anchors, ("T", package))
            .Select(Summary)
            .ShouldBe(["2026-02-03..2026-02-03 春節, 2027-01-23..2027-01-23 春節", "2026-11-11..2026-11-18 双11"]);
    }

    [Fact]
    public void A_window_around_a_repeated_event_resolves_for_each_occurrence()
    {
        var phase = new Phase
        {
            Name = "大促",
            Window = new PeriodWindow
            {
                Kind = PeriodWindowKind.Bounded,
                Start = new Deadline
                {
                    Kind = DeadlineKind.Offset,
                    Anchor = "双11",
                    Amount = -7,
                    Unit = TimeUnit.Day,
                },
                End = new Deadline { Kind = DeadlineKind.At, Anchor = "双11" },
            },
        };
        Schedule(Header, [new("双11", new(2026, 11, 11)), new("双11", new(2027, 11, 11))], ("P", phase))
            .Select(Summary)
            .ShouldBe(["2026-11-04..2026-11-11 双11, 2027-11-04..2027-11-11 双11"]);
    }

    [Fact]
    public void Events_about_a_part_apply_first_to_it_and_to_linked_parts()
    {
        var video = new PlanCampaignContent { Title = "视频", Frequencies = [AtStart] };
        (string, PlanPartContent)[] parts =
        [
            (
                "C1",
                new PlanCampaign
                {
                    Name = "春",
                    Contents = [video],
                    WorkPackages = ["T1"],
                }
            ),
            ("C2", new PlanCampaign { Name = "秋", Contents = [video] }),
            ("T1", new WorkPackage { Name = "甲", Deadlines = [Due("活動啟動后1周內")] }),
            ("T2", new WorkPackage { Name = "乙", Deadlines = [Due("活動啟動后1周內")] }),
        ];
        AnchorOccurrence spring = new(AnchorCodes.CampaignStart, new(2026, 3, 1), "C1");
        Schedule(Header, [spring, new(AnchorCodes.CampaignStart, new(2026, 9, 1), "C3")], parts)
            .Select(Summary)
            .ShouldBe([
                "2026-03-01..2026-03-01 CAMPAIGN_START",
                "anchor CAMPAIGN_START",
                "2026-03-01..2026-03-08 CAMPAIGN_START",
                "2026-03-01..2026-03-08 CAMPAIGN_START",
            ]);
        Schedule(Header, [spring, new(AnchorCodes.CampaignStart, new(2026, 9, 1))], parts)
            .Select(Summary)
            .ShouldBe([
                "2026-03-01..2026-03-01 CAMPAIGN_START",
                "2026-09-01..2026-09-01 CAMPAIGN_START",
                "2026-03-01..2026-03-08 CAMPAIGN_START",
                "2026-03-01..2026-03-08 CAMPAIGN_START, 2026-09-01..2026-09-08 CAMPAIGN_START",
            ]);
    }

    [Fact]
    public void Drills_start_when_the_contingency_plan_is_ready()
    {
        var risk = new PlanRisk
        {
            Name = "危机",
            Responses = [new PlanRiskTreatment { Text = "演练", Frequencies = FrequencyParser.Parse("危機預案制定后每月進行一次演練") }],
        };
        Summaries(Header, ("R", risk)).ShouldBe(["anchor CONTINGENCY_PLAN_READY"]);
        var entry = Schedule(Header, [new(AnchorCodes.ContingencyPlanReady, new(2026, 10, 1))], ("R", risk)).ShouldHaveSingleItem();
        entry
            .Dates.Select(dates => dates.End)
            .ShouldBe([new DateOnly(2026, 10, 31), new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 31)]);
        entry.Rhythm!.Unit.ShouldBe(TimeUnit.Month);
        (entry.Pointer, entry.Title, entry.ItemTitle).ShouldBe(("/responses/0/frequencies/0", "危机", "演练"));
    }

    [Fact]
    public void Frequencies_are_expanded_in_the_range_and_end_with_the_plan()
    {
        (string, PlanPartContent) meeting = ("M", new MonitoringMechanism { Name = "例会", Frequencies = FrequencyParser.Parse("每周五") });
        Schedule(Header, [], new DateOnly(2026, 12, 15), new DateOnly(2027, 2, 1), meeting)[0]
            .Dates.Select(dates => dates.End)
            .ShouldBe([new DateOnly(2026, 12, 18), new DateOnly(2026, 12, 25)]);
        var before = Schedule(Header, [], new DateOnly(2025, 1, 1), new DateOnly(2025, 2, 1), meeting)[0];
        (before.State, before.Dates.Count).ShouldBe((ResolutionState.Resolved, 0));
    }

    [Theory]
    [InlineData("定期", "noPace")]
    [InlineData("隨時", "noPace")]
    [InlineData("每N周一次", "placeholder N")]
    [InlineData("看心情吧", "unparsed")]
    public void A_frequency_without_dates_says_why(string text, string expected) =>
        Summaries(Header, ("M", new MonitoringMechanism { Name = "例会", Frequencies = FrequencyParser.Parse(text) }))
            .ShouldAllBe(entry => entry == expected);

    [Fact]
    public void Dates_and_windows_are_found_at_any_depth_of_the_content()
    {
        var measure = new TargetMeasure
        {
            Metric = new MetricRef { Text = "知名度" },
            Target = new TargetExpression { Text = "60%" },
            Deadlines = [Due("上市后三个月内")],
        };
        var summaries = Summaries(
            Header,
            ("O", new Objective { Text = "知名", Measures = [measure] }),
            ("M1", new Milestone { Name = "上线", Date = Day("2026-03-15") }),
            (
                "M2",
                new Milestone
                {
                    Name = "验收",
                    Date = new PlannedDate { Placeholder = "XX月XX日", Text = "XX月XX日" },
                }
            ),
            (
                "M3",
                new Milestone
                {
                    Name = "空",
                    Date = new PlannedDate { Text = "" },
                }
            ),
            (
                "L",
                new TimetableEntry
                {
                    Subject = "任务1",
                    Start = Due("第4周"),
                    End = Due("第5周"),
                }
            ),
            ("P", new Phase { Name = "推广", Window = WindowParser.Parse("6个月以后") })
        );
        summaries.ShouldBe([
            "anchor LAUNCH_DAY",
            "2026-03-15..2026-03-15 ",
            "placeholder XX月XX日",
            "placeholder ",
            "2026-01-22..2026-02-04 PLAN_START",
            "2026-07-01.. PLAN_START",
        ]);
    }

    private static Frequency AtStart => new() { Kind = FrequencyKind.AtEvent, Anchor = AnchorCodes.CampaignStart };

    private static PlannedDate Day(string day) => new() { Date = DateOnly.Parse(day, CultureInfo.InvariantCulture) };

    private static Deadline Due(string text) => DeadlineParser.Parse(text);

    private static Subtask Subtask(string name, string due) => new() { Name = name, Deadlines = [Due(due)] };

    private static TimetableSegment Segment(string due) => new() { Text = due, Deadlines = [Due(due)] };

    private static string[] Summaries(PlanHeader header, params (string Ref, PlanPartContent Content)[] parts) =>
        [.. Schedule(header, [], parts).Select(Summary)];

    private static IReadOnlyList<ScheduleEntry> Schedule(
        PlanHeader header,
        AnchorOccurrence[] anchors,
        params (string Ref, PlanPartContent Content)[] parts
    ) => Schedule(header, anchors, new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31), parts);

    private static IReadOnlyList<ScheduleEntry> Schedule(
        PlanHeader header,
        AnchorOccurrence[] anchors,
        DateOnly from,
        DateOnly to,
        params (string Ref, PlanPartContent Content)[] parts
    ) =>
        PlanSchedule.Resolve(
            header,
            [.. parts.Select(part => Part(part.Ref, part.Content))],
            anchors,
            day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
            from,
            to
        );

    private static ScheduledPart Part(string name, PlanPartContent content) =>
        new(new PlanPartId(Guid.NewGuid()), PlanSections.Of(content.GetType()).Name, name, content);

    private static string Summary(ScheduleEntry entry) =>
        entry.WaitsFor switch
        {
            { Reason: WaitReason.Anchor } wait => $"anchor {wait.Anchor}",
            { Reason: WaitReason.Predecessor, Predecessor: { } item } => $"predecessor {item.Ref}{item.Pointer}",
            { Reason: WaitReason.Placeholder } wait => $"placeholder {wait.Placeholder}",
            { Reason: WaitReason.NoPace } => "noPace",
            { } wait => wait.Reason.ToString().ToLowerInvariant(),
            null => string.Join(", ", entry.Dates.Select(Summary)),
        };

    private static string Summary(ScheduledDates dates)
    {
        var origin = dates.Predecessor is { } item
            ? $"after {item.Ref}{item.Pointer}"
            : string.Join('+', dates.ResolvedFrom.Select(from => from.Anchor));
        return $"{Iso(dates.Start)}..{Iso(dates.End)} {origin}";
    }

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
