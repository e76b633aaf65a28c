using Marketing.Infrastructure.Persistence;
using Microsoft.Extensions.Options;

namespace Marketing.Api.Hosting.Limits;

/// <summary>Gives each request one limit for all retries after database failures.</summary>
internal sealed class RetryTime(RequestDelegate next, TimeProvider clock, IOptions<DatabaseOptions> options)
{
    private readonly TimeSpan _time = options.Value.RetryTime;

    public async Task InvokeAsync(HttpContext http)
    {
        RetryLimit.Apply(new RetryLimit(clock, _time));
        await next(http);
    }
}
