using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
using Marketing.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.BulkJobs;

/// <summary>Jobs whose owner loses the credential while they run. Their chunks are applied one by one here, and have 200 rows.</summary>
[Collection(SecondApi.Name)]
public sealed class JobOwnerTests(MarketingApi api) : ApiTest(api)
{
    private const int Rows = 500;
    private const int Chunk = 200;

    private string _budget = "";
    private string _rows = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var people = await BudgetPeople.OfAsync(Api.Alpha);
        _budget = await people.ActiveAsync(BudgetSteps.Line("A", "1000000"));
        var code = (await Client.ReadAsync($"/v1/budgets/{_budget}")).Text("code");
        _rows = string.Join('\n', Enumerable.Range(0, Rows).Select(id => JobSteps.Spent(code, id, "1")));
    }

    [Fact]
    public async Task A_job_ends_with_the_key_of_its_owner_and_another_key_finishes_it_by_sending_it_again()
    {
        await using var pause = await Api.PauseBackgroundWorkAsync();
        var (key, owner) = await KeyAsync("erp");
        var job = await SendAsync(owner);
        (await ApplyChunkAsync()).ShouldBe(1);
        (await JobAsync(job)).Text("state").ShouldBe("running");
        await Client.ActAsync($"/v1/api-keys/{key}/revoke", 1).ShouldBeAsync(HttpStatusCode.OK);

        await ShouldEndAsync(job);

        var (_, other) = await KeyAsync("erp-2");
        var again = await SendAsync(other);
        while (await ApplyChunkAsync() > 0) { }

        var completed = await JobAsync(again);
        completed.Text("state").ShouldBe("completed");
        JobSteps.Counts(completed).ShouldBe((Rows, Rows - Chunk, 0, Chunk, 0));
        (await SpentAsync()).ShouldBe(Rows);
    }

    [Fact]
    public async Task A_job_ends_when_its_owner_leaves_the_workspace()
    {
        await using var pause = await Api.PauseBackgroundWorkAsync();
        using var administrator = await Api.Alpha.PersonAsync("anna", Role.Administrator);
        using var owner = await Api.Alpha.PersonAsync("erik", Role.BudgetManager);
        var job = await SendAsync(owner);
        (await ApplyChunkAsync()).ShouldBe(1);
        var members = $"/v1/workspaces/{Api.Alpha.Id}/members";
        var member = (await administrator.WalkAsync(members)).Single(each => each.Text("subject") == "erik");
        await administrator.DeleteAsync($"{members}/{member.Id()}", member.Version()).ShouldBeAsync(HttpStatusCode.NoContent);

        await ShouldEndAsync(job);
    }

    /// <summary>The next chunk is not applied, nor is any later one.</summary>
    private async Task ShouldEndAsync(string job)
    {
        (await ApplyChunkAsync()).ShouldBe(1);
        (await ApplyChunkAsync()).ShouldBe(0);

        var ended = await JobAsync(job);
        (ended.Text("state"), ended.Text("failure"), ended.Number("rows")).ShouldBe(("failed", "ownerEnded", Rows));
        ended["endedAt"].ShouldNotBeNull();
        JobSteps.Counts(ended).ShouldBe((Chunk, Chunk, 0, 0, 0));
        (await Client.ReadAsync($"/v1/jobs/{job}/errors")).Items().ShouldBeEmpty();
        (await SpentAsync()).ShouldBe(Chunk);
    }

    private async Task<(string Id, HttpClient Client)> KeyAsync(string name)
    {
        var key = await Client
            .PostAsync("/v1/api-keys", $$"""{"name":"{{name}}","scopes":["ledger:write"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        return (key.Id(), Api.With("Bearer " + key.Text("key")));
    }

    private async Task<string> SendAsync(HttpClient owner) =>
        (await owner.SendRowsAsync(_rows, "application/x-ndjson").ShouldBeAsync(HttpStatusCode.Created)).Id();

    private Task<int> ApplyChunkAsync() =>
        Api.Services.GetServices<IRecurringWork>().Single(work => work.Name == "bulk-jobs").RunBatchAsync(default);

    private Task<JsonObject> JobAsync(string job) => Client.ReadAsync($"/v1/jobs/{job}");

    private async Task<int> SpentAsync() =>
        int.Parse((await Client.LineAsync(_budget, "A")).Text("actual"), System.Globalization.CultureInfo.InvariantCulture);
}
