using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Campaigns;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.BulkJobs;

/// <summary>Jobs whose rows are campaigns.</summary>
[Collection(SecondApi.Name)]
public sealed class CampaignJobTests(MarketingApi api) : ApiTest(api)
{
    private const string Ndjson = "application/x-ndjson";
    private const string Csv = "text/csv";
    private const string Kind = "kind=campaigns";
    private const string Crm = $"{CampaignSteps.Campaigns}/external/crm";

    [Fact]
    public async Task Of_a_thousand_rows_the_bad_ones_alone_are_refused_and_sent_again_they_double_nothing()
    {
        var rows = Enumerable.Range(0, 1_000).Select(i => Row($"{i}", $$"""{"title":"T{{i}}","kind":"event"}""", $"r-{i}")).ToArray();
        rows[10] = Row("10", """{"title":"T","kind":"nothing"}""", "r-10");
        rows[20] = Row("20", """{"kind":"event"}""", "r-20");
        rows[30] = """{"op":"upsert","ref":"r-30","campaign":{"title":"T","kind":"event"}}""";
        rows[6] = Row("5", """{"title":"T5, second","kind":"event"}""", "r-6");
        rows[900] = Row("5", """{"title":"T5, last","kind":"event"}""", "r-900");

        var job = await RunAsync(string.Join('\n', rows), Ndjson);

        JobSteps.Counts(job).ShouldBe((1_000, 995, 2, 0, 3));
        (await ErrorsAsync(job)).ShouldBe([
            "11 r-10 /campaign/kind input.enum",
            "21 r-20 /campaign/title input.required",
            "31 r-30 /externalId campaign.itemIncomplete",
        ]);
        (await Client.ReadAsync($"{Crm}/5")).Text("title").ShouldBe("T5, last");

        var again = await RunAsync(string.Join('\n', rows), Ndjson);

        JobSteps.Counts(again).ShouldBe((1_000, 0, 3, 994, 3));
        (await Client.WalkAsync(CampaignSteps.Campaigns)).Count.ShouldBe(995);
        (await Client.ReadAsync($"{Crm}/5")).Text("title").ShouldBe("T5, last");
    }

    [Fact]
    public async Task In_CSV_an_empty_cell_keeps_a_value_a_backslash_N_clears_it_and_quotes_are_an_empty_text()
    {
        const string Header =
            "ref,op,externalId.system,externalId.id,campaign.title,campaign.kind,campaign.window.start,campaign.window.end";
        var made = await RunAsync(
            $"{Header}\n" + string.Join('\n', Enumerable.Range(1, 4).Select(i => $"r{i},upsert,crm,{i},T{i},event,2027-03-01,2027-03-31")),
            Csv
        );
        JobSteps.Counts(made).ShouldBe((4, 4, 0, 0, 0));

        var changed = await RunAsync(
            string.Join(
                '\n',
                Header,
                @"a,upsert,crm,1,,,,\N",
                "b,upsert,crm,2,,,,\"\"",
                "c,upsert,crm,3,\"新 \"\"T3\"\"\",,,",
                "d,upsert,crm,4,\"\",,,"
            ),
            Csv
        );

        JobSteps.Counts(changed).ShouldBe((4, 0, 2, 0, 2));
        (await ErrorsAsync(changed))
            .Select(error => error[..error.LastIndexOf(' ')])
            .ShouldBe(["2 b /campaign/window/end", "4 d /campaign/title"]);
        (await Client.ReadAsync($"{Crm}/1"))["window"]!["end"].ShouldBeNull();
        (await Client.ReadAsync($"{Crm}/2"))["window"]!.Text("end").ShouldBe("2027-03-31");
        var kept = await Client.ReadAsync($"{Crm}/3");
        (kept.Text("title"), kept["window"]!.Text("end")).ShouldBe(("新 \"T3\"", "2027-03-31"));
    }

    [Fact]
    public async Task In_NDJSON_null_clears_an_end_date_an_empty_text_is_refused_and_what_is_omitted_stays()
    {
        const string Window = """{"title":"甲","kind":"event","window":{"start":"2027-03-01","end":"2027-03-31"}}""";
        await RunAsync(string.Join('\n', Row("1", Window), Row("2", Window), Row("3", Window)), Ndjson);

        var job = await RunAsync(
            string.Join(
                '\n',
                Row("1", """{"window":{"end":null}}"""),
                Row("2", """{"window":{"end":""}}"""),
                Row("3", """{"theme":"春"}""")
            ),
            Ndjson
        );

        JobSteps.Counts(job).ShouldBe((3, 0, 2, 0, 1));
        (await ErrorsAsync(job)).ShouldHaveSingleItem().ShouldStartWith("2  /campaign/window/end ");
        (await Client.ReadAsync($"{Crm}/1"))["window"]!["end"].ShouldBeNull();
        (await Client.ReadAsync($"{Crm}/2"))["window"]!.Text("end").ShouldBe("2027-03-31");
        (await Client.ReadAsync($"{Crm}/3"))["window"]!.Text("end").ShouldBe("2027-03-31");
    }

