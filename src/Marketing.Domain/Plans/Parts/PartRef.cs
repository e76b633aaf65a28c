using System.Globalization;
using System.Text;
using Marketing.Domain.Common;

namespace Marketing.Domain.Plans.Parts;

/// <summary>The ref of a part, or of an item inside a part. It is unique in the plan, regardless of case and width.</summary>
public readonly record struct PartRef
{
    /// <summary>Length of the column. A character outside the Basic Multilingual Plane takes two UTF-16 units.</summary>
    public const int StoredLength = 2 * PlanPart.RefLength;

    private const char FirstWideForm = '\uFF00';
    private const char LastWideForm = '\uFFEF';

    private PartRef(string text) => (Text, Key) = (text, Fold(text));

    /// <summary>The ref as stored and returned: normalised to NFC, otherwise as the client wrote it.</summary>
    public string Text { get; }

    /// <summary>The form used to compare refs.</summary>
    public string Key { get; }

    /// <summary>Returns the ref for a text that <see cref="Check"/> accepts.</summary>
    public static PartRef Of(string text) => new(text.Normalize(NormalizationForm.FormC));

    /// <summary>Returns the form used to compare refs.</summary>
    public static string KeyOf(string text) => Of(text).Key;

    /// <summary>Returns whether two texts are the same ref.</summary>
    public static bool AreSame(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal) || string.Equals(KeyOf(left), KeyOf(right), StringComparison.Ordinal);

    /// <summary>Returns a fault if the text is not a valid ref, otherwise null. Stricter than the pattern for rare scripts.</summary>
    public static RuleFault? Check(string text, string pointer) =>
        IsWellFormed(Of(text).Text) ? null : RuleFault.Of(pointer, "planPart.refMalformed", ("ref", text), ("max", PlanPart.RefLength));

    /// <summary>Generates the ref of an item inside a part: the part's ref, shortened if necessary, and a number.</summary>
    public static PartRef OfItem(PartRef part, long number)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $"/{number}");
        return new PartRef(string.Concat(part.Text.EnumerateRunes().Take(PlanPart.RefLength - end.Length)) + end);
    }

    /// <summary>Generates the ref of a part.</summary>
    public static PartRef OfPart(string section, long number) => new(string.Create(CultureInfo.InvariantCulture, $"{section}-{number}"));

    public override string ToString() => Text;

    private static bool IsWellFormed(string text)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!(IsLetterOrDigit(rune) || (length > 0 && (rune.Value is '.' or '_' or '-' or '/' || IsMark(rune)))))
            {
                return false;
            }

            length++;
        }

        return length is > 0 and <= PlanPart.RefLength;
    }

    private static bool IsLetterOrDigit(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.LetterNumber;

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string Fold(string text) => Narrow(text).Normalize(NormalizationForm.FormC).ToUpperInvariant();

    /// <summary>Replaces full-width and half-width characters by their standard forms.</summary>
    private static string Narrow(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstWideForm, LastWideForm))
        {
            return text;
        }

        var narrowed = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            narrowed.Append(
                unit is >= FirstWideForm and <= LastWideForm ? unit.ToString().Normalize(NormalizationForm.FormKC) : unit.ToString()
            );
        }

        return narrowed.ToString();
    }
}
