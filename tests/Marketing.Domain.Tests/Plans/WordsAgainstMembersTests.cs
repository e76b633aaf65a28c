using System.Reflection;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans;

/// <summary>The text of a phrase and its other members never disagree.</summary>
public sealed class WordsAgainstMembersTests
{
    /// <summary>Members that may differ from the words: which words are the activity, how an amount is displayed.</summary>
    private static readonly string[] Free = ["Activity", "UnitScale"];

    /// <summary>Texts that are read completely, for each type of phrase. Together they state every member of the type.</summary>
    private static readonly Dictionary<Type, string[]> Texts = new()
    {
        [typeof(Deadline)] =
        [
            "计划开始后10个月内",
            "2-3周内",
            "6个月",
            "活动前2周内",
            "活动期间",
            "每季度末",
            "第6周",
            "第X月",
            "2026年第3季度末",
            "T-6周",
            "2026年3月15日",
            "XX月XX日",
            "持续进行",
        ],
        [typeof(Frequency)] =
        [
            "每两周一次",
            "每周至少2次",
            "每周2-3次",
            "每周五",
            "每月15日",
            "每季度末",
            "每周Z篇",
            "每N周",
            "危机预案制定后每月进行一次演练",
            "每阶段结束后",
            "定期",
        ],
        [typeof(PeriodWindow)] = ["T-6周至T-1周", "第6周至第8周", "1-3个月", "6个月以后", "2026年3月2日至2026年5月31日"],
        [typeof(TargetExpression)] =
        [
            "达到80%以上",
            "从25%提升至35%",
            "从X%提升至Y%",
            "提升20%",
            "同比增长20%",
            "提升5个百分点",
            "80%-90%",
            "4.5(满分为5)",
            "90%的客户问题在24小时内得到解决",
            "降低G%",
            "至少10个",
        ],
        [typeof(PlannedDate)] = ["2026年3月15日", "3月15日", "XXXX年XX月XX日"],
        [typeof(PlannedNumber)] = ["3名", "X家核心经销商", "20%"],
        [typeof(PlannedMoney)] = ["850万元", "X万元", "100美元"],
        [typeof(PercentRange)] = ["10%-15%", "至少5%", "不超过20%", "X%-Y%"],
    };

