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
    private static readonly string[] Lead = ["预计投入", "计划投入", "预计", "投入", "预留", "合计", "共计", "总计", "总额", "共"];

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
        cursor.Eat(Lead);
        cursor.Eat(":");
        var before = ReadCurrency(cursor, fallback);
        var isNegative = cursor.Eat("-");
        if (!cursor.EatNumber(out var figure) && !cursor.EatPlaceholder(out figure))
        {
            return null;
        }

        var scale = cursor.Eat(Scales, out var found) ? found : 1;
        if (scale < 10_000 && scale > 1 && cursor.Eat("万"))
        {
            scale *= 10_000;
        }

        var after = ReadCurrency(cursor, fallback);
        var isYuan = after is null && (cursor.Eat("元") || cursor.Eat("圆"));
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
        return figure.Value is { } value ? WithAmount(money, isNegative ? -value : value, scale) : isNegative ? null : money;
    }

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
