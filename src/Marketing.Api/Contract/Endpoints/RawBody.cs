using Marketing.Api.Contract.Input;

namespace Marketing.Api.Contract.Endpoints;

internal static class RawBody
{
    /// <summary>Reads the bytes of the body; null if it was rejected as a whole.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext http)
    {
        var contract = EndpointContract.Of(http);
        var input = RequestInput.Of(http);
        var reading = await BodyReader.ReadAsync(
            http.Request,
            contract.MaxBodyBytes,
            http.RequestAborted,
            contract.IsMergePatch,
            bytes => ReserveAsync(http, bytes)
        );
        switch (reading.Outcome)
        {
            case BodyOutcome.TooLarge:
                input.BodyRefusal = (StatusCodes.Status413PayloadTooLarge, "http.bodyTooLarge");
                CloseAfter(http);
                return null;
            case BodyOutcome.UnsupportedMediaType:
                input.BodyRefusal = (StatusCodes.Status415UnsupportedMediaType, "http.unsupportedMediaType");
                CloseAfter(http);
                return null;
            case BodyOutcome.NoMemory:
                input.BodyRefusal = (StatusCodes.Status503ServiceUnavailable, "http.overloaded");
                CloseAfter(http);
                return null;
            case BodyOutcome.Malformed:
                input.Add([new InputFault("", InputSource.Body, InputCode.Malformed, new Dictionary<string, object?>())]);
                return null;
            default:
                if (http.Request.Headers.ContainsKey(RequestGate.IdempotencyKeyHeader))
                {
                    input.BodyHash = JsonHash.Of(reading.Utf8.Span);
                }

                return reading.Utf8;
        }
    }

    /// <summary>Waits for the memory for a large body, which the request keeps until it ends.</summary>
    private static async ValueTask<bool> ReserveAsync(HttpContext http, long bytes)
    {
        if (bytes <= BodyBudget.SmallBody)
        {
            return true;
        }

        if (await http.RequestServices.GetRequiredService<BodyBudget>().EnterAsync(bytes, http.RequestAborted) is not { } share)
        {
            return false;
        }

        http.Response.RegisterForDispose(share);
        return true;
    }

    /// <summary>
    /// Closes the connection after the response, because the rest of a large body is not read as a next request. The server still reads
    /// it for some seconds, so that a client that sends first sees the response.
    /// </summary>
    private static void CloseAfter(HttpContext http)
    {
        if (http.Request.ContentLength is not <= BodyBudget.SmallBody && HttpProtocol.IsHttp11(http.Request.Protocol))
        {
            http.Response.Headers.Connection = "close";
        }
    }
}
