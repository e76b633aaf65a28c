using System.Globalization;
using Marketing.Domain.Checks;
using Marketing.Domain.Phrases;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans.Checks;

public sealed class PlanCheckTests
{
    private static readonly PlanHeader Header = new()
    {
        Title = "计划",
        Language = "zh-Hans",
        Currency = "CNY",
        PeriodStart = Day("2026-01-01"),
        PeriodEnd = Day("2026-12-31"),
        PreparedOn = Day("2025-12-01"),
        DeadlinePolicy = DeadlinePolicy.PlanStart,
        Signatories = [Signs(SignatoryRole.PreparedBy, "张三"), Signs(SignatoryRole.ReviewedBy, "李四"), Signs(SignatoryRole.ApprovedBy, "王五")],
    };

    private static readonly Objective Sound = new() { Text = "知名", Measures = [new TargetMeasure { Metric = new MetricRef { Text = "知名度" }, Target = TargetParser.Parse("达到60%") }] };

    private static readonly WorkPackage Package = new() { Name = "调研", Owners = [Party("市场部")], Deadlines = [Due("3个月内")] };

    [Fact]
    public void A_plan_without_faults_has_no_findings() => Found(Header, ("O", Sound), ("W", Package)).ShouldBeEmpty();

    [Fact]
    public void R1_a_role_that_nobody_has_or_that_is_blank_is_told_and_so_is_a_missing_day_of_preparation() =>
        Found(Header with { PreparedOn = null, Signatories = [Signs(SignatoryRole.PreparedBy, "张三"), Signs(SignatoryRole.ReviewedBy, " ")] }, ("O", Sound), ("W", Package))
            .ShouldBe(["/plan/preparedOn preparedOnMissing", "/plan/signatories signatoryMissing", "/plan/signatories/1/party signatoryMissing"]);

    [Fact]
    public void R2_the_same_person_in_two_roles_is_an_error_over_scripts_but_two_placeholders_are_not_the_same_person()
    {
        Found(Header with { Signatories = [Named(SignatoryRole.PreparedBy, "張三"), Signs(SignatoryRole.ReviewedBy, "李四"), Named(SignatoryRole.ApprovedBy, "张三")] }, ("O", Sound), ("W", Package))
            .ShouldBe(["/plan/signatories/0/party partyNotLinked", "/plan/signatories/2/party samePersonTwice"]);
        Found(Header with { Signatories = [Signs(SignatoryRole.PreparedBy, "[姓名]"), Signs(SignatoryRole.ReviewedBy, "[姓名]"), Signs(SignatoryRole.ApprovedBy, "王五")] }, ("O", Sound), ("W", Package))
            .ShouldBe(["/plan/signatories/0/party/text placeholderOpen", "/plan/signatories/1/party/text placeholderOpen"]);
    }

    [Theory]
    [InlineData("[姓名]", "[姓名]")]
    [InlineData("编制日期XXXX年XX月XX日", "XXXX年XX月XX日")]
    [InlineData("达到X%,新增Y家", "X Y")]
    [InlineData("投入A万元", "A")]
    [InlineData("第X月完成", "X")]
    [InlineData("C端用户的A/B测试,5G网络,T日与Z世代,KOL/KOC,VIP人群,Q3", "")]
    public void R3_placeholders_are_told_from_words(string text, string tokens) =>
        string.Join(' ', Run(Header, ("O", Sound with { Text = text }), ("W", Package)).Where(finding => finding.Code.Code == CheckCodes.PlaceholderOpen).Select(finding => finding.Args["placeholder"])).ShouldBe(tokens);

    [Fact]
    public void R3_a_placeholder_blocks_activation_only_and_is_told_once_where_the_words_around_it_repeat_it()
    {
        var finding = Run(Header, ("O", new Objective { Text = "知名度达到X%。", Measures = [new TargetMeasure { Metric = new MetricRef { Text = "知名度" }, Target = TargetParser.Parse("达到X%") }] }), ("W", Package)).ShouldHaveSingleItem();
        (finding.Pointer, finding.Code.Blocks).ShouldBe(("/objectives/0/measures/0/target/placeholder", CheckGate.Activation));
        (finding.Args["placeholder"], finding.Args["text"]).ShouldBe(("X", "达到X%"));
    }

    [Fact]
    public void R5_an_objective_needs_a_measure_that_names_its_metric() =>
        Found(Header, ("O1", Sound with { Measures = [] }), ("O2", Sound with { Measures = [Sound.Measures[0] with { Metric = new MetricRef { Text = "" } }] }), ("W", Package))
            .ShouldBe(["/objectives/0/measures measureMissing", "/objectives/1/measures/0/metric/text metricMissing"]);

