using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Marketing.Domain.Common;
using Marketing.Domain.Values;

namespace Marketing.Domain.Workspaces;

/// <summary>Settings shared by all plans of a workspace.</summary>
public sealed record WorkspaceSettings
{
    /// <summary>Maximum number of public holidays.</summary>
    public const int MostHolidays = 1_000;

    public static readonly WorkspaceSettings Default = new();

    /// <summary>IANA name of the time zone for planning dates.</summary>
    /// <example>Asia/Shanghai</example>
    [MaxLength(64)]
    [Common.TimeZoneId]
    public string TimeZone { get; init; } = "Asia/Shanghai";

    /// <summary>Currency of summaries across budgets (ISO 4217).</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    [Common.CurrencyCode]
    public string ReportingCurrency { get; init; } = "CNY";

    /// <summary>First month of the fiscal year, 1 to 12.</summary>
    /// <example>1</example>
    [Range(1, 12)]
    public int FiscalYearStartMonth { get; init; } = 1;

    /// <summary>Working days; at least one.</summary>
    [MinLength(1)]
    [MaxLength(7)]
    public IReadOnlyList<Weekday> WorkingDays { get; init; } =
    [Weekday.Monday, Weekday.Tuesday, Weekday.Wednesday, Weekday.Thursday, Weekday.Friday];

    /// <summary>Public holidays. They are no working days, whatever the day of the week.</summary>
    [MaxLength(MostHolidays)]
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    /// <summary>Share of the expected progress below which a measure counts as at risk, in percent (80 means 0.8).</summary>
    /// <example>80</example>
    [Range(1, 100)]
    public int AtRiskPercent { get; init; } = 80;

    /// <summary>Number of days before its due date from which a task counts as due soon.</summary>
    /// <example>7</example>
    [Range(0, 90)]
    public int DueSoonDays { get; init; } = 7;

    /// <summary>Departments that countersign every plan between its review and its approval.</summary>
    [MaxLength(2)]
    public IReadOnlyList<Countersigner> Countersigners { get; init; } = [];

    /// <summary>Whether campaigns that use customer data start only once the legal department has countersigned them.</summary>
    public bool CountersignsCustomerData { get; init; }

    /// <summary>Whether nobody can sign a revision whose content they wrote a part of. The preparer never can.</summary>
    public bool ExcludeAuthors { get; init; }

    /// <summary>Number of working days after which a decision is due.</summary>
    /// <example>5</example>
    [Range(1, 90)]
    public int DecisionDays { get; init; } = 5;

    /// <summary>
    /// Number of working days after its due date at which a decision that nobody took expires. The content then goes back to its author.
    /// Null if decisions never expire.
    /// </summary>
    /// <example>20</example>
    [Range(1, 250)]
    // Null is a choice, so it is stored; the default is not null.
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? DecisionExpiryDays { get; init; } = 20;

    /// <summary>Whether both have the same working days.</summary>
    public bool HasSameCalendar(WorkspaceSettings other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return WorkingDays.SequenceEqual(other.WorkingDays) && Holidays.SequenceEqual(other.Holidays);
    }

    /// <summary>Returns the rules that a schema cannot check: the currency must exist.</summary>
    public IEnumerable<RuleFault> Check()
    {
        if (!Currencies.IsKnown(ReportingCurrency))
        {
            yield return RuleFault.Of("/reportingCurrency", "money.currencyUnknown", ("currency", ReportingCurrency));
        }
    }
}

/// <summary>Departments that can countersign plans.</summary>
public enum Countersigner
{
    /// <summary>Finance.</summary>
    Finance,

    /// <summary>Legal.</summary>
    Legal,
}
