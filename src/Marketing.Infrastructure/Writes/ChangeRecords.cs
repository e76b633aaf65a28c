using System.Data.Common;
using System.Globalization;
using System.Text;
using Marketing.Domain.History;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Infrastructure.Writes;

/// <summary>
/// Records what a unit of work changed, in its last statements before the commit: audit entries, the response kept for an
/// idempotency key, and then, under the workspace's counter row, the feed's entries and the marker. The next writer gets the
/// counter row only after this one has committed, so sequences follow commits and have no gap. All writers of the workspace
/// wait for that row. Therefore the statements are written by hand: usually all of them are one command, and documents with
/// hundreds of parts need few.
/// </summary>
internal static class ChangeRecords
{
    /// <summary>Rows in one statement; SQLite takes 500 selects. A command takes as many statements as its parameters allow.</summary>
    private const int RowsAtOnce = 100;

    /// <summary>Rows of other tables have more columns.</summary>
    private const int NumberedRowsAtOnce = 50;

    /// <param name="db">The context whose transaction is recorded.</param>
    /// <param name="log">What the unit of work changed.</param>
    /// <param name="answered">The idempotency key that the unit claimed, with its response; null for none.</param>
    /// <param name="leavesMarker">Whether to write feed and marker, and so to take the counter.</param>
    /// <param name="now">The time that the marker bears, unless the counter is ahead of it.</param>
    /// <param name="ct">Cancels the statements.</param>
    public static async Task AppendAsync(
        MarketingDbContext db,
        WriteLog log,
        IdempotencyRecord? answered,
        bool leavesMarker,
        DateTime now,
        CancellationToken ct
    )
    {
        await using var maker = db.Database.GetDbConnection().CreateCommand();
        var command = new Command(maker);
        foreach (var entries in log.AuditEntries.Chunk(RowsAtOnce))
        {
            await MakeRoomAsync(Command.ParametersOf(db.AuditEntries.EntityType, entries.Length));
            command.Insert(db.AuditEntries.EntityType, entries);
        }

        if (answered is not null)
        {
            await MakeRoomAsync(Command.ParametersOf(db.Set<IdempotencyRecord>().EntityType, 1));
            command.Complete(db.Set<IdempotencyRecord>().EntityType, answered);
        }

        if (leavesMarker)
        {
            var (feed, before) = (db.ChangeEntries.EntityType, log.Count);

            // Where not all fits into one command, it is divided before the counter, not under it.
            await MakeRoomAsync(Command.ParametersOf(feed, log.Count));
            command.CountUp(db.ChangeCounters.EntityType, log, now);
            foreach (var changes in log.Changes().Chunk(RowsAtOnce))
            {
                await MakeRoomAsync(Command.ParametersOf(feed, changes.Length));
                command.InsertNumbered(feed, [.. changes.Select(change => ((object)change, --before))]);
            }

            foreach (var kind in log.Numbered().GroupBy(numbered => numbered.Row.GetType()))
            {
                var table = db.Model.FindEntityType(kind.Key)!;
                foreach (var rows in kind.Chunk(NumberedRowsAtOnce))
                {
                    await MakeRoomAsync(Command.ParametersOf(table, rows.Length));
                    command.InsertNumbered(table, [.. rows.Select(row => ((object)row.Row, log.Count - 1 - row.Place))]);
                }
            }

            command.Mark(db.WriteMarkers.EntityType, log);
        }

        await SendAsync();

        async Task MakeRoomAsync(int parameters)
        {
            if (!command.HasRoomFor(parameters))
            {
                await SendAsync();
            }
        }

        async Task SendAsync()
        {
            if (command.Rows == 0)
            {
                return;
            }

            if (await db.Database.ExecuteSqlRawAsync(command.Text, command.Parameters, ct) != command.Rows)
            {
                throw new InvalidOperationException(
                    "The changes of a write could not be recorded: the workspace has no counter, or the claimed idempotency key is gone."
                );
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
            nameof(AuditEntry.WorkspaceId),
            nameof(AuditEntry.At),
            nameof(AuditEntry.TransactionId),
            nameof(AuditEntry.ActorId),
            nameof(AuditEntry.ActorName),
            nameof(AuditEntry.OriginSystem),
            nameof(AuditEntry.CorrelationId),
        ];

        /// <summary>Columns of numbered rows that the counter's row determines.</summary>
        private static readonly Dictionary<string, string> FromCounter = new(StringComparer.Ordinal)
        {
            [nameof(ChangeEntry.WorkspaceId)] = "[c].[WorkspaceId]",
            [nameof(ChangeEntry.Sequence)] = "[c].[LastSequence] - [n].[Before]",
            [nameof(WriteMarker.RecordedAt)] = "[c].[LastAt]",
        };

        /// <summary>SQL Server takes 2,100 parameters, of which its client needs two.</summary>
        private const int MostParameters = 2_098;

        /// <summary>
        /// From this number of rows on, equal values of a column are one parameter, so that hundreds of rows fit into one command. Fewer
        /// rows keep the same text whatever their values, so that a server finds its plan.
        /// </summary>
        private const int ManyRows = 10;

        /// <summary>What rows have in common, the time and the transaction of counter and marker.</summary>
        private static readonly int Reserved = Common.Count + 2;

        private readonly StringBuilder _text = new();
        private readonly HashSet<string> _sent = [];
        private readonly Dictionary<(IProperty Column, object Value), string> _shared = [];
        private bool _shares;

        public List<object> Parameters { get; } = [];

        public string Text => _text.ToString();

        public int Rows { get; private set; }

        /// <summary>The most parameters that rows of a table need, beside those that all rows have in common.</summary>
        public static int ParametersOf(IEntityType table, int rows) =>
            rows * table.GetProperties().Count(column => !Common.Contains(column.Name));

        public bool HasRoomFor(int parameters) => Parameters.Count + Reserved + parameters <= MostParameters;

        public void Insert(IEntityType table, AuditEntry[] rows)
        {
            var columns = table.GetProperties().ToList();
            _shares = rows.Length >= ManyRows;
            _text
                .Append(CultureInfo.InvariantCulture, $"INSERT INTO [{table.GetTableName()}] (")
                .AppendJoin(", ", columns.Select(Bracketed))
                .Append(")\nVALUES ");
            var between = "(";
            foreach (var row in rows)
            {
                _text.Append(between).AppendJoin(", ", columns.Select(column => Value(column, row))).Append(')');
                between = ",\n(";
            }

            End(rows.Length);
        }

        public void Complete(IEntityType table, IdempotencyRecord row)
        {
            string[] answer =
            [
                nameof(IdempotencyRecord.Status),
                nameof(IdempotencyRecord.Location),
                nameof(IdempotencyRecord.ETag),
                nameof(IdempotencyRecord.Body),
            ];
            _text
                .Append("UPDATE [IdempotencyRecords] SET ")
                .AppendJoin(", ", answer.Select(name => Equal(table, name, row)))
                .Append(" WHERE ")
                .AppendJoin(" AND ", table.FindPrimaryKey()!.Properties.Select(key => Equal(table, key.Name, row)));
            End(1);
        }

        /// <summary>
        /// Locks and increments the counter row. Its time never goes back: it keeps the later of the stored time and this node's.
        /// </summary>
        public void CountUp(IEntityType table, WriteLog log, DateTime now)
        {
            var at = Name(table.FindProperty(nameof(ChangeCounter.LastAt))!, now);
            _text
                .Append(CultureInfo.InvariantCulture, $"UPDATE [ChangeCounters] SET [LastSequence] = [LastSequence] + {log.Count}, ")
                .Append(CultureInfo.InvariantCulture, $"[LastAt] = CASE WHEN [LastAt] < {at} THEN {at} ELSE [LastAt] END WHERE ")
                .Append(OfWorkspace(table, log));
            End(1);
        }

        /// <summary>
        /// Inserts rows with their sequence, which is the counter's new value less the number of changes after theirs, and with the
        /// counter's time where they have a column for it.
        /// </summary>
        public void InsertNumbered(IEntityType table, IReadOnlyList<(object Row, int ChangesAfter)> rows)
        {
            var workspace = table.FindProperty(nameof(ChangeEntry.WorkspaceId))!;
            var counted = table.GetProperties().Where(column => FromCounter.ContainsKey(column.Name)).ToList();
            var columns = table.GetProperties().Where(column => !FromCounter.ContainsKey(column.Name)).ToList();
            _shares = rows.Count >= ManyRows;
            var (shared, own) = (
                columns.FindAll(column => Common.Contains(column.Name)),
                columns.FindAll(column => !Common.Contains(column.Name))
            );
            _text
                .Append(CultureInfo.InvariantCulture, $"INSERT INTO [{table.GetTableName()}] (")
                .AppendJoin(", ", counted.Concat(shared).Concat(own).Select(Bracketed))
                .Append(")\nSELECT ")
                .AppendJoin(
                    ", ",
                    counted
                        .Select(column => FromCounter[column.Name])
                        .Concat(shared.Select(column => Value(column, rows[0].Row)))
                        .Concat(own.Select(column => "[n]." + Bracketed(column)))
                )
                .Append("\nFROM [ChangeCounters] AS [c]\nCROSS JOIN (");
            var between = "";
            foreach (var (row, after) in rows)
            {
                _text
                    .Append(between)
                    .Append(CultureInfo.InvariantCulture, $"SELECT {after} AS [Before], ")
                    .AppendJoin(", ", own.Select(column => $"{Value(column, row)} AS {Bracketed(column)}"));
                between = "\nUNION ALL ";
            }

            _text.Append(") AS [n]\nWHERE [c].[WorkspaceId] = ").Append(Value(workspace, rows[0].Row));
            End(rows.Count);
        }

        /// <summary>The last row of the unit, which proves its commit.</summary>
        public void Mark(IEntityType table, WriteLog log)
        {
            var transaction = Name(table.FindProperty(nameof(WriteMarker.TransactionId))!, log.TransactionId);
            _text
                .Append("INSERT INTO [WriteMarkers] ([WorkspaceId], [RecordedAt], [LastSequence], [TransactionId])\n")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"SELECT [WorkspaceId], [LastAt], [LastSequence], {transaction} FROM [ChangeCounters] WHERE "
                )
                .Append(OfWorkspace(table, log));
            End(1);
        }

        private static string Bracketed(IProperty column) => $"[{column.GetColumnName()}]";

        private string OfWorkspace(IEntityType table, WriteLog log) =>
            "[WorkspaceId] = " + Name(table.FindProperty(nameof(ChangeCounter.WorkspaceId))!, log.WorkspaceId);

        private string Equal(IEntityType table, string property, object row)
        {
            var column = table.FindProperty(property)!;
            return $"{Bracketed(column)} = {Value(column, row)}";
        }

        private string Value(IProperty column, object row) => Name(column, column.GetGetter().GetClrValue(row));

        /// <summary>The name of the parameter that carries a value.</summary>
        private string Name(IProperty column, object? value)
        {
            var common = Common.Contains(column.Name);
            var key = (column, value ?? DBNull.Value);
            if (_shares && !common && _shared.TryGetValue(key, out var same))
            {
                return same;
            }

            var name = common ? "@" + column.Name : string.Create(CultureInfo.InvariantCulture, $"@p{Parameters.Count}");
            if (!common || _sent.Add(name))
            {
                Parameters.Add(column.ParameterFor(maker, name, value));
            }

            if (_shares && !common)
            {
                _shared.Add(key, name);
            }

            return name;
        }

        private void End(int rows)
        {
            _text.Append(";\n");
            Rows += rows;
            _shares = false;
        }
    }
}