    [Fact]
    public void A_change_in_percent_must_say_what_it_is_measured_against_before_the_plan_is_submitted()
    {
        var open = Sound with { Measures = [Sound.Measures[0] with { Target = new TargetExpression { Kind = TargetKind.ChangePercent, Value = 20, Direction = Direction.Increase, ChangeBasis = ChangeBasis.Unspecified } }] };
        Found(Header, ("O", open), ("W", Package)).ShouldBe(["/objectives/0/measures/0/target/changeBasis changeBasisOpen"]);
    }

    [Theory]
    [InlineData("满意度", "%", 101, null, null, "/value targetOutOfRange")]
    [InlineData("满意度", "%", 100, null, null, "")]
    [InlineData("评分", "分", 6, 5, null, "/value targetOutOfRange")]
    [InlineData("NPS", null, -101, null, null, "/value targetOutOfRange")]
    [InlineData("NPS", null, -100, null, null, "")]
    [InlineData("流失率", "%", 5, null, 5, "/value targetWrongSide")]
    [InlineData("流失率", "%", 4, null, 5, "")]
    public void R5_and_R6_a_target_lies_on_its_scale_and_beyond_its_baseline(string metric, string? unit, int value, int? scale, int? baseline, string expected)
    {
        var target = new TargetExpression { Kind = TargetKind.Level, Value = value, Unit = unit, ScaleMax = scale, Baseline = baseline, Direction = baseline is null ? null : Direction.Decrease };
        string.Concat(Found(Header, ("O", Sound with { Measures = [new TargetMeasure { Metric = new MetricRef { Text = metric }, Target = target }] }), ("W", Package))).ShouldBe(expected.Length == 0 ? "" : "/objectives/0/measures/0/target" + expected);
    }

    [Fact]
    public void R7_a_date_outside_the_plan_is_a_warning() =>
        Found(Header, ("O", Sound), ("W", Package with { Deadlines = [Due("13个月内")] }), ("M", new Milestone { Name = "上线", Date = Day("2025-12-31") }), ("N", new Milestone { Name = "收尾", Date = Day("2026-12-31") }))
            .ShouldBe(["/workPackages/0/deadlines/0 outsidePeriod", "/milestones/0/date outsidePeriod"]);

    [Fact]
    public void R8_every_subtask_names_an_owner_and_so_does_a_work_package_without_subtasks() =>
        Found(Header, ("O", Sound), ("W1", Package with { Subtasks = [new Subtask { Name = "设计" }, new Subtask { Name = "实施", OwnersText = "市场部" }] }), ("W2", Package with { Owners = [] }))
            .ShouldBe(["/workPackages/0/subtasks/0/owners subtaskWithoutOwner", "/workPackages/1/owners taskWithoutOwner"]);

    [Fact]
    public void R9_an_owner_who_is_not_among_the_people_is_told_over_scripts_and_aliases()
    {
        var marketing = Guid.NewGuid();
        (string, PlanPartContent)[] parts =
        [
            ("O", Sound), ("W", Package with { Owners = [Party("市場部"), new PartyRef { Text = "Marketing", PartyId = marketing }, Party("各任务负责人"), Party("数据分析团队")] }),
            ("R", new PlanResource { Type = ResourceType.Human, Name = "市场部" }),
        ];
        var plan = new CheckedPlan(Header, Parts(parts)) { PartyNames = new[] { (marketing, "MARKETING"), (marketing, "市场部") }.ToLookup(name => name.Item1, name => name.Item2) };

        Texts(PlanCheck.Run(plan)).ShouldBe(["/workPackages/0/owners/3 ownerNotInResources"]);
        Found(Header with { HumanResourcesText = "市场部、数据分析团队等。" }, parts[..2]).ShouldBe(["/workPackages/0/owners/1 ownerNotInResources"]);
        Found(Header, parts[..2]).ShouldBeEmpty();
        (string, PlanPartContent) group = ("G", new ProjectGroup { Members = [new() { Party = Party("数据分析团队") }] });
        Found(Header, [.. parts[..2], group]).ShouldBeEmpty("a project group is no list of resources");
        Found(Header, [.. parts, group]).ShouldBe(["/workPackages/0/owners/1 ownerNotInResources"]);
    }

    [Fact]
    public void R10_what_a_task_needs_stands_in_the_lists_or_names_one_of_them() =>
        Found(Header, ("O", Sound), ("W", Package with { Resources = [new() { Name = "調研工具" }, new() { Name = "创意团队" }, new() { Name = "别的", Resource = "R" }] }), ("R", new PlanResource { Type = ResourceType.Material, Name = "调研工具" }))
            .ShouldBe(["/workPackages/0/resources/1/name resourceNotListed"]);

