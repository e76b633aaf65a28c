using Marketing.Api.Contract.Endpoints;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Marketing.Api.Hosting.Pipeline;

/// <summary>
/// Rejects requests for unknown hosts, with too long targets or headers, or that proxies may interpret differently. The latter are
/// methods in lower case, which routing would accept, and transfer codings that the server does not decode.
/// </summary>
internal sealed class RequestShape(RequestDelegate next, IConfiguration configuration)
{
    public const int MaxTargetLength = 8_000;
    public const int MaxHeaders = 100;
    public const int MaxHeaderChars = 32_000;

    private readonly List<StringSegment> _hosts = HostsOf(configuration);

    public Task InvokeAsync(HttpContext http)
    {
        if (RefusalOf(http) is { } status)
        {
            return new ProblemResult(status, BareRefusals.CodeOf(status)).ExecuteAsync(http);
        }

        return next(http);
    }

    private int? RefusalOf(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (target.Length > MaxTargetLength)
        {
            return StatusCodes.Status414UriTooLong;
        }

        if (http.Request.Method.AsSpan().ContainsAnyInRange('a', 'z') || !IsPlainTransfer(http.Request.Headers.TransferEncoding))
        {
            return StatusCodes.Status400BadRequest;
        }

        if (IsTooMuch(http.Request.Headers))
        {
            return StatusCodes.Status431RequestHeaderFieldsTooLarge;
        }

        var served =
            _hosts.Count == 0 || HostString.MatchesAny(http.Request.Host.Host, _hosts) || Health.HealthEndpoints.Covers(http.Request.Path);
        return served ? null : StatusCodes.Status421MisdirectedRequest;
    }

    private static bool IsPlainTransfer(StringValues codings) =>
        codings.Count == 0 || (codings is [{ } only] && only.Equals("chunked", StringComparison.OrdinalIgnoreCase));

    private static bool IsTooMuch(IHeaderDictionary headers)
    {
        var chars = 0;
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                chars += name.Length + (value?.Length ?? 0);
            }
        }

        return headers.Count > MaxHeaders || chars > MaxHeaderChars;
    }

    private static List<StringSegment> HostsOf(IConfiguration configuration)
    {
        var hosts = (configuration["AllowedHosts"] ?? "*").Split(
            ';',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        return hosts.Contains("*") ? [] : [.. hosts.Select(host => new StringSegment(host))];
    }
}
