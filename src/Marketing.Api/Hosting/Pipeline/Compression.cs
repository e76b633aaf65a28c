using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Marketing.Api.Hosting.Pipeline;

/// <summary>
/// Compresses JSON and CSV. Over TLS too: what a third party could guess by lengths (BREACH) needs a browser that sends
/// credentials by itself, and this API takes none from cookies.
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
