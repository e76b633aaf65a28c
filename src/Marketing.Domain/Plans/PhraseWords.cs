using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Marketing.Domain.Common;
using Marketing.Domain.Phrases;
using Marketing.Domain.Text;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans;

/// <summary>
/// Compares the text of a phrase with its other members. Members that the text does not mention may refine it: a baseline, a weekday, the
/// event of a deadline without one. Members that are left out are completed from the text.
/// </summary>
internal static class PhraseWords
{
    /// <summary>Members that hold the figure of a phrase. While the text leaves it open (X%), any figure may be entered.</summary>
    private static readonly HashSet<string> Figures =
    [
        nameof(Deadline.Amount),
        nameof(Deadline.Index),
        nameof(Deadline.Date),
        nameof(Frequency.Every),
        nameof(TargetExpression.Value),
        nameof(PercentRange.Min),
        nameof(PercentRange.Max),
    ];

    /// <summary>Members that change the figure beside them, so the text must mention them.</summary>
    private static readonly HashSet<string> Bounds =
    [
        nameof(Deadline.MinAmount),
        nameof(Frequency.MaxTimes),
        nameof(Frequency.AtLeast),
        nameof(TargetExpression.MaxValue),
        nameof(PercentRange.Min),
        nameof(PercentRange.Max),
    ];

    /// <summary>Members that the text cannot contradict: which words are the activity, and how an amount is displayed.</summary>
    private static readonly HashSet<string> Free = [nameof(Frequency.Activity), nameof(PlannedMoney.UnitScale)];

    private static readonly ConcurrentDictionary<Type, Member[]> Known = new();

    /// <summary>Returns the text of a phrase.</summary>
    public static string? TextOf(object phrase) => (string?)TextMember(phrase.GetType()).GetValue(phrase);

    /// <summary>Returns whether the phrase has a text and nothing else.</summary>
    public static bool HasOnlyText(object phrase) => MembersOf(phrase.GetType()).All(member => IsUnset(member.Property.GetValue(phrase)));

    /// <summary>
    /// Returns the phrase completed from its text, or the members that contradict the text. Of several readings, one has to agree.
    /// </summary>
    /// <param name="phrase">A phrase with a text and other members.</param>
    /// <param name="readings">What the text means.</param>
    public static (object Completed, IReadOnlyList<RuleFault> Faults) Compare(object phrase, IReadOnlyList<object> readings)
    {
        if (!readings.All(IsUnderstood))
        {
            return (phrase, []);
        }

        var (completed, fewest) = (phrase, default(List<Difference>));
        foreach (var reading in readings)
        {
            var differences = new List<Difference>();
            var candidate = Match(phrase, reading, "", differences);
            if (differences.Count == 0)
            {
                return (candidate, []);
            }

            fewest = fewest is null || differences.Count < fewest.Count ? differences : fewest;
        }

        return (completed, [.. (fewest ?? []).Select(difference => Fault(phrase, difference))]);
    }

    /// <summary>Returns the members of a phrase as text, without its words: <c>kind=day, date=2027-06-30</c>.</summary>
    public static string Describe(object phrase) =>
        string.Join(
            ", ",
            from member in MembersOf(phrase.GetType())
            let value = member.Property.GetValue(phrase)
            where value is not (null or false)
            select $"{member.Name}={Describe(value, member)}"
        );

    private static string Describe(object value, Member member) =>
        value switch
        {
            string text => text,
            DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
            Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
            true => "true",
            System.Collections.IEnumerable items => $"[{string.Join("; ", items.Cast<object>().Select(item => Describe(item, member)))}]",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => $"({Describe(value)})",
        };

