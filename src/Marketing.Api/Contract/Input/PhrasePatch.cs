using System.Collections.Frozen;
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
            || !patch.EnumerateObject().Any(member => !Display.Contains(member.Name) && Changes(before, member))
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
            if (Figures.Contains(figure.Name))
            {
                outdated.Add(PlaceholderMember);
            }
            else if (figure.Name == "baseline")
            {
                outdated.Add(BaselinePlaceholderMember);
            }
        }

        return outdated;
    }

    private static bool Changes(JsonElement before, JsonProperty member)
    {
        var isKnown = before.TryGetProperty(member.Name, out var old) && old.ValueKind != JsonValueKind.Null;
        return member.Value.ValueKind switch
        {
            JsonValueKind.Null => isKnown,
            JsonValueKind.Object when isKnown && old.ValueKind == JsonValueKind.Object => member
                .Value.EnumerateObject()
                .Any(inner => Changes(old, inner)),
            _ => !isKnown || !JsonElement.DeepEquals(old, member.Value),
        };
    }

    private static string? KindOf(JsonElement phrase) =>
        phrase.TryGetProperty(KindMember, out var kind) && kind.ValueKind == JsonValueKind.String ? kind.GetString() : null;
}
