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
        DeadlineGrammar.Ongoing,
        DeadlineGrammar.Immediate,
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

    private static readonly string[] TrailingWords = ["完成", "完毕", "交付", "提交", "到位", "截止", "为止", "止"];

    /// <summary>Parses one deadline. A text with several deadlines is unparsed; see <see cref="ParseAll"/>.</summary>
    public static Deadline Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var phrase = PhraseText.Of(text);
        return Read(new PhraseScanner(phrase)) is { } deadline ? deadline with { Text = text } : ParseFrequency(text);
    }

    /// <summary>
    /// Parses a text that may hold several deadlines. Their texts concatenate to the whole text.
    /// If one clause is not understood, the result is a single unparsed deadline.
    /// </summary>
    public static IReadOnlyList<Deadline> ParseAll(string text)
    {
        var whole = Parse(text);
        if (whole.Kind != DeadlineKind.Unparsed || text.Length > PhraseText.MaxLength)
        {
            return [whole];
        }

        var parts = Clauses.Split(text);
        if (parts.Count < 2)
        {
            return [whole];
        }

        var deadlines = parts.Select(part => Parse(part.Core) with { Text = part.Text }).ToList();
        return deadlines.TrueForAll(deadline => deadline.Kind != DeadlineKind.Unparsed) ? deadlines : [whole];
    }

    /// <summary>Reads a deadline that does not recur. Returns null if the phrase is not understood to its end.</summary>
    internal static Deadline? Read(PhraseScanner scanner)
    {
        SkipLabel(scanner);
        scanner.Skip(LeadingWords);
        var start = scanner.Position;
        foreach (var rule in Rules)
        {
            scanner.Position = start;
            if (rule(scanner) is { } deadline && IsComplete(scanner))
            {
                return deadline;
            }
        }

        return null;
    }

    /// <summary>Skips the label before a deadline: 完成時間:, 執行時間為.</summary>
    internal static void SkipLabel(PhraseScanner scanner) => scanner.Try(() => scanner.Accept(Labels) && scanner.Accept(":", "为"));

    private static bool IsComplete(PhraseScanner scanner)
    {
        var from = scanner.Position;
        scanner.Skip(TrailingWords);
        var namesTask = scanner.Folded.AsSpan(from, scanner.Position - from).SequenceEqual("完成") && IsTaskName(scanner.Remaining);
        scanner.Skip("。", ".", ";", ",", "、");
        return scanner.IsAtEnd || namesTask;
    }

    // 3個月內完成系統升級與定制開發: a deadline may be followed by the task to complete.
    private static bool IsTaskName(string words) =>
        words.Trim(' ', '。', '.', ';', ',') is { Length: >= 2 and <= MaxTaskNameLength } task
        && !task.Any(char.IsDigit)
        && task.AsSpan().IndexOfAny(",;。") < 0
        && FrequencyParser.IsActivity(task);

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
