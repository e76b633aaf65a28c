using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.OpenApi;

/// <summary>Documents of operations, tested with a small API.</summary>
public sealed class OperationDocumentTests : IAsyncLifetime
{
    private DocumentHost _host = null!;
    private JsonObject _document = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await DocumentHost.OfAsync(Map);
        _document = _host.Generate();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void Each_sufficient_scope_is_an_alternative_for_each_credential()
    {
        Security("listNotes")
            .ShouldBe([
                "apiKey plans:read",
                "apiKeyBasic plans:read",
                "personToken plans:read",
                "apiKey admin",
                "apiKeyBasic admin",
                "personToken admin",
            ]);
        Security("signNote").ShouldBe(["personToken plans:approve"]);
        Security("getWeather").ShouldBeEmpty();
        Security("getNote").ShouldBe(["apiKey ", "apiKeyBasic ", "personToken "]);
    }

    [Fact]
    public void In_the_older_dialect_an_extension_lists_the_sufficient_scopes()
    {
        var older = new ServedContract(_host.GenerateOlder()).All.ToDictionary(operation => operation.Id, operation => operation.Node);

        older["listNotes"]["x-required-scopes"]!.AsArray().Select(scope => (string)scope!).ShouldBe(["plans:read", "admin"]);
        older["getNote"].ContainsKey("x-required-scopes").ShouldBeFalse();
    }

    [Theory]
    [InlineData("getWeather", "200 400 429 500 503 default")]
    [InlineData("listNotes", "200 400 401 403 429 500 503 default")]
    [InlineData("getNote", "200 304 400 401 403 404 429 500 503 default")]
    [InlineData("createNote", "201 400 401 403 409 413 415 422 429 500 503 default")]
    [InlineData("updateNote", "200 400 401 403 404 409 412 413 415 422 428 429 500 503 default")]
    [InlineData("putNote", "200 400 401 403 404 409 410 412 413 415 422 429 500 503 default")]
    [InlineData("deleteNote", "204 400 401 403 404 409 412 422 428 429 500 503 default")]
    public void The_statuses_follow_from_the_endpoints_statement(string operation, string statuses) =>
        Operation(operation)["responses"]!.AsObject().Select(response => response.Key).ShouldBe(statuses.Split(' '), ignoreOrder: true);

    [Theory]
    [InlineData("createNote", "201", "ETag Location Idempotency-Replayed RateLimit RateLimit-Policy")]
    [InlineData("listNotes", "200", "Link Content-Language Vary RateLimit RateLimit-Policy")]
    [InlineData("getNote", "304", "ETag")]
    [InlineData("deleteNote", "204", "Idempotency-Replayed RateLimit RateLimit-Policy")]
    [InlineData("createNote", "429", "Retry-After Content-Language Vary RateLimit RateLimit-Policy")]
    public void The_headers_follow_from_the_endpoints_statement(string operation, string status, string headers) =>
        ServedContract.Resolve(Operation(operation)["responses"]![status]!)["headers"]!
            .AsObject()
            .Select(header => header.Key)
            .ShouldBe(headers.Split(' '));

    [Theory]
    [InlineData("getWeather", "Accept-Language")]
    [InlineData("getNote", "noteId Workspace-Id If-None-Match Accept-Language")]
    [InlineData("createNote", "validateOnly Workspace-Id Idempotency-Key Accept-Language")]
    [InlineData("updateNote", "noteId validateOnly Workspace-Id Idempotency-Key If-Match Accept-Language")]
    [InlineData("listNotes", "tone ids pageSize cursor sort includeTotal Workspace-Id Accept-Language")]
    public void The_parameters_follow_from_the_endpoints_statement(string operation, string parameters) =>
        Parameters(operation).Select(parameter => (string)parameter["name"]!).ShouldBe(parameters.Split(' '));

    [Fact]
    public void A_query_parameter_has_its_bounds_and_default()
    {
        var parameters = Parameters("listNotes").ToDictionary(parameter => (string)parameter["name"]!);

        parameters["pageSize"]["schema"]!
            .ToJsonString()
            .ShouldBe("""{"maximum":200,"minimum":1,"type":"integer","format":"int32","default":50}""");
        parameters["pageSize"]["description"].ShouldNotBeNull();
        parameters["tone"]["schema"]!.ToJsonString().ShouldBe("""{"$ref":"#/components/schemas/NoteTone"}""");
        ((string)parameters["ids"]["style"]!).ShouldBe("form");
        ((bool)parameters["ids"]["explode"]!).ShouldBeFalse();
        ((int)parameters["ids"]["schema"]!["maxItems"]!).ShouldBe(20);
    }

