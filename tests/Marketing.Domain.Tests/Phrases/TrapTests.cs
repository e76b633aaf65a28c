using Marketing.Domain.Phrases;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Phrases;

/// <summary>Phrases that are easily misread. Where the table allows several readings, " or " separates them.</summary>
public sealed class TrapTests
{
    private const string Deadlines = """
        ①3个月内 => within 3 month @UNSPECIFIED
        ②10天内完成 => within 10 day @UNSPECIFIED
        3²个月内 => unparsed
        一百二天内 => within 120 day @UNSPECIFIED or unparsed
        27年内 => unparsed
        3000年内 => unparsed
        9999年底前 => unparsed
        2027-W01前 => period week 53 calendar 2026 end or unparsed
        第2周上线 => period week 2
        门店升级在第3月完成 => period month 3
        活动期间进行门店巡检 => during @CAMPAIGN
        即时响应客户投诉 => immediate @EVENT_OCCURRENCE
        启动时制定方案,每月复核一次 => at @PROJECT_START | recurring every 1 month x1 [复核]
        (2)上市后3天内 => within 3 day @LAUNCH_DAY
        一、上市前完成 => before @LAUNCH_DAY
        ①1个月内完成调研,②2个月内完成设计 => within 1 month @UNSPECIFIED | within 2 month @UNSPECIFIED
        1、3个月内 => unparsed
        3①个月内 => unparsed
        第①周 => unparsed
        ②季度 => unparsed
        ①0天内 => unparsed
        ½年内 => unparsed
        第Ⅲ季度 => unparsed
        两三个月内 => unparsed
        七八天内 => unparsed
        两、三个月内 => unparsed
        2、3个月内 => unparsed
        十几天内 => unparsed
        两到三百天 => unparsed
        一百零二天内 => within 102 day @UNSPECIFIED
        一百二十天内 => within 120 day @UNSPECIFIED
        一千零五十天内 => within 1050 day @UNSPECIFIED
        一千五天内 => unparsed
        一点五年内 => within 18 month @UNSPECIFIED
        一点五个月内 => unparsed
        26年3月 => unparsed
        27年底前 => unparsed
        27年 => unparsed
        二十七年内 => within 27 year @UNSPECIFIED
        3年内 => within 3 year @UNSPECIFIED
        1899年底前 => unparsed
        2201年3月 => unparsed
        2200年3月 => period month 3 calendar 2200
        2027-W01 => period week 1 calendar 2027
        2027年第10周 => period week 10 calendar 2027
        week 10 of 2027 => period week 10 calendar 2027
        2026-W53 => period week 53 calendar 2026
        2027-W53 => unparsed
        2027-W54前 => unparsed
        第8周发布新品 => period week 8
        3月底前完成门店巡检 => period month 3 calendar end
        发布会于6月18日举行 => date 6月18日
        培训在上市前完成 => before @LAUNCH_DAY
        培训于上市前完成 => before @LAUNCH_DAY
        在线培训前 => before @在线培训
        by 31/03/近2026 => unparsed
        by 10 December 近2027 => unparsed
        升级不在第3月完成 => unparsed
        若升级在第3月完成 => unparsed
        费用用于第3月推广 => unparsed
        活动期间以外 => unparsed
        活动期间每日巡检 => unparsed
        活动期间如有需要进行巡检 => unparsed
        活动结束时间待定 => unparsed
        持续进行媒体关系维护 => ongoing
        即时响应危机事件 => immediate @EVENT_OCCURRENCE
        活动期间推广与执行计划 => during @CAMPAIGN
        上市时发布新闻稿 => at @LAUNCH_DAY
        第3周启动 => unparsed
        3个月内上线 => within 3 month @UNSPECIFIED
        24小时内响应 => unparsed
        原定于第3月完成 => unparsed
        原型在第X月完成、升级版在第Y月发布、复盘在第Z月完成 => period month X | period month Y | period month Z
        取消活动后3天内 => unparsed
        无需上市前完成 => unparsed
        by the end of Q几 => unparsed
        after phase 七八 => unparsed
        after launch in peak season => unparsed
        1. 阶段结束后3天内 => within 3 day @PHASE_END
        新品原型在第X月完成,升级版在第Y月发布 => period month X | period month Y
        """;

