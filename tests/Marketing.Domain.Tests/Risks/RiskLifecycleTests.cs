using Marketing.Domain.Common;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Risks;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Risks;

/// <summary>The rule book of a risk: which step is possible in which state.</summary>
public sealed class RiskLifecycleTests
{
    private static readonly Dictionary<RiskVerb, RiskStatus[]> Allowed = new()
    {
        [RiskVerb.Assess] = [RiskStatus.Identified, RiskStatus.Assessed],
        [RiskVerb.Plan] = [RiskStatus.Assessed, RiskStatus.Monitored],
        [RiskVerb.Monitor] = [RiskStatus.Planned, RiskStatus.Responding],
        [RiskVerb.Respond] = [RiskStatus.Planned, RiskStatus.Monitored, RiskStatus.Triggered],
        [RiskVerb.Close] = [RiskStatus.Identified, RiskStatus.Assessed, RiskStatus.Planned, RiskStatus.Monitored, RiskStatus.Responding],
        [RiskVerb.Reopen] = [RiskStatus.Closed],
    };

    public static TheoryData<RiskVerb, RiskStatus> Steps() =>
        [.. Enum.GetValues<RiskVerb>().SelectMany(verb => Enum.GetValues<RiskStatus>().Select(status => (verb, status)))];

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_is_possible_in_the_states_of_the_rule_book_alone(RiskVerb verb, RiskStatus status)
    {
        var risk = In(status);

        risk.Take(verb, hasTreatment: true, "why").Succeeded.ShouldBe(Allowed[verb].Contains(status));
    }

    [Fact]
    public void A_closed_risk_and_one_that_people_respond_to_are_not_triggered_again()
    {
        foreach (var status in new[] { RiskStatus.Closed, RiskStatus.Responding })
        {
            var risk = In(status);
            risk.Trigger();
            risk.Status.ShouldBe(status);
        }
    }

    [Fact]
    public void The_probability_alone_or_the_impact_alone_rates_nothing()
    {
        PlacedRating.OfLevels(RiskLevel.High, null).ShouldBeNull();
        PlacedRating.OfLevels(null, RiskLevel.High).ShouldBeNull();
        PlacedRating.OfLevels(RiskLevel.Low, RiskLevel.Low)!.Score.ShouldBe(1);
        PlacedRating.OfLevels(RiskLevel.High, RiskLevel.Medium)!.Level.ShouldBe(RiskBand.High);
    }

    private static Risk In(RiskStatus status)
    {
        var terms = new RiskTerms
        {
            Title = "T",
            Category = RiskCategory.Other,
            Impact = RiskLevel.High,
        };
        var risk = Risk.Identify(EntityId.New<WorkspaceId>(), terms).Value;
        RiskVerb[] way = status switch
        {
            RiskStatus.Identified => [],
            RiskStatus.Assessed => [RiskVerb.Assess],
            RiskStatus.Planned => [RiskVerb.Assess, RiskVerb.Plan],
            RiskStatus.Responding => [RiskVerb.Assess, RiskVerb.Plan, RiskVerb.Respond],
            RiskStatus.Closed => [RiskVerb.Close],
            _ => [RiskVerb.Assess, RiskVerb.Plan, RiskVerb.Monitor],
        };
        way.ToList().ForEach(verb => risk.Take(verb, hasTreatment: true, null).Succeeded.ShouldBeTrue());
        if (status == RiskStatus.Triggered)
        {
            risk.Trigger();
        }

        risk.Status.ShouldBe(status);
        return risk;
    }
}
