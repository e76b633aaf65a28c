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
        await using var maker = db.Database.GetDbConnection().CreateCommand();
        var before = log.Count;
        foreach (var changes in log.Changes().Chunk(ChangesAtOnce))
        {
            // The row is this transaction's own from the first statement on, which shares its round trip with the first rows.
            var statement = new Statement(maker, db.ChangeEntries.EntityType, log.WorkspaceId);
            var rows = changes.Length;
            if (before == log.Count)
            {
                statement.CountUp(log.Count);
                rows++;
            }

            statement.Insert(changes, ref before);
            if (await db.Database.ExecuteSqlRawAsync(statement.Text, statement.Parameters, ct) != rows)
            {
                throw new InvalidOperationException("The changes of a write could not be numbered: the workspace has no counter.");
            }
        }
    }

    /// <summary>Counts up and inserts changes, each by its place before the counter's new value.</summary>
    private sealed class Statement
    {
        private readonly DbCommand _maker;
        private readonly IProperty[] _columns;
        private readonly StringBuilder _text = new();

        public Statement(DbCommand maker, IEntityType type, WorkspaceId workspace)
        {
            _maker = maker;
            _columns = [.. type.GetProperties().Where(property => property.Name is not (nameof(ChangeEntry.WorkspaceId) or nameof(ChangeEntry.Sequence)))];
            Add(type.FindProperty(nameof(ChangeEntry.WorkspaceId))!, "@w", workspace);
        }

        public List<object> Parameters { get; } = [];

        public string Text => _text.ToString();

        public void CountUp(int changes) =>
            _text.Append(CultureInfo.InvariantCulture, $"UPDATE [ChangeCounters] SET [LastSequence] = [LastSequence] + {changes} WHERE [WorkspaceId] = @w;\n");

        public void Insert(IEnumerable<ChangeEntry> changes, ref int before)
        {
            _text.Append("INSERT INTO [ChangeEntries] ([WorkspaceId], [Sequence]").AppendJoin("", _columns.Select(column => $", [{column.GetColumnName()}]")).Append(')');
            var between = "\n";
            foreach (var change in changes)
            {
                _text.Append(between).Append(CultureInfo.InvariantCulture, $"SELECT [WorkspaceId], [LastSequence] - {--before}");
                foreach (var column in _columns)
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"@c{Parameters.Count}");
                    Add(column, name, column.GetGetter().GetClrValue(change));
                    _text.Append(", ").Append(name);
                }

                _text.Append(" FROM [ChangeCounters] WHERE [WorkspaceId] = @w");
                between = "\nUNION ALL ";
            }
        }

        private void Add(IProperty column, string name, object? value) =>
            Parameters.Add(column.GetRelationalTypeMapping().CreateParameter(_maker, name, value, column.IsNullable));
    }
}
