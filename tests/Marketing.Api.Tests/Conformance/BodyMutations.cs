using System.Text;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.OpenApi;

namespace Marketing.Api.Tests.Conformance;

/// <summary>Bodies with one error each, derived from a valid one.</summary>
internal sealed class BodyMutations(FuzzSource source)
{
    private const string Placeholder = "§placeholder§";
    private static readonly int[] Refused = [400, 422];
    private static readonly string[] ReadOnly =
    [
        "id",
        "version",
        "createdAt",
        "createdBy",
        "updatedAt",
        "workspaceId",
        "deletedAt",
        "__proto__",
        "isAdmin",
    ];
    private readonly JsonNode _schema = Fixtures.BodyOf(source.Operation)!;
    private readonly Random _random = source.Random;

    private bool IsPatch => source.Operation.Method == "PATCH";

    /// <summary>A valid body.</summary>
    public FuzzCase Valid(double richness, bool keep) => Case("valid", Sample(richness, namesNoParts: true), keep: keep);

    /// <summary>One case for each location in a body, and those of the body as a whole.</summary>
    public IEnumerable<FuzzCase> All()
    {
        var sample = Sample(_random.NextDouble());
        foreach (var site in Sites(sample, _schema, "", required: true).ToList())
        {
            foreach (var (kind, value) in Wrong(site))
            {
                yield return Case(kind, Replaced(sample, site.Pointer, value), site.Pointer, Refused);
            }

            foreach (var made in Special(sample, site))
            {
                yield return made;
            }
        }

        foreach (var made in Whole(sample))
        {
            yield return made;
        }
    }

    private JsonObject Sample(double richness, bool namesNoParts = false) =>
        (JsonObject)
            new Sampler(source.Contract, _random, "fuzz")
            {
                Richness = richness,
                NamesNoParts = namesNoParts,
                AnyForm = source.Operation.Method == "POST",
                Known = source.Known,
            }.Of(_schema)!;

    private FuzzCase Case(string kind, JsonNode? body, string? pointer = null, int[]? allowed = null, bool keep = false) =>
        Raw(kind, Encoding.UTF8.GetBytes(body?.ToJsonString() ?? "null"), pointer, allowed, keep);

    private FuzzCase Raw(string kind, byte[] body, string? pointer, int[]? allowed, bool keep = false) =>
        new(source.Operation, kind)
        {
            Target = source.Target(keep: keep),
            Body = body,
            Pointer = pointer,
            Allowed = allowed ?? [],
        };

    /// <summary>Values that the schema forbids at a location.</summary>
    private static IEnumerable<(string Kind, JsonNode? Value)> Wrong(Site site)
    {
        var rules = site.Rules;
        var type = Sampler.TypeOf(rules);
        yield return (
            "wrong type",
            type switch
            {
                "string" => JsonValue.Create(5),
                "boolean" => JsonValue.Create("true"),
                "integer" => JsonValue.Create("5"),
                _ => JsonValue.Create("text"),
            }
        );
        yield return ("wrong type", type == "array" ? new JsonObject() : new JsonArray());
        if (!site.Nullable && site.Pointer.Length > 0)
        {
            yield return ("null", null);
        }

        switch (type)
        {
            case "integer":
                foreach (var number in new[] { (long?)rules["minimum"] - 1, (long?)rules["maximum"] + 1 }.OfType<long>())
                {
                    yield return ("bound", JsonValue.Create(number));
                }

                foreach (var huge in new[] { "1e400", "99999999999999999999999999", "1.5", "-9223372036854775809" })
                {
                    yield return ("huge number", JsonNode.Parse(huge));
                }

                break;
            case "array":
                if ((int?)rules["maxItems"] is { } most && most <= 300 && site.Value is JsonArray { Count: > 0 } items)
                {
                    yield return ("too many items", new JsonArray([.. Enumerable.Range(0, most + 1).Select(_ => items[0]?.DeepClone())]));
                }

                if ((int?)rules["minItems"] > 0)
                {
                    yield return ("too few items", new JsonArray());
                }

                yield return ("null item", new JsonArray(null, null));
                break;
            case "string":
                foreach (var wrong in WrongTexts(rules))
                {
                    yield return wrong;
                }

                break;
        }
    }

