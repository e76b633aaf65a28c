using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Campaigns;

/// <summary>Money of budgets that moves with its campaign.</summary>
[Collection(FirstApi.Name)]
public sealed class CampaignBudgetTests(MarketingApi api) : ApiTest(api)
{
    private const string Campaigns = CampaignSteps.Campaigns;
    private const string ToMay = """{"start":"2027-05-15","moveBudget":true}""";
    private const string OfLive = ""","control":{"horizon":"period"},"campaignRef":"LIVE" """;

    [Fact]
    public async Task Money_that_is_not_booked_moves_to_the_new_months_and_booked_money_stays()
    {
        var budget = await ActiveAsync(Line("A", "120", OfLive), Line("B", "7"), Line("C", "120", OfLive.Replace("LIVE", "OTHER")));
        await Client.CommitAsync(budget, "A", "4").ShouldBeAsync(HttpStatusCode.Created);
        var code = (await Client.ReadAsync($"/v1/budgets/{budget}")).Text("code");
        var id = await CampaignAsync(
            $$""" ,"budgetLines":[{"budgetCode":"{{code}}","lineCode":"B"},{"budgetCode":"{{code}}","lineCode":"C"}] """
        );

        var moved = await RescheduleAsync(id, ToMay).ShouldBeAsync(HttpStatusCode.OK);

        Show(moved["moved"]!).ShouldBe(["budget A 2027-03-01 2027-05-01 6 ", "budget A 2027-04-01 2027-06-01 10 "]);
        Show(moved["stayed"]!).ShouldBe(["budget B   7 withoutMonths", "booking A 2027-03-31 2027-03-31 4 "]);
        (await AvailableAsync(budget, "A")).ShouldBe(["0", "0", "16", "20"]);
        (await AvailableAsync(budget, "C")).ShouldBe(["10", "10", "10", "10"]);
        (await Client.LineAsync(budget, "A")).Text("committed").ShouldBe("4");
        var entries = (await Client.ReadAsync($"/v1/budgets/{budget}/ledger?kind=rephase")).Items();
        (entries.Count, entries[0]!.Text("reason")).ShouldBe((4, "LIVE 新品发布会"));
    }

    [Fact]
    public async Task Without_the_wish_and_with_validation_alone_no_money_moves()
    {
        var budget = await ActiveAsync(Line("A", "120", OfLive));
        var id = await CampaignAsync();

        var shown = await Client.ActAsync($"{Campaigns}/{id}/reschedule?validateOnly=true", 1, ToMay).ShouldBeAsync(HttpStatusCode.OK);
        Show(shown["moved"]!).Count().ShouldBe(2);
        var moved = await RescheduleAsync(id, """{"start":"2027-05-15"}""").ShouldBeAsync(HttpStatusCode.OK);

        Show(moved["moved"]!).ShouldBeEmpty();
        (await AvailableAsync(budget, "A")).ShouldBe(["10", "10", "10", "10"]);
    }

    [Fact]
    public async Task Money_of_a_closed_month_or_a_frozen_line_stays_with_the_reason()
    {
        var budget = await ActiveAsync(Line("A", "120", OfLive), Line("B", "120", OfLive));
        await Client.ActAsync("/v1/fiscal-periods/2027-03/close").ShouldBeAsync(HttpStatusCode.OK);
        await Client.PostAsync($"/v1/budgets/{budget}/freeze", """{"lineCodes":["B"],"reason":"核对"}""").ShouldBeAsync(HttpStatusCode.OK);
        var id = await CampaignAsync();

        var moved = await RescheduleAsync(id, ToMay).ShouldBeAsync(HttpStatusCode.OK);

        Show(moved["moved"]!).ShouldBe(["budget A 2027-04-01 2027-06-01 10 "]);
        Show(moved["stayed"]!)
            .ShouldBe([
                "budget A 2027-03-01 2027-03-01 10 monthClosed",
                "budget B 2027-03-01 2027-03-01 10 blocked",
                "budget B 2027-04-01 2027-04-01 10 blocked",
            ]);
    }

    [Fact]
    public async Task Moving_money_requires_the_right_to_book()
    {
        await ActiveAsync(Line("A", "120", OfLive));
        var id = await CampaignAsync();
        var planner = await Api.Alpha.PersonAsync("pia", Role.Planner);

        await planner
            .ActAsync($"{Campaigns}/{id}/reschedule", 1, ToMay)
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "campaign.budgetForbidden");
        await planner.ActAsync($"{Campaigns}/{id}/reschedule", 1, """{"start":"2027-05-15"}""").ShouldBeAsync(HttpStatusCode.OK);
    }

    private async Task<string> ActiveAsync(params string[] lines) => await (await BudgetPeople.OfAsync(Api.Alpha)).ActiveAsync(lines);

    private async Task<string> CampaignAsync(string more = "") =>
        (await Client.CampaignAsync($$""" "code":"LIVE","window":{"start":"2027-03-15","end":"2027-04-15"}{{more}} """)).Id();

    private Task<HttpResponseMessage> RescheduleAsync(string id, string body) => Client.ActAsync($"{Campaigns}/{id}/reschedule", 1, body);

    /// <summary>Returns everything about money; a line by its code without that of the budget.</summary>
    private static IEnumerable<string> Show(JsonNode moves) =>
        from move in moves.AsArray()
        let amount = move!["amount"]
        where amount is not null
        let line = move!.Text("title").Split(' ')[1]
        select $"{move!.Text("kind")} {line} {move["from"]} {move["to"]} {amount.Text("amount")} {move["reason"]}";

    /// <summary>Returns what a line has available from March to June.</summary>
    private async Task<IEnumerable<string>> AvailableAsync(string budget, string line)
    {
        var read = (await Client.ReadAsync($"/v1/budgets/{budget}/lines?code={line}")).Items()[0]!;
        var months = (await Client.ReadAsync($"/v1/budgets/{budget}/lines/{read.Id()}/periods")).Items();
        return months.Skip(2).Take(4).Select(month => month!["balance"]!.Text("available"));
    }
}
