using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Conventions;
using Marketing.Api.Tests.Knowledge;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Risks;

/// <summary>Contingency plans that are adopted from the parts of a plan.</summary>
[Collection(FirstApi.Name)]
public sealed class ContingencyAdoptionTests(MarketingApi api) : ApiTest(api)
{
    private const string Plans = "/v1/contingency-plans";

    [Theory]
    [InlineData("plan-1.zh-Hans", 2)]
    [InlineData("plan-2.en", 1)]
    public async Task The_contingency_plans_of_a_plan_are_adopted_once_with_everything_they_say(string sample, int count)
    {
        var (plan, document) = await ImportAsync(sample);
        var risks = (await AdoptAsync(plan, "risks").ShouldBeAsync(HttpStatusCode.Created))["risks"]!
            .AsArray()
            .ToDictionary(risk => risk!.Text("ref"), risk => risk!.Id());

        var adopted = (await AdoptAsync(plan).ShouldBeAsync(HttpStatusCode.Created))["contingencyPlans"]!.AsArray();
        var again = (await AdoptAsync(plan).ShouldBeAsync(HttpStatusCode.OK))["contingencyPlans"]!.AsArray();

        adopted.Count.ShouldBe(count);
        again.Select(each => each!.Id()).ShouldBe(adopted.Select(each => each!.Id()));
        again.ShouldAllBe(each => !(bool)each!["isNew"]! && each["drift"]!.AsArray().Count == 0);
        (await Client.ReadAsync($"{Plans}?planId={plan}")).Items().Count.ShouldBe(count);
        foreach (var (part, each) in document["contingencyPlans"]!.AsArray().Zip(adopted))
        {
            var read = await Client.ReadAsync($"{Plans}/{each!.Id()}");
            (read.Text("title"), read.Text("kind"), read.Text("text"), read.Text("activation")).ShouldBe(
                (part!.Text("name"), part!.Text("kind"), part!.Text("text"), part!.Text("activation"))
            );
            read["steps"]!.ToJsonString().ShouldBe(part!["steps"]!.ToJsonString());
            var rhythms = part!["drills"]?.AsArray().Select(rhythm => rhythm!.Text("text"));
            read["drills"]!.AsArray().Select(rhythm => rhythm!.Text("text")).ShouldBe(rhythms ?? []);
            read.Texts("riskIds").ShouldBe(part!.Texts("risks").Select(name => risks[name]));
            read["establishedOn"].ShouldBeNull();
            var content = read["adopted"]!["content"]!;
            (read["adopted"]!.Text("ref"), content["deadlines"]![0]!.Text("date")).ShouldBe(
                (part!.Text("ref"), part["deadlines"]![0]!.Text("date"))
            );
            content["owners"]!
                .AsArray()
                .Select(owner => owner!.Text("text"))
                .ShouldBe(part!["owners"]!.AsArray().Select(owner => owner!.Text("text")));
        }
    }

    [Fact]
    public async Task Drills_of_an_adopted_contingency_plan_begin_once_it_exists()
    {
        var (plan, _) = await ImportAsync("plan-1.zh-Hans");
        var id = (await AdoptAsync(plan).ShouldBeAsync(HttpStatusCode.Created))["contingencyPlans"]![0]!.Id();
        (await Client.ReadAsync($"{Plans}/{id}/drills")).Items().ShouldBeEmpty();

        await Client.PatchAsync($"{Plans}/{id}", """{"establishedOn":"2027-04-30"}""", 1).ShouldBeAsync(HttpStatusCode.OK);

        (await Client.ReadAsync($"{Plans}/{id}/drills")).Items().ShouldHaveSingleItem()!.Text("plannedOn").ShouldBe("2027-05-30");
    }

    [Fact]
    public async Task Part_and_contingency_plan_go_their_own_ways()
    {
        var (plan, _) = await ImportAsync("plan-2.en");
        var id = (await AdoptAsync(plan).ShouldBeAsync(HttpStatusCode.Created))["contingencyPlans"]![0]!.Id();
        await Client.PatchAsync($"{Plans}/{id}", """{"title":"Breach of customer data"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        await Client.PatchAsync($"{Plans}/{id}", """{"planId":null}""", 2).ShouldBeFaultyAsync("/planId", "contingencyPlan.planFixed");
        await AdoptAsync(plan, "risks").ShouldBeAsync(HttpStatusCode.Created);

        var again = await AdoptAsync(plan).ShouldBeAsync(HttpStatusCode.OK);

        again["contingencyPlans"]![0]!.Texts("drift").ShouldBe(["title", "riskIds"]);
    }

    [Fact]
    public async Task Two_requests_at_once_adopt_each_part_once()
    {
        var (plan, _) = await ImportAsync("plan-1.zh-Hans");

        await Task.WhenAll(AdoptAsync(plan), AdoptAsync(plan), AdoptAsync(plan));

        (await Client.ReadAsync($"{Plans}?planId={plan}")).Items().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_plan_without_contingency_plans_has_nothing_to_adopt()
    {
        var plan = (await Client.ImportAsync()).Id();

        await AdoptAsync(plan).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "plan.noContingencyPlans");
    }

    private Task<HttpResponseMessage> AdoptAsync(string plan, string what = "contingency-plans") =>
        Client.PostAsync($"/v1/plans/{plan}/{what}/adopt", "");

    private async Task<(string Id, JsonNode Document)> ImportAsync(string sample)
    {
        var text = SourceTree.Read($"src/Marketing.Infrastructure/Plans/Samples/{sample}.json");
        return ((await Client.ImportAsync(text)).Id(), JsonNode.Parse(text)!);
    }
}