    [Fact]
    public async Task Ids_and_texts_are_stored_as_they_were_sent()
    {
        string[] ids = ["A1", "a1", "Ａ1", "A1 "];
        const string Title = "品牌🎉 <p>";
        var rows = ids.Select(id => $"upsert,{id},crm,{Title},event,\"a\u2028{id}\"");

        var job = await RunAsync(
            "op,externalId.id,externalId.system,campaign.title,campaign.kind,campaign.description\n" + string.Join('\n', rows),
            Csv
        );

        JobSteps.Counts(job).ShouldBe((4, 4, 0, 0, 0));
        foreach (var id in ids)
        {
            var read = await Client.ReadAsync($"{Crm}/{Uri.EscapeDataString(id)}");
            (read.Text("title"), read.Text("description")).ShouldBe((Title, $"a\u2028{id}"));
        }
    }

    [Fact]
    public async Task Rows_delete_and_an_outdated_version_or_a_taken_code_is_refused_alone()
    {
        var other = await Client.CampaignAsync(""" "code":"LAUNCH" """);
        await RunAsync(string.Join('\n', Enumerable.Range(1, 4).Select(i => Row($"{i}", """{"title":"甲","kind":"event"}"""))), Ndjson);

        var job = await RunAsync(
            string.Join(
                '\n',
                """{"op":"delete","externalId":{"system":"crm","id":"1"}}""",
                """{"op":"upsert","version":7,"externalId":{"system":"crm","id":"2"},"campaign":{"title":"乙"}}""",
                Row("3", """{"title":"乙","code":"LAUNCH"}"""),
                Row("4", """{"title":"乙"}"""),
                """{"op":"upsert","campaign":{"code":"LAUNCH","title":"丙"}}"""
            ),
            Ndjson
        );

        JobSteps.Counts(job).ShouldBe((5, 0, 3, 0, 2));
        (await ErrorsAsync(job)).ShouldBe(["2  /version resource.stale", "3  /campaign/code campaign.codeTaken"]);
        await Client.GetAsync($"{Crm}/1").ShouldBeAsync(HttpStatusCode.NotFound);
        (await Client.ReadAsync($"{Crm}/3")).Text("title").ShouldBe("甲");
        (await Client.ReadAsync($"{CampaignSteps.Campaigns}/{other.Id()}")).Text("title").ShouldBe("丙");
    }

    [Fact]
    public async Task A_job_needs_the_scope_of_its_rows_and_its_key_writes_its_own_system_alone()
    {
        using var ledger = await Api.Alpha.WithScopesAsync(Scopes.LedgerWrite);
        await ledger.SendRowsAsync(Row("1", "{}"), Ndjson, query: Kind).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "job.forbidden");
        var key = await Client
            .PostAsync("/v1/api-keys", """{"name":"ads","system":"ads","scopes":["campaigns:write"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        using var ads = Api.With("Bearer " + key.Text("key"));

        var sent = await ads.SendRowsAsync(Row("1", """{"title":"甲","kind":"event"}"""), Ndjson, query: Kind)
            .ShouldBeAsync(HttpStatusCode.Created);
        var job = await ads.EndedAsync(sent);

        JobSteps.Counts(job).ShouldBe((1, 0, 0, 0, 1));
        (await ErrorsAsync(job)).ShouldBe(["1   external.systemForbidden"]);
    }

    private static string Row(string id, string campaign, string? name = null) =>
        new JsonObject
        {
            ["op"] = "upsert",
            ["ref"] = name,
            ["externalId"] = new JsonObject { ["system"] = "crm", ["id"] = id },
            ["campaign"] = JsonNode.Parse(campaign),
        }.ToJsonString();

    private async Task<JsonObject> RunAsync(string rows, string type) =>
        await Client.EndedAsync(await Client.SendRowsAsync(rows, type, query: Kind).ShouldBeAsync(HttpStatusCode.Created));

    private async Task<IReadOnlyList<string>> ErrorsAsync(JsonObject job) =>
        [
            .. from error in (await Client.ReadAsync($"/v1/jobs/{job.Id()}/errors")).Items()
            let fault = error!["problem"]!["errors"]![0]
            select $"{error!.Number("row")} {(string?)error["ref"]} {(string?)fault?["pointer"]} "
                + ((string?)fault?["code"] ?? error["problem"]!.Text("code")),
        ];
}
