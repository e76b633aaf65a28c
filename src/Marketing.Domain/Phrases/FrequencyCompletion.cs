using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>Completes a frequency from the rest of its clause: the number of occurrences, the start event and the activity.</summary>
internal static class FrequencyCompletion
{
    private static readonly string[] Labels =
    [
        "频率",
        "会议频率",
        "提交频率",
        "沟通频率",
        "周期",
        "评估周期",
        "审查周期",
        "评估时间点",
        "时间",
        "执行时间",
        "完成时间",
        "评估频率",
        "更新频率",
        "FREQUENCY",
    ];

    /// <summary>Returns the completed frequencies; null if the words around them are not understood.</summary>
    public static List<Frequency>? Complete(
        PhraseScanner clause,
        int at,
        PhraseScanner scanner,
        IReadOnlyList<Frequency> frequencies,
        bool isMinimum
    )
    {
        var head = frequencies[0];
        var startAnchor = (string?)null;
        (int From, int To) action = default;
        var subjectEnd = at;
        var canStartAtEvent = head.Kind is FrequencyKind.Recurring or FrequencyKind.Continuous or FrequencyKind.PeriodicUnspecified;
        if (canStartAtEvent && StartAnchor(clause, at) is { } anchor)
        {
            (startAnchor, subjectEnd) = (anchor, clause.Position);
        }

        if (head.Kind == FrequencyKind.Recurring)
        {
            scanner.Skip("定期", "例行");
            if (FrequencyTimes.Read(scanner, head) is { } counted)
            {
                head = counted;
            }
            else if (head.Times is null && FrequencyTimes.AfterAction(scanner, head) is var (countedAfter, words))
            {
                (head, action) = (countedAfter, words);
            }

            if (scanner.Accept("AT LEAST", "OR MORE"))
            {
                isMinimum = true;
            }

            if (isMinimum)
            {
                head = head with { AtLeast = true, Times = head.Times ?? (head.Quantity is null ? 1 : null) };
            }

            if (startAnchor is null && AnchorAfter(scanner) is { } anchorAfter)
            {
                startAnchor = anchorAfter;
            }
        }
        else if (isMinimum)
        {
            return null;
        }

        if (Activity(clause, subjectEnd, scanner, action) is not { } activity)
        {
            return null;
        }

        return
        [
            .. frequencies.Select(frequency =>
                head with
                {
                    Weekday = frequency.Weekday,
                    DayOfMonth = frequency.DayOfMonth,
                    StartAnchor = startAnchor,
                    Activity = activity.Length == 0 ? null : activity,
                }
            ),
        ];
    }

    // 危機預案制定后每月…, 自上市起每周…
    private static string? StartAnchor(PhraseScanner clause, int frequencyStart)
    {
        foreach (var word in (string[])["之后", "以后", "后", "起", "开始"])
        {
            var end = frequencyStart;
            while (end > clause.Position && clause.Folded[end - 1] is ',' or ' ')
            {
                end--;
            }

            if (
                end - word.Length <= clause.Position
                || !clause.Folded.AsSpan(clause.Position, end - clause.Position).EndsWith(word, StringComparison.Ordinal)
            )
            {
                continue;
            }

            var anchor =
                EventNames.Read(clause, clause.Position, end - word.Length)
                ?? (word == "开始" ? EventNames.Read(clause, clause.Position, end) : null);
            if (anchor is not null)
            {
                return EventNames.EndOf(anchor);
            }
        }

        return null;
    }

    // weekly from launch
    private static string? AnchorAfter(PhraseScanner scanner)
    {
        var mark = scanner.Position;
        if (scanner.Accept("FROM", "AFTER", "STARTING FROM", "STARTING AT", "STARTING WITH"))
        {
            var isAfter = scanner.Folded.AsSpan(mark, scanner.Position - mark).Contains("AFTER", StringComparison.Ordinal);
            if (EventNames.Read(scanner, scanner.Position, scanner.End, onlyKnown: true) is { } anchor)
            {
                scanner.Position = scanner.End;
                return isAfter ? EventNames.EndOf(anchor) : EventNames.StartOf(anchor);
            }
        }

        scanner.Position = mark;
        return null;
    }

    /// <summary>Returns the activity: the words around the frequency, without light verbs. Null if they are not a plain name.</summary>
    private static string? Activity(PhraseScanner clause, int subjectEnd, PhraseScanner scanner, (int From, int To) action)
    {
        if (scanner.Accept(FrequencyTimes.LightVerbs) || scanner.Accept("的", ":"))
        {
            scanner.Skip("的");
        }

        var restEnd = clause.End;
        if (restEnd - scanner.Position + subjectEnd - clause.Position > ValueLimits.Activity)
        {
            return null;
        }

        var subject = (From: clause.Position, To: subjectEnd);
        var subjectWords = scanner.Folded[subject.From..subject.To];
        if (subjectWords is "在" or "于" || IsLabel(subjectWords))
        {
            subject.To = subject.From;
        }

        var words = scanner.Text.Verbatim(action.From, action.To) + scanner.Text.Verbatim(scanner.Position, restEnd);
        var before = scanner.Text.Verbatim(subject.From, subject.To);
        var foldedWords = scanner.Folded[action.From..action.To] + scanner.Folded[scanner.Position..restEnd];
        var folded = scanner.Folded[subject.From..subject.To] + "|" + foldedWords;
        var joined = before.Length > 0 && words.Length > 0 && char.IsAscii(before[^1]) ? before + " " + words : before + words;
        return FrequencyActivity.IsName(folded) && joined.Length <= ValueLimits.Activity ? joined : null;
    }

    private static bool IsLabel(string subject) => subject is [.., ':' or '为'] && Labels.Contains(subject[..^1].TrimEnd());
}
