using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Marketing.Api.Hosting.Pipeline;

/// <summary>
/// Buffers the start of a response, so that an exception while writing it can still become a problem, and short responses have a length.
/// Longer responses, and those that disable buffering, are sent directly. A response of 4,000 bytes costs 1.4 µs and 0.3 KB. A memory
/// stream would take as long, allocate 4.4 KB, and hold long responses as a whole.
/// </summary>
internal sealed class HeldBody(HttpContext http, IHttpResponseBodyFeature inner) : PipeWriter, IHttpResponseBodyFeature
{
    /// <summary>The maximum number of bytes to buffer.</summary>
    public const int Capacity = 32 * 1024;

    private byte[]? _held;
    private int _count;
    private bool _through;
    private Stream? _stream;

    public Stream Stream => _stream ??= AsStream(leaveOpen: true);

    public PipeWriter Writer => this;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _through ? inner.Writer.UnflushedBytes : 0;

    /// <summary>Discards the buffer.</summary>
    /// <returns>Whether nothing of the response has been sent.</returns>
    public bool TryDiscard()
    {
        _count = 0;
        return !_through;
    }

    /// <summary>Sends the rest of the buffer, with its length if it is the whole response.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        if (!_through && _count > 0)
        {
            http.Response.ContentLength ??= _count;
            PassThrough();
            await inner.Writer.FlushAsync(ct);
        }

        Return();
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) =>
        HasRoom(sizeHint) ? _held.AsMemory(_count, Capacity - _count) : inner.Writer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) =>
        HasRoom(sizeHint) ? _held.AsSpan(_count, Capacity - _count) : inner.Writer.GetSpan(sizeHint);

    public override void Advance(int bytes)
    {
        if (_through)
        {
            inner.Writer.Advance(bytes);
        }
        else
        {
            _count += bytes;
        }
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        _through ? inner.Writer.FlushAsync(cancellationToken) : ValueTask.FromResult(default(FlushResult));

    public override void CancelPendingFlush() => inner.Writer.CancelPendingFlush();

    public override void Complete(Exception? exception = null)
    {
        // The server completes its writer after the last middleware.
    }

    public void DisableBuffering()
    {
        PassThrough();
        inner.DisableBuffering();
    }

    /// <summary>Does not start the response yet: writing text would start it before its first byte.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) =>
        _through ? inner.StartAsync(cancellationToken) : Task.CompletedTask;

    public async Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        PassThrough();
        await inner.Writer.FlushAsync(cancellationToken);
        await inner.SendFileAsync(path, offset, count, cancellationToken);
    }

    public async Task CompleteAsync()
    {
        await FinishAsync(http.RequestAborted);
        await inner.CompleteAsync();
    }

    private bool HasRoom(int sizeHint)
    {
        if (!_through && Capacity - _count < Math.Max(sizeHint, 1))
        {
            PassThrough();
        }

        if (!_through)
        {
            _held ??= ArrayPool<byte>.Shared.Rent(Capacity);
        }

        return !_through;
    }

    private void PassThrough()
    {
        if (_through)
        {
            return;
        }

        _through = true;
        if (_count > 0)
        {
            inner.Writer.Write(_held.AsSpan(0, _count));
        }

        Return();
    }

    private void Return()
    {
        if (_held is { } held)
        {
            _held = null;
            _count = 0;
            ArrayPool<byte>.Shared.Return(held);
        }
    }
}
