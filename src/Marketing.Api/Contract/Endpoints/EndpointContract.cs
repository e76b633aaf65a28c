using Marketing.Application.Common;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>
/// What an endpoint accepts, requires and returns. Derived from its handler's signature and from the statement that maps it. The request
/// gate enforces it, and the OpenAPI document is written from it.
/// </summary>
internal sealed record EndpointContract
{
    public const int DefaultMaxBodyBytes = 1_000_000;

    /// <summary>Operation id in the OpenAPI document, <c>verbNoun</c>; the method's name in generated clients.</summary>
    public string Id { get; init; } = "";

    /// <summary>One line; null to use the handler's XML summary.</summary>
    public string? Summary { get; init; }

    /// <summary>Effects, rules and errors; null to use the handler's XML remarks.</summary>
    public string? Description { get; init; }

    /// <summary>One of these scopes is required; if empty, any valid credential is accepted.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whether no credential is required.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Whether API keys are rejected.</summary>
    public bool PersonsOnly { get; init; }

    /// <summary>Whether no workspace needs to be chosen.</summary>
    public bool OutsideWorkspace { get; init; }

    /// <summary>The type of the JSON body; null if the endpoint has none.</summary>
    public Type? Body { get; init; }

    /// <summary>Whether the body can be omitted.</summary>
    public bool BodyIsOptional { get; init; }

    /// <summary>Whether the body is a JSON merge patch of <see cref="Body"/>.</summary>
    public bool IsMergePatch { get; init; }

    /// <summary>The media types of a body that is read while it arrives; none if the endpoint has no such body.</summary>
    public IReadOnlyList<string> Streams { get; init; } = [];

    public int MaxBodyBytes { get; init; } = DefaultMaxBodyBytes;

    /// <summary>The type of the query parameters; null if the endpoint declares none.</summary>
    public Type? Query { get; init; }

    /// <summary>Whether it changes data. It then accepts <c>validateOnly</c> and an Idempotency-Key.</summary>
    public bool Writes { get; init; }

    public IfMatchUse IfMatch { get; init; }

    /// <summary>The type of the response body; null if there is none.</summary>
    public Type? Response { get; init; }

    /// <summary>The discriminator that every part of the response has; null if the response has no union, or any of its forms.</summary>
    public string? Discriminator { get; init; }

    /// <summary>Every status of success.</summary>
    public IReadOnlyList<int> Statuses { get; init; } = [StatusCodes.Status200OK];

    /// <summary>Whether the response has texts in the language of Accept-Language.</summary>
    public bool Localized { get; init; }

    /// <summary>The media type beside JSON in which the response is available; null if there is none.</summary>
    public string? AlsoAs { get; init; }

    /// <summary>A sentence about the response in that media type.</summary>
    public string? AlsoAsDescription { get; init; }

    /// <summary>The media type of a response that is text; null for JSON. Such a response has an ETag.</summary>
    public string? Text { get; init; }

    /// <summary>The media types of a successful response. A request that accepts none of them is 406.</summary>
    public IReadOnlyList<string> Formats =>
        Text is not null ? [Text]
        : AlsoAs is null ? [Negotiation.Json]
        : [Negotiation.Json, AlsoAs];

    /// <summary>
    /// Error statuses that the rest of the contract does not imply, such as 404 for ids in the path, or 409 and 422 for writes.
    /// </summary>
    public IReadOnlyList<int> Errors { get; init; } = [];

    /// <summary>Whether the response has an ETag; a GET then responds to If-None-Match with 304.</summary>
    public bool ETag => Text is not null || Response?.IsAssignableTo(typeof(IVersioned)) == true;

    /// <summary>Returns the contract of the endpoint that handles the request.</summary>
    public static EndpointContract Of(HttpContext http) => http.GetEndpoint()!.Metadata.GetRequiredMetadata<EndpointContract>();
}

/// <summary>Whether a write must send the version that it is based on.</summary>
internal enum IfMatchUse
{
    None,
    Optional,
    Required,
}

internal static class EndpointContracts
{
    /// <summary>Adds to the contract of an endpoint while it is built.</summary>
    public static void State(this EndpointBuilder endpoint, Func<EndpointContract, EndpointContract> add)
    {
        var stated = endpoint.Metadata.OfType<EndpointContract>().SingleOrDefault();
        if (stated is not null)
        {
            endpoint.Metadata.Remove(stated);
        }

        endpoint.Metadata.Add(add(stated ?? new EndpointContract()));
    }
}
