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

    public static T Load<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Stored) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");
}
