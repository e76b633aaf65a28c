using System.Reflection;
using Marketing.Api.Contract.Input;
using Microsoft.AspNetCore.Http.Metadata;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>A body of rows that the handler reads while it arrives.</summary>
/// <param name="Rows">The bytes.</param>
/// <param name="MediaType">Their media type; null if the request was rejected.</param>
internal readonly record struct BodyStream(Stream Rows, string? MediaType) : IEndpointParameterMetadataProvider
{
    public const string Ndjson = "application/x-ndjson";

    /// <summary>An example for each media type that is accepted.</summary>
    public static readonly IReadOnlyDictionary<string, string> Examples = new Dictionary<string, string>
    {
        [Ndjson] = """{"budgetCode":"BRAND-2027","lineCode":"ADS-01","amount":{"amount":"1250","currency":"CNY"},"date":"2027-03-31"}""",
        [Negotiation.Csv] = "budgetCode,lineCode,amount.amount,amount.currency,date\nBRAND-2027,ADS-01,1250,CNY,2027-03-31",
    };

    /// <summary>The media types that are accepted.</summary>
    public static readonly IReadOnlyList<string> MediaTypes = [.. Examples.Keys];

    public static ValueTask<BodyStream> BindAsync(HttpContext http, ParameterInfo _)
    {
        var mediaType = BodyReader.MediaTypeOf(http.Request, MediaTypes);
        if (mediaType is null)
        {
            RequestInput.Of(http).BodyRefusal = (StatusCodes.Status415UnsupportedMediaType, "http.unsupportedMediaType");
        }

        return ValueTask.FromResult(new BodyStream(http.Request.Body, mediaType));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.State(contract => contract with { Streams = MediaTypes });
}
