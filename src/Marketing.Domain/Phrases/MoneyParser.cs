using System.Globalization;
using System.Text;
using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Reads amounts of money as plans write them (850万元, X万元, 人民币 1,200.50 元, USD 3.5k), in either Chinese script or English.
/// Amounts come in whole currency units. What is not understood to its last word comes back as text alone, without amount or placeholder.
/// </summary>
public static class MoneyParser
{
    private static readonly (string Word, string Currency)[] Names =
    [
        ("人民币", "CNY"), ("RMB", "CNY"), ("CNY", "CNY"), ("美元", "USD"), ("美金", "USD"), ("USD", "USD"), ("US$", "USD"), ("US DOLLARS", "USD"),
        ("欧元", "EUR"), ("EUR", "EUR"), ("€", "EUR"), ("EUROS", "EUR"), ("英镑", "GBP"), ("GBP", "GBP"), ("£", "GBP"),
        ("港元", "HKD"), ("港币", "HKD"), ("HKD", "HKD"), ("HK$", "HKD"), ("新台币", "TWD"), ("台币", "TWD"), ("TWD", "TWD"), ("NT$", "TWD"),
        ("日元", "JPY"), ("日圆", "JPY"), ("JPY", "JPY"), ("韩元", "KRW"), ("KRW", "KRW"), ("新加坡元", "SGD"), ("SGD", "SGD"), ("S$", "SGD"),
        ("澳元", "AUD"), ("AUD", "AUD"), ("A$", "AUD"), ("加元", "CAD"), ("CAD", "CAD"), ("瑞士法郎", "CHF"), ("CHF", "CHF"), ("澳门元", "MOP"), ("MOP", "MOP"),
    ];

    private static readonly (string Word, int Scale)[] Scales =
    [
        ("百万", 1_000_000), ("千万", 10_000_000), ("十万", 100_000), ("万", 10_000), ("亿", 100_000_000), ("千", 1_000), ("百", 100),
        ("MILLION", 1_000_000), ("MN", 1_000_000), ("M", 1_000_000), ("THOUSAND", 1_000), ("K", 1_000), ("BILLION", 1_000_000_000), ("BN", 1_000_000_000),
    ];

    private static readonly int[] DisplayScales = [1_000, 10_000, 1_000_000, 100_000_000];
    private static readonly string[] Dollars = ["USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD"];
    private static readonly string[] Lead = ["总预算", "预算总额", "预算金额", "预算", "总金额", "金额", "总费用", "费用", "总投入", "预计投入", "计划投入", "预计", "投入", "预留", "合计", "共计", "总计", "总额", "共"];

