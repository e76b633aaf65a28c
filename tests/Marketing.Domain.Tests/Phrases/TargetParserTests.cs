using Marketing.Domain.Phrases;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Phrases;

public sealed class TargetParserTests
{
    private const string Levels = """
        達到80% => level achieve gte 80 %
        达到80%的消费者认知度 => level achieve gte 80 %
        達到90%以上 => level achieve gte 90 %
        達90% => level achieve gte 90 %
        实现95% => level achieve gte 95 %
        90%以上 => level gte 90 %
        至少95% => level gte 95 %
        不低于95% => level gte 95 %
        5%以下 => level lte 5 %
        不超过5% => level lte 5 %
        低于5% => level lt 5 %
        超过90% => level gt 90 %
        ≥90% => level gte 90 %
        ≤5% => level lte 5 %
        >90% => level gt 90 %
        80% => level 80 %
        百分之八十 => level 80 %
        80%-90% => level 80 to 90 %
        80%至90% => level 80 to 90 %
        达到80-90% => level achieve 80 to 90 %
        提升至30% => level increase gte 30 %
        提升到30% => level increase gte 30 %
        提高至30%以上 => level increase gte 30 %
        增至30% => level increase gte 30 %
        降低至5% => level decrease lte 5 %
        降至5%以下 => level decrease lte 5 %
        控制在5%以下 => level decrease lte 5 %
        控制在5%以内 => level decrease lte 5 %
        保持在90%以上 => level maintain gte 90 %
        稳定在E%以上 => level maintain gte E %
        維護至少95%的現有客戶關系 => level maintain gte 95 %
        达到X% => level achieve gte X %
        達到X% => level achieve gte X %
        提升至XX% => level increase gte XX %
        從25%提升至35% => level increase gte 35 % from 25
        从25%提升至35% => level increase gte 35 % from 25
        由25%提高到35% => level increase gte 35 % from 25
        从20提升至30 => level increase gte 30 from 20
        从X%提升至Y% => level increase gte Y % from X
        从10%降低至5% => level decrease lte 5 % from 10
        从10%降至5% => level decrease lte 5 % from 10
        4.5(滿分為5) => level 4.5 of 5
        提高至4.5(滿分為5) => level increase gte 4.5 of 5
        4.5/5 => level 4.5 of 5
        4.5分(5分制) => level 4.5 分 of 5
        达到9.0分(10分制) => level achieve gte 9.0 分 of 10
        达到H分(例如:5分制) => level achieve gte H 分 of 5
        达到90分 => level achieve gte 90 分
        NPS达到50 => level achieve gte 50 NPS
        产品净推荐值(NPS)达到G => level achieve gte G NPS
        缩短至24小时 => level decrease lte 24 小时
        控制在2小时以内 => level decrease lte 2 小时
        达到500万元 => level achieve gte 5000000 元
        达到A万元 => level achieve gte A 万元
        90%的客戶問題在24小時內得到解決 => level 90 % within 24 hour
        確保90%的客戶問題在24小時內得到解決 => level gte 90 % within 24 hour
        24小时内解决90%以上的客户问题 => level gte 90 % within 24 hour
        95%的订单在3天内发货 => level 95 % within 3 day
        at least 95% => level gte 95 %
        95% or more => level gte 95 %
        reach 80% => level achieve gte 80 %
        achieve at least 80% => level achieve gte 80 %
        below 5% => level lt 5 %
        at most 5% => level lte 5 %
        from 25% to 35% => level increase gte 35 % from 25
        from 10% to 5% => level decrease lte 5 % from 10
        increase awareness to 80% => level increase gte 80 %
        reduce churn to 5% => level decrease lte 5 %
        maintain at least 95% => level maintain gte 95 %
        4.5 out of 5 => level 4.5 of 5
        90% of customer issues resolved within 24 hours => level 90 % within 24 hour
        """;

