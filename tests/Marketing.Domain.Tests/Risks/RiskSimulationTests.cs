using Marketing.Domain.Risks;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Risks;

/// <summary>The simulation gives the same figures everywhere, and those that the distribution predicts.</summary>
public sealed class RiskSimulationTests
{
    private static readonly Guid Id = new("0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d");

    [Fact]
    public void The_same_seed_gives_the_same_quantiles()
    {
        Simulate(1).ShouldBe(Simulate(1));
        Simulate(1).ShouldNotBe(Simulate(2));
    }

    [Fact]
    public void Other_risks_do_not_change_the_figures_of_a_group()
    {
        var alone = Simulate(1);
        var simulation = new RiskSimulation();
        simulation.Add(Risk(Guid.CreateVersion7()), 1, ["other"]);
        simulation.Add(Risk(Id), 1, ["own"]);

        simulation.Of("own").ShouldBe(alone);
    }

    [Fact]
    public void A_certain_cost_is_its_own_quantile_and_an_impossible_one_costs_nothing()
    {
        var simulation = new RiskSimulation();
        simulation.Add(new SimulatedRisk(Id, 1, 100, 100, 100), 1, ["sure"]);
        simulation.Add(new SimulatedRisk(Id, 0, 100, 100, 100), 1, ["never"]);

        simulation.Of("sure").ShouldBe(new SimulatedCost(100, 100, 100));
        simulation.Of("never").ShouldBe(new SimulatedCost(0, 0, 0));
    }

    [Fact]
    public void The_quantiles_are_those_of_the_distribution()
    {
        // PERT between 0 and 600 with its mode in the middle is a beta distribution with the exponents 3 and 3.
        var simulation = new RiskSimulation();
        simulation.Add(new SimulatedRisk(Id, 1, 0, 300_000, 600_000), 1, ["g"]);

        var cost = simulation.Of("g");
        ((double)cost.P50).ShouldBe(300_000, 6_000);
        ((double)cost.P80).ShouldBe(404_100, 6_000);
        ((double)cost.P95).ShouldBe(486_500, 7_000);
    }

    [Fact]
    public void The_mean_weighs_the_likely_cost_four_times()
    {
        new SimulatedRisk(Id, 0.5, 60, 120, 300).Mean.ShouldBe(140);
        new SimulatedRisk(Id, 0.5, 60, 120, 300).Expected.ShouldBe(70);
    }

    private static SimulatedCost Simulate(int seed)
    {
        var simulation = new RiskSimulation();
        simulation.Add(Risk(Id), seed, ["g"]);
        return simulation.Of("g");
    }

    private static SimulatedRisk Risk(Guid id) => new(id, 0.9, 1_000, 5_000, 90_000);
}
