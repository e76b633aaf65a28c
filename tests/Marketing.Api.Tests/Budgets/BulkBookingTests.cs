using System.Net;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Budgets;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>Many bookings in one request, as accounting systems send them.</summary>
[Collection(SecondApi.Name)]
public sealed class BulkBookingTests(MarketingApi api) : ApiTest(api)
{
    private BudgetPeople _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await BudgetPeople.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task The_same_file_sent_three_times_books_once()
    {
        var budget = await _people.ActiveAsync(Line("A", "100"), Line("B", "100"));
        var file = await BulkAsync(budget, "independent", ("A", "10", "r-1"), ("B", "20", "r-2"), ("A", "30", "r-3"));

        for (var i = 0; i < 3; i++)
        {
            var answer = await Client.PostAsync("/v1/actuals/bulk", file).ShouldBeAsync(HttpStatusCode.OK);
            answer["results"]!
                .AsArray()
                .Select(result => result!.Text("status"))
                .ShouldBe(Enumerable.Repeat(i == 0 ? "created" : "unchanged", 3));
        }

        (await Client.LineAsync(budget, "A")).Text("actual").ShouldBe("40");
        (await Client.ReadAsync($"/v1/budgets/{budget}/summary"))["totals"]!.Text("actual").ShouldBe("60");
    }

    [Fact]
    public async Task Two_bookings_on_one_line_are_judged_together()
    {
        var budget = await _people.ActiveAsync(Line("A", "100"));

        var independent = await Client
            .PostAsync(
                "/v1/commitments/bulk",
                await BulkAsync(budget, "independent", ("A", "60", "o-1"), ("A", "60", "o-2"), ("A", "40", "o-3"))
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        independent["results"]!.AsArray().Select(result => result!.Text("status")).ShouldBe(["created", "failed", "created"]);
        independent["results"]![1]!["problem"]!.Text("code").ShouldBe("budget.lineOverdrawn");
        independent["results"]![1]!["problem"]!["args"]!.Text("available").ShouldBe("40");

        var line = await Client.LineAsync(budget, "A");
        (line.Text("committed"), line.Text("available")).ShouldBe(("100", "0"));
    }

    [Fact]
    public async Task An_atomic_bulk_with_one_bad_item_books_nothing()
    {
        var budget = await _people.ActiveAsync(Line("A", "100"));

        var refused = await Client
            .PostAsync("/v1/actuals/bulk", await BulkAsync(budget, "atomic", ("A", "10", "a-1"), ("X", "1", "a-2"), ("A", "95", "a-3")))
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "bulk.refused");

        refused.Pointers().ShouldBe(["/items/1/lineCode", "/items/2/amount"]);
        (await Client.LineAsync(budget, "A")).Text("actual").ShouldBe("0");
    }

    [Fact]
    public async Task The_ledger_proves_the_balances_and_shows_one_altered_by_hand()
    {
        var budget = await _people.ActiveAsync(Line("P", "150"), Line("A", "100", ""","parentCode":"P" """), Line("B", "100"));
        var order = await Client.CommitAsync(budget, "A", "40").ShouldBeAsync(HttpStatusCode.Created);
        await Client
            .SpendAsync(budget, "A", "50", $$""","commitmentId":"{{order.Text("commitmentId")}}" """)
            .ShouldBeAsync(HttpStatusCode.Created);
        await Client
            .PostAsync("/v1/actuals/bulk", await BulkAsync(budget, "independent", ("B", "7", "v-1")))
            .ShouldBeAsync(HttpStatusCode.OK);
        var verification = Api.Services.GetRequiredService<LedgerVerification>();
        (await verification.RunAsync(TestContext.Current.CancellationToken)).Differences.ShouldBeEmpty();

        await using var scope = Api.Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<MarketingDbContext>()
            .Database.ExecuteSqlRawAsync(
                "UPDATE [BudgetBalances] SET [Actual] = [Actual] + 1 WHERE [CodeKey] = 'B'",
                TestContext.Current.CancellationToken
            );

        var difference = (await verification.RunAsync(TestContext.Current.CancellationToken)).Differences.ShouldHaveSingleItem();
        (difference.Line, difference.Account, difference.Balance, difference.Ledger).ShouldBe(("B", "actual", 701, 700));
    }

    private async Task<string> BulkAsync(string budget, string mode, params (string Line, string Amount, string Id)[] items)
    {
        var code = (await Client.ReadAsync($"/v1/budgets/{budget}")).Text("code");
        var bookings = items.Select(item => Booking(item.Line, item.Amount, $$""","budgetCode":"{{code}}" """ + Source(item.Id)));
        return $$"""{"mode":"{{mode}}","items":[{{string.Join(',', bookings)}}]}""";
    }
}
