using Marketing.Domain.Phrases;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Phrases;

public sealed class DeadlineParserTests
{
    private const string Relative = """
        1個月內 => within 1 month @UNSPECIFIED
        2个月内 => within 2 month @UNSPECIFIED
        三个月内 => within 3 month @UNSPECIFIED
        十二個月以內 => within 12 month @UNSPECIFIED
        两周内 => within 2 week @UNSPECIFIED
        兩週內 => within 2 week @UNSPECIFIED
        2星期内 => within 2 week @UNSPECIFIED
        2个星期之内 => within 2 week @UNSPECIFIED
        廿天内 => within 20 day @UNSPECIFIED
        廿四小时内 => within 24 hour @UNSPECIFIED
        三十天内 => within 30 day @UNSPECIFIED
        一百二十天内 => within 120 day @UNSPECIFIED
        5日内 => within 5 day @UNSPECIFIED
        5个工作日内 => within 5 workingDay @UNSPECIFIED
        五个工作日内完成 => within 5 workingDay @UNSPECIFIED
        30分钟内 => within 30 minute @UNSPECIFIED
        24小時內 => within 24 hour @UNSPECIFIED
        半年内 => within 1 halfYear @UNSPECIFIED
        半个月内 => within 15 day @UNSPECIFIED
        半天内 => within 12 hour @UNSPECIFIED
        一年内 => within 1 year @UNSPECIFIED
        一年半内 => within 18 month @UNSPECIFIED
        1.5年内 => within 18 month @UNSPECIFIED
        两个季度内 => within 2 quarter @UNSPECIFIED
        X个月内 => within X month @UNSPECIFIED
        XX天内 => within XX day @UNSPECIFIED
        [N]周内 => within [N] week @UNSPECIFIED
        2-3周內 => within 2-3 week @UNSPECIFIED
        1至2个月内 => within 1-2 month @UNSPECIFIED
        在3个月内完成 => within 3 month @UNSPECIFIED
        3 個 月 內 => within 3 month @UNSPECIFIED
        3个月内 => within 3 month @UNSPECIFIED
        3個月內(nèi) => within 3 month @UNSPECIFIED
        3个月内。 => within 3 month @UNSPECIFIED
        within 3 months => within 3 month @UNSPECIFIED
        Within a month => within 1 month @UNSPECIFIED
        within two weeks => within 2 week @UNSPECIFIED
        within 24 hours => within 24 hour @UNSPECIFIED
        within 5 business days => within 5 workingDay @UNSPECIFIED
        within X weeks => within X week @UNSPECIFIED
        6個月 => duration 6 month
        3个月 => duration 3 month
        2周 => duration 2 week
        10天 => duration 10 day
        半年 => duration 1 halfYear
        1年 => duration 1 year
        两年半 => duration 30 month
        为期3个月 => duration 3 month
        历时两周 => duration 2 week
        N周 => duration N week
        1-2个月 => duration 1-2 month
        1-3个月 => duration 1-3 month
        48小时 => duration 48 hour
        3个季度 => duration 3 quarter
        3个月后 => offset 3 month @UNSPECIFIED
        計劃開始后10個月內 => within 10 month @PLAN_START
        計劃開始後1個月內 => within 1 month @PLAN_START
        计划开始后三个月内 => within 3 month @PLAN_START
        計劃啟動后2周內 => within 2 week @PLAN_START
        本计划启动后X个月内 => within X month @PLAN_START
        项目启动后两周内 => within 2 week @PROJECT_START
        項目結束后1個月內 => within 1 month @PROJECT_END
        活動啟動后1個月內 => within 1 month @CAMPAIGN_START
        活動結束后1周內 => within 1 week @CAMPAIGN_END
        活动后3天内 => within 3 day @CAMPAIGN_END
        上市后三个月内 => within 3 month @LAUNCH_DAY
        产品正式上市后30天内 => within 30 day @LAUNCH_DAY
        上市后的三个月内 => within 3 month @LAUNCH_DAY
        調查結果反饋后2周內 => within 2 week @SURVEY_RESULT
        調查后1周內 => within 1 week @SURVEY
        升級失敗后1周內 => within 1 week @SYSTEM_UPGRADE_FAILURE
        系统升级失败后24小时内 => within 24 hour @SYSTEM_UPGRADE_FAILURE
        忠誠度計劃實施后2個月內 => within 2 month @LOYALTY_PLAN_START
        危機預案制定后1個月內 => within 1 month @CONTINGENCY_PLAN_READY
        突发事件发生后2小时内 => within 2 hour @INCIDENT
        问卷回收后2周内 => within 2 week @问卷回收
        問卷回收后2周內 => within 2 week @問卷回收
        签约后5个工作日内 => within 5 workingDay @签约
        自签约之日起30日内 => within 30 day @签约
        CRM系统上线后1个月内 => within 1 month @CRM系统上线
        春节后两周内 => within 2 week @春节
        双11后3天内 => within 3 day @双11
        预算批准后1-2周内 => within 1-2 week @预算批准
        T+30天内 => within 30 day @LAUNCH_DAY
        within 3 months of plan start => within 3 month @PLAN_START
        within 3 months after launch => within 3 month @LAUNCH_DAY
        within two weeks of the product launch => within 2 week @LAUNCH_DAY
        within 2 weeks after survey feedback => within 2 week @SURVEY_RESULT
        within 10 days of contract signature => within 10 day @contract signature
        within 1 month before launch => before 1 month @LAUNCH_DAY
        計劃實施前1個月內 => before 1 month @計劃實施
        忠誠度計劃實施前1個月內 => before 1 month @LOYALTY_PLAN_START
        上市前1个月内 => before 1 month @LAUNCH_DAY
        春节前两周内 => before 2 week @春节
        春节前 => before @春节
        双十一之前 => before @双十一
        上市前完成 => before @LAUNCH_DAY
        活动前 => before @CAMPAIGN_START
        项目启动前 => before @PROJECT_START
        T日前 => before @LAUNCH_DAY
        before launch => before @LAUNCH_DAY
        prior to the campaign => before @CAMPAIGN_START
        by plan end => at @PLAN_END
        上市后2周 => offset 2 week @LAUNCH_DAY
        上市前6周 => offset -6 week @LAUNCH_DAY
        活动前3天 => offset -3 day @CAMPAIGN_START
        上市前至少2周 => offset -2 week @LAUNCH_DAY
        上市前X周 => offset -X week @LAUNCH_DAY
        2 weeks after launch => offset 2 week @LAUNCH_DAY
        3 months before launch => offset -3 month @LAUNCH_DAY
        T日 => offset 0 day @LAUNCH_DAY
        T-6周 => offset -6 week @LAUNCH_DAY
        T-1周 => offset -1 week @LAUNCH_DAY
        T+N周 => offset N week @LAUNCH_DAY
        T-N周 => offset -N week @LAUNCH_DAY
        T+30天 => offset 30 day @LAUNCH_DAY
        T + 2 个月 => offset 2 month @LAUNCH_DAY
        T−3日 => offset -3 day @LAUNCH_DAY
        T-6 weeks => offset -6 week @LAUNCH_DAY
        T+1 month => offset 1 month @LAUNCH_DAY
        """;