    [Theory]
    [InlineData("1-2个月|2-4个月|4-6个月|6个月以后", "")]
    [InlineData("T-6周至T-1周|T日|T+1周至T+4周", "")]
    [InlineData("1-3个月|1-2个月", "phasesOverlap")]
    [InlineData("3-4个月|1-2个月", "phasesOutOfOrder")]
    [InlineData("1个月以后|3-4个月", "phaseOpenEnded")]
    public void R11_phases_are_ordered_and_share_no_more_than_a_boundary(string windows, string expected)
    {
        var phases = windows.Split('|').Select((window, i) => ($"P{i}", (PlanPartContent)new Phase { Name = $"阶段{i}", Window = WindowParser.Parse(window) }));
        string.Join(' ', Found(Header with { LaunchDate = Day("2026-06-01"), PeriodStart = null, PeriodEnd = null }, [("O", Sound), ("W", Package with { Deadlines = [] }), .. phases])
            .Where(finding => finding.Contains("phase", StringComparison.Ordinal) && !finding.Contains("planStart", StringComparison.Ordinal)).Select(finding => finding.Split(' ')[1])).ShouldBe(expected);
    }

    [Theory]
    [InlineData("第6周至第8周", "3个月内", 1)]
    [InlineData("第1周至第13周", "3个月内", 0)]
    [InlineData("1-3个月", "3个月", 0)]
    [InlineData("1-2个月", "1个月", 1)]
    public void R12_a_timetable_that_contradicts_a_deadline_is_told_with_both(string timetable, string deadline, int conflicts)
    {
        var line = new TimetableEntry { Subject = "任务1", Window = WindowParser.Parse(timetable), WorkPackages = ["W"] };
        Found(Header with { DeadlinePolicy = DeadlinePolicy.None, PeriodStart = null }, ("O", Sound), ("W", Package with { Deadlines = [Due(deadline)] }), ("L", line))
            .Count(finding => finding == "/timetable/0/window timetableConflict").ShouldBe(conflicts);
    }

    [Theory]
    [InlineData("T-6周至T-1周", "T-1周", 0)]
    [InlineData("T-6 weeks to T-1 week", "T-1 week", 0)]
    [InlineData("上市前6周至上市前1周", "上市前1周", 0)]
    [InlineData("上市前6週至上市前1週", "上市前1週", 0)]
    [InlineData("T-6周至T-1周", "1 week before launch", 0)]
    [InlineData("T-6周至T-1周", "T-3天", 0)]
    [InlineData("T-6周至T-1周", "T-8天", 1)]
    [InlineData("T-6周至T-1周", "T-2周", 1)]
    [InlineData("T-6周至T-2周", "T-1周", 1)]
    [InlineData("T-6 weeks to T-2 weeks", "T-1 week", 1)]
    [InlineData("T+1周至T+4周", "T+4周", 0)]
    [InlineData("T+1周至T+4周", "T+3周", 1)]
    [InlineData("T-30天至T-1天", "T-1周", 0)]
    [InlineData("T-3个月至T-1个月", "T-1个月", 0)]
    [InlineData("T-3个月至T-1天", "T-1个月", 1)]
    public void R12_a_week_before_or_after_an_event_ends_anywhere_in_that_week(string timetable, string deadline, int conflicts)
    {
        var line = new TimetableEntry { Subject = "任务1", Window = WindowParser.Parse(timetable), WorkPackages = ["W"] };
        foreach (var launch in new[] { Day("2026-06-01"), null })
        {
            Found(Header with { LaunchDate = launch }, ("O", Sound), ("W", Package with { Deadlines = [Due(deadline)] }), ("L", line))
                .Count(finding => finding == "/timetable/0/window timetableConflict").ShouldBe(conflicts);
        }
    }

    [Fact]
    public void R12_working_days_in_the_same_words_agree_over_a_weekend()
    {
        var end = new Deadline { Kind = DeadlineKind.Offset, Anchor = AnchorCodes.LaunchDay, Amount = -2, Unit = TimeUnit.WorkingDay };
        var window = new PeriodWindow { Kind = PeriodWindowKind.Bounded, Start = end with { Amount = -9 }, End = end };
        var line = new TimetableEntry { Subject = "任务1", Window = window, WorkPackages = ["W"] };
        Found(Header with { LaunchDate = Day("2026-06-02") }, ("O", Sound), ("W", Package with { Deadlines = [end] }), ("L", line))
            .ShouldNotContain("/timetable/0/window timetableConflict");
    }

