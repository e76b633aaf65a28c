using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Knowledge;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Risks.RiskSteps;

namespace Marketing.Api.Tests.Risks;

/// <summary>Ratings, their matrices, and heat maps.</summary>
[Collection(FirstApi.Name)]
public sealed class RiskRatingTests(MarketingApi api) : ApiTest(api)
{
    private const string Matrices = "/v1/risk-matrices";
    private const string HeatMap = $"{RiskPath}/heat-map";

    [Fact]
    public async Task Cells_count_open_risks_and_unrated_ones_apart()
    {
        await Client.RiskAsync("levels", ""","impact":"high","probability":"low" """);
        await Client.RiskAsync("no probability", ""","impact":"high" """);
        await Client.RiskAsync("nothing");
        var least = (await Client.RiskAsync("one by one")).Id();
        await Client.RateAsync(least, 1, 1).ShouldBeAsync(HttpStatusCode.Created);
        var closed = (await Client.RiskAsync("closed", ""","impact":"high","probability":"high" """)).Id();
        await Client.StepRiskAsync(closed, "close", """{"reason":"over"}""").ShouldBeAsync(HttpStatusCode.OK);
        var deleted = (await Client.RiskAsync("deleted", ""","impact":"high","probability":"high" """)).Id();
        await Client.DeleteAsync($"{RiskPath}/{deleted}", 1).ShouldBeAsync(HttpStatusCode.NoContent);

        var map = await Client.ReadAsync(HeatMap);

        (map.Count(3, 1), map.Count(1, 1), map.Count(3, 3), map.Number("unrated")).ShouldBe((1, 1, 0, 2));
        map["cells"]!.AsArray().Sum(cell => (int)cell!["count"]!).ShouldBe(2);
        (await Client.ReadAsync($"{RiskPath}?impactValue=1&probabilityValue=1")).Each("id").ShouldBe([least]);
        (await Client.ReadAsync($"{RiskPath}?rated=false")).Items().Count.ShouldBe(2);
        (await Client.ReadAsync(RiskPath)).Items()[0]!.Text("title").ShouldBe("closed");
    }

