using System.Globalization;
using Marketing.Domain.Values;

namespace Marketing.Domain.Tests.Phrases;

/// <summary>Describes a value in one line, to keep the tables of cases readable.</summary>
internal static class Describe
{
    public static string Of(Deadline d) =>
        d.Kind switch
        {
            DeadlineKind.Recurring => "recurring " + Of(d.Frequency!),
            DeadlineKind.Date => $"date {d.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? d.Placeholder}",
            DeadlineKind.PeriodOrdinal => Join(
                "period",
                Word(d.Unit),
                Text(d.Index) ?? d.Placeholder,
                Word(d.Basis),
                Text(d.Year),
                Word(d.Position),
                At(d.Anchor)
            ),
            _ => Join(Word(d.Kind), Amount(d), Word(d.Unit), At(d.Anchor)),
        };

    public static string Of(PeriodWindow w) =>
        w.Kind switch
        {
            PeriodWindowKind.Bounded when w.Start! with { Text = null } == w.End! with { Text = null } => Of(w.Start),
            PeriodWindowKind.Bounded => $"{Of(w.Start!)} .. {Of(w.End!)}",
            PeriodWindowKind.OpenEnded => $"{Of(w.Start!)} ..",
            _ => "unparsed",
        };

    public static string Of(IReadOnlyList<Frequency> frequencies) => string.Join(" | ", frequencies.Select(Of));

    public static string Of(Frequency f)
    {
        var start = f.StartAnchor is null ? null : $"from {f.StartAnchor}";
        var activity = f.Activity is null ? null : $"[{f.Activity}]";
        if (f.Kind != FrequencyKind.Recurring)
        {
            return Join(Word(f.Kind), At(f.Anchor), start, activity);
        }

        return Join(
            "every",
            Text(f.Every) ?? f.Placeholder,
            Word(f.Unit),
            f.Times is null ? null : $"x{f.Times}" + (f.MaxTimes is null ? "" : $"-{f.MaxTimes}"),
            f.AtLeast == true ? ">=" : null,
            Word(f.Position),
            Word(f.Weekday),
            f.DayOfMonth is null ? null : $"day{f.DayOfMonth}",
            f.Quantity is { } q ? "make " + (q.Text ?? (Text(q.Value) ?? q.Placeholder) + q.Unit) : null,
            start,
            activity
        );
    }

    public static string Of(TargetExpression t) =>
        Join(
            Word(t.Kind),
            Word(t.Direction),
            Word(t.Comparator),
            Text(t.Value) ?? t.Placeholder,
            t.MaxValue is null ? null : "to " + Text(t.MaxValue),
            t.Unit,
            t.Baseline is null && t.BaselinePlaceholder is null ? null : "from " + (Text(t.Baseline) ?? t.BaselinePlaceholder),
            t.ScaleMax is null ? null : "of " + Text(t.ScaleMax),
            Word(t.ChangeBasis),
            t.WithinAmount is null ? null : $"within {t.WithinAmount} {Word(t.WithinUnit)}"
        );

    public static string Of(PlannedMoney m) =>
        m.Amount is null && m.Placeholder is null
            ? "unparsed"
            : Join(Text(m.Amount) ?? m.Placeholder, m.Currency, m.UnitScale is null ? null : $"/{m.UnitScale}");

    public static string Of(PlannedNumber n) =>
        n.Value is null && n.Placeholder is null ? "unparsed" : Join(Text(n.Value) ?? n.Placeholder, n.Unit);

    public static string Of(PlannedDate d) => d.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? d.Placeholder ?? "unparsed";

    public static string Of(PercentRange r) =>
        r.Min is null && r.Max is null ? r.Placeholder ?? "unparsed" : $"{Text(r.Min)}..{Text(r.Max)}";

    private static string? Amount(Deadline d) => d.MinAmount is null ? Text(d.Amount) ?? d.Placeholder : $"{d.MinAmount}-{d.Amount}";

    private static string? Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);

    private static string? At(string? anchor) => anchor is null ? null : "@" + anchor;

    private static string? Word<T>(T? value)
        where T : struct, Enum => value is null ? null : char.ToLowerInvariant(value.Value.ToString()[0]) + value.Value.ToString()[1..];

    private static string? Word<T>(T value)
        where T : struct, Enum => Word((T?)value);

    private static string Join(params string?[] parts) => string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
}
