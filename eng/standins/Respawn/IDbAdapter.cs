using Respawn.Graph;

namespace Respawn;

/// <summary>What differs between engines. Its members are this stand-in's own; only the instances on <see cref="DbAdapter"/> are for use.</summary>
public interface IDbAdapter
{
    /// <summary>Selects schema and name of every user table.</summary>
    internal string TablesQuery { get; }

    /// <summary>Selects child schema, child name, parent schema and parent name of every foreign key.</summary>
    internal string ForeignKeysQuery { get; }

    internal bool Selects(RespawnerOptions options, Table table);

    internal string BuildDeleteSql(DeletionOrder order, RespawnerOptions options);

    internal string BuildReseedSql(IReadOnlyList<Table> tables);
}
