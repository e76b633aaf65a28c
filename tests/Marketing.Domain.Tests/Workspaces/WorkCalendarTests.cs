using System.Globalization;
using Marketing.Domain.Workspaces;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Workspaces;

/// <summary>Working days, and when days begin and end.</summary>
public sealed class WorkCalendarTests
{
    private static readonly WorkCalendar Shanghai = WorkCalendar.Of(
        new WorkspaceSettings { Holidays = [new(2027, 2, 8), new(2027, 2, 9)] }
    );

    [Theory]
    [InlineData("2027-02-05", true)]
    [InlineData("2027-02-06", false)]
    [InlineData("2027-02-07", false)]
    [InlineData("2027-02-08", false)]
    [InlineData("2027-02-10", true)]
    public void People_work_on_working_days_that_are_no_holidays(string day, bool works) =>
        Shanghai.IsWorkingDay(DateOnly.Parse(day, CultureInfo.InvariantCulture)).ShouldBe(works);

    [Theory]
    [InlineData(1, "2027-02-10")]
    [InlineData(3, "2027-02-12")]
    [InlineData(4, "2027-02-15")]
    public void Weekends_and_holidays_do_not_count_as_working_days(int number, string expected) =>
        Shanghai.AddWorkingDays(new DateOnly(2027, 2, 5), number).ShouldBe(DateOnly.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2027-03-01T15:59:59Z", "2027-03-01")]
    [InlineData("2027-03-01T16:00:00Z", "2027-03-02")]
    public void A_day_changes_at_midnight_of_the_time_zone(string instant, string day) =>
        Shanghai
            .DayOf(DateTime.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal))
            .ShouldBe(DateOnly.Parse(day, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("Europe/Berlin", "2027-03-28", 23)]
    [InlineData("Europe/Berlin", "2027-10-31", 25)]
    [InlineData("America/Havana", "2027-03-14", 23)]
    [InlineData("America/Havana", "2027-11-07", 25)]
    [InlineData("Asia/Shanghai", "2027-03-28", 24)]
    public void A_day_on_which_the_clocks_change_has_its_own_length(string zone, string day, int hours)
    {
        var calendar = WorkCalendar.Of(WorkspaceSettings.Default, zone);
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);

        (calendar.EndOf(date) - calendar.StartOf(date)).ShouldBe(TimeSpan.FromHours(hours));
        calendar.DayOf(calendar.StartOf(date)).ShouldBe(date);
        calendar.DayOf(calendar.EndOf(date).AddTicks(-1)).ShouldBe(date);
    }

    [Fact]
    public void A_plan_with_its_own_time_zone_has_its_own_days() =>
        WorkCalendar
            .Of(WorkspaceSettings.Default, "America/New_York")
            .DayOf(new DateTime(2027, 3, 1, 3, 0, 0, DateTimeKind.Utc))
            .ShouldBe(new DateOnly(2027, 2, 28));
}
