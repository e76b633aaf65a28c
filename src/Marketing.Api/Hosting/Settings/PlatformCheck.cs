using System.Globalization;
using System.Text;
using Marketing.Infrastructure.Startup;

namespace Marketing.Api.Hosting.Settings;

/// <summary>
/// Refuses to start without data that the rules need: ICU, to compare names, and time zones, to compute days. Without them, the same data
/// would get other results than on other machines.
/// </summary>
internal static class PlatformCheck
{
    private const string Zone = "Asia/Shanghai";
    private static readonly TimeSpan ZoneOffset = TimeSpan.FromHours(8);
    private static readonly DateTime Winter = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <exception cref="StartRefusedException">Something is missing; the message states what to install.</exception>
    public static void Run()
    {
        if (!KnowsCultures())
        {
            throw new StartRefusedException(
                "This machine has no ICU data, or they are switched off. Install libicu, and do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT."
            );
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) || zone.GetUtcOffset(Winter) != ZoneOffset)
        {
            throw new StartRefusedException("This machine has no time-zone data. Install tzdata, and check the variable TZDIR.");
        }
    }

    private static bool KnowsCultures()
    {
        try
        {
            CultureInfo.GetCultureInfo("zh-Hans", predefinedOnly: true);
            return "ＣＲＭ".Normalize(NormalizationForm.FormKC) == "CRM";
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }
}
