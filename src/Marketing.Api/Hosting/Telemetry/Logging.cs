using Microsoft.Extensions.DependencyInjection.Extensions;
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
        new(null, "LuckyPennySoftware", LogLevel.Warning, null),
    ];

    public static void AddLogs(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddLogging(logging =>
        {
            logging.ClearProviders();
            if (environment.IsDevelopment())
            {
                logging.AddSimpleConsole(People);
            }
            else
            {
                logging.AddJsonConsole(Machine);
            }
        });
        services.RemoveAll<ILoggerProvider>();
        services.AddSingleton<ILoggerProvider, BatchedConsole>();
        services.Configure<LoggerFilterOptions>(filters =>
        {
            for (var i = 0; i < Defaults.Length; i++)
            {
                filters.Rules.Insert(i, Defaults[i]);
            }
        });
    }

    /// <summary>Logs to standard error, so that a command's output on standard output can be piped.</summary>
    public static WebApplicationBuilder LogToStandardError(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }

    /// <summary>Disables colours on Windows, where some terminals show their codes.</summary>
    private static void People(SimpleConsoleFormatterOptions console)
    {
        console.SingleLine = true;
        console.TimestampFormat = "HH:mm:ss ";
        console.ColorBehavior = OperatingSystem.IsWindows() ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
    }

    private static void Machine(JsonConsoleFormatterOptions console)
    {
        console.IncludeScopes = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
    }
}
