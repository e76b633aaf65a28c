using System.Globalization;
using Marketing.Domain.Phrases;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Scheduling;

public sealed class WindowChainTests
{
    private static readonly PlanHeader Header = new()
    {
        Title = "计划",
        Language = "zh-Hans",
        Currency = "CNY",
        PeriodStart = new PlannedDate { Date = new DateOnly(2027, 1, 1) },
        LaunchDate = new PlannedDate { Date = new DateOnly(2027, 6, 1) },
    };

    [Theory]
    [InlineData("1-4周; 5-8周", "2027-01-01..2027-01-28; 2027-01-29..2027-02-25 counted")]
    [InlineData(
        "1-2个月; 2-4个月; 4-6个月; 6个月以后",
        "2027-01-01..2027-02-28; 2027-03-01..2027-04-30 elapsed; 2027-05-01..2027-06-30 elapsed; 2027-07-01.."
    )]
    [InlineData("1-3个月; 4-6个月; 7-12个月", "2027-01-01..2027-03-31; 2027-04-01..2027-06-30 counted; 2027-07-01..2027-12-31 counted")]
    [InlineData("1-3个月; 4-6个月; 7个月起", "2027-01-01..2027-03-31; 2027-04-01..2027-06-30 counted; 2027-07-01.. counted")]
    [InlineData("1-3个月; 4-6个月; 6个月以后", "2027-01-01..2027-03-31; 2027-04-01..2027-06-30 counted; 2027-07-01..")]
    [InlineData("第1-2周; 第3-4周", "2027-01-01..2027-01-14; 2027-01-15..2027-01-28")]
    [InlineData("2-3个月", "2027-03-01..2027-03-31 elapsed?")]
    [InlineData("1-3个月", "2027-01-01..2027-03-31")]
    [InlineData("1-2个月; 4-6个月", "2027-01-01..2027-02-28; 2027-05-01..2027-06-30 elapsed?")]
    [InlineData("1-2个月; 2-4个月; 5-6个月", "2027-01-01..2027-02-28; 2027-03-01..2027-04-30 elapsed?; 2027-06-01..2027-06-30 elapsed?")]
    [InlineData("上市后1-4周; 上市后5-8周", "2027-06-01..2027-06-29; 2027-06-30..2027-07-27 counted")]
    [InlineData("上市后1-3个月; 上市后4-6个月", "2027-06-01..2027-09-01; 2027-09-02..2027-12-01 counted")]
    [InlineData("上市后1-3个月; 上市后3-6个月", "2027-06-01..2027-09-01; 2027-09-02..2027-12-01 elapsed")]
    [InlineData("1-5个工作日; 6-10个工作日", "2027-01-01..2027-01-07; 2027-01-08..2027-01-14 counted")]
    public void Windows_of_two_numbers_are_read_by_their_neighbours(string windows, string dates) =>
        string.Join("; ", Schedule([.. windows.Split("; ").Select((text, i) => Phase(i, text))]).Select(Text)).ShouldBe(dates);

    [Fact]
    public void Windows_outside_the_phases_follow_them()
    {
        var audience = new ScheduledPart(
            new PlanPartId(Guid.NewGuid()),
            PlanSections.Of<PlanCampaign>().Name,
            "C1",
            new PlanCampaign { Name = "活动", Window = WindowParser.Parse("4-6个月") }
        );
        Schedule([Phase(0, "1-3个月"), Phase(1, "4-6个月"), audience]).Select(Text).Last().ShouldBe("2027-04-01..2027-06-30 counted");
        Schedule([audience]).Select(Text).ShouldBe(["2027-05-01..2027-06-30 elapsed?"]);
    }

    [Fact]
    public void A_window_given_by_its_members_has_one_reading()
    {
        var phase = Phase(0, "4-6个月");
        var content = (Phase)phase.Content;
        var withoutText = phase with { Content = content with { Window = content.Window! with { Text = null } } };
        Schedule([withoutText]).Select(Text).ShouldBe(["2027-05-01..2027-06-30"]);
    }

    private static ScheduledPart Phase(int number, string window) =>
        new(
            new PlanPartId(Guid.NewGuid()),
            PlanSections.Of<Phase>().Name,
            $"P{number}",
            new Phase { Name = $"阶段{number}", Window = WindowParser.Parse(window) }
        );

    private static IReadOnlyList<ScheduleEntry> Schedule(IReadOnlyList<ScheduledPart> parts) =>
        PlanSchedule.Resolve(
            Header,
            parts,
            [],
            day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
            new DateOnly(2027, 1, 1),
            new DateOnly(2027, 12, 31)
        );

    private static string Text(ScheduleEntry entry)
    {
        var dates = entry.Dates.ShouldHaveSingleItem();
        var choice = entry.WindowChoice is { } made ? $" {made.Reading.ToString().ToLowerInvariant()}{(made.IsDefault ? "?" : "")}" : "";
        return $"{Iso(dates.Start)}..{Iso(dates.End)}{choice}";
    }

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
