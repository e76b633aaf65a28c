using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Marketing.Domain.Plans.Parts;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans;

public sealed class PlanSectionTests
{
    [Fact]
    public void Sections_are_ordered_by_number_and_share_no_name_type_or_record()
    {
        PlanSections.All.Select(section => section.Key).ShouldBe(Enum.GetValues<PlanSectionName>());
        PlanSections.All.Select(section => section.Order).ShouldBeInOrder();
        PlanSections.All.Select(section => section.Order).ShouldBeUnique();
        PlanSections.All.Select(section => section.Type).ShouldBeUnique();
        PlanSections.All.Select(section => section.Content).ShouldBeUnique();
        PlanSections.All.ShouldAllBe(section => section.Name.Length <= 40, "generated refs begin with the name");
    }

    [Fact]
    public void Every_content_record_has_a_section() =>
        typeof(PlanPartContent)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(PlanPartContent)))
            .ShouldBe(PlanSections.All.Select(section => section.Content), ignoreOrder: true);

    [Fact]
    public void A_section_is_found_by_its_name_and_an_unknown_one_is_not()
    {
        PlanSections.Find("workPackages").ShouldBe(PlanSections.Of(PlanSectionName.WorkPackages));
        PlanSections.Find("work-packages").ShouldBeNull();
        PlanSections.TypeOf("workPackages").ShouldBe("workPackage");
        PlanSections.TypeOf("poems").ShouldBe("poems");
    }

    [Fact]
    public void Every_item_that_can_be_referenced_has_a_ref_like_a_part()
    {
        var items = typeof(IPlanItem).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IPlanItem))).ToList();
        items.Count.ShouldBe(5);
        foreach (var item in items)
        {
            var property = item.GetProperty(nameof(IPlanItem.Ref))!;
            property.GetCustomAttribute<MaxLengthAttribute>()!.Length.ShouldBe(PlanPart.RefLength, item.Name);
            property.GetCustomAttribute<RegularExpressionAttribute>()!.Pattern.ShouldBe(PlanPart.RefPattern, item.Name);
        }
    }
}
