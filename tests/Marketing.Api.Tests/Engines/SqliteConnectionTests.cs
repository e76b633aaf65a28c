using Marketing.Api.Tests.Hosting;
using Marketing.Api.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Api.Tests.Engines;

/// <summary>What every connection to the embedded database has, each time that the pool hands it out.</summary>
public sealed class SqliteConnectionTests : IAsyncLifetime
{
    private readonly BackgroundStore _store = new();

    public ValueTask InitializeAsync() => _store.InitializeAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData("foreign_keys", "1")]
    [InlineData("synchronous", "2")]
    [InlineData("journal_mode", "wal")]
    public async Task A_connection_has_its_settings(string setting, string value)
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "Settings of the embedded engine.");
        var process = await _store.ProcessAsync();

        for (var turn = 0; turn < 3; turn++)
        {
            (
                await BackgroundStore.ReadAsync(process, db => ReadAsync(db.Database.GetDbConnection(), db.Database.OpenConnectionAsync))
            ).ShouldBe(value);
        }

        async Task<string> ReadAsync(System.Data.Common.DbConnection connection, Func<CancellationToken, Task> open)
        {
            await open(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA {setting}";
            return Convert.ToString(
                await command.ExecuteScalarAsync(TestContext.Current.CancellationToken),
                System.Globalization.CultureInfo.InvariantCulture
            )!;
        }
    }
}
