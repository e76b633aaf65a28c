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
        Signatories =
        [
            Linked(SignatoryRole.PreparedBy, "张三"),
            Linked(SignatoryRole.ReviewedBy, "李四"),
            Linked(SignatoryRole.ApprovedBy, "王五"),
        ],
    };

    private static readonly TargetMeasure Measure = new()
    {
        Metric = new MetricRef { Text = "知名度" },
        Target = TargetParser.Parse("达到60%"),
    };

    private static readonly Objective Sound = new() { Text = "知名", Measures = [Measure] };

    private static readonly WorkPackage Package = new()
    {
        Name = "调研",
        Owners = [Party("市场部")],
        Deadlines = [Due("3个月内")],
    };

    [Fact]
    public void A_complete_plan_has_no_findings() => Found(Header, ("O", Sound), ("W", Package)).ShouldBeEmpty();

    [Fact]
    public void R1_missing_or_blank_signatories_and_a_missing_preparation_date_are_reported()
    {
        var header = Header with
        {
            PreparedOn = null,
            Signatories = [Linked(SignatoryRole.PreparedBy, "张三"), Linked(SignatoryRole.ReviewedBy, " ")],
        };

        Found(header, ("O", Sound), ("W", Package))
            .ShouldBe([
                "/plan/preparedOn preparedOnMissing",
                "/plan/signatories signatoryMissing",
                "/plan/signatories/1/party signatoryMissing",
            ]);
    }

    [Fact]
    public void R2_the_same_person_in_two_roles_is_an_error_in_either_script()
    {
        var header = Header with
        {
            Signatories =
            [
                Unlinked(SignatoryRole.PreparedBy, "張三"),
                Linked(SignatoryRole.ReviewedBy, "李四"),
                Unlinked(SignatoryRole.ApprovedBy, "张三"),
            ],
        };

        Found(header, ("O", Sound), ("W", Package))
            .ShouldBe(["/plan/signatories/0/party partyNotLinked", "/plan/signatories/2/party samePersonTwice"]);
    }

    [Fact]
    public void R2_equal_placeholders_are_not_the_same_person()
    {
        var header = Header with
        {
            Signatories =
            [
                Linked(SignatoryRole.PreparedBy, "[姓名]"),
                Linked(SignatoryRole.ReviewedBy, "[姓名]"),
                Linked(SignatoryRole.ApprovedBy, "王五"),
            ],
        };

        Found(header, ("O", Sound), ("W", Package))
            .ShouldBe(["/plan/signatories/0/party/text placeholderOpen", "/plan/signatories/1/party/text placeholderOpen"]);
    }

    [Theory]
    [InlineData("[姓名]", "[姓名]")]
    [InlineData("编制日期XXXX年XX月XX日", "XXXX年XX月XX日")]
    [InlineData("达到X%,新增Y家", "X Y")]
    [InlineData("投入A万元", "A")]
    [InlineData("第X月完成", "X")]
    [InlineData("C端用户的A/B测试,5G网络,T日与Z世代,KOL/KOC,VIP人群,Q3", "")]
    public void R3_placeholders_in_texts_are_recognised(string text, string tokens)
    {
        var findings = Run(Header, ("O", Sound with { Text = text }), ("W", Package));

        var placeholders = findings
            .Where(finding => finding.Code.Code == CheckCodes.PlaceholderOpen)
            .Select(finding => finding.Args["placeholder"]);
        string.Join(' ', placeholders).ShouldBe(tokens);
    }

    [Fact]
    public void R3_a_placeholder_blocks_only_activation_and_is_reported_once_if_the_surrounding_text_repeats_it()
    {
        var objective = new Objective { Text = "知名度达到X%。", Measures = [Measure with { Target = TargetParser.Parse("达到X%") }] };

        var finding = Run(Header, ("O", objective), ("W", Package)).ShouldHaveSingleItem();

        (finding.Pointer, finding.Code.Blocks).ShouldBe(("/objectives/0/measures/0/target/placeholder", CheckGate.Activation));
        (finding.Args["placeholder"], finding.Args["text"]).ShouldBe(("X", "达到X%"));
    }

    [Fact]
    public void R5_an_objective_needs_a_measure_that_names_its_metric()
    {
        var withoutMeasure = Sound with { Measures = [] };
        var withoutMetric = Sound with { Measures = [Measure with { Metric = new MetricRef { Text = "" } }] };

        Found(Header, ("O1", withoutMeasure), ("O2", withoutMetric), ("W", Package))
            .ShouldBe(["/objectives/0/measures measureMissing", "/objectives/1/measures/0/metric/text metricMissing"]);
    }

    [Fact]
    public void A_change_in_percent_needs_a_basis_before_submission()
    {
        var target = new TargetExpression
        {
            Kind = TargetKind.ChangePercent,
            Value = 20,
            Direction = Direction.Increase,
            ChangeBasis = ChangeBasis.Unspecified,
        };

        Found(Header, ("O", Sound with { Measures = [Measure with { Target = target }] }), ("W", Package))
            .ShouldBe(["/objectives/0/measures/0/target/changeBasis changeBasisOpen"]);
    }

    [Theory]
    [InlineData("满意度", "%", 101, null, null, "/value targetOutOfRange")]
    [InlineData("满意度", "%", 100, null, null, null)]
    [InlineData("评分", "分", 6, 5, null, "/value targetOutOfRange")]
    [InlineData("NPS", null, -101, null, null, "/value targetOutOfRange")]
    [InlineData("NPS", null, -100, null, null, null)]
    [InlineData("流失率", "%", 5, null, 5, "/value targetWrongSide")]
    [InlineData("流失率", "%", 4, null, 5, null)]
    public void R5_and_R6_a_target_is_on_its_scale_and_beyond_its_baseline(
        string metric,
        string? unit,
        int value,
        int? scale,
        int? baseline,
        string? expected
    )
    {
        var target = new TargetExpression
        {
            Kind = TargetKind.Level,
            Value = value,
            Unit = unit,
            ScaleMax = scale,
            Baseline = baseline,
            Direction = baseline is null ? null : Direction.Decrease,
        };
        var objective = Sound with
        {
            Measures =
            [
                new TargetMeasure
                {
                    Metric = new MetricRef { Text = metric },
                    Target = target,
                },
            ],
        };

        Found(Header, ("O", objective), ("W", Package)).ShouldBe(expected is null ? [] : ["/objectives/0/measures/0/target" + expected]);
    }

    [Fact]
    public void R7_a_date_outside_the_plans_period_is_reported() =>
        Found(
                Header,
                ("O", Sound),
                ("W", Package with { Deadlines = [Due("13个月内")] }),
                ("M", new Milestone { Name = "上线", Date = Day("2025-12-31") }),
                ("N", new Milestone { Name = "收尾", Date = Day("2026-12-31") })
            )
            .ShouldBe(["/workPackages/0/deadlines/0 outsidePeriod", "/milestones/0/date outsidePeriod"]);

    [Fact]
    public void R8_subtasks_and_work_packages_without_subtasks_need_an_owner()
    {
        var package = Package with { Subtasks = [new Subtask { Name = "设计" }, new Subtask { Name = "实施", OwnersText = "市场部" }] };

        Found(Header, ("O", Sound), ("W1", package), ("W2", Package with { Owners = [] }))
            .ShouldBe(["/workPackages/0/subtasks/0/owners subtaskWithoutOwner", "/workPackages/1/owners taskWithoutOwner"]);
    }

    [Fact]
    public void R9_owners_match_human_resources_across_scripts_and_by_alias()
    {
        var marketing = Guid.NewGuid();
        var owners = new[]
        {
            Party("市場部"),
            new PartyRef { Text = "Marketing", PartyId = marketing },
            Party("各任务负责人"),
            Party("数据分析团队"),
        };
        var parts = Parts(
            ("O", Sound),
            ("W", Package with { Owners = owners }),
            ("R", new PlanResource { Type = ResourceType.Human, Name = "市场部" })
        );
        var names = new[] { (marketing, "MARKETING"), (marketing, "市场部") }.ToLookup(name => name.Item1, name => name.Item2);

        Texts(PlanCheck.Run(new CheckedPlan(Header, parts) { PartyNames = names }))
            .ShouldBe(["/workPackages/0/owners/3 ownerNotInResources"]);
    }

    [Fact]
    public void R9_human_resources_come_from_parts_or_the_header_and_project_groups_add_to_them()
    {
        (string, PlanPartContent) objective = ("O", Sound);
        (string, PlanPartContent) task = ("W", Package with { Owners = [Party("市場部"), Party("代理商"), Party("数据分析团队")] });
        (string, PlanPartContent) resource = ("R", new PlanResource { Type = ResourceType.Human, Name = "市场部" });
        (string, PlanPartContent) group = ("G", new ProjectGroup { Members = [new() { Party = Party("数据分析团队") }] });

        Found(Header with { HumanResourcesText = "市场部、数据分析团队等。" }, objective, task)
            .ShouldBe(["/workPackages/0/owners/1 ownerNotInResources"]);
        Found(Header, objective, task, resource, group).ShouldBe(["/workPackages/0/owners/1 ownerNotInResources"]);
        Found(Header, objective, task).ShouldBeEmpty("there is no list of resources");
        Found(Header, objective, task, group).ShouldBeEmpty("a project group alone is not a list of resources");
    }

    [Fact]
    public void R10_a_needed_resource_is_in_the_lists_or_refers_to_one()
    {
        var package = Package with
        {
            Resources = [new() { Name = "調研工具" }, new() { Name = "创意团队" }, new() { Name = "别的", Resource = "R" }],
        };

        Found(Header, ("O", Sound), ("W", package), ("R", new PlanResource { Type = ResourceType.Material, Name = "调研工具" }))
            .ShouldBe(["/workPackages/0/resources/1/name resourceNotListed"]);
    }

    [Theory]
    [InlineData("1-2个月|2-4个月|4-6个月|6个月以后", "")]
    [InlineData("T-6周至T-1周|T日|T+1周至T+4周", "")]
    [InlineData("第1-4周|第5-8周|第9周", "")]
    [InlineData("2026年3月2日至2026年3月6日|2026年3月9日至2026年3月13日", "")]
    [InlineData("2026年3月2日至2026年3月6日|2026年3月10日至2026年3月13日", "phasesApart")]
    [InlineData("第1-4周|第6-8周", "phasesApart")]
    [InlineData("第1季度|第3季度", "phasesApart")]
    [InlineData("T-6周至T-2周|T日", "phasesApart")]
    [InlineData("第1季度|T日|第3季度", "")]
    [InlineData("第1-12周|第2-3周|第13-14周", "phasesOverlap")]
    [InlineData("1-3个月|1-2个月", "phasesOverlap")]
    [InlineData("3-4个月|1-2个月", "windowAmbiguous phasesOutOfOrder")]
    [InlineData("1个月以后|3-4个月", "phaseOpenEnded windowAmbiguous")]
    public void R11_phases_are_in_order_and_share_at_most_a_boundary(string windows, string expected)
    {
        var header = Header with { LaunchDate = Day("2026-06-01"), PeriodStart = null, PeriodEnd = null };
        var phases = windows
            .Split('|')
            .Select((window, i) => ($"P{i}", (PlanPartContent)new Phase { Name = $"阶段{i}", Window = WindowParser.Parse(window) }));

        var codes = Found(header, [("O", Sound), ("W", Package with { Deadlines = [] }), .. phases])
            .Where(finding => finding.StartsWith("/phases/", StringComparison.Ordinal))
            .Select(finding => finding.Split(' ')[1]);
        string.Join(' ', codes).ShouldBe(expected);
    }

    [Theory]
    [InlineData("第6周至第8周", "3个月内", 1)]
    [InlineData("第1周至第13周", "3个月内", 0)]
    [InlineData("1-3个月", "3个月", 0)]
    [InlineData("1-2个月", "1个月", 1)]
    public void R12_a_timetable_that_contradicts_a_deadline_is_reported(string timetable, string deadline, int conflicts)
    {
        var header = Header with { DeadlinePolicy = DeadlinePolicy.None, PeriodStart = null };

        Conflicts(header, WindowParser.Parse(timetable), Due(deadline)).ShouldBe(conflicts);
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
    public void R12_a_week_before_or_after_an_event_can_end_on_any_day_of_that_week(string timetable, string deadline, int conflicts)
    {
        Conflicts(Header with { LaunchDate = Day("2026-06-01") }, WindowParser.Parse(timetable), Due(deadline)).ShouldBe(conflicts);
        Conflicts(Header with { LaunchDate = null }, WindowParser.Parse(timetable), Due(deadline)).ShouldBe(conflicts);
    }

    [Fact]
    public void R12_the_same_number_of_working_days_agrees_across_a_weekend()
    {
        var end = new Deadline
        {
            Kind = DeadlineKind.Offset,
            Anchor = AnchorCodes.LaunchDay,
            Amount = -2,
            Unit = TimeUnit.WorkingDay,
        };
        var window = new PeriodWindow
        {
            Kind = PeriodWindowKind.Bounded,
            Start = end with { Amount = -9 },
            End = end,
        };

        Conflicts(Header with { LaunchDate = Day("2026-06-02") }, window, end).ShouldBe(0);
    }

    [Fact]
    public void R12_a_segment_of_the_timetable_is_compared_with_the_subtask_that_it_names()
    {
        var package = Package with { Deadlines = [], Subtasks = [Step("问卷设计", "1个月内"), Step("数据分析", "2个月内")] };
        var entry = new TimetableEntry
        {
            Text = "…",
            WorkPackages = ["W"],
            Segments = [Segment("1个月内完成問卷設計", "1个月内"), Segment("4个月内完成数据分析", "4个月内")],
        };

        Found(Header, ("O", Sound), ("W", package), ("L", entry)).ShouldBe(["/timetable/0/segments/1 timetableConflict"]);
    }

    [Theory]
    [InlineData("1个月内|3个月内|1个月内", DeadlinePolicy.AfterPredecessor)]
    [InlineData("1个月内|2个月内|3个月内", DeadlinePolicy.PlanStart)]
    [InlineData("1个月|3个月|6个月", DeadlinePolicy.AfterPredecessor)]
    public void R13_deadlines_without_an_event_are_reported_once_with_the_policy_that_resolves_them(string steps, DeadlinePolicy policy)
    {
        var package = Package with { Deadlines = [], Subtasks = [.. steps.Split('|').Select(step => Step("步骤", step))] };

        var finding = Run(Header with { DeadlinePolicy = DeadlinePolicy.None }, ("O", Sound), ("W", package)).ShouldHaveSingleItem();

        (finding.Pointer, finding.Code.Code, finding.Args["count"], finding.Args["policy"]).ShouldBe(
            ("/plan/deadlinePolicy", CheckCodes.DeadlineWithoutEvent, 3, policy)
        );
    }

    [Fact]
    public void R13_one_policy_is_proposed_for_the_whole_plan()
    {
        var parallel = Package with { Deadlines = [], Subtasks = [Step("设计", "1个月内"), Step("实施", "2个月内")] };
        var chain = Package with { Deadlines = [], Subtasks = [Step("评估", "1个月内"), Step("升级", "3个月内"), Step("上线", "1个月内")] };

        var finding = Run(
                Header with
                {
                    DeadlinePolicy = DeadlinePolicy.None,
                },
                ("O", Sound),
                ("W1", parallel),
                ("W2", chain),
                ("W3", Package)
            )
            .ShouldHaveSingleItem();

        (finding.Args["count"], finding.Args["policy"]).ShouldBe((6, DeadlinePolicy.AfterPredecessor));
    }

    [Fact]
    public void R14_times_relative_to_a_missing_launch_day_are_reported_at_the_launch_day() =>
        Found(Header, ("O", Sound), ("P", new Phase { Name = "预热", Window = WindowParser.Parse("T-6周至T-1周") }), ("W", Package))
            .ShouldBe(["/plan/launchDate launchDateMissing"]);

    [Theory]
    [InlineData(850, 150, 1000, null)]
    [InlineData(850, 150, 1001, "/budget/0/total totalDiffers")]
    [InlineData(84.99, 15.01, 100, "/budget/0/contingencyRange contingencyOutOfRange")]
    [InlineData(900, 100, 1000, null)]
    [InlineData(901, 99, 1000, "/budget/0/contingencyRange contingencyOutOfRange")]
    public void R15_and_R16_the_total_is_the_sum_and_the_reserve_is_within_its_range(
        double line,
        double reserve,
        double total,
        string? expected
    ) =>
        Found(
                Header,
                ("O", Sound),
                ("W", Package),
                (
                    "B",
                    new PlanBudget
                    {
                        Total = Money((decimal)total),
                        ContingencyRange = new PercentRange { Min = 10, Max = 15 },
                    }
                ),
                (
                    "L1",
                    new PlanBudgetLine
                    {
                        Category = "广告",
                        Kind = BudgetLineKind.Line,
                        Amount = Money((decimal)line),
                    }
                ),
                (
                    "L2",
                    new PlanBudgetLine
                    {
                        Category = "应急",
                        Kind = BudgetLineKind.Contingency,
                        Amount = Money((decimal)reserve),
                    }
                )
            )
            .ShouldBe(expected is null ? [] : [expected]);

    [Fact]
    public void R15_totals_are_not_checked_while_an_amount_is_open_but_breakdowns_and_shares_are()
    {
        var advertising = new PlanBudgetLine
        {
            Category = "广告",
            Kind = BudgetLineKind.Line,
            Amount = Money(5),
            Breakdown = [new() { Text = "搜索", Amount = Money(4) }],
            Share = new PercentRange { Min = 60, Max = 60 },
        };
        var channels = new PlanBudgetLine
        {
            Category = "渠道",
            Kind = BudgetLineKind.Line,
            Share = new PercentRange { Min = 41, Max = 41 },
        };
        var budget = new PlanBudget
        {
            Total = Money(1000),
            ContingencyRange = new PercentRange { Min = 10 },
        };

        Found(Header, ("O", Sound), ("W", Package), ("B", budget), ("L1", advertising), ("L2", channels))
            .ShouldBe(["/budgetLines/0/breakdown breakdownDiffers", "/budgetLines/1/share sharesOverHundred"]);
    }

    [Fact]
    public void R21_a_risk_response_needs_an_owner_or_inherits_it_and_a_time_and_blocks_only_activation()
    {
        var response = new PlanRiskTreatment { Text = "调整", TimingText = "立即" };
        var findings = Run(
            Header,
            ("O", Sound),
            ("W", Package),
            ("R1", new PlanRisk { Name = "一", Responses = [response] }),
            (
                "R2",
                new PlanRisk
                {
                    Name = "二",
                    OwnersText = "市场部",
                    Responses = [response with { TimingText = null }],
                }
            ),
            ("R3", new PlanRisk { Name = "三" })
        );

        Texts(findings)
            .ShouldBe([
                "/risks/0/responses/0/owners responseWithoutOwner",
                "/risks/1/responses/0/deadlines responseWithoutTiming",
                "/risks/2/responses riskWithoutResponse",
            ]);
        findings.Select(finding => finding.Code.Blocks).ShouldBe([CheckGate.Activation, CheckGate.Activation, null]);
    }

    [Fact]
    public void A_cycle_of_predecessors_is_reported_with_its_work_packages()
    {
        var findings = Run(
            Header,
            ("O", Sound),
            ("A", Package with { Predecessors = ["B"] }),
            ("B", Package with { Predecessors = ["A", "C"] }),
            ("C", Package),
            ("D", Package with { Predecessors = ["A"] })
        );

        Texts(findings).ShouldBe(["/workPackages/0/predecessors predecessorCycle", "/workPackages/1/predecessors predecessorCycle"]);
        ((List<string>)findings[0].Args["refs"]!).ShouldBe(["A", "B", "A"]);
    }

    [Fact]
    public void Unparsed_texts_empty_labels_and_unlinked_names_are_reported()
    {
        var package = Package with
        {
            Owners = [new PartyRef { Text = "市场部" }, new PartyRef { Text = "市場部" }],
            Deadlines = [Due("等老板有空")],
        };
        var milestone = new Milestone
        {
            Name = "上线",
            Date = new PlannedDate { Text = "" },
        };

        var findings = Run(Header, ("O", Sound), ("W", package), ("M", milestone));

        Texts(findings)
            .ShouldBe([
                "/workPackages/0/owners/0 partyNotLinked",
                "/workPackages/0/deadlines/0 textNotUnderstood",
                "/milestones/0/date labelEmpty",
            ]);
        findings[0].Args["count"].ShouldBe(2);
    }

    [Fact]
    public void Empty_sections_that_plans_of_the_type_usually_fill_are_reported() =>
        Found(Header with { PlanType = PlanType.ProductLaunch }, ("W", Package))
            .ShouldBe([
                "/objectives objectiveMissing",
                "/phases sectionEmpty",
                "/analysis sectionEmpty",
                "/budgetLines sectionEmpty",
                "/risks sectionEmpty",
                "/monitoring sectionEmpty",
            ]);

    [Fact]
    public void Findings_are_in_document_order_with_indexes_compared_as_numbers()
    {
        var subtasks = Enumerable.Range(0, 11).Select(i => new Subtask { Name = $"{i}", OwnersText = i is 2 or 10 ? null : "市场部" });
        var package = Package with { Resources = [new() { Name = "[场地]" }], Subtasks = [.. subtasks] };

        Found(Header with { PreparedOn = null }, ("O", Sound with { Measures = [] }), ("W", package))
            .ShouldBe([
                "/plan/preparedOn preparedOnMissing",
                "/objectives/0/measures measureMissing",
                "/workPackages/0/resources/0/name placeholderOpen",
                "/workPackages/0/subtasks/2/owners subtaskWithoutOwner",
                "/workPackages/0/subtasks/10/owners subtaskWithoutOwner",
            ]);
    }

    [Fact]
    public void A_plan_without_a_start_an_objective_or_a_task_is_ready_for_nothing()
    {
        var findings = Run(Header with { PeriodStart = null });

        Texts(findings).ShouldBe(["/plan/periodStart planStartMissing", "/objectives objectiveMissing", "/workPackages taskMissing"]);
        findings.ShouldAllBe(finding => finding.Code.Blocks == CheckGate.Submission);
        findings[0].Args.ShouldBeEmpty();
        Run(Header with { PeriodStart = null }, ("O", Sound), ("W", Package)).ShouldHaveSingleItem().Args["count"].ShouldBe(1);
    }

    [Theory]
    [InlineData("XXXX年XX月XX日", "/plan/periodStart/placeholder placeholderOpen")]
    [InlineData("待定", "/plan/periodStart/text placeholderOpen")]
    [InlineData("春节以后", "/plan/periodStart planStartMissing")]
    [InlineData("", "/plan/periodStart planStartMissing")]
    public void A_start_that_is_still_open_is_reported_as_such(string start, string expected) =>
        Found(Header with { PeriodStart = PlannedDateParser.Parse(start) }, ("O", Sound), ("W", Package with { Deadlines = [] }))
            .ShouldBe([expected]);

    [Theory]
    [InlineData("销售额", "销售额增长20%", false)]
    [InlineData("客单价", "提升20%", false)]
    [InlineData("新客戶", "增加20%的新客戶", false)]
    [InlineData("会员人数", "增长20%", false)]
    [InlineData("平均响应时间", "缩短20%", false)]
    [InlineData("获取成本(CAC)", "降低20%", false)]
    [InlineData("工作效率", "提升20%", false)]
    [InlineData("线上搜索指数", "提升20%", false)]
    [InlineData("", "提升产品销量20%", false)]
    [InlineData("Sales revenue", "increase by 20%", false)]
    [InlineData("Number of followers", "increase by 20%", false)]
    [InlineData("Response time", "reduce by 20%", false)]
    [InlineData("复购率", "提升20%", true)]
    [InlineData("市場佔有率", "提升20%", true)]
    [InlineData("利润率", "提升20%", true)]
    [InlineData("客户满意度", "提升20%", true)]
    [InlineData("正面报道占比", "提升20%", true)]
    [InlineData("产品净推荐值(NPS)", "提升20%", true)]
    [InlineData("Conversion rate", "increase by 20%", true)]
    [InlineData("Share of voice", "increase by 20%", true)]
    [InlineData("品牌影响力", "提升20%", true)]
    public void The_basis_of_a_change_is_asked_only_where_points_make_sense(string metric, string target, bool isAsked)
    {
        var measure = new TargetMeasure
        {
            Metric = new MetricRef { Text = metric.Length == 0 ? "销售" : metric },
            Target = TargetParser.Parse(target),
        };
        measure.Target.ChangeBasis.ShouldBe(ChangeBasis.Unspecified);

        Found(Header, ("O", Sound with { Measures = [measure] }), ("W", Package))
            .ShouldBe(isAsked ? ["/objectives/0/measures/0/target/changeBasis changeBasisOpen"] : []);
    }

    [Fact]
    public void The_unit_of_a_linked_metric_decides_whether_a_change_can_be_in_points()
    {
        var (share, amount) = (Guid.NewGuid(), Guid.NewGuid());
        var target = TargetParser.Parse("提升20%");
        var measures = new[] { share, amount }.Select(id => new TargetMeasure
        {
            Metric = new MetricRef { Text = "会员贡献", MetricId = id },
            Target = target,
        });
        var plan = new CheckedPlan(Header, Parts(("O", Sound with { Measures = [.. measures] }), ("W", Package)))
        {
            MetricUnits = new Dictionary<Guid, string> { [share] = "%", [amount] = "元" },
        };

        Texts(PlanCheck.Run(plan)).ShouldBe(["/objectives/0/measures/0/target/changeBasis changeBasisOpen"]);
    }

    [Fact]
    public void An_example_is_asked_nothing() =>
        Found(
                Header,
                (
                    "O",
                    Sound with
                    {
                        Measures =
                        [
                            Measure with
                            {
                                Example = TargetParser.Parse("提升20%"),
                            },
                            Measure with
                            {
                                Example = TargetParser.Parse("例如:5分制"),
                            },
                        ],
                    }
                ),
                ("W", Package)
            )
            .ShouldBeEmpty();

    [Theory]
    [InlineData("由××公司执行", "××")]
    [InlineData("与xx公司合作", "xx")]
    [InlineData("预算为____万元", "____")]
    [InlineData("负责人【待定】", "【待定】")]
    [InlineData("负责人：待定", "待定")]
    [InlineData("场地待定,嘉宾待定。", "待定")]
    [InlineData("Venue TBD, host tbc", "TBD tbc")]
    [InlineData("The venue is to be confirmed.", "to be confirmed")]
    [InlineData("在[ ]月上线", "[ ]")]
    [InlineData("在（　）月上线", "（　）")]
    [InlineData("20XX年启动", "20XX年")]
    [InlineData("202X年启动", "202X年")]
    [InlineData("X年X月X日签约", "X年X月X日")]
    [InlineData("于X月X日签约", "X月X日")]
    [InlineData("YYYY年MM月DD日", "YYYY年MM月DD日")]
    [InlineData("欢迎{姓名}光临", "{姓名}")]
    [InlineData("欢迎<姓名>光临", "<姓名>")]
    [InlineData("联系【产品名称】团队", "【产品名称】")]
    [InlineData("内容待补充", "待补充")]
    [InlineData("內容待補充", "待補充")]
    [InlineData("预算待确认", "待确认")]
    [InlineData("预计投入 XX 万元", "XX")]
    [InlineData("某年某月启动", "某年某月")]
    [InlineData("等待定制完成,期待定价,处理有待确认的订单,待补货", "")]
    [InlineData("XXL码,清禾×敦煌联名,Model X,X世代,5×8米", "")]
    [InlineData("【活动主题】春季焕新;【重点】会员日【限时抢购】", "")]
    [InlineData("见附表[1]、[图2]与[官网](https://example.com)", "")]
    [InlineData("[x] 完成注册", "")]
    [InlineData("转化率<5%且>3%", "")]
    [InlineData("Orders to be confirmed by phone", "")]
    [InlineData("线上——线下……二〇〇八年", "")]
    public void R3_placeholders_inside_sentences_are_found_and_words_are_not(string text, string tokens)
    {
        var placeholders = Run(Header, ("O", Sound with { Text = text }), ("W", Package))
            .Where(finding => finding.Code.Code == CheckCodes.PlaceholderOpen)
            .Select(finding => finding.Args["placeholder"]);

        string.Join(' ', placeholders).ShouldBe(tokens);
    }

    [Fact]
    public void R3_a_name_that_is_missing_throughout_the_prose_is_reported_once_with_all_its_places()
    {
        var header = Header with { ProductName = "[产品名称]", Introduction = new string('长', 200) + "[产品名称]上市" };

        var finding = Run(header, ("O", Sound with { Text = "让[产品名称]知名" }), ("W", Package)).ShouldHaveSingleItem();

        finding.Args["count"].ShouldBe(3);
        ((string[])finding.Args["pointers"]!).ShouldBe(["/plan/productName", "/plan/introduction", "/objectives/0/text"]);
    }

    [Fact]
    public void R3_a_placeholder_is_shown_with_the_words_around_it_and_its_role_or_field()
    {
        var header = Header with
        {
            Introduction = new string('长', 200) + "投入XX元" + new string('长', 200),
            Signatories = [Linked(SignatoryRole.PreparedBy, "[姓名]"), .. Header.Signatories.Skip(1)],
        };

        var findings = Run(header, ("O", Sound), ("W", Package));

        var (inText, inRole) = (
            findings.Single(finding => finding.Within == "/introduction"),
            findings.Single(finding => finding.Within != "/introduction")
        );
        (inText.Args["field"], inText.Args["fieldOf"]).ShouldBe(("introduction", "planHeader"));
        var text = (string)inText.Args["text"]!;
        (text.Length <= 62, text.Contains("投入XX元", StringComparison.Ordinal)).ShouldBe((true, true), text);
        (inRole.Args["role"], inRole.Args.ContainsKey("text")).ShouldBe((SignatoryRole.PreparedBy, false));
    }

    [Theory]
    [InlineData("5月中旬", "2026-05-11", "2026-05-20")]
    [InlineData("2026年5月上旬", "2026-05-01", "2026-05-10")]
    [InlineData("late May", "2026-05-21", "2026-05-31")]
    [InlineData("年初", "2026-01-01", "2026-04-30")]
    [InlineData("年底", "2026-09-01", "2026-12-31")]
    [InlineData("Q2末", "2026-06-01", "2026-06-30")]
    public void A_deadline_that_is_read_to_a_span_has_a_finding(string text, string start, string end)
    {
        var finding = Run(Header, ("O", Sound), ("W", Package with { Deadlines = [Due(text)] })).ShouldHaveSingleItem();

        (finding.Code.Code, finding.Args["start"], finding.Args["end"]).ShouldBe((CheckCodes.DateInexact, Day(start).Date, Day(end).Date));
    }

    [Theory]
    [InlineData("年底前")]
    [InlineData("5月中旬之前")]
    [InlineData("by the end of the third quarter")]
    [InlineData("第二季度")]
    public void A_deadline_by_the_end_of_a_period_or_in_a_whole_one_has_none(string text) =>
        Found(Header, ("O", Sound), ("W", Package with { Deadlines = [Due(text)] })).ShouldBeEmpty();

    [Theory]
    [InlineData("5月中旬")]
    [InlineData("early May")]
    [InlineData("年初")]
    [InlineData("2026年5月")]
    public void A_date_that_names_no_day_has_a_finding(string text) =>
        Found(Header, ("O", Sound), ("W", Package), ("M", new Milestone { Name = "上线", Date = PlannedDateParser.Parse(text) }))
            .ShouldBe(["/milestones/0/date textNotUnderstood"]);

    [Fact]
    public void An_amount_or_a_share_that_is_no_exact_figure_has_a_finding() =>
        Found(
                Header,
                ("O", Sound),
                ("W", Package),
                (
                    "L",
                    new PlanBudgetLine
                    {
                        Category = "广告",
                        Kind = BudgetLineKind.Line,
                        Amount = new PlannedMoney { Text = "约50万元" },
                        Share = new PercentRange { Text = "销售额的10%" },
                    }
                )
            )
            .ShouldBe(["/budgetLines/0/amount textNotUnderstood", "/budgetLines/0/share textNotUnderstood"]);

    [Fact]
    public void R10_a_plan_that_lists_only_people_has_no_list_of_resources() =>
        Found(
                Header,
                ("O", Sound),
                ("W", Package with { Owners = [], OwnersText = "市场部", Resources = [new() { Name = "调研工具" }] }),
                ("R", new PlanResource { Type = ResourceType.Human, Name = "市场部" }),
                ("S", new StaffingPosition { Role = "产品经理" })
            )
            .ShouldBeEmpty();

    [Fact]
    public void R9_and_R10_a_name_is_reported_once_with_the_number_of_its_places()
    {
        var package = Package with { Owners = [Party("代理商")], Resources = [new() { Name = "測試環境" }] };

        var findings = Run(
            Header,
            ("O", Sound),
            ("W1", package),
            ("W2", package with { Resources = [new() { Name = "测试环境" }] }),
            ("R1", new PlanResource { Type = ResourceType.Human, Name = "市场部" }),
            ("R2", new PlanResource { Type = ResourceType.Material, Name = "调研工具" })
        );

        Texts(findings).ShouldBe(["/workPackages/0/owners/0 ownerNotInResources", "/workPackages/0/resources/0/name resourceNotListed"]);
        findings.ShouldAllBe(finding => (int)finding.Args["count"]! == 2);
    }

    private static PlanSignatory Linked(SignatoryRole role, string name) => new() { Role = role, Party = Party(name) };

    private static PlanSignatory Unlinked(SignatoryRole role, string name) =>
        new()
        {
            Role = role,
            Party = new PartyRef { Text = name },
        };

    private static PartyRef Party(string name) =>
        new() { Text = name, PartyId = name.Trim().Length > 0 && name[0] != '[' ? Guid.NewGuid() : null };

    private static PlannedMoney Money(decimal amount) => new() { Amount = amount, Currency = "CNY" };

    private static PlannedDate Day(string day) => new() { Date = DateOnly.Parse(day, CultureInfo.InvariantCulture) };

    private static Deadline Due(string text) => DeadlineParser.Parse(text);

    private static Subtask Step(string name, string due) =>
        new()
        {
            Name = name,
            OwnersText = "市场部",
            Deadlines = [Due(due)],
        };

    private static TimetableSegment Segment(string text, string due) => new() { Text = text, Deadlines = [Due(due)] };

    private static int Conflicts(PlanHeader header, PeriodWindow timetable, Deadline deadline)
    {
        var entry = new TimetableEntry
        {
            Subject = "任务1",
            Window = timetable,
            WorkPackages = ["W"],
        };
        return Found(header, ("O", Sound), ("W", Package with { Deadlines = [deadline] }), ("L", entry))
            .Count(finding => finding == "/timetable/0/window timetableConflict");
    }

    private static IReadOnlyList<ScheduledPart> Parts(params (string Ref, PlanPartContent Content)[] parts) =>
        [
            .. from part in parts
            let section = PlanSections.Of(part.Content.GetType()).Name
            select new ScheduledPart(new PlanPartId(Guid.NewGuid()), section, part.Ref, part.Content),
        ];

    private static IReadOnlyList<CheckFinding> Run(PlanHeader header, params (string Ref, PlanPartContent Content)[] parts) =>
        PlanCheck.Run(new CheckedPlan(header, Parts(parts)));

    private static IReadOnlyList<string> Found(PlanHeader header, params (string Ref, PlanPartContent Content)[] parts) =>
        Texts(Run(header, parts));

    private static IReadOnlyList<string> Texts(IReadOnlyList<CheckFinding> findings) =>
        [.. findings.Select(finding => $"{finding.Pointer} {finding.Code.Code["check.".Length..]}")];
}
