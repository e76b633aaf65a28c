using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Durability;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.BulkJobs;

/// <summary>Jobs of a service that is killed.</summary>
public sealed class JobKillTests : IAsyncLifetime
{
    private const int Rows = 8_000;

    private TestDatabase _database = null!;
    private string _key = "";
    private string _budget = "";
    private string _code = "";

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await using var api = new MarketingApi([], _database);
        await api.InitializeAsync();
        var people = await BudgetPeople.OfAsync(api.Alpha);
        _budget = await people.ActiveAsync(BudgetSteps.Line("A", "1000000"));
        _code = (await api.Alpha.Client.ReadAsync($"/v1/budgets/{_budget}")).Text("code");
        _key = api.Alpha.Key;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_job_goes_on_after_a_kill_and_neither_loses_nor_doubles_a_row()
    {
        var rows = string.Join('\n', Enumerable.Range(1, Rows).Select(number => JobSteps.Spent(_code, number, "1")));
        string job;
        await using (var first = await ServiceProcess.StartAsync(_database, _key))
        {
            job = (await first.Client.SendRowsAsync(rows, "application/x-ndjson").ShouldBeAsync(HttpStatusCode.Created)).Id();
            await UntilAsync(first.Client, job, read => read.Number("done") > 0);
            await first.KillAsync();
        }

        await using var second = await ServiceProcess.StartAsync(_database, _key);
        var ended = await UntilAsync(second.Client, job, read => read["endedAt"] is not null);

        (ended.Number("done"), ended.Number("created"), ended.Number("refused")).ShouldBe((Rows, Rows, 0));
        (await second.Client.LineAsync(_budget, "A"))
            .Text("actual")
            .ShouldBe(Rows.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<JsonObject> UntilAsync(HttpClient client, string job, Func<JsonObject, bool> condition)
    {
        var end = DateTime.UtcNow.AddSeconds(120);
        while (true)
        {
            var read = await client.ReadAsync($"/v1/jobs/{job}");
            if (condition(read))
            {
                return read;
            }

            (DateTime.UtcNow < end).ShouldBeTrue(read.ToJsonString());
            await Task.Delay(20);
        }
    }
}
