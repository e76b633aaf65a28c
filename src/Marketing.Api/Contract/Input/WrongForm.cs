using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marketing.Api.Contract.Input;

/// <summary>Shows how a value of the wrong JSON type would look in the right one.</summary>
internal static class WrongForm
{
    private const int LongestValue = 100;

    /// <summary>The members that hold what a value is called, in order of preference.</summary>
    private static readonly string[] Words = ["text", "name"];

    /// <summary>Returns the value in the form that the shape expects, as JSON; null if there is no such form or it is long.</summary>
    public static string? ExampleOf(InputShape shape, JsonElement value) =>
        JsonMarshal.GetRawUtf8Value(value).Length > LongestValue || HoldsForbidden(value)
            ? null
            : Of(shape, value)?.ToJsonString(JsonInput.Options);

    // Such a character has its own fault wherever the value stands.
    private static bool HoldsForbidden(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && InputText.IndexOfForbidden(InputText.Of(value)) >= 0;

    private static JsonNode? Of(InputShape shape, JsonElement value) =>
        shape switch
        {
            ArrayShape array when value.ValueKind != JsonValueKind.Array => ItemOf(array.Items, value) is { } item
                ? new JsonArray(item)
                : null,
            ObjectShape members when value.ValueKind == JsonValueKind.String && WordsOf(members) is { } name => new JsonObject
            {
                [name] = value.GetString(),
            },
            IntegerShape when value.ValueKind == JsonValueKind.String => Number(value.GetString()!),
            BooleanShape when value.ValueKind == JsonValueKind.String => bool.TryParse(value.GetString(), out var truth)
                ? JsonValue.Create(truth)
                : null,
            TextShape or DecimalShape when value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False =>
                JsonValue.Create(value.GetRawText()),
            _ => null,
        };

    private static JsonNode? ItemOf(InputShape items, JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Null ? null
        : items.JsonType == JsonWalker.NameOf(value.ValueKind) ? JsonNode.Parse(value.GetRawText())
        : Of(items, value);

    private static string? WordsOf(ObjectShape shape) =>
        Words.FirstOrDefault(name =>
            shape.Find(name)?.Shape is TextShape && shape.Properties.All(member => !member.Required || member.Name == name)
        );

    private static JsonValue? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null;
}
