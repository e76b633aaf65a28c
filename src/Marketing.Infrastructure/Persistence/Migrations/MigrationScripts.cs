using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketing.Infrastructure.Persistence.Migrations;

/// <summary>
/// Runs SQL that is written by hand and kept in <c>Migrations/Sql/{engine}/{name}.sql</c>, where generating a migration again
/// cannot lose it. Each script can run repeatedly. A migration that rebuilds a SQLite table drops its triggers, so it runs the
/// table's script at its end.
/// </summary>
internal static class MigrationScripts
{
    public static void RunScripts(this MigrationBuilder migration, params string[] names)
    {
        var engine = migration.ActiveProvider!.EndsWith(nameof(DatabaseProvider.Sqlite), StringComparison.Ordinal)
            ? DatabaseProvider.Sqlite : DatabaseProvider.SqlServer;
        foreach (var name in names)
        {
            migration.Sql(Resource($"Sql.{engine}.{name}.sql"));
        }
    }

    /// <summary>Returns a file of this folder that is embedded in the assembly.</summary>
    public static string Resource(string name)
    {
        var resource = $"{typeof(MigrationScripts).Namespace}.{name}";
        using var stream = typeof(MigrationScripts).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"There is no script {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
