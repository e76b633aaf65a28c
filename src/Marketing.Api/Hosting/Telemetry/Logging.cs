using Marketing.Api.Security;
using Microsoft.Extensions.Logging.Console;

namespace Marketing.Api.Hosting.Telemetry;

/// <summary>Logs JSON for machines in production, text for people in development.</summary>
internal static class Logging
{
    /// <summary>
    /// Default filters, which configuration overrides. They omit what the framework logs twice, and its messages about client errors.
    /// </summary>
    private static readonly LoggerFilterRule[] Defaults =
    [
        new(null, "Microsoft", LogLevel.Warning, null),
        new(null, "Microsoft.Hosting.Lifetime", LogLevel.Information, null),
        new(null, "Microsoft.EntityFrameworkCore", LogLevel.Warning, null),
        new(null, "Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Critical, null),
        new(null, "Microsoft.EntityFrameworkCore.Query", LogLevel.Critical, null),
        new(null, "Microsoft.EntityFrameworkCore.Update", LogLevel.Critical, null),
        // The line of a request names the reason for a refused credential.
        new(null, typeof(ApiKeyHandler).FullName, LogLevel.Warning, null),
        // The entry point reports a failed start in one line. A failed background service is also logged as critical.
        new(null, "Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical, null),
    ];

    public static void AddLogs(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddLogging(logging =>
        {
            logging.ClearProviders();
            logging.AddConsole(console =>
                console.FormatterName ??= environment.IsDevelopment() ? TextLines.FormatterName : JsonLines.FormatterName
            );
            logging.AddConsoleFormatter<TextLines, ConsoleFormatterOptions>();
            logging.AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();
        });
        services.Configure<LoggerFilterOptions>(filters =>
        {
            foreach (var rule in Defaults.Append(new(null, "LuckyPennySoftware", MapperLicence.LevelOf(configuration), null)).Reverse())
            {
                filters.Rules.Insert(0, rule);
            }
        });
    }

    /// <summary>Logs to standard error, so that a command's output on standard output can be piped.</summary>
    public static WebApplicationBuilder LogToStandardError(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }
}
