using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Contract.Input;

/// <summary>The outcome of reading a body.</summary>
internal enum BodyOutcome
{
    /// <summary>The whole body was read; it may be empty.</summary>
    Complete,

    /// <summary>The body is longer than allowed: 413.</summary>
    TooLarge,

    /// <summary>The body has an unsupported type or is compressed: 415.</summary>
    UnsupportedMediaType,

    /// <summary>The body is incomplete or its framing is invalid: 400.</summary>
    Malformed,

    /// <summary>There is no memory for a body of this length: 503.</summary>
    NoMemory,
}

/// <summary>A body, or the reason why there is none.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Utf8">The bytes; empty unless complete.</param>
internal readonly record struct BodyReading(BodyOutcome Outcome, ReadOnlyMemory<byte> Utf8);

/// <summary>Reads JSON bodies up to a maximum size.</summary>
internal static class BodyReader
{
    private const int SmallestBuffer = 256;
    private const string Json = "application/json";
    private const string MergePatchJson = "application/merge-patch+json";

    /// <summary>Reads a body of <c>application/json</c>, in UTF-8 and not compressed. An empty body needs no content type.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxBytes">The maximum length in bytes.</param>
    /// <param name="cancellationToken">
    /// Cancels the read. A client that disconnects results in <see cref="BodyOutcome.Malformed"/> instead.
    /// </param>
    /// <param name="allowMergePatch">Whether <c>application/merge-patch+json</c> is accepted too.</param>
    /// <param name="reserve">Waits for memory for this number of bytes; returns false if there is none.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled, not the client.</exception>
    public static async Task<BodyReading> ReadAsync(
        HttpRequest request,
        long maxBytes,
        CancellationToken cancellationToken,
        bool allowMergePatch = false,
        Func<long, ValueTask<bool>>? reserve = null
    )
    {
        if (!IsIdentity(request) || !IsTypeTaken(request, allowMergePatch))
        {
            return new BodyReading(BodyOutcome.UnsupportedMediaType, default);
        }

        if (request.ContentLength > maxBytes)
        {
            return new BodyReading(BodyOutcome.TooLarge, default);
        }

        try
        {
            if (reserve is not null && HasBody(request) && !await reserve(request.ContentLength ?? maxBytes))
            {
                return new BodyReading(BodyOutcome.NoMemory, default);
            }

            return await ReadBytesAsync(request, maxBytes, cancellationToken);
        }
        catch (BadHttpRequestException exception)
        {
            var tooLarge = exception.StatusCode == StatusCodes.Status413PayloadTooLarge;
            return new BodyReading(tooLarge ? BodyOutcome.TooLarge : BodyOutcome.Malformed, default);
        }
        catch (IOException)
        {
            return new BodyReading(BodyOutcome.Malformed, default);
        }
        catch (OperationCanceledException)
            when (request.HttpContext.RequestAborted.IsCancellationRequested || !cancellationToken.IsCancellationRequested)
        {
            return new BodyReading(BodyOutcome.Malformed, default);
        }
    }

    /// <summary>Returns the media type of a body in UTF-8 that is not compressed, if it is one of these; null otherwise.</summary>
    public static string? MediaTypeOf(HttpRequest request, IReadOnlyList<string> allowed) =>
        IsIdentity(request)
        && request.Headers.ContentType.Count == 1
        && MediaTypeHeaderValue.TryParse(request.Headers.ContentType[0], out var type)
        && type.Parameters.All(IsUtf8)
            ? allowed.FirstOrDefault(mediaType => type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
            : null;

    private static async Task<BodyReading> ReadBytesAsync(HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        // Copied as it arrives, so that the server's buffers stay small and only one copy is in memory.
        var body = new ArrayBufferWriter<byte>((int)Math.Clamp(request.ContentLength ?? 0, SmallestBuffer, maxBytes));
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (body.WrittenCount + read.Buffer.Length > maxBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return new BodyReading(BodyOutcome.TooLarge, default);
            }

            foreach (var segment in read.Buffer)
            {
                body.Write(segment.Span);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCanceled)
            {
                return new BodyReading(BodyOutcome.Malformed, default);
            }

            if (read.IsCompleted)
            {
                return new BodyReading(BodyOutcome.Complete, body.WrittenMemory);
            }
        }
    }

    private static bool HasBody(HttpRequest request) =>
        request.ContentLength is > 0
        || (request.ContentLength is null && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false);

    private static bool IsIdentity(HttpRequest request)
    {
        foreach (var encoding in request.Headers.ContentEncoding)
        {
            if (!string.Equals(encoding?.Trim(), "identity", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsTypeTaken(HttpRequest request, bool allowMergePatch)
    {
        var types = request.Headers.ContentType;
        if (types.Count == 0)
        {
            return request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false || request.ContentLength == 0;
        }

        return types.Count == 1
            && MediaTypeHeaderValue.TryParse(types[0], out var type)
            && (
                type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
                || (allowMergePatch && type.MediaType.Equals(MergePatchJson, StringComparison.OrdinalIgnoreCase))
            )
            && type.Parameters.All(IsUtf8);
    }

    private static bool IsUtf8(NameValueHeaderValue parameter) =>
        parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(parameter.Value).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
