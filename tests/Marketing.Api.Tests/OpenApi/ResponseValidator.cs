using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marketing.Api.Tests.OpenApi;

/// <summary>Validates responses against the document.</summary>
internal sealed class ResponseValidator(ServedContract contract)
{
    private const string ProblemJson = "application/problem+json";

    /// <summary>Errors that any request can get, whatever the operation: method, Accept, timeout, target, host, headers.</summary>
    private static readonly int[] HttpLevel = [405, 406, 408, 414, 421, 431];

    /// <summary>Every violation of the contract; empty if there is none.</summary>
    /// <param name="method">HTTP method of the request.</param>
    /// <param name="path">Path of the request, without query.</param>
    /// <param name="response">The response; its content is read completely.</param>
    public async Task<IReadOnlyList<string>> CheckAsync(string method, string path, HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        var status = (int)response.StatusCode;
        if (contract.Find(method, path) is not { } operation)
        {
            return status >= 400 && path.StartsWith("/v1", StringComparison.Ordinal) ? CheckProblem(method, response, body) : [];
        }

        var key = HttpLevel.Contains(status) ? "default" : $"{status}";
        if (operation.Node["responses"]![key] is not { } declared)
        {
            return [$"{operation.Id} responded {status}, which it does not declare"];
        }

        var stated = contract.Resolve(declared);
        return [.. CheckHeaders(stated, response), .. CheckBody(method, stated, response, body)];
    }

    private List<string> CheckProblem(string method, HttpResponseMessage response, byte[] body)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        return method == "HEAD" ? []
            : type != ProblemJson ? [$"an error has the type {type ?? "nothing"}"]
            : CheckJson(contract.Problem, body);
    }

    private IEnumerable<string> CheckHeaders(JsonObject stated, HttpResponseMessage response)
    {
        foreach (var (name, header) in stated["headers"]?.AsObject() ?? [])
        {
            var rules = contract.Resolve(header!);
            if (ValueOf(response, name) is not { } value)
            {
                if (rules["required"] is { } required && (bool)required)
                {
                    yield return $"header {name} is missing";
                }

                continue;
            }

            var schema = contract.Resolve(rules["schema"]!);
            JsonNode? node =
                (string?)schema["type"] == "integer" && long.TryParse(value, out var number)
                    ? JsonValue.Create(number)
                    : JsonValue.Create(value);
            foreach (var fault in contract.Schemas.Check(schema, node))
            {
                yield return $"header {name}: {fault}";
            }
        }
    }

    private static string? ValueOf(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    private List<string> CheckBody(string method, JsonObject stated, HttpResponseMessage response, byte[] body)
    {
        var content = stated["content"]?.AsObject();
        var type = response.Content.Headers.ContentType?.MediaType;
        if (content is null)
        {
            return body.Length == 0 ? [] : [$"a body of {body.Length} bytes where none is declared"];
        }

        if (method == "HEAD" || response.StatusCode == HttpStatusCode.NotModified)
        {
            return [];
        }

        return type is null || content[type] is not { } media
                ? [$"content type {type ?? "none"} is not declared, only {string.Join(", ", content.Select(entry => entry.Key))}"]
            : type.EndsWith("json", StringComparison.Ordinal) ? CheckJson(media["schema"]!, body)
            : [];
    }

    private List<string> CheckJson(JsonNode schema, byte[] body)
    {
        try
        {
            return contract.Schemas.Check(schema, JsonNode.Parse(body));
        }
        catch (JsonException fault)
        {
            return [$"the body is not JSON: {fault.Message}"];
        }
    }
}
