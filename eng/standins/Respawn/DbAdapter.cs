using Respawn.Adapters;

namespace Respawn;

/// <summary>The engines that this stand-in knows.</summary>
public static class DbAdapter
{
    public static readonly IDbAdapter SqlServer = new SqlServerDbAdapter();

    public static readonly IDbAdapter Sqlite = new SqliteDbAdapter();
}
