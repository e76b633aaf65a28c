using System.Reflection;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.Problems;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Microsoft.AspNetCore.Http.Metadata;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>A JSON body, read strictly. Faults go to the request gate, so a handler only receives valid values.</summary>
internal readonly record struct Body<T>(T Value) : IEndpointParameterMetadataProvider
{
    public static async ValueTask<Body<T>> BindAsync(HttpContext http, ParameterInfo _)
    {
        if (await RawBody.ReadAsync(http) is not { } utf8)
        {
            return default;
        }

        var read = JsonInput.Read<T>(utf8);
        RequestInput.Of(http).Add(read.Faults);
        return new Body<T>(read.Value!);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.State(contract => contract with { Body = typeof(T) });
}

/// <summary>A JSON body that can be omitted if the defaults of all members are wanted.</summary>
internal readonly record struct OptionalBody<T>(T? Value) : IEndpointParameterMetadataProvider
    where T : class
{
    public static async ValueTask<OptionalBody<T>> BindAsync(HttpContext http, ParameterInfo _)
    {
        if (await RawBody.ReadAsync(http) is not { Length: > 0 } utf8)
        {
            return default;
        }

        var read = JsonInput.Read<T>(utf8);
        RequestInput.Of(http).Add(read.Faults);
        return new OptionalBody<T>(read.Value);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.State(contract => contract with { Body = typeof(T), BodyIsOptional = true });
}

/// <summary>A JSON merge patch (RFC 7396). The use case applies it to the current representation.</summary>
internal sealed class MergePatch<T>(ReadOnlyMemory<byte> utf8) : Patch<T>, IEndpointParameterMetadataProvider
    where T : notnull
{
    public static async ValueTask<MergePatch<T>> BindAsync(HttpContext http, ParameterInfo _) =>
        new(await RawBody.ReadAsync(http) ?? default);

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.State(contract => contract with { Body = typeof(T), IsMergePatch = true });

    public override IReadOnlyList<string> Members => JsonInput.MembersIn(utf8);

    public override IEnumerable<PatchText> Texts => JsonInput.TextsIn<T>(utf8);

    public override Result<T> ApplyTo(T current) => ResultOf(JsonInput.Merge(current, utf8));

    public override Result<T> Create(object? defaults = null) => ResultOf(JsonInput.Create<T>(defaults ?? new object(), utf8));

    private static Result<T> ResultOf(InputResult<T> merged) =>
        merged.IsValid
            ? merged.Value
            : new InvalidPatch([.. merged.Faults.Select(fault => new RuleFault(fault.Pointer, fault.Code, fault.Args))]);
}

/// <summary>The query string, read strictly.</summary>
internal readonly record struct Query<T>(T Value) : IEndpointParameterMetadataProvider
{
    public static ValueTask<Query<T>> BindAsync(HttpContext http, ParameterInfo _)
    {
        var read = QueryInput.Read<T>(http.Request.Query);
        RequestInput.Of(http).Add(read.Faults);
        if (read.Value is WriteArguments { ValidateOnly: true })
        {
            RequestInput.Of(http).ValidateOnly = true;
        }

        return ValueTask.FromResult(new Query<T>(read.Value!));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.State(contract => contract with { Query = typeof(T) });
}

/// <summary>The version that a change is based on; If-Match is required.</summary>
/// <param name="Version">The condition; null only if the header is missing, which the request gate rejects.</param>
internal readonly record struct IfMatch(ExpectedVersion? Version) : IEndpointParameterMetadataProvider
{
    public static ValueTask<IfMatch> BindAsync(HttpContext http, ParameterInfo _) => ValueTask.FromResult(new IfMatch(Read(http, false)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.State(contract => contract with { IfMatch = IfMatchUse.Required });

    public static ExpectedVersion? Read(HttpContext http, bool hasContentVersion)
    {
        var input = RequestInput.Of(http);
        var condition = Preconditions.Read(http.Request, input, hasContentVersion);
        input.IfMatchMissing = condition is null;
        return condition;
    }
}

/// <summary>The same for a plan, whose ETag also holds the version of its content. Only the version before the dot is compared.</summary>
/// <inheritdoc cref="IfMatch"/>
internal readonly record struct PlanIfMatch(ExpectedVersion? Version) : IEndpointParameterMetadataProvider
{
    public static ValueTask<PlanIfMatch> BindAsync(HttpContext http, ParameterInfo _) =>
        ValueTask.FromResult(new PlanIfMatch(IfMatch.Read(http, hasContentVersion: true)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => IfMatch.PopulateMetadata(parameter, builder);
}

/// <summary>The version that a change is based on, if the client sends If-Match.</summary>
/// <param name="Version">The condition; null without the header.</param>
internal readonly record struct OptionalIfMatch(ExpectedVersion? Version) : IEndpointParameterMetadataProvider
{
    public static ValueTask<OptionalIfMatch> BindAsync(HttpContext http, ParameterInfo _) =>
        ValueTask.FromResult(new OptionalIfMatch(Preconditions.Read(http.Request, RequestInput.Of(http))));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.State(contract => contract with { IfMatch = IfMatchUse.Optional });
}

/// <summary>The language of texts in the response, from Accept-Language. The response states it in Content-Language and Vary.</summary>
internal readonly record struct AcceptedLanguage(ProblemTexts Texts, HttpResponse Response) : IEndpointParameterMetadataProvider
{
    public string Tag => Texts.Language;

    public static ValueTask<AcceptedLanguage> BindAsync(HttpContext http, ParameterInfo _)
    {
        var texts = ProblemTexts.For(http.Request);
        texts.Announce(http.Response);
        return ValueTask.FromResult(new AcceptedLanguage(texts, http.Response));
    }

    /// <summary>States that the response is in another language, because the query asks for it.</summary>
    public void Replace(string tag) => ProblemTexts.In(tag).Announce(Response);

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.State(contract => contract with { Localized = true });
}

/// <summary>The query parameters of every write.</summary>
internal record WriteArguments
{
    /// <summary>Whether to validate the request and return the response without saving anything.</summary>
    public bool ValidateOnly { get; init; }
}

/// <summary>The query of an endpoint without query parameters.</summary>
internal sealed record NoArguments;