    [Fact]
    public void R12_a_step_of_the_timetable_is_compared_with_the_subtask_that_it_names()
    {
        var package = Package with { Deadlines = [], Subtasks = [Step("问卷设计", "1个月内"), Step("数据分析", "2个月内")] };
        var line = new TimetableEntry { Text = "…", WorkPackages = ["W"], Segments = [Segment("1个月内完成問卷設計", "1个月内"), Segment("4个月内完成数据分析", "4个月内")] };
        Found(Header, ("O", Sound), ("W", package), ("L", line)).ShouldBe(["/timetable/0/segments/1 timetableConflict"]);
    }

    [Theory]
    [InlineData("1个月内|3个月内|1个月内", DeadlinePolicy.AfterPredecessor)]
    [InlineData("1个月内|2个月内|3个月内", DeadlinePolicy.PlanStart)]
    [InlineData("1个月|3个月|6个月", DeadlinePolicy.AfterPredecessor)]
    public void R13_deadlines_that_count_from_nothing_are_told_once_with_the_policy_that_would_resolve_them(string steps, DeadlinePolicy policy)
    {
        var package = Package with { Deadlines = [], Subtasks = [.. steps.Split('|').Select(step => Step("步骤", step))] };
        var finding = Run(Header with { DeadlinePolicy = DeadlinePolicy.None }, ("O", Sound), ("W", package)).ShouldHaveSingleItem();
        (finding.Code.Code, finding.Args["count"], finding.Args["policy"]).ShouldBe((CheckCodes.DeadlineWithoutEvent, 3, policy));
    }

    [Fact]
    public void R14_times_relative_to_a_launch_day_that_is_not_given_are_told_where_it_would_stand() =>
        Found(Header, ("O", Sound), ("P", new Phase { Name = "预热", Window = WindowParser.Parse("T-6周至T-1周") }), ("W", Package)).ShouldBe(["/plan/launchDate launchDateMissing"]);

    [Theory]
    [InlineData(850, 150, 1000, "")]
    [InlineData(850, 150, 1001, "/budget/0/total totalDiffers")]
    [InlineData(84.99, 15.01, 100, "/budget/0/contingencyRange contingencyOutOfRange")]
    [InlineData(900, 100, 1000, "")]
    [InlineData(901, 99, 1000, "/budget/0/contingencyRange contingencyOutOfRange")]
    public void R15_and_R16_the_total_is_the_sum_and_the_reserve_lies_in_its_range_bounds_included(double line, double reserve, double total, string expected) =>
        string.Concat(Found(Header, ("O", Sound), ("W", Package),
            ("B", new PlanBudget { Total = Money((decimal)total), ContingencyRange = new PercentRange { Min = 10, Max = 15 } }),
            ("L1", new PlanBudgetLine { Category = "广告", Kind = BudgetLineKind.Line, Amount = Money((decimal)line) }),
            ("L2", new PlanBudgetLine { Category = "应急", Kind = BudgetLineKind.Contingency, Amount = Money((decimal)reserve) }))).ShouldBe(expected);

    [Fact]
    public void R15_is_silent_while_an_amount_is_open_and_sub_items_and_shares_are_summed_too() =>
        Found(Header, ("O", Sound), ("W", Package),
            ("B", new PlanBudget { Total = Money(1000), ContingencyRange = new PercentRange { Min = 10 } }),
            ("L1", new PlanBudgetLine { Category = "广告", Kind = BudgetLineKind.Line, Amount = Money(5), Breakdown = [new() { Text = "搜索", Amount = Money(4) }], Share = new PercentRange { Min = 60, Max = 60 } }),
            ("L2", new PlanBudgetLine { Category = "渠道", Kind = BudgetLineKind.Line, Share = new PercentRange { Min = 41, Max = 41 } }))
            .ShouldBe(["/budgetLines/0/breakdown breakdownDiffers", "/budgetLines/1/share sharesOverHundred"]);

    [Fact]
    public void R21_a_response_names_an_owner_or_inherits_the_risks_and_a_time_and_blocks_activation_only()
    {
        var response = new PlanRiskTreatment { Text = "调整", TimingText = "立即" };
        var found = Run(Header, ("O", Sound), ("W", Package),
            ("R1", new PlanRisk { Name = "一", Responses = [response] }), ("R2", new PlanRisk { Name = "二", OwnersText = "市场部", Responses = [response with { TimingText = null }] }), ("R3", new PlanRisk { Name = "三" }));
        Texts(found).ShouldBe(["/risks/0/responses/0/owners responseWithoutOwner", "/risks/1/responses/0/deadlines responseWithoutTiming", "/risks/2/responses riskWithoutResponse"]);
        found.Select(finding => finding.Code.Blocks).ShouldBe([CheckGate.Activation, CheckGate.Activation, null]);
    }

