using System.Collections.Frozen;
using System.Text;
using Marketing.Domain.Text;
using Marketing.Domain.Values;
using static Marketing.Domain.Phrases.EventWords;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Recognises the names of the events that deadlines count from. A well-known event becomes its code. Any other plain noun phrase
/// (春节, 問卷回收) becomes a code specific to the plan, spelled as in the plan. Everything else is not an event.
/// </summary>
internal static class EventNames
{
    private const int MinNameLength = 2;
    private const int MaxNameLength = 24;
    private const int MaxNameWords = 5;

    private static readonly FrozenDictionary<string, string> CodesByName = Table(
        (
            AnchorCodes.PlanStart,
            "计划开始|计划启动|工作计划开始|工作计划启动|PLAN START|START OF PLAN|PLAN STARTS|PLAN KICK-OFF|PLAN KICKOFF"
        ),
        (AnchorCodes.PlanEnd, "计划结束|计划完成|计划期末|PLAN END|END OF PLAN|PLAN ENDS"),
        (AnchorCodes.Plan, "计划|工作计划|PLAN|PLAN PERIOD"),
        (
            AnchorCodes.ProjectStart,
            "项目启动|项目开始|PROJECT START|START OF PROJECT|PROJECT STARTS|PROJECT KICK-OFF|PROJECT KICKOFF|KICK-OFF|KICKOFF"
        ),
        (AnchorCodes.ProjectEnd, "项目结束|项目完成|PROJECT END|END OF PROJECT|PROJECT ENDS|PROJECT COMPLETION"),
        (
            AnchorCodes.CampaignStart,
            "活动启动|活动开始|活动上线|营销活动启动|营销活动开始|推广活动启动|推广活动开始|"
                + "CAMPAIGN START|START OF CAMPAIGN|CAMPAIGN STARTS|CAMPAIGN LAUNCH"
        ),
        (AnchorCodes.Campaign, "活动|营销活动|推广活动|市场推广活动|CAMPAIGN|CAMPAIGN PERIOD"),
        (AnchorCodes.CampaignEnd, "活动结束|活动完成|营销活动结束|推广活动结束|CAMPAIGN END|END OF CAMPAIGN|CAMPAIGN ENDS"),
        (AnchorCodes.LaunchDay, "T|上市|产品上市|新品上市|新产品上市|LAUNCH|LAUNCH DAY|PRODUCT LAUNCH|LAUNCH DATE"),
        (AnchorCodes.Survey, "调查|问卷调查|SURVEY"),
        (AnchorCodes.SurveyResult, "调查结果反馈|收到调查结果|调查结果出具|调查反馈|调查结果|SURVEY RESULT|SURVEY RESULTS|SURVEY FEEDBACK"),
        (AnchorCodes.SystemUpgradeFailure, "升级失败|系统升级失败|SYSTEM UPGRADE FAILURE|UPGRADE FAILURE"),
        (
            AnchorCodes.LoyaltyPlanStart,
            "忠诚度计划实施|忠诚度计划启动|忠诚度计划开始|忠诚度计划上线|LOYALTY PROGRAMME START|LOYALTY PROGRAM START"
        ),
        (
            AnchorCodes.NegativeCoverageFound,
            "发现负面报道|发现负面报导|出现负面报道|负面报道出现|NEGATIVE COVERAGE|NEGATIVE COVERAGE IS FOUND"
        ),
        (
            AnchorCodes.ContingencyPlanReady,
            "危机预案制定|危机预案制定完成|危机公关预案制定|危机公关预案制定完成|应急预案制定|应急预案制定完成|预案制定|预案制定完成|"
                + "CONTINGENCY PLAN IS READY|CRISIS PLAN IS READY"
        ),
        (AnchorCodes.PhaseEnd, "阶段结束|END OF PHASE|PHASE"),
        (
            AnchorCodes.Incident,
            "突发情况|突发事件|出现突发情况|发生突发情况|发生突发事件|突发情况发生|突发事件发生|关键问题或突发情况|INCIDENT|AN INCIDENT"
        ),
        (AnchorCodes.EventOccurrence, "事件发生|问题发生|THE EVENT")
    );

