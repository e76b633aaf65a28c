using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketing.Domain.Workspaces;

namespace Marketing.Application.Common;

/// <summary>A moment as a query names it: an instant, or a day, which means its end in the time zone of what is read.</summary>
/// <param name="Day">The day; null for an instant.</param>
/// <param name="Instant">The instant in UTC; null for a day.</param>
[JsonConverter(typeof(DayOrInstantConverter))]
public readonly record struct DayOrInstant(DateOnly? Day, DateTime? Instant)
{
    /// <summary>A day.</summary>
    public static implicit operator DayOrInstant(DateOnly day) => new(day, null);

    /// <summary>Returns the last instant, to the microsecond, that belongs to the moment.</summary>
    public DateTime LastInstant(WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Instant ?? calendar.EndOf(Day!.Value).AddMicroseconds(-1);
    }

    /// <summary>Returns the day, or the day of the instant.</summary>
    public DateOnly DayIn(WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Day ?? calendar.DayOf(Instant!.Value);
    }
}

/// <summary>Converts moments: <c>YYYY-MM-DD</c>, or a date-time with an offset.</summary>
public sealed class DayOrInstantConverter : JsonConverter<DayOrInstant>
{
    public override DayOrInstant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Rfc3339.TryDate(text, out var day) ? new DayOrInstant(day, null)
            : Rfc3339.TryInstant(text, out var instant) ? new DayOrInstant(null, instant)
            : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, DayOrInstant value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.Day is { } day)
        {
            writer.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
        else
        {
            JsonSerializer.Serialize(writer, value.Instant, options);
        }
    }
}
