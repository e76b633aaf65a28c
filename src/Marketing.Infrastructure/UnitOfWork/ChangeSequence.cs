using System.Data.Common;
using System.Globalization;
using System.Text;
using Marketing.Application.Memory;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Infrastructure.UnitOfWork;

/// <summary>
/// Numbers the changes of a transaction under the workspace's counter row, taken last before the commit: whoever holds
/// the row commits before the next one numbers, so sequences follow commits and have no gap. The rows are written by hand
/// and not by the context, because all writers of the workspace wait for these statements.
/// </summary>
internal static class ChangeSequence
{
    /// <summary>Rows of one command: far below the 2,100 parameters and the 500 selects that the engines allow.</summary>
    private const int ChangesAtOnce = 50;

    public static async Task AppendAsync(MarketingDbContext db, WriteLog log, CancellationToken ct)
    {
        if (log.IsEmpty)
        {
            return;
        }

        // One round trip for most writes; the row is this transaction's own from the first statement on.
        var type = db.ChangeEntries.EntityType;
        var (first, before) = (true, log.Count);
        foreach (var changes in log.Changes().Chunk(ChangesAtOnce))
        {
            var insert = new Insert(db, type, log.WorkspaceId);
            if (first)
            {
                insert.Count(log.Count);
            }

            foreach (var change in changes)
            {
                insert.Add(change, --before);
            }

            var written = await db.Database.ExecuteSqlRawAsync(insert.Text, insert.Parameters, ct);
            if (written != changes.Length + (first ? 1 : 0))
            {
                throw new InvalidOperationException("The changes of a write could not be numbered: the workspace has no counter.");
            }

            first = false;
        }
    }

    /// <summary>Inserts changes with their places before the counter's new value.</summary>
    private sealed class Insert
    {
        private readonly MarketingDbContext _db;
        private readonly IProperty[] _columns;
        private readonly StringBuilder _text = new();

        public Insert(MarketingDbContext db, IEntityType type, WorkspaceId workspace)
        {
            _db = db;
            _columns = [.. type.GetProperties().Where(property => property.Name is not (nameof(ChangeEntry.WorkspaceId) or nameof(ChangeEntry.Sequence)))];
            Parameters.Add(Parameter(type.FindProperty(nameof(ChangeEntry.WorkspaceId))!, "@w", workspace));
        }

        public List<object> Parameters { get; } = [];

        public string Text => _text.ToString();

        public void Count(int changes) =>
            _text.Append(CultureInfo.InvariantCulture, $"UPDATE ChangeCounters SET LastSequence = LastSequence + {changes} WHERE WorkspaceId = @w;\n");

        public void Add(ChangeEntry change, int before)
        {
            if (Parameters.Count > 1)
            {
                _text.Append("UNION ALL ");
            }
            else
            {
                _text.Append("INSERT INTO ChangeEntries (WorkspaceId, Sequence").AppendJoin("", _columns.Select(column => ", " + column.GetColumnName())).Append(")\n");
            }

            _text.Append(CultureInfo.InvariantCulture, $"SELECT WorkspaceId, LastSequence - {before}");
            foreach (var column in _columns)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"@c{Parameters.Count}");
                _text.Append(", ").Append(name);
                Parameters.Add(Parameter(column, name, column.GetGetter().GetClrValue(change)));
            }

            _text.Append(" FROM ChangeCounters WHERE WorkspaceId = @w\n");
        }

        private DbParameter Parameter(IProperty column, string name, object? value)
        {
            using var command = _db.Database.GetDbConnection().CreateCommand();
            return column.GetRelationalTypeMapping().CreateParameter(command, name, value, column.IsNullable);
        }
    }
}
