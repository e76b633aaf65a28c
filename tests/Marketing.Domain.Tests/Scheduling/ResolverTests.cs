using System.Globalization;
using Marketing.Domain.Phrases;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Tests.Phrases;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Scheduling;

public sealed class ResolverTests
{
    private static readonly ScheduleContext Plan = new()
    {
        PlanStart = new DateOnly(2026, 1, 1),
        PlanEnd = new DateOnly(2026, 12, 31),
        LaunchDay = new DateOnly(2026, 6, 1),
        Anchors = new Dictionary<string, IReadOnlyList<DateOnly>>
        {
            [AnchorCodes.CampaignStart] = [new(2026, 3, 1), new(2026, 9, 1)],
            [AnchorCodes.CampaignEnd] = [new(2026, 3, 31)],
            [AnchorCodes.SurveyResult] = [new(2026, 3, 1)],
            ["問卷回收"] = [new(2026, 4, 10)],
            ["春节"] = [new(2026, 2, 17)],
        },
    };

    private const string Deadlines = """
        計劃開始后1個月內 => 2026-01-01..2026-01-31
        計劃開始后10個月內 => 2026-01-01..2026-10-31
        1個月內 => 2026-01-01..2026-01-31
        6個月 => 2026-01-01..2026-06-30
        1周内 => 2026-01-01..2026-01-07
        調查結果反饋后2周內 => 2026-03-01..2026-03-15
        问卷回收后5个工作日内 => 2026-04-10..2026-04-17
        上市后三个月内 => 2026-06-01..2026-09-01
        上市前1个月内 => 2026-05-01..2026-05-31
        春节前 => ..2026-02-16
        春节前两周 => 2026-02-03..2026-02-03
        T日 => 2026-06-01..2026-06-01
        T-6周 => 2026-04-20..2026-04-20
        T+30天 => 2026-07-01..2026-07-01
        活動啟動后1個月內 => 2026-03-01..2026-04-01 2026-09-01..2026-10-01
        活動期間 => 2026-03-01..2026-03-31 2026-09-01..
        計劃期間 => 2026-01-01..2026-12-31
        持續進行 => 2026-01-01..
        第6周 => 2026-02-05..2026-02-11
        第3个月 => 2026-03-01..2026-03-31
        首季度 => 2026-01-01..2026-03-31
        第6周前 => 2026-02-02..2026-02-04
        上市后首月 => 2026-06-01..2026-06-30
        Q2 => 2026-04-01..2026-06-30
        3月上旬 => 2026-03-01..2026-03-10
        3月底前 => 2026-03-21..2026-03-31
        2027年第一季度 => 2027-01-01..2027-03-31
        年底前 => 2026-09-01..2026-12-31
        2026年3月15日前 => ..2026-03-15
        立即 => waits EVENT_OCCURRENCE
        发现负面报道后立即 => waits NEGATIVE_COVERAGE_FOUND
        合同签订后2周内 => waits 合同签订
        每月一次 => undated
        X个月内 => open
        3月15日 => open
        尽快 => unparsed
        """;

    private const string Windows = """
        T-6周至T-1周 => 2026-04-20..2026-05-31
        T日 => 2026-06-01..2026-06-01
        T+1周至T+4周 => 2026-06-02..2026-06-29
        T+1周至T+N周 => open
        1-2个月 => 2026-01-01..2026-02-28
        2-4个月 => 2026-03-01..2026-04-30
        4-6个月 => 2026-05-01..2026-06-30
        6个月以后 => 2026-07-01..
        第6周至第8周 => 2026-02-05..2026-02-25
        第6周 => 2026-02-05..2026-02-11
        上市后三个月内 => 2026-06-01..2026-09-01
        上市后2-4个月 => 2026-08-02..2026-10-01
        上市前1个月内 => 2026-05-01..2026-06-01
        2026年3月至5月 => 2026-03-01..2026-05-31
        2026年1月15日至3月31日 => 2026-01-15..2026-03-31
        活動期間 => 2026-03-01..2026-03-31 2026-09-01..
        合同签订后1-3个月 => waits 合同签订
        近期 => unparsed
        """;

    private const string Frequencies = """
        每月一次 => 01-31 02-28 03-31
        每月两次 => 01-15 01-31 02-14 02-28 03-15 03-31
        每两周 => 01-14 01-28 02-11 02-25 03-11 03-25
        每季度末 => 03-31
        每月初 => 01-10 02-10 03-10
        每月31日 => 01-31 02-28 03-31
        每两个月一次 => 02-28
        活動啟動后每周一 => 03-02 03-09 03-16 03-23 03-30
        調查結果反饋后每月一次 => 03-31
        每次活动结束后 => 03-31
        合同签订后每月一次 => waits 合同签订
        定期 =>
        """;

    public static TheoryData<string, string> DeadlineCases() => Cases.Of(Deadlines);

    public static TheoryData<string, string> WindowCases() => Cases.Of(Windows);

    public static TheoryData<string, string> FrequencyCases() => Cases.Of(Frequencies);

