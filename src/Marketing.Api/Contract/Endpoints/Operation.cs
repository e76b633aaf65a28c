using Marketing.Application.Common;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>
/// What an endpoint takes, needs and answers. One statement of it: the request gate enforces it and the OpenAPI document
/// is written from it.
/// </summary>
internal sealed record Operation
{
    /// <summary>Stable operationId, <c>verbNoun</c>; becomes the method's name in generated clients.</summary>
    public required string Id { get; init; }

    /// <summary>One line; taken from the handler's XML comment where it is not given here.</summary>
    public string? Summary { get; init; }

    /// <summary>Effects, rules and errors; taken from the handler's XML remarks where it is not given here.</summary>
    public string? Description { get; init; }

    /// <summary>Any one of these scopes opens it; none: any valid credential does.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Open to everybody.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Not for API keys.</summary>
    public bool PersonsOnly { get; init; }

    /// <summary>Works without a chosen workspace.</summary>
    public bool OutsideWorkspace { get; init; }

    /// <summary>The record its JSON body is read into.</summary>
    public Type? Body { get; init; }

    /// <summary>Whether the body may be left out.</summary>
    public bool BodyOptional { get; init; }

    /// <summary>The body is a merge patch of <see cref="Body"/>.</summary>
    public bool IsMergePatch { get; init; }

    public int MaxBodyBytes { get; init; } = 1_000_000;

    /// <summary>The record its query is read into.</summary>
    public Type? Query { get; init; }

    /// <summary>It changes something: takes <c>validateOnly</c>, and on POST an Idempotency-Key.</summary>
    public bool Writes { get; init; }

    public IfMatchUse IfMatch { get; init; }

    /// <summary>The answer carries an ETag; on GET, If-None-Match is answered with 304.</summary>
    public bool ETag { get; init; }

    /// <summary>The record it answers; none means 204.</summary>
    public Type? Response { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>It may also make the resource: 201 with its place, beside <see cref="Status"/>.</summary>
    public bool MayCreate { get; init; }

    /// <summary>The answer names where the new resource is.</summary>
    public bool Location { get; init; }

    /// <summary>Also answers <c>text/csv</c>.</summary>
    public bool Csv { get; init; }

    /// <summary>Refusals of its own, beside those that follow from the rest (404 for ids in the path, 409 and 422 for writes …).</summary>
    public IReadOnlyList<int> Refusals { get; init; } = [];

    public static Operation List<TQuery, TItem>(string id, params string[] scopes)
        where TQuery : ListArguments => new()
        {
            Id = id,
            Scopes = scopes,
            Query = typeof(TQuery),
            Response = typeof(Page<TItem>),
        };

    public static Operation Get<TResponse>(string id, params string[] scopes) =>
        new() { Id = id, Scopes = scopes, Response = typeof(TResponse), ETag = true };

    public static Operation Create<TBody, TResponse>(string id, params string[] scopes) => new()
    {
        Id = id,
        Scopes = scopes,
        Body = typeof(TBody),
        Writes = true,
        Response = typeof(TResponse),
        Status = StatusCodes.Status201Created,
        Location = true,
        ETag = true,
    };

    public static Operation Patch<TBody, TResponse>(string id, params string[] scopes) => new()
    {
        Id = id,
        Scopes = scopes,
        Body = typeof(TBody),
        IsMergePatch = true,
        Writes = true,
        IfMatch = IfMatchUse.Required,
        Response = typeof(TResponse),
        ETag = true,
    };

    public static Operation Replace<TBody, TResponse>(string id, params string[] scopes) =>
        Patch<TBody, TResponse>(id, scopes) with { IsMergePatch = false };

    public static Operation Delete(string id, params string[] scopes) =>
        new() { Id = id, Scopes = scopes, Writes = true, IfMatch = IfMatchUse.Required, Status = StatusCodes.Status204NoContent };

    /// <summary>A state change: <c>POST …/{id}/{verb}</c>.</summary>
    public static Operation Act<TResponse>(string id, params string[] scopes) =>
        new() { Id = id, Scopes = scopes, Writes = true, IfMatch = IfMatchUse.Required, Response = typeof(TResponse), ETag = true };
}

/// <summary>Whether a write names the version it was made from.</summary>
internal enum IfMatchUse
{
    None,
    Optional,
    Required,
}
