using Marketing.Api.Hosting.Health;

namespace Marketing.Api.Hosting.Pipeline;

/// <summary>Adds security headers to every response.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, IHostEnvironment environment, Readiness readiness)
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Swagger UI needs its own scripts and styles, and calls this service.</summary>
    private const string Documentation =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly bool _secured = !environment.IsDevelopment();

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(
            static state =>
            {
                var (self, context) = ((SecurityHeaders, HttpContext))state;
                self.Write(context);
                return Task.CompletedTask;
            },
            (this, http)
        );
        return next(http);
    }

    private void Write(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments("/docs") ? Documentation : Nothing;
        if (_secured && http.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        if (readiness.IsStopping && HttpProtocol.IsHttp11(http.Request.Protocol))
        {
            headers.Connection = "close";
        }
    }
}