    [Theory]
    [MemberData(nameof(DeadlineCases))]
    public void A_deadline_resolves_against_the_dates_of_the_plan(string text, string dates) =>
        Text(DeadlineResolver.Resolve(DeadlineParser.Parse(text), Plan)).ShouldBe(dates);

    [Theory]
    [MemberData(nameof(WindowCases))]
    public void A_window_resolves_against_the_dates_of_the_plan(string text, string dates) =>
        Text(DeadlineResolver.Resolve(WindowParser.Parse(text), Plan)).ShouldBe(dates);

    [Theory]
    [MemberData(nameof(FrequencyCases))]
    public void A_frequency_is_due_in_each_of_its_periods(string text, string dates)
    {
        var due = FrequencyResolver.Resolve(FrequencyParser.Parse(text)[0], Plan, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31));

        var days = string.Join(' ', due.Dates.Select(day => day.ToString("MM-dd", CultureInfo.InvariantCulture)));
        (due.WaitsFor is null ? days : "waits " + due.WaitsFor).ShouldBe(dates);
    }

    [Theory]
    [InlineData(DeadlinePolicy.PlanStart, "2026-01-01..2026-03-31")]
    [InlineData(DeadlinePolicy.AfterPredecessor, "2026-02-01..2026-04-30")]
    [InlineData(DeadlinePolicy.None, "waits UNSPECIFIED")]
    public void A_deadline_without_an_event_follows_the_plans_policy(DeadlinePolicy policy, string dates)
    {
        var plan = Plan with { Policy = policy, PredecessorEnd = new DateOnly(2026, 1, 31) };
        Text(DeadlineResolver.Resolve(DeadlineParser.Parse("3個月內"), plan)).ShouldBe(dates);
    }

    [Fact]
    public void Windows_follow_the_launch_day_when_it_moves()
    {
        var window = WindowParser.Parse("T-6周至T-1周");
        Text(DeadlineResolver.Resolve(window, Plan with { LaunchDay = new DateOnly(2026, 6, 8) })).ShouldBe("2026-04-27..2026-06-07");
        Text(DeadlineResolver.Resolve(window, Plan with { LaunchDay = null })).ShouldBe("waits LAUNCH_DAY");
    }

    [Fact]
    public void A_frequency_starts_with_its_event_and_ends_with_the_plan()
    {
        var monthly = FrequencyParser.Parse("調查結果反饋后每月一次")[0];
        var plan = Plan with { PlanEnd = new DateOnly(2026, 5, 15) };
        var due = FrequencyResolver.Resolve(monthly, plan, new DateOnly(2025, 1, 1), new DateOnly(2027, 1, 1));
        due.Dates.ShouldBe([new DateOnly(2026, 3, 31), new DateOnly(2026, 4, 30)]);
    }

    [Theory]
    [InlineData("每两周")]
    [InlineData("每周三")]
    [InlineData("每月31日")]
    [InlineData("每两个月一次")]
    [InlineData("每月两次")]
    [InlineData("每季度末")]
    [InlineData("每半年一次")]
    [InlineData("每年一次")]
    [InlineData("每日")]
    [InlineData("每2个工作日")]
    public void A_range_late_in_a_frequency_has_the_same_dates_as_the_whole(string text)
    {
        var frequency = FrequencyParser.Parse(text)[0];
        var plan = new ScheduleContext { PlanStart = new DateOnly(1996, 2, 29) };
        var (from, to) = (new DateOnly(2026, 3, 3), new DateOnly(2027, 3, 2));

        var late = FrequencyResolver.Resolve(frequency, plan, from, to).Dates;

        late.ShouldNotBeEmpty();
        var whole = FrequencyResolver.Resolve(frequency, plan, new DateOnly(1996, 1, 1), to).Dates;
        late.ShouldBe(whole.Where(day => day >= from));
    }

    [Fact]
    public void A_frequency_stops_at_the_end_of_the_calendar()
    {
        var plan = new ScheduleContext { PlanStart = new DateOnly(9999, 12, 1) };
        FrequencyResolver
            .Resolve(FrequencyParser.Parse("每周五")[0], plan, new DateOnly(9999, 12, 20), DateOnly.MaxValue)
            .Dates.ShouldBe([new DateOnly(9999, 12, 24), new DateOnly(9999, 12, 31)]);
    }

    [Fact]
    public void Amounts_beyond_the_calendar_are_clamped_to_its_end()
    {
        var offset = new Deadline
        {
            Kind = DeadlineKind.Offset,
            Anchor = AnchorCodes.LaunchDay,
            Amount = 10_000,
            Unit = TimeUnit.Year,
        };
        DeadlineResolver.Resolve(offset, Plan).Due.ShouldBe(DateOnly.MaxValue);
    }

    private static string Text(Resolution resolution) =>
        resolution.State switch
        {
            ResolutionState.Resolved => string.Join(
                ' ',
                resolution.Intervals.Select(interval => $"{Day(interval.Start)}..{Day(interval.End)}")
            ),
            ResolutionState.Waiting => "waits " + resolution.WaitsFor,
            var state => state.ToString().ToLowerInvariant(),
        };

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