    [Fact]
    public void Work_packages_that_wait_for_one_another_are_told_with_the_circle()
    {
        var found = Run(Header, ("O", Sound), ("A", Package with { Predecessors = ["B"] }), ("B", Package with { Predecessors = ["A", "C"] }), ("C", Package), ("D", Package with { Predecessors = ["A"] }));
        Texts(found).ShouldBe(["/workPackages/0/predecessors predecessorCycle", "/workPackages/1/predecessors predecessorCycle"]);
        ((List<string>)found[0].Args["refs"]!).ShouldBe(["A", "B", "A"]);
    }

    [Fact]
    public void Words_that_are_not_understood_labels_without_words_and_names_without_a_party_are_told()
    {
        var found = Run(Header, ("O", Sound), ("W", Package with { Owners = [new PartyRef { Text = "市场部" }, new PartyRef { Text = "市場部" }], Deadlines = [Due("等老板有空")] }), ("M", new Milestone { Name = "上线", Date = new PlannedDate { Text = "" } }));
        Texts(found).ShouldBe(["/workPackages/0/owners/0 partyNotLinked", "/workPackages/0/deadlines/0 textNotUnderstood", "/milestones/0/date labelEmpty"]);
        found[0].Args["count"].ShouldBe(2);
    }

    [Fact]
    public void Sections_that_plans_of_the_type_have_are_missed_at_their_place() =>
        Found(Header with { PlanType = PlanType.ProductLaunch }, ("W", Package)).ShouldBe(["/objectives sectionEmpty", "/phases sectionEmpty", "/analysis sectionEmpty", "/budgetLines sectionEmpty", "/risks sectionEmpty", "/monitoring sectionEmpty"]);

    [Fact]
    public void Findings_stand_in_the_order_of_the_document_numbers_by_value()
    {
        var subtasks = Enumerable.Range(0, 11).Select(i => new Subtask { Name = $"{i}", OwnersText = i is 2 or 10 ? null : "市场部" });
        Found(Header with { PreparedOn = null }, ("O", Sound with { Measures = [] }), ("W", Package with { Resources = [new() { Name = "[场地]" }], Subtasks = [.. subtasks] }))
            .ShouldBe([
                "/plan/preparedOn preparedOnMissing", "/objectives/0/measures measureMissing", "/workPackages/0/resources/0/name placeholderOpen",
                "/workPackages/0/subtasks/2/owners subtaskWithoutOwner", "/workPackages/0/subtasks/10/owners subtaskWithoutOwner",
            ]);
    }

    private static PlanSignatory Signs(SignatoryRole role, string name) => new() { Role = role, Party = Party(name) };

    private static PlanSignatory Named(SignatoryRole role, string name) => new() { Role = role, Party = new PartyRef { Text = name } };

    private static PartyRef Party(string name) => new() { Text = name, PartyId = name.Trim().Length > 0 && name[0] != '[' ? Guid.NewGuid() : null };

    private static PlannedMoney Money(decimal amount) => new() { Amount = amount, Currency = "CNY" };

    private static PlannedDate Day(string day) => new() { Date = DateOnly.Parse(day, CultureInfo.InvariantCulture) };

    private static Deadline Due(string text) => DeadlineParser.Parse(text);

    private static Subtask Step(string name, string due) => new() { Name = name, OwnersText = "市场部", Deadlines = [Due(due)] };

    private static TimetableSegment Segment(string text, string due) => new() { Text = text, Deadlines = [Due(due)] };

    private static IReadOnlyList<ScheduledPart> Parts(params (string Ref, PlanPartContent Content)[] parts) =>
        [.. parts.Select(part => new ScheduledPart(new PlanPartId(Guid.NewGuid()), PlanSections.Of(part.Content.GetType()).Name, part.Ref, part.Content))];

    private static IReadOnlyList<CheckFinding> Run(PlanHeader header, params (string Ref, PlanPartContent Content)[] parts) => PlanCheck.Run(new CheckedPlan(header, Parts(parts)));

    private static IReadOnlyList<string> Found(PlanHeader header, params (string Ref, PlanPartContent Content)[] parts) => Texts(Run(header, parts));

    private static IReadOnlyList<string> Texts(IReadOnlyList<CheckFinding> findings) => [.. findings.Select(finding => $"{finding.Pointer} {finding.Code.Code["check.".Length..]}")];
}
