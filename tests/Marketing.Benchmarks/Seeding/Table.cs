using Microsoft.Data.Sqlite;

namespace Marketing.Benchmarks.Seeding;

/// <summary>Inserts rows into a table with a prepared statement.</summary>
internal sealed class Table : IDisposable
{
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter[] _values;

    public Table(SqliteTransaction transaction, string name, params string[] columns)
    {
        _insert = transaction.Connection!.CreateCommand();
        _insert.Transaction = transaction;
        _insert.CommandText =
            $"INSERT INTO {name} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@{i}"))})";
        _values = [.. columns.Select((_, i) => _insert.Parameters.AddWithValue($"@{i}", DBNull.Value))];
    }

    /// <param name="row">The values in the order of the columns; ids as <see cref="Guid"/>, as the model stores them: sixteen bytes, big-endian.</param>
    public void Add(params ReadOnlySpan<object?> row)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i].Value = row[i] switch
            {
                null => DBNull.Value,
                Guid id => id.ToByteArray(bigEndian: true),
                Enum word => word.ToString(),
                var value => value,
            };
        }

        _insert.ExecuteNonQuery();
    }

    public void Dispose() => _insert.Dispose();
}
