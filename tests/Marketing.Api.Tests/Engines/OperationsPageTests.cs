using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Api.Tests.Engines;

/// <summary>What the operations page promises by name exists, and what exists is named there.</summary>
public sealed class OperationsPageTests
{
    private static readonly string Page = File.ReadAllText(PathOf());

    [Fact]
    public void The_tables_to_be_protected_are_the_append_only_ones()
    {
        using var db = new SqlServerMarketingDbContext(SilentServer.Options());
        var tables = db
            .Model.GetEntityTypes()
            .Where(entity => entity.ClrType.IsAssignableTo(typeof(IAppendOnly)))
            .ToLookup(entity => entity.ClrType.IsAssignableTo(typeof(IKeptForever)), entity => entity.GetTableName()!);

        var denied = Regex
            .Matches(Page, @"DENY UPDATE(, DELETE)? ON (\w+) TO")
            .ToLookup(match => match.Groups[1].Success, match => match.Groups[2].Value);
        denied.SelectMany(line => line).ShouldBe(tables.SelectMany(table => table), ignoreOrder: true);
        tables[true].Except(denied[true]).ShouldBeEmpty("Nothing deletes them.");
    }

    [Fact]
    public void Every_instrument_of_the_product_is_named_and_no_other()
    {
        ServiceMetrics.ChangesCommitted(0);
        var published = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => Note(instrument, published) };
        listener.Start();

        Regex
            .Matches(Page, @"`(marketing\.[\w.]+)`")
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ShouldBe(published.Distinct(), ignoreOrder: true);
    }

    [Fact]
    public void What_was_not_run_on_a_real_server_is_said_aloud()
    {
        Assert.SkipUnless(
            TestDatabase.OnSqlServer,
            "MARKETING_TEST_SQLSERVER is not set: nothing of this run has met a SQL Server. Its queries were translated and held to rules; locks, collations, deadlocks and the migration were not tried."
        );
        using var db = new SqlServerMarketingDbContext(SilentServer.Options());
        db.Database.IsSqlServer().ShouldBeTrue();
    }

    private static void Note(Instrument instrument, List<string> published)
    {
        if (instrument.Meter.Name == ServiceMetrics.MeterName)
        {
            published.Add(instrument.Name);
        }
    }

    private static string PathOf([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "docs", "operations.md"));
}
