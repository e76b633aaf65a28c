using System.Globalization;
using System.Text;
using Marketing.Domain.Values;
using static Marketing.Domain.Phrases.WordTable;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Parses amounts of money as plans word them (850万元, X万元, 人民币 1,200.50 元, USD 3.5k), in Simplified or Traditional Chinese
/// or English. Amounts are in whole currency units. A text that is not understood completely is kept without amount and placeholder.
/// </summary>
public static class MoneyParser
{
    private static readonly (string Word, string Currency)[] CurrencyNames =
    [
        .. Words("CNY", "人民币", "RMB", "CNY"),
        .. Words("USD", "美元", "美金", "USD", "US$", "US DOLLARS"),
        .. Words("EUR", "欧元", "EUR", "€", "EUROS"),
        .. Words("GBP", "英镑", "GBP", "£"),
        .. Words("HKD", "港元", "港币", "HKD", "HK$"),
        .. Words("TWD", "新台币", "台币", "TWD", "NT$"),
        .. Words("JPY", "日元", "日圆", "JPY"),
        .. Words("KRW", "韩元", "KRW"),
        .. Words("SGD", "新加坡元", "SGD", "S$"),
        .. Words("AUD", "澳元", "AUD", "A$"),
        .. Words("CAD", "加元", "CAD"),
        .. Words("CHF", "瑞士法郎", "CHF"),
        .. Words("MOP", "澳门元", "MOP"),
    ];

    private static readonly (string Word, int Scale)[] Scales =
    [
        ("百万", 1_000_000),
        ("千万", 10_000_000),
        ("十万", 100_000),
        ("万", 10_000),
        ("亿", 100_000_000),
        ("千", 1_000),
        ("百", 100),
        .. Words(1_000_000, "MILLION", "MN", "M"),
        .. Words(1_000, "THOUSAND", "K"),
        .. Words(1_000_000_000, "BILLION", "BN"),
    ];

    private static readonly (string Word, int Scale)[] LowerScales =
    [
        ("千万", 10_000_000),
        ("百万", 1_000_000),
        ("万", 10_000),
        ("千", 1_000),
    ];

    private static readonly int[] DisplayScales = [1_000, 10_000, 1_000_000, 100_000_000];
    private static readonly string[] DollarCurrencies = ["USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD"];

    private static readonly string[] LeadingWords =
    [
        "总预算",
        "预算总额",
        "预算金额",
        "预算",
        "总金额",
        "金额",
        "总费用",
        "费用",
        "总投入",
        "预计投入",
        "计划投入",
        "预计",
        "投入",
        "预留",
        "合计",
        "共计",
        "总计",
        "总额",
        "共",
    ];

