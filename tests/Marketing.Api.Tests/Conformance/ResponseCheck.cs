using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketing.Api.Tests.OpenApi;

namespace Marketing.Api.Tests.Conformance;

/// <summary>Checks the response to a fuzz case. The client's handler checks it against the document.</summary>
internal static partial class ResponseCheck
{
    /// <summary>Returns the status, the codes of an error with their pointers, and the violation if there is one.</summary>
    public static async Task<(int Status, string Codes, string? Fault)> OfAsync(HttpClient client, FuzzCase fuzz)
    {
        try
        {
            using var request = fuzz.ToRequest();
            using var response = await client.SendAsync(request);
            var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
            var fault = FindFault(fuzz, response, text);
            return (
                (int)response.StatusCode,
                CodesIn(response, text),
                fault is null
                    ? null
                    : $"{fuzz.Kind} {fuzz.Operation.Id}: {fault}\n    {fuzz}\n    → {(int)response.StatusCode} {(text.Length <= 700 ? text : text[..700] + "…")}"
            );
        }
        catch (Exception broken) when (broken is ContractBrokenException or HttpRequestException or TaskCanceledException)
        {
            return (0, "", $"{fuzz.Kind} {fuzz.Operation.Id}: {broken.Message}\n    {fuzz}");
        }
    }

    private static string CodesIn(HttpResponseMessage response, string text) =>
        response.Content.Headers.ContentType?.MediaType == "application/problem+json"
        && JsonNode.Parse(text)!["errors"] is JsonArray { Count: > 0 } errors
            ? string.Join(", ", errors.Take(3).Select(error => $"{error!["code"]} at {error["pointer"]}"))
            : "";

    private static string? FindFault(FuzzCase fuzz, HttpResponseMessage response, string text)
    {
        var status = (int)response.StatusCode;
        if (status >= 500)
        {
            return "failed";
        }

        if (status >= 400 && response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return "an error without a problem";
        }

        if (fuzz.Allowed.Count > 0 && !fuzz.Allowed.Contains(status) && !RefusesItems(fuzz, text))
        {
            return $"responded {status}, not {string.Join(" or ", fuzz.Allowed)}";
        }

        return Pointer(fuzz, status, text) ?? Leak(fuzz, text) ?? Echo(fuzz, response, text);
    }

    /// <summary>Whether the response refuses items of a bulk, each with its own problem.</summary>
    private static bool RefusesItems(FuzzCase fuzz, string text) =>
        fuzz.Pointer?.StartsWith("/items/", StringComparison.Ordinal) == true
        && JsonNode.Parse(text)!["results"] is JsonArray results
        && results.Any(result => (string?)result!["status"] == "failed");

    private static string? Pointer(FuzzCase fuzz, int status, string text)
    {
        if (fuzz.Pointer is null || status is not (400 or 422))
        {
            return null;
        }

        var pointers = JsonNode.Parse(text)!["errors"]!.AsArray().Select(fault => (string)fault!["pointer"]!).ToList();
        return pointers.Any(pointer => pointer == fuzz.Pointer || pointer.StartsWith(fuzz.Pointer + "/", StringComparison.Ordinal))
            ? null
            : $"points to {string.Join(", ", pointers)}, not {fuzz.Pointer}";
    }

    private static string? Leak(FuzzCase fuzz, string text)
    {
        var request = fuzz.ToString();
        var leak = Inside().Matches(text).FirstOrDefault(match => !request.Contains(match.Value, StringComparison.OrdinalIgnoreCase));
        return leak is null ? null : $"reveals '{leak.Value}'";
    }

    private static string? Echo(FuzzCase fuzz, HttpResponseMessage response, string text)
    {
        if (fuzz.Echo is null || !response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NoContent)
        {
            return null;
        }

        return Strings(JsonNode.Parse(text)).Contains(fuzz.Echo, StringComparer.Ordinal) ? null : $"does not return '{fuzz.Echo}'";
    }

    private static IEnumerable<string> Strings(JsonNode? node) =>
        node switch
        {
            JsonObject members => members.SelectMany(member => Strings(member.Value)),
            JsonArray items => items.SelectMany(Strings),
            JsonValue value when value.TryGetValue<string>(out var text) => [text],
            _ => [],
        };

    [GeneratedRegex(
        @"\b(System|Microsoft|Marketing|MediatR|AutoMapper)\.[A-Z]\w+|\w+Exception\b|\bat [A-Z]\w+\.[A-Z]|\bSQLite\b|SqlClient|constraint failed|\bSELECT\b|\bINSERT INTO\b|\w\.cs\b|/(home|tmp|usr|work|root)/|BytePositionInLine|LineNumber"
    )]
    private static partial Regex Inside();
}
