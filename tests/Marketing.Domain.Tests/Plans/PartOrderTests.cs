using Marketing.Domain.Plans.Parts;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans;

public sealed class PartOrderTests
{
    [Fact]
    public void New_parts_are_one_step_apart() => PartOrder.Assign([null, null, null]).ShouldBe([1024, 2048, 3072]);

    [Fact]
    public void Parts_in_order_keep_their_positions() => PartOrder.Assign([1, 5, 1024, 9000]).ShouldBe([1, 5, 1024, 9000]);

    [Theory]
    [InlineData(new[] { 3072, 1024, 2048 }, new[] { 512, 1024, 2048 })]
    [InlineData(new[] { 2048, 3072, 1024 }, new[] { 2048, 3072, 4096 })]
    [InlineData(new[] { 1024, 4096, 2048, 3072 }, new[] { 1024, 1536, 2048, 3072 })]
    public void Moving_a_part_changes_only_its_own_position(int[] current, int[] expected) =>
        PartOrder.Assign([.. current]).ShouldBe(expected);

    [Fact]
    public void Without_room_all_parts_are_renumbered() => PartOrder.Assign([1, null, 2]).ShouldBe([1024, 2048, 3072]);

    [Fact]
    public void Equal_positions_are_separated() => PartOrder.Assign([7, 7, 7]).ShouldBe([2, 4, 7]);

    [Fact]
    public void At_the_maximum_position_all_parts_are_renumbered() => PartOrder.Assign([int.MaxValue, null]).ShouldBe([1024, 2048]);

    [Fact]
    public void Positions_increase_for_any_order()
    {
        var random = new Random(20260301);
        for (var round = 0; round < 2000; round++)
        {
            var current = Enumerable
                .Range(0, random.Next(12))
                .Select(_ => random.Next(5) == 0 ? (int?)null : random.Next(-2, 40))
                .ToArray();
            var assigned = PartOrder.Assign(current);
            assigned.Count.ShouldBe(current.Length);
            assigned.Prepend(0).Zip(assigned).ShouldAllBe(pair => pair.First < pair.Second);
        }
    }

    [Fact]
    public void Moving_parts_repeatedly_rarely_changes_the_others()
    {
        var positions = PartOrder.Assign(new int?[100]).ToList();
        var changed = 0;
        var random = new Random(1);
        for (var move = 0; move < 500; move++)
        {
            var wanted = positions.ToList();
            var (from, to) = (random.Next(wanted.Count), random.Next(wanted.Count));
            var part = wanted[from];
            wanted.RemoveAt(from);
            wanted.Insert(to, part);
            positions = [.. PartOrder.Assign([.. wanted.Select(position => (int?)position)])];
            changed += positions.Where((position, i) => position != wanted[i]).Count();
        }

        changed.ShouldBeLessThan(1500);
    }
}
