using System.Collections;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Comparison;

/// <summary>
/// Walks two states of a plan side by side. Lists whose entries have refs are matched by them; other lists are aligned by their equal
/// entries. Records are compared member by member. Values such as a deadline or an amount are compared as a whole.
/// </summary>
internal sealed class ContentComparer(ComparedContent earlier, ComparedContent later)
{
    private static readonly string ValueNamespace = typeof(Deadline).Namespace!;

    private readonly List<ContentPlace> _added = [];
    private readonly List<ContentPlace> _removed = [];
    private readonly List<MovedContent> _moved = [];
    private readonly List<ChangedValue> _changed = [];

    /// <summary>The items with refs inside parts that differ, by their refs. An item can move from one part to another.</summary>
    private Dictionary<string, Entry> _itemsBefore = [];
    private Dictionary<string, Entry> _itemsAfter = [];

    public PlanComparison Compare()
    {
        var shared = earlier.Parts.ToHashSet<object>(ReferenceEqualityComparer.Instance);
        shared.IntersectWith(later.Parts);
        var (before, after) = (PartsOf(earlier), PartsOf(later));
        _itemsBefore = ItemsIn(before, shared);
        _itemsAfter = ItemsIn(after, shared);
        CompareRecords(earlier.Header, later.Header, Spot.Cover, Spot.Cover);
        foreach (var section in PlanSections.All)
        {
            CompareEntries([.. before[section.Key]], [.. after[section.Key]]);
        }

        return new PlanComparison
        {
            Added = _added,
            Removed = _removed,
            Moved = _moved,
            Changed = _changed,
        };
    }

    private static ILookup<PlanSectionName, Entry> PartsOf(ComparedContent content) =>
        content
            .Parts.GroupBy(part => PlanSections.Of(part.GetType()))
            .SelectMany(section =>
                section.Select((part, i) => (section.Key, Entry: new Entry(part, part.Ref!, Spot.OfPart(section.Key, i, part))))
            )
            .ToLookup(part => part.Key.Key, part => part.Entry);

    private static Dictionary<string, Entry> ItemsIn(ILookup<PlanSectionName, Entry> parts, HashSet<object> shared) =>
        parts
            .SelectMany(section => section)
            .Where(part => !shared.Contains(part.Value))
            .SelectMany(ItemsIn)
            .ToDictionary(item => item.Key, StringComparer.Ordinal);

    /// <summary>Returns all items with refs inside a record, outer ones first.</summary>
    private static IEnumerable<Entry> ItemsIn(Entry holder) =>
        ContentTree.HoldsItems(holder.Value.GetType()) ? ItemsIn(holder.Value, holder.Spot) : [];

    private static IEnumerable<Entry> ItemsIn(object record, Spot spot)
    {
        foreach (var member in ContentMember.Of(record.GetType()))
        {
            if (member.ValueIn(record) is not { } value || (!member.IsList && !IsRecord(value)))
            {
                continue;
            }

            var at = spot.Of(member);
            if (EntriesOf(value, at) is { } entries)
            {
                foreach (var entry in entries)
                {
                    yield return entry;
                    foreach (var inner in ItemsIn(entry))
                    {
                        yield return inner;
                    }
                }
            }
            else
            {
                foreach (var (nested, place) in RecordsIn(value, at))
                {
                    foreach (var inner in ItemsIn(nested, place))
                    {
                        yield return inner;
                    }
                }
            }
        }
    }

    private static IEnumerable<(object Record, Spot Spot)> RecordsIn(object value, Spot spot) =>
        value is IList list
            ? list.Cast<object>().Select((item, i) => (item, spot.At(i))).Where(item => IsRecord(item.item))
            : [(value, spot)];

    /// <summary>Returns the entries of a list whose entries have refs, or a single item with a ref; null for any other value.</summary>
    private static IReadOnlyList<Entry>? EntriesOf(object? value, Spot spot) =>
        value switch
        {
            IPlanItem { Ref: { } named } item => [new Entry(item, named, spot.Of(item))],
            IList { Count: > 0 } list when list.Cast<object>().All(item => item is IPlanItem { Ref: not null }) =>
            [
                .. list.Cast<IPlanItem>().Select((item, i) => new Entry(item, item.Ref!, spot.At(i).Of(item))),
            ],
            _ => null,
        };

