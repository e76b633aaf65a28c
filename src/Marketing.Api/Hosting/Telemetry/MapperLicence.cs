namespace Marketing.Api.Hosting.Telemetry;

/// <summary>Says in one line what to do about AutoMapper's licence, in place of the library's own text.</summary>
internal static class MapperLicence
{
    public const string Setting = "AutoMapper:LicenseKey";

    /// <summary>The library's messages about a configured key are logged. Its text about a missing key is replaced.</summary>
    public static LogLevel LevelOf(IConfiguration configuration) => IsMissing(configuration) ? LogLevel.None : LogLevel.Warning;

    public static void Note(IConfiguration configuration, IHostEnvironment environment, ILogger logger)
    {
        if (IsMissing(configuration))
        {
            logger.Log(
                environment.IsDevelopment() ? LogLevel.Information : LogLevel.Warning,
                "AutoMapper has no licence key. Development needs none; for production set {Setting}, or comply with RPL-1.5 (docs/decisions/0035-licences.md)",
                Setting
            );
        }
    }

    private static bool IsMissing(IConfiguration configuration) => string.IsNullOrWhiteSpace(configuration[Setting]);
}
