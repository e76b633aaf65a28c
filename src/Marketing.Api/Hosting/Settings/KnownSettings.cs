using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Marketing.Api.BulkJobs;
using Marketing.Api.Hosting.Health;
using Marketing.Api.Hosting.Limits;
using Marketing.Api.Hosting.Pipeline;
using Marketing.Api.Hosting.Telemetry;
using Marketing.Api.Security;
using Marketing.Domain.Access;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Secrets;
using Marketing.Infrastructure.Webhooks;

namespace Marketing.Api.Hosting.Settings;

/// <summary>A setting of the service.</summary>
/// <param name="Path">Its path; <c>*</c> stands for any name, such as the number of an item.</param>
/// <param name="Type">The type of its value.</param>
/// <param name="Range">The allowed numbers.</param>
internal sealed record KnownSetting(string Path, Type Type, RangeAttribute? Range = null)
{
    public const char Separator = ':';
    public const string AnyName = "*";

    public string[] Names { get; } = Path.Split(Separator);

    /// <summary>Returns what is allowed instead of the value; null if the value is right.</summary>
    public string? Reject(string value)
    {
        if (Type == typeof(bool))
        {
            return bool.TryParse(value, out _) ? null : "Use true or false.";
        }

        if (Type.IsEnum)
        {
            var names = Enum.GetNames(Type);
            return names.Contains(value, StringComparer.OrdinalIgnoreCase) ? null : $"Use {Choice(names)}.";
        }

        return Type == typeof(string) ? null : RejectNumber(value);
    }

    /// <summary>Lists names in a sentence.</summary>
    public static string Choice(IReadOnlyList<string> names) => $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";

    private string? RejectNumber(string value)
    {
        var isNumber =
            Type == typeof(int)
                ? int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
                : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        if (isNumber && Range?.IsValid(Convert.ChangeType(value, Type, CultureInfo.InvariantCulture)) != false)
        {
            return null;
        }

        var kind = Type == typeof(int) ? "a whole number" : "a number";
        return Range is null
            ? $"Use {kind}."
            : string.Create(CultureInfo.InvariantCulture, $"Use {kind} from {Range.Minimum} to {Range.Maximum}.");
    }
}

/// <summary>Every setting of the service. Those of the framework are not listed.</summary>
internal static class KnownSettings
{
    public static IReadOnlyList<KnownSetting> All { get; } =
    [
        .. Of(DatabaseOptions.Section, typeof(DatabaseOptions)),
        .. Of(RateLimitOptions.Section, typeof(RateLimitOptions)),
        .. Of(RetentionOptions.Section, typeof(RetentionOptions)),
        .. Of(ShutdownOptions.Section, typeof(ShutdownOptions)),
        .. Of(JobOptions.Section, typeof(JobOptions)),
        .. Of(TelemetryOptions.Section, typeof(TelemetryOptions)),
        .. Of(WebhookOptions.Section, typeof(WebhookOptions)),
        new(MasterKey.Setting, typeof(string)),
        new($"{MasterKey.PreviousSetting}:*", typeof(string)),
        new($"{JwtSettings.Section}:Authority", typeof(string)),
        new($"{JwtSettings.Section}:SigningKey", typeof(string)),
        new($"{JwtSettings.Section}:Issuer", typeof(string)),
        new($"{JwtSettings.Section}:Audience", typeof(string)),
        new($"{JwtSettings.Section}:KeyRefreshSeconds", typeof(int), new RangeAttribute(1, JwtSettings.LongestKeyRefresh)),
        new($"{JwtSettings.Section}:RoleClaim", typeof(string)),
        new($"{JwtSettings.Section}:RoleMap:*:Workspace", typeof(string)),
        new($"{JwtSettings.Section}:RoleMap:*:Roles:*", typeof(Role)),
        new(FailedAttempts.Setting, typeof(int), new RangeAttribute(1, int.MaxValue)),
        new(FailedAttempts.SettingOfKeys, typeof(int), new RangeAttribute(1, int.MaxValue)),
        new($"{Proxies.Section}:PathBase", typeof(string)),
        new($"{Proxies.Section}:KnownProxies", typeof(string)),
        new($"{Proxies.Section}:KnownProxies:*", typeof(string)),
        new($"{Proxies.Section}:KnownNetworks", typeof(string)),
        new($"{Proxies.Section}:KnownNetworks:*", typeof(string)),
        new("Cors:AllowedOrigins", typeof(string)),
        new("Cors:AllowedOrigins:*", typeof(string)),
        new("SampleData:Enabled", typeof(bool)),
        new(MapperLicence.Setting, typeof(string)),
    ];

    private static IEnumerable<KnownSetting> Of(string section, Type options) =>
        from property in options.GetProperties()
        where property.CanWrite
        select new KnownSetting(
            $"{section}:{property.Name}",
            Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
            property.GetCustomAttribute<RangeAttribute>()
        );
}
