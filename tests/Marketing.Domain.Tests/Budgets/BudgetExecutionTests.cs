using Marketing.Domain.Budgets;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Budgets;

/// <summary>Spending against time.</summary>
public sealed class BudgetExecutionTests
{
    private static readonly DateOnly First = new(2027, 1, 1);
    private static readonly DateOnly Last = new(2027, 12, 31);

    [Fact]
    public void Spending_is_extrapolated_by_elapsed_days()
    {
        var execution = new BudgetExecution(36_500, 10_000, new BudgetPeriod(First, Last, new DateOnly(2027, 3, 31)));

        execution.ElapsedShare.ShouldBe(0.2466m);
        execution.SpentShare.ShouldBe(0.274m);
        execution.RunRate("CNY").ShouldBe(1.11m);
        execution.EstimateAtCompletion("CNY").ShouldBe(405.56m);
        execution.WillOverrun("CNY").ShouldBe(true);
    }

    [Theory]
    [InlineData(18, NoEstimate.TooEarly)]
    [InlineData(19, null)]
    public void Below_five_percent_of_the_period_there_is_no_estimate(int elapsed, NoEstimate? reason) =>
        new BudgetExecution(100, 1, new BudgetPeriod(First, Last, First.AddDays(elapsed - 1))).Reason.ShouldBe(reason);

    [Fact]
    public void A_forecast_of_open_months_replaces_the_run_rate_even_before_five_percent_of_the_period()
    {
        var execution = new BudgetExecution(10_000, 100, new BudgetPeriod(First, Last, First)) { Committed = 2_000, Forecast = 5_000 };

        execution.EstimateAtCompletion("CNY").ShouldBe(71m);
        (execution.Basis, execution.Reason, execution.RunRate("CNY")).ShouldBe((EstimateBasis.Forecast, null, null));
    }

    [Fact]
    public void After_the_period_the_estimate_is_what_was_spent() =>
        new BudgetExecution(100, 90, new BudgetPeriod(First, Last, Last.AddDays(30))).EstimateAtCompletion("CNY").ShouldBe(0.9m);

    [Fact]
    public void Without_money_or_period_there_is_no_share()
    {
        var execution = new BudgetExecution(0, 0, null);

        execution.SpentShare.ShouldBeNull();
        execution.Reason.ShouldBe(NoEstimate.NoPeriod);
    }
}