    private static IEnumerable<(string Kind, JsonNode? Value)> WrongTexts(JsonObject rules)
    {
        if ((rules["const"] ?? (rules["enum"] as JsonArray)?.First(each => each is not null)) is { } first)
        {
            var word = (string)first!;
            string[] others = [char.ToUpperInvariant(word[0]) + word[1..], word + " ", "unknown", "", "0"];
            return others.Select(other => ("enum", (JsonNode?)other));
        }

        var texts = new List<(string Kind, string Text)>
        {
            ("NUL", "a\0b"),
            ("control", "a\u0001b"),
            ("too long", new string('a', (int)rules["maxLength"]! + 1)),
            ("too long", string.Concat(Enumerable.Repeat("𠮷", (int)rules["maxLength"]! + 1))),
        };
        if ((int?)rules["minLength"] > 0)
        {
            texts.AddRange([("empty", ""), ("blank", "  \t "), ("blank", "\u3000")]);
        }

        texts.AddRange(
            from text in (string?)rules["format"] switch
            {
                "date" => new[]
                {
                    "2026-02-30",
                    "2026-13-01",
                    "20260301",
                    "2026-3-1",
                    "0001-01-01",
                    "9999-12-31",
                    "2026-03-01T00:00:00Z",
                    "tomorrow",
                },
                "date-time" =>
                [
                    "2026-03-01",
                    "2026-03-01T00:00:00",
                    "2026-02-30T00:00:00Z",
                    "2026-03-01 00:00:00Z",
                    "2026-03-01T25:00:00Z",
                    "1700000000",
                ],
                "uuid" =>
                [
                    "0198c0de7a107c3e9d2b5f4e3a2b1c0d",
                    "{0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d}",
                    "0198c0de7a107c3e9d2b5f4e3a2b1c0d",
                    "1",
                    "",
                ],
                "decimal" =>
                [
                    "1e5",
                    "1,5",
                    "+1",
                    " 1",
                    "٣",
                    "0x10",
                    "NaN",
                    "Infinity",
                    "1.",
                    ".5",
                    "00",
                    "1.1234567",
                    "1000000000000000000",
                ],
                "iso-4217" => ["cny", "XXX1", "ZZZ", "¥", "CN"],
                "iana-time-zone" => ["Mars/Olympus", "+08:00", "asia/shanghai", "Asia/Shanghai\n", "../../etc/passwd"],
                "bcp-47" => ["zh_Hans", "english", "zh-hans", "-"],
                _ => [],
            }
            select ("format", text)
        );
        if ((string?)rules["pattern"] is { } pattern && pattern.Contains("[A-Za-z0-9", StringComparison.Ordinal))
        {
            texts.AddRange([("pattern", "线"), ("pattern", "a b"), ("pattern", "a\n"), ("pattern", "../a")]);
        }

        return texts.Select(each => (each.Kind, (JsonNode?)each.Text));
    }

