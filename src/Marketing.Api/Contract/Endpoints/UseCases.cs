using System.Text.Json;
using Marketing.Api.Contract.Input;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>Sends the use cases of handlers and turns what they return into responses.</summary>
internal sealed class UseCases(ISender sender, RequestContext request, IStoredResponses stored, IHttpContextAccessor accessor)
{
    /// <summary>Rows that are read together for CSV.</summary>
    private const int CsvPageSize = 500;

    private HttpContext Http => accessor.HttpContext!;

    private CancellationToken Aborted => Http.RequestAborted;

    /// <summary>Responds with the query's value, or with 304 if the client has its version.</summary>
    public async Task<Ok<T>> Read<T>(IQuery<T> query)
    {
        if (await UnchangedAsync(query) is { } unchanged)
        {
            return new Ok<T>(unchanged);
        }

        return await Read(query, value => value);
    }

    /// <summary>Responds with a value computed from the query's value.</summary>
    public async Task<Ok<TResponse>> Read<T, TResponse>(IQuery<T> query, Func<T, TResponse> response)
    {
        var result = await sender.Send(query, Aborted);
        return result.Succeeded ? response(result.Value) : new ProblemResult(result.Error);
    }

    /// <summary>Responds with a value computed from the query's value, or with its text if the client prefers that media type.</summary>
    public async Task<OkOr<TResponse, TText>> Read<T, TResponse, TText>(
        IQuery<T> query,
        Func<T, TResponse> response,
        Func<TResponse, string> text
    )
        where TText : ITextType
    {
        var result = await sender.Send(query, Aborted);
        if (!result.Succeeded)
        {
            return new OkOr<TResponse, TText>(new ProblemResult(result.Error));
        }

        Http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        var value = response(result.Value);
        return new OkOr<TResponse, TText>(
            Negotiation.Prefers(Http.Request, TText.MediaType)
                ? new TextResult(TText.MediaType, text(value))
                : new ValueResult<TResponse>(value)
        );
    }

    /// <summary>Responds with the query's value, or with a workbook of it if the client prefers that.</summary>
    /// <param name="query">The query.</param>
    /// <param name="name">Returns the name of the file.</param>
    /// <param name="write">Writes the workbook to a stream.</param>
    public async Task<OkOr<T, Workbook>> ReadWorkbook<T>(
        IQuery<T> query,
        Func<T, string> name,
        Func<T, Stream, CancellationToken, Task> write
    )
        where T : notnull
    {
        var result = await sender.Send(query, Aborted);
        if (!result.Succeeded)
        {
            return new OkOr<T, Workbook>(new ProblemResult(result.Error));
        }

        Http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (!Negotiation.Prefers(Http.Request, Workbook.MediaType))
        {
            return new OkOr<T, Workbook>(new ValueResult<T>(result.Value));
        }

        using var file = new MemoryStream();
        await write(result.Value, file, Aborted);
        return new OkOr<T, Workbook>(new FileResult(Workbook.MediaType, name(result.Value), file.ToArray()));
    }

    /// <summary>Responds with a calendar, or with 304 if the client has its version.</summary>
    public async Task<OkCalendar> ReadCalendar<T>(IQuery<T> query, Func<T, byte[]> render)
        where T : IVersioned
    {
        if (await UnchangedAsync(query) is { } unchanged)
        {
            return new OkCalendar(unchanged);
        }

        var result = await sender.Send(query, Aborted);
        return result.Succeeded
            ? new OkCalendar(new TaggedTextResult(OkCalendar.MediaType, result.Value.Tag, render(result.Value)))
            : new ProblemResult(result.Error);
    }

    /// <summary>Responds with a page of the list, or streams all of its pages as CSV if the client prefers that.</summary>
    public Task<OkOrCsv<Page<TRow>>> ReadFeed<TRow>(IFeedQuery<TRow> query, Feed<TRow> feed) => ReadFeed(query, feed, row => [row]);

    /// <summary>Responds with a page of the list, or streams all of its pages as CSV if the client prefers that.</summary>
    /// <param name="query">The list.</param>
    /// <param name="feed">The columns of CSV.</param>
    /// <param name="rows">Returns the CSV rows of an item of the list.</param>
    public async Task<OkOrCsv<Page<TItem>>> ReadFeed<TItem, TRow>(
        IFeedQuery<TItem> query,
        Feed<TRow> feed,
        Func<TItem, IEnumerable<TRow>> rows
    )
    {
        Http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (!Negotiation.Prefers(Http.Request, Negotiation.Csv))
        {
            return new OkOrCsv<Page<TItem>>(await Read(query));
        }

        if (query is IGrowingFeedQuery<TItem> growing)
        {
            query = growing.Until((await sender.Send(growing.Head, Aborted)).Value);
        }

        // A cursor is valid only for its page size; without one, pages have the best size for streaming.
        query = query.Cursor is null ? query.ForPage(null, CsvPageSize) : query;
        var first = await sender.Send(query, Aborted);
        return new OkOrCsv<Page<TItem>>(
            first.Succeeded ? new CsvResult<TItem, TRow>(feed, query, first.Value, rows, sender) : new ProblemResult(first.Error)
        );
    }