    private static RuleFault Fault(object phrase, Difference difference) =>
        RuleFault.Of(
            difference.Pointer,
            phrase switch
            {
                Deadline => "deadline.textContradicts",
                Frequency => "frequency.textContradicts",
                PeriodWindow => "window.textContradicts",
                TargetExpression => "target.textContradicts",
                PlannedDate => "date.textContradicts",
                PlannedNumber => "number.textContradicts",
                PercentRange => "percentRange.textContradicts",
                _ => "money.textContradicts",
            },
            ("member", difference.Member),
            ("given", difference.Given),
            ("read", difference.Read ?? TextOf(phrase))
        );

    public static bool IsUnderstood(object reading) =>
        reading switch
        {
            Deadline { Kind: DeadlineKind.Unparsed }
            or Frequency { Kind: FrequencyKind.Unparsed }
            or PeriodWindow { Kind: PeriodWindowKind.Unparsed }
            or TargetExpression { Kind: TargetKind.Unparsed or TargetKind.Qualitative }
            or PlannedMoney { Amount: null, Placeholder: null } => false,
            _ => MembersOf(reading.GetType()).Any(member => !IsUnset(member.Property.GetValue(reading))),
        };

    /// <summary>Returns the phrase completed from the reading; adds what they disagree on.</summary>
    private static object Match(object given, object read, string pointer, List<Difference> differences)
    {
        var members = MembersOf(given.GetType());
        var kind = Array.Find(members, member => member.IsKind);
        if (kind is not null && kind.Property.GetValue(given) is var said && !IsUnset(said) && !Equals(said, kind.Property.GetValue(read)))
        {
            if (!IsDayIn(given, read))
            {
                differences.Add(new Difference($"{pointer}/{kind.Name}", kind.Name, said, kind.Property.GetValue(read)));
            }

            return given;
        }

        var pair = new Pair(given, read);
        object? copy = null;
        foreach (var member in members)
        {
            var (mine, words) = (member.Property.GetValue(given), member.Property.GetValue(read));
            var value = mine;
            if (IsUnset(mine))
            {
                value = pair.Completes(member, words) ? words : mine;
            }
            else if (mine is not string && words is not null && PhraseReading.IsPhraseType(mine!.GetType()))
            {
                value = Match(mine, words, $"{pointer}/{member.Name}", differences);
            }
            else if (!pair.Agrees(member, mine!, words))
            {
                differences.Add(new Difference($"{pointer}/{member.Name}", member.Name, mine, words));
            }

            if (!ReferenceEquals(value, mine))
            {
                copy ??= ContentTree.CopyOf(given);
                member.Property.SetValue(copy, value);
            }
        }

        return copy ?? given;
    }

    // 2026年底前, entered as 2026-12-31: a day in the period that the text names.
    private static bool IsDayIn(object given, object read) =>
        given is Deadline { Kind: DeadlineKind.Date, Date: { } day }
        && read is Deadline { Kind: DeadlineKind.PeriodOrdinal, Basis: PeriodBasis.Calendar, Year: { } year, Index: { } index } period
        && (year, index)
            == period.Unit switch
            {
                TimeUnit.Year => (day.Year, 1),
                TimeUnit.HalfYear => (day.Year, ((day.Month - 1) / 6) + 1),
                TimeUnit.Quarter => (day.Year, ((day.Month - 1) / 3) + 1),
                TimeUnit.Month => (day.Year, day.Month),
                TimeUnit.Week => (ISOWeek.GetYear(day), ISOWeek.GetWeekOfYear(day)),
                _ => (day.Year, day.DayOfYear),
            };

    private static bool IsUnset(object? value) =>
        value is null or DeadlineKind.Unparsed or FrequencyKind.Unparsed or PeriodWindowKind.Unparsed or TargetKind.Unparsed;

    private static PropertyInfo TextMember(Type type) => type.GetProperty(nameof(Deadline.Text))!;

