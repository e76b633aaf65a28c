using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketing.Application.Common;

/// <summary>
/// JSON options for stored values: JSON columns, the audit trail and plan content. Names and values are the same as in the API.
/// </summary>
public static class WireJson
{
    /// <summary>Omits members that are null.</summary>
    public static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new InstantConverter(),
            new DecimalStringConverter(),
        },
    };

    public static string Store<T>(T value) => JsonSerializer.Serialize(value, Stored);

    /// <summary>Serializes a value by its runtime type, whatever its declared type.</summary>
    public static string StoreWhole(object value) => JsonSerializer.Serialize(value, value.GetType(), Stored);

    public static object Load(string json, Type type) =>
        JsonSerializer.Deserialize(json, type, Stored) ?? throw new JsonException($"A stored {type.Name} is null.");

    public static T Load<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Stored) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");
}
