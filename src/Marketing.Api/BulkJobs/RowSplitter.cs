using System.Buffers;
using Marketing.Domain.BulkJobs;

namespace Marketing.Api.BulkJobs;

/// <summary>Splits bytes into rows, as they arrive. A line break inside of quotes belongs to a row of CSV.</summary>
internal sealed class RowSplitter(BulkJobFormat format)
{
    /// <summary>The longest row, in bytes.</summary>
    public const int LongestRow = 64 * 1024;

    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    private readonly ArrayBufferWriter<byte> _row = new();
    private bool _inQuotes;
    private bool _isFirst = true;

    /// <summary>Returns the rows that end in these bytes.</summary>
    /// <exception cref="RowTooLongException">A row is longer than allowed.</exception>
    public IEnumerable<byte[]> Split(ReadOnlyMemory<byte> bytes)
    {
        var begin = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var letter = bytes.Span[i];
            _inQuotes ^= letter == '"' && format == BulkJobFormat.Csv;
            if (letter == '\n' && !_inQuotes)
            {
                Add(bytes.Span[begin..i]);
                begin = i + 1;
                if (Take() is { } row)
                {
                    yield return row;
                }
            }
        }

        Add(bytes.Span[begin..]);
    }

    /// <summary>Returns the row that ends with the body; null if there is none.</summary>
    public byte[]? End() => Take();

    private void Add(ReadOnlySpan<byte> bytes)
    {
        if (_row.WrittenCount + bytes.Length > LongestRow)
        {
            throw new RowTooLongException();
        }

        _row.Write(bytes);
    }

    private byte[]? Take()
    {
        var row = _row.WrittenSpan;
        row = _isFirst && row.StartsWith(Mark) ? row[Mark.Length..] : row;
        row = row.EndsWith("\r"u8) ? row[..^1] : row;
        var taken = row.Trim(" \t\r"u8).IsEmpty ? null : row.ToArray();
        _row.ResetWrittenCount();
        _isFirst = false;
        return taken;
    }
}

/// <summary>A row is longer than allowed.</summary>
internal sealed class RowTooLongException() : Exception("A row is too long.");
