using Marketing.Api.Contract.Input;

namespace Marketing.Api.Contract.Endpoints;

internal static class RawBody
{
    /// <summary>Reads the bytes of the body; null if it was rejected as a whole.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext http)
    {
        var contract = EndpointContract.Of(http);
        var input = RequestInput.Of(http);
        var reading = await BodyReader.ReadAsync(http.Request, contract.MaxBodyBytes, http.RequestAborted, contract.IsMergePatch);
        switch (reading.Outcome)
        {
            case BodyOutcome.TooLarge:
                input.BodyRefusal = (StatusCodes.Status413PayloadTooLarge, "http.bodyTooLarge");
                return null;
            case BodyOutcome.UnsupportedMediaType:
                input.BodyRefusal = (StatusCodes.Status415UnsupportedMediaType, "http.unsupportedMediaType");
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
}
