using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Reads due times as plans write them (計劃開始后10個月內, T-6周, 每季度末, within 3 months of launch), in either Chinese script or English.
/// What is not understood to its last word comes back unparsed; the words are always kept.
/// </summary>
public static class DeadlineParser
{
    private static readonly Func<Cursor, Deadline?>[] Rules =
    [
        DeadlineGrammar.Ongoing, DeadlineGrammar.Immediate, DeadlineGrammar.Date, DeadlineGrammar.Period, DeadlineGrammar.LaunchOffset, DeadlineGrammar.During,
        DeadlineGrammar.AfterEvent, DeadlineGrammar.BeforeEvent, DeadlineGrammar.AtEvent, DeadlineGrammar.Span,
        EnglishDeadlineGrammar.Ongoing, EnglishDeadlineGrammar.Immediate, EnglishDeadlineGrammar.During, EnglishDeadlineGrammar.Span,
        EnglishDeadlineGrammar.Numbered, EnglishDeadlineGrammar.BeforeEvent, EnglishDeadlineGrammar.AfterEvent,
    ];

    private const int LongestWork = 60;

    private static readonly string[] Lead = ["最迟在", "最迟于", "最迟", "最晚", "不晚于", "不迟于", "截止到", "截止至", "截止", "截至", "应于", "应在", "须于", "须在", "需在", "拟于", "NO LATER THAN", "NOT LATER THAN", "AT THE LATEST", "DUE"];
    private static readonly string[] Labels =
    [
        "计划完成时间", "预计完成时间", "完成时间", "完成时限", "完成期限", "完成日期", "截止时间", "截止日期", "截止日", "执行时间", "实施时间", "交付时间", "交付日期", "时间节点", "时间要求",
        "时限", "期限", "时间", "DEADLINE", "DUE DATE", "DUE",
    ];

    private static readonly string[] Trail = ["完成", "完毕", "交付", "提交", "到位", "截止", "为止", "止"];

    /// <summary>Reads one due time; a text that holds several is unparsed (see <see cref="ParseAll"/>).</summary>
    public static Deadline Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var phrase = PhraseText.Of(text);
        return Read(new Cursor(phrase)) is { } deadline ? deadline with { Text = text } : Rhythm(text);
    }

    /// <summary>
    /// Reads a text that may hold several due times. Their texts put together are the whole text.
    /// If one part is not understood, the whole is one unparsed deadline.
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

    /// <summary>Reads a due time that is no rhythm; null if it is not understood to the end.</summary>
    internal static Deadline? Read(Cursor cursor)
    {
        EatLabel(cursor);
        cursor.Eat(Lead);
        var start = cursor.At;
        foreach (var rule in Rules)
        {
            cursor.At = start;
            if (rule(cursor) is { } deadline && IsComplete(cursor))
            {
                return deadline;
            }
        }

        return null;
    }

    /// <summary>完成時間:, 執行時間為: the label in front of a due time says nothing more about it.</summary>
    internal static void EatLabel(Cursor cursor) => cursor.Try(() => cursor.Eat(Labels) && cursor.Eat(":", "为"));

    private static bool IsComplete(Cursor cursor)
    {
        var from = cursor.At;
        cursor.Eat(Trail);
        var namesWork = cursor.Folded.AsSpan(from, cursor.At - from).SequenceEqual("完成") && IsWork(cursor.Rest);
        cursor.Eat("。", ".", ";", ",", "、");
        return cursor.IsAtEnd || namesWork;
    }

    // 3個月內完成系統升級與定制開發: what is done by then, in words that say nothing of time, number or condition.
    private static bool IsWork(string words) =>
        words.Trim(' ', '。', '.', ';', ',') is { Length: >= 2 and <= LongestWork } work && !work.Any(char.IsDigit) && work.AsSpan().IndexOfAny(",;。") < 0 && FrequencyParser.IsActivity(work);

    private static Deadline Rhythm(string text) =>
        FrequencyParser.Parse(text) is [{ Kind: not FrequencyKind.Unparsed } frequency]
            ? new Deadline { Kind = DeadlineKind.Recurring, Text = text, Frequency = frequency }
            : new Deadline { Kind = DeadlineKind.Unparsed, Text = text };
}
