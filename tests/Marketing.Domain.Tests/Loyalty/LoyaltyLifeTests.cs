using Marketing.Domain.Common;
using Marketing.Domain.Loyalty;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Loyalty;

/// <summary>The state machine of loyalty programmes, and which of them an objective counts (R37).</summary>
public sealed class LoyaltyLifeTests
{
    private static readonly DateOnly March = new(2027, 3, 1);
    private static readonly DateOnly Today = new(2027, 12, 31);
    private static readonly DateTime Now = new(2027, 12, 31, 8, 0, 0, DateTimeKind.Utc);
    private static readonly LoyaltyLife Planned = new([]);

    [Fact]
    public void A_programme_is_planned_live_paused_live_again_and_ended()
    {
        Planned.Status.ShouldBe(LoyaltyStatus.Planned);
        var life = Lived(LoyaltyMove.Start, LoyaltyMove.Pause, LoyaltyMove.Resume, LoyaltyMove.End);

        life.Steps.Select(step => step.Status)
            .ShouldBe([LoyaltyStatus.Live, LoyaltyStatus.Paused, LoyaltyStatus.Live, LoyaltyStatus.Ended]);
        life.Steps.Select(step => step.On).ShouldBe([March, March.AddDays(1), March.AddDays(2), March.AddDays(3)]);
    }

    [Theory]
    [InlineData(LoyaltyMove.Pause, "live")]
    [InlineData(LoyaltyMove.Resume, "paused")]
    [InlineData(LoyaltyMove.End, "live,paused")]
    public void What_is_planned_can_only_start(LoyaltyMove step, string allowed) =>
        string.Join(',', Planned.After(step, March, Today, Now).Error.ShouldBeOfType<LoyaltyProgrammeInWrongStatus>().Allowed)
            .ShouldBe(allowed);

    [Theory]
    [InlineData(LoyaltyMove.Start)]
    [InlineData(LoyaltyMove.Pause)]
    [InlineData(LoyaltyMove.Resume)]
    [InlineData(LoyaltyMove.End)]
    public void What_has_ended_stays_so(LoyaltyMove step) =>
        Lived(LoyaltyMove.Start, LoyaltyMove.End).After(step, Today, Today, Now).Error.ShouldBeOfType<LoyaltyProgrammeInWrongStatus>();

    [Fact]
    public void A_step_takes_effect_today_or_earlier_and_not_before_the_step_before_it()
    {
        FaultOf(Planned.After(LoyaltyMove.Start, Today.AddDays(1), Today, Now)).ShouldBe("loyaltyProgramme.dayToCome");

        var started = Planned.After(LoyaltyMove.Start, March, Today, Now).Value;
        FaultOf(started.After(LoyaltyMove.Pause, March.AddDays(-1), Today, Now)).ShouldBe("loyaltyProgramme.dayBeforeLast");
        started.After(LoyaltyMove.Pause, March, Today, Now).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void The_number_of_steps_is_limited()
    {
        var life = Planned.After(LoyaltyMove.Start, March, Today, Now).Value;
        while (life.Steps.Count < LoyaltyLife.MaxSteps)
        {
            life = life.After(life.Status == LoyaltyStatus.Live ? LoyaltyMove.Pause : LoyaltyMove.Resume, March, Today, Now).Value;
        }

        FaultOf(life.After(LoyaltyMove.End, March, Today, Now)).ShouldBe("loyaltyProgramme.tooManySteps");
    }

    [Fact]
    public void A_day_ends_in_the_state_of_its_last_step()
    {
        var life = Planned
            .After(LoyaltyMove.Start, March, Today, Now)
            .Value.After(LoyaltyMove.Pause, March, Today, Now)
            .Value.After(LoyaltyMove.Resume, March.AddDays(5), Today, Now)
            .Value;

        life.IsLiveOn(March.AddDays(-1)).ShouldBeFalse();
        life.IsLiveOn(March).ShouldBeFalse();
        life.IsLiveOn(March.AddDays(5)).ShouldBeTrue();
        life.IsLiveOn(Today).ShouldBeTrue();
    }

    [Fact]
    public void Only_live_programmes_are_counted_not_planned_paused_or_ended_ones()
    {
        LoyaltyLife[] programmes =
        [
            Planned,
            Lived(LoyaltyMove.Start),
            Lived(LoyaltyMove.Start, LoyaltyMove.Pause),
            Lived(LoyaltyMove.Start, LoyaltyMove.Pause, LoyaltyMove.Resume),
            Lived(LoyaltyMove.Start, LoyaltyMove.End),
        ];

        LiveProgrammes
            .Counts(programmes, null, Today, null)
            .ShouldBe([(March, 4), (March.AddDays(1), 1), (March.AddDays(2), 2), (Today, 2)]);
    }

    [Fact]
    public void A_count_knows_the_day_before_the_period_and_its_first_day()
    {
        var first = March.AddDays(10);

        LiveProgrammes
            .Counts([Lived(LoyaltyMove.Start), Planned], first, Today, null)
            .ShouldBe([(March, 1), (first.AddDays(-1), 1), (first, 1), (Today, 1)]);
        LiveProgrammes.Counts([Planned], first, first.AddDays(1), null).Select(count => count.Count).ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void Without_programmes_there_is_no_count_rather_than_zero() => LiveProgrammes.Counts([], March, Today, null).ShouldBeEmpty();

    [Fact]
    public void What_was_recorded_later_is_not_known_before()
    {
        var life = Planned.After(LoyaltyMove.Start, March, Today, Now).Value.After(LoyaltyMove.End, March, Today, Now.AddHours(1)).Value;

        LiveProgrammes.Counts([life], null, March, Now.AddTicks(-1)).ShouldBe([(March, 0)]);
        LiveProgrammes.Counts([life], null, March, Now).ShouldBe([(March, 1)]);
        LiveProgrammes.Counts([life], null, March, Now.AddHours(1)).ShouldBe([(March, 0)]);
    }

    /// <summary>Returns a programme that took these steps, one each day from the first of March.</summary>
    private static LoyaltyLife Lived(params LoyaltyMove[] steps) =>
        steps
            .Select((step, i) => (step, Day: March.AddDays(i)))
            .Aggregate(Planned, (life, next) => life.After(next.step, next.Day, Today, Now).Value);

    private static string FaultOf(Result<LoyaltyLife> result) => result.Error.ShouldBeOfType<RulesBroken>().Faults[0].Code;
}