    /// <summary>Parses an amount of money.</summary>
    /// <param name="text">The text.</param>
    /// <param name="currency">ISO 4217 code for a text that names no currency.</param>
    public static PlannedMoney Parse(string text, string currency = "CNY")
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(new PhraseScanner(PhraseText.Of(text)), currency) is { } money
            ? money with
            {
                Text = text,
            }
            : new PlannedMoney { Currency = currency, Text = text };
    }

    private static PlannedMoney? Read(PhraseScanner scanner, string fallback)
    {
        while (scanner.Accept(LeadingWords))
        {
            scanner.Skip(":", "为");
        }

        var before = ReadCurrency(scanner, fallback);
        var isNegative = scanner.Accept("-");
        if (ReadSpacedNumber(scanner) is { } spaced)
        {
            return Complete(scanner, fallback, before, new Figure(isNegative ? -spaced : spaced, null), 1);
        }

        var start = scanner.Position;
        if (!scanner.TryReadNumber(out var figure) && !scanner.TryReadPlaceholder(out figure))
        {
            return null;
        }

        // Three digits after the point are ambiguous: 1.200 may mean 1200.
        var digits = scanner.Folded.AsSpan(start, scanner.Position - start).TrimStart(' ');
        var isAmbiguous = digits is [.., '.', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9'];
        var scale = scanner.Accept(Scales, out var found) ? found : 1;
        if (scale < 10_000 && scale > 1 && scanner.Accept("万"))
        {
            scale *= 10_000;
        }

        if (isAmbiguous && scale == 1)
        {
            return null;
        }

        if (figure.Value is { } large && scale is 100_000_000 or 10_000 && ReadLowerPart(scanner, scale) is { } lower)
        {
            var sum = ((large * scale) + lower) * (isNegative ? -1 : 1);
            return large < 1_000_000 && decimal.Truncate(large) == large
                ? Complete(scanner, fallback, before, new Figure(sum, null), 1)
                : null;
        }

        if (isNegative && figure.Value is null)
        {
            return null;
        }

        return Complete(scanner, fallback, before, isNegative ? new Figure(-figure.Value, null) : figure, scale);
    }

    private static PlannedMoney? Complete(PhraseScanner scanner, string fallback, string? before, Figure figure, int scale)
    {
        var after = ReadCurrency(scanner, fallback);
        var isYuan = after is null && (scanner.Accept("元") || scanner.Accept("圆"));
        after ??= isYuan ? ReadCurrency(scanner, fallback) : null;
        scanner.Skip("整");
        scanner.Skip("。", ".");
        if (!scanner.IsAtEnd || (before is not null && after is not null && before != after) || (before ?? after) == "")
        {
            return null;
        }

        var money = new PlannedMoney
        {
            Currency = before ?? after ?? (isYuan ? YuanOf(fallback) : fallback),
            Placeholder = figure.Placeholder,
            UnitScale = DisplayScales.Contains(scale) ? scale : null,
        };
        return figure.Value is { } value ? WithAmount(money, value, scale) : money;
    }

    // 1亿2000万, 120万5000: the part after the larger scale, in whole units.
    private static decimal? ReadLowerPart(PhraseScanner scanner, int above)
    {
        var mark = scanner.Position;
        if (scanner.TryReadNumber(out var figure) && figure.Value is { } value)
        {
            var scale = scanner.Accept(LowerScales, out var found) ? found : 1;
            if (scale < above && value * scale < above && (scale > 1 || value >= 1_000))
            {
                return value * scale;
            }
        }

        scanner.Position = mark;
        return null;
    }

    // 120 000, 1 200 000.50
    private static decimal? ReadSpacedNumber(PhraseScanner scanner)
    {
        var digits = new StringBuilder();
        var at = scanner.Position;
        while (at < scanner.End && (char.IsAsciiDigit(scanner.Folded[at]) || IsGroupSeparator(scanner, at)))
        {
            _ = scanner.Folded[at] != ' ' ? digits.Append(scanner.Folded[at]) : digits.Append(',');
            at++;
        }

        var groups = digits.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        var hasGroups = groups.Length is >= 2 and <= 5 && groups[0].Length <= 3 && groups.Skip(1).All(group => group.Length == 3);
        if (!hasGroups || (at < scanner.End && scanner.Folded[at] is ',' or '.'))
        {
            return null;
        }

        scanner.Position = at;
        return decimal.Parse(string.Concat(groups), CultureInfo.InvariantCulture);
    }

    private static bool IsGroupSeparator(PhraseScanner scanner, int at) =>
        scanner.Folded[at] == ' ' && at + 1 < scanner.End && char.IsAsciiDigit(scanner.Folded[at + 1]);

    private static PlannedMoney? WithAmount(PlannedMoney money, decimal value, int scale) =>
        Math.Abs(value) < 1_000_000_000_000m / scale ? money with { Amount = WithoutTrailingZeros(value * scale) } : null;

    // 850.0万 becomes 8,500,000, not 8,500,000.0.
    private static decimal WithoutTrailingZeros(decimal amount) => amount / 1.000000000000000000000000000000000m;

    // Returns null if there is no currency, and an empty string for a $ whose currency is unknown.
    private static string? ReadCurrency(PhraseScanner scanner, string fallback)
    {
        if (scanner.Accept(CurrencyNames, out var currency))
        {
            return currency;
        }

        if (scanner.Accept("¥"))
        {
            return fallback == "JPY" ? "JPY" : "CNY";
        }

        return scanner.Accept("$")
            ? DollarCurrencies.Contains(fallback)
                ? fallback
                : ""
            : null;
    }

    // Several currencies are counted in 元. Without a name it is the plan's currency if that is one of them, else the yuan.
    private static string YuanOf(string fallback) =>
        fallback is "CNY" or "HKD" or "TWD" or "MOP" or "SGD" or "USD" or "AUD" or "CAD" ? fallback : "CNY";
}
