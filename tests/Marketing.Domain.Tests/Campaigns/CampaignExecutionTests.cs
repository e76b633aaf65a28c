using Marketing.Domain.Campaigns;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Campaigns;

/// <summary>The state machine of campaigns (R31, R32).</summary>
public sealed class CampaignExecutionTests
{
    private static readonly DateOnly Day = new(2027, 3, 1);

    [Fact]
    public void A_campaign_runs_pauses_ends_and_is_closed_with_its_evaluation()
    {
        var ended = CampaignExecution.None.Start(Day).Value.Pause("库存不足").Value.Resume().Value.End(Day.AddDays(9)).Value;

        var closed = ended.Close(Evaluation(CampaignVerdict.Achieved), isPilot: false, Day.AddDays(20)).Value;

        (closed.Status, closed.StartedOn, closed.EndedOn, closed.Reason).ShouldBe((CampaignStatus.Closed, Day, Day.AddDays(9), null));
        closed.Start(Day).Error.ShouldBeOfType<CampaignInWrongStatus>().Allowed.ShouldBe(["planned"]);
    }

    [Fact]
    public void What_has_not_started_cannot_be_closed_and_what_was_cancelled_stays_so()
    {
        CampaignExecution.None.Close(Evaluation(CampaignVerdict.Achieved), false, Day).Error.ShouldBeOfType<CampaignInWrongStatus>();
        var cancelled = CampaignExecution.None.Cancel(null, Day).Value;
        cancelled.EndedOn.ShouldBeNull();
        cancelled.Resume().Succeeded.ShouldBeFalse();
    }

    [Fact]
    public void A_pilot_is_validated_adjusted_or_terminated()
    {
        var running = CampaignExecution.None.Start(Day).Value;

        running.Close(Evaluation(CampaignVerdict.Validated), isPilot: true, Day).Value.IsValidated.ShouldBeTrue();
        running.Close(Evaluation(CampaignVerdict.Terminated), isPilot: true, Day).Value.IsValidated.ShouldBeFalse();
        var adjusted = running.Close(Evaluation(CampaignVerdict.Adjusted), isPilot: true, Day).Value;
        adjusted.Status.ShouldBe(CampaignStatus.Planned);
        adjusted.Start(Day.AddDays(30)).Value.EndedOn.ShouldBeNull();

        running.Close(Evaluation(CampaignVerdict.Achieved), isPilot: true, Day).Error.ShouldBeOfType<CampaignVerdictUnfit>();
        running.Close(Evaluation(CampaignVerdict.Validated), isPilot: false, Day).Error.ShouldBeOfType<CampaignVerdictUnfit>();
    }

    private static CampaignEvaluation Evaluation(CampaignVerdict verdict) => new() { Verdict = verdict, Text = "T" };
}
