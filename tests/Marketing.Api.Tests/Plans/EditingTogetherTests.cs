using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Plans;

/// <summary>Several people write one plan concurrently, through two processes.</summary>
[Collection(FirstApi.Name)]
public sealed class EditingTogetherTests(MarketingApi api) : ApiTest(api)
{
    private const int Writers = 5;
    private const int Changes = 12;

    private HttpClient[] _clients = [];
    private string _plan = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _clients = [Client, (await Api.BesideAsync()).Alpha.Client];
        _plan = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}";
    }

    [Fact]
    public async Task Five_writers_of_different_parts_all_succeed_and_every_change_is_counted()
    {
        var entries = new List<string>();
        for (var i = 0; i < Writers; i++)
        {
            entries.Add(
                (await Client.PostAsync($"{_plan}/parts", PartJson("risks", """{"name":"0"}""")).ShouldBeAsync(HttpStatusCode.Created)).Id()
            );
        }

        var before = await CountAsync();
        await Task.WhenAll(
            entries.Select(
                async (entry, writer) =>
                {
                    for (var change = 1; change <= Changes; change++)
                    {
                        await _clients[writer % 2]
                            .PatchAsync($"{_plan}/parts/{entry}", PartJson("risks", $$"""{"name":"{{change}}"}"""), change)
                            .ShouldBeAsync(HttpStatusCode.OK);
                    }
                }
            )
        );

        (await CountAsync()).ShouldBe(before + (Writers * Changes));
        (await Client.ReadAsync($"{_plan}/sections/risks"))
            .Items()
            .ShouldAllBe(risk => risk!["content"]!.Text("name") == $"{Changes}" && risk!.Version() == Changes + 1);
        (await Client.ReadAsync("/v1/changes?types=planRisk&pageSize=200")).Items().Count.ShouldBe(Writers * (Changes + 1));
    }

    [Fact]
    public async Task Concurrent_new_parts_get_different_positions_and_never_exceed_the_maximum()
    {
        var document = new JsonObject
        {
            ["plan"] = JsonNode.Parse(PlanSteps.PlanJson("Q")),
            ["phases"] = new JsonArray([.. Enumerable.Range(0, 40).Select(i => new JsonObject { ["ref"] = $"P{i}", ["name"] = $"{i}" })]),
        };
        var plan =
            $"/v1/plans/{(await Client.PostAsync("/v1/plans/import", document.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created))["plan"]!.Id()}";

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => _clients[i % 2].PostAsync($"{plan}/phases", ItemJson("""{"name":"new"}""", $"N{i / 2}")))
        );

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(10, "the maximum is fifty, and each ref is unique");
        answers.ShouldAllBe(answer =>
            answer.StatusCode == HttpStatusCode.Created
            || answer.StatusCode == HttpStatusCode.Conflict
            || answer.StatusCode == HttpStatusCode.UnprocessableEntity
        );
        var phases = (await Client.ReadAsync($"{plan}/phases?pageSize=200")).Items();
        phases.Count.ShouldBe(50);
        phases.Select(phase => phase!.Number("position")).ShouldBeUnique();
    }

    [Fact]
    public async Task A_document_replaced_during_writes_never_overwrites_an_unseen_change()
    {
        var (written, replaced) = (0, 0);
        await Client.PostAsync($"{_plan}/parts", PartJson("kpis", """{"name":"0"}""", "K")).ShouldBeAsync(HttpStatusCode.Created);
        for (var round = 0; round < 10; round++)
        {
            var path = $"{_plan}/document";
            var tag = await TagAsync(path);
            var document = await Client.ReadAsync(path);
            document["plan"]!["title"] = $"by document {round}";
            var kpi = (await Client.ReadAsync($"{_plan}/sections/kpis")).Items()[0]!;
            var answers = await Task.WhenAll(
                _clients[0].PutJsonAsync(path, document.ToJsonString(), tag),
                _clients[1].PatchAsync($"{_plan}/parts/{kpi.Id()}", PartJson("kpis", $$"""{"name":"by entry {{round}}"}"""), kpi.Version())
            );

            answers[0].StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.PreconditionFailed);
            answers[1].StatusCode.ShouldBe(HttpStatusCode.OK, "the document does not change the part, so its version is unchanged");
            written += answers[1].IsSuccessStatusCode ? 1 : 0;
            replaced += answers[0].IsSuccessStatusCode ? 1 : 0;
            (await Client.ReadAsync($"{_plan}/sections/kpis")).Items()[0]!["content"]!.Text("name").ShouldBe($"by entry {round}");
            if (answers[0].IsSuccessStatusCode)
            {
                (await Client.ReadAsync(_plan)).Text("title").ShouldBe($"by document {round}");
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{written} entries and {replaced} documents written");
    }

    [Fact]
    public async Task Deleting_a_part_while_another_adds_a_reference_leaves_no_dangling_reference()
    {
        for (var round = 0; round < 12; round++)
        {
            var phase = await Client
                .PostAsync($"{_plan}/phases", ItemJson("""{"name":"A"}""", $"A{round}"))
                .ShouldBeAsync(HttpStatusCode.Created);
            var answers = await Task.WhenAll(
                _clients[round % 2].DeleteAsync($"{_plan}/phases/{phase.Id()}", 1),
                _clients[(round + 1) % 2]
                    .PostAsync($"{_plan}/work-packages", ItemJson($$"""{"name":"W","phase":"A{{round}}"}""", $"W{round}"))
            );

            (answers[0].StatusCode, answers[1].StatusCode).ShouldBeOneOf(
                (HttpStatusCode.NoContent, HttpStatusCode.UnprocessableEntity),
                (HttpStatusCode.Conflict, HttpStatusCode.Created)
            );
        }

        var document = await Client.ReadAsync($"{_plan}/document");
        var phases = document["phases"]!.AsArray().Select(phase => phase!.Text("ref")).ToHashSet();
        document["workPackages"]!.AsArray().ShouldAllBe(package => phases.Contains(package!.Text("phase")));
    }

    [Fact]
    public async Task A_plan_deleted_during_writes_leaves_no_part_behind()
    {
        var plan = await Client.PlanAsync("Q");
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i =>
                    i == 7
                        ? _clients[0].DeleteAsync($"/v1/plans/{plan.Id()}", 1)
                        : _clients[i % 2].PostAsync($"/v1/plans/{plan.Id()}/phases", ItemJson("""{"name":"A"}"""))
                )
        );

        answers[7].StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var created = answers.Count(answer => answer.StatusCode == HttpStatusCode.Created);
        (created + answers.Count(answer => answer.StatusCode == HttpStatusCode.NotFound)).ShouldBe(15);
        var changes = (await Client.ReadAsync("/v1/changes?types=phase&pageSize=200")).Items();
        changes.Count(change => change!.Text("op") == "created").ShouldBe(created);
        changes.Count(change => change!.Text("op") == "deleted").ShouldBe(created);
    }

    /// <summary>Returns the content version from the ETag of the document.</summary>
    private async Task<int> CountAsync() => int.Parse((await TagAsync($"{_plan}/document")).Trim('"'), CultureInfo.InvariantCulture);

    private async Task<string> TagAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return response.Headers.ETag!.Tag;
    }
}
