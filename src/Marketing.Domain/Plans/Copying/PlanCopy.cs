using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Plans.Copying;

/// <summary>What happens to the amounts of a plan when it is copied.</summary>
public enum CopiedAmounts
{
    /// <summary>Amounts stay as they are.</summary>
    Keep,

    /// <summary>A placeholder replaces each amount.</summary>
    Clear,

    /// <summary>Each amount becomes a percentage of itself.</summary>
    Percent,
}

/// <summary>How the copy of a plan differs from the plan.</summary>
public sealed record CopyRules
{
    /// <summary>By how much all dates move.</summary>
    public DateShift Shift { get; init; }

    /// <summary>The sections to copy; null for all.</summary>
    public IReadOnlySet<PlanSectionName>? Sections { get; init; }

    public CopiedAmounts Amounts { get; init; }

    /// <summary>The percentage of each amount, with <see cref="CopiedAmounts.Percent"/>.</summary>
    public decimal Percent { get; init; } = 100;

    /// <summary>Texts to replace: placeholders by their values, or values by placeholders.</summary>
    public IReadOnlyList<TextReplacement> Replacements { get; init; } = [];
}

/// <summary>A text to replace wherever it occurs.</summary>
/// <param name="From">The text.</param>
/// <param name="To">What takes its place.</param>
/// <param name="Pointer">JSON pointer into the document, to replace it only there and below; null for the whole plan.</param>
public sealed record TextReplacement(string From, string To, string? Pointer);

/// <summary>What somebody should look at after a plan was copied.</summary>
public enum CopyNoteKind
{
    /// <summary>The words of a date or an amount were removed, because the value changed.</summary>
    WordsRemoved,

    /// <summary>A text names a year, which may no longer be right.</summary>
    YearInText,

    /// <summary>A period could not be moved.</summary>
    DateKept,

    /// <summary>A reference was removed, because the part is in a section that was not copied.</summary>
    ReferenceRemoved,

    /// <summary>The date of preparation was removed.</summary>
    PreparationRemoved,
}

/// <summary>A note about a copy.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Pointer">JSON pointer into the document of the copy.</param>
/// <param name="Text">The words, the year or the ref.</param>
public sealed record CopyNote(CopyNoteKind Kind, string Pointer, string Text);

/// <summary>The copied content of a plan.</summary>
/// <param name="Header">Cover and narrative.</param>
/// <param name="Parts">The parts with their refs, each section in its order.</param>
/// <param name="Notes">What somebody should look at.</param>
public sealed record PlanCopy(PlanHeader Header, IReadOnlyList<PlanPartContent> Parts, IReadOnlyList<CopyNote> Notes)
{
    /// <summary>The indexes of replacements whose text occurs nowhere.</summary>
    public IReadOnlyList<int> Unused { get; init; } = [];

    /// <summary>Texts that are too long, and dates out of range, with pointers into the document of the copy.</summary>
    public IReadOnlyList<RuleFault> Faults { get; init; } = [];

    /// <summary>Copies the content of a plan.</summary>
    /// <param name="header">Cover and narrative.</param>
    /// <param name="parts">All parts with their refs, each section in its order.</param>
    /// <param name="rules">How the copy differs.</param>
    public static PlanCopy Of(PlanHeader header, IReadOnlyList<PlanPartContent> parts, CopyRules rules) =>
        new ContentCopier(rules, header.Currency).Copy(header, parts);
}

/// <summary>By how much dates move: by calendar months, then by days. 29 February becomes 28 February in other years.</summary>
/// <param name="Months">The months.</param>
/// <param name="Days">The days after that.</param>
public readonly record struct DateShift(int Months, int Days = 0)
{
    public bool IsNone => this == default;

    /// <summary>Returns the shift that moves one day to another: as many whole months as fit, then days.</summary>
    public static DateShift Between(DateOnly from, DateOnly to)
    {
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        if (months > 0 && from.AddMonths(months) > to)
        {
            months--;
        }
        else if (months < 0 && from.AddMonths(months) < to)
        {
            months++;
        }

        return new DateShift(months, to.DayNumber - from.AddMonths(months).DayNumber);
    }

    public DateOnly Move(DateOnly date) => date.AddMonths(Months).AddDays(Days);

    /// <summary>Returns the number of periods of this length that the shift consists of; null if it is not a whole number.</summary>
    internal int? Periods(int months) => Days == 0 && Months % months == 0 ? Months / months : null;
}