    private const string Frequencies = """
        每月3²次 => unparsed
        3½次/月 => unparsed
        每周三五次 => unparsed
        每周二四次 => unparsed
        隔周五 => every 2 week friday or unparsed
        每月十五 => every 1 month day15 or unparsed
        once a year in March => unparsed
        weekly in December => unparsed
        每年春季一次 => unparsed
        每日站会,每周例会,每月复盘 => every 1 day [站会] | every 1 week [例会] | every 1 month [复盘]
        每周五一次 => every 1 week x1 friday
        每周一两次 => unparsed
        每月两三次 => unparsed
        每月2、3次 => unparsed
        每周十几次 => unparsed
        每周²次 => unparsed
        每周三五支视频 => unparsed
        每周三、五直播 => every 1 week wednesday [直播] | every 1 week friday [直播]
        publish 两三 articles every week => unparsed
        两三 to 3 times per week => unparsed
        并非日常沟通随时进行 => unparsed
        ①每周一次例会 => every 1 week x1 [例会]
        1.每周一次 => every 1 week x1
        (1)每周一次 => every 1 week x1
        每②周一次 => unparsed
        ③季度 => unparsed
        近24小时一次 => unparsed
        将近每周一次 => unparsed
        每年旺季一次 => unparsed
        每年国庆一次 => unparsed
        每月大促期间一次 => unparsed
        每周仅旺季例会 => unparsed
        每周按需召开 => unparsed
        weekly in peak season => unparsed
        monthly in summer => unparsed
        quarterly if needed => unparsed
        weekly except holidays => unparsed
        every two weeks in Q4 => unparsed
        monthly review in March => unparsed
        weekly third-party audit => every 1 week [third-party audit]
        monthly 15 => unparsed
        每月十五前 => unparsed
        每周三方会议 => every 1 week [三方会议]
        每月初一 => unparsed
        每双月复盘 => every 2 month [复盘]
        每季度定期审计 => every 1 quarter [审计]
        fortnightly on Mondays => every 2 week monday
        each month on the 15th => every 1 month day15
        every week on Monday and Thursday => every 1 week monday | every 1 week thursday
        每双周一次 => every 2 week x1
        每月定期盘点 => every 1 month [盘点]
        weekly on Fridays => every 1 week friday
        every month on the 5th => every 1 month day5
        """;

    private const string Targets = """
        达到①50家 => count achieve gte 50 家
        达到两三百家 => unparsed
        达到三四十家 => unparsed
        达到一千五 => level achieve gte 1500 or unparsed
        提升百分之三点五 => changePercent increase 3.5 % unspecified
        达到百分之九十九点九 => level achieve gte 99.9 %
        控制在百分之二点五以内 => level decrease lte 2.5 %
        提升百分之三分之一 => unparsed
        达到三点五亿元 => level achieve gte 350000000 元
        达到九十五点五分 => level achieve gte 95.5 分
        提升50个基点 => changePoints increase 0.5 points or unparsed
        提升百分之五十到六十 => unparsed
        实现10%的增长 => changePercent increase 10 % unspecified
        达成20%的增长 => changePercent increase 20 % unspecified
        取得8%的降幅 => changePercent decrease 8 % unspecified
        至少10%的降幅 => changePercent decrease gte 10 % unspecified
        保持12%的增长 => changePercent increase 12 % unspecified
        提升社群在微信上的活跃度10% => changePercent increase 10 % unspecified
        提高会员在小程序里的下单率3% => changePercent increase 3 % unspecified
        提高客单价50元 => unparsed
        降低单笔成本5元 => unparsed
        翻三倍 => unparsed
        减少三分之一 => unparsed
        下降三成 => changePercent decrease 30 % unspecified
        3个月内达到80% => level achieve gte 80 %
        80% by end of Q3 => level 80 %
        80% by Q3 => level 80 %
        近2026年Q2前转化率提升至3% => unparsed
        95%的客户投诉在将近24小时内得到解决 => unparsed
        提升至会员总数的40% => level increase gte 40 %
        ①达到80% => level achieve gte 80 %
        1、达到80% => level achieve gte 80 %
        达到5②0家 => unparsed
        达到10²家 => unparsed
        提升½ => unparsed
        decrease of 几 points => unparsed
        reach 80% within 几 months of launch => unparsed
        达到200㎡ => unparsed
        达到10٣家 => unparsed
        CO₂排放降低10% => changePercent decrease 10 % unspecified
        提升两三个百分点 => unparsed
        提升三五倍 => unparsed
        达到两、三百家 => unparsed
        达到两至三百家 => unparsed
        达到七八成 => unparsed
        提升十几个百分点 => unparsed
        提升三四十家 => unparsed
        达到一百零五家 => count achieve gte 105 家
        达到一千零二十家 => count achieve gte 1020 家
        达到一百五家 => unparsed
        达到百分之百 => level achieve gte 100 %
        达到百分之八十点五 => level achieve gte 80.5 %
        提升零点五个百分点 => changePoints increase 0.5 百分点 points
        达到千分之三 => unparsed
        提升百分之二十至三十 => unparsed
        提升三分之二 => unparsed
        达到三分之二 => unparsed
        取得两成的增长 => changePercent increase 20 % unspecified
        实现同比10%的增长 => changePercent increase 10 % unspecified
        实现10%的同比增长 => changePercent increase 10 % relative
        实现10%的销售额增长 => changePercent increase 10 % unspecified
        带来15%的下降 => changePercent decrease 15 % unspecified
        不低于5%的增幅 => changePercent increase gte 5 % unspecified
        实现500万元的增长 => unparsed
        实现10家的增长 => unparsed
        实现2倍的增长 => unparsed
        达到20%的增长率 => level achieve gte 20 %
        achieve 10% growth => changePercent increase 10 % unspecified
        10% sales growth => changePercent increase 10 % unspecified
        achieve a 10% reduction in cost => changePercent decrease 10 % unspecified
        achieve 20% more customers => unparsed
        提升渠道内的毛利率2% => changePercent increase 2 % unspecified
        降低获客成本(CAC)20% => changePercent decrease 20 % unspecified
        提升到店率10% => changePercent increase 10 % unspecified
        提高在线客服的满意度至90% => level increase gte 90 %
        提升客单价至300元 => level increase gte 300 元
        增加门店10家 => unparsed
        降低客诉20件 => unparsed
        缩短等待时间5分钟 => unparsed
        提升满意度、美誉度10% => unparsed
        优化转化率5% => unparsed
        grow revenue 1.2 million => unparsed
        增长达到10% => unparsed
        涨三倍 => unparsed
        翻了三倍 => unparsed
        保持两位数增长 => unparsed
        提升20个bp => unparsed
        提升近10% => unparsed
        增加将近20%的新客户 => unparsed
        取消达到80%的要求 => unparsed
        并非客户满意度达到95% => unparsed
        视情况提升20% => unparsed
        no longer grow followers by 50% => unparsed
        4.5分(满分几分) => unparsed
        增加三倍 => unparsed
        减少一半 => changePercent decrease 50 % relative
        上升两成 => changePercent increase 20 % unspecified
        三成以上 => level gte 30 %
        三成五 => unparsed
        提升一成半 => unparsed
        提升10%、20% => unparsed
        超过竞品10% => unparsed
        实现两位数增长 => unparsed
        降低成本三成 => changePercent decrease 30 % unspecified
        去年的80% => unparsed
        提升至去年的80% => unparsed
        达到会员总数的40% => level achieve gte 40 %
        控制在销售额的5%以内 => level decrease lte 5 %
        提升一点 => unparsed
        提升5个等级 => unparsed
        提升50bps => unparsed
        形成统一的服务标准 => qualitative achieve
        若条件允许建立机制 => unparsed
        实现零投诉 => unparsed
        建立客户分级机制 => qualitative achieve
        实现报表自动化 => qualitative achieve
        """;

