using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Copying;

/// <summary>Copies content member by member and changes dates, amounts, references and texts by the rules of the copy.</summary>
internal sealed partial class ContentCopier(CopyRules rules, string currency)
{
    private const string ClearedAmount = "X";

    private static readonly string[] Fixed = ["code", "currency", "language", "timeZone"];

    private static readonly string[] ValueTexts = ["text", "placeholder", "baselinePlaceholder"];

    private readonly List<CopyNote> _notes = [];
    private readonly List<RuleFault> _faults = [];
    private readonly HashSet<int> _used = [];
    private HashSet<string> _refs = [];

    public PlanCopy Copy(PlanHeader header, IReadOnlyList<PlanPartContent> parts)
    {
        var sections = parts
            .GroupBy(part => PlanSections.Of(part.GetType()))
            .Where(section => rules.Sections?.Contains(section.Key.Key) ?? true)
            .ToList();
        _refs = sections.SelectMany(section => section).Select(part => PartRef.KeyOf(part.Ref!)).ToHashSet(StringComparer.Ordinal);
        var cover = (PlanHeader)CopyRecord(Unprepared(header), "/plan");
        var copied = sections
            .SelectMany(section => section.Select((part, i) => (PlanPartContent)CopyRecord(part, $"/{section.Key.Name}/{i}")))
            .ToList();
        return new PlanCopy(cover, copied, _notes)
        {
            Unused = [.. Enumerable.Range(0, rules.Replacements.Count).Where(i => !_used.Contains(i))],
            Faults = _faults,
        };
    }

    private PlanHeader Unprepared(PlanHeader header)
    {
        if (header.PreparedOn?.Date is not { } day)
        {
            return header;
        }

        Note(CopyNoteKind.PreparationRemoved, "/plan/preparedOn", Text(day));
        return header with { PreparedOn = null };
    }

    private object CopyRecord(object record, string pointer)
    {
        var copy = record;
        foreach (var member in ContentMember.Of(record.GetType()))
        {
            if (member.ValueIn(record) is not { } value || (record is PlanHeader && Fixed.Contains(member.Name)))
            {
                continue;
            }

            var copied = CopyMember(value, member, $"{pointer}/{member.Name}");
            copy = ReferenceEquals(copied, value) ? copy : member.With(copy, copied);
        }

        return copy;
    }

    private object? CopyMember(object value, ContentMember member, string pointer) =>
        value switch
        {
            string name when member.Reference is not null => Keeps(name, pointer) ? value : null,
            string text => Replace(text, member.MaxLength, pointer),
            IList list => CopyList(list, member, pointer),
            _ => CopyValue(value, pointer),
        };

    private IList CopyList(IList list, ContentMember member, string pointer)
    {
        var (items, changed) = (new List<object>(list.Count), false);
        foreach (var (i, item) in list.Cast<object>().Index())
        {
            var at = $"{pointer}/{i}";
            if (item is string name && member.Reference is not null && !Keeps(name, at))
            {
                changed = true;
                continue;
            }

            var copied = item is string text ? (member.Reference is null ? Replace(text, int.MaxValue, at) : text) : CopyValue(item, at);
            changed |= !ReferenceEquals(copied, item);
            items.Add(copied);
        }

        return changed ? member.ListOf(items) : list;
    }

    private object CopyValue(object value, string pointer) =>
        value switch
        {
            PlannedMoney money => Reworded(CopyAmount(money, pointer), pointer),
            PlannedDate date => Reworded(Move(date, pointer), pointer),
            Deadline deadline => Reworded(Move(deadline, pointer), pointer),
            PeriodWindow window => Reworded(Move(window, pointer), pointer),
            ICatalogueRef named => Renamed(named, pointer),
            _ when value.GetType().Namespace == typeof(Deadline).Namespace => Reworded(value, pointer),
            { } record when record.GetType() is { IsClass: true } => CopyRecord(record, pointer),
            _ => value,
        };

    private bool Keeps(string name, string pointer)
    {
        if (_refs.Contains(PartRef.KeyOf(name)))
        {
            return true;
        }

        Note(CopyNoteKind.ReferenceRemoved, pointer, name);
        return false;
    }

    private PlannedMoney CopyAmount(PlannedMoney money, string pointer)
    {
        if (money.Amount is not { } amount || rules.Amounts == CopiedAmounts.Keep)
        {
            return money;
        }

        if (rules.Amounts == CopiedAmounts.Clear)
        {
            return money with { Amount = null, Placeholder = ClearedAmount, Text = null };
        }

        var digits = Currencies.FractionDigits(money.Currency ?? currency) ?? 2;
        var changed = Math.Round(amount * rules.Percent / 100, digits, MidpointRounding.AwayFromZero);
        return changed == amount ? money : money with { Amount = changed, Text = WithoutWords(money.Text, pointer) };
    }

    private PlannedDate Move(PlannedDate date, string pointer) =>
        rules.Shift.IsNone || date.Date is not { } day
            ? date
            : date with
            {
                Date = Moved(day, pointer),
                Text = WithoutWords(date.Text, pointer),
            };

