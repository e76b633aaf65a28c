using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>Finds what is still to be filled in inside one record, such as a part or the cover.</summary>
public static class OpenPlaceholders
{
    /// <summary>Returns the number of open placeholders. A name that is missing in several texts ([产品名称]) counts once.</summary>
    public static int CountIn(object content)
    {
        var open = In(ContentTree.Nodes(content)).ToList();
        return open.Count(place => !place.IsName)
            + open.Where(place => place.IsName).Select(place => place.Token).Distinct(StringComparer.Ordinal).Count();
    }

    /// <summary>
    /// Returns the open placeholders among the values of a record. The placeholder of a value is returned once, without the same token in
    /// the surrounding text.
    /// </summary>
    internal static IEnumerable<OpenPlaceholder> In(IReadOnlyList<ContentNode> nodes)
    {
        var texts = nodes
            .Where(node => node is { Value: string, Reference: null })
            .Select(node => (node.Pointer, Text: (string)node.Value))
            .Distinct() // The values that one phrase was parsed into have the place of the phrase.
            .ToList();
        var byPointer = texts
            .DistinctBy(text => text.Pointer)
            .ToDictionary(text => text.Pointer, text => text.Text, StringComparer.Ordinal);
        var open = texts.Where(text => IsPlaceholder(text.Pointer)).ToList();
        var holders = open.Select(text => HolderOf(text.Pointer)).ToHashSet(StringComparer.Ordinal);
        var known = open.Select(text => text.Text).ToHashSet(StringComparer.Ordinal);
        var parties = nodes.Where(node => node.Value is PartyRef).Select(node => node.Pointer + "/text").ToHashSet();
        foreach (var (pointer, token) in open)
        {
            yield return new OpenPlaceholder(pointer, token, byPointer.GetValueOrDefault(HolderOf(pointer) + "/text") ?? token, false);
        }

        foreach (var (pointer, text) in texts)
        {
            if (IsPlaceholder(pointer) || (IsValueText(pointer) && holders.Contains(HolderOf(pointer))))
            {
                continue;
            }

            foreach (var token in PlaceholderTokens.In(text).Where(token => !known.Contains(token)))
            {
                yield return new OpenPlaceholder(pointer, token, text, PlaceholderTokens.IsName(token) && !parties.Contains(pointer));
            }
        }
    }

    private static bool IsPlaceholder(string pointer) =>
        pointer.EndsWith("/placeholder", StringComparison.Ordinal) || pointer.EndsWith("/baselinePlaceholder", StringComparison.Ordinal);

    private static bool IsValueText(string pointer) => pointer.EndsWith("/text", StringComparison.Ordinal);

    private static string HolderOf(string pointer) => pointer[..pointer.LastIndexOf('/')];
}

/// <summary>A placeholder that is still to be replaced.</summary>
/// <param name="Pointer">JSON pointer inside the record.</param>
/// <param name="Token">The placeholder.</param>
/// <param name="Text">The text that contains it.</param>
/// <param name="IsName">Whether it stands for one name wherever it appears.</param>
internal sealed record OpenPlaceholder(string Pointer, string Token, string Text, bool IsName);
