namespace Marketing.Domain.Values;

/// <summary>Limits shared by the value objects; the attributes on the members quote them, so that validation and documentation agree.</summary>
public static class ValueLimits
{
    /// <summary>Longest verbatim phrase, in UTF-16 units.</summary>
    public const int Text = 500;

    /// <summary>Longest placeholder token (<c>X</c>, <c>XXXX年XX月XX日</c>, <c>[姓名]</c>).</summary>
    public const int Placeholder = 100;

    /// <summary>Longest anchor code, the plan's own codes included.</summary>
    public const int Anchor = 64;

    /// <summary>Longest name of a unit of measure.</summary>
    public const int Unit = 32;

    /// <summary>Longest name of the activity that a rhythm repeats.</summary>
    public const int Activity = 200;

    /// <summary>Longest name of a party as a plan writes it.</summary>
    public const int PartyText = 200;

    /// <summary>Largest number of time units in a deadline or rhythm.</summary>
    public const int TimeAmount = 10_000;

    /// <summary>Largest figure of a target or quantity.</summary>
    public const string Number = "999999999999999.999999";

    /// <summary>Smallest figure of a target or quantity.</summary>
    public const string NegativeNumber = "-999999999999999.999999";

    /// <summary>Largest amount of money, in whole currency units.</summary>
    public const string MoneyAmount = "999999999999.9999";

    /// <summary>Smallest amount of money.</summary>
    public const string NegativeMoneyAmount = "-999999999999.9999";

    /// <summary>A text that neither starts nor ends with white space, on one line.</summary>
    public const string TrimmedPattern = @"^[^\u0000-\u0020\u0085\u00a0\u3000]([^\u0000-\u001f\u0085\u2028\u2029]*[^\u0000-\u0020\u0085\u00a0\u3000])?$";

    /// <summary>The code of an event, which also stands in paths: letters, digits and spaces of any script, of the ASCII punctuation only <c>( ) + - . / _</c>.</summary>
    public const string AnchorPattern = @"^[^\u0000-\u0020\u0085\u00a0\u3000!-'*,:-@\[-\^`{-\u007f]([^\u0000-\u001f\u0085\u2028\u2029!-'*,:-@\[-\^`{-\u007f]*[^\u0000-\u0020\u0085\u00a0\u3000!-'*,:-@\[-\^`{-\u007f])?$";

    /// <summary>An ISO 4217 currency code.</summary>
    public const string CurrencyPattern = "^[A-Z]{3}$";
}
