using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Input;
using Marketing.Application.Budgets;
using Marketing.Application.BulkJobs;
using Marketing.Application.Common;
using Marketing.Domain.BulkJobs;
using nietras.SeparatedValues;

namespace Marketing.Api.BulkJobs;

/// <summary>Reads the rows of jobs with the reader of request bodies. A row of CSV becomes the JSON that it stands for.</summary>
internal sealed class BulkRows : IBulkRows
{
    private const int DeepestNesting = 4;

    private static readonly ConcurrentDictionary<Type, Func<ReadOnlyMemory<byte>, (object?, IReadOnlyList<InputFault>)>> Readers = new();

    public (IReadOnlyList<string> Unknown, IReadOnlyList<string> Allowed) CheckHeader(Type item, string header)
    {
        var names = NamesIn(header);
        var allowed = Columns((ObjectShape)JsonInput.Describe(item), "", DeepestNesting).Order(StringComparer.Ordinal).ToList();
        return (
            [.. names.Except(allowed), .. names.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key)],
            allowed
        );
    }

    public IReadOnlyList<BulkRow> Read(Type item, BulkJob job, BulkJobChunk chunk)
    {
        var text = Encoding.UTF8.GetString(chunk.Body);
        var rows = job.Format == BulkJobFormat.Ndjson ? LinesOf(chunk.Body) : RecordsOf(item, job.Header ?? "", text);
        return [.. rows.Select((json, i) => RowOf(item, chunk.FirstRow + i, json))];
    }

    private static BulkRow RowOf(Type item, long number, ReadOnlyMemory<byte> json)
    {
        var (value, faults) = Readers.GetOrAdd(item, ReaderFor)(json);
        return faults.Count == 0 ? new BulkRow(number, value, null) : new BulkRow(number, null, ProblemOf(faults));
    }

    private static BulkProblem ProblemOf(IReadOnlyList<InputFault> faults) =>
        new()
        {
            Code = "input.invalid",
            Args = null,
            Errors = [.. faults.Select(fault => BulkFault.Of(fault.Pointer, fault.Code, fault.Args))],
        };

    private static Func<ReadOnlyMemory<byte>, (object?, IReadOnlyList<InputFault>)> ReaderFor(Type item) =>
        typeof(BulkRows)
            .GetMethod(nameof(ReadItem), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(item)
            .CreateDelegate<Func<ReadOnlyMemory<byte>, (object?, IReadOnlyList<InputFault>)>>();

    private static (object?, IReadOnlyList<InputFault>) ReadItem<T>(ReadOnlyMemory<byte> json)
    {
        var read = JsonInput.Read<T>(json);
        return (read.Value, read.Faults);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> LinesOf(byte[] body)
    {
        for (var begin = 0; begin < body.Length; )
        {
            var end = Array.IndexOf(body, (byte)'\n', begin);
            yield return body.AsMemory(begin, end - begin);
            begin = end + 1;
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> RecordsOf(Type item, string header, string text)
    {
        var shape = (ObjectShape)JsonInput.Describe(item);
        var names = NamesIn(header);
        foreach (var cells in CellsOf(text))
        {
            yield return Encoding.UTF8.GetBytes(ObjectOf(shape, names, cells).ToJsonString(WireJson.Stored));
        }
    }

    private static string[] NamesIn(string header) => [.. CellsOf(header).SelectMany(cells => cells).Select(cell => cell.Text)];

    private static List<Cell[]> CellsOf(string text)
    {
        var records = new List<Cell[]>();
        using var rows = Sep.New(',').Reader(options => options with { HasHeader = false, DisableColCountCheck = true }).FromText(text);
        foreach (var row in rows)
        {
            var cells = new Cell[row.ColCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = Cell.Of(row[i].Span);
            }

            records.Add(cells);
        }

        return records;
    }

    /// <summary>Returns the object of a record. Cells beyond the header become a member that no item has: they are refused.</summary>
    private static JsonObject ObjectOf(ObjectShape shape, string[] names, Cell[] cells)
    {
        var root = new JsonObject();
        for (var i = 0; i < cells.Length; i++)
        {
            if (!cells[i].IsAbsent)
            {
                var name = i < names.Length ? names[i] : $"column{(i + 1).ToString(CultureInfo.InvariantCulture)}";
                Set(root, shape, name.Split('.'), cells[i]);
            }
        }

        return root;
    }

    private static void Set(JsonObject target, ObjectShape? shape, string[] path, Cell cell)
    {
        var member = shape?.Find(path[0]);
        if (path.Length == 1)
        {
            target[path[0]] = cell.IsNull ? null : ValueOf(member?.Shape, cell.Text);
            return;
        }

        if (target[path[0]] is not JsonObject inner)
        {
            target[path[0]] = inner = [];
        }

        Set(inner, MembersOf(member?.Shape), path[1..], cell);
    }

    /// <summary>Returns the object whose members can be columns; null if the shape has none.</summary>
    private static ObjectShape? MembersOf(InputShape? shape) => shape is PatchShape patch ? patch.Document : shape as ObjectShape;

    private static JsonNode? ValueOf(InputShape? shape, string cell) =>
        shape?.Kind switch
        {
            ShapeKind.Boolean when bool.TryParse(cell, out var flag) => flag,
            ShapeKind.Integer when long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
                number,
            ShapeKind.Array or ShapeKind.Object or ShapeKind.Union or ShapeKind.Map or ShapeKind.Patch => Parse(cell),
            _ => cell,
        };

    private static JsonNode? Parse(string cell)
    {
        try
        {
            return JsonNode.Parse(cell);
        }
        catch (JsonException)
        {
            return cell;
        }
    }

    /// <summary>Returns the names of columns for the members of an item.</summary>
    private static IEnumerable<string> Columns(ObjectShape shape, string prefix, int depth) =>
        shape.Properties.SelectMany(member =>
            MembersOf(member.Shape) is { } inner && depth > 0
                ? Columns(inner, $"{prefix}{member.Name}.", depth - 1).Append(prefix + member.Name)
                : [prefix + member.Name]
        );

    /// <summary>A cell of CSV. Quotes distinguish an empty text from a value that is left out, and a text <c>\N</c> from null.</summary>
    private readonly record struct Cell(string Text, bool IsQuoted)
    {
        public bool IsAbsent => !IsQuoted && Text.Length == 0;

        public bool IsNull => !IsQuoted && Text == @"\N";

        public static Cell Of(ReadOnlySpan<char> raw) =>
            raw is ['"', .. var quoted, '"']
                ? new Cell(quoted.ToString().Replace("\"\"", "\"", StringComparison.Ordinal), true)
                : new Cell(raw.ToString(), false);
    }
}