    private const string Events = """
        活動期間 => during @CAMPAIGN
        活动期间完成 => during @CAMPAIGN
        营销活动期间 => during @CAMPAIGN
        在活动进行期间 => during @CAMPAIGN
        計劃期間 => during @PLAN
        春节期间 => during @春节
        618大促期间 => during @618大促
        测试过程中 => during @测试
        调查期间 => during @SURVEY
        during the campaign => during @CAMPAIGN
        throughout the campaign => during @CAMPAIGN
        持續進行 => ongoing
        持续推进 => ongoing
        长期 => ongoing
        上市后持续进行 => ongoing @LAUNCH_DAY
        ongoing => ongoing
        Continuous => ongoing
        on an ongoing basis => ongoing
        ongoing from launch => ongoing @LAUNCH_DAY
        即時響應 => immediate @EVENT_OCCURRENCE
        立即 => immediate
        立即启动 => immediate
        第一时间处理 => immediate
        發現負面報道后即時 => immediate @NEGATIVE_COVERAGE_FOUND
        发现负面报道后立即响应 => immediate @NEGATIVE_COVERAGE_FOUND
        发现问题后第一时间处理 => immediate @发现问题
        一旦发现风险迹象,立即启动应对预案 => immediate @发现风险迹象
        突发事件发生时立即上报 => immediate @INCIDENT
        immediately => immediate
        at once => immediate
        immediate response => immediate @EVENT_OCCURRENCE
        immediately after negative coverage => immediate @NEGATIVE_COVERAGE_FOUND
        活動后 => at @CAMPAIGN_END
        活动结束后 => at @CAMPAIGN_END
        项目结束时 => at @PROJECT_END
        上市当天 => at @LAUNCH_DAY
        上市日 => at @LAUNCH_DAY
        项目启动 => at @PROJECT_START
        after the campaign => at @CAMPAIGN_END
        on launch day => at @LAUNCH_DAY
        at plan end => at @PLAN_END
        """;

