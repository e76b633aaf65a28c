using System.Text.Json.Nodes;

namespace Marketing.Api.Tests.Conformance;

/// <summary>Queries with one error each.</summary>
internal sealed class QueryMutations(FuzzSource source)
{
    private static readonly string[] Integers =
    [
        "abc",
        "",
        " 1",
        "1.5",
        "+1",
        "1e3",
        "٣",
        "0x10",
        "99999999999999999999",
        "-",
        "1,2",
        "null",
    ];
    private static readonly string[] Booleans = ["True", "1", "yes", "", "null"];
    private static readonly string[] Dates = ["2026-02-30", "20260301", "0001-01-01", "tomorrow", "", "2026-03-01T00:00:00Z"];
    private static readonly string[] Instants = ["2026-03-01", "2026-03-01T00:00:00", "", "now", "2026-03-01T00:00:00+99:00"];
    private static readonly string[] Uuids =
    [
        "1",
        "",
        "0198c0de7a107c3e9d2b5f4e3a2b1c0d",
        "{0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d}",
        "%00",
        "'",
    ];
    private static readonly string[] Cursors = ["garbage", "", "%00", "AAAA", "eyJrIjoxfQ==", "..", "%F0%9F%91%8D", "a.b.c"];
    private static readonly string[] Sorts =
    [
        "unknown",
        "",
        "-",
        "--updatedAt",
        "updatedAt,updatedAt",
        ",",
        "id desc",
        "1",
        "updatedAt;DROP",
        "UpdatedAt",
        "a,b,c,d,e",
    ];

    public IEnumerable<FuzzCase> All()
    {
        yield return Refused("unknown parameter", "unexpected", "1");
        yield return Case("raw query", "%00%ED%A0%80=%FF&=&&&%", null, [400]);
        yield return Case("raw query", new string('a', 3000) + "=1", null, [400]);
        foreach (var parameter in source.Operation.Parameters.Where(each => (string?)each["in"] == "query"))
        {
            var name = (string)parameter["name"]!;
            var rules = source.Contract.Resolve(parameter["schema"]!);
            foreach (var made in Of(name, rules))
            {
                yield return made;
            }

            if (name != "validateOnly" && rules["items"] is null)
            {
                yield return Refused("repeated parameter", name, $"a&{name}=b");
            }
        }
    }

    private IEnumerable<FuzzCase> Of(string name, JsonObject rules)
    {
        var inner = rules["items"] is { } items ? source.Contract.Resolve(items) : rules;
        var wrong = (name, inner["enum"], Sampler.TypeOf(inner), (string?)inner["format"]) switch
        {
            ("validateOnly", _, _, _) => [],
            ("cursor", _, _, _) => Cursors,
            ("sort", _, _, _) => Sorts,
            (_, JsonArray words, _, _) => [((string)words[0]!).ToUpperInvariant(), "unknown", "", "0", (string)words[0]! + "%20"],
            (_, _, "integer", _) => [.. Integers, $"{(long)inner["minimum"]! - 1}", $"{(long)inner["maximum"]! + 1}", "1000000000", "-1"],
            (_, _, "boolean", _) => Booleans,
            (_, _, _, "date") => Dates,
            (_, _, _, "date-time") => Instants,
            (_, _, _, "uuid") => Uuids,
            _ => Array.Empty<string>(),
        };
        foreach (var text in wrong)
        {
            yield return Refused("query value", name, text.Contains('%', StringComparison.Ordinal) ? text : Uri.EscapeDataString(text));
        }

        if (rules["items"] is not null && (int?)rules["maxItems"] is { } most)
        {
            yield return Refused(
                "too many items",
                name,
                string.Join(',', Enumerable.Repeat("0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d", most + 1))
            );
        }

        if (Sampler.TypeOf(inner) == "string" && inner["enum"] is null && inner["format"] is null)
        {
            yield return Refused("query NUL", name, "a%00b");
            yield return Refused("query too long", name, new string('a', (int)inner["maxLength"]! + 1));
            yield return Case("query surrogate", $"{name}=%ED%A0%80", null, null);
            foreach (var text in HostileTexts.Injections)
            {
                yield return Case("injection", $"{name}={Uri.EscapeDataString(text)}", "/" + name, null);
            }
        }
    }

    private FuzzCase Refused(string kind, string name, string value) => Case(kind, $"{name}={value}", "/" + name, [400]);

    private FuzzCase Case(string kind, string query, string? pointer, int[]? allowed) =>
        new(source.Operation, kind)
        {
            Target = source.Target(query),
            Pointer = pointer,
            Allowed = allowed ?? [],
            Body = Fixtures.BodyOf(source.Operation) is { } schema
                ? System.Text.Encoding.UTF8.GetBytes(new Sampler(source.Contract, source.Random, "fuzz").Of(schema)!.ToJsonString())
                : null,
        };
}