    public static TheoryData<string, string> EveryText
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (type, texts) in Texts)
            {
                foreach (var text in texts)
                {
                    data.Add(type.Name, text);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryText))]
    public void What_the_words_say_is_accepted_and_stays_as_it_is(string type, string text)
    {
        var read = ReadText(type, text);

        HasMembers(read).ShouldBeTrue($"{text} is read");
        Read(read).ShouldBe((read, Array.Empty<string>()), customMessage: text);
    }

    [Theory]
    [MemberData(nameof(EveryText))]
    public void A_member_that_is_left_out_is_completed_from_the_words(string type, string text)
    {
        var read = ReadText(type, text);
        foreach (var member in MembersOf(read).Where(member => IsNullable(member) && member.GetValue(read) is not null))
        {
            var (completed, pointers) = Read(With(read, member, null));

            pointers.ShouldBeEmpty($"{text} without {member.Name}");
            Equivalent(completed).ShouldBe(Equivalent(read), $"{text} without {member.Name}");
        }
    }

    [Theory]
    [MemberData(nameof(EveryText))]
    public void Every_member_that_the_words_state_is_refused_with_another_value(string type, string text)
    {
        var read = ReadText(type, text);
        foreach (var (holder, member, pointer) in Stated(read, ""))
        {
            foreach (var other in Others(member, member.GetValue(holder)!))
            {
                var changed = Changed(read, holder, member, other);
                var (_, pointers) = Read(changed);

                pointers.ShouldContain(pointer, $"{text} with {pointer} {other}");
            }
        }
    }

    [Fact]
    public void The_texts_state_every_member_of_every_phrase()
    {
        foreach (var (type, texts) in Texts)
        {
            var stated = texts
                .SelectMany(text =>
                    MembersOf(ReadText(type.Name, text)).Where(member => member.GetValue(ReadText(type.Name, text)) is not null)
                )
                .Select(member => member.Name)
                .ToHashSet();

            type.GetProperties()
                .Where(member => member.SetMethod is not null)
                .Select(member => member.Name)
                .Except(stated)
                .Except(["Text"])
                .ShouldBeEmpty(type.Name);
        }

        Texts.Keys.ShouldAllBe(type => PhraseReading.IsPhraseType(type));
    }

    public static TheoryData<string, object, string[]> Judged =>
        new()
        {
            {
                "an event may be chosen where the words name none",
                new Deadline
                {
                    Kind = DeadlineKind.Within,
                    Text = "3个月内",
                    Amount = 3,
                    Unit = TimeUnit.Month,
                    Anchor = AnchorCodes.PlanStart,
                },
                []
            },
            {
                "the basis of a change may be chosen, and its baseline added",
                new TargetExpression
                {
                    Kind = TargetKind.ChangePercent,
                    Text = "提升20%",
                    Value = 20,
                    Unit = "%",
                    Direction = Direction.Increase,
                    ChangeBasis = ChangeBasis.Relative,
                    Baseline = 25,
                },
                []
            },
            {
                "what is reached may rise or fall",
                new TargetExpression
                {
                    Kind = TargetKind.Level,
                    Text = "达到40%",
                    Value = 40,
                    Unit = "%",
                    Direction = Direction.Increase,
                    Baseline = 3,
                },
                []
            },
            {
                "a day may be chosen in the period that the words name",
                new Deadline
                {
                    Kind = DeadlineKind.Date,
                    Text = "2026年底前",
                    Date = new DateOnly(2026, 12, 31),
                },
                []
            },
            {
                "a day outside may not",
                new Deadline
                {
                    Kind = DeadlineKind.Date,
                    Text = "2026年底前",
                    Date = new DateOnly(2027, 1, 31),
                },
                ["/kind"]
            },
            {
                "a placeholder may be filled",
                new PlannedMoney { Text = "X万元", Amount = 8_500_000 },
                []
            },
            {
                "a year may be added",
                new PlannedDate { Text = "3月15日", Date = new DateOnly(2026, 3, 15) },
                []
            },
            {
                "another day may not",
                new PlannedDate { Text = "3月15日", Date = new DateOnly(2026, 4, 15) },
                ["/date"]
            },
            {
                "words that are not understood contradict nothing",
                new PlannedMoney { Text = "待定", Amount = 850 },
                []
            },
            {
                "an amount in ten thousands is not the amount in units",
                new PlannedMoney { Text = "850万元", Amount = 850 },
                ["/amount"]
            },
            {
                "dollars are not yuan",
                new PlannedMoney
                {
                    Text = "100美元",
                    Amount = 100,
                    Currency = "CNY",
                },
                ["/currency"]
            },
            {
                "an amount is no placeholder",
                new PlannedMoney { Text = "850万元", Placeholder = "X" },
                ["/placeholder"]
            },
            {
                "a single figure is no range",
                new PercentRange
                {
                    Text = "至少5%",
                    Min = 5,
                    Max = 10,
                },
                ["/max"]
            },
            {
                "once is not at least once",
                new Frequency
                {
                    Kind = FrequencyKind.Recurring,
                    Text = "每周一次",
                    Every = 1,
                    Unit = TimeUnit.Week,
                    AtLeast = true,
                },
                ["/atLeast"]
            },
            {
                "both ends of a window are compared",
                new PeriodWindow
                {
                    Kind = PeriodWindowKind.Bounded,
                    Text = "第6周至第8周",
                    Start = Week(6),
                    End = Week(9),
                },
                ["/end/index"]
            },
            {
                "a unit may be spelt in the other script",
                new PlannedNumber
                {
                    Text = "3个",
                    Value = 3,
                    Unit = "個",
                },
                []
            },
            {
                "one of several readings is enough",
                new Frequency
                {
                    Kind = FrequencyKind.Recurring,
                    Text = "每周一、三例会",
                    Every = 1,
                    Unit = TimeUnit.Week,
                    Weekday = Weekday.Wednesday,
                },
                []
            },
            {
                "none of several readings is not",
                new Frequency
                {
                    Kind = FrequencyKind.Recurring,
                    Text = "每周一、三例会",
                    Every = 1,
                    Unit = TimeUnit.Week,
                    Weekday = Weekday.Friday,
                },
                ["/weekday"]
            },
        };

    [Theory]
    [MemberData(nameof(Judged))]
    public void Members_may_refine_the_words_but_not_contradict_them(string rule, object phrase, string[] pointers) =>
        Read(phrase).Pointers.ShouldBe(pointers, rule);

    [Fact]
    public void A_contradiction_shows_what_the_words_say()
    {
        var line = (PlanBudgetLine)Holding(new PlannedMoney { Text = "850万元", Amount = 850 });

        var fault = new PhraseReader().Read(line, "CNY").Contradictions.ShouldHaveSingleItem();

        (fault.Pointer, fault.Code).ShouldBe(("/amount/amount", "money.textContradicts"));
        (fault.Args["member"], fault.Args["given"], fault.Args["read"]).ShouldBe(("amount", 850m, 8_500_000m));
    }

    [Fact]
    public void Only_phrases_that_the_request_changes_are_judged()
    {
        var stored = Holding(
            new PlannedMoney
            {
                Text = "850万元",
                Amount = 850,
                Currency = "CNY",
            }
        );

        new PhraseReader().Read(stored, "CNY", before: stored).Contradictions.ShouldBeEmpty();
        new PhraseReader().Read(stored, "CNY", before: Holding(new PlannedMoney { Amount = 850 })).Contradictions.Count.ShouldBe(1);
    }

    private static Deadline Week(int index) =>
        new()
        {
            Kind = DeadlineKind.PeriodOrdinal,
            Unit = TimeUnit.Week,
            Index = index,
        };

    private static object ReadText(string type, string text)
    {
        var phrase = Activator.CreateInstance(Texts.Keys.Single(key => key.Name == type))!;
        return Read(With(phrase, phrase.GetType().GetProperty("Text")!, text)).Phrase;
    }

    /// <summary>Reads a phrase in a record that has one, and returns it with the pointers of its contradictions.</summary>
    private static (object Phrase, string[] Pointers) Read(object phrase)
    {
        var read = new PhraseReader().Read(Holding(phrase), "CNY");
        var (pointer, value) = ContentTree
            .Nodes(read.Content)
            .Where(node => node.Value.GetType() == phrase.GetType())
            .Select(node => (node.Pointer, node.Value))
            .First();
        return (value, [.. read.Contradictions.Select(fault => fault.Pointer[pointer.Length..])]);
    }

    private static object Holding(object phrase) =>
        phrase switch
        {
            Deadline deadline => new WorkPackage { Name = "W", Deadlines = [deadline] },
            Frequency frequency => new MonitoringMechanism { Name = "M", Frequencies = [frequency] },
            PeriodWindow window => new Phase { Name = "P", Window = window },
            TargetExpression target => new Objective
            {
                Text = "O",
                Measures =
                [
                    new TargetMeasure
                    {
                        Metric = new MetricRef { Text = "M" },
                        Target = target,
                        Deadlines = [new Deadline { Kind = DeadlineKind.Ongoing }],
                    },
                ],
            },
            PlannedDate date => new PlanHeader
            {
                Title = "T",
                Language = "zh-Hans",
                Currency = "CNY",
                PeriodStart = date,
            },
            PlannedNumber number => new PlanResource
            {
                Type = ResourceType.Human,
                Name = "R",
                Quantity = number,
            },
            PlannedMoney money => new PlanBudgetLine
            {
                Category = "C",
                Kind = BudgetLineKind.Line,
                Amount = money,
            },
            PercentRange range => new PlanBudget { ContingencyRange = range },
            _ => throw new ArgumentException($"No record with a {phrase.GetType().Name}.", nameof(phrase)),
        };

    private static bool HasMembers(object phrase) => MembersOf(phrase).Any(member => member.GetValue(phrase) is not null);

    private static IEnumerable<PropertyInfo> MembersOf(object phrase) =>
        phrase.GetType().GetProperties().Where(member => member.SetMethod is not null && member.Name != "Text");

    private static bool IsNullable(PropertyInfo member) =>
        !member.PropertyType.IsValueType || Nullable.GetUnderlyingType(member.PropertyType) is not null;

    /// <summary>The members that the words state, at any depth, with the value that holds them.</summary>
    private static IEnumerable<(object Holder, PropertyInfo Member, string Pointer)> Stated(object phrase, string pointer) =>
        MembersOf(phrase)
            .Where(member => member.GetValue(phrase) is not null && !Free.Contains(member.Name))
            .SelectMany(member =>
            {
                var at = $"{pointer}/{char.ToLowerInvariant(member.Name[0])}{member.Name[1..]}";
                var value = member.GetValue(phrase)!;
                return PhraseReading.IsPhraseType(value.GetType()) ? Stated(value, at)
                    : IsLeftOpen(value) ? []
                    : [(phrase, member, at)];
            });

    /// <summary>Values that say that the words do not decide.</summary>
    private static bool IsLeftOpen(object value) => value is AnchorCodes.Unspecified or ChangeBasis.Unspecified;

    private static IEnumerable<object> Others(PropertyInfo member, object value) =>
        value switch
        {
            int number => [number + 1],
            decimal number => [number + 1],
            DateOnly date => [date.AddDays(1)],
            string when member.Name == "Currency" => ["GBP"],
            string when member.Name.EndsWith("nchor", StringComparison.Ordinal) => [AnchorCodes.Incident],
            string => ["其他"],
            bool flag => [!flag],
            Direction.Achieve => [Direction.Maintain],
            Enum word => Enum.GetValues(word.GetType())
                .Cast<object>()
                .Where(other => !other.Equals(word) && !IsLeftOpen(other) && other.ToString() != "Unparsed"),
            _ => throw new ArgumentException($"No other value for a {value.GetType().Name}.", nameof(value)),
        };

    private static object Changed(object phrase, object holder, PropertyInfo member, object? value)
    {
        if (ReferenceEquals(phrase, holder))
        {
            return With(phrase, member, value);
        }

        var nested = MembersOf(phrase)
            .First(inner =>
                inner.GetValue(phrase) is { } found
                && PhraseReading.IsPhraseType(found.GetType())
                && (ReferenceEquals(found, holder) || MembersOf(found).Any(deep => ReferenceEquals(deep.GetValue(found), holder)))
            );
        return With(phrase, nested, Changed(nested.GetValue(phrase)!, holder, member, value));
    }

    private static object With(object phrase, PropertyInfo member, object? value)
    {
        var copy = phrase.GetType().GetMethod("<Clone>$")!.Invoke(phrase, null)!;
        member.SetValue(copy, value);
        return copy;
    }

    /// <summary>The phrase without the members whose absence means the same.</summary>
    private static object Equivalent(object phrase)
    {
        foreach (var member in MembersOf(phrase))
        {
            var value = member.GetValue(phrase);
            var isImplied = value is AnchorCodes.Unspecified or false or PeriodBasis.Plan || (member.Name == "Times" && value is 1);
            if (isImplied || Free.Contains(member.Name))
            {
                phrase = With(phrase, member, null);
            }
        }

        return phrase;
    }
}
