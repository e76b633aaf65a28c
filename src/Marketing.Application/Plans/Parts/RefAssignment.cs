using System.Runtime.CompilerServices;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Plans.Parts;

/// <summary>The refs that one request claims and generates.</summary>
internal sealed class RefAssignment(PartDrafts request)
{
    private readonly Dictionary<string, Claimed> _claims = new(StringComparer.Ordinal);
    private readonly HashSet<string> _occupied = new(StringComparer.Ordinal);
    private readonly List<string> _unchecked = [];
    private readonly List<(PartDraft Draft, IPlanItem Item, string Key)> _generated = [];
    private readonly Dictionary<PartDraft, Dictionary<IPlanItem, PartRef>> _items = [];

    public List<Error> Refusals { get; } = [];

    /// <summary>Claims the refs that the client gave, and those that parts keep: parts first, so that they win over items.</summary>
    public void ClaimGiven()
    {
        foreach (var draft in request.Drafts)
        {
            ClaimPart(draft);
        }

        foreach (var draft in request.Drafts)
        {
            ClaimItems(draft);
        }
    }

    /// <summary>Generates the refs that are left out.</summary>
    public void Generate()
    {
        foreach (var draft in request.Drafts)
        {
            // No item can have a ref below one that was just generated: given refs of that form raise the counter.
            var isFresh = draft.GivenRef is null && draft.Part.Ref.Length == 0;
            draft.Ref ??= isFresh ? NextPart(draft.Section) : null;
            foreach (var (_, item) in draft.Items.Where(found => found.Item.Ref is null))
            {
                if (draft.Ref is { } part)
                {
                    GenerateItem(draft, part, item, needsCheck: !isFresh);
                }
            }
        }
    }

    /// <summary>Returns the keys that nobody has looked up yet.</summary>
    public List<string> TakeUnchecked()
    {
        var keys = _unchecked.ToList();
        _unchecked.Clear();
        return keys;
    }

    /// <summary>Returns the keys of the parts that the drafts refer to and do not hold themselves.</summary>
    public IEnumerable<string> References() =>
        request
            .Written.SelectMany(draft => draft.References)
            .Select(reference => PartRef.KeyOf(reference.Ref))
            .Distinct(StringComparer.Ordinal)
            .Where(key => !_claims.ContainsKey(key));

    /// <summary>Records that a ref is in use, or was once.</summary>
    public void Occupy(string key, bool isLive)
    {
        _occupied.Add(key);
        if (isLive && _claims.GetValueOrDefault(key) is { Pointer: { } pointer } claim)
        {
            Refusals.Add(new PlanPartRefTaken(claim.Ref, pointer));
        }
    }

    /// <summary>Replaces the generated refs that are occupied.</summary>
    /// <returns>Whether any was.</returns>
    public bool Regenerate()
    {
        var clashes = _generated.FindAll(generated => _occupied.Contains(generated.Key));
        _generated.RemoveAll(generated => _occupied.Contains(generated.Key));
        clashes.ForEach(clash => GenerateItem(clash.Draft, clash.Draft.Ref!.Value, clash.Item, needsCheck: true));
        return clashes.Count > 0;
    }

    /// <summary>Writes the refs of items into the drafts' contents.</summary>
    public void NameItems()
    {
        foreach (var (draft, names) in _items)
        {
            draft.Content = ContentTree.Rewrite(draft.Content, (value, _) => value is IPlanItem item ? Name(item, names) : null);
        }
    }

    private static IReadOnlyList<object>? Name(IPlanItem item, Dictionary<IPlanItem, PartRef> names) =>
        names.TryGetValue(item, out var given) && given.Text != item.Ref ? [item.Named(given.Text)] : null;

    /// <summary>Returns the keys of the items that the part has until now.</summary>
    private static HashSet<string> KeysBefore(PartDraft draft) =>
        [
            .. from found in draft.Before is { } before ? ContentTree.Items(before) : []
            where found.Item.Ref is not null
            select PartRef.KeyOf(found.Item.Ref!),
        ];

    private void ClaimPart(PartDraft draft)
    {
        var pointer = draft.Pointer + "/ref";
        if ((draft.GivenRef ?? draft.Part.Ref) is { Length: > 0 } text && IsWellFormed(text, pointer))
        {
            var given = PartRef.Of(text);
            draft.Ref = given;
            Claim(given, pointer, isKept: !draft.IsAdded && draft.Part.RefKey == given.Key);
        }
    }

    private void ClaimItems(PartDraft draft)
    {
        var kept = KeysBefore(draft);
        foreach (var (at, item) in draft.Items.Where(found => found.Item.Ref is not null))
        {
            var pointer = at + "/ref";
            if (IsWellFormed(item.Ref!, pointer))
            {
                var given = PartRef.Of(item.Ref!);
                ItemsOf(draft)[item] = given;
                Claim(given, pointer, kept.Contains(given.Key));
                if (draft.Ref is { } part)
                {
                    draft.Part.ReserveItemRef(part, given);
                }
            }
        }
    }

    private PartRef NextPart(PlanSection section)
    {
        PartRef next;
        do
        {
            next = request.Plan.Numbers.Next(section);
        } while (!_claims.TryAdd(next.Key, new Claimed(next.Text, null)));
        return next;
    }

    private void GenerateItem(PartDraft draft, PartRef part, IPlanItem item, bool needsCheck)
    {
        PartRef next;
        do
        {
            next = draft.Part.NextItemRef(part);
        } while (!_claims.TryAdd(next.Key, new Claimed(next.Text, null)));
        ItemsOf(draft)[item] = next;
        if (needsCheck)
        {
            _generated.Add((draft, item, next.Key));
            _unchecked.Add(next.Key);
        }
    }

    private void Claim(PartRef given, string pointer, bool isKept)
    {
        request.Plan.Numbers.Reserve(given);
        if (!_claims.TryAdd(given.Key, new Claimed(given.Text, pointer)))
        {
            Refusals.Add(new PlanPartRefTaken(given.Text, pointer));
        }
        else if (!isKept)
        {
            _unchecked.Add(given.Key);
        }
    }

    private bool IsWellFormed(string text, string pointer)
    {
        if (PartRef.Check(text, pointer) is { } fault)
        {
            Refusals.Add(new RulesBroken([fault]));
            return false;
        }

        return true;
    }

    private Dictionary<IPlanItem, PartRef> ItemsOf(PartDraft draft)
    {
        if (!_items.TryGetValue(draft, out var items))
        {
            _items.Add(draft, items = new Dictionary<IPlanItem, PartRef>(SameItem.Instance));
        }

        return items;
    }

    /// <param name="Ref">The ref as it is spelt.</param>
    /// <param name="Pointer">Where the client gave it; null if it is generated.</param>
    private sealed record Claimed(string Ref, string? Pointer);

    /// <summary>Tells items apart that are equal records.</summary>
    private sealed class SameItem : IEqualityComparer<IPlanItem>
    {
        public static readonly SameItem Instance = new();

        public bool Equals(IPlanItem? x, IPlanItem? y) => ReferenceEquals(x, y);

        public int GetHashCode(IPlanItem obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
