using System.Text.Encodings.Web;
using System.Text.Json;

namespace Marketing.Infrastructure.Transfer;

/// <summary>What an export contains. It is written last, so an export without it is incomplete.</summary>
internal sealed record TransferManifest
{
    public const string FileName = "manifest.json";

    /// <summary>The format of the files. A build reads its own format only.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required int Format { get; init; }

    public required Guid WorkspaceId { get; init; }

    public required string WorkspaceCode { get; init; }

    public required DateTime ExportedAt { get; init; }

    /// <summary>The newest migration of the exported database, for information.</summary>
    public string? Migration { get; init; }

    public required IReadOnlyList<ExportedTable> Tables { get; init; }

    public static async Task<TransferManifest> ReadAsync(string folder, CancellationToken ct)
    {
        await using var file = File.OpenRead(Path.Combine(folder, FileName));
        return await JsonSerializer.DeserializeAsync<TransferManifest>(file, Form, ct) ?? throw new JsonException($"{FileName} is empty.");
    }

    public async Task WriteAsync(Stream file, CancellationToken ct) => await JsonSerializer.SerializeAsync(file, this, Form, ct);
}

/// <summary>A file with the rows of a table, one JSON object in each line. Members that are null are omitted.</summary>
/// <param name="Name">Name of the table; the file is named after it.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Sha256">Hash of the file, in hexadecimal digits.</param>
internal sealed record ExportedTable(string Name, long Rows, string Sha256)
{
    public string FileName => NameOf(Name);

    public static string NameOf(string table) => table + ".jsonl";
}

/// <summary>An export or import failed; the message tells the operator why.</summary>
public sealed class TransferFailedException(string message) : Exception(message);
