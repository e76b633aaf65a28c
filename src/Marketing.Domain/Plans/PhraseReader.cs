using Marketing.Domain.Common;
using Marketing.Domain.Phrases;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans;

/// <summary>A record whose phrases are read.</summary>
/// <param name="Content">The record.</param>
/// <param name="Contradictions">The members that contradict the words beside them. Pointers are relative to the record.</param>
public sealed record ReadContent<T>(T Content, IReadOnlyList<RuleFault> Contradictions)
    where T : class;

/// <summary>
/// Reads the phrases of records. A value that has only a text is parsed. A value that has a text and other members is compared: the text
/// must not contradict them. Each text is parsed once, so a reader that has seen the texts of a request parses nothing later.
/// </summary>
public class PhraseReader
{
    /// <summary>
    /// Version of the grammar. Increment it when a phrase is read differently, so that the check finds what earlier builds read. Version 1
    /// is what builds read that did not record it.
    /// </summary>
    public const int Grammar = 2;

    private readonly Dictionary<(Type Parsed, string Text, string? Currency), object> _parsed = [];

    /// <summary>
    /// Whether values keep their members as they are: an earlier grammar read them, so they may disagree with what the text means now.
    /// </summary>
    public bool KeepsMembers { get; set; }

    /// <summary>
    /// Returns the record with its phrases parsed, and every contradiction. A text that cannot be parsed is kept and marked as unparsed.
    /// Words beside an empty list (<c>timingText</c>, <c>frequencyText</c>, <c>period</c>) are read into the list.
    /// </summary>
    /// <param name="content">The record.</param>
    /// <param name="currency">ISO 4217 currency for amounts without a currency; null to leave amounts alone.</param>
    /// <param name="before">The stored record that this one replaces. Values that it contains are kept as they are.</param>
    public ReadContent<T> Read<T>(T content, string? currency, object? before = null)
        where T : class
    {
        var reading = new Reading(this, currency, before);
        var read = reading.Read(content);
        return new ReadContent<T>(read, reading.ContradictionsIn(read));
    }

    /// <summary>Parses the text of a member, if it is a phrase.</summary>
    /// <param name="holder">The type of the record that has the member.</param>
    /// <param name="member">The member's name in JSON.</param>
    /// <param name="text">Its text.</param>
    public void Prepare(Type holder, string member, string text)
    {
        var phrase = member == "text" && PhraseReading.IsPhraseType(holder) ? holder : WordsBesideLists.PhraseIn(holder, member);
        if (phrase == typeof(Deadline))
        {
            _ = (Deadlines(text), Deadline(text));
        }
        else if (phrase is not null && phrase != typeof(PlannedMoney))
        {
            ReadingsOf(phrase, text, inList: true, null);
        }
    }

    /// <summary>Parses a text for the first time.</summary>
    protected virtual T Parse<T>(string text, Func<string, T> parse)
    {
        ArgumentNullException.ThrowIfNull(parse);
        return parse(text);
    }

    internal IReadOnlyList<Deadline> Deadlines(string text) => Once(text, DeadlineParser.ParseAll);

    internal (TargetExpression Target, IReadOnlyList<Deadline> Deadlines) Target(string text) => Once(text, TargetParser.Read);

    private Deadline Deadline(string text) => Once(text, DeadlineParser.Parse);

    // A text with several frequencies becomes several records, each with its own piece of the text.
    private IReadOnlyList<Frequency> Frequencies(string text) =>
        Once(
            text,
            static whole =>
                FrequencyParser.Parse(whole) is { Count: 1 } single ? [single[0] with { Text = whole }] : FrequencyParser.ParsePieces(whole)
        );

