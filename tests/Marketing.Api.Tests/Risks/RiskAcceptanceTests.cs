using System.Net;
using Marketing.Api.Tests.Knowledge;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using Marketing.Application.Risks;
using Marketing.Domain.Common;
using static Marketing.Api.Tests.Risks.RiskSteps;

namespace Marketing.Api.Tests.Risks;

/// <summary>Acceptances of risks: decided by somebody else, tied to a rating, and over after their last day.</summary>
[Collection(FirstApi.Name)]
public sealed class RiskAcceptanceTests(MarketingApi api) : ApiTest(api)
{
    private static readonly DateOnly Until = new(2099, 6, 30);

    private People _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await People.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task An_acceptance_covers_its_last_day_and_opens_the_risk_once_afterwards()
    {
        var (risk, acceptance) = await AcceptedAsync();
        (await Client.ReadAsync($"{RiskPath}/{risk}")).Text("acceptedUntil").ShouldBe("2099-06-30");

        (await LapseAsync(Until)).ShouldBe(0);
        var lapsed = await Task.WhenAll(LapseAsync(Until.AddDays(9)), LapseAsync(Until.AddDays(9)));
        lapsed.Sum().ShouldBe(1);
        (await LapseAsync(Until.AddDays(10))).ShouldBe(0);

        (await Client.ReadAsync($"{RiskPath}/{risk}/acceptances/{acceptance}")).Text("state").ShouldBe("lapsed");
        var read = await Client.ReadAsync($"{RiskPath}/{risk}");
        (read.Text("status"), read["acceptedUntil"]).ShouldBe(("assessed", null));
        (await Client.ReadAsync("/v1/changes?types=riskAcceptance&pageSize=200"))
            .Items()
            .Count(entry => (string?)entry!["event"] == "riskAcceptance.lapsed")
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_higher_rating_ends_the_acceptance_and_a_lower_one_or_another_owner_does_not()
    {
        var (risk, acceptance) = await AcceptedAsync();
        await Client.RateAsync(risk, 1, 2).ShouldBeAsync(HttpStatusCode.Created);
        var version = (await Client.ReadAsync($"{RiskPath}/{risk}")).Version();
        await Client.PatchAsync($"{RiskPath}/{risk}", """{"owners":[{"text":"品牌部"}]}""", version).ShouldBeAsync(HttpStatusCode.OK);
        (await StateAsync(risk, acceptance)).ShouldBe("accepted");

        await Client.RateAsync(risk, 3, 3).ShouldBeAsync(HttpStatusCode.Created);

        (await StateAsync(risk, acceptance)).ShouldBe("superseded");
        (await Client.ReadAsync($"{RiskPath}/{risk}"))["acceptedUntil"].ShouldBeNull();
        (await LapseAsync(Until.AddDays(1))).ShouldBe(0);
    }

    [Fact]
    public async Task An_acceptance_names_the_current_rating_and_a_day_to_come()
    {
        var risk = (await _people.Preparer.RiskAsync()).Id();
        var first = (await _people.Preparer.RateAsync(risk, 2, 2).ShouldBeAsync(HttpStatusCode.Created)).Id();
        var second = (await _people.Preparer.RateAsync(risk, 3, 2).ShouldBeAsync(HttpStatusCode.Created)).Id();

        await AskAsync(risk, first, "2099-06-30").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "riskAcceptance.ratingNotCurrent");
        await AskAsync(risk, second, "2020-01-01").ShouldBeFaultyAsync("/until", "riskAcceptance.inPast");
        await AskAsync(risk, second, "2099-06-30").ShouldBeAsync(HttpStatusCode.Created);
        await AskAsync(risk, second, "2099-07-31").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "riskAcceptance.pending");
    }

    [Fact]
    public async Task A_rating_that_rose_while_the_decision_waited_is_not_accepted()
    {
        var risk = (await _people.Preparer.RiskAsync()).Id();
        var rating = (await _people.Preparer.RateAsync(risk, 2, 2).ShouldBeAsync(HttpStatusCode.Created)).Id();
        var acceptance = (await AskAsync(risk, rating, "2099-06-30").ShouldBeAsync(HttpStatusCode.Created)).Id();
        await Client.RateAsync(risk, 3, 3).ShouldBeAsync(HttpStatusCode.Created);

        await DecideAsync(acceptance, "approve").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "riskAcceptance.ratingNotCurrent");
        await DecideAsync(acceptance, "return", ""","reason":"重新评级" """).ShouldBeAsync(HttpStatusCode.OK);

        (await StateAsync(risk, acceptance)).ShouldBe("returned");
    }

    [Fact]
    public async Task The_next_acceptance_takes_the_place_of_the_one_before()
    {
        var (risk, first) = await AcceptedAsync();
        var rating = (await _people.Preparer.RateAsync(risk, 2, 2).ShouldBeAsync(HttpStatusCode.Created)).Id();
        var second = (await AskAsync(risk, rating, "2099-12-31").ShouldBeAsync(HttpStatusCode.Created)).Id();
        await DecideAsync(second, "approve").ShouldBeAsync(HttpStatusCode.OK);

        ((await StateAsync(risk, first)), (await StateAsync(risk, second))).ShouldBe(("superseded", "accepted"));
        (await LapseAsync(Until.AddDays(1))).ShouldBe(0);
    }

    private async Task<(string Risk, string Acceptance)> AcceptedAsync()
    {
        var risk = (await _people.Preparer.RiskAsync()).Id();
        var rating = (await _people.Preparer.RateAsync(risk, 2, 2).ShouldBeAsync(HttpStatusCode.Created)).Id();
        var acceptance = (await AskAsync(risk, rating, $"{Until:yyyy-MM-dd}").ShouldBeAsync(HttpStatusCode.Created)).Id();
        await DecideAsync(acceptance, "approve").ShouldBeAsync(HttpStatusCode.OK);
        return (risk, acceptance);
    }

    private Task<HttpResponseMessage> AskAsync(string risk, string rating, string until) =>
        _people.Preparer.PostAsync(
            $"{RiskPath}/{risk}/acceptances",
            $$"""{"until":"{{until}}","reason":"应对成本过高","ratingId":"{{rating}}"}"""
        );

    private async Task<HttpResponseMessage> DecideAsync(string acceptance, string verb, string more = "")
    {
        var waiting = (await _people.Approver.ReadAsync($"/v1/approvals?subjectId={acceptance}&state=pending")).Items()[0]!;
        return await _people.Approver.PostAsync(
            $"/v1/approvals/{waiting.Id()}/{verb}",
            $$"""{"revision":{{waiting["subject"]!.Number("revision")}},"hash":"{{waiting["subject"]!.Text("hash")}}"{{more}}}"""
        );
    }

    private async Task<string> StateAsync(string risk, string acceptance) =>
        (await Client.ReadAsync($"{RiskPath}/{risk}/acceptances/{acceptance}")).Text("state");

    private Task<int> LapseAsync(DateOnly today) => Api.RunAsync(WorkspaceId.From(Api.Alpha.Id), new LapseRiskAcceptances(today));
}
