namespace Marketing.Domain.Values;

/// <summary>Limits of the value objects. The attributes of their members use them, so that validation and documentation agree.</summary>
public static class ValueLimits
{
    /// <summary>The first year that a plan can name.</summary>
    public const int FirstYear = 1900;

    /// <summary>The last year that a plan can name.</summary>
    public const int LastYear = 2200;

    /// <summary>Maximum length of an original text, in UTF-16 code units.</summary>
    public const int Text = 500;

    /// <summary>Maximum length of a placeholder (<c>X</c>, <c>XXXX年XX月XX日</c>, <c>[姓名]</c>).</summary>
    public const int Placeholder = 100;

    /// <summary>Maximum length of an anchor code.</summary>
    public const int Anchor = 64;

    /// <summary>Maximum length of a unit of measure.</summary>
    public const int Unit = 32;

    /// <summary>Maximum length of the activity of a frequency.</summary>
    public const int Activity = 200;

    /// <summary>Maximum length of the name of a catalogue entry (a party, a channel, a metric …) in a plan.</summary>
    public const int EntryText = 300;

    /// <summary>Maximum number of time units in a deadline or frequency.</summary>
    public const int TimeAmount = 10_000;

    /// <summary>Maximum of a target or quantity.</summary>
    public const string Number = "999999999999999.999999";

    /// <summary>Minimum of a target or quantity.</summary>
    public const string NegativeNumber = "-999999999999999.999999";

    /// <summary>Maximum amount of money, in currency units.</summary>
    public const string MoneyAmount = "999999999999.9999";

    /// <summary>Minimum amount of money, in currency units.</summary>
    public const string NegativeMoneyAmount = "-999999999999.9999";

    /// <summary>A single line without white space at either end.</summary>
    public const string TrimmedPattern = $"^{NoSpace}({NoLineBreak}*{NoSpace})?$";

    /// <summary>
    /// The code of an event, which is also used in paths: letters, digits and spaces of any script, and of the ASCII punctuation only
    /// <c>( ) + - . / _</c>.
    /// </summary>
    public const string AnchorPattern = $"^{AnchorEnd}({AnchorMiddle}*{AnchorEnd})?$";

    /// <summary>An ISO 4217 currency code.</summary>
    public const string CurrencyPattern = "^[A-Z]{3}$";

    private const string NoSpace = @"[^\u0000-\u0020\u0085\u00a0\u3000]";
    private const string NoLineBreak = @"[^\u0000-\u001f\u0085\u2028\u2029]";
    private const string AnchorEnd = @"[^\u0000-\u0020\u0085\u00a0\u3000!-'*,:-@\[-\^`{-\u007f]";
    private const string AnchorMiddle = @"[^\u0000-\u001f\u0085\u2028\u2029!-'*,:-@\[-\^`{-\u007f]";
}
