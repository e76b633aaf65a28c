using System.Net;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>The table of lines and months.</summary>
[Collection(SecondApi.Name)]
public sealed class LinePeriodFeedTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task Each_line_has_a_row_for_each_month_and_the_rows_add_up()
    {
        var people = await BudgetPeople.OfAsync(Api.Alpha);
        var budget = await people.ActiveAsync(Line("A", "120", ""","spread":{"method":"even"}"""), Line("B", "24"));
        await people.ActiveAsync(Line("A", "12"));
        await Client.SpendAsync(budget, "A", "7").ShouldBeAsync(HttpStatusCode.Created);
        await Client.CommitAsync(budget, "B", "5").ShouldBeAsync(HttpStatusCode.Created);

        var rows = await Client.WalkAsync($"/v1/budget-line-periods?budgetId={budget}&pageSize=5");

        var march = rows.Where(row => row.Text("period") == "2027-03").ToDictionary(row => row.Text("lineCode"));
        (march["A"].Text("planned"), march["A"].Text("approved"), march["A"].Text("actual"), march["A"].Text("available")).ShouldBe(
            ("10", "10", "7", "3")
        );
        (march["B"].Text("planned"), march["B"].Text("committed")).ShouldBe(("2", "5"));
        var lineA = rows.Where(row => row.Text("lineCode") == "A").ToList();
        lineA.Count.ShouldBe(12);
        var planned = rows.Sum(row => decimal.Parse(row.Text("planned"), System.Globalization.CultureInfo.InvariantCulture));
        planned.ShouldBe(144);
        var left = rows.Sum(row => decimal.Parse(row.Text("available"), System.Globalization.CultureInfo.InvariantCulture));
        left.ShouldBe(132);
        var all = await Client.WalkAsync("/v1/budget-line-periods?pageSize=7");
        all.Count(row => row.Text("budgetId") != budget && row.Text("planned") == "1").ShouldBe(12);
    }
}
