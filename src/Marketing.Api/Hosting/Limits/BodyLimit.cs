using Marketing.Api.Contract.Endpoints;
using Microsoft.AspNetCore.Http.Features;

namespace Marketing.Api.Hosting.Limits;

/// <summary>Sets the server's body limit to that of the endpoint. An import is larger than a plan's header.</summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (
            http.GetEndpoint()?.Metadata.GetMetadata<EndpointContract>() is { } contract
            && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit
        )
        {
            limit.MaxRequestBodySize = contract.MaxBodyBytes;
        }

        return next(http);
    }
}
