using System.Globalization;
using System.Text;
using System.Text.Json;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Labels;
using Marketing.Application.Tasks;

namespace Marketing.Api.Tasks;

/// <summary>Writes a progress report as Markdown, in the language of the plan.</summary>
internal sealed class ProgressMarkdown
{
    private readonly StringBuilder _text = new();
    private readonly string _language;

    private ProgressMarkdown(string language) => _language = language;

    public static string Write(ProgressReportResponse report) =>
        new ProgressMarkdown(PlanLanguage.LabelsOf(report.Language)).WriteReport(report);

    private string WriteReport(ProgressReportResponse report)
    {
        Line($"# {MarkdownText.Escape(report.PlanTitle)}");
        Line("");
        Line($"- {Label("asOf")}: {Day(report.AsOf)}");
        Line($"- {Label("percent")}: {(report.Percent is { } percent ? Number(percent) : "—")}");
        Line($"- {Label("total")}: {Number(report.Total)}");
        List("problems", report.Problems);
        List("overdue", report.Overdue);
        List("dueSoon", report.DueSoon);
        List("open", report.Open);
        List("done", report.Done);
        List("milestones", report.Milestones);
        return _text.ToString();
    }

    private void List(string member, IReadOnlyList<ReportedTaskResponse> tasks)
    {
        Line("");
        Line($"## {Label(member)} ({Number(tasks.Count)})");
        if (tasks.Count > 0)
        {
            Line("");
        }

        foreach (var task in tasks)
        {
            Line($"- {string.Join(" · ", Facts(task))}");
        }
    }

    private IEnumerable<string> Facts(ReportedTaskResponse task)
    {
        var title = MarkdownText.Escape(task.Title);
        yield return task.Ref is { } name ? $"**{MarkdownText.Escape(name)}** {title}" : title;
        if (task.OwnerText is { Length: > 0 } owners)
        {
            yield return MarkdownText.Escape(owners);
        }

        if (task.DueDate is { } due)
        {
            yield return $"{Label("dueDate")} {Day(due)}";
        }

        var state = LabelTexts.Find("taskState", JsonNamingPolicy.CamelCase.ConvertName(task.State.ToString()), _language)!;
        yield return task.FinishedOn is { } finished ? $"{state} {Day(finished)}" : $"{state} {Number(task.Percent)}%";
        if (task.Reason is { Length: > 0 } reason)
        {
            yield return MarkdownText.Escape(reason);
        }
    }

    private string Label(string member) =>
        LabelTexts.Find("member", $"progressReportResponse.{member}", _language) ?? LabelTexts.Find("member", member, _language)!;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Line(string text) => _text.Append(text).Append('\n');
}
