namespace Marketing.Application.Common;

/// <summary>An idempotency key, with data that identifies the request.</summary>
/// <param name="Key">1 to 255 visible ASCII characters.</param>
/// <param name="Method">HTTP method of the request.</param>
/// <param name="Path">Path and query of the request.</param>
/// <param name="BodyHash">SHA-256 of the body.</param>
public sealed record IdempotencyRequest(string Key, string Method, string Path, byte[] BodyHash)
{
    /// <summary>Renders the response to store from the use case's result; set by the endpoint.</summary>
    public Func<object, StoredResponse>? Render { get; set; }
}

/// <summary>A rendered response, as it is sent and as it is stored for an idempotency key.</summary>
public sealed record StoredResponse(int Status, string? Location, string? ETag, byte[] Body);

/// <summary>A response found for an idempotency key.</summary>
/// <param name="Response">The response.</param>
/// <param name="IsSameRequest">Whether method, path and body are the same as in the request that the response was stored for.</param>
public sealed record FoundResponse(StoredResponse Response, bool IsSameRequest);

/// <summary>The responses stored for idempotency keys.</summary>
public interface IStoredResponses
{
    /// <summary>Returns the response that the same credential received for the key; null if there is none.</summary>
    Task<FoundResponse?> FindAsync(IdempotencyRequest request, CancellationToken ct);
}

/// <summary>Another request already used this idempotency key.</summary>
public sealed class IdempotencyKeyTakenException() : Exception("The idempotency key has been used.");
