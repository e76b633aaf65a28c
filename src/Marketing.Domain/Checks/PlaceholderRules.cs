using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>R3: a plan with open placeholders may be saved, not activated. Tokens of values count once; the same token in the words around them is not named again.</summary>
internal sealed class PlaceholdersFilled : ICheckRule
{
    private const int LongestText = 300;

    public IEnumerable<CheckFinding> Check(CheckedPlan plan) => plan.Items.SelectMany(Check);

    private static IEnumerable<CheckFinding> Check(CheckedItem item)
    {
        var texts = item.Nodes.Where(node => node is { Value: string, Reference: null }).Select(node => (node.Pointer, Text: (string)node.Value)).ToList();
        var byPointer = texts.ToDictionary(text => text.Pointer, text => text.Text, StringComparer.Ordinal);
        var open = texts.Where(text => IsPlaceholder(text.Pointer)).ToList();
        var holders = open.Select(text => HolderOf(text.Pointer)).ToHashSet(StringComparer.Ordinal);
        var known = open.Select(text => text.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var (pointer, token) in open)
        {
            yield return item.Finding(pointer, CheckCodes.PlaceholderOpen, ("placeholder", token), ("text", Short(byPointer.GetValueOrDefault(HolderOf(pointer) + "/text") ?? token)));
        }

        foreach (var (pointer, text) in texts.Where(text => !IsPlaceholder(text.Pointer) && !(IsValueText(text.Pointer) && holders.Contains(HolderOf(text.Pointer)))))
        {
            foreach (var token in PlaceholderTokens.In(text).Where(token => !known.Contains(token)))
            {
                yield return item.Finding(pointer, CheckCodes.PlaceholderOpen, ("placeholder", token), ("text", Short(text)));
            }
        }
    }

    private static bool IsPlaceholder(string pointer) =>
        pointer.EndsWith("/placeholder", StringComparison.Ordinal) || pointer.EndsWith("/baselinePlaceholder", StringComparison.Ordinal);

    private static bool IsValueText(string pointer) => pointer.EndsWith("/text", StringComparison.Ordinal);

    private static string HolderOf(string pointer) => pointer[..pointer.LastIndexOf('/')];

    private static string Short(string text) => text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 2]) ? LongestText - 2 : LongestText - 1)] + "…";
}

/// <summary>A label with nothing behind it, other than the lines of the cover that have a finding of their own.</summary>
internal sealed class LabelsFilled : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) =>
        from item in plan.Items
        from node in item.Nodes
        where IsEmpty(node.Value) && !(item.Section is null && (node.Pointer == "/preparedOn" || node.Pointer.StartsWith("/signatories/", StringComparison.Ordinal)))
        select item.Finding(node.Pointer, CheckCodes.LabelEmpty);

    private static bool IsEmpty(object value) => value switch
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