    private const string Changes = """
        增加20% => changePercent increase 20 % unspecified
        增加20%的新客戶 => changePercent increase 20 % unspecified
        提升X% => changePercent increase X % unspecified
        提升Z% => changePercent increase Z % unspecified
        降低G% => changePercent decrease G % unspecified
        减少15% => changePercent decrease 15 % unspecified
        提高10%-15% => changePercent increase 10 to 15 % unspecified
        提升至少20% => changePercent increase gte 20 % unspecified
        增长20%以上 => changePercent increase gte 20 % unspecified
        同比增长20% => changePercent increase 20 % relative
        較去年增長20% => changePercent increase 20 % relative
        提升产品销量20% => changePercent increase 20 % unspecified
        將客戶重復購買率提高20% => changePercent increase 20 % unspecified
        increase by 20% => changePercent increase 20 % unspecified
        increase sales by 20% => changePercent increase 20 % unspecified
        a 20% increase in sales => changePercent increase 20 % unspecified
        reduce cost by 10% => changePercent decrease 10 % unspecified
        提升5個百分點 => changePoints increase 5 百分點 points
        提高5个百分点 => changePoints increase 5 百分点 points
        降低2个百分点 => changePoints decrease 2 百分点 points
        提升X个百分点 => changePoints increase X 百分点 points
        提升Y个点 => changePoints increase Y 点
        提升0.5分 => changePoints increase 0.5 分
        increase by 5 points => changePoints increase 5 points
        improve by 5 percentage points => changePoints increase 5 percentage points points
        翻一番 => multiple increase 2
        翻两番 => multiple increase 4
        翻倍 => multiple increase 2
        增加一倍 => multiple increase 2
        2倍 => multiple 2
        提升至2倍 => multiple increase 2
        增长至原来的3倍 => multiple increase 3
        达到X倍 => unparsed
        double => multiple increase 2
        doubles => multiple increase 2
        2x => multiple 2
        """;

    private const string Counts = """
        不少于10个 => count gte 10 个
        不少於10個 => count gte 10 個
        至少十个 => count gte 10 个
        至少兩款 => count gte 2 款
        推出至少两款新功能 => count gte 2 款
        达到A台/套/次 => count achieve gte A 台/套/次
        达到Y篇/次 => count achieve gte Y 篇/次
        达到D人 => count achieve gte D 人
        达到A人/次 => count achieve gte A 人/次
        達到100萬人 => count achieve gte 1000000 人
        新用户获取量达到10万人次 => count achieve gte 100000 人次
        增加100家 => count increase 100 家
        收集用户反馈F条/次 => count F 条/次
        3篇以上 => count gte 3 篇
        at least 10 distributors => count gte 10 distributors
        """;

    private const string Sentences = """
        通過有效的市場推廣活動,使品牌在目標市場中達到80%的消費者認知度。 => level achieve gte 80 %
        確保客戶滿意度評分達到90%以上,通過客戶反饋持續優化產品和服務。 => level achieve gte 90 %
        通過忠誠度計劃,使忠誠客戶比例提升至30%。 => level increase gte 30 %
        通過品牌形象調查,確保品牌形象得分提升5個百分點。 => changePoints increase 5 百分點 points
        降低顧客流失率至5%以下。 => level decrease lte 5 %
        客戶滿意度評分提高至4.5(滿分為5) => level increase gte 4.5 of 5
        將年度客戶流失率控制在5%以下 => level decrease lte 5 %
        单位用户获取成本(CAC)降低G%。 => changePercent decrease G % unspecified
        在目标用户群体中,产品知名度在上市后三个月内达到X%。 => level achieve gte X %
        线上搜索指数在上市后一个月内提升Z%。 => changePercent increase Z % unspecified
        上市后首月,销售量达到A台/套/次。 => count achieve gte A 台/套/次
        上市后首季度,市场份额在特定细分领域达到B%。 => level achieve gte B %
        产品用户活跃度(周活跃/月活跃)在上市后三个月内稳定在E%以上。 => level maintain gte E %
        上市初期,主要媒体(包括行业媒体、科技媒体、主流社交媒体)报道量达到Y篇/次。 => count achieve gte Y 篇/次
        线上用户评价平均分达到H分(例如:5分制)。 => level achieve gte H 分 of 5
        产品/服务净推荐值(NPS)提升Y个点(例如:从20提升至30)。 => changePoints increase Y 点
        客户满意度提升X%(例如:从25%提升至35%) => changePercent increase X % unspecified
        增长率不低于15% => level gte 15 %
        增长率达到15% => level achieve gte 15 %
        转化率由2.5%提升至4% => level increase gte 4 % from 2.5
        GMV突破1亿元 => level achieve gt 100000000 元
        费用率控制在8%-10% => level decrease 8 to 10 %
        平均响应时间缩短至2小时以内 => level decrease lte 2 小时
        应用商店评分4.8以上 => level gte 4.8
        覆盖全国30个城市 => count 30 个
        Cut churn by 2 percentage points => changePoints decrease 2 percentage points points
        通过A/B测试使转化率提升10% => changePercent increase 10 % unspecified
        提升品牌在面對負面輿論時的快速響應(yīng)能力 => qualitative increase
        进一步提高服务质量 => qualitative increase
        """;

