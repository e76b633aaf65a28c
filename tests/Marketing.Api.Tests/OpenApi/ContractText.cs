using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marketing.Api.Tests.OpenApi;

/// <summary>The document as the repository keeps it: what fits into a line is one, so that differences are easy to read.</summary>
internal static class ContractText
{
    private const int Columns = 140;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonNode document)
    {
        var text = new StringBuilder();
        Write(document, 0, 0, text);
        return text.Append('\n').ToString();
    }

    private static void Write(JsonNode? node, int depth, int column, StringBuilder text)
    {
        var line = node?.ToJsonString(Plain) ?? "null";
        if (node is not (JsonObject or JsonArray) || column + line.Length <= Columns)
        {
            text.Append(line);
            return;
        }

        var entries = node is JsonObject members
            ? members.Select(member => (Name: JsonSerializer.Serialize(member.Key, Plain) + ": ", member.Value)).ToList()
            : [.. node.AsArray().Select(item => (Name: "", Value: item))];
        text.Append(node is JsonObject ? '{' : '[');
        foreach (var (i, (name, value)) in entries.Index())
        {
            text.Append(i == 0 ? "" : ",").Append('\n').Append(' ', depth + 1).Append(name);
            Write(value, depth + 1, depth + 1 + name.Length, text);
        }

        text.Append('\n').Append(' ', depth).Append(node is JsonObject ? '}' : ']');
    }
}
