using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.OpenApi;
using Marketing.Domain.Plans.Parts;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.OpenApi;

/// <summary>The document of the whole API, as served and as kept in the repository.</summary>
public sealed class ContractTests(ServedApi api) : IClassFixture<ServedApi>
{
    private const string UpdateVariable = "MARKETING_UPDATE_SPEC";

    /// <summary>130 before the lifecycle and the features after it, which add their own.</summary>
    private const int MostOperations = 420;
    private const int MostBytes = 2_000_000;

    private readonly DocumentHost _host = api.Host;
    private readonly JsonObject _document = api.Document;
    private readonly ServedContract _contract = api.Contract;

    [Theory]
    [InlineData("openapi.json")]
    [InlineData("openapi-3.0.json")]
    public async Task The_repository_keeps_the_documents_of_the_mapped_endpoints(string name)
    {
        var generated = DocumentWriter.Print(name == "openapi.json" ? _host.Generate() : _host.GenerateOlder());
        var file = Path.Combine(DocumentHost.ContractFolder(), name);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            await File.WriteAllTextAsync(file, generated);
        }

        var kept = File.Exists(file) ? await File.ReadAllTextAsync(file) : "";

        (generated == kept).ShouldBeTrue(
            $"The contract has changed. If this is intended, run these tests once with {UpdateVariable}=1, rebuild and commit api-spec. "
                + FirstDifference(kept, generated)
        );
    }

    [Theory]
    [InlineData("openapi.json", "/openapi/v1.json")]
    [InlineData("openapi-3.0.json", "/openapi/v1-3.0.json")]
    public async Task The_service_serves_the_kept_documents(string name, string path)
    {
        var served = JsonNode.Parse(await _host.Client.GetStringAsync(path));
        var kept = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(DocumentHost.ContractFolder(), name)));

        JsonNode.DeepEquals(served, kept).ShouldBeTrue("The service embeds an older document: rebuild it.");
    }

    [Fact]
    public void Every_route_is_an_operation_of_the_document_with_a_unique_id()
    {
        var routes = _host.Endpoints.Where(route => OpenApiSetup.IsDocumented(route.RoutePattern.RawText)).ToList();

        routes.ShouldAllBe(route => route.Metadata.GetMetadata<EndpointContract>() != null);
        _contract
            .All.Select(operation => operation.Id)
            .Order()
            .ShouldBe(routes.Select(route => route.Metadata.GetMetadata<EndpointContract>()!.Id).Order());
        _contract.All.Select(operation => operation.Id).ShouldBeUnique();
    }

    [Fact]
    public void Every_operation_has_a_description_and_one_tag()
    {
        var tags = _document["tags"]!.AsArray().ToDictionary(tag => (string)tag!["name"]!, tag => (string?)tag!["description"]);

        foreach (var operation in _contract.Operations)
        {
            ((string?)operation.Node["summary"]).ShouldNotBeNullOrWhiteSpace(operation.Id);
            ((string?)operation.Node["description"] ?? "").Length.ShouldBeGreaterThan(20, operation.Id);
            tags.ShouldContainKey((string)operation.Node["tags"]!.AsArray().ShouldHaveSingleItem()!);
        }

        tags.Values.ShouldAllBe(description => !string.IsNullOrWhiteSpace(description));
    }

    [Fact]
    public void Every_schema_member_and_parameter_is_described()
    {
        var silent = new List<string>();
        foreach (var (name, schema) in _document["components"]!["schemas"]!.AsObject())
        {
            silent.AddRange(schema!["description"] is null ? [name] : []);
            silent.AddRange(
                (schema["properties"]?.AsObject() ?? [])
                    .Where(property => property.Value!["description"] is null && _contract.Resolve(property.Value)["description"] is null)
                    .Select(property => $"{name}.{property.Key}")
            );
        }

        foreach (var operation in _contract.Operations)
        {
            silent.AddRange(
                operation
                    .Parameters.Where(parameter => parameter["description"] is null)
                    .Select(parameter => $"{operation.Id} {parameter["name"]}")
            );
        }

        silent.ShouldBeEmpty();
    }

    [Fact]
    public void Every_body_has_an_example_and_every_example_matches_its_schema()
    {
        var wrong = new List<string>();
        foreach (var (place, media) in Bodies())
        {
            wrong.AddRange(
                _contract.ExampleOf(media) is { } example
                    ? _contract.Schemas.Check(media["schema"]!, example).Select(fault => $"{place}: {fault}")
                    : [$"{place}: no example"]
            );
        }

        foreach (var (place, schema, example) in StatedExamples(_document, ""))
        {
            wrong.AddRange(_contract.Schemas.Check(schema, example).Select(fault => $"{place}: {fault}"));
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_example_file_belongs_to_a_body_of_an_operation()
    {
        var bodies = _contract
            .Operations.SelectMany(operation =>
                new[]
                {
                    operation.Node["requestBody"] is null ? null : $"{operation.Id}.request.json",
                    operation.Node["responses"]!
                        .AsObject()
                        .Any(response =>
                            response.Key[0] == '2' && _contract.Resolve(response.Value!)["content"]?["application/json"] is not null
                        )
                        ? $"{operation.Id}.response.json"
                        : null,
                }
            )
            .ToHashSet();
        var folder = Path.Combine(DocumentHost.ContractFolder(), "examples");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json").Select(file => Path.GetFileName(file)) : [];

        files.Where(file => !bodies.Contains(file)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_document_is_small_and_no_tag_contains_most_of_it()
    {
        var operations = _contract.Operations.Count;
        var served = await _host.Client.GetByteArrayAsync(OpenApiSetup.Paths[0]);

        operations.ShouldBeLessThanOrEqualTo(MostOperations);
        served.Length.ShouldBeLessThan(MostBytes);
        _contract.Operations.CountBy(operation => (string)operation.Node["tags"]![0]!).ShouldAllBe(tag => tag.Value <= operations / 5);
    }

    [Theory]
    [InlineData(
        "Part",
        "section",
        "id",
        "version",
        "planId",
        "ref",
        "position",
        "content",
        "createdAt",
        "createdBy",
        "createdByName",
        "updatedAt",
        "updatedBy",
        "updatedByName",
        "deletedAt"
    )]
    [InlineData("PartInput", "section", "content")]
    [InlineData("PartPatch", "section")]
    public void A_part_is_one_closed_object_for_each_section(string name, params string[] required)
    {
        var union = _document["components"]!["schemas"]![name]!;
        var forms = _contract.FormsOf(union);

        union["type"].ShouldBeNull();
        ((string)union["discriminator"]!["propertyName"]!).ShouldBe("section");
        forms.Keys.ShouldBe(PlanSections.All.Select(section => section.Name));
        union["oneOf"]!
            .AsArray()
            .Select(form => (string)form!["$ref"]!)
            .ShouldBe(union["discriminator"]!["mapping"]!.AsObject().Select(form => (string)form.Value!));
        foreach (var (word, form) in forms)
        {
            ((string)form["properties"]!["section"]!["const"]!).ShouldBe(word);
            form["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
            form["required"]!.AsArray().Select(member => (string)member!).ShouldBe(required, ignoreOrder: true);
            _contract.Resolve(form["properties"]!["content"]!)["properties"]!.AsObject().ContainsKey("ref").ShouldBeFalse(word);
        }
    }

    [Theory]
    [InlineData("Part")]
    [InlineData("PartInput")]
    [InlineData("PartPatch")]
    public void In_the_older_dialect_the_parts_of_each_section_inherit_from_a_base(string name)
    {
        var older = new ServedContract(_host.GenerateOlder());
        var parent = older.Resolve(new JsonObject { ["$ref"] = $"#/components/schemas/{name}" });
        var forms = older.FormsOf(parent);

        parent["oneOf"].ShouldBeNull();
        parent["additionalProperties"].ShouldBeNull();
        older.Resolve(parent["properties"]!["section"]!["allOf"]![0]!)["enum"]!
            .AsArray()
            .Select(word => (string)word!)
            .ShouldBe(forms.Keys);
        foreach (var form in forms.Values)
        {
            ((string)form["allOf"]![0]!["$ref"]!).ShouldBe($"#/components/schemas/{name}");
            form["allOf"]![1]!["properties"]!.AsObject().Select(member => member.Key).ShouldBe(["content"]);
        }
    }

    [Fact]
    public void The_document_contains_nothing_that_generators_misread()
    {
        foreach (var (name, schema) in _document["components"]!["schemas"]!.AsObject())
        {
            foreach (var (member, property) in schema!["properties"] as JsonObject ?? [])
            {
                foreach (var rules in new[] { property!, _contract.Resolve(property!) })
                {
                    rules["default"].ShouldBeNull($"{name}.{member}: generators treat it as required");
                    rules["readOnly"].ShouldBeNull($"{name}.{member}: generators write a second type");
                    rules["anyOf"].ShouldBeNull($"{name}.{member}: a nullable reference is oneOf");
                }

                (property!["type"] is JsonValue type && (string)type! == "object" && property["properties"] is not null).ShouldBeFalse(
                    $"{name}.{member}: an object has a name"
                );
            }
        }
    }

    [Fact]
    public void Every_request_object_is_closed_and_bounded()
    {
        var open = new List<string>();
        foreach (
            var (name, schema) in _document["components"]!["schemas"]!
                .AsObject()
                .Where(entry => entry.Value!["type"] is JsonValue type && (string)type! == "object")
        )
        {
            open.AddRange(schema!["additionalProperties"]?.GetValueKind() == JsonValueKind.False ? [] : [name]);
            open.AddRange(
                schema["properties"]!.AsObject().Where(property => !IsBounded(property.Value!)).Select(property => $"{name}.{property.Key}")
            );
        }

        open.ShouldBeEmpty();
    }

    [Fact]
    public void Shared_parameters_and_responses_are_defined_once()
    {
        var parameters = _contract
            .Operations.SelectMany(operation => operation.Node["parameters"]!.AsArray())
            .Where(parameter => parameter!["$ref"] is null)
            .Select(parameter => parameter!.ToJsonString());
        var refusals = _contract
            .Operations.SelectMany(operation => operation.Node["responses"]!.AsObject())
            .Where(response => response.Key[0] is not ('2' or '3'));

        parameters.CountBy(words => words).Where(count => count.Value > 2).ShouldBeEmpty();
        refusals.ShouldAllBe(response => response.Value!["$ref"] != null);
    }

    [Fact]
    public void The_3_0_document_has_the_same_operations_without_keywords_of_3_1()
    {
        var older = _host.GenerateOlder();

        ((string)older["openapi"]!).ShouldStartWith("3.0.");
        older["webhooks"].ShouldBeNull();
        older["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(entry => $"{entry.Key} {path.Key}"))
            .Order()
            .ShouldBe(
                _document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(entry => $"{entry.Key} {path.Key}")).Order()
            );
        foreach (var node in Objects(older))
        {
            node["type"].ShouldNotBeOfType<JsonArray>();
            (node["type"] is JsonValue type && (string)type! == "null").ShouldBeFalse(node.ToJsonString());
            node["examples"].ShouldNotBeOfType<JsonArray>();
            node.ContainsKey("propertyNames").ShouldBeFalse();
            (node.ContainsKey("$ref") && node.Count > 1).ShouldBeFalse(node.ToJsonString());
        }

        older["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .SelectMany(entry => entry.Value!["security"]!.AsArray())
            .SelectMany(requirement => requirement!.AsObject())
            .ShouldAllBe(scheme => scheme.Value!.AsArray().Count == 0);
    }

    [Fact]
    public async Task A_client_with_a_current_copy_of_the_document_gets_304()
    {
        using var first = await _host.Client.GetAsync("/openapi/v1.json");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag.ShouldNotBeNull());

        using var second = await _host.Client.SendAsync(request);
        using var head = await _host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/openapi/v1-3.0.json"));

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Headers.ETag.ShouldNotBe(first.Headers.ETag);
    }

    [Fact]
    public async Task The_documentation_loads_everything_from_this_server()
    {
        var page = await _host.Client.GetStringAsync("/docs/index.html");
        var script = await _host.Client.GetStringAsync("/docs/index.js");

        page.ShouldContain("swagger-ui-bundle.js");
        page.ShouldNotContain("://");
        script.ShouldContain(OpenApiSetup.Paths[0]);
        (await _host.Client.GetAsync("/docs/swagger-ui-bundle.js")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private IEnumerable<(string Place, JsonObject Media)> Bodies()
    {
        foreach (var operation in _contract.Operations)
        {
            foreach (var (type, media) in operation.Node["requestBody"]?["content"]?.AsObject() ?? [])
            {
                yield return ($"{operation.Id} {type}", media!.AsObject());
            }

            foreach (var (status, response) in operation.Node["responses"]!.AsObject())
            {
                foreach (var (type, media) in _contract.Resolve(response!)["content"]?.AsObject() ?? [])
                {
                    if (type.EndsWith("json", StringComparison.Ordinal))
                    {
                        yield return ($"{operation.Id} {status} {type}", media!.AsObject());
                    }
                }
            }
        }
    }

    /// <summary>Examples of members, parameters and headers, which are all in their schemas.</summary>
    private static IEnumerable<(string Place, JsonNode Schema, JsonNode? Example)> StatedExamples(JsonNode? node, string place) =>
        node switch
        {
            JsonObject members => ExamplesOf(members)
                .Select(example => (place, (JsonNode)members, example))
                .Concat(
                    members
                        .Where(member => member.Key is not ("example" or "examples" or "default"))
                        .SelectMany(member => StatedExamples(member.Value, $"{place}/{member.Key}"))
                ),
            JsonArray items => items.SelectMany((item, i) => StatedExamples(item, $"{place}/{i}")),
            _ => [],
        };

    private static IEnumerable<JsonNode?> ExamplesOf(JsonObject members) =>
        members["examples"] as JsonArray
        ?? (
            members.ContainsKey("type") && members.TryGetPropertyValue("example", out var example)
                ? [example]
                : Enumerable.Empty<JsonNode?>()
        );

    private static IEnumerable<JsonObject> Objects(JsonNode? node) =>
        node switch
        {
            JsonObject members => members
                .Where(member => member.Key is not ("example" or "examples" or "default" or "enum" or "properties"))
                .SelectMany(member => Objects(member.Value))
                .Concat((members["properties"] as JsonObject ?? []).SelectMany(member => Objects(member.Value)))
                .Prepend(members),
            JsonArray items => items.SelectMany(Objects),
            _ => [],
        };

    private bool IsBounded(JsonNode reference)
    {
        var schema = _contract.Resolve(reference);
        var types =
            schema["type"] is JsonArray many ? many.Select(type => (string)type!).ToList()
            : schema["type"] is { } one ? [(string)one!]
            : [];
        return (!types.Contains("string") || schema["maxLength"] is not null || schema["enum"] is not null || schema["const"] is not null)
            && (!types.Contains("integer") || (schema["minimum"] is not null && schema["maximum"] is not null))
            && (!types.Contains("array") || (schema["maxItems"] is not null && IsBounded(schema["items"]!)));
    }

    private static string FirstDifference(string kept, string served)
    {
        var (old, now) = (kept.Split('\n'), served.Split('\n'));
        var line = Enumerable
            .Range(0, Math.Max(old.Length, now.Length))
            .FirstOrDefault(i => old.ElementAtOrDefault(i) != now.ElementAtOrDefault(i), -1);
        return line < 0
            ? ""
            : $"First difference in line {line + 1}: kept `{old.ElementAtOrDefault(line)?.Trim()}`, served `{now.ElementAtOrDefault(line)?.Trim()}`.";
    }
}