    private const string NearMisses = """
         => unparsed
        80%左右 => unparsed
        约80% => unparsed
        提升20%或30% => unparsed
        增长2倍 => unparsed
        计划开始后3个月内启动 => unparsed
        2026年第二季度内 => unparsed
        会后24小时内 => unparsed
        一年四次 => unparsed
        每两个季度一次 => unparsed
        每周一例会 => unparsed
        within 30 days of contract signing => unparsed
        at least 3 campaigns per quarter => unparsed
        达到10万粉 => unparsed
        市场份额进入前三 => unparsed
        获客成本降低三成 => changePercent decrease 30 % unspecified
        ROI达到1:3 => unparsed
        提升X倍 => unparsed
        达到150% => unparsed
        5.5(满分5分) => unparsed
        从35%提升至25% => unparsed
        从25%提升至4分 => unparsed
        维护至少95%的现有客户关系,并增加20%的新客户 => unparsed
        90%和95% => unparsed
        大幅 => unparsed
        显著提升 => unparsed
        市场部 => unparsed
        5 => level 5
        共有5个部门参与的项目达到80% => unparsed
        缩短3天 => unparsed
        第3名 => unparsed
        降低120% => unparsed
        NPS达到120 => unparsed
        about 80% => unparsed
        20% or 30% => unparsed
        grow a lot => qualitative increase
        达到原来的2倍 => multiple achieve 2
        """;

    public static TheoryData<string, string> All() => Cases.Of(string.Join('\n', Levels, Changes, Counts, Sentences, NearMisses));

    [Theory]
    [MemberData(nameof(All))]
    public void A_target_is_understood_completely_or_stays_unparsed(string text, string meaning)
    {
        var target = TargetParser.Parse(text);

        Describe.Of(target).ShouldBe(meaning);
        target.Text.ShouldBe(text);
        target.Check().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        "通過客戶關系管理系統,維護至少95%的現有客戶關系,并增加20%的新客戶。",
        "level maintain gte 95 % | changePercent increase 20 % unspecified"
    )]
    [InlineData("推出至少兩款新功能,優化3項服務流程。", "count gte 2 款 | count 3 項")]
    [InlineData("客户满意度达到90%以上,并持续优化", "level achieve gte 90 %")]
    [InlineData("提升80%,约90%", "unparsed")]
    [InlineData("没有数字", "unparsed")]
    [InlineData("", "unparsed")]
    public void A_sentence_with_several_targets_is_split_into_texts_that_concatenate_to_the_whole(string text, string meaning)
    {
        var targets = TargetParser.ParseAll(text);

        string.Join(" | ", targets.Select(Describe.Of)).ShouldBe(meaning);
        string.Concat(targets.Select(target => target.Text)).ShouldBe(text);
    }

    [Fact]
    public void The_basis_of_a_plain_change_in_percent_is_unspecified() =>
        TargetParser.Parse("提升20%").ChangeBasis.ShouldBe(ChangeBasis.Unspecified);
}