    /// <summary>Reads an amount; one without a currency is in <paramref name="currency"/>.</summary>
    public static PlannedMoney Parse(string text, string currency = "CNY")
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(new Cursor(PhraseText.Of(text)), currency) is { } money
            ? money with { Text = text }
            : new PlannedMoney { Currency = currency, Text = text };
    }

    private static PlannedMoney? Read(Cursor cursor, string fallback)
    {
        while (cursor.Eat(Lead))
        {
            cursor.Eat(":", "为");
        }

        var before = ReadCurrency(cursor, fallback);
        var isNegative = cursor.Eat("-");
        if (EatSpacedNumber(cursor) is { } spaced)
        {
            return Complete(cursor, fallback, before, new Figure(isNegative ? -spaced : spaced, null), 1);
        }

        var start = cursor.At;
        if (!cursor.EatNumber(out var figure) && !cursor.EatPlaceholder(out figure))
        {
            return null;
        }

        // 1.200 is no amount of cents: it may be a thousand two hundred.
        var isDoubtful = cursor.Folded.AsSpan(start, cursor.At - start).TrimStart(' ') is [.., '.', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9'];

        var scale = cursor.Eat(Scales, out var found) ? found : 1;
        if (scale < 10_000 && scale > 1 && cursor.Eat("万"))
        {
            scale *= 10_000;
        }

        if (isDoubtful && scale == 1)
        {
            return null;
        }

        if (figure.Value is { } large && scale is 100_000_000 or 10_000 && EatLower(cursor, scale) is { } lower)
        {
            return large < 1_000_000 && decimal.Truncate(large) == large ? Complete(cursor, fallback, before, new Figure(((large * scale) + lower) * (isNegative ? -1 : 1), null), 1) : null;
        }

        return isNegative && figure.Value is null ? null : Complete(cursor, fallback, before, isNegative ? new Figure(-figure.Value, null) : figure, scale);
    }

    private static PlannedMoney? Complete(Cursor cursor, string fallback, string? before, Figure figure, int scale)
    {
        var after = ReadCurrency(cursor, fallback);
        var isYuan = after is null && (cursor.Eat("元") || cursor.Eat("圆"));
        after ??= isYuan ? ReadCurrency(cursor, fallback) : null;
        cursor.Eat("整");
        cursor.Eat("。", ".");
        if (!cursor.IsAtEnd || (before is not null && after is not null && before != after) || (before ?? after) == "")
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

    // 1亿2000万, 120万5000: the lower part of an amount, in whole units.
    private static decimal? EatLower(Cursor cursor, int above)
    {
        var mark = cursor.At;
        if (cursor.EatNumber(out var figure) && figure.Value is { } value)
        {
            var scale = cursor.Eat([("千万", 10_000_000), ("百万", 1_000_000), ("万", 10_000), ("千", 1_000)], out var found) ? found : 1;
            if (scale < above && value * scale < above && (scale > 1 || value >= 1_000))
            {
                return value * scale;
            }
        }

        cursor.At = mark;
        return null;
    }

    // 120 000, 1 200 000.50
    private static decimal? EatSpacedNumber(Cursor cursor)
    {
        var digits = new StringBuilder();
        var at = cursor.At;
        while (at < cursor.End && (char.IsAsciiDigit(cursor.Folded[at]) || IsGap(cursor, at)))
        {
            _ = cursor.Folded[at] != ' ' ? digits.Append(cursor.Folded[at]) : digits.Append(',');
            at++;
        }

        var groups = digits.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (groups.Length < 2 || groups[0].Length > 3 || groups.Skip(1).Any(group => group.Length != 3) || groups.Length > 5 || (at < cursor.End && cursor.Folded[at] is ',' or '.'))
        {
            return null;
        }

        cursor.At = at;
        return decimal.Parse(string.Concat(groups), CultureInfo.InvariantCulture);
    }

    private static bool IsGap(Cursor cursor, int at) => cursor.Folded[at] == ' ' && at + 1 < cursor.End && char.IsAsciiDigit(cursor.Folded[at + 1]);

    private static PlannedMoney? WithAmount(PlannedMoney money, decimal value, int scale) =>
        Math.Abs(value) < 1_000_000_000_000m / scale ? money with { Amount = Whole(value * scale) } : null;

    // 8,500,000 rather than 8,500,000.0 where the text says 850.0万.
    private static decimal Whole(decimal amount) => amount / 1.000000000000000000000000000000000m;

    // An empty code is a sign that says too little: $ without knowing whose.
    private static string? ReadCurrency(Cursor cursor, string fallback)
    {
        if (cursor.Eat(Names, out var currency))
        {
            return currency;
        }

        if (cursor.Eat("¥"))
        {
            return fallback == "JPY" ? "JPY" : "CNY";
        }

        return cursor.Eat("$") ? Dollars.Contains(fallback) ? fallback : "" : null;
    }

    // 元 is the unit of several currencies; without a name it is the plan's own, else the yuan.
    private static string YuanOf(string fallback) => fallback is "CNY" or "HKD" or "TWD" or "MOP" or "SGD" or "USD" or "AUD" or "CAD" ? fallback : "CNY";
}