    private static Member[] MembersOf(Type type) =>
        Known.GetOrAdd(
            type,
            static key =>
                [
                    .. from property in key.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    where property.SetMethod is not null && property.Name != nameof(Deadline.Text)
                    select new Member(property, JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
                ]
        );

    private sealed record Member(PropertyInfo Property, string Name)
    {
        public bool IsKind => Property.Name == nameof(Deadline.Kind);

        /// <summary>The member with the figure that this placeholder stands for; null for other members.</summary>
        public bool IsPlaceholder => Property.Name.EndsWith(nameof(Deadline.Placeholder), StringComparison.Ordinal);

        public bool IsFigure => Figures.Contains(Property.Name);
    }

    private sealed record Difference(string Pointer, string Member, object? Given, object? Read);

    /// <summary>A phrase and the reading of its text, of the same kind.</summary>
    private sealed class Pair(object given, object read)
    {
        private readonly bool _isOpen = HasPlaceholder(given);
        private readonly bool _readsOpen = HasPlaceholder(read);

        /// <summary>Whether a member that is left out takes over what the text says.</summary>
        public bool Completes(Member member, object? words) =>
            words switch
            {
                null or AnchorCodes.Unspecified or false or PeriodBasis.Plan => false,
                _ when Free.Contains(member.Property.Name) => false,
                1 when member.Property.Name == nameof(Frequency.Times) => false,
                _ when member.IsPlaceholder => !HasFigure(given, member),
                _ => !(member.IsFigure && _isOpen),
            };

        /// <summary>Whether the text agrees with a member.</summary>
        public bool Agrees(Member member, object mine, object? words) =>
            Free.Contains(member.Property.Name)
            || (
                member.IsPlaceholder
                    ? words is not null
                        ? Mentions(mine, words)
                        : !HasFigure(read, member)
                    : words is null
                        ? IsRefined(member, mine)
                        : words switch
                        {
                            ChangeBasis.Unspecified => true,
                            Direction.Achieve => mine is not Direction.Maintain,
                            string unit when mine is string text && !IsAnchor(member) => AreSameUnits(text, unit),
                            string anchor when IsAnchor(member) => anchor == AnchorCodes.Unspecified
                                || anchor.Equals(mine)
                                || !AnchorCodes.WellKnown.Contains(anchor),
                            _ => words.Equals(mine),
                        }
            );

        private bool IsRefined(Member member, object mine) =>
            _readsOpen ? mine is not DateOnly date || IsOn(date) : !Bounds.Contains(member.Property.Name) || mine is false;

        // A date without a year (3月15日) leaves only the year open.
        private bool IsOn(DateOnly date)
        {
            var words = (string)read.GetType().GetProperty(nameof(Deadline.Placeholder))!.GetValue(read)!;
            var named = PlannedDateParser.Parse($"{date.Year}年{words}").Date ?? PlannedDateParser.Parse($"{words}, {date.Year}").Date;
            return named is null || named == date;
        }

        private bool Mentions(object placeholder, object words) =>
            SearchText.AreSame((string)placeholder, (string)words)
            || SearchText.Normalise(TextOf(read) ?? "").Contains(SearchText.Normalise((string)placeholder), StringComparison.Ordinal);

        private static bool HasPlaceholder(object phrase) =>
            phrase.GetType().GetProperty(nameof(Deadline.Placeholder))?.GetValue(phrase) is not null;

        private static bool HasFigure(object phrase, Member placeholder) =>
            placeholder.Property.Name == nameof(Deadline.Placeholder)
                ? MembersOf(phrase.GetType()).Any(member => member.IsFigure && member.Property.GetValue(phrase) is not null)
                : ((TargetExpression)phrase).Baseline is not null;

        private static bool IsAnchor(Member member) => member.Property.Name is nameof(Deadline.Anchor) or nameof(Frequency.StartAnchor);

        // 3家核心经销商: the unit is 家, or 家核心经销商.
        private static bool AreSameUnits(string left, string right)
        {
            var (mine, words) = (Bare(left), Bare(right));
            return mine.Contains(words, StringComparison.Ordinal) || words.Contains(mine, StringComparison.Ordinal);
        }

        private static string Bare(string unit) => SearchText.Normalise(unit).Replace("/", "", StringComparison.Ordinal);
    }
}
