using System.Text.Json;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans;

public sealed class PlanSectionTests
{
    [Fact]
    public void Every_section_has_a_name_for_headings_and_front_ends() =>
        Enum.GetNames<PlanSectionName>().Select(JsonNamingPolicy.CamelCase.ConvertName)
            .ShouldBe(PlanSections.All.Select(section => section.Member));
}
