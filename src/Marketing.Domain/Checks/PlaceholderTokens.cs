using System.Text.RegularExpressions;

namespace Marketing.Domain.Checks;

/// <summary>
/// Finds placeholder tokens in plain text, also inside sentences: [姓名], 【待定】, XXXX年XX月XX日, 202X年, ××公司, X%, A万元, 第X月, ____, ( ), TBD.
/// </summary>
internal static partial class PlaceholderTokens
{
    /// <summary>Returns the distinct tokens of a text, in order.</summary>
    public static IReadOnlyList<string> In(string text) =>
        text.Length == 0 ? [] : [.. Tokens().Matches(text).Select(token => token.Value.Trim()).Distinct(StringComparer.Ordinal)];

    /// <summary>Returns whether a token stands for one name wherever it appears, such as [产品名称]. [姓名] can be anybody.</summary>
    public static bool IsName(string token) => Name().IsMatch(token);

    // [1], [图2] and [链接](…) are references. 【活动主题】 before its content is a heading, and [ ] before a word is one to tick.
    private const string Bracketed =
        @"[\[［](?!\s*(?:[图表注附见参]|\d|[xX√✓]\s*[\]］]))[^\[\]［］\r\n]{0,29}[\p{L}?？×…][^\[\]［］\r\n]{0,10}[\]］](?!\()"
        + @"|【(?:[^【】\r\n]{0,20}(?:待|请填|請填|请输入|請輸入|XX|××|TBD)[^【】\r\n]{0,20}|\s*)】"
        + $@"|(?<=[^\s。;；!！?？])【[\p{{L}} /]{{0,12}}(?:{Fields})】|【[\p{{L}} /]{{0,12}}(?:{Fields})】(?=$|[\s，。,;；、）)])"
        + @"|\{\{?\s*[\p{L}_][\p{L}\d_ .]{0,29}\}\}?"
        + @"|[<＜〈]\s*[\p{IsCJKUnifiedIdeographs}][\p{IsCJKUnifiedIdeographs}A-Za-z /]{0,19}[>＞〉]";

    private const string Fields =
        "姓名|名称|名稱|日期|时间|時間|金额|金額|部门|部門|产品|產品|品牌|公司|地点|地點|数量|數量|电话|電話|邮箱|信箱|人|城市|渠道|通路|人数|人數|项目|專案|主题|主題|链接|連結|编号|編號";

    private const string Blank = @"[_＿]{2,}|[(（\[［][ \u3000\u00a0]+[)）\]］]|□{2,}|[○◯△]{2,}";

    private const string Repeated =
        @"(?<![\p{Lu}\p{Ll}])[Xx×]{2,}(?![\p{Lu}\p{Ll}\d])(?:年(?:[Xx×]{1,2}月(?:[Xx×]{1,2}日)?)?|月[Xx×]{1,2}日|月|日)?"
        + @"|(?<![\d\p{Lu}\p{Ll}])(?:19|20)(?:\d[Xx×]|[Xx×]{2})(?=年|[-/.]|\b)(?:年(?:[Xx×\d]{1,2}月(?:[Xx×\d]{1,2}日)?)?)?"
        + @"|(?<![\p{Lu}\p{Ll}])[X×]年[X×]{1,2}月(?:[X×]{1,2}日)?|(?<![\p{Lu}\p{Ll}\d第])[X×]月(?:[X×]{1,2}日)?"
        + @"|(?<![\p{Lu}\p{Ll}])YYYY(?:[年./-]MM(?:[月./-]DD日?)?)?(?![\p{Lu}\p{Ll}])|(?<![\p{Lu}\p{Ll}])MM月DD日|某年(?:某月(?:某日)?)?|某月某日|某某";

    private const string Units =
        "%|%|‰|万|萬|亿|億|人|家|篇|次|个|個|元|天|周|週|年|分|款|项|項|名|场|場|条|條|倍|位|件|套|张|張|支|组|組|页|頁|小时|小時|分钟|分鐘|季度|店";

    // A single capital letter counts only before a unit: C端, 5G网络, A/B测试 and T日 are words.
    private const string BeforeUnit =
        $@"(?<![\p{{Lu}}\p{{Ll}}\d/])[A-Z](?=\s?(?:{Units}))|[?？]{{2,}}(?=\s?(?:{Units}))|[*＊]{{2,}}(?=\s?(?:{Units}))";

    private const string InOrdinal = @"(?<=第)[A-Z](?=[天日周週月季年])";

    // 等待定制, 期待定价 and 有待确认的订单 are words.
    private const string Pending =
        @"(?<![等期对對招接看善虐款优優亏虧守留])待定(?![制製位价價义義期向时時点點性员員额額标標量论論律居做])|待[补補](?:充|录|錄)?(?![货貨贴貼偿償足])|待填(?:写|寫|列|报|報)?"
        + @"|(?:(?<=[:：(（\[【,，、]\s?)|^|(?<=(?:时间|時間|日期|金额|金額|预算|預算|人|人选|人選|地点|地點|名单|名單|数量|數量|部门|部門|单位|單位|费用|費用|供应商|供應商|场地|場地|名称|名稱|嘉宾|嘉賓|平台)(?:尚|暂|暫|仍)?))"
        + @"(?:待(?:确认|確認|确定|確定|明确|明確|落实|落實|商定|议|議|公布|公佈|核实|核實)|未定|尚未确定|尚未確定)(?=$|[\s,，。;；、.)）】\]])"
        + @"|(?<![\p{Lu}\p{Ll}])(?:TBD|TBC|TBA|TBU|tbd|tbc|tba|Tbd|Tbc|Tba)(?![\p{Lu}\p{Ll}])"
        + @"|(?i:(?:^|(?<=[:(\[]\s?)|(?<=\b(?:is|are|remains?|still)\s))(?:yet )?to be (?:determined|confirmed|announced|defined|decided|advised))(?=$|[\s,;.)\]])(?!\s+(?:by|in|at|with|on)\b)";

    [GeneratedRegex($"{Bracketed}|{Blank}|{Repeated}|{BeforeUnit}|{InOrdinal}|{Pending}", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"^[\[［【{<＜〈](?!.*(?:姓名|日期|时间|時間|待|XX|××)).*\p{L}{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
