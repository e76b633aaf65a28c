using System.Collections.Frozen;
using Marketing.Application.Budgets;
using Marketing.Application.Lifecycle;
using Marketing.Domain.Budgets;
using Marketing.Domain.External;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Api.Contract.Input;

/// <summary>A text for each pattern of a request, so that a fault can show what is wanted.</summary>
internal static class PatternExamples
{
    private static readonly FrozenDictionary<string, string> Examples = new Dictionary<string, string>
    {
        [PlanPart.RefPattern] = "O1",
        [ValueLimits.AnchorPattern] = "LAUNCH_DAY",
        [ValueLimits.TrimmedPattern] = "万元",
        [ValueLimits.CurrencyPattern] = "CNY",
        [Month.Pattern] = "2027-03",
        [ComparisonArguments.StatePattern] = "working",
        [VarianceArguments.StatePattern] = "working",
        ["^[A-Za-z0-9][A-Za-z0-9._/-]*$"] = "BRAND-2026",
        ["^[a-z0-9][a-z0-9._-]*$"] = "crm",
        [ExternalKey.FilterPattern] = "crm/701-A",
        ["^[a-z0-9][a-z0-9-]*$"] = "brand-a",
        ["^[A-Za-z][A-Za-z0-9]*$"] = "title",
        ["^[a-z][A-Za-z]*$"] = "workPackages",
        ["^[a-z][A-Za-z]*(\\.[a-z][A-Za-z0-9]*)*$"] = "check.measureMissing",
        ["^[a-z][A-Za-z]*\\.[a-z][A-Za-z]*$"] = "task.overdue",
        ["^[0-9a-f]{64}$"] = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ["^(/([^~/]|~[01])*)*$"] = "/objectives/0/text",
        ["^[^@\\u0000-\\u0020]+@[^@\\u0000-\\u0020]+$"] = "name@example.com",
        ["^https?://[^\\x00-\\x20]+$"] = "https://files.example.com/minutes",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns a text that matches the pattern; null if none is known.</summary>
    public static string? Of(string pattern) => Examples.GetValueOrDefault(pattern);
}
