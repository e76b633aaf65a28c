using System.Net;
using System.Text;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.OpenApi;

/// <summary>The contract check of the functional tests detects violations.</summary>
public sealed class ContractHandlerTests
{
    private const string Document = """
        {
          "openapi": "3.1.1",
          "paths": {
            "/v1/notes/{noteId}": {
              "get": {
                "operationId": "getNote",
                "responses": {
                  "200": {
                    "headers": { "ETag": { "$ref": "#/components/headers/ETag" } },
                    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Note" } } }
                  },
                  "304": { "description": "Current." },
                  "404": { "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } }
                }
              }
            }
          },
          "components": {
            "headers": { "ETag": { "required": true, "schema": { "type": "string", "pattern": "^\"[0-9]+\"$" } } },
            "schemas": {
              "Note": {
                "type": "object", "additionalProperties": false, "required": ["text"],
                "properties": { "text": { "type": ["string", "null"], "maxLength": 3 }, "count": { "type": "integer", "minimum": 1, "maximum": 9 } }
              },
              "Problem": { "type": "object", "required": ["code"], "properties": { "code": { "type": "string" } } }
            }
          }
        }
        """;

    [Theory]
    [InlineData("""{"text":"abc"}""")]
    [InlineData("""{"text":null,"count":9}""")]
    [InlineData("""{"text":"😀😀😀"}""")]
    public async Task A_response_that_the_document_allows_passes(string body) =>
        (await SendAsync("/v1/notes/1", HttpStatusCode.OK, body, "\"7\"")).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData(HttpStatusCode.OK, """{"text":"abcd"}""", "\"7\"", "application/json", "/text is longer than 3")]
    [InlineData(HttpStatusCode.OK, """{"text":1}""", "\"7\"", "application/json", "/text is 1, not string or null")]
    [InlineData(HttpStatusCode.OK, """{}""", "\"7\"", "application/json", "/text is missing")]
    [InlineData(HttpStatusCode.OK, """{"text":"a","more":1}""", "\"7\"", "application/json", "/more is not in the schema")]
    [InlineData(HttpStatusCode.OK, """{"text":"a","count":1.5}""", "\"7\"", "application/json", "/count is 1.5, not integer")]
    [InlineData(HttpStatusCode.OK, """{"text":"a","count":10}""", "\"7\"", "application/json", "/count 10 is beyond the maximum 9")]
    [InlineData(HttpStatusCode.OK, """{"text":"a"}""", null, "application/json", "header ETag is missing")]
    [InlineData(HttpStatusCode.OK, """{"text":"a"}""", "\"x\"", "application/json", "header ETag: / '\"x\"' does not match")]
    [InlineData(HttpStatusCode.OK, """{"text":"a"}""", "\"7\"", "text/plain", "content type text/plain is not declared")]
    [InlineData(HttpStatusCode.OK, "{", "\"7\"", "application/json", "the body is not JSON")]
    [InlineData(HttpStatusCode.NotModified, "late", null, "text/plain", "a body of 4 bytes where none is declared")]
    [InlineData(HttpStatusCode.Conflict, "{}", null, "application/json", "getNote responded 409, which it does not declare")]
    [InlineData(HttpStatusCode.NotFound, "{}", null, "application/problem+json", "/code is missing")]
    public async Task A_response_that_the_document_does_not_allow_throws(
        HttpStatusCode status,
        string body,
        string? etag,
        string type,
        string breach
    ) =>
        (await Should.ThrowAsync<ContractBrokenException>(() => SendAsync("/v1/notes/1", status, body, etag, type))).Message.ShouldContain(
            breach
        );

    [Fact]
    public async Task The_response_to_an_unknown_path_is_a_problem_too()
    {
        await Should.ThrowAsync<ContractBrokenException>(() =>
            SendAsync("/v1/nothing", HttpStatusCode.NotFound, "<html>", null, "text/html")
        );
        (
            await SendAsync("/v1/nothing", HttpStatusCode.NotFound, """{"code":"http.notFound"}""", null, "application/problem+json")
        ).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        string path,
        HttpStatusCode status,
        string body,
        string? etag,
        string type = "application/json"
    )
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (etag is not null)
        {
            answer.Headers.TryAddWithoutValidation("ETag", etag);
        }

        using var client = new HttpClient(new ContractHandler(ServedContract.Parse(Document)) { InnerHandler = new Fixed(answer) });
        return await client.GetAsync("http://localhost" + path);
    }

    private sealed class Fixed(HttpResponseMessage answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer);
    }
}
