using System.Data.Common;
using Marketing.Api.Tests.Support;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketing.Api.Tests.Engines;

/// <summary>The database protects append-only rows, whichever version of the schema it began with.</summary>
public sealed class AppendOnlyTableTests
{
    /// <summary>
    /// How many migrations a database had before it was brought up to date: all numbers, as migrations of SQLite may rebuild tables.
    /// </summary>
    public static TheoryData<int> Versions()
    {
        using var db = Conventions.Contexts.Sqlite();
        return [.. Enumerable.Range(0, db.Database.GetMigrations().Count() + 1)];
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_append_only_row_is_neither_updated_nor_unless_purged_deleted(int version)
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        if (!TestDatabase.OnSqlServer)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(database.Name)!);
        }

        await using var db = database.Context();
        await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().Prepend(Migration.InitialDatabase).ElementAt(version));
        await db.Database.MigrateAsync();

        db.Workspace = EntityId.New<WorkspaceId>();
        db.Writes = new WriteLog(Caller.ForSystem("test", db.Workspace), new RequestContext(), DateTime.UtcNow, Guid.NewGuid());
        var tables = db.Model.GetEntityTypes().Where(entity => entity.ClrType.IsAssignableTo(typeof(IAppendOnly))).ToList();
        tables.Count.ShouldBeGreaterThan(3);
        foreach (var table in tables)
        {
            SqlServerWriteTests.Make(db, table, EntityState.Added);
        }

        await db.SaveChangesAsync(default);
        foreach (var table in tables)
        {
            await TryAsync(db, table);
        }
    }

    private static async Task TryAsync(MarketingDbContext db, IEntityType table)
    {
        var name = table.GetTableName();
        (await RefusalAsync(db, $"UPDATE [{name}] SET [WorkspaceId] = [WorkspaceId]"))
            .ShouldNotBeNull()
            .ShouldContain($"{name} is append-only.");
        var ofDeletion = await RefusalAsync(db, $"DELETE FROM [{name}]");
        if (table.ClrType.IsAssignableTo(typeof(IKeptForever)))
        {
            ofDeletion.ShouldNotBeNull().ShouldContain($"{name} is append-only.");
        }
        else
        {
            ofDeletion.ShouldBeNull("A purge deletes them.");
        }
    }

    /// <returns>The message of the database; null if it did what was asked.</returns>
    private static async Task<string?> RefusalAsync(MarketingDbContext db, string sql)
    {
        try
        {
            (await db.Database.ExecuteSqlRawAsync(sql)).ShouldBe(1);
            return null;
        }
        catch (DbException failure)
        {
            StoreFaults.IsRace(failure).ShouldBeFalse("Trying again would not help.");
            return failure.Message;
        }
    }
}
