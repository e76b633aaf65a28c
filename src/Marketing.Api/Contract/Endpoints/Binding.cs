using System.Reflection;
using System.Security.Cryptography;
using Marketing.Api.Contract.Input;
using Marketing.Application.Common;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>A JSON body, read strictly. Its faults wait for the request gate; a handler only ever sees a good value.</summary>
internal readonly record struct JsonBody<T>(T Value)
{
    public static async ValueTask<JsonBody<T>> BindAsync(HttpContext http, ParameterInfo _)
    {
        var operation = http.GetEndpoint()!.Metadata.GetRequiredMetadata<Operation>();
        if (await RawBody.ReadAsync(http, operation) is not { } bytes || (bytes.Length == 0 && operation.BodyOptional))
        {
            return default;
        }

        var read = JsonInput.Read<T>(bytes);
        RequestFaults.Of(http).Add(read.Faults);
        return new JsonBody<T>(read.Value!);
    }
}

/// <summary>A merge patch, not applied yet.</summary>
internal readonly record struct PatchBody<T>(ReadOnlyMemory<byte> Utf8)
    where T : notnull
{
    public static async ValueTask<PatchBody<T>> BindAsync(HttpContext http, ParameterInfo _)
    {
        var operation = http.GetEndpoint()!.Metadata.GetRequiredMetadata<Operation>();
        return new PatchBody<T>(await RawBody.ReadAsync(http, operation) ?? default);
    }

    /// <summary>The patch as a use case takes it: applied to whatever is current when it runs.</summary>
    public Patch<T> AsPatch()
    {
        var utf8 = Utf8;
        return new Patch<T>(current =>
        {
            var merged = JsonInput.Merge(current, utf8);
            return merged.IsValid ? merged.Value : new PatchRefused(merged.Faults);
        });
    }
}

/// <summary>The query, read strictly.</summary>
internal readonly record struct QueryArguments<T>(T Value)
{
    public static ValueTask<QueryArguments<T>> BindAsync(HttpContext http, ParameterInfo _)
    {
        var read = QueryInput.Read<T>(http.Request.Query);
        RequestFaults.Of(http).Add(read.Faults);
        return ValueTask.FromResult(new QueryArguments<T>(read.Value!));
    }
}

internal static class RawBody
{
    /// <summary>The bytes of the body; null where it was refused as a whole.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext http, Operation operation)
    {
        var faults = RequestFaults.Of(http);
        var reading = await BodyReader.ReadAsync(http.Request, operation.MaxBodyBytes, http.RequestAborted, operation.IsMergePatch);
        switch (reading.Outcome)
        {
            case BodyOutcome.TooLarge:
                faults.BodyRefusal = (StatusCodes.Status413PayloadTooLarge, "http.bodyTooLarge");
                return null;
            case BodyOutcome.UnsupportedMediaType:
                faults.BodyRefusal = (StatusCodes.Status415UnsupportedMediaType, "http.unsupportedMediaType");
                return null;
            case BodyOutcome.Malformed:
                faults.Add([new InputFault("", InputSource.Body, InputCode.Malformed, new Dictionary<string, object?>())]);
                return null;
            default:
                http.Features.Set(new BodyHash(SHA256.HashData(reading.Utf8.Span)));
                return reading.Utf8;
        }
    }
}

/// <summary>Tells a retry from another request under the same key.</summary>
internal sealed record BodyHash(byte[] Sha256);
