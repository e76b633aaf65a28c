using System.Security.Cryptography;
using Marketing.Benchmarks.Load;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketing.Benchmarks.Seeding;

/// <summary>A seeded database, created once for each migration and size, and copied for every run.</summary>
internal sealed class SeededDatabase
{
    /// <summary>Incremented when the seeding changes, so that older databases are not used any more.</summary>
    private const int Seeding = 1;
    private const int PlansWithParts = 500;

    private readonly string _file;

    private SeededDatabase(string file) => _file = file;

    /// <summary>An API key for its workspace.</summary>
    public string Key => File.ReadAllText(_file + ".key");

    /// <summary>Returns the configuration of a service on a copy.</summary>
    public static Dictionary<string, string?> SettingsFor(string file) =>
        new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Database__Provider"] = "Sqlite",
            ["Database__ConnectionString"] = $"Data Source={file}",
            ["Security__MasterKey"] = Convert.ToBase64String(SHA256.HashData("benchmark"u8)),
        };

    public static async Task<SeededDatabase> ReadyAsync(int plans)
    {
        var migration = typeof(SqliteMarketingDbContext)
            .Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(Migration)) && type.Namespace!.EndsWith(".Sqlite", StringComparison.Ordinal))
            .SelectMany(type => type.GetCustomAttributes(typeof(MigrationAttribute), inherit: false))
            .Cast<MigrationAttribute>()
            .Max(attribute => attribute.Id);
        var file = Path.Combine(
            Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "marketing-benchmarks")).FullName,
            $"{migration}-{Seeding}-{plans}.db"
        );
        var database = new SeededDatabase(file);
        if (!File.Exists(file))
        {
            var making = file + ".making";
            File.Delete(making);
            var key = await ServerProcess.RunServiceAsync(
                SettingsFor(making),
                "create-key",
                "--create",
                "--workspace",
                "benchmark",
                "--name",
                "benchmark"
            );
            Seeder.Fill(making, plans, Math.Min(plans, PlansWithParts));
            await File.WriteAllTextAsync(file + ".key", key.Trim());
            File.Move(making, file);
        }

        return database;
    }

    /// <summary>Creates a copy in a folder of the caller.</summary>
    public string CopyTo(string folder, string name)
    {
        var copy = Path.Combine(folder, name);
        File.Copy(_file, copy, overwrite: true);
        return copy;
    }
}
