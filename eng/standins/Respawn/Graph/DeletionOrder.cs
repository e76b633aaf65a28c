namespace Respawn.Graph;

/// <summary>The order in which tables can be emptied: whatever references a table comes before it.</summary>
internal sealed class DeletionOrder
{
    private readonly List<Table> _tables = [];
    private readonly SortedSet<Table> _relaxed = new(ByName);
    private readonly SortedSet<Table> _remaining;
    private readonly ILookup<Table, Table> _children;

    private DeletionOrder(IReadOnlyCollection<Table> tables, IEnumerable<ForeignKey> foreignKeys)
    {
        _remaining = new SortedSet<Table>(tables, ByName);
        _children = foreignKeys
            .Where(key => key.Child != key.Parent && _remaining.Contains(key.Child))
            .Distinct()
            .ToLookup(key => key.Parent, key => key.Child);
    }

    /// <summary>Every table once, children first.</summary>
    public IReadOnlyList<Table> Tables => _tables;

    /// <summary>Tables that still point at an emptied one, because they lie on a cycle: their constraints must rest meanwhile.</summary>
    public IReadOnlyCollection<Table> Relaxed => _relaxed;

    private static Comparer<Table> ByName { get; } =
        Comparer<Table>.Create((left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));

    public static DeletionOrder Of(IReadOnlyCollection<Table> tables, IEnumerable<ForeignKey> foreignKeys)
    {
        var order = new DeletionOrder(tables, foreignKeys);
        order.Sort();
        return order;
    }

    private void Sort()
    {
        while (_remaining.Count > 0)
        {
            var unreferenced = _remaining.Where(table => !RemainingChildren(table).Any()).ToList();
            if (unreferenced.Count == 0)
            {
                unreferenced.Add(BreakCycle());
            }

            _tables.AddRange(unreferenced);
            _remaining.ExceptWith(unreferenced);
        }
    }

    private Table BreakCycle()
    {
        var table = _remaining.Where(LiesOnCycle).MinBy(candidate => RemainingChildren(candidate).Count())!;
        _relaxed.UnionWith(RemainingChildren(table));
        return table;
    }

    private bool LiesOnCycle(Table start)
    {
        var seen = new HashSet<Table>();
        var open = new Stack<Table>(RemainingChildren(start));
        while (open.TryPop(out var table))
        {
            if (table == start)
            {
                return true;
            }

            if (!seen.Add(table))
            {
                continue;
            }

            foreach (var child in RemainingChildren(table))
            {
                open.Push(child);
            }
        }

        return false;
    }

    private IEnumerable<Table> RemainingChildren(Table table) => _children[table].Where(_remaining.Contains);
}
