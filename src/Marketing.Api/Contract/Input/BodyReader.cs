using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Contract.Input;

/// <summary>How the reading of a body ended.</summary>
internal enum BodyOutcome
{
    /// <summary>The whole body is there; it may be empty.</summary>
    Complete,

    /// <summary>The body is longer than allowed: 413.</summary>
    TooLarge,

    /// <summary>The body is of a type that is not taken, or compressed: 415.</summary>
    UnsupportedMediaType,

    /// <summary>The body broke off or its framing is wrong: 400.</summary>
    Malformed,
}

/// <summary>A body, or why there is none.</summary>
/// <param name="Outcome">How the reading ended.</param>
/// <param name="Utf8">The bytes; empty unless complete.</param>
internal readonly record struct BodyReading(BodyOutcome Outcome, ReadOnlyMemory<byte> Utf8);

/// <summary>Reads JSON bodies up to a size.</summary>
internal static class BodyReader
{
    private const string Json = "application/json";
    private const string MergePatchJson = "application/merge-patch+json";

    /// <summary>Reads a body of <c>application/json</c>, in UTF-8 and not compressed. Without a body no type is asked for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxBytes">The greatest length in bytes.</param>
    /// <param name="cancellationToken">Ends the reading; a client that goes away is <see cref="BodyOutcome.Malformed"/> instead.</param>
    /// <param name="allowMergePatch">Whether <c>application/merge-patch+json</c> is taken as well.</param>
    /// <exception cref="OperationCanceledException">The caller, not the client, cancelled.</exception>
    public static async Task<BodyReading> ReadAsync(
        HttpRequest request, long maxBytes, CancellationToken cancellationToken, bool allowMergePatch = false)
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
        catch (OperationCanceledException) when (request.HttpContext.RequestAborted.IsCancellationRequested || !cancellationToken.IsCancellationRequested)
        {
            return new BodyReading(BodyOutcome.Malformed, default);
        }
    }

    private static async Task<BodyReading> ReadBytesAsync(HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > maxBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return new BodyReading(BodyOutcome.TooLarge, default);
            }

            if (read.IsCompleted || read.IsCanceled)
            {
                var bytes = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return read.IsCanceled ? new BodyReading(BodyOutcome.Malformed, default) : new BodyReading(BodyOutcome.Complete, bytes);
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

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
            && (type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
                || (allowMergePatch && type.MediaType.Equals(MergePatchJson, StringComparison.OrdinalIgnoreCase)))
            && type.Parameters.All(IsUtf8);
    }

    private static bool IsUtf8(NameValueHeaderValue parameter) =>
        parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(parameter.Value).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
