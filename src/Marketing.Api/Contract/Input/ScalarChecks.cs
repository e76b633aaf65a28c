using System.Globalization;
using System.Text;
using Marketing.Application.Common;
using Marketing.Domain.Common;

namespace Marketing.Api.Contract.Input;

/// <summary>Checks texts and numbers of a request, from JSON or from a query.</summary>
internal static class ScalarChecks
{
    /// <summary>The maximum length of an invalid value quoted in a fault.</summary>
    private const int QuotedLength = 100;

    /// <summary>Checks a string against its shape, which must be of a kind that JSON represents as a string.</summary>
    public static void CheckString(InputShape shape, ReadOnlySpan<char> text, FaultCollector faults)
    {
        if (!CheckCharacters(shape is TextShape { SingleLine: true }, text, faults))
        {
            return;
        }

        switch (shape)
        {
            case TextShape textShape:
                CheckText(textShape, text, faults);
                break;
            case EnumerationShape words:
                CheckWord(words, text, faults);
                break;
            case DecimalShape number:
                CheckDecimal(number, text, faults);
                break;
            case DateShape:
                CheckYear(Rfc3339.TryDate(text, out var date), date.Year, text, "date", faults);
                break;
            case InstantShape { KeepsDay: true } when Rfc3339.TryDate(text, out var day):
                CheckYear(wellFormed: true, day.Year, text, "day-or-date-time", faults);
                break;
            case InstantShape moment:
                CheckYear(Rfc3339.TryInstant(text, out var instant), instant.Year, text, moment.Form, faults);
                break;
            case UuidShape:
                CheckUuid(text, faults);
                break;
        }
    }

    /// <summary>Checks lengths, characters and patterns of a text whose characters are allowed.</summary>
    public static void CheckText(TextShape shape, ReadOnlySpan<char> text, FaultCollector faults)
    {
        var length = InputText.CodePoints(text);
        if (length > shape.MaxLength)
        {
            faults.Add(InputCode.TooLong, ("max", shape.MaxLength), ("actual", length));
            return;
        }

        if (length < shape.MinLength || (shape.NotBlank && InputText.IsBlank(text)))
        {
            faults.Add(InputCode.TooShort, ("min", shape.MinLength), ("actual", length), ("blank", InputText.IsBlank(text)));
            return;
        }

        foreach (var rule in shape.Rules)
        {
            if (!rule.Matches(text))
            {
                faults.Add(InputCode.Pattern, ("actual", Quote(text)), ("pattern", rule.Pattern), ("example", rule.Example));
            }
        }

        if (shape.Form is { } form && !form.Matches(text))
        {
            faults.Add(InputCode.Format, ("actual", Quote(text)), ("format", form.Name));
        }
    }

    /// <summary>Checks an integer by its JSON text.</summary>
    public static void CheckInteger(IntegerShape shape, ReadOnlySpan<byte> digits, FaultCollector faults)
    {
        var negative = digits[0] == '-';
        if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            value = negative ? long.MinValue : long.MaxValue;
        }

