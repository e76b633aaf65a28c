using System.Globalization;
using Marketing.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;

namespace Marketing.Api.Tests.Engines;

/// <summary>
/// What is written equals what the provider writes, since statements by hand leave that to it; what is read equals what was written.
/// </summary>
public sealed class SqliteDatesTests
{
    public static TheoryData<DateTime> Instants =>
        [
            new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            new DateTime(2026, 11, 25, 17, 12, 47, DateTimeKind.Utc),
            new DateTime(2026, 11, 25, 17, 12, 47, DateTimeKind.Utc).AddTicks(1),
            new DateTime(2026, 11, 25, 17, 12, 47, DateTimeKind.Utc).AddTicks(10),
            new DateTime(2026, 11, 25, 17, 12, 47, DateTimeKind.Utc).AddTicks(1_200_000),
            new DateTime(2026, 2, 28, 23, 59, 59, DateTimeKind.Utc).AddTicks(9_999_999),
            DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc),
        ];

    [Theory]
    [MemberData(nameof(Instants))]
    public void Instants_are_kept_as_the_provider_keeps_them(DateTime instant)
    {
        SqliteDates.Write(instant).ShouldBe(AsProvider(instant));
        var read = SqliteDates.ReadInstant(SqliteDates.Write(instant));
        (read, read.Kind).ShouldBe((instant, DateTimeKind.Utc));
    }

    [Theory]
    [InlineData("1900-01-01")]
    [InlineData("2028-02-29")]
    [InlineData("9999-12-31")]
    public void Days_are_kept_as_the_provider_keeps_them(string text)
    {
        var day = DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        SqliteDates.Write(day).ShouldBe(AsProvider(day));
        SqliteDates.ReadDay(text).ShouldBe(day);
    }

    [Theory]
    [InlineData("2026-11-25 17:12:4x")]
    [InlineData("2026-11-25 17:12:47.12x")]
    [InlineData("20x6-11-25 17:12:47")]
    public void What_is_no_instant_is_not_read_as_one(string text) => Should.Throw<FormatException>(() => SqliteDates.ReadInstant(text));

    private static string AsProvider(object value)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT $value";
        command.Parameters.AddWithValue("$value", value);
        return (string)command.ExecuteScalar()!;
    }
}
