using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketing.Application.Common;

/// <summary>
/// Converts times: UTC with <c>Z</c> and up to six fractional digits when writing, any offset when reading. Throws if a value to write is
/// not UTC.
/// </summary>
public sealed class InstantConverter : JsonConverter<DateTime>
{
    private const int LongestInstant = 28;
    private const int UpToMicroseconds = 26;

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

        // The round-trip format is several times faster than a custom one; it only writes too many digits.
        Span<byte> text = stackalloc byte[LongestInstant];
        value.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        var length = text[..UpToMicroseconds].TrimEnd((byte)'0').TrimEnd((byte)'.').Length;
        text[length++] = (byte)'Z';
        writer.WriteStringValue(text[..length]);
    }
}

/// <summary>Converts decimals to strings without trailing zeros, so that no client rounds them.</summary>
public sealed class DecimalStringConverter : JsonConverter<decimal>
{
    private const int LongestDecimal = 31;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return
            reader.TokenType == JsonTokenType.String
            && decimal.TryParse(reader.GetString(), plain, CultureInfo.InvariantCulture, out var value)
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
