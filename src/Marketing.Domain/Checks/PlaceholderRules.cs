using System.Globalization;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>
/// R3: A plan with open placeholders can be saved but not activated. The placeholder of a value is reported once: the same token in the
/// surrounding text is not reported again. A name that is missing throughout the prose ([产品名称]) is reported once, with all its places.
/// </summary>
internal sealed class PlaceholdersFilled : ICheckRule
{
    private const int MaxPlaces = 100;

    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var open = plan.Items.SelectMany(Open).ToList();
        var byName = open.Where(place => place.IsName).ToLookup(place => place.Token, StringComparer.Ordinal);
        return open.Where(place => !place.IsName || byName[place.Token].First() == place)
            .Select(place => Finding(place, place.IsName ? [.. byName[place.Token]] : [place]));
    }

    private static CheckFinding Finding(Place place, IReadOnlyList<Place> all)
    {
        var role = SignatoryOf(place);
        var field = place.Item.FieldAt(place.Pointer);
        return place.Item.Finding(
            place.Pointer,
            CheckCodes.PlaceholderOpen,
            ("placeholder", place.Token),
            ("text", place.Text == place.Token ? null : Excerpt.Around(place.Text, place.Token)),
            ("role", role),
            ("field", role is null ? field.Name : null),
            ("fieldOf", role is null ? field.Record : null),
            ("count", all.Count > 1 ? all.Count : null),
            ("pointers", all.Count > 1 ? all.Take(MaxPlaces).Select(each => each.Item.Path + each.Pointer).ToArray() : null)
        );
    }

    private static IEnumerable<Place> Open(CheckedItem item)
    {
        var texts = item
            .Nodes.Where(node => node is { Value: string, Reference: null })
            .Select(node => (node.Pointer, Text: (string)node.Value))
            .ToList();
        var byPointer = texts.ToDictionary(text => text.Pointer, text => text.Text, StringComparer.Ordinal);
        var open = texts.Where(text => IsPlaceholder(text.Pointer)).ToList();
        var holders = open.Select(text => HolderOf(text.Pointer)).ToHashSet(StringComparer.Ordinal);
        var known = open.Select(text => text.Text).ToHashSet(StringComparer.Ordinal);
        var parties = item.Nodes.Where(node => node.Value is PartyRef).Select(node => node.Pointer + "/text").ToHashSet();
        foreach (var (pointer, token) in open)
        {
            yield return new Place(item, pointer, token, byPointer.GetValueOrDefault(HolderOf(pointer) + "/text") ?? token, false);
        }

        foreach (var (pointer, text) in texts)
        {
            if (IsPlaceholder(pointer) || (IsValueText(pointer) && holders.Contains(HolderOf(pointer))))
            {
                continue;
            }

            foreach (var token in PlaceholderTokens.In(text).Where(token => !known.Contains(token)))
            {
                yield return new Place(item, pointer, token, text, PlaceholderTokens.IsName(token) && !parties.Contains(pointer));
            }
        }
    }

    private static SignatoryRole? SignatoryOf(Place place) =>
        place.Item.Content is PlanHeader header
        && place.Pointer.Split('/') is ["", "signatories", var index, ..]
        && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? header.Signatories[at].Role
            : null;

    private static bool IsPlaceholder(string pointer) =>
        pointer.EndsWith("/placeholder", StringComparison.Ordinal) || pointer.EndsWith("/baselinePlaceholder", StringComparison.Ordinal);

    private static bool IsValueText(string pointer) => pointer.EndsWith("/text", StringComparison.Ordinal);

    private static string HolderOf(string pointer) => pointer[..pointer.LastIndexOf('/')];

    /// <param name="Item">The item that contains the placeholder.</param>
    /// <param name="Pointer">JSON pointer inside the item.</param>
    /// <param name="Token">The placeholder.</param>
    /// <param name="Text">The text that contains it.</param>
    /// <param name="IsName">Whether it stands for one name wherever it appears.</param>
    private sealed record Place(CheckedItem Item, string Pointer, string Token, string Text, bool IsName);
}

/// <summary>Labels without a value. Signatories, the preparation date and the plan's start have their own findings.</summary>
internal sealed class LabelsFilled : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) =>
        from item in plan.Items
        from node in item.Nodes
        where IsEmpty(node.Value) && !(item.Section is null && HasOwnFinding(node.Pointer))
        let field = item.FieldAt(node.Pointer)
        select item.Finding(node.Pointer, CheckCodes.LabelEmpty, ("field", field.Name), ("fieldOf", field.Record));

    private static bool HasOwnFinding(string pointer) =>
        pointer is "/preparedOn" or "/periodStart" || pointer.StartsWith("/signatories/", StringComparison.Ordinal);

    private static bool IsEmpty(object value) =>
        value switch
        {
            PlannedDate { Date: null, Placeholder: null } date => string.IsNullOrWhiteSpace(date.Text),
            PlannedNumber { Value: null, Placeholder: null } number => string.IsNullOrWhiteSpace(number.Text),
            PlannedMoney { Amount: null, Placeholder: null } money => string.IsNullOrWhiteSpace(money.Text),
            PercentRange { Min: null, Max: null, Placeholder: null } range => string.IsNullOrWhiteSpace(range.Text),
            Deadline { Kind: DeadlineKind.Unparsed } deadline => string.IsNullOrWhiteSpace(deadline.Text),
            Frequency { Kind: FrequencyKind.Unparsed } frequency => string.IsNullOrWhiteSpace(frequency.Text),
            PeriodWindow { Kind: PeriodWindowKind.Unparsed } window => string.IsNullOrWhiteSpace(window.Text),
            TargetExpression { Kind: TargetKind.Unparsed } target => string.IsNullOrWhiteSpace(target.Text),
            PartyRef { PartyId: null } party => string.IsNullOrWhiteSpace(party.Text),
            _ => false,
        };
}
