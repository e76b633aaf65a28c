using Marketing.Domain.Phrases;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Phrases;

public sealed class FrequencyParserTests
{
    private const string Single = """
        每周一次 => every 1 week x1
        每週一次 => every 1 week x1
        每星期一次 => every 1 week x1
        每月一次 => every 1 month x1
        每个月一次 => every 1 month x1
        每季度一次 => every 1 quarter x1
        每季一次 => every 1 quarter x1
        每半年一次 => every 1 halfYear x1
        每年一次 => every 1 year x1
        每年度一次 => every 1 year x1
        每日 => every 1 day
        每天 => every 1 day
        每小时 => every 1 hour
        每工作日 => every 1 workingDay
        每两周 => every 2 week
        每兩週一次 => every 2 week x1
        每2周一次 => every 2 week x1
        每3个月一次 => every 3 month x1
        每十天一次 => every 10 day x1
        每N周一次 => every N week x1
        每4小时一次 => every 4 hour x1
        每半个月一次 => every 1 month x2
        隔周 => every 2 week
        隔周一次 => every 2 week x1
        隔日 => every 2 day
        每隔一周 => every 2 week
        双周 => every 2 week
        双周例会 => every 2 week [例会]
        每月两次 => every 1 month x2
        每週2-3次 => every 1 week x2-3
        一年两次 => every 1 year x2
        一周一次 => every 1 week x1
        两周一次 => every 2 week x1
        1次/周 => every 1 week x1
        2次/月 => every 1 month x2
        1次/2周 => every 2 week x1
        逐月 => every 1 month
        按周 => every 1 week
        月度 => every 1 month
        季度 => every 1 quarter
        年度 => every 1 year
        月度复盘会 => every 1 month [复盘会]
        季度全面复盘 => every 1 quarter [全面复盘]
        每月末 => every 1 month end
        每月底 => every 1 month end
        每月初 => every 1 month start
        每月中旬 => every 1 month middle
        每季度末 => every 1 quarter end
        每季度末完成分析报告 => every 1 quarter end [完成分析报告]
        每月月底前 => every 1 month end
        每月月初 => every 1 month start
        每月25日前提交 => every 1 month day25 [提交]
        every quarter end => every 1 quarter end
        每年底 => every 1 year end
        每周五 => every 1 week friday
        每周五提交周报 => every 1 week friday [提交周报]
        每星期日 => every 1 week sunday
        每月15日 => every 1 month day15
        每月5日前 => every 1 month day5
        每月十号 => every 1 month day10
        每月進行一次安全檢查 => every 1 month x1 [安全檢查]
        每季度進行一次全面安全評估 => every 1 quarter x1 [全面安全評估]
        每半年进行一次大规模问卷调研 => every 1 halfYear x1 [大规模问卷调研]
        每周召开例会 => every 1 week [例会]
        每日站會 => every 1 day [站會]
        每周跨部門協調會議 => every 1 week [跨部門協調會議]
        每周日常沟通 => every 1 week [日常沟通]
        每周三方会议 => every 1 week [三方会议]
        项目进度评估每月一次 => every 1 month x1 [项目进度评估]
        項目組成員每周召開例會 => every 1 week [項目組成員例會]
        每週至少一次 => every 1 week x1 >=
        每周至少一次會議 => every 1 week x1 >= [會議]
        每月至少召开两次会议 => every 1 month x2 >= [会议]
        至少每周一次 => every 1 week x1 >=
        至少每月召开一次会议 => every 1 month x1 >= [会议]
        每月不少于2次 => every 1 month x2 >=
        每月2次以上 => every 1 month x2 >=
        每周Z篇 => every 1 week make Z篇
        每周发布3篇文章 => every 1 week make 3篇 [文章]
        每月至少2篇 => every 1 month >= make 2篇
        危機預案制定后每月進行一次演練 => every 1 month x1 from CONTINGENCY_PLAN_READY [演練]
        上市后每周一次 => every 1 week x1 from LAUNCH_DAY
        上市后,每周一次 => every 1 week x1 from LAUNCH_DAY
        自项目启动起每月汇报 => every 1 month from PROJECT_START [汇报]
        合同签订后每季度回访 => every 1 quarter from 合同签订 [回访]
        實時 => continuous
        实时监控 => continuous [监控]
        24小時 => continuous
        24小时舆情监控 => continuous [舆情监控]
        7×24小时 => continuous
        全天候监测 => continuous [监测]
        隨時 => onDemand
        日常溝通隨時進行 => onDemand [日常溝通]
        按需 => onDemand
        不定期 => irregular
        不定期抽查 => irregular [抽查]
        定期 => periodicUnspecified
        定期進行溝通效果評估 => periodicUnspecified [溝通效果評估]
        定期召開小組會議 => periodicUnspecified [小組會議]
        每阶段结束后 => atEvent @PHASE_END
        每個階段結束后 => atEvent @PHASE_END
        各阶段结束时 => atEvent @PHASE_END
        每次活动后 => atEvent @CAMPAIGN_END
        每次活动结束后 => atEvent @CAMPAIGN_END
        每次会议后 => atEvent @会议
        突发情况时 => atEvent @INCIDENT
        针对关键问题或突发情况 => atEvent @INCIDENT
        每阶段结束后,组织团队进行复盘 => atEvent @PHASE_END [团队进行复盘]
        每周一次。 => every 1 week x1
        daily => every 1 day
        weekly => every 1 week
        Monthly => every 1 month
        quarterly => every 1 quarter
        annually => every 1 year
        semi-annually => every 1 halfYear
        fortnightly => every 2 week
        every two weeks => every 2 week
        every 2 weeks => every 2 week
        every other week => every 2 week
        every month => every 1 month
        each quarter => every 1 quarter
        every N weeks => every N week
        every Friday => every 1 week friday
        at the end of every quarter => every 1 quarter end
        once a week => every 1 week x1
        twice a year => every 1 year x2
        three times per month => every 1 month x3
        2 times a month => every 1 month x2
        once every two weeks => every 2 week x1
        at least once a week => every 1 week x1 >=
        at least weekly => every 1 week x1 >=
        weekly project meeting => every 1 week [project meeting]
        monthly safety check => every 1 month [safety check]
        real-time => continuous
        real-time monitoring => continuous [monitoring]
        24/7 => continuous
        on demand => onDemand
        as needed => onDemand
        irregularly => irregular
        regularly => periodicUnspecified
        after each phase => atEvent @PHASE_END
        """;

