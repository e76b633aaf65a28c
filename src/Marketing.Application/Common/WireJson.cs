using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketing.Application.Common;

/// <summary>How values are written in JSON columns, in the audit trail and in stored content: the same words as on the wire.</summary>
public static class WireJson
{
    /// <summary>Members that are null are left out.</summary>
    public static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new InstantConverter(), new DecimalStringConverter() },
    };

    public static string Store<T>(T value) => JsonSerializer.Serialize(value, Stored);

    /// <summary>Writes a value with the members of its own type, whatever type it is held as.</summary>
    public static string StoreWhole(object value) => JsonSerializer.Serialize(value, value.GetType(), Stored);

    public static object Load(string json, Type type) =>
        JsonSerializer.Deserialize(json, type, Stored) ?? throw new JsonException($"A stored {type.Name} is null.");

    public static T Load<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Stored) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");
}
