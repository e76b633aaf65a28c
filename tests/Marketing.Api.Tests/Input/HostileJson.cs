using System.Globalization;
using System.Text;

namespace Marketing.Api.Tests.Input;

/// <summary>Random JSON that often resembles a plan, so that it passes the outer members, and often breaks a rule.</summary>
/// <param name="seed">The same seed generates the same text.</param>
internal sealed class HostileJson(int seed)
{
    private static readonly string[] Names =
    [
        "name",
        "tone",
        "code",
        "tags",
        "budget",
        "amount",
        "currency",
        "start",
        "at",
        "owner",
        "archived",
        "reach",
        "target",
        "share",
        "timeZone",
        "language",
        "metrics",
        "tasks",
        "progress",
        "subtasks",
        "note",
        "label",
        "Name",
        "$id",
        "$type",
        "",
        "n\\u0061me",
        "\\ud800",
        "a/b",
        "~",
        "\\u0000",
        "likes",
    ];

    private static readonly string[] Scalars =
    [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "-1",
        "1.0",
        "1e3",
        "1E400",
        "100",
        "2147483648",
        "9223372036854775808",
        "123456789012345678901234567890",
        "0.1",
        "\"\"",
        "\" \"",
        "\"a\"",
        "\"warm\"",
        "\"uShaped\"",
        "\"UShaped\"",
        "\"0\"",
        "\"1.5\"",
        "\"-0\"",
        "\"999999999999999999.999999\"",
        "\"1e5\"",
        "\"CNY\"",
        "\"2026-01-01\"",
        "\"2026-02-30\"",
        "\"2026-01-01T00:00:00Z\"",
        "\"2200-12-31T23:59:59.999999999-23:59\"",
        "\"1900-01-01T00:00:00+23:59\"",
        "\"0001-01-01T00:00:00+01:00\"",
        "\"0190b5c2-7d5e-7c0a-8f00-0123456789ab\"",
        "\"Asia/Shanghai\"",
        "\"zh-Hans\"",
        "\"A1\"",
        "\"\\ud83e\\udde7\"",
        "\"\\ud83e\"",
        "\"\\u0000\"",
        "\"\\n\"",
        "\"春节🧧\"",
        "\"\\\"\\\\\\/\\b\\f\\r\\t\"",
        "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Returns a text that is always JSON.</summary>
    public string Document()
    {
        var text = new StringBuilder();
        WriteValue(text, 0);
        return text.ToString();
    }

    /// <summary>Returns a plan with mostly valid members.</summary>
    public string AlmostPlan()
    {
        var text = new StringBuilder("{\"name\":\"a\",\"tone\":\"warm\"");
        foreach (
            var (name, good) in new[]
            {
                ("code", "\"A1\""),
                ("tags", "[\"a\"]"),
                ("budget", "{\"amount\":\"1\",\"currency\":\"CNY\"}"),
                ("start", "\"2026-01-01\""),
                ("at", "\"2026-01-01T00:00:00Z\""),
                ("archived", "true"),
                ("reach", "5"),
                ("target", "\"1.5\""),
                ("metrics", "{\"likes\":\"1\"}"),
                ("tasks", "[{\"name\":\"x\",\"subtasks\":[]}]"),
                ("note", "\"\""),
            }
        )
        {
            if (_random.Next(3) > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $",\"{name}\":");
                if (_random.Next(12) > 0)
                {
                    text.Append(good);
                }
                else
                {
                    WriteValue(text, 3);
                }
            }
        }

        return text.Append('}').ToString();
    }

    /// <summary>Returns a document with some bytes changed, removed or doubled: rarely JSON.</summary>
    public byte[] Damaged()
    {
        var bytes = Encoding.UTF8.GetBytes(AlmostPlan()).ToList();
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            var at = _random.Next(bytes.Count);
            switch (_random.Next(3))
            {
                case 0:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.Insert(at, bytes[at]);
                    break;
            }
        }

        return [.. bytes];
    }

    private void WriteValue(StringBuilder text, int depth)
    {
        switch (depth > 6 ? 9 : _random.Next(10))
        {
            case 0 or 1 or 2:
                WriteMany(
                    text,
                    '{',
                    '}',
                    () =>
                    {
                        text.Append(CultureInfo.InvariantCulture, $"\"{Pick(Names)}\":");
                        WriteValue(text, depth + 1);
                    }
                );
                break;
            case 3 or 4:
                WriteMany(text, '[', ']', () => WriteValue(text, depth + 1));
                break;
            default:
                text.Append(Pick(Scalars));
                break;
        }
    }

    private void WriteMany(StringBuilder text, char open, char close, Action write)
    {
        text.Append(open);
        for (var left = _random.Next(8); left > 0; left--)
        {
            write();
            text.Append(left > 1 ? "," : "");
        }

        text.Append(close);
    }

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
