using System.Collections.Frozen;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>The active currencies of ISO 4217 and their numbers of fraction digits.</summary>
public static class Currencies
{
    private const string WithoutFraction = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string WithThreeDigits = "BHD IQD JOD KWD LYD OMR TND";
    private const string WithFourDigits = "CLF UYW";

    private const string WithTwoDigits =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC "
        + "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR "
        + "KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN "
        + "PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS "
        + "UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    private static readonly FrozenDictionary<string, int> Digits = new[]
    {
        (WithoutFraction, 0),
        (WithTwoDigits, 2),
        (WithThreeDigits, 3),
        (WithFourDigits, 4),
    }
        .SelectMany(group => group.Item1.Split(' ').Select(code => KeyValuePair.Create(code, group.Item2)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns the number of fraction digits of a currency; null if the code is unknown.</summary>
    public static int? FractionDigits(string currency) => Digits.TryGetValue(currency, out var digits) ? digits : null;

    /// <summary>Returns whether the code is an active currency.</summary>
    public static bool IsKnown(string currency) => Digits.ContainsKey(currency);

    internal static IEnumerable<RuleFault> Check(decimal? amount, string currency)
    {
        if (FractionDigits(currency) is not { } digits)
        {
            yield return RuleFault.Of("/currency", "money.currencyUnknown", ("currency", currency));
        }
        else if (amount is { } given && decimal.Round(given, digits) != given)
        {
            yield return RuleFault.Of("/amount", "money.fractionTooFine", ("amount", amount), ("currency", currency), ("digits", digits));
        }
    }
}
