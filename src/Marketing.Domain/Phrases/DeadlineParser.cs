using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Parses deadlines as plans word them (計劃開始后10個月內, T-6周, 每季度末, within 3 months of launch), in Simplified or Traditional Chinese
/// or English. A phrase that is not understood completely becomes an unparsed deadline. The original text is always kept.
/// </summary>
public static class DeadlineParser
{
    private static readonly Func<PhraseScanner, Deadline?>[] Rules =
    [
        StateDeadlines.Ongoing,
        StateDeadlines.Immediate,
        DeadlineGrammar.Date,
        DeadlineGrammar.Period,
        DeadlineGrammar.LaunchOffset,
        DeadlineGrammar.During,
        DeadlineGrammar.AfterEvent,
        DeadlineGrammar.BeforeEvent,
        DeadlineGrammar.AtEvent,
        DeadlineGrammar.Span,
        EnglishDeadlineGrammar.Ongoing,
        EnglishDeadlineGrammar.Immediate,
        EnglishDeadlineGrammar.During,
        EnglishDeadlineGrammar.Span,
        EnglishDeadlineGrammar.Numbered,
        EnglishDeadlineGrammar.BeforeEvent,
        EnglishDeadlineGrammar.AfterEvent,
    ];

    private const int MaxTaskNameLength = 60;
    private const int MaxDeadlines = 24;

    private static readonly string[] LeadingWords =
    [
        "最迟在",
        "最迟于",
        "最迟",
        "最晚",
        "不晚于",
        "不迟于",
        "截止到",
        "截止至",
        "截止",
        "截至",
        "应于",
        "应在",
        "须于",
        "须在",
        "需在",
        "拟于",
        "NO LATER THAN",
        "NOT LATER THAN",
        "AT THE LATEST",
        "DUE",
    ];

    private static readonly string[] Labels =
    [
        "计划完成时间",
        "预计完成时间",
        "完成时间",
        "完成时限",
        "完成期限",
        "完成日期",
        "截止时间",
        "截止日期",
        "截止日",
        "执行时间",
        "实施时间",
        "交付时间",
        "交付日期",
        "时间节点",
        "时间要求",
        "时限",
        "期限",
        "时间",
        "DEADLINE",
        "DUE DATE",
        "DUE",
    ];

    // What happens at the time: 第2周上线, 升级版在第Y月发布. 启动 and 开始 are no verbs of something that is due.
    private static readonly string[] TaskVerbs =
    [
        "上线",
        "发布",
        "交付",
        "提交",
        "推出",
        "上架",
        "投放",
        "召开",
        "举办",
        "举行",
        "落地",
        "验收",
        "定稿",
        "完工",
        "开业",
        "进行",
        "开展",
        "实施",
        "执行",
    ];

    // Of these, what may end a span: 3个月内上线.
    private static readonly string[] CompletionVerbs = ["上线", "发布", "推出", "上架", "落地", "验收", "定稿", "完工", "开业"];

    // 原定于第3月完成 is no longer the plan.
    private static readonly string[] NotInTasks = ["原定", "原计划", "原拟", "原本"];

    private static readonly string[] TrailingWords = ["完成", "完毕", "交付", "提交", "到位", "截止", "为止", "止"];

