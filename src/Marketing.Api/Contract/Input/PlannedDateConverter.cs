using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketing.Domain.Values;

namespace Marketing.Api.Contract.Input;

/// <summary>Reads a planned date that a request gives as its day alone: <c>"2027-03-01"</c>. The text has already been validated.</summary>
/// <param name="members">The same options without this converter.</param>
internal sealed class PlannedDateConverter(JsonSerializerOptions members) : JsonConverter<PlannedDate>
{
    public override PlannedDate? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new PlannedDate { Date = DateOnly.ParseExact(reader.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture) }
            : JsonSerializer.Deserialize<PlannedDate>(ref reader, members);

    public override void Write(Utf8JsonWriter writer, PlannedDate value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, members);
}
