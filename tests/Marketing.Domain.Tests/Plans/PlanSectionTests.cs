using System.Text.Json;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans;

public sealed class PlanSectionTests
{
    [Fact]
    public void Every_section_has_a_name_that_headings_can_point_to_and_front_ends_can_show() =>
        Enum.GetNames<PlanSectionName>().Select(JsonNamingPolicy.CamelCase.ConvertName).ShouldBe(PlanSections.All.Select(section => section.Member));
}
