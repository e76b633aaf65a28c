using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Hosting.CommandLine;
using Marketing.Api.Tests.Engines;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.SampleData;
using Marketing.Infrastructure.Transfer;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Hosting;

/// <summary>A workspace can be moved to another database with everything that belongs to it.</summary>
public sealed class TransferTests : IAsyncLifetime
{
    private const string Code = "sample";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marketing-transfer-");
    private readonly MarketingApi _source = new();

    private string Exported => Path.Combine(_folder.FullName, "exported");

    public ValueTask InitializeAsync() => _source.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Another_database_with_another_master_key_contains_an_equal_workspace_after_the_import()
    {
        var (workspace, before) = await FillAsync();
        var cursor = (await before.ReadAsync("/v1/changes?start=now")).Text("nextCursor");
        (await ExportAsync(_source, Exported)).ExitCode.ShouldBe(ExitCodes.Succeeded);
        await using var target = new MarketingApi(new() { ["Security:MasterKey"] = MasterKeyTests.KeyOf(9) });
        await target.InitializeAsync();

        var imported = await CommandRun.RunAsync(target.Services, "import", "--from", Exported);

        imported.ExitCode.ShouldBe(ExitCodes.Succeeded, imported.Error);
        var again = Path.Combine(_folder.FullName, "again");
        (await ExportAsync(target, again)).ExitCode.ShouldBe(ExitCodes.Succeeded);
        ShouldBeEqual(Exported, again);
        var after = new TestWorkspace(target, WorkspaceId.From(workspace.Id), workspace.Key).Client;
        foreach (var path in new[] { "/v1/plans?includeDeleted=true", "/v1/parties", "/v1/audit?pageSize=200", "/v1/changes?start=oldest" })
        {
            Canonical(await after.ReadAsync(path)).ShouldBe(Canonical(await before.ReadAsync(path)), path);
        }

        (await after.ReadAsync("/v1/parties?q=Ada")).ToJsonString().ShouldContain("ada@example.com");
        (await after.GetAsync($"/v1/changes?cursor={cursor}")).IsSuccessStatusCode.ShouldBeFalse();
        await after.PostAsync("/v1/plans", """{"title":"New","language":"en","currency":"EUR"}""").ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_import_writes_everything_or_nothing()
    {
        await FillAsync();
        (await ExportAsync(_source, Exported)).ExitCode.ShouldBe(ExitCodes.Succeeded);

        (await ImportAsync(_source)).ShouldContain("The database already has the workspace \"sample\"");

        await using var target = new MarketingApi([]);
        await target.InitializeAsync();
        var rows = await CountAsync(target);
        var plans = Path.Combine(Exported, "Plans.jsonl");
        var whole = await File.ReadAllTextAsync(plans);
        await File.WriteAllTextAsync(plans, whole.Replace("SPARK", "SPARX", StringComparison.Ordinal));
        (await ImportAsync(target)).ShouldContain("Plans.jsonl is not as it was exported");
        File.Delete(plans);
        (await ImportAsync(target)).ShouldContain("Plans.jsonl is missing");
        await ReplaceAsync(plans, whole.Replace("\"Title\"", "\"Headline\"", StringComparison.Ordinal));
        (await ImportAsync(target)).ShouldMatch("Line 1 of Plans.jsonl cannot be imported: .*(Title is missing|no column Headline)");
        var owner = JsonNode.Parse(whole.Split('\n')[0])!.Text("WorkspaceId");
        await ReplaceAsync(plans, whole.Replace(owner, Guid.NewGuid().ToString(), StringComparison.Ordinal));
        (await ImportAsync(target)).ShouldContain("Line 1 of Plans.jsonl belongs to another workspace");
        File.Delete(Path.Combine(Exported, "manifest.json"));
        (await ImportAsync(target)).ShouldContain("is not a complete export");

        (await CountAsync(target)).ShouldBe(rows);
    }

    [Fact]
    public async Task An_export_names_an_unknown_workspace_and_never_overwrites_files()
    {
        (await ExportAsync(_source, Exported)).Error.ShouldContain("There is no workspace \"sample\"");
        Directory.Exists(Exported).ShouldBeFalse();

        Directory.CreateDirectory(Exported);
        await File.WriteAllTextAsync(Path.Combine(Exported, "notes.txt"), "mine");
        (await ExportAsync(_source, Exported)).Error.ShouldContain("is not empty");
    }

    [Fact]
    public void Every_table_of_a_workspace_is_exported_with_the_same_columns_by_both_engines()
    {
        using var server = new SqlServerMarketingDbContext(SilentServer.Options());
        using var embedded = new SqliteMarketingDbContext(
            new DbContextOptionsBuilder<SqliteMarketingDbContext>().UseSqlite("Data Source=none.db").Options
        );
        var tables = TransferTable.Of(server.Model);

        tables.Select(table => table.Name).ShouldBe(TransferTable.Of(embedded.Model).Select(table => table.Name));
        ShapeOf(tables).ShouldBe(ShapeOf(TransferTable.Of(embedded.Model)));
        server
            .Model.GetEntityTypes()
            .Select(entity => entity.GetTableName()!)
            .Except(tables.Select(table => table.Name))
            .ShouldBe(["Leases", "MasterKeyProofs"], ignoreOrder: true);
        foreach (var table in tables)
        {
            SqlServerRules.Check(table.SelectStatement, 1);
            SqlServerRules.Check(table.InsertStatement(2), 2 * table.Columns.Count);
        }
    }

    [Fact]
    public void Values_of_both_engines_are_exported_alike()
    {
        using var server = new SqlServerMarketingDbContext(SilentServer.Options());
        var columns = TransferTable.Of(server.Model).SelectMany(table => table.Columns).ToLookup(column => column.Kind);
        var moment = new DateTime(2026, 3, 1, 8, 30, 0, DateTimeKind.Utc).AddTicks(1_234_560);

        Read(TransferKind.Instant, "2026-03-01 08:30:00.123456").ShouldBe(moment);
        Read(TransferKind.Instant, DateTime.SpecifyKind(moment, DateTimeKind.Unspecified)).ShouldBe(moment);
        Read(TransferKind.Day, "2026-03-01").ShouldBe(new DateOnly(2026, 3, 1));
        Read(TransferKind.Day, new DateTime(2026, 3, 1)).ShouldBe(new DateOnly(2026, 3, 1));
        Read(TransferKind.Flag, 1L).ShouldBe(true);
        Read(TransferKind.Flag, true).ShouldBe(true);
        Read(TransferKind.Integer, 7).ShouldBe(7L);
        Read(TransferKind.Decimal, "2.5").ShouldBe(2.5m);
        Read(TransferKind.Decimal, 2.500000m).ShouldBe(2.5m);

        object Read(TransferKind kind, object stored) => columns[kind].First().Read(stored);
    }

    private static IEnumerable<string> ShapeOf(IEnumerable<TransferTable> tables) =>
        tables.SelectMany(table => table.Columns, (table, column) => $"{table.Name}.{column.Name}: {column.Kind} {column.IsRequired}");

    private static Task<CommandResult> ExportAsync(MarketingApi api, string folder) =>
        CommandRun.RunAsync(api.Services, "export", "--workspace", Code, "--to", folder);

    private async Task<string> ImportAsync(MarketingApi api)
    {
        var result = await CommandRun.RunAsync(api.Services, "import", "--from", Exported);
        result.ExitCode.ShouldBe(ExitCodes.Failed, result.Output);
        return result.Error;
    }

    /// <summary>Replaces a file of the export, and its hash.</summary>
    private async Task ReplaceAsync(string path, string text)
    {
        await File.WriteAllTextAsync(path, text);
        var manifest = Path.Combine(Exported, "manifest.json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(manifest))!;
        var table = json["tables"]!.AsArray().Single(entry => entry!.Text("name") + ".jsonl" == Path.GetFileName(path))!;
        table["sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(path)));
        await File.WriteAllTextAsync(manifest, json.ToJsonString());
    }

    /// <summary>Counts the rows of each table that only requests write, not background work.</summary>
    private static async Task<IReadOnlyList<string>> CountAsync(MarketingApi api)
    {
        var counts = new List<string>();
        foreach (
            var table in (await api.Database.TablesAsync())
                .Where(name => name is not ("Leases" or "RiskSignalCursors") && !name.StartsWith("sqlite", StringComparison.Ordinal))
                .Order()
        )
        {
            counts.Add($"{table} {(await api.Database.ReadTextsAsync($"SELECT COUNT(*) FROM {table}"))[0]}");
        }

        return counts;
    }

    /// <summary>Fills the sample workspace with everything that a plan can contain, a contact and a deleted plan.</summary>
    private async Task<(TestWorkspace Workspace, HttpClient Client)> FillAsync()
    {
        var id = await _source.Services.GetRequiredService<SampleWorkspace>().EnsureAsync(CancellationToken.None);
        var key = await _source.IssueKeyAsync(id, [.. Scopes.All.Keys.Except(Scopes.PersonsOnly)]);
        var workspace = new TestWorkspace(_source, id, key);
        var client = workspace.Client;
        await client
            .PostAsync("/v1/parties", """{"name":"Ada","kind":"person","contact":{"name":"Ada L","email":"ada@example.com"}}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var plan = await client
            .PostAsync("/v1/plans", """{"code":"GONE","title":"Gone","language":"en","currency":"EUR"}""", "retry-1")
            .ShouldBeAsync(HttpStatusCode.Created);
        await client.DeleteAsync($"/v1/plans/{plan.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        return (workspace, client);
    }

    private static void ShouldBeEqual(string one, string other)
    {
        var names = Directory.GetFiles(one).Select(Path.GetFileName).Order().ToList();
        Directory.GetFiles(other).Select(Path.GetFileName).Order().ShouldBe(names);
        foreach (var name in names.Except(["manifest.json", "ChangeCounters.jsonl"]))
        {
            File.ReadAllLines(Path.Combine(other, name!)).ShouldBe(File.ReadAllLines(Path.Combine(one, name!)), ignoreOrder: true, name);
        }

        var (before, after) = (CounterOf(one), CounterOf(other));
        after.Text("Epoch").ShouldNotBe(before.Text("Epoch"));
        after["Epoch"] = before.Text("Epoch");
        after.ToJsonString().ShouldBe(before.ToJsonString());
        Directory.GetFiles(one, "*.jsonl").Count(file => new FileInfo(file).Length > 0).ShouldBeGreaterThan(15);
    }

    private static JsonNode CounterOf(string folder) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "ChangeCounters.jsonl")))!;

    /// <summary>A page without its cursor and the link with it, which another master key signs differently.</summary>
    private static string Canonical(JsonObject page)
    {
        page.Remove("nextCursor");
        page.Remove("nextLink");
        page.Remove("epoch");
        return page.ToJsonString();
    }
}
