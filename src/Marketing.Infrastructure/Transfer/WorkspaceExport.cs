using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Application.Webhooks;
using Marketing.Domain.Common;
using Marketing.Domain.Webhooks;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure.Transfer;

/// <summary>
/// Writes everything of a workspace to files, in one state of the database and with bounded memory. The files do not depend on engine and
/// master key: they contain the keys of personal data.
/// </summary>
public sealed class WorkspaceExport(IServiceScopeFactory scopes, ISealer sealer, TimeProvider clock)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Exports the workspace with this code to a folder, which must not exist or be empty.</summary>
    /// <returns>The number of rows.</returns>
    /// <exception cref="TransferFailedException">The export failed; the message states why.</exception>
    public async Task<long> RunAsync(string code, string folder, CancellationToken ct)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new TransferFailedException($"The folder {folder} is not empty. Choose another one; an export never overwrites files.");
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        return await db.ReadConsistentlyAsync(() => WriteAsync(db, code, folder, ct), ct);
    }

    private async Task<long> WriteAsync(MarketingDbContext db, string code, string folder, CancellationToken ct)
    {
        var workspace =
            await db.Workspaces.IgnoreQueryFilters([DbFilters.Workspace]).AsNoTracking().SingleOrDefaultAsync(row => row.Code == code, ct)
            ?? throw new TransferFailedException($"There is no workspace \"{code}\".");
        PrivateFile.CreateFolder(folder);
        var tables = new List<ExportedTable>();
        foreach (var table in TransferTable.Of(db.Model))
        {
            tables.Add(await WriteAsync(db, table, workspace.Id, folder, ct));
        }

        var manifest = new TransferManifest
        {
            Format = TransferManifest.CurrentFormat,
            WorkspaceId = workspace.Id.Value,
            WorkspaceCode = code,
            ExportedAt = clock.GetUtcNow().UtcDateTime,
            Migration = (await db.Database.GetAppliedMigrationsAsync(ct)).LastOrDefault(),
            Tables = tables,
        };
        await using var file = PrivateFile.Create(Path.Combine(folder, TransferManifest.FileName), FileMode.Create);
        await manifest.WriteAsync(file, ct);
        return tables.Sum(table => table.Rows);
    }

    private async Task<ExportedTable> WriteAsync(
        MarketingDbContext db,
        TransferTable table,
        WorkspaceId workspace,
        string folder,
        CancellationToken ct
    )
    {
        await using var command = CommandFor(db, table, workspace);
        await using var reader = await command.ExecuteReaderAsync(ct);
        using var hash = SHA256.Create();
        await using var file = PrivateFile.Create(Path.Combine(folder, ExportedTable.NameOf(table.Name)), FileMode.Create);
        var rows = 0L;
        await using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            await using var json = new Utf8JsonWriter(hashed, Readable);
            while (await reader.ReadAsync(ct))
            {
                WriteRow(json, table, reader);
                await json.FlushAsync(ct);
                hashed.WriteByte((byte)'\n');
                json.Reset();
                rows++;
            }
        }

        return new ExportedTable(table.Name, rows, Convert.ToHexStringLower(hash.Hash!));
    }

    private void WriteRow(Utf8JsonWriter json, TransferTable table, DbDataReader reader)
    {
        json.WriteStartObject();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (!reader.IsDBNull(i))
            {
                var column = table.Columns[i];
                column.Write(json, SealedColumns.Open(table, column, column.Read(reader.GetValue(i)), sealer));
            }
        }

        json.WriteEndObject();
    }

    private static DbCommand CommandFor(MarketingDbContext db, TransferTable table, WorkspaceId workspace)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = table.SelectStatement;
        command.CommandTimeout = 0;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.DbType, parameter.Value) = ("@workspace", DbType.Binary, workspace.Value.ToByteArray(true));
        command.Parameters.Add(parameter);
        return command;
    }
}

/// <summary>Columns that are sealed in a database and plain in an export. Installations have different master keys.</summary>
internal static class SealedColumns
{
    private static readonly Dictionary<(string Table, string Column), string> Purposes = new()
    {
        [(nameof(MarketingDbContext.PersonalKeys), nameof(Domain.History.PersonalKey.SealedKey))] = PersonalData.Purpose,
        [(nameof(MarketingDbContext.Webhooks), nameof(Webhook.SealedSecret))] = WebhookSecret.Purpose,
        [(nameof(MarketingDbContext.Webhooks), nameof(Webhook.SealedPreviousSecret))] = WebhookSecret.Purpose,
    };

    public static object Open(TransferTable table, TransferColumn column, object value, ISealer sealer) =>
        Purposes.TryGetValue((table.Name, column.Name), out var purpose)
            ? sealer.Unseal(purpose, (byte[])value)
                ?? throw new TransferFailedException($"A value of {table.Name} is sealed with a master key that is not configured.")
            : value;

    public static object? Seal(TransferTable table, TransferColumn column, object? value, ISealer sealer) =>
        value is byte[] plain && Purposes.TryGetValue((table.Name, column.Name), out var purpose) ? sealer.Seal(purpose, plain) : value;
}
