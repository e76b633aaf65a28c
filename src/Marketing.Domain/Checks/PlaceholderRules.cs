using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>
/// R3: A plan with open placeholders can be saved but not activated. The placeholder of a value is reported once: the same token in the
/// surrounding text is not reported again.
/// </summary>
internal sealed class PlaceholdersFilled : ICheckRule
{
    private const int MaxTextLength = 300;

    public IEnumerable<CheckFinding> Check(CheckedPlan plan) => plan.Items.SelectMany(Check);

    private static IEnumerable<CheckFinding> Check(CheckedItem item)
    {
        var texts = item
            .Nodes.Where(node => node is { Value: string, Reference: null })
            .Select(node => (node.Pointer, Text: (string)node.Value))
            .ToList();
        var byPointer = texts.ToDictionary(text => text.Pointer, text => text.Text, StringComparer.Ordinal);
        var open = texts.Where(text => IsPlaceholder(text.Pointer)).ToList();
        var holders = open.Select(text => HolderOf(text.Pointer)).ToHashSet(StringComparer.Ordinal);
        var known = open.Select(text => text.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var (pointer, token) in open)
        {
            var context = byPointer.GetValueOrDefault(HolderOf(pointer) + "/text") ?? token;
            yield return item.Finding(pointer, CheckCodes.PlaceholderOpen, ("placeholder", token), ("text", Truncate(context)));
        }

        foreach (var (pointer, text) in texts)
        {
            if (IsPlaceholder(pointer) || (IsValueText(pointer) && holders.Contains(HolderOf(pointer))))
            {
                continue;
            }

            foreach (var token in PlaceholderTokens.In(text).Where(token => !known.Contains(token)))
            {
                yield return item.Finding(pointer, CheckCodes.PlaceholderOpen, ("placeholder", token), ("text", Truncate(text)));
            }
        }
    }

    private static bool IsPlaceholder(string pointer) =>
        pointer.EndsWith("/placeholder", StringComparison.Ordinal) || pointer.EndsWith("/baselinePlaceholder", StringComparison.Ordinal);

    private static bool IsValueText(string pointer) => pointer.EndsWith("/text", StringComparison.Ordinal);

    private static string HolderOf(string pointer) => pointer[..pointer.LastIndexOf('/')];

    // Never cuts a surrogate pair.
    private static string Truncate(string text) =>
        text.Length <= MaxTextLength
            ? text
            : text[..(char.IsHighSurrogate(text[MaxTextLength - 2]) ? MaxTextLength - 2 : MaxTextLength - 1)] + "…";
}

/// <summary>Labels without a value. Signatories and the preparation date have their own findings.</summary>
internal sealed class LabelsFilled : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) =>
        from item in plan.Items
        from node in item.Nodes
        where IsEmpty(node.Value) && !(item.Section is null && HasOwnFinding(node.Pointer))
        select item.Finding(node.Pointer, CheckCodes.LabelEmpty);

    private static bool HasOwnFinding(string pointer) =>
        pointer == "/preparedOn" || pointer.StartsWith("/signatories/", StringComparison.Ordinal);

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
