using Marketing.Api.Contract.Endpoints;
using Microsoft.AspNetCore.Http.Features;

namespace Marketing.Api.Hosting.Limits;

/// <summary>Lets the server take as large a body as the operation does; an import is larger than a plan's header.</summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { } operation
            && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = operation.MaxBodyBytes;
        }

        return next(http);
    }
}
