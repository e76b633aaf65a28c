using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Observations;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.BulkJobs;

/// <summary>Jobs: rows that are applied after the request that brought them.</summary>
[Collection(FirstApi.Name)]
public sealed class JobTests(MarketingApi api) : ApiTest(api)
{
    private const string Ndjson = "application/x-ndjson";
    private const string Csv = "text/csv";

    private BudgetPeople _people = null!;
    private string _budget = "";
    private string _code = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await BudgetPeople.OfAsync(Api.Alpha);
        _budget = await _people.ActiveAsync(BudgetSteps.Line("A", "1000000"));
        _code = (await Client.ReadAsync($"/v1/budgets/{_budget}")).Text("code");
    }

    [Fact]
    public async Task One_bad_row_among_a_thousand_is_the_only_one_refused()
    {
        var rows = Enumerable.Range(1, 1_000).Select(i => i == 617 ? Row(i, line: "X") : Row(i)).ToList();
        rows.Insert(100, "  ");

        var job = await EndedAsync(await CreateAsync(string.Join("\r\n", rows), Ndjson));

        job.Text("state").ShouldBe("completed");
        Counts(job).ShouldBe((1_000, 1_000, 999, 0, 1));
        var error = (await Client.ReadAsync($"/v1/jobs/{job.Id()}/errors")).Items().ShouldHaveSingleItem()!;
        (error.Number("row"), error["problem"]!["errors"]![0]!.Text("code")).ShouldBe((617, "budget.lineUnknown"));
        (await SpentAsync()).ShouldBe("999");
    }

    [Fact]
    public async Task Sending_the_same_rows_again_changes_nothing()
    {
        var rows = string.Join('\n', Enumerable.Range(1, 300).Select(i => Row(i)));
        await EndedAsync(await CreateAsync(rows, Ndjson));

        var again = await EndedAsync(await CreateAsync(rows, Ndjson));

        Counts(again).ShouldBe((300, 300, 0, 300, 0));
        (await SpentAsync()).ShouldBe("300");
    }

    [Fact]
    public async Task A_retry_with_the_same_key_gets_the_same_job()
    {
        var first = await CreateAsync(Row(1), Ndjson, "retry");
        var second = await CreateAsync(Row(1), Ndjson, "retry");
        second.Id().ShouldBe(first.Id());
        await SendAsync(Row(2), Ndjson, "retry").ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "idempotency.keyReused");
    }

    [Fact]
    public async Task Rows_of_CSV_are_read_like_items_of_a_bulk()
    {
        var csv =
            "\uFEFFbudgetCode,lineCode,amount.amount,amount.currency,date,sourceRef.system,sourceRef.id,reason,final,ref\r\n"
            + $"{_code},A,33.51,CNY,2027-03-31,sap,c-1,\"品牌🎉, \"\"x\"\"\nzwei\",,first\r\n"
            + $"{_code},A,12,CNY,2027-02-30,sap,c-2,,,second\r\n"
            + $"{_code},A,5,CNY,2027-03-31,,,,true,third";

        var job = await EndedAsync(await CreateAsync(csv, Csv));

        Counts(job).ShouldBe((3, 3, 2, 0, 1));
        var error = (await Client.ReadAsync($"/v1/jobs/{job.Id()}/errors")).Items().ShouldHaveSingleItem()!;
        error.Number("row").ShouldBe(2);
        error["problem"]!["errors"]![0]!.Text("pointer").ShouldBe("/date");
        (await SpentAsync()).ShouldBe("38.51");
        var entries = (await Client.ReadAsync($"/v1/budgets/{_budget}/ledger")).Items();
        entries.Select(entry => (string?)entry!["reason"]).ShouldContain("品牌🎉, \"x\"\nzwei");
    }

    [Fact]
    public async Task Values_of_metrics_need_a_source_and_are_applied_like_their_bulk()
    {
        await Client.MetricAsync("NPS");
        const string Rows = "ref,metric,forDate,value\na,NPS,2027-03-01,33.51\nb,NPS,2027-03-02,\nc,XXX,2027-03-03,1\n";

        await Client
            .SendRowsAsync(Rows, Csv, query: "kind=observations")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "job.sourceMissing");
        var job = await EndedAsync(
            await Client.SendRowsAsync(Rows, Csv, query: "kind=observations&source=survey").ShouldBeAsync(HttpStatusCode.Created)
        );

        Counts(job).ShouldBe((3, 3, 1, 0, 2));
        (await Client.ReadAsync($"/v1/jobs/{job.Id()}/errors")).Items().Select(error => error!.Text("ref")).ShouldBe(["b", "c"]);
        (await Client.ValuesAsync()).ShouldBe(["33.51"]);
    }

    [Fact]
    public async Task A_column_that_no_item_has_is_refused_with_the_allowed_ones()
    {
        var refused = await SendAsync("budgetCode,linecode\nB,A", Csv)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "job.columnsUnknown");

        refused["args"]!.Texts("columns").ShouldBe(["linecode"]);
        refused["args"]!.Texts("allowed").ShouldContain("sourceRef.id");
    }

    [Fact]
    public async Task Only_rows_and_types_that_jobs_take_are_accepted()
    {
        await SendAsync("{}", "application/json").ShouldBeRefusedAsync(HttpStatusCode.UnsupportedMediaType, "http.unsupportedMediaType");
        await SendAsync(new string('x', 70_000), Ndjson).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "job.rowTooLong");
        var empty = await CreateAsync("", Ndjson);
        (empty.Text("state"), empty.Number("rows")).ShouldBe(("completed", 0));
    }

    [Fact]
    public async Task A_job_that_has_ended_cannot_be_cancelled()
    {
        var job = await EndedAsync(await CreateAsync(Row(1), Ndjson));

        await Client.ActAsync($"/v1/jobs/{job.Id()}/cancel").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "job.ended");
        await Client.ActAsync($"/v1/jobs/{Guid.CreateVersion7()}/cancel").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "job.notFound");
        await Api.Beta.Client.GetAsync($"/v1/jobs/{job.Id()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "job.notFound");
    }

    private string Row(int number, string line = "A") =>
        new JsonObject
        {
            ["ref"] = $"r-{number}",
            ["budgetCode"] = _code,
            ["lineCode"] = line,
            ["amount"] = new JsonObject { ["amount"] = "1", ["currency"] = "CNY" },
            ["date"] = "2027-03-31",
            ["sourceRef"] = new JsonObject { ["system"] = "sap", ["id"] = $"i-{number}" },
        }.ToJsonString();

    private Task<JsonObject> CreateAsync(string rows, string type, string? key = null) =>
        SendAsync(rows, type, key).ShouldBeAsync(HttpStatusCode.Created);

    private Task<HttpResponseMessage> SendAsync(string rows, string type, string? key = null) => Client.SendRowsAsync(rows, type, key);

    private Task<JsonObject> EndedAsync(JsonObject job) => Client.EndedAsync(job);

    private async Task<string> SpentAsync() => (await Client.LineAsync(_budget, "A")).Text("actual");

    private static (int Rows, int Done, int Created, int Unchanged, int Refused) Counts(JsonObject job) =>
        (job.Number("rows"), job.Number("done"), job.Number("created"), job.Number("unchanged"), job.Number("refused"));
}
