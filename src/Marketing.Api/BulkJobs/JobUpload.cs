using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.BulkJobs;
using Marketing.Application.Common;
using Marketing.Domain.BulkJobs;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.Extensions.Options;

namespace Marketing.Api.BulkJobs;

/// <summary>
/// Receives the rows of a job and stores them in chunks while they arrive, so that a body of any length needs little memory and another
/// node can apply them.
/// </summary>
internal sealed class JobUpload(
    ISender sender,
    RequestContext context,
    BulkJobRights rights,
    IBulkRows reader,
    IOptions<JobOptions> options,
    IHttpContextAccessor accessor
)
{
    private const int ChunkBytes = 256 * 1024;
    private const int ChunkRows = 200;
    private const int BufferBytes = 64 * 1024;

    public async Task<Created<JobResponse>> CreateAsync(JobArguments arguments, BodyStream body, UseCases useCases)
    {
        // Storing rows is safe to repeat and uses no key; the key belongs to the command that queues the job.
        var (key, aborted) = (context.Idempotency, accessor.HttpContext!.RequestAborted);
        context.Idempotency = null;
        var format = body.MediaType == BodyStream.Ndjson ? BulkJobFormat.Ndjson : BulkJobFormat.Csv;
        var (id, kind) = (EntityId.New<BulkJobId>(), arguments.Kind);
        var source = rights[kind].HasSource ? arguments.Source ?? context.Caller.System : null;
        var begin = new ReceiveJob(id, kind, format, source);
        var begun = await sender.Send(begin, aborted);
        if (!begun.Succeeded)
        {
            return new Created<JobResponse>(new ProblemResult(begun.Error));
        }

        var received = await ReceiveAsync(id, kind, format, body.Rows, aborted);
        if (received.Refusal is { } refused)
        {
            return new Created<JobResponse>(refused);
        }

        context.Idempotency = key is null ? null : key with { BodyHash = received.Hash };
        return await useCases.Create(new QueueJob(begin, received.Header, received.Rows, received.Chunks), job => $"/v1/jobs/{job.Id}");
    }

    private async Task<Received> ReceiveAsync(BulkJobId id, BulkJobKind kind, BulkJobFormat format, Stream body, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (splitter, chunk, received) = (new RowSplitter(format), new ArrayBufferWriter<byte>(), new Received());
        var (rowsOfChunk, bytes) = (0, 0L);
        var buffer = new byte[BufferBytes];
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, ct)) > 0)
            {
                bytes += read;
                if (bytes > options.Value.MaxBytes)
                {
                    return received with { Refusal = new ProblemResult(StatusCodes.Status413PayloadTooLarge, "http.bodyTooLarge") };
                }

                hash.AppendData(buffer, 0, read);
                foreach (var row in splitter.Split(buffer.AsMemory(0, read)))
                {
                    if (await AddAsync(row) is { } refused)
                    {
                        return received with { Refusal = refused };
                    }
                }
            }

            if (splitter.End() is { } last && await AddAsync(last) is { } refusal)
            {
                return received with { Refusal = refusal };
            }
        }
        catch (RowTooLongException)
        {
            return received with { Refusal = new ProblemResult(new BulkJobRowTooLong(received.Rows + 1, RowSplitter.LongestRow)) };
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            return received with { Refusal = new ProblemResult(StatusCodes.Status400BadRequest, "http.malformedRequest") };
        }

        await FlushAsync();
        return received with { Hash = hash.GetHashAndReset() };

        async Task<ProblemResult?> AddAsync(byte[] row)
        {
            if (format == BulkJobFormat.Csv && received.Header is null)
            {
                received = received with { Header = Encoding.UTF8.GetString(row) };
                return CheckHeader(kind, received.Header);
            }

            chunk.Write(row);
            chunk.Write("\n"u8);
            received = received with { Rows = received.Rows + 1 };
            if (++rowsOfChunk == ChunkRows || chunk.WrittenCount >= ChunkBytes)
            {
                await FlushAsync();
            }

            return null;
        }

        async Task FlushAsync()
        {
            if (rowsOfChunk > 0 && !context.ValidateOnly)
            {
                var rows = new ReceiveRows(id, received.Chunks, received.Rows - rowsOfChunk + 1, chunk.WrittenSpan.ToArray());
                _ = (await sender.Send(rows, CancellationToken.None)).Value;
            }

            received = received with { Chunks = received.Chunks + (rowsOfChunk > 0 ? 1 : 0) };
            rowsOfChunk = 0;
            chunk.ResetWrittenCount();
        }
    }

    private ProblemResult? CheckHeader(BulkJobKind kind, string header)
    {
        var (unknown, allowed) = reader.CheckHeader(rights[kind].Item, header);
        return unknown.Count > 0 || header.Length > BulkJob.HeaderLength
            ? new ProblemResult(new BulkJobColumnsUnknown(unknown, allowed))
            : null;
    }

    private sealed record Received
    {
        public string? Header { get; init; }

        public long Rows { get; init; }

        public int Chunks { get; init; }

        public byte[] Hash { get; init; } = [];

        public ProblemResult? Refusal { get; init; }
    }
}
