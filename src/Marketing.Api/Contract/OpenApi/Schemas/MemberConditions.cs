using System.Text.Json.Nodes;
using Marketing.Api.Contract.Input;
using Marketing.Domain.Values;

namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>
/// Describes which members of a flat value object belong together, as a chain of <c>if</c>, <c>then</c> and <c>else</c>. Validators apply
/// it; client generators, which create one flat type for the object, ignore it. A member that must be absent may be null.
/// </summary>
internal static class MemberConditions
{
    private const string Kind = "kind";
    private const string Words = "text";
    private const string Placeholder = "placeholder";

    /// <summary>Rule sets that close every open schema close these too, although they are only parts of one.</summary>
    private const string OthersToo = "unevaluatedProperties";

    /// <summary>Returns the keywords; empty for types without such rules.</summary>
    public static JsonObject Of(ObjectShape shape)
    {
        return MemberRules.ByKind.TryGetValue(shape.Type, out var kinds)
                ? ByKind(kinds, [.. shape.Properties.Select(property => property.Name)])
            : MemberRules.FiguresOf.TryGetValue(shape.Type, out var figures) ? Open(figures)
            : [];
    }

    /// <summary>The last link is for text alone, which needs no kind.</summary>
    private static JsonObject ByKind(IReadOnlyList<KindMembers> kinds, List<string> members)
    {
        var words = kinds.Single(kind => kind.Kind == "unparsed");
        return kinds
            .Where(kind => kind != words)
            .Reverse()
            .Aggregate(
                Members(words, members),
                (others, kind) =>
                    new JsonObject
                    {
                        ["if"] = Rule([Kind], [Kind], () => new JsonObject { ["const"] = kind.Kind }),
                        ["then"] = Members(kind, members),
                        ["else"] = others,
                    }
            );
    }

    private static JsonObject Members(KindMembers kind, List<string> members)
    {
        var known = kind
            .Required.Concat(kind.Optional)
            .SelectMany(group => group)
            .Append(Kind)
            .Append(Words)
            .ToHashSet(StringComparer.Ordinal);
        var single = kind.Required.Where(group => group.Count == 1).Select(group => group[0]).ToList();
        List<JsonObject> rules =
        [
            Given(single),
            Without(members.Where(name => !known.Contains(name))),
            .. kind.Required.Where(group => group.Count > 1).Select(group => Either(group, required: true)),
            .. kind.Optional.Where(group => group.Count > 1).Select(group => Either(group, required: false)),
        ];
        rules.RemoveAll(rule => rule.Count == 0);
        return rules is [var only] ? only : new JsonObject { ["allOf"] = new JsonArray([.. rules]) };
    }

    /// <summary>Requires a figure or a placeholder; otherwise the text.</summary>
    private static JsonObject Open(IReadOnlyList<string> figures) =>
        figures
            .Reverse()
            .Aggregate(
                new JsonObject { ["if"] = Given([Placeholder]), ["else"] = Given([Words]) },
                (others, figure) =>
                    new JsonObject
                    {
                        ["if"] = Given([figure]),
                        ["then"] = Without([Placeholder]),
                        ["else"] = others,
                    }
            );

    /// <summary>The first member present excludes the others.</summary>
    private static JsonObject Either(IReadOnlyList<string> group, bool required) =>
        group
            .SkipLast(1)
            .Reverse()
            .Aggregate(
                required ? Given([group[^1]]) : [],
                (others, member) =>
                {
                    var rule = new JsonObject
                    {
                        ["if"] = Given([member]),
                        ["then"] = Without(group.SkipWhile(name => name != member).Skip(1)),
                    };
                    if (others.Count > 0)
                    {
                        rule["else"] = others;
                    }

                    return rule;
                }
            );

    /// <summary>Requires these members to be present and not null.</summary>
    private static JsonObject Given(List<string> names) =>
        Rule(names, names, () => new JsonObject { ["not"] = Null(), [OthersToo] = true });

    /// <summary>Requires these members to be absent or null.</summary>
    private static JsonObject Without(IEnumerable<string> names) => Rule([], names, Null);

    private static JsonObject Rule(List<string> required, IEnumerable<string> names, Func<JsonObject> each)
    {
        var properties = new JsonObject([.. names.Select(name => KeyValuePair.Create(name, (JsonNode?)each()))]);
        if (properties.Count == 0)
        {
            return [];
        }

        var rule = new JsonObject { ["properties"] = properties, [OthersToo] = true };
        if (required.Count > 0)
        {
            rule["required"] = new JsonArray([.. required.Select(name => (JsonNode)JsonValue.Create(name))]);
        }

        return rule;
    }

    private static JsonObject Null() => new() { ["type"] = "null" };
}
