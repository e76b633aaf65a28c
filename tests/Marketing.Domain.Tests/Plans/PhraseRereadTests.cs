using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans;

/// <summary>Phrases that an earlier grammar read are read again.</summary>
public sealed class PhraseRereadTests
{
    [Fact]
    public void A_reading_that_contradicts_its_words_is_replaced()
    {
        var stored = Package(
            new Deadline
            {
                Kind = DeadlineKind.Within,
                Unit = TimeUnit.Month,
                Amount = 13,
                Text = "3个月内",
            }
        );

        var reread = new PhraseReader().Reread(stored, "CNY");

        reread.Content.Deadlines.ShouldHaveSingleItem().Amount.ShouldBe(3);
        reread
            .Outdated.ShouldHaveSingleItem()
            .ShouldBe(
                new OutdatedReading(
                    "/deadlines/0",
                    "3个月内",
                    "kind=within, amount=13, unit=month",
                    "kind=within, amount=3, unit=month, anchor=UNSPECIFIED"
                )
            );
    }

    [Fact]
    public void Words_that_were_not_understood_get_a_reading()
    {
        var reread = new PhraseReader().Reread(Package(new Deadline { Text = "3个月内" }), "CNY");

        reread.Content.Deadlines.ShouldHaveSingleItem().Amount.ShouldBe(3);
        reread.Outdated.ShouldHaveSingleItem().Stored.ShouldBe("");
    }

    [Fact]
    public void What_the_words_leave_open_stays_as_somebody_entered_it()
    {
        var stored = Package(
            new Deadline
            {
                Kind = DeadlineKind.Within,
                Unit = TimeUnit.Month,
                Amount = 3,
                Anchor = "LAUNCH_DAY",
                Text = "3个月内",
            }
        );

        var reread = new PhraseReader().Reread(stored, "CNY");

        reread.Content.ShouldBeSameAs(stored);
        reread.Outdated.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("视情况而定")]
    [InlineData("")]
    public void Words_that_are_not_understood_change_nothing(string text)
    {
        var stored = Package(
            new Deadline
            {
                Kind = DeadlineKind.Within,
                Unit = TimeUnit.Month,
                Amount = 3,
                Text = text,
            }
        );

        new PhraseReader().Reread(stored, "CNY").Content.ShouldBeSameAs(stored);
    }

    [Fact]
    public void Content_that_this_build_has_read_is_not_outdated()
    {
        foreach (var text in new[] { "计划开始后10个月内", "每季度末", "2026年3月15日", "第6周", "持续进行", "T-6周" })
        {
            var read = new PhraseReader().Read(Package(new Deadline { Text = text }), "CNY").Content;
            new PhraseReader().Reread(read, "CNY").Outdated.ShouldBeEmpty(text);
        }
    }

    private static WorkPackage Package(Deadline deadline) => new() { Name = "Launch", Deadlines = [deadline] };
}
