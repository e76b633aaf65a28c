using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>Writes CSV as defined by RFC 4180, in UTF-8. The output is sent in blocks, as fast as the client reads it.</summary>
internal sealed class CsvWriter(PipeWriter output)
{
    private const int FlushAt = 16_384;
    private const char ByteOrderMark = '\uFEFF';

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private readonly StringBuilder _pending = new(FlushAt * 2);

    /// <summary>Marks the text as UTF-8, which Excel otherwise does not assume.</summary>
    public void Mark() => _pending.Append(ByteOrderMark);

    /// <summary>Writes one line.</summary>
    public async ValueTask WriteAsync(IEnumerable<CsvCell> cells, CancellationToken ct)
    {
        var separator = "";
        foreach (var cell in cells)
        {
            _pending.Append(separator);
            Append(cell.Content);
            separator = ",";
        }

        _pending.Append("\r\n");
        if (_pending.Length >= FlushAt)
        {
            await FlushAsync(ct);
        }
    }

    /// <summary>Sends the remaining output.</summary>
    public async ValueTask FlushAsync(CancellationToken ct)
    {
        foreach (var chunk in _pending.GetChunks())
        {
            Encoding.UTF8.GetBytes(chunk.Span, output);
        }

        _pending.Clear();
        await output.FlushAsync(ct);
    }

    private void Append(string text)
    {
        if (text.AsSpan().ContainsAny(Quoted))
        {
            _pending.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            _pending.Append(text);
        }
    }
}
