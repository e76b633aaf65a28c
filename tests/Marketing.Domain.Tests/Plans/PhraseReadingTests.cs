using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Tests.Phrases;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans;

public sealed class PhraseReadingTests
{
    [Theory]
    [InlineData("3个月内达到80%", "level achieve gte 80 %", "within 3 month @UNSPECIFIED (3个月内)")]
    [InlineData("80% by end of Q3", "level 80 %", "period quarter 3 calendar end (by end of Q3)")]
    [InlineData("95% within 24 hours", "level 95 %", "within 24 hour @UNSPECIFIED (within 24 hours)")]
    [InlineData("reach 80% within 6 months of launch", "level achieve gte 80 %", "within 6 month @LAUNCH_DAY (within 6 months of launch)")]
    [InlineData("上市后首月,销售量达到A台/套/次。", "count achieve gte A 台/套/次", "period month 1 @LAUNCH_DAY (上市后首月)")]
    [InlineData(
        "在目标用户群体中,产品知名度在上市后三个月内达到X%",
        "level achieve gte X %",
        "within 3 month @LAUNCH_DAY (上市后三个月内)"
    )]
    [InlineData("2026年Q2前转化率提升至3%", "level increase gte 3 %", "period quarter 1 calendar 2026 end (2026年Q2前)")]
    [InlineData("年底前达到80%", "level achieve gte 80 %", "period year 1 calendar end (年底前)")]
    [InlineData("80% by Q3", "level 80 %", "unparsed (by Q3)")]
    [InlineData("90%的客戶問題在24小時內得到解決", "level 90 % within 24 hour", "")]
    [InlineData("较2025年增长20%", "changePercent increase 20 % unspecified", "")]
    [InlineData("在2025年基础上增长20%", "changePercent increase 20 % unspecified", "")]
    [InlineData("达到80%", "level achieve gte 80 %", "")]
    public void The_time_by_which_a_target_is_due_becomes_a_deadline_of_its_measure(string text, string target, string deadlines)
    {
        var read = Read(Measured(text)).Measures[0];

        Describe.Of(read.Target).ShouldBe(target);
        read.Target.Text.ShouldBe(text);
        string.Join(" | ", read.Deadlines.Select(deadline => $"{Describe.Of(deadline)} ({deadline.Text})")).ShouldBe(deadlines);
        read.Deadlines.SelectMany(deadline => deadline.Check()).ShouldBeEmpty();
    }

    [Fact]
    public void The_time_by_which_the_target_of_a_KPI_is_due_becomes_its_deadline()
    {
        var kpi = new PlanKpi
        {
            Name = "知名度",
            Target = new TargetExpression { Text = "80% by end of Q3" },
        };

        var read = Read(kpi);

        Describe.Of(read.Target!).ShouldBe("level 80 %");
        read.Deadlines.Select(Describe.Of).ShouldBe(["period quarter 3 calendar end"]);
        var given = new Deadline { Kind = DeadlineKind.At, Anchor = AnchorCodes.PlanEnd };
        Read(kpi with { Deadlines = [given] }).Deadlines.ShouldBe([given]);
    }

    [Fact]
    public void Given_deadlines_of_a_measure_win_over_its_words()
    {
        var given = new Deadline { Kind = DeadlineKind.At, Anchor = AnchorCodes.PlanEnd };
        var objective = Measured("3个月内达到80%");
        var measure = objective.Measures[0] with { Deadlines = [given] };
        Read(objective with { Measures = [measure] }).Measures[0].Deadlines.ShouldBe([given]);
    }

    [Theory]
    [InlineData("每日站会,每周例会,每月复盘", "每日站会|每周例会|每月复盘")]
    [InlineData("每周、每月進行一次項目進度評估", "每周|每月進行一次項目進度評估")]
    [InlineData("每周一、三、五例会", "每周一、三、五例会|每周一、三、五例会|每周一、三、五例会")]
    [InlineData("weekly meeting and quarterly review", "weekly meeting|quarterly review")]
    public void Several_rhythms_of_one_text_keep_their_pieces_and_come_back_the_same(string text, string pieces)
    {
        var read = PhraseReading.Read(Monitored(text), "CNY").Frequencies;
        read.Select(frequency => frequency.Text).ShouldBe(pieces.Split('|'));

        var sentBack = new MonitoringMechanism
        {
            Name = "例会",
            Frequencies = [.. read.Select(frequency => new Frequency { Text = frequency.Text })],
        };
        PhraseReading.Read(sentBack, "CNY").Frequencies.ShouldBe(read);
    }

    [Fact]
    public void Words_beside_a_list_are_read_into_it()
    {
        var treatment = new PlanRiskTreatment { Text = "预案", TimingText = "启动时制定方案,每月复核一次" };
        var read = PhraseReading.Read(new PlanRisk { Name = "危机", Responses = [treatment] }, "CNY").Responses[0];
        read.TimingText.ShouldBe(treatment.TimingText);
        read.Deadlines.Select(Describe.Of).ShouldBe(["at @PROJECT_START"]);
        read.Frequencies.Select(Describe.Of).ShouldBe(["every 1 month x1 [复核]"]);

        PhraseReading
            .Read(new MonitoringMechanism { Name = "例会", FrequencyText = "每周一次" }, "CNY")
            .Frequencies.Select(Describe.Of)
            .ShouldBe(["every 1 week x1"]);
        PhraseReading
            .Read(new EvaluationCycle { Text = "进展", Period = "每周" }, "CNY")
            .Frequencies.Select(Describe.Of)
            .ShouldBe(["every 1 week"]);
        PhraseReading
            .Read(new CommunicationEntry { FrequencyText = "看心情" }, "CNY")
            .Frequencies.ShouldBe([new Frequency { Text = "看心情" }]);
    }

    [Fact]
    public void A_given_list_wins_over_the_words_beside_it()
    {
        var given = new Frequency { Kind = FrequencyKind.OnDemand };
        var mechanism = new MonitoringMechanism
        {
            Name = "例会",
            FrequencyText = "每周一次",
            Frequencies = [given],
        };
        PhraseReading.Read(mechanism, "CNY").Frequencies.ShouldBe([given]);
    }

    private static Objective Measured(string target) =>
        new()
        {
            Text = "目标",
            Measures =
            [
                new TargetMeasure
                {
                    Metric = new MetricRef { Text = "知名度" },
                    Target = new TargetExpression { Text = target },
                },
            ],
        };

    private static MonitoringMechanism Monitored(string frequency) =>
        new() { Name = "例会", Frequencies = [new Frequency { Text = frequency }] };

    private static T Read<T>(T content)
        where T : class => PhraseReading.Read(content, "CNY");
}
