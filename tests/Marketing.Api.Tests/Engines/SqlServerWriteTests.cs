using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Api.Tests.Engines;

/// <summary>What SQL Server gets when rows are saved, one statement at a time, and with long lists.</summary>
public sealed class SqlServerWriteTests
{
    private static readonly WorkspaceId Workspace = EntityId.New<WorkspaceId>();

    public static TheoryData<string> Entities()
    {
        using var db = new SqlServerMarketingDbContext(SilentServer.Options());
        return [.. db.Model.GetEntityTypes().Select(entity => entity.Name)];
    }

    [Theory]
    [MemberData(nameof(Entities))]
    public async Task A_row_is_added_changed_and_removed_by_plain_statements(string name)
    {
        foreach (
            var (state, verb) in new[]
            {
                (EntityState.Added, "INSERT INTO"),
                (EntityState.Modified, "UPDATE"),
                (EntityState.Deleted, "DELETE FROM"),
            }
        )
        {
            await using var db = Open();
            var entity = db.Model.FindEntityType(name)!;
            if (state != EntityState.Added && entity.ClrType.IsAssignableTo(typeof(IAppendOnly)))
            {
                continue;
            }

            var rows = Enumerable.Range(0, OneAWorkspace(entity) ? 1 : 50).Select(_ => Make(db, entity, state)).ToList();
            var (sent, failure) = await SilentServer.ListenAsync(() => db.SaveChangesAsync(CancellationToken.None));
            failure.ShouldBeNull();
            var table = entity.GetTableName()!;
            if (state == EntityState.Modified && entity.GetProperties().All(property => property.IsPrimaryKey()))
            {
                continue;
            }

            var own = sent.Where(command => command.Text.Contains($"{verb} [{table}]", StringComparison.Ordinal)).ToList();
            own.Count.ShouldBe(rows.Count, string.Join('\n', sent.Take(3).Select(command => command.Text)));
            own.ShouldAllBe(command =>
                command.Text.IndexOf(verb, StringComparison.Ordinal) == command.Text.LastIndexOf(verb, StringComparison.Ordinal)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Entities))]
    public async Task Many_rows_that_are_added_at_once_need_no_merge_either(string name)
    {
        await using var db = Open(batchSize: 42);
        var entity = db.Model.FindEntityType(name)!;
        var rows = Enumerable.Range(0, OneAWorkspace(entity) ? 1 : 50).Select(_ => Make(db, entity, EntityState.Added)).ToList();

        var (sent, failure) = await SilentServer.ListenAsync(() => db.SaveChangesAsync(CancellationToken.None));

        failure.ShouldBeNull();
        sent.Count.ShouldBeLessThanOrEqualTo(Math.Max(1, rows.Count / 5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(5000)]
    public async Task A_list_of_any_length_is_looked_up_without_json_and_within_the_limit_of_parameters(int length)
    {
        await using var db = Open();
        var refs = Enumerable.Range(0, length).Select(i => $"R-{i}").ToList();
        var ids = Enumerable.Range(0, length).Select(_ => EntityId.New<PlanPartId>()).ToList();
        foreach (
            var query in new[] { db.PlanParts.Where(part => refs.Contains(part.Ref)), db.PlanParts.Where(part => ids.Contains(part.Id)) }
        )
        {
            var (sent, failure) = await SilentServer.ListenAsync(() => query.ToListAsync(TestContext.Current.CancellationToken));
            failure.ShouldNotBeOfType<SqlServerRuleBrokenException>();
            sent.ShouldHaveSingleItem().Parameters.ShouldBeLessThanOrEqualTo(2100);
        }
    }

    [Fact]
    public void Lists_of_like_lengths_share_one_statement()
    {
        using var db = Open();
        string Sql(int length)
        {
            var refs = Enumerable.Range(0, length).Select(i => $"R-{i}").ToList();
            var sql = db.PlanParts.Where(part => refs.Contains(part.Ref)).ToQueryString();
            return sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..];
        }

        Sql(6).ShouldBe(Sql(7));
    }

    private static bool OneAWorkspace(IEntityType entity) =>
        entity.FindPrimaryKey()!.Properties is [{ Name: nameof(IWorkspaceOwned.WorkspaceId) }];

    private static SqlServerMarketingDbContext Open(int batchSize = 1) =>
        new(SilentServer.Options(batchSize))
        {
            Workspace = Workspace,
            Writes = new WriteLog(
                Caller.ForSystem("test", Workspace),
                new RequestContext(),
                new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc),
                Guid.NewGuid()
            ),
        };

    /// <summary>A row of some kind with values in all its columns, tracked in a state.</summary>
    internal static object Make(MarketingDbContext db, IEntityType entity, EntityState state)
    {
        var row = Activator.CreateInstance(entity.ClrType, nonPublic: true)!;
        var entry = db.Entry(row);
        foreach (var property in entity.GetProperties())
        {
            if (Value(property, db) is { } value && property.Name != nameof(IResource.DeletedAt))
            {
                entry.Property(property.Name).CurrentValue = value;
            }
        }

        entry.State = state;
        return row;
    }

    private static object? Value(IProperty property, MarketingDbContext db)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return property.Name == nameof(IWorkspaceOwned.WorkspaceId) ? db.Workspace
            : type.GetMethod("From", [typeof(Guid)]) is { } from ? from.Invoke(null, [Guid.CreateVersion7()])
            : type == typeof(Guid) ? Guid.CreateVersion7()
            : type == typeof(string) && property.GetMaxLength() is null ? "{}"
            : type == typeof(string) ? Guid.NewGuid().ToString("N")[..Math.Min(32, property.GetMaxLength() ?? 32)]
            : type == typeof(byte[]) ? Guid.NewGuid().ToByteArray()
            : type == typeof(DateTime) ? new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc)
            : type == typeof(long) ? (long)Random.Shared.Next()
            : null;
    }
}