    private Deadline Move(Deadline deadline, string pointer)
    {
        if (rules.Shift.IsNone)
        {
            return deadline;
        }

        if (deadline.Date is { } day)
        {
            return deadline with { Date = Moved(day, pointer), Text = WithoutWords(deadline.Text, pointer) };
        }

        if (deadline.Year is not { } year)
        {
            return deadline;
        }

        if (Move(year, deadline.Index, deadline.Unit) is not { } moved)
        {
            Note(CopyNoteKind.DateKept, pointer, deadline.Text ?? year.ToString(CultureInfo.InvariantCulture));
            return deadline;
        }

        return deadline with
        {
            Year = moved.Year,
            Index = moved.Index,
            Text = WithoutWords(deadline.Text, pointer),
        };
    }

    /// <summary>Returns the day after the shift. Days outside the years that plans can have are faults.</summary>
    private DateOnly Moved(DateOnly day, string pointer)
    {
        var moved = rules.Shift.Move(day);
        if (moved.Year < ValueLimits.FirstYear)
        {
            _faults.Add(
                RuleFault.Of(pointer, "input.tooSmall", ("actual", Text(moved)), ("min", Text(new DateOnly(ValueLimits.FirstYear, 1, 1))))
            );
        }
        else if (moved.Year > ValueLimits.LastYear)
        {
            _faults.Add(
                RuleFault.Of(pointer, "input.tooLarge", ("actual", Text(moved)), ("max", Text(new DateOnly(ValueLimits.LastYear, 12, 31))))
            );
        }

        return moved;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Moves a numbered period of a year; null if the shift is not a whole number of such periods.</summary>
    private (int Year, int? Index)? Move(int year, int? index, TimeUnit? unit)
    {
        var length = unit switch
        {
            TimeUnit.Month => 1,
            TimeUnit.Quarter => 3,
            TimeUnit.HalfYear => 6,
            _ => 12,
        };
        if (index is null || length == 12)
        {
            return rules.Shift.Periods(12) is { } years ? (year + years, index) : null;
        }

        if (rules.Shift.Periods(length) is not { } periods)
        {
            return null;
        }

        var perYear = 12 / length;
        var number = (year * perYear) + index.Value - 1 + periods;
        return (number / perYear, (number % perYear) + 1);
    }

    private PeriodWindow Move(PeriodWindow window, string pointer)
    {
        var (start, end) = (
            window.Start is null ? null : Move(window.Start, pointer + "/start"),
            window.End is null ? null : Move(window.End, pointer + "/end")
        );
        return ReferenceEquals(start, window.Start) && ReferenceEquals(end, window.End)
            ? window
            : window with
            {
                Start = start,
                End = end,
                Text = WithoutWords(window.Text, pointer),
            };
    }

    private string? WithoutWords(string? words, string pointer)
    {
        if (!string.IsNullOrEmpty(words))
        {
            Note(CopyNoteKind.WordsRemoved, pointer, words);
        }

        return null;
    }

    private object Renamed(ICatalogueRef named, string pointer)
    {
        var text = Replace(named.Text, ValueLimits.EntryText, pointer + "/text");
        return ReferenceEquals(text, named.Text) ? named : TextOf(named.GetType()).With(named.LinkedTo(null), text);
    }

    /// <summary>Returns the value with its words alone if they change, so that they are read again.</summary>
    private object Reworded(object value, string pointer)
    {
        if (rules.Replacements.Count == 0)
        {
            return value;
        }

        foreach (
            var member in ContentMember
                .Of(value.GetType())
                .Where(member => ValueTexts.Contains(member.Name))
                .OrderBy(member => Array.IndexOf(ValueTexts, member.Name))
        )
        {
            if (
                member.ValueIn(value) is string words
                && Replace(words, ValueLimits.Text, pointer) is var replaced
                && !ReferenceEquals(replaced, words)
            )
            {
                return TextOf(value.GetType()).With(Activator.CreateInstance(value.GetType())!, replaced);
            }
        }

        return value;
    }

    private static ContentMember TextOf(Type value) => ContentMember.Of(value).Single(member => member.Name == ValueTexts[0]);

    /// <summary>Returns the text with all replacements, or the same instance. Notes years, which may be wrong after a shift.</summary>
    private string Replace(string text, int maxLength, string pointer)
    {
        var replaced = text;
        foreach (var (i, replacement) in rules.Replacements.Index())
        {
            if (IsWithin(pointer, replacement.Pointer) && replaced.Contains(replacement.From, StringComparison.Ordinal))
            {
                replaced = replaced.Replace(replacement.From, replacement.To, StringComparison.Ordinal);
                _used.Add(i);
            }
        }

        if (replaced.Length > text.Length && replaced.Length > maxLength)
        {
            _faults.Add(RuleFault.Of(pointer, "input.tooLong", ("actual", replaced.Length), ("max", maxLength)));
        }

        if (!rules.Shift.IsNone && Year().Match(replaced) is { Success: true } year)
        {
            Note(CopyNoteKind.YearInText, pointer, year.Value);
        }

        return replaced == text ? text : replaced;
    }

    private static bool IsWithin(string pointer, string? scope) =>
        scope is null || pointer == scope || pointer.StartsWith(scope + "/", StringComparison.Ordinal);

    private void Note(CopyNoteKind kind, string pointer, string text) =>
        _notes.Add(new CopyNote(kind, pointer, ContentTitle.Shorten(text)));

    [GeneratedRegex(@"(?<!\d)(19|20)\d\d(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Year();
}
