using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketing.Application.Common;

/// <summary>Instants: UTC with <c>Z</c>, up to six fractional digits; read with any offset. Writing another kind than UTC is a defect.</summary>
public sealed class InstantConverter : JsonConverter<DateTime>
{
    private const int LongestInstant = 36;

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        return reader.TokenType == JsonTokenType.String && Rfc3339.TryInstant(reader.GetString(), out var utc)
            ? utc
            : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
    {
        if (value.Kind != DateTimeKind.Utc)
        {
            throw new InvalidOperationException($"An instant of kind {value.Kind} cannot be written: only UTC leaves the server.");
        }

        Span<char> text = stackalloc char[LongestInstant];
        value.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}

/// <summary>Decimal numbers as strings, so that no client rounds them; written without trailing zeros.</summary>
public sealed class DecimalStringConverter : JsonConverter<decimal>
{
    private const int LongestDecimal = 31;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return reader.TokenType == JsonTokenType.String && decimal.TryParse(reader.GetString(), plain, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        if (value == decimal.Zero)
        {
            writer.WriteStringValue("0"u8);
            return;
        }

        Span<char> text = stackalloc char[LongestDecimal];
        value.TryFormat(text, out var length, "0.############################", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
