using System.Text;

namespace Marketing.Api.Tests.Conformance;

/// <summary>Invalid or confusing headers, and invalid ids in the path.</summary>
internal sealed class HeaderMutations(FuzzSource source)
{
    private static readonly string[] NoIds =
    [
        "1",
        "0",
        "-1",
        "null",
        "0198c0de7a107c3e9d2b5f4e3a2b1c0d",
        "0198c0de7a107c3e9d2b5f4e3a2b1c0d",
        "%7B0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d%7D",
        "0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d%20",
        "%27%20OR%201%3D1--",
        "%F0%9F%91%8D",
        "%ED%A0%80",
        "..%2f..%2fetc%2fpasswd",
        "%0d%0aX:%201",
        "1e3",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ];

    private static readonly (string Name, string Value, int[] Allowed, string? Pointer)[] Always =
    [
        ("Accept-Language", "xx, *;q=0.1", [], null),
        ("Accept-Language", new string('z', 9000), [], null),
        ("Accept-Language", ";;;q=,=,", [], null),
        ("Accept-Language", "zh-Hant;q=-1, en;q=99", [], null),
        ("Accept", "application/xml", [], null),
        ("Accept", "garbage", [], null),
        ("Accept", "text/csv;q=nan", [], null),
        ("Accept-Encoding", "gzip;q=0, *;q=0, identity;q=0", [], null),
        ("Workspace-Id", "garbage", [400], "/Workspace-Id"),
        ("Workspace-Id", "", [400], "/Workspace-Id"),
        ("Workspace-Id", "0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d", [403], null),
        ("X-HTTP-Method-Override", "DELETE", [], null),
        ("X-Forwarded-Host", "evil.example", [], null),
        ("X-Forwarded-For", "127.0.0.1, '", [], null),
        ("X-Original-URL", "/v1/api-keys", [], null),
        ("traceparent", "garbage", [], null),
        ("traceparent", "00-00000000000000000000000000000000-0000000000000000-00", [], null),
        ("tracestate", new string('a', 5000), [], null),
        ("baggage", "a=%00", [], null),
        ("Origin", "https://evil.example", [], null),
        ("Cookie", "a=b; .AspNetCore.Session=x", [], null),
        ("Range", "bytes=0-0", [], null),
        ("Expect", "100-continue", [], null),
        ("If-Modified-Since", "garbage", [], null),
        ("If-None-Match", "garbage", [], null),
        ("If-None-Match", "\"", [], null),
        ("If-None-Match", "W/\"1\", \"999999999999999999999\"", [], null),
        ("Via", "1.1 a", [], null),
        ("Prefer", "return=minimal", [], null),
        ("User-Agent", "'; DROP TABLE Plans;--", [], null),
        ("Upgrade", "h2c", [], null),
        ("TE", "trailers", [], null),
        ("X-Long", new string('a', 16_000), [], null),
    ];

    private static readonly (string Value, int[] Allowed)[] IfMatch =
    [
        ("1", [400]),
        ("\"", [400]),
        ("garbage", [400]),
        ("W/\"0\"", [412]),
        ("\"0-gzip\"", [412]),
        ("\"1.\"", [412]),
        ("\"1-br-x\"", [412]),
        ("\"1.x\"", [412]),
        ("\"\"", [412]),
        ("\"abc\"", [412]),
        ("\"99999999999999999999\"", [412]),
        ("\"-1\"", [412]),
        ("\"0\"", [412]),
        ("\"2147483647\"", [412]),
        ("\" 1\"", [400, 412]),
        ("\"999\", \"998\"", [412]),
        ("*, \"1\"", [400]),
        ("*, *", [400]),
    ];

    private static readonly (string Value, int[] Allowed)[] RetryKey = [(new string('k', 256), [400]), ("a b", [400]), ("", [400])];

    public IEnumerable<FuzzCase> All()
    {
        foreach (var (name, value, allowed, pointer) in Always)
        {
            if (name == "Workspace-Id" && !Probe.Takes(source.Operation, "#/components/parameters/WorkspaceId"))
            {
                continue;
            }

            yield return Case("header", source.Target(), (name, value)) with
            {
                Allowed = allowed,
                Pointer = pointer,
            };
        }

        if (Probe.Takes(source.Operation, "#/components/parameters/IfMatch"))
        {
            foreach (var (value, allowed) in IfMatch)
            {
                yield return Case("If-Match", source.Target(), ("If-Match", value)) with
                {
                    Allowed = allowed,
                    Pointer = "/If-Match",
                };
            }
        }

        if (Probe.Takes(source.Operation, "#/components/parameters/IdempotencyKey"))
        {
            foreach (var (value, allowed) in RetryKey)
            {
                yield return Case("Idempotency-Key", source.Target(), ("Idempotency-Key", value)) with
                {
                    Allowed = allowed,
                    Pointer = "/Idempotency-Key",
                };
            }
        }

        // An event can be addressed by its code, and any short text is a valid code.
        foreach (
            var collection in Fixtures
                .CollectionsIn(source.Operation.Path)
                .Where(collection =>
                    !source.Operation.Path.EndsWith("{anchor}", StringComparison.Ordinal)
                    || !collection.EndsWith("/anchors", StringComparison.Ordinal)
                )
        )
        {
            foreach (var none in NoIds)
            {
                yield return Case("id", source.Target().Replace(source.Fixtures.Ids[collection], none, StringComparison.Ordinal)) with
                {
                    Allowed = [404],
                };
            }
        }

        if (source.Operation.Node["requestBody"] is null && source.Operation.Method != "GET")
        {
            yield return Case("body not expected", source.Target()) with
            {
                Body = Encoding.UTF8.GetBytes("{\"a\":1}"),
                Allowed = [400],
            };
        }
    }

    private FuzzCase Case(string kind, string target, params (string, string)[] headers) =>
        new(source.Operation, kind)
        {
            Target = target,
            Headers = headers,
            Body = Fixtures.BodyOf(source.Operation) is { } schema
                ? Encoding.UTF8.GetBytes(new Sampler(source.Contract, source.Random, "fuzz").Of(schema)!.ToJsonString())
                : null,
        };
}