    /// <summary>Parses one deadline. A text with several deadlines is unparsed; see <see cref="ParseAll"/>.</summary>
    public static Deadline Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var phrase = PhraseText.Of(text);
        return Read(new PhraseScanner(phrase)) is { } deadline ? deadline with { Text = text } : ParseFrequency(text);
    }

    /// <summary>
    /// Parses a text that may hold several deadlines, each with its own piece of the text. A piece can be parsed again with the same
    /// result.
    /// If one clause is not understood, the result is a single unparsed deadline with the whole text.
    /// </summary>
    public static IReadOnlyList<Deadline> ParseAll(string text)
    {
        var whole = Parse(text);
        if (whole.Kind != DeadlineKind.Unparsed || text.Length > PhraseText.MaxLength)
        {
            return [whole];
        }

        var parts = Clauses.Split(text);
        if (parts.Count is < 2 or > MaxDeadlines)
        {
            return [whole];
        }

        var deadlines = new List<Deadline>();
        foreach (var (core, _) in parts)
        {
            if (Parse(core) is not { Kind: not DeadlineKind.Unparsed } deadline)
            {
                return [whole];
            }

            deadlines.Add(deadline);
        }

        return deadlines;
    }

    /// <summary>Reads a deadline that does not recur. Returns null if the phrase is not understood to its end.</summary>
    /// <param name="scanner">The scanner.</param>
    /// <param name="mayNameTask">Whether the phrase may name what happens at the time, before it or behind it.</param>
    internal static Deadline? Read(PhraseScanner scanner, bool mayNameTask = true)
    {
        var start = scanner.Position;
        if (ReadTime(scanner, mayNameTask) is { } time)
        {
            return time;
        }

        return mayNameTask ? ReadAfterTask(scanner, start) : null;
    }

    private static Deadline? ReadTime(PhraseScanner scanner, bool mayNameTask)
    {
        SkipLabel(scanner);
        scanner.Skip(LeadingWords);
        var start = scanner.Position;
        foreach (var rule in Rules)
        {
            scanner.Position = start;
            if (rule(scanner) is { } deadline && IsComplete(scanner, mayNameTask ? deadline : null))
            {
                return deadline;
            }
        }

        return null;
    }

    // 门店升级在第3月完成, 升级版于6月18日发布
    private static Deadline? ReadAfterTask(PhraseScanner scanner, int start)
    {
        var words = scanner.Folded.AsSpan(start, scanner.End - start);
        var length = words.LastIndexOfAny("在于");
        if (
            length < 2
            || NotInTasks.Any(word => scanner.Folded.AsSpan(start).StartsWith(word, StringComparison.Ordinal))
            || "由关对位基用属终处高低大小等限迟早晚".Contains(words[length - 1], StringComparison.Ordinal)
            || !IsTaskName(scanner.Folded[start..(start + length)])
        )
        {
            return null;
        }

        scanner.Position = start + length + 1;
        return
            ReadTime(scanner, mayNameTask: true)
                is { Kind: not (DeadlineKind.Duration or DeadlineKind.Ongoing or DeadlineKind.Immediate) } due
            ? due
            : null;
    }

    /// <summary>Skips the label before a deadline: 完成時間:, 執行時間為.</summary>
    internal static void SkipLabel(PhraseScanner scanner) => scanner.Try(() => scanner.Accept(Labels) && scanner.Accept(":", "为"));

    private static bool IsComplete(PhraseScanner scanner, Deadline? withTask)
    {
        var from = scanner.Position;
        var namesTask = withTask is not null && NamesTask(scanner, withTask);
        scanner.Position = from;
        scanner.Skip(TrailingWords);
        namesTask =
            namesTask || (scanner.Folded.AsSpan(from, scanner.Position - from).SequenceEqual("完成") && IsTaskName(scanner.Remaining));
        scanner.Skip("。", ".", ";", ",", "、");
        return scanner.IsAtEnd || namesTask;
    }

    // 活动期间进行门店巡检, 即时响应客户投诉, 启动时制定方案, 第2周上线
    private static bool NamesTask(PhraseScanner scanner, Deadline deadline)
    {
        var last = scanner.Position > 0 ? scanner.Folded[scanner.Position - 1] : '\0';
        return deadline.Kind switch
        {
            DeadlineKind.During or DeadlineKind.Ongoing => IsTaskBehind(scanner),
            DeadlineKind.Immediate => last is '应' or '对' or '置' or '理' && IsTaskBehind(scanner),
            DeadlineKind.At => last is '时' or '天' or '日' && AnchorCodes.WellKnown.Contains(deadline.Anchor!) && IsTaskBehind(scanner),
            DeadlineKind.PeriodOrdinal or DeadlineKind.Date or DeadlineKind.Offset or DeadlineKind.Before => NamesTask(scanner, TaskVerbs),
            DeadlineKind.Within => NamesTask(scanner, CompletionVerbs),
            _ => false,
        };
    }

    private static bool NamesTask(PhraseScanner scanner, string[] verbs) =>
        scanner.Accept(verbs) && (scanner.Remaining.Trim(' ', '。', '.', ';', ',').Length == 0 || IsTaskName(scanner.Remaining));

    // 活动期间以外 and 活动结束时间 continue the time.
    private static bool IsTaskBehind(PhraseScanner scanner) =>
        !"的以之外内前后中末初起至到间候段期长点刻".Contains(scanner.NextChar, StringComparison.Ordinal) && IsTaskName(scanner.Remaining);

    // 3個月內完成系統升級與定制開發: a deadline may be followed by the task to complete.
    private static bool IsTaskName(string words) =>
        words.Trim(' ', '。', '.', ';', ',') is { Length: >= 2 and <= MaxTaskNameLength } task
        && !task.Any(char.IsDigit)
        && task.AsSpan().IndexOfAny(",;。、") < 0
        && FrequencyActivity.IsName(task);

    private static Deadline ParseFrequency(string text) =>
        FrequencyParser.Parse(text) is [{ Kind: not FrequencyKind.Unparsed } frequency]
            ? new Deadline
            {
                Kind = DeadlineKind.Recurring,
                Text = text,
                Frequency = frequency,
            }
            : new Deadline { Kind = DeadlineKind.Unparsed, Text = text };
}
