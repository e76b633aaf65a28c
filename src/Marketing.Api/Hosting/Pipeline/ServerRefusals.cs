using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.Problems;
using Microsoft.AspNetCore.Connections;

namespace Marketing.Api.Hosting.Pipeline;

/// <summary>
/// Adds a problem to error responses of the server itself. A request that is not valid HTTP never reaches a middleware: the server sends
/// a bare status and closes the connection.
/// </summary>
internal sealed class ServerRefusals(ConnectionDelegate next)
{
    public async Task OnConnectedAsync(ConnectionContext connection)
    {
        var transport = connection.Transport;
        connection.Transport = new Duplex(transport.Input, new Writer(transport.Output, connection.ConnectionId));
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Writer(PipeWriter inner, string connectionId) : PipeWriter
    {
        private const int LongestRefusal = 1024;
        private const string NoBody = "Content-Length: 0\r\n";

        private Memory<byte> _memory;

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => _memory = inner.GetMemory(Math.Max(sizeHint, LongestRefusal));

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override void Advance(int bytes)
        {
            inner.Advance(IsBareRefusal(_memory.Span[..bytes]) ? Complete(_memory.Span, bytes) : bytes);
            _memory = _memory[bytes..];
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
            inner.FlushAsync(cancellationToken);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

        /// <summary>
        /// Whether these bytes are a complete response of the server alone. Responses that passed a middleware have the security headers.
        /// </summary>
        private static bool IsBareRefusal(ReadOnlySpan<byte> written) =>
            (written.StartsWith("HTTP/1.1 4"u8) || written.StartsWith("HTTP/1.1 505"u8))
            && written.EndsWith("\r\n\r\n"u8)
            && written.IndexOf("Connection: close\r\n"u8) >= 0
            && written.IndexOf("Content-Length: 0\r\n"u8) >= 0
            && written.IndexOf("X-Content-Type-Options"u8) < 0;

        /// <returns>The length of the response with its problem, or of the bare one if there is no room.</returns>
        private int Complete(Span<byte> memory, int bytes)
        {
            var head = Encoding.Latin1.GetString(memory[..bytes]);
            var body = ProblemOf(int.Parse(head.AsSpan("HTTP/1.1 ".Length, 3), provider: null));
            var headers =
                $"Content-Type: application/problem+json\r\nContent-Length: {body.Length}\r\nContent-Language: {ProblemTexts.Languages[0]}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n";
            byte[] answer = [.. Encoding.Latin1.GetBytes(head.Replace(NoBody, headers, StringComparison.Ordinal)), .. body];
            return answer.AsSpan().TryCopyTo(memory) ? answer.Length : bytes;
        }

        private byte[] ProblemOf(int status)
        {
            var texts = ProblemTexts.In(ProblemTexts.Languages[0]);
            var code = BareRefusals.CodeOf(status);
            return JsonSerializer.SerializeToUtf8Bytes(
                new Problem
                {
                    Type = $"urn:marketing-api:problem:{code}",
                    Title = texts.Title(status),
                    Status = status,
                    Detail = texts.Text(code, new Dictionary<string, object?>()),
                    Instance = "/",
                    TraceId = connectionId,
                    Code = code,
                },
                JsonInput.Options
            );
        }
    }
}
