using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Engines;

/// <summary>Nothing that is sent to SQLite passes the shadow by, however it is sent.</summary>
public sealed class SqlServerShadowTests : IAsyncLifetime
{
    private static readonly Func<SqliteMarketingDbContext, string, Task<int>> Sound = EF.CompileAsyncQuery(
        (SqliteMarketingDbContext db, string title) => db.Plans.IgnoreQueryFilters().Count(plan => plan.TitleKey == title)
    );

    private static readonly Func<SqliteMarketingDbContext, string, IAsyncEnumerable<string>> Unsound = EF.CompileAsyncQuery(
        (SqliteMarketingDbContext db, string title) =>
            db.Plans.IgnoreQueryFilters().Where(plan => plan.Title != title).OrderBy(plan => plan.Title).Select(plan => plan.Title)
    );

    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;

    private SqliteMarketingDbContext Db => _services.GetRequiredService<SqliteMarketingDbContext>();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "Nothing is translated where the real thing answers.");
        _database = await TestDatabase.CreateAsync();
        var services = new ServiceCollection();
        services.AddDbContext<SqliteMarketingDbContext>(options => options.UseSqlite(_database.ConnectionString));
        SqlServerShadow.Follow(services);
        _services = services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _services.DisposeAsync();
            await _database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_query_that_is_compiled_once_is_translated_with_its_arguments()
    {
        var before = SqlServerShadow.Translated;
        (await Sound(Db, "A")).ShouldBe(0);
        (await Sound(Db, "B")).ShouldBe(0);
        SqlServerShadow.Translated.ShouldBeGreaterThanOrEqualTo(before + 2);
    }

    [Fact]
    public async Task A_query_that_SQL_Server_would_answer_otherwise_fails_compiled_or_not()
    {
        (
            await Should.ThrowAsync<InvalidOperationException>(async () =>
                await Unsound(Db, "A").ToListAsync(TestContext.Current.CancellationToken)
            )
        ).Message.ShouldContain("order by Title");
        (
            await Should.ThrowAsync<InvalidOperationException>(() =>
                Db.Plans.OrderBy(plan => plan.Title).ToListAsync(TestContext.Current.CancellationToken)
            )
        ).Message.ShouldContain("order by Title");
    }

    [Fact]
    public async Task A_statement_that_only_SQLite_understands_fails() =>
        await Should.ThrowAsync<SqlServerRuleBrokenException>(() =>
            Db.Database.ExecuteSqlAsync(
                $"INSERT OR IGNORE INTO Leases (Name, Owner, ExpiresAt) VALUES ('a', 'b', '2026-03-01')",
                TestContext.Current.CancellationToken
            )
        );
}
