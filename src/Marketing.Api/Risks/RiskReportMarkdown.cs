using System.Globalization;
using System.Text;
using System.Text.Json;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Labels;
using Marketing.Application.Common;
using Marketing.Application.Risks;

namespace Marketing.Api.Risks;

/// <summary>Writes a risk report as Markdown.</summary>
internal static class RiskReportMarkdown
{
    public static string Write(RiskReportResponse report)
    {
        var language = LabelLanguages.TagOf(report.Language);
        var text = new StringBuilder();
        Line($"# {LabelTexts.Find("recordType", "riskAssessment", language)} {Day(report.From)} – {Day(report.To)}");
        Line("");
        Fact("alerts", report.Alerts);
        Fact("incidents", report.Incidents);
        Fact("incidentsBefore", report.IncidentsBefore);
        Fact("controlEffect", report.ControlEffect);
        Fact("judgedTreatments", report.JudgedTreatments);
        Fact("effectiveShare", report.EffectiveShare);
        Fact("drillsHeld", report.DrillsHeld);
        Fact("drillsMissed", report.DrillsMissed);
        Line("");
        Line($"## {Label("risks")} ({report.Risks.Count})");
        Line("");
        var (added, risen) = (report.NewRiskIds.ToHashSet(), report.RisenRiskIds.ToHashSet());
        foreach (var risk in report.Risks)
        {
            var level = risk.Level is { } known ? $"{Word("riskBand", known)} ({risk.Score})" : Label("unrated");
            var notes = new[]
            {
                added.Contains(risk.RiskId) ? Label("newRiskIds") : null,
                risen.Contains(risk.RiskId) ? Label("risenRiskIds") : null,
            };
            var more = string.Concat(notes.OfType<string>().Select(note => $" · {note}"));
            Line($"- {MarkdownText.Escape(risk.Title)} · {Word("riskStatus", risk.Status)} · {level}{more}");
        }

        return text.ToString();

        string Label(string member) =>
            LabelTexts.Find("member", $"riskReportResponse.{member}", language) ?? LabelTexts.Find("member", member, language)!;

        string Word(string enumeration, Enum value) =>
            LabelTexts.Find(enumeration, JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), language)!;

        void Fact(string member, decimal? number) =>
            Line($"- {Label(member)}: {number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "—"}");

        void Line(string line) => text.Append(line).Append('\n');
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
