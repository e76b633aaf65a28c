using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>Streams CSV for spreadsheets and BI tools: RFC 4180, UTF-8, and no cell that a spreadsheet would run as a formula.</summary>
internal sealed class CsvStream : IAsyncDisposable
{
    private const string MediaType = "text/csv";
    private const int FlushAt = 16_384;

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private readonly HttpResponse _response;
    private readonly StringBuilder _pending = new(FlushAt * 2);

    public CsvStream(HttpResponse response, string fileName, IEnumerable<string> header)
    {
        _response = response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        _pending.AppendJoin(',', header).Append("\r\n");
    }

    /// <summary>Whether the client likes CSV better than JSON.</summary>
    public static bool IsWanted(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            return false;
        }

        double Quality(string type) => accepted.Where(range => new MediaTypeHeaderValue(type).IsSubsetOf(range)).Select(range => range.Quality ?? 1).DefaultIfEmpty(0).Max();
        return Quality(MediaType) > Quality("application/json");
    }

    public async ValueTask LineAsync(CancellationToken ct, params object?[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            Append(i == 0 ? "" : ",", cells[i]);
        }

        _pending.Append("\r\n");
        if (_pending.Length >= FlushAt)
        {
            await FlushAsync(ct);
        }
    }

    public async ValueTask DisposeAsync() => await FlushAsync(_response.HttpContext.RequestAborted);

    private void Append(string separator, object? cell)
    {
        var text = cell switch
        {
            null => "",
            DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString() ?? "",
        };
        if (cell is string && text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            text = "'" + text;
        }

        _pending.Append(separator);
        if (text.AsSpan().ContainsAny(Quoted))
        {
            _pending.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            _pending.Append(text);
        }
    }

    private async ValueTask FlushAsync(CancellationToken ct)
    {
        foreach (var chunk in _pending.GetChunks())
        {
            Encoding.UTF8.GetBytes(chunk.Span, _response.BodyWriter);
        }

        _pending.Clear();
        await _response.BodyWriter.FlushAsync(ct);
    }
}