    private const string Money = """
        ①50万元 => 500000 CNY /10000
        10²万元 => unparsed
        5₀万元 => unparsed
        ②10万元 => 100000 CNY /10000
        (3)50万元 => 500000 CNY /10000
        ①0.5万元 => unparsed
        5①0万元 => unparsed
        ½万元 => unparsed
        两三百元 => unparsed
        三四十万元 => unparsed
        两、三万元 => unparsed
        一百二 => unparsed
        二百五元 => unparsed
        一万五 => unparsed
        三点五万元 => 35000 CNY /10000
        一百二十万五千元 => 1205000 CNY
        五百零二元 => 502 CNY
        五百二 => 520 CNY or unparsed
        两千三元 => 2300 CNY or unparsed
        """;

    private const string Shares = """
        ①0% => unparsed
        ②15% => 15..15
        10²% => unparsed
        百分之十点五 => 10.5..10.5
        两三成% => unparsed
        """;

    private const string Windows = """
        T-3²周至T日 => unparsed
        T-③周至T日 => unparsed
        """;

    public static TheoryData<string, string> DeadlineCases() => Cases.Of(Deadlines);

    public static TheoryData<string, string> FrequencyCases() => Cases.Of(Frequencies);

    public static TheoryData<string, string> TargetCases() => Cases.Of(Targets);

    public static TheoryData<string, string> FigureCases() => Cases.Of(string.Join('\n', Money, Shares, Windows));

    [Theory]
    [MemberData(nameof(DeadlineCases))]
    public void A_deadline_with_a_trap_is_read_exactly_or_not_at_all(string text, string meanings) =>
        meanings.Split(" or ").ShouldContain(string.Join(" | ", DeadlineParser.ParseAll(text).Select(Describe.Of)));

    [Theory]
    [MemberData(nameof(FrequencyCases))]
    public void A_frequency_with_a_trap_is_read_exactly_or_not_at_all(string text, string meanings) =>
        meanings.Split(" or ").ShouldContain(Describe.Of(FrequencyParser.Parse(text)));

    [Theory]
    [MemberData(nameof(TargetCases))]
    public void A_target_with_a_trap_is_read_exactly_or_not_at_all(string text, string meanings) =>
        meanings.Split(" or ").ShouldContain(Describe.Of(TargetParser.Parse(text)));

    [Theory]
    [MemberData(nameof(FigureCases))]
    public void An_amount_share_or_window_with_a_trap_is_read_exactly_or_not_at_all(string text, string meanings)
    {
        var reading =
            text.Contains('%') || text.StartsWith("百分之", StringComparison.Ordinal) ? Describe.Of(PercentRangeParser.Parse(text))
            : text.StartsWith('T') ? Describe.Of(WindowParser.Parse(text))
            : Describe.Of(MoneyParser.Parse(text));
        meanings.Split(" or ").ShouldContain(reading);
    }
}
