using System.Globalization;
using System.Text;
using Marketing.Domain.Common;

namespace Marketing.Domain.Plans.Parts;

/// <summary>The name of a part, or of an item inside one. It is unique in its plan, whatever the case and width of its letters.</summary>
public readonly record struct PartRef
{
    /// <summary>Length of the column: a letter outside the basic plane takes two units.</summary>
    public const int StoredLength = 2 * PlanPart.RefLength;

    private const char FirstWideForm = '\uFF00';
    private const char LastWideForm = '\uFFEF';

    private PartRef(string text) => (Text, Key) = (text, Fold(text));

    /// <summary>The ref as it is stored and returned: composed (NFC), otherwise as the client wrote it.</summary>
    public string Text { get; }

    /// <summary>The form in which refs are compared.</summary>
    public string Key { get; }

    /// <summary>Returns the ref for a text that <see cref="Check"/> accepts.</summary>
    public static PartRef Of(string text) => new(text.Normalize(NormalizationForm.FormC));

    /// <summary>Returns the form in which a ref is compared.</summary>
    public static string KeyOf(string text) => Of(text).Key;

    /// <summary>Whether two texts are the same ref.</summary>
    public static bool AreSame(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal) || string.Equals(KeyOf(left), KeyOf(right), StringComparison.Ordinal);

    /// <summary>Returns the fault of a text that cannot be a ref; null if it can. The pattern alone does not know all signs of all scripts.</summary>
    public static RuleFault? Check(string text, string pointer) => IsWellFormed(Of(text).Text)
        ? null
        : RuleFault.Of(pointer, "planPart.refMalformed", ("ref", text), ("max", PlanPart.RefLength));

    /// <summary>Returns the ref of an item inside a part: the part's ref, shortened if both do not fit, and a number.</summary>
    public static PartRef OfItem(PartRef part, long number)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $"/{number}");
        return new PartRef(string.Concat(part.Text.EnumerateRunes().Take(PlanPart.RefLength - end.Length)) + end);
    }

    /// <summary>Returns the generated ref of a part.</summary>
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

    private static bool IsLetterOrDigit(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.LetterNumber;

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string Fold(string text) => Narrow(text).Normalize(NormalizationForm.FormC).ToUpperInvariant();

    /// <summary>Replaces full-width and half-width forms by the usual ones.</summary>
    private static string Narrow(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstWideForm, LastWideForm))
        {
            return text;
        }

        var narrowed = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            narrowed.Append(unit is >= FirstWideForm and <= LastWideForm ? unit.ToString().Normalize(NormalizationForm.FormKC) : unit.ToString());
        }

        return narrowed.ToString();
    }
}
