using System.Text.Json;
using Marketing.Api.Contract.Input;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Writes;
using MediatR;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>From a use case to its answer: the four ways in which endpoints end.</summary>
internal static class Calls
{
    /// <summary>200 with the value; ETag and 304 where the operation has them.</summary>
    public static async Task<IResult> Read<T>(this HttpContext http, IQuery<T> query)
    {
        var sender = http.RequestServices.GetRequiredService<ISender>();
        if (query is IRevalidated { VersionOnly: { } versionOnly } && Preconditions.AsksForFreshness(http)
            && await sender.Send(versionOnly, http.RequestAborted) is { Succeeded: true, Value: var version } && Preconditions.IsFresh(http, Preconditions.ETagOf(version)))
        {
            return new UnchangedResult(Preconditions.ETagOf(version));
        }

        var result = await sender.Send(query, http.RequestAborted);
        return result.Succeeded ? new ValueResult<T>(result.Value) : new ProblemResult(result.Error);
    }

    /// <summary>201 with the value, its ETag and its place.</summary>
    public static Task<IResult> Create<T>(this HttpContext http, ICommand<T> command, Func<T, string> location) =>
        Write(http, command, value => new Answer(StatusCodes.Status201Created, value, location(value)));

    /// <summary>200 with the value and its ETag.</summary>
    public static Task<IResult> Change<T>(this HttpContext http, ICommand<T> command) =>
        Write(http, command, value => new Answer(StatusCodes.Status200OK, value, null));

    /// <summary>201 where the value says that it is new, else 200.</summary>
    public static Task<IResult> Write<T>(this HttpContext http, ICommand<T> command, Func<T, Answer> answer) =>
        WriteAsync(http, command, answer);

    /// <summary>204.</summary>
    public static Task<IResult> Remove(this HttpContext http, ICommand<Done> command) =>
        Write(http, command, _ => new Answer(StatusCodes.Status204NoContent, null, null));

    private static async Task<IResult> WriteAsync<T>(HttpContext http, ICommand<T> command, Func<T, Answer> answer)
    {
        var request = http.RequestServices.GetRequiredService<RequestContext>();
        if (request is { Idempotency: { } retry, ValidateOnly: false })
        {
            return await WithRetryKeyAsync(http, command, answer, retry);
        }

        return Outcome(await SendAsync(http, command), value => Render(answer(value)));
    }

    private static async Task<IResult> WithRetryKeyAsync<T>(HttpContext http, ICommand<T> command, Func<T, Answer> answer, IdempotencyRequest retry)
    {
        var answers = http.RequestServices.GetRequiredService<KeptAnswers>();
        if (await answers.FindAsync(retry, http.RequestAborted) is { } earlier)
        {
            return Replay(earlier);
        }

        if (http.GetEndpoint()!.Metadata.GetRequiredMetadata<Operation>().IfMatch == IfMatchUse.Required && !http.Features.Get<IfMatchHeader>()!.Given)
        {
            return new ProblemResult(StatusCodes.Status428PreconditionRequired, "http.ifMatchRequired");
        }

        // What is kept is what is sent, and written down once, unless it holds a secret.
        StoredAnswer? written = null;
        retry.Render = result =>
        {
            var whole = answer(((Result<T>)result).Value);
            var kept = Render(ToBeKept(whole));
            written = whole.Value is IHoldsSecret ? null : kept;
            return kept;
        };
        try
        {
            return Outcome(await SendAsync(http, command), value => written ?? Render(answer(value)));
        }
        catch (RetryKeyTakenException)
        {
            return await answers.FindAsync(retry, http.RequestAborted) is { } twin
                ? Replay(twin)
                : new ProblemResult(StatusCodes.Status409Conflict, "idempotency.stillRunning") { RetryAfter = 1 };
        }
    }

    private static IResult Outcome<T>(Result<T> result, Func<T, StoredAnswer> answer) =>
        result.Succeeded ? new StoredResult(answer(result.Value)) : new ProblemResult(result.Error);

    private static Answer ToBeKept(Answer answer) => answer.Value is IHoldsSecret secret ? answer with { Value = secret.WithoutSecret() } : answer;

    private static IResult Replay(KeptAnswers.Finding found) => found.SameRequest
        ? new StoredResult(found.Answer) { Replayed = true }
        : new ProblemResult(StatusCodes.Status422UnprocessableEntity, "idempotency.keyReused");

    private static Task<Result<T>> SendAsync<T>(HttpContext http, ICommand<T> command) =>
        http.RequestServices.GetRequiredService<ISender>().Send(command, http.RequestAborted);

    private static StoredAnswer Render(Answer answer) => new(
        answer.Status,
        answer.Location,
        answer.Value is IVersioned versioned ? Preconditions.ETagOf(versioned.Version) : null,
        answer.Value is null ? [] : JsonSerializer.SerializeToUtf8Bytes(answer.Value, answer.Value.GetType(), JsonInput.Options));
}

/// <summary>An answer before it is written down.</summary>
internal sealed record Answer(int Status, object? Value, string? Location);
