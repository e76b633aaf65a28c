using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>Rules for deadlines without an amount of time in Chinese: ongoing (持續進行) and immediate (即時響應).</summary>
internal static class StateDeadlines
{
    private static readonly string[] ImmediatelyWords = ["即时", "立即", "立刻", "马上", "第一时间", "即刻", "随即"];
    private static readonly string[] RespondWords = ["响应", "应对", "处置", "回应"];
    private static readonly string[] ActWords =
    [
        "启动应对预案",
        "启动预案",
        "启动",
        "处理",
        "执行",
        "进行",
        "反馈",
        "上报",
        "报告",
        "跟进",
        "实施",
        "解决",
    ];
    private static readonly string[] ContinueWords = ["进行", "开展", "推进", "执行", "实施", "跟进", "维护", "优化", "更新"];

    /// <summary>Reads an ongoing task: 持續進行, 上市后持续推进.</summary>
    public static Deadline? Ongoing(PhraseScanner scanner)
    {
        if (AcceptOngoing(scanner))
        {
            return new Deadline { Kind = DeadlineKind.Ongoing };
        }

        foreach (var (anchor, _) in DeadlineGrammar.EventsBefore(scanner, DeadlineGrammar.AfterWords))
        {
            if (AcceptOngoing(scanner))
            {
                return new Deadline { Kind = DeadlineKind.Ongoing, Anchor = EventNames.EndOf(anchor) };
            }
        }

        return null;
    }

    /// <summary>Reads an immediate deadline: 即時響應, 立即, 發現負面報道后即時.</summary>
    public static Deadline? Immediate(PhraseScanner scanner)
    {
        if (scanner.Accept(ImmediatelyWords))
        {
            var responds = scanner.Accept(RespondWords);
            _ = responds || scanner.Accept(ActWords);
            return new Deadline { Kind = DeadlineKind.Immediate, Anchor = responds ? AnchorCodes.EventOccurrence : null };
        }

        foreach (var (anchor, _) in DeadlineGrammar.EventsBefore(scanner, [.. DeadlineGrammar.AfterWords, "时", ","]))
        {
            scanner.Skip(",");
            if (scanner.Accept(ImmediatelyWords))
            {
                _ = scanner.Accept(RespondWords) || scanner.Accept(ActWords);
                return new Deadline { Kind = DeadlineKind.Immediate, Anchor = EventNames.EndOf(anchor) };
            }
        }

        return null;
    }

    private static bool AcceptOngoing(PhraseScanner scanner)
    {
        if (!scanner.Accept("持续", "长期", "不间断"))
        {
            return false;
        }

        scanner.Skip("性");
        scanner.Skip("持续", "坚持", "不断");
        return scanner.Accept(ContinueWords) || DeadlineGrammar.IsNearlyAtEnd(scanner);
    }
}
