using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Api.Contract.Input;

/// <summary>
/// Decides which members a merge patch makes outdated: the text of a phrase if its other members change, its placeholder if a figure is
/// entered in its place, the lists beside words (<c>timingText</c>) if the words change, and the words if the lists change.
/// </summary>
internal static class PhrasePatch
{
    private const string TextMember = "text";
    private const string KindMember = "kind";
    private const string PlaceholderMember = "placeholder";
    private const string BaselinePlaceholderMember = "baselinePlaceholder";

    /// <summary>Members that only affect display.</summary>
    private static readonly FrozenSet<string> Display = FrozenSet.Create(StringComparer.Ordinal, "unitScale");

    /// <summary>Kinds whose value is the text itself.</summary>
    private static readonly FrozenSet<string> TextKinds = FrozenSet.Create(StringComparer.Ordinal, "unparsed", "qualitative");

    private static readonly FrozenSet<string> Figures = FrozenSet.Create(
        StringComparer.Ordinal,
        "amount",
        "index",
        "date",
        "every",
        "value",
        "min",
        "max"
    );

    /// <summary>Returns the members of the current object that do not survive the patch; null if all do.</summary>
    public static IReadOnlySet<string>? OutdatedMembers(ObjectShape shape, JsonElement? current, JsonElement patch)
    {
        if (current is not { ValueKind: JsonValueKind.Object } before)
        {
            return null;
        }

        if (!PhraseReading.IsPhraseType(shape.Type))
        {
            return OutdatedBesideWords(shape, before, patch);
        }

        if (!patch.EnumerateObject().Any(member => !Display.Contains(InputText.NameOf(member)) && Changes(before, member)))
        {
            return null;
        }

        var outdated = new HashSet<string>(StringComparer.Ordinal);
        if (!TextKinds.Contains(KindOf(patch) ?? KindOf(before) ?? ""))
        {
            outdated.Add(TextMember);
        }

        foreach (var figure in patch.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null))
        {
            var name = InputText.NameOf(figure);
            if (Figures.Contains(name))
            {
                outdated.Add(PlaceholderMember);
            }
            else if (name == "baseline")
            {
                outdated.Add(BaselinePlaceholderMember);
            }
        }

        return outdated;
    }

    private static HashSet<string>? OutdatedBesideWords(ObjectShape shape, JsonElement before, JsonElement patch)
    {
        HashSet<string>? outdated = null;
        foreach (var words in shape.Properties)
        {
            if (PhraseReading.ListsBeside(shape.Type, words.Name) is not { Count: > 0 } lists)
            {
                continue;
            }

            var sent = patch.EnumerateObject().ToLookup(member => InputText.NameOf(member), StringComparer.Ordinal);
            var changesLists = lists.Any(list => sent[list].Any(member => Changes(before, member)));
            if (sent[words.Name].Any(member => Changes(before, member)))
            {
                (outdated ??= []).UnionWith(lists);
            }
            else if (changesLists)
            {
                (outdated ??= []).Add(words.Name);
            }
        }

        return outdated;
    }

    private static bool Changes(JsonElement before, JsonProperty member)
    {
        JsonElement old = default;
        var name = InputText.NameOf(member);
        var isKnown =
            !name.EnumerateRunes().Contains(Rune.ReplacementChar)
            && before.TryGetProperty(name, out old)
            && old.ValueKind != JsonValueKind.Null;
        return member.Value.ValueKind switch
        {
            JsonValueKind.Null => isKnown,
            JsonValueKind.Object when isKnown && old.ValueKind == JsonValueKind.Object => member
                .Value.EnumerateObject()
                .Any(inner => Changes(old, inner)),
            JsonValueKind.String when isKnown && old.ValueKind == JsonValueKind.String => InputText.Of(old) != InputText.Of(member.Value),
            JsonValueKind.Array when isKnown && old.ValueKind == JsonValueKind.Array => !AreSame(old, member.Value),
            _ => !isKnown || old.GetRawText() != member.Value.GetRawText(),
        };
    }

    private static bool AreSame(JsonElement left, JsonElement right)
    {
        try
        {
            return JsonElement.DeepEquals(left, right);
        }
        catch (InvalidOperationException)
        {
            // A text with a lone surrogate, which the walk over the merged document rejects.
            return false;
        }
    }

    private static string? KindOf(JsonElement phrase) =>
        phrase.TryGetProperty(KindMember, out var kind) && kind.ValueKind == JsonValueKind.String ? InputText.Of(kind) : null;
}
