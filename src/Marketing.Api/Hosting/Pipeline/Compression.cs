using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Marketing.Api.Hosting.Pipeline;

/// <summary>
/// Compresses JSON and CSV, also over TLS. Guessing content from its length (BREACH) requires a browser that sends credentials
/// automatically; this API accepts none from cookies.
/// </summary>
internal static class Compression
{
    public static void AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["application/json", "application/problem+json", "text/csv"];
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
    }
}
