using System.Text.Json.Nodes;
using Marketing.Api.Tests.Conformance;

namespace Marketing.Api.Tests.Documents;

/// <summary>Applies one or two typical mistakes of programs and people to random places of a document.</summary>
internal sealed class DocumentMutations(Random random)
{
    private static readonly string[] Numbers = ["-1", "0", "1e400", "99999999999999999999", "2147483648", "1.5", "-0", "1e2"];

    /// <summary>Returns the text of the document and a description of the mutations.</summary>
    public (string Json, string Done) Of(JsonObject document)
    {
        var copy = document.DeepClone().AsObject();
        var done = Enumerable.Range(0, random.Next(1, 3)).Select(_ => Mutate(copy)).ToList();
        var json = copy.ToJsonString();
        if (random.Next(25) == 0)
        {
            done.Add("duplicate member");
            json = json.Insert(1, "\"objectives\":[],");
        }

        return (json, string.Join("; ", done));
    }

    private string Mutate(JsonObject document)
    {
        var nodes = new List<JsonNode>();
        Collect(document, nodes);
        var target = nodes[random.Next(nodes.Count)];
        var path = target.GetPath();
        switch (random.Next(16))
        {
            case 0:
                Remove(target);
                return $"removed {path}";
            case 1:
                return Into<JsonArray>(nodes, list => list.Add(Any(list)?.DeepClone()), "item twice");
            case 2:
                return Into<JsonObject>(nodes, members => Rename(members, name => name + "x"), "renamed");
            case 3:
                return Into<JsonObject>(
                    nodes,
                    members => Rename(members, name => char.ToUpperInvariant(name[0]) + name[1..]),
                    "upper-case name"
                );
            case 4:
                Replace(
                    target,
                    random.Next(4) switch
                    {
                        0 => new JsonObject(),
                        1 => new JsonArray(),
                        2 => JsonValue.Create(true),
                        _ => JsonValue.Create("text"),
                    }
                );
                return $"other type {path}";
            case 5:
                Replace(target, null);
                return $"null {path}";
            case 6:
                return Text(nodes, _ => "", "empty text");
            case 7:
                return Text(nodes, _ => HostileTexts.Good[random.Next(HostileTexts.Good.Count)], "strange text");
            case 8:
                return Text(nodes, text => text.ToUpperInvariant(), "upper case");
            case 9:
                Replace(target, JsonNode.Parse(Numbers[random.Next(Numbers.Length)]));
                return $"number {path}";
            case 10:
                var other = nodes[random.Next(nodes.Count)];
                var (one, two) = (target.DeepClone(), other.DeepClone());
                Replace(target, two);
                Replace(other, one);
                return $"swapped {path} with {other.GetPath()}";
            case 11:
                return Into<JsonArray>(nodes, list => list.Add(target.DeepClone()), $"moved {path}");
            case 12:
                return Into<JsonObject>(nodes, members => members["unknown"] = 1, "unknown member");
            case 13:
                return Into<JsonArray>(nodes, list => list.Clear(), "cut list");
            case 14:
                return Text(nodes, _ => "nobody", "ref to nothing");
            default:
                return Text(nodes, text => text + "\u0000\ud83d"[..random.Next(3)], "cut surrogate or NUL");
        }
    }

    private string Into<T>(List<JsonNode> nodes, Action<T> change, string done)
        where T : JsonNode
    {
        var targets = nodes.OfType<T>().ToList();
        var target = targets[random.Next(targets.Count)];
        change(target);
        return $"{done} {target.GetPath()}";
    }

    private string Text(List<JsonNode> nodes, Func<string, string> change, string done)
    {
        var targets = nodes.OfType<JsonValue>().Where(value => value.GetValueKind() == System.Text.Json.JsonValueKind.String).ToList();
        var target = targets[random.Next(targets.Count)];
        var path = target.GetPath();
        Replace(target, JsonValue.Create(change((string)target!)));
        return $"{done} {path}";
    }

    private JsonNode? Any(JsonArray list) => list.Count == 0 ? null : list[random.Next(list.Count)];

    private void Rename(JsonObject members, Func<string, string> name)
    {
        if (members.Count > 0)
        {
            var (old, value) = members.ElementAt(random.Next(members.Count));
            members.Remove(old);
            members[name(old)] = value;
        }
    }

    private static void Remove(JsonNode node)
    {
        switch (node.Parent)
        {
            case JsonArray list:
                list.Remove(node);
                break;
            case JsonObject members:
                members.Remove(node.GetPropertyName());
                break;
        }
    }

    private static void Replace(JsonNode node, JsonNode? by)
    {
        switch (node.Parent)
        {
            case JsonArray list:
                list[node.GetElementIndex()] = by;
                break;
            case JsonObject members:
                members[node.GetPropertyName()] = by;
                break;
        }
    }

    private static void Collect(JsonNode node, List<JsonNode> nodes)
    {
        if (node.Parent is not null)
        {
            nodes.Add(node);
        }

        foreach (
            var inner in node switch
            {
                JsonObject members => members.Select(member => member.Value),
                JsonArray items => items,
                _ => Enumerable.Empty<JsonNode?>(),
            }
        )
        {
            if (inner is not null)
            {
                Collect(inner, nodes);
            }
        }
    }
}
