using Respawn.Graph;

namespace Respawn;

/// <summary>Which tables to empty, and how.</summary>
public class RespawnerOptions
{
    public Table[] TablesToIgnore { get; init; } = [];

    /// <summary>Empty: all that are not ignored.</summary>
    public Table[] TablesToInclude { get; init; } = [];

    /// <summary>Empty: all that are not excluded. Without effect on SQLite, as <see cref="SchemasToExclude"/>.</summary>
    public string[] SchemasToInclude { get; init; } = [];

    public string[] SchemasToExclude { get; init; } = [];

    /// <summary>Not supported by this stand-in: true is refused.</summary>
    public bool CheckTemporalTables { get; init; }

    /// <summary>Whether generated numbers begin anew. SQLite needs at least one AUTOINCREMENT column for it.</summary>
    public bool WithReseed { get; init; }

    /// <summary>In seconds; null for the connection's own.</summary>
    public int? CommandTimeout { get; init; }

    /// <summary>A whole DELETE statement for a table, in place of the one that empties it.</summary>
    public Func<Table, string>? FormatDeleteStatement { get; init; }

    /// <summary>Null: taken from the type of the connection.</summary>
    public IDbAdapter? DbAdapter { get; init; }
}
