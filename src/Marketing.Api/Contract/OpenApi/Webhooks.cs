using Marketing.Api.Contract.OpenApi.Operations;
using Marketing.Api.Contract.OpenApi.Schemas;
using Marketing.Application.Webhooks;
using Microsoft.OpenApi;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>The webhooks: requests that the server sends to clients.</summary>
internal static class Webhooks
{
    private const string Token = @"^[\x21-\x7e]+$";

    public static OpenApiPathItem Change(DocumentParts parts, OpenApiDocument document) =>
        new()
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation>
            {
                [HttpMethod.Post] = new()
                {
                    OperationId = "receiveChange",
                    Summary = "A resource has changed",
                    Description =
                        "Sent to endpoints that are registered with `createWebhook`. Each change that an endpoint subscribes to is delivered at least once, in order per resource, and signed as Standard Webhooks 1.0.0 requires. Verify `webhook-signature` with the secret, and treat an id that you have seen as received. Respond with any 2xx within 15 seconds. Any other response, a redirect too, is retried: after about 5 seconds, then with increasing delays for 75 hours. `Retry-After` is respected up to an hour. 410 disables the endpoint.",
                    Tags = new HashSet<OpenApiTagReference> { new("Webhooks", document) },
                    Security = [],
                    Parameters =
                    [
                        Header("webhook-id", "Id of the event, the same in every delivery.", "0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d", 100),
                        Header("webhook-timestamp", "When this delivery was sent, in seconds since 1970.", "1772415000", 20),
                        Header(
                            "webhook-signature",
                            "One signature for each valid secret, separated by spaces.",
                            "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
                            1000
                        ),
                    ],
                    RequestBody = new OpenApiRequestBody
                    {
                        Required = true,
                        Description = "The change.",
                        Content = new Dictionary<string, OpenApiMediaType>
                        {
                            ["application/json"] = new()
                            {
                                Schema = parts.Schemas.Of(typeof(ChangeEvent), SchemaUse.Response),
                                Example = parts.Examples.Response(typeof(ChangeEvent)),
                            },
                        },
                    },
                    Responses = new OpenApiResponses { ["204"] = new OpenApiResponse { Description = "Received." } },
                },
            },
        };

    private static OpenApiParameter Header(string name, string description, string example, int maxLength) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = true,
            Description = description,
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MaxLength = maxLength,
                Pattern = name == "webhook-signature" ? @"^[\x20-\x7e]+$" : Token,
                Examples = [example],
            },
        };
}
