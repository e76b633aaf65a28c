using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Api.Contract.Input;

/// <summary>
/// Decides which members of a phrase a merge patch makes outdated: its text if other members change, and its placeholder if a figure is
/// entered in its place.
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

    /// <summary>Returns the members of the current phrase that do not survive the patch; null if all do.</summary>
    public static IReadOnlySet<string>? OutdatedMembers(ObjectShape shape, JsonElement? current, JsonElement patch)
    {
        if (
            !PhraseReading.IsPhraseType(shape.Type)
            || current is not { ValueKind: JsonValueKind.Object } before
            || !patch.EnumerateObject().Any(member => !Display.Contains(InputText.NameOf(member)) && Changes(before, member))
        )
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
            _ => !isKnown || old.GetRawText() != member.Value.GetRawText(),
        };
    }

    private static string? KindOf(JsonElement phrase) =>
        phrase.TryGetProperty(KindMember, out var kind) && kind.ValueKind == JsonValueKind.String ? InputText.Of(kind) : null;
}