    private static readonly FrozenDictionary<string, string> EndEvents = new Dictionary<string, string>
    {
        [AnchorCodes.Campaign] = AnchorCodes.CampaignEnd,
        [AnchorCodes.Plan] = AnchorCodes.PlanEnd,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> StartEvents = new Dictionary<string, string>
    {
        [AnchorCodes.Campaign] = AnchorCodes.CampaignStart,
        [AnchorCodes.Plan] = AnchorCodes.PlanStart,
    }.ToFrozenDictionary();

    private static readonly HashSet<string> NotInEnglishNames = new(StringComparer.Ordinal)
    {
        "AND",
        "IN",
        "NO",
        "ONLY",
        "LONGER",
        "PEAK",
        "SEASON",
        "SPRING",
        "SUMMER",
        "AUTUMN",
        "WINTER",
        "CANCELLED",
        "PROVIDED",
        "OR",
        "IF",
        "EACH",
        "EVERY",
        "ABOUT",
        "NOT",
        "UNLESS",
        "WHEN",
        "SOON",
        "POSSIBLE",
        "NEEDED",
        "NECESSARY",
        "APPROXIMATELY",
        "IT",
        "THAT",
        "THEN",
        "AFTER",
        "BEFORE",
        "WITHIN",
        "BY",
        "UNTIL",
        "DAY",
        "DAYS",
        "WEEK",
        "WEEKS",
        "MONTH",
        "MONTHS",
        "QUARTER",
        "YEAR",
        "YEARS",
        "NEXT",
        "LAST",
        "THIS",
        "TODAY",
        "TOMORROW",
        "HOUR",
        "HOURS",
        "NOW",
        "ALL",
        "TIME",
        "GOING",
        "HALF",
        "MID",
        "EARLY",
        "LATE",
        "LATER",
        "FUTURE",
        "TBD",
        "TBC",
        "NOTICE",
        "NOON",
        "MORNING",
        "AFTERNOON",
        "EVENING",
        "MONDAY",
        "TUESDAY",
        "WEDNESDAY",
        "THURSDAY",
        "FRIDAY",
        "SATURDAY",
        "SUNDAY",
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        "H1",
        "H2",
        "FY",
        "WEEKEND",
        "EOD",
        "EOM",
        "EOQ",
        "EOY",
    };

    /// <summary>
    /// Returns the code of the event named between two positions; null if there is none.
    /// With <paramref name="onlyKnown"/>, names specific to the plan do not count.
    /// </summary>
    public static string? Read(PhraseScanner scanner, int from, int to, bool onlyKnown = false)
    {
        (from, to) = Trim(scanner.Folded, from, to);
        if (from >= to || to - from > ValueLimits.Anchor)
        {
            return null;
        }

        if (KnownCode(scanner.Folded[from..to]) is { } code)
        {
            return code;
        }

        return !onlyKnown && IsPlanSpecificName(scanner.Folded[from..to]) ? scanner.Text.Verbatim(from, to) : null;
    }

    /// <summary>Returns the positions of a word in the remaining text that are near enough for the name of an event before it.</summary>
    public static List<int> EndsNear(PhraseScanner scanner, string word)
    {
        // Words such as 在 and 的 may surround the name.
        var end = Math.Min(scanner.End, scanner.Position + ValueLimits.Anchor + 16);
        return [.. scanner.Slice(scanner.Position, end).PositionsOf(word)];
    }

    /// <summary>Returns the code of a well-known event; null if the name is specific to the plan.</summary>
    public static string? WellKnownCode(string name) => KnownCode(SearchText.Normalise(name));

    /// <summary>Returns the event that ends a period: for 活動 it is 活動結束. Any other event is returned unchanged.</summary>
    public static string EndOf(string code) => EndEvents.GetValueOrDefault(code, code);

    /// <summary>Returns the event that starts a period. Any other event is returned unchanged.</summary>
    public static string StartOf(string code) => StartEvents.GetValueOrDefault(code, code);

    private static string? KnownCode(string words)
    {
        var name = words
            .Replace("正式", "", StringComparison.Ordinal)
            .Replace("计画", "计划", StringComparison.Ordinal)
            .Replace("专案", "项目", StringComparison.Ordinal)
            .Replace(" THE ", " ", StringComparison.Ordinal);
        foreach (var word in TrailingWordsOfKnownNames)
        {
            name = name.Length > word.Length && name.EndsWith(word, StringComparison.Ordinal) ? name[..^word.Length] : name;
        }

        var shorter = name.StartsWith('本') || name.StartsWith('该') ? name[1..] : name;
        return CodesByName.TryGetValue(name, out var code) || CodesByName.TryGetValue(shorter, out code) ? code : null;
    }

    private static (int From, int To) Trim(string folded, int from, int to)
    {
        while (to > from && folded[to - 1] is ' ' or ',')
        {
            to--;
        }

        while (from < to && folded[from] == ' ')
        {
            from++;
        }

        foreach (var word in LeadingWords)
        {
            var rest = folded.AsSpan(from, to - from);
            var isLeading =
                rest.Length > word.Length && rest.StartsWith(word, StringComparison.Ordinal) && !StartsWithAny(rest, NotLeadingWords);
            from += isLeading ? word.Length : 0;
        }

        foreach (var word in TrailingWords)
        {
            var rest = folded.AsSpan(from, to - from);
            to -= rest.Length > word.Length && rest.EndsWith(word, StringComparison.Ordinal) ? word.Length : 0;
        }

        return (from, to);
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPlanSpecificName(string name)
    {
        if (
            name[0] is '前' or '后' or '的'
            || (name.Length > MaxNameLength && !name.All(char.IsAscii))
            || NamesPeriod(name)
            || StartsWithMark(name)
            || HoldsInexactNumber(name)
            || !HasOnlyNameCharacters(name)
            || NotANameAlone.Contains(name)
        )
        {
            return false;
        }

        return name.All(char.IsAscii) ? IsEnglishName(name) : IsChineseName(name);
    }

    // 2027-W01, 2026, FY26 and 10 December name a period, not an event.
    private static bool NamesPeriod(string name) =>
        name.Split(' ').Any(IsMonth)
        || name.Split(' ', '-', '/')
            .Any(word =>
                word is ['W' or 'F', .. var rest] && rest.TrimStart('Y') is { Length: > 0 } number && number.All(char.IsAsciiDigit)
                || (word.Length == 4 && word.All(char.IsAsciiDigit))
            );

    // 1. 阶段结束
    private static bool StartsWithMark(string name) =>
        name.AsSpan().TrimStart("0123456789") is ['.' or ')' or '、', ..] && char.IsAsciiDigit(name[0]);

    // phase 七八, Q三五底: numerals in a row that are no number. 五一 and 三八 are days. Neither are 近2026 and 31/03.
    public static bool HoldsInexactNumber(string name)
    {
        for (var at = 0; at + 1 < name.Length; at++)
        {
            if (name[at] is '近' or '约' or '逾' or '/' && char.IsAsciiDigit(name[at + 1]))
            {
                return true;
            }

            if (!Numerals.IsNumeral(name[at]) || !Numerals.IsNumeral(name[at + 1]))
            {
                continue;
            }

            var isNumber = Numerals.TryRead(name.AsSpan(at), out _, out var next, at) && next > at + 1;
            if (!isNumber && !NamedDays.Any(day => name.AsSpan(at).StartsWith(day, StringComparison.Ordinal)))
            {
                return true;
            }

            at = isNumber ? next - 1 : at + 1;
        }

        return false;
    }

    private static bool HasOnlyNameCharacters(string name) =>
        (name.Length is >= MinNameLength and <= ValueLimits.Anchor || name == "会")
        && name.EnumerateRunes()
            .All(rune => Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '/' or '《' or '》' or '“' or '”' or '·' or '.');

    private static bool IsEnglishName(string name)
    {
        var words = name.Split(' ', '-');
        return words.Length <= MaxNameWords
            && name.Any(char.IsAsciiLetter)
            && name.Length > 2
            && !words.Any(word => word.Length == 0 || NotInEnglishNames.Contains(word) || IsMonth(word))
            && !(words.Any(word => word.All(char.IsAsciiDigit)) && words.Length == 1);
    }

    private static bool IsMonth(string word) => DateGrammar.MonthNames.Any(month => month.Word == word);

    private static bool IsChineseName(string words)
    {
        var name = FalseMatches.Aggregate(words, (text, match) => text.Replace(match, "某某", StringComparison.Ordinal));
        return !NotAtStartOfNames.Any(word => name.StartsWith(word, StringComparison.Ordinal))
            && !"前后内中间期".Contains(name[^1], StringComparison.Ordinal)
            && !name.StartsWith('约')
            && !NotInChineseNames.Concat(TimesOfDay).Any(word => name.Contains(word, StringComparison.Ordinal))
            && !ContainsTimeAmount(name)
            && !IsWeekday(name);
    }

    // 周五, 星期日
    private static bool IsWeekday(string name) =>
        new[] { "周", "星期", "礼拜" }.Any(week =>
            name.StartsWith(week, StringComparison.Ordinal)
            && name.Length > week.Length
            && "一二三四五六日天末".Contains(name[week.Length], StringComparison.Ordinal)
        );

    // A number before a unit of time: 3个月, 2026年, 第三季度
    private static bool ContainsTimeAmount(string name)
    {
        for (var at = 1; at < name.Length; at++)
        {
            var before = name[at - 1];
            var isNumber =
                char.IsAsciiDigit(before)
                || char.IsAsciiLetter(before)
                || "一二两三四五六七八九十百半几数".Contains(before, StringComparison.Ordinal);
            if (isNumber && TimeWords.Any(word => name.AsSpan(at).StartsWith(word, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenDictionary<string, string> Table(params (string Code, string Names)[] rows) =>
        rows.SelectMany(row => row.Names.Split('|').Select(name => KeyValuePair.Create(name, row.Code)))
            .ToFrozenDictionary(StringComparer.Ordinal);
}