    /// <summary>Text that no JSON tree can express, and texts that must be returned unchanged.</summary>
    private IEnumerable<FuzzCase> Special(JsonObject sample, Site site)
    {
        if (site.Value is JsonObject && site.Rules["properties"] is JsonObject properties)
        {
            yield return Case("unknown member", Replaced(sample, site.Pointer + "/unexpected", 1), site.Pointer + "/unexpected", Refused);
            var name = ReadOnly[_random.Next(ReadOnly.Length)];
            if (!properties.ContainsKey(name))
            {
                yield return Case(
                    "read-only member",
                    Replaced(sample, $"{site.Pointer}/{name}", "0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d"),
                    $"{site.Pointer}/{name}",
                    Refused
                );
            }

            foreach (var member in (site.Rules["required"]?.AsArray() ?? []).Select(each => (string)each!))
            {
                yield return Case("missing member", Removed(sample, $"{site.Pointer}/{member}"), $"{site.Pointer}/{member}", Refused);
            }
        }
        else if (site.Value is not JsonObject && site.Pointer.Length > 0)
        {
            if (!int.TryParse(site.Pointer.Split('/')[^1], out _))
            {
                var there = site.Value?.ToJsonString() ?? "null";
                yield return Raw(
                    "duplicate member",
                    Text(sample, site, $"{there},\"{site.Pointer.Split('/')[^1]}\":{there}"),
                    site.Pointer,
                    Refused
                );
            }

            yield return Raw("lone surrogate", Text(sample, site, "\"a\\ud83d\""), site.Pointer, Refused);
            yield return Raw("lone surrogate", Text(sample, site, "\"\\udc00a\""), site.Pointer, Refused);
            var depth = new[] { 70, 5000, 100_000 }[_random.Next(3)];
            yield return Raw("deep", Text(sample, site, new string('[', depth) + new string(']', depth)), null, Refused);
            if (site.IsFreeText)
            {
                var most = (int)site.Rules["maxLength"]!;
                var text = HostileTexts.Good[_random.Next(HostileTexts.Good.Count)];
                if (text.EnumerateRunes().Count() <= most)
                {
                    yield return Case("nasty text", Replaced(sample, site.Pointer, text), keep: true) with
                    {
                        Echo = IsAnswered(site) ? text : null,
                    };
                }

                if (most <= 4000)
                {
                    var full = "a" + string.Concat(Enumerable.Repeat("𠮷", most - 1));
                    yield return Case("longest text", Replaced(sample, site.Pointer, full), keep: true) with
                    {
                        Echo = IsAnswered(site) ? full : null,
                    };
                }
            }
        }
    }

    /// <summary>
    /// An import also returns counts besides the plan. The note of a report is in the list of reports, not in the task. Follow-ups and
    /// lessons are resources of their own, comments belong to approvals, and the reason to reopen a period to the audit trail.
    /// </summary>
    private bool IsAnswered(Site site) =>
        source.Operation.Id switch
        {
            "importPlan" => site.Pointer.StartsWith("/plan/", StringComparison.Ordinal),
            "holdDrill" => !site.Pointer.StartsWith("/followUps", StringComparison.Ordinal),
            "createRiskAssessment" => !site.Pointer.StartsWith("/entries", StringComparison.Ordinal),
            "learnFromIncident" or "reopenFiscalPeriod" or "submitCampaign" => false,
            "writeCampaignsInBulk" or "writeContentAssetsInBulk" => false,
            _ => !Probe.NeedsAState(source.Operation),
        };

    private bool CanBeOmitted => source.Operation.Node["requestBody"]?["required"]?.GetValue<bool>() != true;

    private IEnumerable<FuzzCase> Whole(JsonObject sample)
    {
        var json = sample.ToJsonString();
        string[] malformed =
        [
            "",
            " ",
            "nul",
            "[]",
            "\"a\"",
            "5",
            "null",
            "{",
            json + "}",
            json[..^1],
            json[..^1] + ",}",
            "{'a':1}",
            "{\"a\":NaN}",
            "// c\n" + json,
            json + json,
            "<a/>",
            "a=b&c=d",
        ];
        foreach (var text in malformed.Where(text => text.Length > 0 || !CanBeOmitted))
        {
            yield return Raw("malformed", Encoding.UTF8.GetBytes(text), null, [400]);
        }

        yield return Raw("malformed", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(json[..^1])], null, [400]);
        yield return Raw(
            "malformed",
            [.. Encoding.UTF8.GetBytes("{\"a\":\""), 0xC0, 0xAF, 0xED, 0xA0, 0x80, .. Encoding.UTF8.GetBytes("\"}")],
            null,
            [400]
        );
        yield return Raw("UTF-16", Encoding.Unicode.GetBytes(json), null, [400]);
        foreach (
            var type in new string?[]
            {
                null,
                "text/plain",
                "application/xml",
                "multipart/form-data; boundary=a",
                "application/x-www-form-urlencoded",
                "application/json; charset=utf-16",
                "application/json; charset=gb2312",
                "a",
                "application/jsonx",
                "*/*",
            }
        )
        {
            yield return Case("content type", sample) with
            {
                ContentType = type,
                Allowed = [415],
            };
        }

