using System.Data.Common;
using System.Globalization;
using System.Text;
using Marketing.Domain.History;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Infrastructure.Writes;

/// <summary>
/// Writes what a transaction has changed, last before its commit: the audit entries, then the feed's entries, numbered
/// under the workspace's counter row. Whoever holds that row commits before the next one numbers, so sequences follow
/// commits and have no gap. The rows are written by hand and not by the context, because all writers of the workspace wait
/// for these statements, and because a document writes hundreds of them.
/// </summary>
internal static class ChangeRecords
{
    /// <summary>Rows of one command: far below the 2,100 parameters and the 500 selects that the engines allow.</summary>
    private const int RowsAtOnce = 25;

    public static async Task AppendAsync(MarketingDbContext db, WriteLog log, CancellationToken ct)
    {
        if (log.IsEmpty)
        {
            return;
        }

        await using var maker = db.Database.GetDbConnection().CreateCommand();
        var command = new Command(maker);
        foreach (var entries in log.AuditEntries.Chunk(RowsAtOnce))
        {
            await SendAsync(full: true);
            command.Insert(db.AuditEntries.EntityType, entries);
        }

        await SendAsync(full: true);
        command.CountUp(db.ChangeCounters.EntityType, log);
        var before = log.Count;
        foreach (var changes in log.Changes().Chunk(RowsAtOnce))
        {
            await SendAsync(full: true);
            command.InsertNumbered(db.ChangeEntries.EntityType, changes, ref before);
        }

        await SendAsync(full: false);

        async Task SendAsync(bool full)
        {
            if (full && command.Rows < RowsAtOnce)
            {
                return;
            }

            if (await db.Database.ExecuteSqlRawAsync(command.Text, command.Parameters, ct) != command.Rows)
            {
                throw new InvalidOperationException("The changes of a write could not be recorded: the workspace has no counter.");
            }

            command = new Command(maker);
        }
    }

    /// <summary>Statements of one round trip, and how many rows they touch.</summary>
    private sealed class Command(DbCommand maker)
    {
        /// <summary>What all rows of a transaction have in common, and is sent once.</summary>
        private static readonly HashSet<string> Common =
        [
            nameof(AuditEntry.WorkspaceId), nameof(AuditEntry.At), nameof(AuditEntry.TransactionId), nameof(AuditEntry.ActorId),
            nameof(AuditEntry.ActorName), nameof(AuditEntry.OriginSystem), nameof(AuditEntry.CorrelationId),
        ];

        private readonly StringBuilder _text = new();
        private readonly HashSet<string> _sent = [];

        public List<object> Parameters { get; } = [];

        public string Text => _text.ToString();

        public int Rows { get; private set; }

        public void CountUp(IEntityType counters, WriteLog log)
        {
            var workspace = Name(counters.FindProperty(nameof(ChangeCounter.WorkspaceId))!, log.WorkspaceId);
            _text.Append(CultureInfo.InvariantCulture, $"UPDATE [ChangeCounters] SET [LastSequence] = [LastSequence] + {log.Count} WHERE [WorkspaceId] = {workspace};\n");
            Rows++;
        }

        public void Insert(IEntityType table, AuditEntry[] rows)
        {
            var columns = table.GetProperties().ToList();
            _text.Append(CultureInfo.InvariantCulture, $"INSERT INTO [{table.GetTableName()}] (").AppendJoin(", ", columns.Select(Bracketed)).Append(")\nVALUES ");
            var between = "(";
            foreach (var row in rows)
            {
                _text.Append(between).AppendJoin(", ", columns.Select(column => Name(column, column.GetGetter().GetClrValue(row)))).Append(')');
                between = ",\n(";
            }

            _text.Append(";\n");
            Rows += rows.Length;
        }

        /// <summary>Each row is numbered by its place before the counter's new value.</summary>
        public void InsertNumbered(IEntityType table, ChangeEntry[] rows, ref int before)
        {
            var (workspace, sequence) = (table.FindProperty(nameof(ChangeEntry.WorkspaceId))!, table.FindProperty(nameof(ChangeEntry.Sequence))!);
            var columns = table.GetProperties().Where(column => column != workspace && column != sequence).ToList();
            _text.Append(CultureInfo.InvariantCulture, $"INSERT INTO [{table.GetTableName()}] ({Bracketed(workspace)}, {Bracketed(sequence)}, ").AppendJoin(", ", columns.Select(Bracketed)).Append(')');
            var between = "\n";
            foreach (var row in rows)
            {
                _text.Append(between).Append(CultureInfo.InvariantCulture, $"SELECT [WorkspaceId], [LastSequence] - {--before}, ")
                    .AppendJoin(", ", columns.Select(column => Name(column, column.GetGetter().GetClrValue(row))))
                    .Append(" FROM [ChangeCounters] WHERE [WorkspaceId] = ").Append(Name(workspace, row.WorkspaceId));
                between = "\nUNION ALL ";
            }

            _text.Append(";\n");
            Rows += rows.Length;
        }

        private static string Bracketed(IProperty column) => $"[{column.GetColumnName()}]";

        /// <summary>The name of the parameter that carries a value.</summary>
        private string Name(IProperty column, object? value)
        {
            var common = Common.Contains(column.Name);
            var name = common ? "@" + column.Name : string.Create(CultureInfo.InvariantCulture, $"@p{Parameters.Count}");
            if (!common || _sent.Add(name))
            {
                Parameters.Add(column.GetRelationalTypeMapping().CreateParameter(maker, name, value, column.IsNullable));
            }

            return name;
        }
    }
}
