using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure.Transfer;

/// <summary>
/// Adds the workspace of an export to a database: everything or nothing, with bounded memory. Ids, versions and history stay as they were.
/// The change feed gets a new epoch, because followers may have read further than the export.
/// </summary>
public sealed class WorkspaceImport(IServiceScopeFactory scopes, ISealer sealer)
{
    /// <summary>The most parameters of a statement; SQL Server allows 2,100.</summary>
    private const int MostParameters = 1000;

    /// <summary>The size of the lines that are inserted together; a larger line is inserted alone.</summary>
    private const int LargestBatch = 1 << 20;

    /// <summary>Imports the export in a folder.</summary>
    /// <returns>The code of the workspace, and the number of rows.</returns>
    /// <exception cref="TransferFailedException">The import failed and nothing was written; the message states why.</exception>
    public async Task<(string Code, long Rows)> RunAsync(string folder, CancellationToken ct)
    {
        var manifest = await ReadManifestAsync(folder, ct);
        foreach (var table in manifest.Tables)
        {
            await CheckFileAsync(folder, table, ct);
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        var tables = TransferTable.Of(db.Model);
        if (manifest.Tables.FirstOrDefault(file => tables.All(table => table.Name != file.Name)) is { } unknown)
        {
            throw new TransferFailedException(
                $"This build has no table {unknown.Name}. Import with the build that exported, or a newer one."
            );
        }

        await RefuseExistingAsync(db, manifest, ct);
        try
        {
            await db
                .Database.CreateExecutionStrategy()
                .ExecuteAsync(
                    manifest.WorkspaceId,
                    (_, _, token) =>
                        db.InTransactionAsync(
                            IsolationLevel.ReadCommitted,
                            transaction => WriteAsync(transaction, tables, manifest, folder, token),
                            token
                        ),
                    async (_, id, token) => new ExecutionResult<bool>(await ExistsAsync(db, WorkspaceId.From(id), token), true),
                    ct
                );
        }
        catch (DbException failure) when (StoreFaults.IsRace(failure))
        {
            throw new TransferFailedException(
                $"The database already contains something of this workspace, such as one of its API keys: {failure.Message}"
            );
        }

        return (manifest.WorkspaceCode, manifest.Tables.Sum(table => table.Rows));
    }

    private static async Task<TransferManifest> ReadManifestAsync(string folder, CancellationToken ct)
    {
        TransferManifest manifest;
        try
        {
            manifest = await TransferManifest.ReadAsync(folder, ct);
        }
        catch (Exception failure) when (failure is IOException or JsonException)
        {
            throw new TransferFailedException($"{folder} is not a complete export: {failure.Message}");
        }

        return manifest.Format == TransferManifest.CurrentFormat
            ? manifest
            : throw new TransferFailedException(
                $"The export has format {manifest.Format}; this build reads format {TransferManifest.CurrentFormat}."
            );
    }

    private static async Task CheckFileAsync(string folder, ExportedTable table, CancellationToken ct)
    {
        await using var file = Open(folder, table);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)) != table.Sha256)
        {
            throw new TransferFailedException($"{table.FileName} is not as it was exported. Export again, or copy the file again.");
        }
    }

    private static FileStream Open(string folder, ExportedTable table)
    {
        var path = Path.Combine(folder, table.FileName);
        return File.Exists(path) ? File.OpenRead(path) : throw new TransferFailedException($"{table.FileName} is missing in {folder}.");
    }

    private static async Task RefuseExistingAsync(MarketingDbContext db, TransferManifest manifest, CancellationToken ct)
    {
        var id = WorkspaceId.From(manifest.WorkspaceId);
        var existing = await db
            .Workspaces.IgnoreQueryFilters()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == id || row.Code == manifest.WorkspaceCode, ct);
        if (existing is not null)
        {
            throw new TransferFailedException(
                $"The database already has the workspace \"{existing.Code}\" ({existing.Id.Value}). Import into another database."
            );
        }
    }

    private static Task<bool> ExistsAsync(MarketingDbContext db, WorkspaceId id, CancellationToken ct) =>
        db.Workspaces.IgnoreQueryFilters().AnyAsync(row => row.Id == id, ct);

    private async Task<bool> WriteAsync(
        IDbContextTransaction transaction,
        IReadOnlyList<TransferTable> tables,
        TransferManifest manifest,
        string folder,
        CancellationToken ct
    )
    {
        foreach (var table in tables)
        {
            if (manifest.Tables.FirstOrDefault(file => file.Name == table.Name) is { } exported)
            {
                await WriteAsync(transaction.GetDbTransaction(), table, manifest.WorkspaceId, folder, exported, ct);
            }
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    private async Task WriteAsync(
        DbTransaction transaction,
        TransferTable table,
        Guid workspace,
        string folder,
        ExportedTable exported,
        CancellationToken ct
    )
    {
        await using var file = Open(folder, exported);
        using var lines = new StreamReader(file);
        var batch = new List<object?[]>();
        var (number, size) = (0L, 0);
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            var row = Read(table, line, ++number);
            if (row[table.WorkspaceColumn] is not Guid owner || owner != workspace)
            {
                throw new TransferFailedException($"Line {number} of {exported.FileName} belongs to another workspace.");
            }

            batch.Add(row);
            size += line.Length;
            if (size > LargestBatch || (batch.Count + 1) * table.Columns.Count > MostParameters)
            {
                await InsertAsync(transaction, table, batch, ct);
                (batch, size) = ([], 0);
            }
        }

        await InsertAsync(transaction, table, batch, ct);
    }

    private static object?[] Read(TransferTable table, string line, long number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var members = json.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
            var row = new object?[table.Columns.Count];
            for (var i = 0; i < row.Length; i++)
            {
                var column = table.Columns[i];
                row[i] =
                    members.Remove(column.Name, out var value) ? column.Parse(value)
                    : column.IsRequired ? column.Default ?? throw new FormatException($"{column.Name} is missing")
                    : null;
            }

            return members.Count == 0 ? row : throw new FormatException($"this build has no column {members.Keys.First()}");
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new TransferFailedException($"Line {number} of {ExportedTable.NameOf(table.Name)} cannot be imported: {failure.Message}");
        }
    }

    private async Task InsertAsync(DbTransaction transaction, TransferTable table, List<object?[]> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, table.InsertStatement(rows.Count));
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                var column = table.Columns[i];
                var value = IsEpoch(table, column) ? EntityId.New() : SealedColumns.Seal(table, column, row[i], sealer);
                command.Parameters.Add(column.ParameterFor(command, TransferTable.ParameterName(command.Parameters.Count), value));
            }
        }

        await command.ExecuteNonQueryAsync(ct);
    }

    private static bool IsEpoch(TransferTable table, TransferColumn column) =>
        table.Name == nameof(MarketingDbContext.ChangeCounters) && column.Name == nameof(ChangeCounter.Epoch);
}
