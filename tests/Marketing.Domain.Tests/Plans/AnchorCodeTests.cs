using Marketing.Domain.Plans;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans;

public sealed class AnchorCodeTests
{
    [Theory]
    [InlineData("survey", AnchorCodes.Survey)]
    [InlineData("ＳＵＲＶＥＹ＿ＲＥＳＵＬＴ", AnchorCodes.SurveyResult)]
    [InlineData("調查結果反饋", AnchorCodes.SurveyResult)]
    [InlineData("Product launch", AnchorCodes.LaunchDay)]
    [InlineData("春節", "春節")]
    [InlineData("双11", "双11")]
    public void An_event_gets_the_code_that_deadlines_use(string given, string code) => AnchorCode.Canonical(given).ShouldBe(code);

    [Theory]
    [InlineData("T", "anchor.givenByPlan")]
    [InlineData("plan_end", "anchor.givenByPlan")]
    [InlineData("計劃", "anchor.noDay")]
    [InlineData("UNSPECIFIED", "anchor.noDay")]
    public void Dates_of_the_header_and_non_events_are_rejected(string code, string fault)
    {
        var found = AnchorCode.Check(code, "/code").ShouldHaveSingleItem();
        (found.Code, found.Pointer).ShouldBe((fault, "/code"));
    }

    [Fact]
    public void Every_other_well_known_event_can_be_recorded() =>
        AnchorCodes
            .WellKnown.Except([
                AnchorCodes.PlanStart,
                AnchorCodes.PlanEnd,
                AnchorCodes.LaunchDay,
                AnchorCodes.Plan,
                AnchorCodes.Campaign,
                AnchorCodes.Unspecified,
            ])
            .ShouldAllBe(code => !AnchorCode.Check(code, "").Any());
}
