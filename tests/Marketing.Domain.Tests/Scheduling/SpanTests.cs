using System.Globalization;
using Marketing.Domain.Phrases;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Scheduling;

/// <summary>Where spans of months and working days end.</summary>
public sealed class SpanTests
{
    [Theory]
    [InlineData("2027-01-04", "15个工作日内", "2027-01-22")]
    [InlineData("2027-01-04", "计划开始后15个工作日内", "2027-01-22")]
    [InlineData("2027-01-04", "1个工作日内", "2027-01-04")]
    [InlineData("2027-01-02", "1个工作日内", "2027-01-04")]
    [InlineData("2027-01-02", "5个工作日内", "2027-01-08")]
    [InlineData("2027-01-01", "5个工作日内", "2027-01-07")]
    [InlineData("2027-01-02", "第5个工作日", "2027-01-08")]
    [InlineData("2027-01-01", "上市后5个工作日内", "2027-01-08")]
    public void Working_days_end_on_a_working_day(string start, string text, string due) => Due(start, text).ShouldBe(Day(due));

    [Theory]
    [InlineData("2027-01-31", "1个月内", "2027-02-28")]
    [InlineData("2027-01-31", "计划开始后1个月内", "2027-02-28")]
    [InlineData("2027-01-31", "上市后1个月内", "2027-02-28")]
    [InlineData("2027-01-31", "1个月", "2027-02-28")]
    [InlineData("2027-01-30", "1个月内", "2027-02-28")]
    [InlineData("2028-02-29", "1年内", "2029-02-28")]
    [InlineData("2028-02-29", "上市后1年内", "2029-02-28")]
    [InlineData("2027-01-31", "2个月内", "2027-03-30")]
    [InlineData("2027-01-31", "首月", "2027-02-28")]
    [InlineData("2027-01-31", "第2个月", "2027-03-30")]
    [InlineData("2027-01-01", "1个月内", "2027-01-31")]
    public void Months_end_with_a_shorter_month(string start, string text, string due) => Due(start, text).ShouldBe(Day(due));

    [Theory]
    [InlineData("年底前", "2027-09-01..2027-12-31")]
    [InlineData("2027年年初", "2027-01-01..2027-04-30")]
    [InlineData("end of Q2", "2027-06-01..2027-06-30")]
    [InlineData("2027年3月底", "2027-03-21..2027-03-31")]
    [InlineData("2027年上半年末", "2027-05-01..2027-06-30")]
    public void Parts_of_a_period_are_whole_months_or_thirds_of_a_month(string text, string span)
    {
        var dates = Resolve("2027-01-01", text).Intervals.ShouldHaveSingleItem();
        $"{dates.Start:yyyy-MM-dd}..{dates.End:yyyy-MM-dd}".ShouldBe(span);
    }

    [Theory]
    [InlineData("2027-W01", "2027-01-04..2027-01-10")]
    [InlineData("2026年第53周", "2026-12-28..2027-01-03")]
    [InlineData("2027-W53", "unparsed")]
    [InlineData("week 10 of 2027", "2027-03-08..2027-03-14")]
    public void Weeks_of_a_year_are_ISO_weeks(string text, string span)
    {
        var resolved = Resolve("2027-01-01", text);
        var dates = resolved.Intervals.SingleOrDefault();
        (dates is null ? resolved.State.ToString().ToLowerInvariant() : $"{dates.Start:yyyy-MM-dd}..{dates.End:yyyy-MM-dd}").ShouldBe(span);
    }

    [Fact]
    public void A_week_that_the_year_does_not_have_is_a_fault() =>
        new Deadline
        {
            Kind = DeadlineKind.PeriodOrdinal,
            Unit = TimeUnit.Week,
            Basis = PeriodBasis.Calendar,
            Year = 2027,
            Index = 53,
        }
            .Check()
            .Select(fault => fault.Code)
            .ShouldBe(["deadline.noSuchCalendarPeriod"]);

    [Fact]
    public void A_rhythm_without_a_day_happens_some_time_in_its_period()
    {
        var weekly = FrequencyParser.Parse("每周一次例会")[0];
        var due = FrequencyResolver.Resolve(weekly, Context("2027-01-04"), Day("2027-01-04"), Day("2027-01-20"));
        due.Periods.Select(period => (period.Start, period.End))
            .ShouldBe([((DateOnly?)Day("2027-01-04"), (DateOnly?)Day("2027-01-10")), (Day("2027-01-11"), Day("2027-01-17"))]);

        var fridays = FrequencyParser.Parse("每周五例会")[0];
        FrequencyResolver
            .Resolve(fridays, Context("2027-01-04"), Day("2027-01-04"), Day("2027-01-10"))
            .Periods.Select(period => (period.Start, period.End))
            .ShouldBe([((DateOnly?)Day("2027-01-08"), (DateOnly?)Day("2027-01-08"))]);
    }

    private static DateOnly? Due(string start, string text) => Resolve(start, text).Due;

    private static Resolution Resolve(string start, string text) => DeadlineResolver.Resolve(DeadlineParser.Parse(text), Context(start));

    private static ScheduleContext Context(string start) =>
        new()
        {
            PlanStart = Day(start),
            LaunchDay = Day(start),
            Policy = DeadlinePolicy.PlanStart,
        };

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}