        if (!IsPatch)
        {
            yield return Case("content type", sample) with
            {
                ContentType = "application/merge-patch+json",
                Allowed = [415],
            };
        }

        foreach (var coding in new[] { "gzip", "br", "deflate", "identity, gzip", "x" })
        {
            yield return Case("content encoding", sample) with
            {
                Headers = [("Content-Encoding", coding)],
                Allowed = [415],
            };
        }
    }

    private IEnumerable<Site> Sites(JsonNode? value, JsonNode schema, string pointer, bool required)
    {
        var whole = source.Contract.Resolve(schema);
        var rules = source.Contract.WithoutNull(schema);
        var nullable = whole != rules || (rules["type"] is JsonArray types && types.Any(type => (string?)type == "null"));
        if (rules["discriminator"] is not null)
        {
            rules = source.Contract.Schemas.Chosen(rules, value)!;
        }

        yield return new Site(pointer, rules, value, nullable);
        if (value is JsonObject members)
        {
            foreach (var (name, inner) in members)
            {
                foreach (var site in Sites(inner, rules["properties"]![name]!, $"{pointer}/{name}", Sampler.IsRequired(rules, name)))
                {
                    yield return site;
                }
            }
        }
        else if (value is JsonArray { Count: > 0 } items)
        {
            foreach (var site in Sites(items[0], rules["items"]!, pointer + "/0", true))
            {
                yield return site;
            }
        }
    }

    private static JsonNode? Replaced(JsonObject sample, string pointer, JsonNode? value)
    {
        if (pointer.Length == 0)
        {
            return value;
        }

        var copy = sample.DeepClone();
        var (parent, name) = Parent(copy, pointer);
        if (parent is JsonArray items)
        {
            items[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            parent[name] = value;
        }

        return copy;
    }

    private static JsonNode Removed(JsonObject sample, string pointer)
    {
        var copy = sample.DeepClone();
        var (parent, name) = Parent(copy, pointer);
        parent.AsObject().Remove(name);
        return copy;
    }

    private static (JsonNode Parent, string Name) Parent(JsonNode root, string pointer)
    {
        var steps = pointer.Split('/')[1..];
        var node = steps[..^1]
            .Aggregate(
                root,
                (at, step) => at is JsonArray items ? items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : at[step]!
            );
        return (node, steps[^1]);
    }

    /// <summary>The body as text, with this value at a location.</summary>
    private static byte[] Text(JsonObject sample, Site site, string raw)
    {
        var options = new System.Text.Json.JsonSerializerOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        return Encoding.UTF8.GetBytes(
            Replaced(sample, site.Pointer, Placeholder)!.ToJsonString(options).Replace($"\"{Placeholder}\"", raw, StringComparison.Ordinal)
        );
    }

    /// <summary>A location in a body.</summary>
    private sealed record Site(string Pointer, JsonObject Rules, JsonNode? Value, bool Nullable)
    {
        public bool IsFreeText =>
            Sampler.TypeOf(Rules) == "string"
            && Rules["enum"] is null
            && Rules["const"] is null
            && Rules["format"] is null
            && (int?)Rules["maxLength"] > 50
            && ((string?)Rules["pattern"])?.Contains("[A-Za-z", StringComparison.Ordinal) != true
            && ((string?)Rules["pattern"])?.Contains('@', StringComparison.Ordinal) != true;
    }
}
