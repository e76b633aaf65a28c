using System.Text.RegularExpressions;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>
/// Whether a metric is measured on a scale, so that its change can be in points: shares, rates and scores are, amounts, counts and times
/// are not. A name tells by its last word; a name that does not tell may have points.
/// </summary>
internal static partial class MetricScale
{
    private static readonly string[] ScaleUnits = ["%", "‰", "PERCENT", "百分比", "百分点", "NPS", "分", "PP"];

    /// <summary>Returns whether a change of the metric can be in points.</summary>
    public static bool MayHavePoints(TargetMetric metric, TargetExpression target)
    {
        if (metric.Unit is { Length: > 0 } unit)
        {
            return ScaleUnits.Contains(NameKeys.Of(unit));
        }

        var name = InBrackets().Replace(NameKeys.Of(metric.Name), "");
        return MayHavePoints(name) ?? MayHavePoints(NameKeys.Of(target.Text ?? "")) ?? true;
    }

    private static bool? MayHavePoints(string words) =>
        words.Length == 0 ? null
        : Rates().IsMatch(words) ? true
        : Quantities().IsMatch(words) ? false
        : null;

    [GeneratedRegex(@"\([^()]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();

    [GeneratedRegex(
        @"(?:(?<![效频速功])率|比例|占比|比重|份额|百分比|(?<![速进频长宽深高强力温幅难])度|NPS|净推荐值|[评得]分|分数|口碑|好感|满意|认知|忠诚|转化|复购|留存|流失|渗透)$"
            + @"|(?:RATE|RATIO|SHARE|PERCENTAGE|AWARENESS|SATISFACTION|LOYALTY|RETENTION|CHURN|CONVERSION|PENETRATION|MARGIN|SCORE|RECALL|CSAT|CTR|CVR)$"
            + @"|^(?:RATE|SHARE|PERCENTAGE|PROPORTION) OF ",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Rates();

    [GeneratedRegex(
        @"[量额数价钱元值人户次]$|(?:时间|时长|周期|速度|效率|频率|进度|天数|工时|金额|收入|营收|利润|销售|业绩|成本|费用|花费|支出|投入|预算|客单|单价|指数|规模)"
            + @"|(?:客户|用户|会员|粉丝|顾客|消费者|订单|门店|网点|经销商|渠道商|媒体|报道|曝光|点击|下载|注册|访问|访客|流量|互动|评论|转发|线索|商机|内容|活动|产品|ROI|CAC|LTV|GMV|ARPU|CPC|CPM|CPA)$"
            + @"|\b(?:SALES|REVENUES?|TURNOVER|INCOME|PROFITS?|COSTS?|SPEND(?:ING)?|BUDGET|PRICES?|VALUE|AMOUNT|CUSTOMERS?|USERS?|MEMBERS?|FOLLOWERS?|SUBSCRIBERS?|VISITORS?"
            + @"|VISITS|TRAFFIC|ORDERS?|LEADS?|DOWNLOADS?|SIGN-?UPS?|REGISTRATIONS?|IMPRESSIONS?|REACH|MENTIONS?|CLICKS?|VIEWS?|TIME|DURATION|DAYS?|HOURS?|FREQUENCY|VOLUME|NUMBER|COUNT"
            + @"|INDEX|STORES?|PARTNERS?|DEALERS?|ARTICLES?|POSTS?|ROI|CAC|LTV|GMV|ARPU|CPC|CPM|CPA)$"
            + @"|^(?:NUMBER|COUNT|AMOUNT|VOLUME|COST|PRICE) OF ",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Quantities();
}