    /// <summary>Runs a command that creates a resource.</summary>
    public async Task<Created<T>> Create<T>(ICommand<T> command, Func<T, string> location) =>
        new(await WriteAsync(command, value => new WriteResponse(StatusCodes.Status201Created, value, location(value))));

    /// <summary>Runs a command that changes something and returns its new state.</summary>
    public async Task<Changed<T>> Change<T>(ICommand<T> command) =>
        new(await WriteAsync(command, value => new WriteResponse(StatusCodes.Status200OK, value, null)));

    /// <summary>Runs a command that creates a resource or changes it; <paramref name="location"/> returns null for a change.</summary>
    public async Task<CreatedOrChanged<T>> CreateOrChange<T>(ICommand<T> command, Func<T, string?> location) =>
        new(
            await WriteAsync(
                command,
                value =>
                    location(value) is { } created
                        ? new WriteResponse(StatusCodes.Status201Created, value, created)
                        : new WriteResponse(StatusCodes.Status200OK, value, null)
            )
        );

    /// <summary>Runs a command that returns nothing, such as a deletion.</summary>
    public async Task<NoContent> Delete(ICommand<Done> command) =>
        new(await WriteAsync(command, _ => new WriteResponse(StatusCodes.Status204NoContent, null, null)));

    /// <summary>Returns 304 if the client's copy has the version that a cheaper query reads; null otherwise.</summary>
    private async Task<UnchangedResult?> UnchangedAsync(object query) =>
        query is IRevalidated { VersionOnly: { } versionOnly }
        && Preconditions.AsksForFreshness(Http)
        && await sender.Send(versionOnly, Aborted) is { Succeeded: true, Value: var current }
        && Preconditions.IsFresh(Http, Preconditions.ETagOf(current))
            ? new UnchangedResult(Preconditions.ETagOf(current))
            : null;

    private async Task<IResult> WriteAsync<T>(ICommand<T> command, Func<T, WriteResponse> response)
    {
        if (request is { Idempotency: { } key, ValidateOnly: false })
        {
            return await WriteOnceAsync(command, response, key);
        }

        return ResultOf(await sender.Send(command, Aborted), value => Final(response(value)).Render());
    }

    /// <summary>Leaves out the address and the ETag of a resource that was only validated: neither exists.</summary>
    private WriteResponse Final(WriteResponse response) =>
        request.ValidateOnly ? response with { Location = null, IsSaved = false } : response;

    private async Task<IResult> WriteOnceAsync<T>(ICommand<T> command, Func<T, WriteResponse> response, IdempotencyRequest key)
    {
        if (await stored.FindAsync(key, Aborted) is { } earlier)
        {
            return Replay(earlier);
        }

        if (RequestInput.Of(Http).IfMatchMissing)
        {
            return Preconditions.IfMatchRequired();
        }

        // The unit of work stores the response before it commits. The client gets the same bytes, unless they would hold a secret.
        StoredResponse? rendered = null;
        key.Render = result =>
        {
            var whole = response(((Result<T>)result).Value);
            var toStore = whole.WithoutSecret().Render();
            rendered = whole.HoldsSecret ? null : toStore;
            return toStore;
        };
        try
        {
            return ResultOf(await sender.Send(command, Aborted), value => rendered ?? response(value).Render());
        }
        catch (IdempotencyKeyTakenException)
        {
            return await stored.FindAsync(key, Aborted) is { } other
                ? Replay(other)
                : new ProblemResult(StatusCodes.Status409Conflict, "idempotency.stillRunning") { RetryAfter = 1 };
        }
    }

    private static IResult ResultOf<T>(Result<T> result, Func<T, StoredResponse> render) =>
        result.Succeeded ? new RenderedResult(render(result.Value)) : new ProblemResult(result.Error);

    private static IResult Replay(FoundResponse found) =>
        found.IsSameRequest
            ? new RenderedResult(found.Response) { Replayed = true }
            : new ProblemResult(StatusCodes.Status422UnprocessableEntity, "idempotency.keyReused");

    /// <summary>The response of a write before it is rendered.</summary>
    private sealed record WriteResponse(int Status, object? Value, string? Location)
    {
        public bool IsSaved { get; init; } = true;

        public bool HoldsSecret => Value is IHoldsSecret;

        public WriteResponse WithoutSecret() => Value is IHoldsSecret secret ? this with { Value = secret.WithoutSecret() } : this;

        public StoredResponse Render() =>
            new(
                Status,
                Location,
                IsSaved && Value is IVersioned versioned ? Preconditions.ETagOf(versioned) : null,
                Value is null ? [] : JsonSerializer.SerializeToUtf8Bytes(Value, Value.GetType(), JsonInput.Options)
            );
    }
}