    private const string Periods = """
        第6周 => period week 6
        第四周 => period week 4
        第十二週 => period week 12
        第X月 => period month X
        第3个月 => period month 3
        第3個月末 => period month 3 end
        第3季度 => period quarter 3
        第三季度末 => period quarter 3 end
        第X季度 => period quarter X
        第1年 => period year 1
        第10天 => period day 10
        首月 => period month 1
        首周 => period week 1
        首个季度 => period quarter 1
        第6周前 => period week 5 end
        3月前 => period month 2 calendar end
        2026年1月前 => period month 12 calendar 2025 end
        2026年前 => period year 1 calendar 2025 end
        第6周内 => period week 6
        在第6周完成 => period week 6
        上市后首月 => period month 1 @LAUNCH_DAY
        上市后首季度 => period quarter 1 @LAUNCH_DAY
        上市后第2周 => period week 2 @LAUNCH_DAY
        计划开始后第3个月末 => period month 3 end @PLAN_START
        week 6 => period week 6
        in week 6 => period week 6
        month X => period month X
        by the end of week 6 => period week 6 end
        Q2 => period quarter 2 calendar
        2026年Q3 => period quarter 3 calendar 2026
        2026 Q3 => period quarter 3 calendar 2026
        Q3 2026 => period quarter 3 calendar 2026
        Q2末 => period quarter 2 calendar end
        一季度 => period quarter 1 calendar
        4季度末前 => period quarter 4 calendar end
        2026年第三季度 => period quarter 3 calendar 2026
        by end of Q2 => period quarter 2 calendar end
        by the end of Q2 2026 => period quarter 2 calendar 2026 end
        before Q2 => period quarter 1 calendar end
        second quarter of 2026 => period quarter 2 calendar 2026
        上半年 => period halfYear 1 calendar
        2026年下半年 => period halfYear 2 calendar 2026
        H1 2026 => period halfYear 1 calendar 2026
        3月 => period month 3 calendar
        三月底前 => period month 3 calendar end
        12月末 => period month 12 calendar end
        3月上旬 => period month 3 calendar start
        3月中旬 => period month 3 calendar middle
        3月份 => period month 3 calendar
        X月 => period month X calendar
        2026年3月 => period month 3 calendar 2026
        2026年3月底前完成 => period month 3 calendar 2026 end
        二〇二六年三月 => period month 3 calendar 2026
        March 2026 => period month 3 calendar 2026
        end of March => period month 3 calendar end
        by end of March 2026 => period month 3 calendar 2026 end
        mid-March => period month 3 calendar middle
        年底前 => period year 1 calendar end
        年末 => period year 1 calendar end
        2026年底 => period year 1 calendar 2026 end
        2026年 => period year 1 calendar 2026
        by end of 2026 => period year 1 calendar 2026 end
        """;

    private const string Dates = """
        2026年3月15日 => date 2026-03-15
        2026年3月15日前 => date 2026-03-15
        2026年03月15号之前完成 => date 2026-03-15
        於2026年12月31日前 => date 2026-12-31
        最迟2026年3月15日 => date 2026-03-15
        截至2026年6月30日 => date 2026-06-30
        二〇二六年三月十五日 => date 2026-03-15
        2026年3月15日 => date 2026-03-15
        2026-03-15 => date 2026-03-15
        2026/3/15 => date 2026-03-15
        2026.3.15 => date 2026-03-15
        2028-02-29 => date 2028-02-29
        March 15, 2026 => date 2026-03-15
        15 March 2026 => date 2026-03-15
        15th of March 2026 => date 2026-03-15
        Mar 15 2026 => date 2026-03-15
        by March 15, 2026 => date 2026-03-15
        XX月XX日 => date XX月XX日
        XXXX年XX月XX日 => date XXXX年XX月XX日
        2026年XX月XX日 => date 2026年XX月XX日
        X月X日前 => date X月X日
        3月15日 => date 3月15日
        12月31日前 => date 12月31日
        March 15 => date March 15
        [日期] => date [日期]
        YYYY-MM-DD => date YYYY-MM-DD
        """;

    private const string Frequencies = """
        每季度末 => recurring every 1 quarter end
        每周一次 => recurring every 1 week x1
        危機預案制定后每月進行一次演練 => recurring every 1 month x1 from CONTINGENCY_PLAN_READY [演練]
        每月15日 => recurring every 1 month day15
        每阶段结束后 => recurring atEvent @PHASE_END
        monthly => recurring every 1 month
        """;