        if (value < shape.Minimum)
        {
            faults.Add(InputCode.TooSmall, ("actual", Quote(digits)), ("min", shape.Minimum));
        }
        else if (value > shape.Maximum)
        {
            faults.Add(InputCode.TooLarge, ("actual", Quote(digits)), ("max", shape.Maximum));
        }
        else if (shape.Allowed.Count > 0 && !shape.Allowed.Contains(value))
        {
            faults.Add(InputCode.Enumeration, ("actual", Quote(digits)), ("allowed", shape.Allowed));
        }
    }

    private static bool CheckCharacters(bool singleLine, ReadOnlySpan<char> text, FaultCollector faults)
    {
        var position = InputText.IndexOfForbidden(text);
        if (position < 0 && singleLine)
        {
            position = InputText.IndexOfLineBreak(text);
        }

        if (position >= 0)
        {
            faults.Add(InputCode.CharacterNotAllowed, ("position", position));
        }

        return position < 0;
    }

    private static void CheckWord(EnumerationShape shape, ReadOnlySpan<char> text, FaultCollector faults)
    {
        foreach (var name in shape.Names)
        {
            if (text.SequenceEqual(name))
            {
                return;
            }
        }

        faults.Add(InputCode.Enumeration, ("actual", Quote(text)), ("allowed", shape.NamesTold));
    }

    private static void CheckDecimal(DecimalShape shape, ReadOnlySpan<char> text, FaultCollector faults)
    {
        var unsigned = text.StartsWith('-') ? text[1..] : text;
        if (!IsPlainDecimal(shape, unsigned))
        {
            faults.Add(
                InputCode.Format,
                ("actual", Quote(text)),
                ("format", "decimal"),
                ("maxIntegerDigits", shape.MaxIntegerDigits),
                ("maxFractionDigits", shape.MaxFractionDigits)
            );
            return;
        }

        if (unsigned.Length < text.Length && !shape.AllowNegative)
        {
            faults.Add(InputCode.TooSmall, ("actual", Quote(text)), ("min", Wire(shape.Minimum ?? 0)));
            return;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        CheckRange(shape, decimal.Parse(text, Style, CultureInfo.InvariantCulture), faults);
    }

    private static bool IsPlainDecimal(DecimalShape shape, ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        return whole.Length > 0
            && whole.Length <= shape.MaxIntegerDigits
            && !(whole.Length > 1 && whole[0] == '0')
            && fraction.Length <= shape.MaxFractionDigits
            && (point < 0 || fraction.Length > 0)
            && !whole.ContainsAnyExceptInRange('0', '9')
            && !fraction.ContainsAnyExceptInRange('0', '9');
    }

    private static void CheckRange(DecimalShape shape, decimal value, FaultCollector faults)
    {
        if (value < shape.Minimum || (shape.ExclusiveMinimum && value == shape.Minimum))
        {
            faults.Add(
                InputCode.TooSmall,
                ("actual", Wire(value)),
                ("min", Wire(shape.Minimum.GetValueOrDefault())),
                ("exclusive", shape.ExclusiveMinimum)
            );
        }
        else if (value > shape.Maximum || (shape.ExclusiveMaximum && value == shape.Maximum))
        {
            faults.Add(
                InputCode.TooLarge,
                ("actual", Wire(value)),
                ("max", Wire(shape.Maximum.GetValueOrDefault())),
                ("exclusive", shape.ExclusiveMaximum)
            );
        }
    }

    private static void CheckYear(bool wellFormed, int year, ReadOnlySpan<char> text, string format, FaultCollector faults)
    {
        if (!wellFormed)
        {
            faults.Add(InputCode.Format, ("actual", Quote(text)), ("format", format));
        }
        else if (year < Rfc3339.FirstYear)
        {
            faults.Add(InputCode.TooSmall, ("actual", Quote(text)), ("min", $"{Rfc3339.FirstYear}-01-01"));
        }
        else if (year > Rfc3339.LastYear)
        {
            faults.Add(InputCode.TooLarge, ("actual", Quote(text)), ("max", $"{Rfc3339.LastYear}-12-31"));
        }
    }

    private static void CheckUuid(ReadOnlySpan<char> text, FaultCollector faults)
    {
        if (!EntityId.TryParse(text, out _))
        {
            faults.Add(InputCode.Format, ("actual", Quote(text)), ("format", "uuid"));
        }
    }

    private static string Quote(ReadOnlySpan<char> text) =>
        InputText.Printable(text[..Math.Min(text.Length, QuotedLength + 1)].ToString(), QuotedLength);

    private static string Quote(ReadOnlySpan<byte> digits) =>
        digits.Length <= QuotedLength ? Encoding.ASCII.GetString(digits) : $"{Encoding.ASCII.GetString(digits[..QuotedLength])}…";

    private static string Wire(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
