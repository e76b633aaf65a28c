using System.Text.RegularExpressions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans;

public sealed class PartRefTests
{
    private static readonly string Long = new('長', PlanPart.RefLength);

    [Theory]
    [InlineData("O1")]
    [InlineData("objectives-12")]
    [InlineData("O1/2")]
    [InlineData("2.1_b/x-")]
    [InlineData("目標1")]
    [InlineData("二〇二六")]
    [InlineData("Über")]
    [InlineData("هدف١")]
    [InlineData("Ｏ１")]
    [InlineData("𠮷田")]
    [InlineData("क्षेत्र")]
    public void Letters_and_digits_of_any_script_are_a_ref(string text)
    {
        PartRef.Check(text, "/ref").ShouldBeNull();
        Regex.IsMatch(text, PlanPart.RefPattern).ShouldBeTrue("the contract accepts it too");
    }

    [Theory]
    [InlineData("")]
    [InlineData("-O1")]
    [InlineData("/1")]
    [InlineData(".a")]
    [InlineData("_a")]
    [InlineData("O 1")]
    [InlineData("O1,O2")]
    [InlineData("O1\n")]
    [InlineData("a\u00a0b")]
    public void Characters_that_the_pattern_excludes_are_rejected(string text)
    {
        PartRef.Check(text, "/ref").ShouldNotBeNull();
        Regex.IsMatch(text, $@"\A(?:{PlanPart.RefPattern})\z").ShouldBeFalse();
    }

    [Theory]
    [InlineData("O１\u3000")]
    [InlineData("目標（一）")]
    [InlineData("a：b")]
    [InlineData("“a”")]
    [InlineData("①")]
    [InlineData("a→b")]
    [InlineData("a\u200Bb")]
    [InlineData("a😀")]
    [InlineData("a・b")]
    [InlineData("\u0301a")]
    public void Characters_that_the_pattern_cannot_exclude_are_rejected_by_the_rule(string text)
    {
        var fault = PartRef.Check(text, "/content/subtasks/0/ref").ShouldNotBeNull();
        (fault.Pointer, fault.Code).ShouldBe(("/content/subtasks/0/ref", "planPart.refMalformed"));
    }

    [Fact]
    public void The_maximum_length_of_a_ref_is_the_same_in_every_script()
    {
        PartRef.Check(Long, "").ShouldBeNull();
        PartRef.Check(Long + "1", "").ShouldNotBeNull();
        PartRef.Check(string.Concat(Enumerable.Repeat("𠮷", PlanPart.RefLength)), "").ShouldBeNull();
        PartRef.Check(string.Concat(Enumerable.Repeat("\u0958", PlanPart.RefLength)), "").ShouldNotBeNull("composed, it is twice as long");
    }

    [Theory]
    [InlineData("o1", "O1")]
    [InlineData("Ｏ１", "O1")]
    [InlineData("objectives-１", "OBJECTIVES-1")]
    [InlineData("e\u0301tude", "ÉTUDE")]
    [InlineData("ｶﾞ", "ガ")]
    [InlineData("στόχος", "ΣΤΌΧΟΣ")]
    public void Case_width_and_composition_are_ignored(string left, string right)
    {
        PartRef.AreSame(left, right).ShouldBeTrue();
        PartRef.KeyOf(left).ShouldBe(PartRef.KeyOf(right));
    }

    [Theory]
    [InlineData("O1", "O2")]
    [InlineData("目标", "目標")]
    [InlineData("O-1", "O1")]
    [InlineData("O1/1", "O1/10")]
    public void Other_characters_are_another_ref(string left, string right) => PartRef.AreSame(left, right).ShouldBeFalse();

    [Fact]
    public void A_ref_is_stored_as_written_but_composed() => PartRef.Of("Ｅ\u0301-o1").Text.ShouldBe("Ｅ\u0301-o1".Normalize());

    [Fact]
    public void The_ref_of_an_item_is_the_ref_of_its_part_and_a_number()
    {
        PartRef.OfItem(PartRef.Of("O1"), 3).Text.ShouldBe("O1/3");
        var shortened = PartRef.OfItem(PartRef.Of(Long), 12);
        shortened.Text.ShouldBe(Long[..^3] + "/12");
        PartRef.Check(shortened.Text, "").ShouldBeNull();
    }

    [Fact]
    public void Neither_generated_numbers_nor_those_of_clients_are_reused()
    {
        var numbers = new RefNumbers(4);
        var section = PlanSections.Of(PlanSectionName.WorkPackages);

        numbers.Next(section).Text.ShouldBe("workPackages-5");
        numbers.Reserve(PartRef.Of("OBJECTIVES-９"));
        numbers.Next(section).Text.ShouldBe("workPackages-10");
        numbers.Reserve(PartRef.Of("objectives-20/3"));
        numbers.Reserve(PartRef.Of("poems-99"));
        numbers.Reserve(PartRef.Of("objectives-99999999999999999999"));
        numbers.Reserve(PartRef.Of("objectives-2"));
        numbers.Next(section).Text.ShouldBe("workPackages-21");
        numbers.Last.ShouldBe(21);
    }

    [Fact]
    public void Items_are_counted_by_part()
    {
        var part = Part();
        var named = PartRef.Of("O1");

        part.NextItemRef(named).Text.ShouldBe("O1/1");
        part.ReserveItemRef(named, PartRef.Of("o1/7"));
        part.ReserveItemRef(named, PartRef.Of("O1/30/2"));
        part.ReserveItemRef(named, PartRef.Of("O10/40"));
        part.NextItemRef(named).Text.ShouldBe("O1/8");
    }

    [Fact]
    public void A_part_deleted_with_its_plan_is_told_apart_from_one_deleted_alone()
    {
        var at = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        var (alone, withPlan) = (Part(), Part());
        alone.Delete(at);
        withPlan.DeleteWithPlan(at);

        (alone.DeletedAt, alone.DeletedWithPlan).ShouldBe((at, false));
        (withPlan.DeletedAt, withPlan.DeletedWithPlan).ShouldBe((at, true));
        withPlan.Restore();
        (withPlan.DeletedAt, withPlan.DeletedWithPlan).ShouldBe((null, false));
    }

    [Fact]
    public void A_row_of_an_item_keeps_its_key()
    {
        var (first, second) = (Part(), Part());
        var row = PlanRef.Of(first, PartRef.Of("S1"));
        row.Retire();
        row.Take(second, PartRef.Of("s1"));

        (row.RefKey, row.Ref, row.PartId, row.IsRetired).ShouldBe(("S1", "s1", second.Id, false));
        Should.Throw<ArgumentException>(() => row.Take(first, PartRef.Of("S2")));
    }

    private static PlanPart Part() =>
        PlanPart.Add(EntityId.New<WorkspaceId>(), EntityId.New<PlanId>(), PlanSections.Of(PlanSectionName.Objectives));
}
