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
        var open = plan.Items.SelectMany(item => OpenPlaceholders.In(item.Nodes).Select(found => new Place(item, found))).ToList();
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

    private static SignatoryRole? SignatoryOf(Place place) =>
        place.Item.Content is PlanHeader header
        && place.Pointer.Split('/') is ["", "signatories", var index, ..]
        && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? header.Signatories[at].Role
            : null;

    /// <param name="Item">The item that contains the placeholder.</param>
    /// <param name="Found">The placeholder.</param>
    private sealed record Place(CheckedItem Item, OpenPlaceholder Found)
    {
        public string Pointer => Found.Pointer;

        public string Token => Found.Token;

        public string Text => Found.Text;

        public bool IsName => Found.IsName;
    }
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