    internal IReadOnlyList<object> ReadingsOf(Type type, string text, bool inList, string? currency) =>
        type == typeof(Deadline)
            ? inList
                ? Deadlines(text)
                : [Deadline(text)]
            : type == typeof(Frequency)
                ? Frequencies(text)
                : type == typeof(PeriodWindow)
                    ? [Once(text, WindowParser.Parse)]
                    : type == typeof(TargetExpression)
                        ? [Target(text).Target]
                        : type == typeof(PlannedDate)
                            ? [Once(text, PlannedDateParser.Parse)]
                            : type == typeof(PlannedNumber)
                                ? [Once(text, PlannedNumberParser.Parse)]
                                : type == typeof(PercentRange)
                                    ? [Once(text, PercentRangeParser.Parse)]
                                    : [Once(text, whole => MoneyParser.Parse(whole, currency!), currency)];

    private T Once<T>(string text, Func<string, T> parse, string? currency = null)
        where T : notnull
    {
        var key = (typeof(T), text, currency);
        if (!_parsed.TryGetValue(key, out var parsed))
        {
            _parsed[key] = parsed = Parse(text, parse);
        }

        return (T)parsed;
    }

    /// <summary>Reads one record.</summary>
    private sealed class Reading(PhraseReader reader, string? currency, object? before)
    {
        private readonly HashSet<object> _stored =
        [
            .. before is null
                ? []
                : ContentTree.Nodes(before).Select(node => node.Value).Where(value => PhraseReading.IsPhraseType(value.GetType())),
        ];

        private readonly Dictionary<object, IReadOnlyList<RuleFault>> _contradictions = new(ReferenceEqualityComparer.Instance);

        public T Read<T>(T content)
            where T : class => ContentTree.Rewrite((T)(WordsBesideLists.Read(content, reader) ?? content), Read);

        public IReadOnlyList<RuleFault> ContradictionsIn(object content) =>
            _contradictions.Count == 0
                ? []
                :
                [
                    .. from node in ContentTree.Nodes(content)
                    where _contradictions.ContainsKey(node.Value)
                    from fault in _contradictions[node.Value]
                    select fault.Under(node.Pointer),
                ];

        private IReadOnlyList<object>? Read(object value, bool inList)
        {
            if (!PhraseReading.IsPhraseType(value.GetType()))
            {
                return WordsBesideLists.Read(value, reader) is { } completed ? [Read(completed)] : null;
            }

            return _stored.Contains(value) ? [value]
                : value is PlannedMoney money ? [currency is null ? money : Read(money)]
                : PhraseWords.TextOf(value) is not { } text ? null
                : PhraseWords.HasOnlyText(value) ? Parsed(value, text, inList)
                : [Compared(ContentTree.Rewrite(value, Read), text, inList)];
        }

        private IReadOnlyList<object> Parsed(object value, string text, bool inList)
        {
            var readings = reader.ReadingsOf(value.GetType(), text, inList, currency);
            return readings.Count == 1 || (inList && readings.Count is > 0 and <= PhraseReading.MaxPerList) ? readings : [value];
        }

        private PlannedMoney Read(PlannedMoney money)
        {
            if (money.Text is not { } text)
            {
                return money with { Currency = money.Currency ?? currency };
            }

            var readings = reader.ReadingsOf(typeof(PlannedMoney), text, inList: false, money.Currency ?? currency);
            var read = (PlannedMoney)readings[0];
            var isOpen = money is { Amount: null, Placeholder: null };
            return (PlannedMoney)Compared(
                money with
                {
                    Currency = money.Currency ?? read.Currency,
                    UnitScale = isOpen ? money.UnitScale ?? read.UnitScale : money.UnitScale,
                },
                readings
            );
        }

        private object Compared(object value, string text, bool inList) =>
            Compared(value, reader.ReadingsOf(value.GetType(), text, inList, currency));

        private object Compared(object value, IReadOnlyList<object> readings)
        {
            if (reader.KeepsMembers)
            {
                return value;
            }

            var (completed, faults) = PhraseWords.Compare(value, readings);
            if (faults.Count > 0)
            {
                _contradictions[completed] = faults;
            }

            return completed;
        }
    }
}