    [Fact]
    public async Task A_rating_outside_of_the_matrix_is_refused_and_a_closed_risk_is_not_rated()
    {
        var risk = (await Client.RiskAsync()).Id();
        await Client.RateAsync(risk, 4, 1).ShouldBeFaultyAsync("/impact", "riskRating.outsideMatrix");
        await Client.StepRiskAsync(risk, "close", """{"reason":"over"}""").ShouldBeAsync(HttpStatusCode.OK);
        await Client.RateAsync(risk, 1, 1).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "riskRating.riskClosed");
    }

    [Fact]
    public async Task A_rating_keeps_the_version_of_its_matrix_when_thresholds_change()
    {
        var matrix = await CreateMatrix("""{"preset":"fiveByFive"}""");
        var risk = (await Client.RiskAsync()).Id();
        var rating = await Client.RateAsync(risk, 2, 2, $$""","matrixId":"{{matrix.Id()}}" """).ShouldBeAsync(HttpStatusCode.Created);
        (rating.Text("level"), rating.Number("matrixVersion")).ShouldBe(("low", 1));

        var changed = await Client
            .PatchAsync($"{Matrices}/{matrix.Id()}", """{"thresholds":[{"level":"high","score":4}]}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);

        (changed.Number("number"), changed["earlier"]!.AsArray().Count).ShouldBe((2, 1));
        (await Client.ReadAsync($"{RiskPath}/{risk}/ratings")).Items().ShouldHaveSingleItem()!.Text("level").ShouldBe("low");
        (await Client.ReadAsync($"{RiskPath}/{risk}")).Number("matrixVersion").ShouldBe(1);
        var map = await Client.ReadAsync($"{HeatMap}?matrixId={matrix.Id()}");
        map["cells"]!.AsArray().Single(cell => (int)cell!["count"]! == 1)!.Text("level").ShouldBe("high");
        await Client.PatchAsync($"{Matrices}/{matrix.Id()}", """{"name":"5×5"}""", 2).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"{Matrices}/{matrix.Id()}")).Number("number").ShouldBe(2);
    }

    [Fact]
    public async Task A_plan_that_changes_its_matrix_shows_earlier_ratings_apart()
    {
        var plan = (await Client.ImportAsync()).Id();
        var wide = await CreateMatrix($$"""{"preset":"fiveByFive","planId":"{{plan}}"}""");
        await Client
            .PostAsync(Matrices, $$"""{"planId":"{{plan}}"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "riskMatrix.planTaken");
        var risk = (await Client.RiskAsync("T", $$""","planId":"{{plan}}" """)).Id();
        await Client.RateAsync(risk, 5, 5).ShouldBeAsync(HttpStatusCode.Created);
        (await Client.ReadAsync($"{HeatMap}?planId={plan}")).Count(5, 5).ShouldBe(1);

        await Client.PatchAsync($"{Matrices}/{wide.Id()}", """{"planId":null}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        await CreateMatrix($$"""{"preset":"threeByThree","planId":"{{plan}}"}""");

        var map = await Client.ReadAsync($"{HeatMap}?planId={plan}");
        (map["cells"]!.AsArray().Count, map.Number("ratedElsewhere"), map.Number("unrated")).ShouldBe((9, 1, 0));
        (await Client.ReadAsync($"{RiskPath}/{risk}")).Text("level").ShouldBe("critical");
    }

    [Fact]
    public async Task An_asymmetric_matrix_has_levels_of_its_own_for_single_cells()
    {
        var matrix = await CreateMatrix("""{"preset":"asymmetric"}""");
        var map = await Client.ReadAsync($"{HeatMap}?matrixId={matrix.Id()}&lang=en");

        (map["impacts"]!.AsArray().Count, map["probabilities"]!.AsArray().Count).ShouldBe((5, 4));
        LevelAt(map, 5, 1).ShouldBe("high");
        LevelAt(map, 1, 4).ShouldBe("medium");
        await Client
            .PostAsync(Matrices, """{"exceptions":[{"impact":4,"probability":1,"level":"high"}]}""")
            .ShouldBeFaultyAsync("/exceptions/0/impact", "riskRating.outsideMatrix");
        await Client
            .PostAsync(Matrices, """{"thresholds":[{"level":"high","score":6},{"level":"medium","score":7}]}""")
            .ShouldBeFaultyAsync("/thresholds/1", "riskMatrix.thresholdsNotRising");
    }

    [Fact]
    public async Task Inherent_current_and_residual_ratings_have_their_own_history()
    {
        var risk = (await Client.RiskAsync()).Id();
        await Client.RateAsync(risk, 3, 3, ""","kind":"inherent" """).ShouldBeAsync(HttpStatusCode.Created);
        await Client.RateAsync(risk, 2, 3).ShouldBeAsync(HttpStatusCode.Created);
        await Client.RateAsync(risk, 1, 2, ""","kind":"residual","note":"措施落实后" """).ShouldBeAsync(HttpStatusCode.Created);

        var read = await Client.ReadAsync($"{RiskPath}/{risk}");
        (read.Number("inherentScore"), read.Number("score"), read.Number("residualScore")).ShouldBe((9, 6, 2));
        (await Client.ReadAsync($"{RiskPath}/{risk}/ratings")).Each("kind").ShouldBe(["residual", "current", "inherent"]);
    }

    [Fact]
    public async Task A_level_beyond_the_tolerance_of_its_category_is_marked()
    {
        var matrix = await CreateMatrix("""{"tolerances":[{"category":"competition","level":"low"}]}""");
        var risk = (await Client.RiskAsync()).Id();
        await Client.RateAsync(risk, 2, 2, $$""","matrixId":"{{matrix.Id()}}" """).ShouldBeAsync(HttpStatusCode.Created);

        (await Client.ReadAsync($"{RiskPath}?beyondTolerance=true")).Each("id").ShouldBe([risk]);
    }

    [Fact]
    public async Task Two_people_who_rate_at_once_leave_both_ratings()
    {
        var risk = (await Client.RiskAsync()).Id();

        var answers = await Task.WhenAll(Enumerable.Range(1, 3).Select(value => Client.RateAsync(risk, value, value)));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created);
        var ratings = (await Client.ReadAsync($"{RiskPath}/{risk}/ratings")).Items();
        ratings.Count.ShouldBe(3);
        (await Client.ReadAsync($"{RiskPath}/{risk}")).Number("score").ShouldBeOneOf(1, 4, 9);
        await Client.PostAsync($"{RiskPath}/{risk}/ratings", """{"impact":1,"probability":1}""").ShouldBeAsync(HttpStatusCode.Created);
        (await Client.ReadAsync($"{RiskPath}/{risk}")).Number("score").ShouldBe(1);
    }

    [Fact]
    public async Task The_heat_map_is_also_a_picture_and_the_register_a_table()
    {
        await Client.RiskAsync("一号 & 风险", ""","impact":"high","probability":"high" """);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{HeatMap}?lang=zh-Hant");
        request.Headers.Accept.ParseAdd("image/svg+xml");
        using var answer = await Client.SendAsync(request);

        var picture = System.Xml.Linq.XDocument.Parse(await answer.Content.ReadAsStringAsync());
        picture.Root!.Value.ShouldContain("未評級");
        using var table = new HttpRequestMessage(HttpMethod.Get, $"{RiskPath}?lang=zh-Hans");
        table.Headers.Accept.ParseAdd("text/csv");
        using var csv = await Client.SendAsync(table);
        (await csv.Content.ReadAsStringAsync()).ShouldContain("风险值");
    }

    private async Task<JsonObject> CreateMatrix(string body) =>
        await Client.PostAsync(Matrices, body).ShouldBeAsync(HttpStatusCode.Created);

    private static string LevelAt(JsonNode map, int impact, int probability) =>
        map["cells"]!
            .AsArray()
            .Single(cell => cell!.Number("impact") == impact && cell!.Number("probability") == probability)!
            .Text("level");
}
