using System.Globalization;
using Marketing.Domain.Common;
using Marketing.Domain.Occurrences;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Occurrences;

/// <summary>The days of what recurs, and what is recorded about them.</summary>
public sealed class OccurrenceTests
{
    private static readonly DateOnly Day = new(2027, 3, 7);

    [Theory]
    [InlineData("2027-03-06", OccurrenceState.Planned)]
    [InlineData("2027-03-07", OccurrenceState.Due)]
    [InlineData("2027-03-08", OccurrenceState.Missed)]
    [InlineData("2027-09-08", OccurrenceState.Missed)]
    public void Without_a_record_it_is_planned_then_due_on_its_day_then_missed(string today, OccurrenceState state) =>
        Meeting().StateOn(On(today)).ShouldBe(state);

    [Theory]
    [InlineData("2027-03-06")]
    [InlineData("2027-03-07")]
    [InlineData("2027-03-08")]
    public void What_was_held_or_skipped_stays_so_whatever_the_day(string today)
    {
        var held = Meeting();
        held.Hold(new OccurrenceRecord(new DateOnly(2027, 3, 5), null, null), Day).Succeeded.ShouldBeTrue();
        var skipped = Meeting();
        skipped.Skip("春节假期").Succeeded.ShouldBeTrue();

        held.StateOn(On(today)).ShouldBe(OccurrenceState.Held);
        skipped.StateOn(On(today)).ShouldBe(OccurrenceState.Skipped);
    }

    [Theory]
    [InlineData("2027-03-05", "2027-03-05")]
    [InlineData("2027-03-07", "2027-03-07")]
    [InlineData("2027-03-09", "2027-03-07")]
    public void Unless_a_day_is_named_it_was_held_on_the_planned_day_or_today_if_that_is_to_come(string today, string heldOn)
    {
        var meeting = Meeting();

        meeting.Hold(new OccurrenceRecord(null, "任务 3 延期", "https://example.com/m"), On(today)).Succeeded.ShouldBeTrue();

        meeting.HeldOn.ShouldBe(On(heldOn));
        (meeting.Note, meeting.MinutesUrl).ShouldBe(("任务 3 延期", "https://example.com/m"));
    }

    [Fact]
    public void It_can_be_held_early_or_late_but_not_in_the_future()
    {
        Meeting().Hold(new OccurrenceRecord(new DateOnly(2027, 2, 20), null, null), Day).Succeeded.ShouldBeTrue();
        Meeting().Hold(new OccurrenceRecord(new DateOnly(2027, 3, 9), null, null), new DateOnly(2027, 3, 9)).Succeeded.ShouldBeTrue();
        Meeting()
            .Hold(new OccurrenceRecord(new DateOnly(2027, 3, 8), null, null), Day)
            .Error.ShouldBe(new OccurrenceHeldInFuture(new DateOnly(2027, 3, 8), Day));
    }

    [Fact]
    public void A_record_can_be_corrected_and_taken_back()
    {
        var meeting = Meeting();
        meeting.Skip("假期").Succeeded.ShouldBeTrue();

        meeting.Hold(new OccurrenceRecord(Day, "还是开了", null), Day).Succeeded.ShouldBeTrue();
        (meeting.Outcome, meeting.Note).ShouldBe((OccurrenceOutcome.Held, "还是开了"));
        meeting.Reopen().Succeeded.ShouldBeTrue();
        (meeting.Outcome, meeting.HeldOn, meeting.Note).ShouldBe((null, null, null));
        meeting.Reopen().Error.ShouldBeOfType<OccurrenceNotRecorded>();
    }

    [Fact]
    public void Nobody_records_anything_more_than_400_days_ahead()
    {
        Occurrence.WhyTooFar(Day, Day.AddDays(-400)).ShouldBeNull();
        Occurrence.WhyTooFar(Day, Day.AddDays(-401)).ShouldBe(new OccurrenceTooFarAhead(Day, Day.AddDays(-1)));
    }

    [Fact]
    public void A_weekly_rhythm_plans_one_day_for_each_week_of_the_plan() =>
        Plan(Mechanism("M1", Weekly))
            .Select(each => (each.Ref, each.Start, each.Date))
            .ShouldBe([
                ("M1", new DateOnly(2027, 3, 1), new DateOnly(2027, 3, 7)),
                ("M1", new DateOnly(2027, 3, 8), new DateOnly(2027, 3, 14)),
                ("M1", new DateOnly(2027, 3, 15), new DateOnly(2027, 3, 21)),
                ("M1", new DateOnly(2027, 3, 22), new DateOnly(2027, 3, 28)),
            ]);

    [Fact]
    public void Two_rhythms_of_one_item_that_meet_on_a_day_are_one_occurrence()
    {
        var both = Plan(Mechanism("M1", Sundays, Weekly)).ToList();

        both.Select(each => each.Date).ShouldBe([new(2027, 3, 7), new(2027, 3, 14), new(2027, 3, 21), new(2027, 3, 28)]);
        both[0].Text.ShouldBe("每周日; 每周一次");
        both[0].Start.ShouldBe(new DateOnly(2027, 3, 1));
    }

    [Fact]
    public void Rhythms_of_different_items_stay_apart()
    {
        var days = Plan(Mechanism("M1", Weekly), Mechanism("M2", Weekly)).ToList();

        days.Count.ShouldBe(8);
        days.Select(each => each.Ref).Distinct().ShouldBe(["M1", "M2"]);
    }

    [Fact]
    public void An_item_inside_a_part_has_its_own_occurrences()
    {
        var risk = new PlanRisk
        {
            Name = "数据泄露",
            Responses =
            [
                new PlanRiskTreatment
                {
                    Ref = "R1/1",
                    Text = "安全检查",
                    Frequencies = [Weekly],
                },
            ],
        };

        Plan(new ScheduledPart(EntityId.New<PlanPartId>(), "risks", "R1", risk)).Select(each => each.Ref).Distinct().ShouldBe(["R1/1"]);
    }

    [Fact]
    public void What_has_no_fixed_interval_has_no_occurrences() =>
        Plan(Mechanism("M1", new Frequency { Kind = FrequencyKind.Irregular, Text = "不定期" })).ShouldBeEmpty();

    private static DateOnly On(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    private static readonly Frequency Weekly = new()
    {
        Kind = FrequencyKind.Recurring,
        Text = "每周一次",
        Every = 1,
        Unit = TimeUnit.Week,
    };

    private static readonly Frequency Sundays = Weekly with { Text = "每周日", Weekday = Weekday.Sunday };

    private static ScheduledPart Mechanism(string name, params Frequency[] frequencies) =>
        new(EntityId.New<PlanPartId>(), "monitoring", name, new MonitoringMechanism { Name = "每周例会", Frequencies = frequencies });

    private static IEnumerable<PlannedOccurrence> Plan(params ScheduledPart[] parts) =>
        PlannedOccurrence.Of(
            PlanSchedule.Enumerate(
                new PlanHeader
                {
                    Title = "P",
                    Language = "zh-Hans",
                    Currency = "CNY",
                    PeriodStart = new PlannedDate { Date = new DateOnly(2027, 3, 1) },
                    PeriodEnd = new PlannedDate { Date = new DateOnly(2027, 3, 31) },
                },
                parts,
                [],
                static _ => true,
                new DateOnly(2027, 1, 1),
                new DateOnly(2027, 12, 31)
            )
        );

    private static Occurrence Meeting() =>
        Occurrence.Of(EntityId.New<WorkspaceId>(), EntityId.New<PlanId>(), Plan(Mechanism("M1", Weekly)).First(), "Asia/Shanghai");
}