    private const string Several = """
        每日站會,每周項目進度會議,每月項目評審會議 => every 1 day [站會] | every 1 week [項目進度會議] | every 1 month [項目評審會議]
        每周至少一次會議,日常溝通隨時進行。 => every 1 week x1 >= [會議] | onDemand [日常溝通]
        每月進行一次安全檢查,每季度進行一次全面安全評估 => every 1 month x1 [安全檢查] | every 1 quarter x1 [全面安全評估]
        每季度末完成分析报告,每半年进行一次大规模问卷调研。 => every 1 quarter end [完成分析报告] | every 1 halfYear x1 [大规模问卷调研]
        每周、每月進行一次項目進度評估 => every 1 week | every 1 month x1 [項目進度評估]
        每日/每周/每月 => every 1 day | every 1 week | every 1 month
        每周一、三、五 => every 1 week monday | every 1 week wednesday | every 1 week friday
        每周一至周三 => every 1 week monday | every 1 week tuesday | every 1 week wednesday
        每周二和周四例会 => every 1 week tuesday [例会] | every 1 week thursday [例会]
        每月和每季度 => every 1 month | every 1 quarter
        weekly and monthly => every 1 week | every 1 month
        weekly meeting, quarterly review => every 1 week [meeting] | every 1 quarter [review]
        """;

    private const string NearMisses = """
         => unparsed
        一次 => unparsed
        一季度一次 => unparsed
        每周末 => unparsed
        每隔两周 => unparsed
        每0周一次 => unparsed
        每周一次左右 => unparsed
        每月不超过2次 => unparsed
        定期或不定期 => unparsed
        每周或每月 => unparsed
        如有需要每周一次 => unparsed
        视情况每月一次 => unparsed
        每月一次,必要时另行增加 => unparsed
        每周一次,由项目经理主持 => unparsed
        每周五下午3点例会 => unparsed
        每月第一周 => unparsed
        每月一次,每次2小时 => unparsed
        每周一次直至结束 => unparsed
        24小时内 => unparsed
        24小时内回复 => unparsed
        持续6个月 => unparsed
        每周一到 => unparsed
        每周五到周一 => unparsed
        每季度首月 => unparsed
        每年3月 => unparsed
        全年持续 => unparsed
        每周下午例会 => unparsed
        monthly on the 15th => every 1 month day15
        every 3-4 weeks => unparsed
        经常 => unparsed
        偶尔 => unparsed
        频繁 => unparsed
        市场部 => unparsed
        biweekly => unparsed
        bimonthly => unparsed
        weekly or monthly => unparsed
        about once a week => unparsed
        weekly unless cancelled => unparsed
        every => unparsed
        once => unparsed
        often => unparsed
        every few weeks => unparsed
        """;

    public static TheoryData<string, string> All() => Cases.Of(string.Join('\n', Single, Several, NearMisses));

    [Theory]
    [MemberData(nameof(All))]
    public void A_frequency_is_understood_completely_or_stays_unparsed(string text, string meaning)
    {
        var frequencies = FrequencyParser.Parse(text);

        Describe.Of(frequencies).ShouldBe(meaning);
        string.Concat(frequencies.Select(frequency => frequency.Text)).ShouldBe(text);
        frequencies.SelectMany(frequency => frequency.Check()).ShouldBeEmpty();
    }
}