    private const string NearMisses = """
         => unparsed
        尽快 => unparsed
        尽快完成 => unparsed
        3个月左右 => unparsed
        约3个月内 => unparsed
        大约两周 => unparsed
        两三个月内 => unparsed
        几个月内 => unparsed
        数周内 => unparsed
        近期 => unparsed
        上市初期 => unparsed
        上市前后 => unparsed
        春节前后 => unparsed
        3月内 => unparsed
        三月内完成 => unparsed
        10日 => unparsed
        一个半月内 => unparsed
        1.5周 => unparsed
        月底 => unparsed
        月底前 => unparsed
        季度末 => unparsed
        本周内 => unparsed
        下周五 => unparsed
        本月底前 => unparsed
        明年 => unparsed
        今后 => unparsed
        以后 => unparsed
        3个月前 => unparsed
        提前两周 => unparsed
        2026年2月30日 => unparsed
        2026年13月1日 => unparsed
        2026-02-29 => unparsed
        13月 => unparsed
        第0周 => unparsed
        第1周前 => unparsed
        第X周前 => unparsed
        1月前 => unparsed
        第5季度末之类 => unparsed
        0天内 => unparsed
        3-2周内 => unparsed
        -3天内 => unparsed
        3个月内或6个月内 => unparsed
        3个月内和上市后 => unparsed
        如有必要3个月内 => unparsed
        视情况而定 => unparsed
        根据项目进度确定 => unparsed
        另行通知 => unparsed
        待定 => unparsed
        TBD => unparsed
        T => unparsed
        T-7 => unparsed
        T周 => unparsed
        T+周 => unparsed
        T-6周至T-1周 => unparsed
        第6周至第8周 => unparsed
        启动后1个月内 => unparsed
        完成后2周内 => unparsed
        3个月内完成系统升级与定制开发 => within 3 month @UNSPECIFIED
        1個月內完成市場調研與分析,2個月內完成活動方案設計 => unparsed
        1个月内,2个月内 => unparsed
        不超过3个月 => unparsed
        两个月后再定 => unparsed
        活动期间及活动后1周 => unparsed
        上市后期 => unparsed
        3/15 => unparsed
        by Q2 => unparsed
        in 3 months => unparsed
        about 3 months => unparsed
        within a few months => unparsed
        within 3 months or so => unparsed
        as soon as possible => unparsed
        soon => unparsed
        next week => unparsed
        3 months after launch and training => unparsed
        end of the quarter => unparsed
        February 30, 2026 => unparsed
        quarter 0 => unparsed
        within 3 parsecs => unparsed
        市场部 => unparsed
        """;

    public static TheoryData<string, string> All() =>
        Cases.Of(string.Join('\n', Relative, Events, Periods, Dates, Frequencies, NearMisses));

    [Theory]
    [MemberData(nameof(All))]
    public void A_deadline_is_understood_completely_or_stays_unparsed(string text, string meaning)
    {
        var deadline = DeadlineParser.Parse(text);

        Describe.Of(deadline).ShouldBe(meaning);
        deadline.Text.ShouldBe(text);
        deadline.Check().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1个月内,2个月内", "within 1 month @UNSPECIFIED | within 2 month @UNSPECIFIED")]
    [InlineData("活動期間、活動后1周內。", "during @CAMPAIGN | within 1 week @CAMPAIGN_END")]
    [InlineData("每月一次;每季度一次", "recurring every 1 month x1 | recurring every 1 quarter x1")]
    [InlineData("March 15, 2026; within 3 months of launch", "date 2026-03-15 | within 3 month @LAUNCH_DAY")]
    [InlineData("March 15, 2026", "date 2026-03-15")]
    [InlineData("1个月内,视情况而定", "unparsed")]
    [InlineData("", "unparsed")]
    [InlineData(",", "unparsed")]
    public void A_text_with_several_deadlines_is_split_into_pieces_that_read_the_same_alone(string text, string meaning)
    {
        var deadlines = DeadlineParser.ParseAll(text);

        string.Join(" | ", deadlines.Select(Describe.Of)).ShouldBe(meaning);
        deadlines.SelectMany(deadline => DeadlineParser.ParseAll(deadline.Text!)).ShouldBe(deadlines);
    }

    [Fact]
    public void A_plan_specific_event_is_spelled_as_in_the_plan() => DeadlineParser.Parse("問卷回收后2周內").Anchor.ShouldBe("問卷回收");

    [Fact]
    public void A_text_longer_than_a_phrase_is_kept_without_parsing()
    {
        var text = string.Concat(Enumerable.Repeat("3个月内", 500));
        DeadlineParser.Parse(text).ShouldBe(new Deadline { Kind = DeadlineKind.Unparsed, Text = text });
    }
}