    private void CompareEntries(IReadOnlyList<Entry> before, IReadOnlyList<Entry> after)
    {
        var indexes = before.Index().ToDictionary(entry => entry.Item.Key, entry => entry.Index, StringComparer.Ordinal);
        var kept = after.Where(entry => indexes.ContainsKey(entry.Key)).ToList();
        var inOrder = Order.LongestAscending([.. kept.Select(entry => indexes[entry.Key])]);
        foreach (var entry in after)
        {
            if (indexes.TryGetValue(entry.Key, out var index) && before[index].HasTypeOf(entry))
            {
                CompareEntry(before[index], entry, hasMoved: !inOrder.Contains(index));
            }
            else if (FindElsewhere(_itemsBefore, entry) is { } moved)
            {
                CompareEntry(moved, entry, hasMoved: true);
            }
            else
            {
                Add(entry);
            }
        }

        var remaining = after.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in before.Where(entry => !remaining.Contains(entry.Key) && FindElsewhere(_itemsAfter, entry) is null))
        {
            _removed.Add(entry.Spot.ToPlace());
        }
    }

    private static Entry? FindElsewhere(Dictionary<string, Entry> items, Entry entry) =>
        items.GetValueOrDefault(entry.Key) is { } found && found.HasTypeOf(entry) ? found : null;

    private void CompareEntry(Entry before, Entry after, bool hasMoved)
    {
        if (hasMoved)
        {
            _moved.Add(new MovedContent(after.Spot.ToPlace(), before.Spot.Pointer));
        }

        CompareRecords(before.Value, after.Value, before.Spot, after.Spot);
    }

    /// <summary>Notes an addition. Items inside it that were elsewhere before are moves.</summary>
    private void Add(Entry entry)
    {
        _added.Add(entry.Spot.ToPlace());
        foreach (var item in ItemsIn(entry))
        {
            if (FindElsewhere(_itemsBefore, item) is { } moved)
            {
                CompareEntry(moved, item, hasMoved: true);
            }
        }
    }

    private void CompareRecords(object before, object after, Spot old, Spot now)
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        foreach (var member in ContentMember.Of(after.GetType()))
        {
            CompareValues(member.ValueIn(before), member.ValueIn(after), old.Of(member), now.Of(member));
        }
    }

    private void CompareValues(object? before, object? after, Spot old, Spot now)
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        var (items, itemsNow) = (EntriesOf(before, old), EntriesOf(after, now));
        if (items is not null || itemsNow is not null)
        {
            CompareEntries(items ?? [], itemsNow ?? []);
        }
        else if (before is IList list && after is IList listNow)
        {
            CompareLists(list, listNow, old, now);
        }
        else if (before is not null && after is not null && IsRecord(after))
        {
            CompareRecords(before, after, old, now);
        }
        else if (!AreEqual(before, after))
        {
            _changed.Add(new ChangedValue(now.ToPlace(), before, after));
        }
    }

    /// <summary>Compares lists without refs. Between equal entries, the others are paired in their order.</summary>
    private void CompareLists(IList before, IList after, Spot old, Spot now)
    {
        foreach (var (i, j) in Order.Align(before.Count, after.Count, (i, j) => AreEqual(before[i], after[j])))
        {
            if (i is { } left && j is { } right)
            {
                CompareValues(before[left], after[right], old.At(left), now.At(right));
            }
            else if (j is { } added)
            {
                _changed.Add(new ChangedValue(now.At(added).ToPlace(), null, after[added]));
            }
            else
            {
                _changed.Add(new ChangedValue(old.At(i!.Value).ToPlace(), before[i.Value], null));
            }
        }
    }

    /// <summary>Whether two values are equal in all that they contain, refs included.</summary>
    private static bool AreEqual(object? before, object? after) =>
        (before, after) switch
        {
            _ when ReferenceEquals(before, after) => true,
            (null, _) or (_, null) => false,
            (IList left, IList right) => left.Count == right.Count
                && left.Cast<object>().Zip(right.Cast<object>()).All(pair => AreEqual(pair.First, pair.Second)),
            _ when before.GetType() != after.GetType() => false,
            _ when !IsContent(before) => before.Equals(after),
            _ => (before as IPlanItem)?.Ref == (after as IPlanItem)?.Ref
                && Array.TrueForAll(ContentMember.Of(before.GetType()), member => AreEqual(member.ValueIn(before), member.ValueIn(after))),
        };

    private static bool IsContent(object value) =>
        value.GetType() is { IsClass: true } type && type.Namespace!.StartsWith("Marketing.Domain", StringComparison.Ordinal);

    /// <summary>Whether the value is a record whose members are compared one by one.</summary>
    private static bool IsRecord(object value) => IsContent(value) && value.GetType().Namespace != ValueNamespace;

    /// <summary>A part or item with a ref.</summary>
    private sealed record Entry(object Value, string Ref, Spot Spot)
    {
        public string Key { get; } = PartRef.KeyOf(Ref);

        public bool HasTypeOf(Entry other) => Value.GetType() == other.Value.GetType();
    }
}
