using Marketing.Domain.Phrases;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Phrases;

public sealed class WindowParserTests
{
    private const string Table = """
        T-6周至T-1周 => offset -6 week @LAUNCH_DAY .. offset -1 week @LAUNCH_DAY
        T-6週至T-1週 => offset -6 week @LAUNCH_DAY .. offset -1 week @LAUNCH_DAY
        (T-6周至T-1周) => offset -6 week @LAUNCH_DAY .. offset -1 week @LAUNCH_DAY
        T-6周~T-1周 => offset -6 week @LAUNCH_DAY .. offset -1 week @LAUNCH_DAY
        T-6至T-1周 => offset -6 week @LAUNCH_DAY .. offset -1 week @LAUNCH_DAY
        T日 => offset 0 day @LAUNCH_DAY
        T日至T+30天 => offset 0 day @LAUNCH_DAY .. offset 30 day @LAUNCH_DAY
        T+1周至T+N周 => offset 1 week @LAUNCH_DAY .. offset N week @LAUNCH_DAY
        T-2周到T+2周 => offset -2 week @LAUNCH_DAY .. offset 2 week @LAUNCH_DAY
        T-6 weeks to T-1 week => offset -6 week @LAUNCH_DAY .. offset -1 week @LAUNCH_DAY
        上市前6周至上市前1周 => offset -6 week @LAUNCH_DAY .. offset -1 week @LAUNCH_DAY
        上市前6周至上市当日 => offset -6 week @LAUNCH_DAY .. at @LAUNCH_DAY
        第6周至第8周 => period week 6 .. period week 8
        第六周到第八周 => period week 6 .. period week 8
        第6周-第8周 => period week 6 .. period week 8
        第6-8周 => period week 6 .. period week 8
        第6至8周 => period week 6 .. period week 8
        第1-3个月 => period month 1 .. period month 3
        第X月至第Y月 => period month X .. period month Y
        第一季度至第三季度 => period quarter 1 .. period quarter 3
        weeks 6-8 => period week 6 .. period week 8
        week 6 to week 8 => period week 6 .. period week 8
        months 1 to 3 => period month 1 .. period month 3
        1-2个月 => offset 0 month @PLAN_START .. offset 2 month @PLAN_START
        2-4个月 => offset 2 month @PLAN_START .. offset 4 month @PLAN_START
        1-3個月 => offset 0 month @PLAN_START .. offset 3 month @PLAN_START
        4~6个月 => offset 4 month @PLAN_START .. offset 6 month @PLAN_START
        一至三个月 => offset 0 month @PLAN_START .. offset 3 month @PLAN_START
        (1-3个月) => offset 0 month @PLAN_START .. offset 3 month @PLAN_START
        前3个月 => offset 0 month @PLAN_START .. offset 3 month @PLAN_START
        上市后1-3个月 => offset 0 month @LAUNCH_DAY .. offset 3 month @LAUNCH_DAY
        上市后三个月内 => offset 0 day @LAUNCH_DAY .. offset 3 month @LAUNCH_DAY
        上市前1个月内 => offset -1 month @LAUNCH_DAY .. offset 0 day @LAUNCH_DAY
        6个月以后 => offset 6 month @PLAN_START ..
        6個月后 => offset 6 month @PLAN_START ..
        6个月起 => offset 6 month @PLAN_START ..
        T+1周起 => offset 1 week @LAUNCH_DAY ..
        T+4周以后 => offset 4 week @LAUNCH_DAY ..
        第7个月起 => period month 7 ..
        第7个月及以后 => period month 7 ..
        2026年3月起 => period month 3 calendar 2026 ..
        上市后 => at @LAUNCH_DAY ..
        after 6 months => offset 6 month @PLAN_START ..
        from month 7 => period month 7 ..
        month 7 onwards => period month 7 ..
        第6周 => period week 6
        首月 => period month 1
        上市后首月 => period month 1 @LAUNCH_DAY
        Q2 => period quarter 2 calendar
        2026年 => period year 1 calendar 2026
        活動期間 => during @CAMPAIGN
        Q1-Q2 => period quarter 1 calendar .. period quarter 2 calendar
        Q1至Q3 => period quarter 1 calendar .. period quarter 3 calendar
        3月至5月 => period month 3 calendar .. period month 5 calendar
        3-5月 => period month 3 calendar .. period month 5 calendar
        2026年1-3月 => period month 1 calendar 2026 .. period month 3 calendar 2026
        Nov - Feb 2027 => period month 11 calendar .. period month 2 calendar 2027
        Jan - Mar 2026 => period month 1 calendar 2026 .. period month 3 calendar 2026
        上市前三个月至上市后六个月 => offset -3 month @LAUNCH_DAY .. offset 6 month @LAUNCH_DAY
        2026年3月至5月 => period month 3 calendar 2026 .. period month 5 calendar 2026
        2026年11月至2027年2月 => period month 11 calendar 2026 .. period month 2 calendar 2027
        2026年1月1日至2026年12月31日 => date 2026-01-01 .. date 2026-12-31
        2026年1月1日至3月31日 => date 2026-01-01 .. date 2026-03-31
        2026-01-01 - 2026-03-31 => date 2026-01-01 .. date 2026-03-31
        XX月XX日至XX月XX日 => date XX月XX日
        2026年3月15日 => date 2026-03-15
        项目启动至项目结束 => at @PROJECT_START .. at @PROJECT_END
        从计划开始到计划结束 => at @PLAN_START .. at @PLAN_END
        from March 1, 2026 to May 31, 2026 => date 2026-03-01 .. date 2026-05-31
         => unparsed
        近期 => unparsed
        上市前3个月 => unparsed
        2026年3月15日前 => unparsed
        不晚于2026年Q2末 => unparsed
        by 31 December 2026 => unparsed
        第8周至第6周 => unparsed
        T-1周至T-6周 => unparsed
        3-1个月 => unparsed
        2026年12月31日至2026年1月1日 => unparsed
        2026年11月至2月 => unparsed
        第7周以后 => unparsed
        第6周至 => unparsed
        至第8周 => unparsed
        约1-3个月 => unparsed
        1-3个月左右 => unparsed
        第6周或第8周 => unparsed
        全年 => unparsed
        上市初期 => unparsed
        T-6周至未定 => unparsed
        some weeks => unparsed
        """;

    public static TheoryData<string, string> All() => Cases.Of(Table);

    [Theory]
    [MemberData(nameof(All))]
    public void A_window_is_understood_completely_or_stays_unparsed(string text, string meaning)
    {
        var window = WindowParser.Parse(text);

        Describe.Of(window).ShouldBe(meaning);
        window.Text.ShouldBe(text);
        window.Check().ShouldBeEmpty();
    }

    [Fact]
    public void Each_bound_keeps_its_original_text()
    {
        var window = WindowParser.Parse("T-6週至 T-1週");
        window.Start!.Text.ShouldBe("T-6週");
        window.End!.Text.ShouldBe("T-1週");
    }
}