    [Fact]
    public void An_id_in_a_path_is_a_uuid()
    {
        var schema = Parameters("getNote").Single(parameter => (string)parameter["in"]! == "path")["schema"]!;

        ((string)schema["format"]!, (int)schema["maxLength"]!).ShouldBe(("uuid", 36));
        schema["pattern"].ShouldNotBeNull();
    }

    [Fact]
    public void A_request_schema_requires_exactly_what_the_reader_requires()
    {
        var note = Schema("Note");

        note["required"]!.AsArray().Select(name => (string)name!).ShouldBe(["text"]);
        note["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
        note["properties"]!["text"]!.ToJsonString().ShouldContain(@"""maxLength"":40");
        note["properties"]!["text"]!["pattern"]!.GetValue<string>().ShouldBe(@"^(?=[\s\S]*\S)[^\x00-\x1f\x85\u2028\u2029]*$");
        note["properties"]!["tone"]!["default"].ShouldBeNull("generators treat a member with a default as required");
        note["properties"]!["tone"]!["description"]!.GetValue<string>().ShouldBe("How it says it. Default: `plain`.");
        note["properties"]!["weight"]!["type"]!.ToJsonString().ShouldBe("""["null","string"]""");
        note["properties"]!["weight"]!["description"]!.GetValue<string>().ShouldBe("How heavy. At least 0, at most 9.5.");
        note["properties"]!["place"]!["oneOf"]!.ToJsonString().ShouldBe("""[{"$ref":"#/components/schemas/Place"},{"type":"null"}]""");
        note["properties"]!["labels"]!["additionalProperties"]!["maxLength"]!.GetValue<int>().ShouldBe(10);
        note["properties"]!["labels"]!["propertyNames"]!["maxLength"]!.GetValue<int>().ShouldBe(64);
    }

    [Fact]
    public void A_patch_schema_requires_nothing_and_allows_null_for_optional_members_only()
    {
        var patch = Schema("NotePatch");

        patch["required"].ShouldBeNull();
        patch["properties"]!["text"]!["type"]!.GetValue<string>().ShouldBe("string");
        patch["properties"]!["weight"]!["type"]!.ToJsonString().ShouldBe("""["null","string"]""");
        patch["properties"]!["place"]!["oneOf"]![0]!["$ref"]!.GetValue<string>().ShouldBe("#/components/schemas/PlacePatch");
        patch["properties"]!["labels"]!["additionalProperties"]!["type"]!.ToJsonString().ShouldBe("""["null","string"]""");
        Operation("updateNote")["requestBody"]!["content"]!
            .AsObject()
            .Select(media => media.Key)
            .ShouldBe(["application/merge-patch+json", "application/json"]);
    }

    [Fact]
    public void A_response_requires_every_member_and_shares_schemas_with_requests_if_equal()
    {
        var answer = Schema("NoteResponse");

        answer["required"]!
            .AsArray()
            .Select(name => (string)name!)
            .ShouldBe(
                [
                    "id",
                    "version",
                    "text",
                    "tone",
                    "weight",
                    "place",
                    "labels",
                    "createdAt",
                    "createdBy",
                    "createdByName",
                    "updatedAt",
                    "updatedBy",
                    "updatedByName",
                    "deletedAt",
                ],
                ignoreOrder: true
            );
        answer["properties"]!["version"]!["readOnly"].ShouldBeNull("generators write a second type for it");
        answer["properties"]!["place"]!["oneOf"]![0]!["$ref"]!.GetValue<string>().ShouldBe("#/components/schemas/Place");
        Schema("NoteTone")["description"]!.GetValue<string>().ShouldContain("- `plain`: As it is.");
        Schema("NotePage")["properties"]!["items"]!
            .ToJsonString()
            .ShouldBe(
                """{"maxItems":1000,"type":"array","items":{"$ref":"#/components/schemas/NoteResponse"},"description":"The rows, in the requested order."}"""
            );
    }

    [Fact]
    public void Examples_of_bodies_consist_of_the_members_examples()
    {
        var request = ServedContract.ExampleOf(Operation("createNote")["requestBody"]!["content"]!["application/json"]!)!;
        var answer = ServedContract.ExampleOf(Operation("createNote")["responses"]!["201"]!["content"]!["application/json"]!)!;

        request["text"]!.GetValue<string>().ShouldBe("Call the agency");
        answer["text"]!.GetValue<string>().ShouldBe("Call the agency");
        answer["weight"].ShouldBeNull();
    }

    [Fact]
    public void Feeds_are_documented_as_CSV_too() =>
        Operation("listNotes")["responses"]!["200"]!["content"]!
            .AsObject()
            .Select(media => media.Key)
            .ShouldBe(["application/json", "text/csv"]);

    [Fact]
    public async Task Two_types_with_the_same_name_are_an_error()
    {
        await using var host = await DocumentHost.OfAsync(app =>
        {
            app.Tagged("Plans").Post("/v1/a", "a", (Body<Note> body) => Created<NoteResponse>());
            app.Tagged("Plans").Post("/v1/b", "b", (Body<Elsewhere.Note> body) => Created<NoteResponse>());
        });

        Should.Throw<InvalidOperationException>(host.Generate).Message.ShouldContain("Schemas with the same name: Note");
    }

    private ServedContract ServedContract => new(_document);

    private JsonObject Operation(string id) => ServedContract.All.Single(operation => operation.Id == id).Node;

    private IReadOnlyList<JsonObject> Parameters(string id) => ServedContract.All.Single(operation => operation.Id == id).Parameters;

    private JsonNode Schema(string name) => _document["components"]!["schemas"]![name].ShouldNotBeNull(name);

    private IEnumerable<string> Security(string id) =>
        Operation(id)["security"]!
            .AsArray()
            .SelectMany(requirement => requirement!.AsObject())
            .Select(scheme => $"{scheme.Key} {string.Join(',', scheme.Value!.AsArray().Select(scope => (string)scope!))}");

    private static void Map(IEndpointRouteBuilder app)
    {
        var api = app.Tagged("Plans");
        api.Get("/v1/notes", "listNotes", (Query<NoteArguments> query) => new OkOrCsv<Page<NoteResponse>>(Nothing), "plans:read", "admin")
            .Describe("List", "Notes.");
        api.Post("/v1/notes", "createNote", (Body<Note> body) => Created<NoteResponse>(), "plans:write");
        api.Get("/v1/notes/{noteId}", "getNote", (Guid noteId) => new Ok<NoteResponse>(Nothing));
        api.Patch(
            "/v1/notes/{noteId}",
            "updateNote",
            (Guid noteId, MergePatch<Note> patch, IfMatch ifMatch) => Changed<NoteResponse>(),
            "plans:write"
        );
        api.Put(
                "/v1/notes/{noteId}",
                "putNote",
                (Guid noteId, Body<Note> body, OptionalIfMatch ifMatch) => Changed<NoteResponse>(),
                "plans:write"
            )
            .MayFail(410);
        api.Delete("/v1/notes/{noteId}", "deleteNote", (Guid noteId, IfMatch ifMatch) => new NoContent(Nothing), "plans:write");
        api.Post("/v1/notes/{noteId}/sign", "signNote", (Guid noteId, IfMatch ifMatch) => Changed<NoteResponse>(), "plans:approve")
            .PersonsOnly();
        api.Get("/v1/weather", "getWeather", () => new Ok<Place>(Nothing)).Anonymous();
        app.MapGet("/elsewhere", () => Nothing);
    }

    private static IResult Nothing => Results.Ok();

    private static Created<T> Created<T>() => new(Nothing);

    private static Changed<T> Changed<T>() => new(Nothing);
}

/// <summary>Which notes.</summary>
internal sealed record NoteArguments : ListArguments
{
    /// <summary>Only of this tone.</summary>
    public NoteTone? Tone { get; init; }

    /// <summary>Only these.</summary>
    [MaxLength(20)]
    public IReadOnlyList<Guid> Ids { get; init; } = [];
}

/// <summary>Something to remember.</summary>
internal sealed record Note
{
    /// <summary>What it says.</summary>
    /// <example>Call the agency</example>
    [MaxLength(40)]
    [NotBlank]
    [SingleLine]
    public required string Text { get; init; }

    /// <summary>How it says it.</summary>
    public NoteTone Tone { get; init; }

    /// <summary>How heavy.</summary>
    [Range(typeof(decimal), "0", "9.5")]
    public decimal? Weight { get; init; }

    /// <summary>Where.</summary>
    public Place? Place { get; init; }

    /// <summary>Words by language.</summary>
    [MaxLength(3)]
    [KeyPattern("^[a-z]+$")]
    [Items(10)]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}

/// <summary>A place.</summary>
internal sealed record Place
{
    /// <summary>Its name.</summary>
    [MaxLength(20)]
    public string? Name { get; init; }
}

/// <summary>A note as it is kept.</summary>
internal sealed record NoteResponse : ResourceResponse
{
    /// <summary>What the client wrote.</summary>
    [Flatten]
    public required Note Note { get; init; }
}

/// <summary>How a note speaks.</summary>
internal enum NoteTone
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>With force.</summary>
    Loud,
}

internal static class Elsewhere
{
    /// <summary>Another note.</summary>
    internal sealed record Note
    {
        /// <summary>Whether it counts.</summary>
        public bool Counts { get; init; }
    }
}
