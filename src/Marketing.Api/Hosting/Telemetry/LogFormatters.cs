using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Marketing.Api.Hosting.Telemetry;

/// <summary>
/// Formats log entries for people, in Development: time, level, source and message. Select another format with
/// <c>Logging:Console:FormatterName</c>.
/// </summary>
internal sealed class TextLines(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "text";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(clock.GetLocalNow().ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        textWriter.Write(LogLevels.NameOf(logEntry.LogLevel).PadRight(LogLevels.LongestName));
        textWriter.Write($" [{logEntry.Category[(logEntry.Category.LastIndexOf('.') + 1)..]}] ");
        textWriter.WriteLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } failure)
        {
            textWriter.WriteLine(failure);
        }
    }
}

/// <summary>
/// Formats log entries as JSON lines. Values that the message contains are not repeated. Values of an entry without a template, such as
/// those of a request, are fields instead of a message.
/// </summary>
internal sealed class JsonLines(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "json-lines";

    public const string Trace = "trace";

    private const string Template = "{OriginalFormat}";

    /// <summary>Escapes only what JSON requires. The lines are not part of a page.</summary>
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("time", clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteString("level", LogLevels.NameOf(logEntry.LogLevel));
            json.WriteString("source", logEntry.Category);
            var fields = logEntry.State as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
            if (fields.Count > 0 && fields.All(field => field.Key != Template))
            {
                WriteFields(json, fields);
            }
            else
            {
                json.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            }

            if (logEntry.Exception is { } failure)
            {
                json.WriteString("exception", failure.ToString());
            }

            if (Activity.Current is { } activity && fields.All(field => field.Key != Trace))
            {
                json.WriteString(Trace, activity.TraceId.ToHexString());
            }

            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        foreach (var (name, value) in fields)
        {
            switch (value)
            {
                case int number:
                    json.WriteNumber(name, number);
                    break;
                case double number:
                    json.WriteNumber(name, number);
                    break;
                default:
                    json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                    break;
            }
        }
    }
}

internal static class LogLevels
{
    /// <summary>The number of characters of the longest name.</summary>
    public const int LongestName = 5;

    public static string NameOf(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "trace",
            LogLevel.Debug => "debug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "error",
            _ => "fatal",
        };
}
