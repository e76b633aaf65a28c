using System.Diagnostics;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Comparison;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans;

/// <summary>What a comparison of two states of a plan reports, as rules.</summary>
public sealed class PlanComparisonTests
{
    private static readonly PlanHeader Header = new()
    {
        Title = "品牌年度计划",
        Language = "zh-Hans",
        Currency = "CNY",
        ScopeTopics = ["产品", "价格", "渠道"],
    };

    [Fact]
    public void Equal_states_have_no_differences()
    {
        var differences = Compare([Package("W1"), Package("W2")], [Package("W1"), Package("W2")]);

        All(differences).ShouldBeEmpty();
    }

    [Fact]
    public void One_inserted_task_among_fifty_is_one_addition()
    {
        var before = Enumerable.Range(1, 50).Select(i => Package($"W{i}")).ToList();
        var after = before.Take(20).Append(Package("NEW")).Concat(before.Skip(20)).ToList();

        All(Compare(before, after)).ShouldBe(["added /workPackages/20 NEW"]);
    }

    [Fact]
    public void One_removed_task_among_fifty_is_one_removal()
    {
        var before = Enumerable.Range(1, 50).Select(i => Package($"W{i}")).ToList();

        All(Compare(before, [.. before.Where(part => part.Ref != "W7")])).ShouldBe(["removed /workPackages/6 W7"]);
    }

    [Theory]
    [InlineData("W1 W2 W3 W4 W5", "W5 W1 W2 W3 W4", "W5")]
    [InlineData("W1 W2 W3 W4 W5", "W2 W3 W4 W5 W1", "W1")]
    [InlineData("W1 W2 W3 W4", "W2 W1 W4 W3", "W2 W4")]
    [InlineData("W1 W2 W3 W4 W5", "W1 W9 W4 W2 W3", "W4")]
    public void The_fewest_moves_explain_a_new_order(string before, string after, string moved)
    {
        var differences = Compare([.. before.Split(' ').Select(Package)], [.. after.Split(' ').Select(Package)]);

        differences.Moved.Select(part => part.Place.Ref).Order().ShouldBe(moved.Split(' '));
    }

    [Fact]
    public void A_move_has_both_places()
    {
        var moved = Compare([Package("W1"), Package("W2"), Package("W3")], [Package("W3"), Package("W1"), Package("W2")]).Moved;

        moved.Select(part => (part.FromPointer, part.Place.Pointer)).ShouldBe([("/workPackages/2", "/workPackages/0")]);
    }

    [Fact]
    public void A_changed_member_has_its_pointer_and_both_values()
    {
        var changed = Compare(
            [Package("W1"), Package("W2") with { Priority = Priority.High }],
            [Package("W1"), Package("W2") with { Priority = Priority.Low }]
        ).Changed;

        var value = changed.ShouldHaveSingleItem();
        (value.Place.Pointer, value.Place.Ref, value.Place.Title).ShouldBe(("/workPackages/1/priority", "W2", "任务 W2"));
        (value.Old, value.New).ShouldBe((Priority.High, Priority.Low));
        value.Place.Members.Select(member => member.Name).ShouldBe(["priority"]);
    }

    [Fact]
    public void A_part_that_moved_and_changed_is_reported_as_both()
    {
        var differences = Compare(
            [Package("W1"), Package("W2"), Package("W3")],
            [Package("W3") with { Name = "改名" }, Package("W1"), Package("W2")]
        );

        All(differences).ShouldBe(["moved /workPackages/0 W3", "changed /workPackages/0/name W3"]);
    }

    [Fact]
    public void Parts_are_matched_by_ref_regardless_of_case_and_width() =>
        All(Compare([Package("w1")], [Package("Ｗ1") with { Name = "任务 w1" }])).ShouldBeEmpty();

    [Fact]
    public void A_ref_that_names_another_kind_of_part_is_a_removal_and_an_addition()
    {
        var differences = Compare([Package("X")], [new Milestone { Ref = "X", Name = "上线" }]);

        All(differences).ShouldBe(["added /milestones/0 X", "removed /workPackages/0 X"]);
    }

    [Fact]
    public void Cover_and_narrative_are_compared()
    {
        var differences = PlanComparison.Of(
            new ComparedContent(Header, []),
            new ComparedContent(
                Header with
                {
                    Title = "新标题",
                    PeriodStart = new PlannedDate { Date = new DateOnly(2027, 1, 1) },
                },
                []
            )
        );

        All(differences).ShouldBe(["changed /plan/title ", "changed /plan/periodStart "]);
        (differences.Changed[0].Old, differences.Changed[0].New).ShouldBe(("品牌年度计划", "新标题"));
        differences.Changed[1].Old.ShouldBeNull();
    }

    [Fact]
    public void An_entry_of_a_list_without_refs_is_added_or_removed_alone()
    {
        var added = Topics("产品", "促销", "价格", "渠道");
        var removed = Topics("产品", "渠道");
        var replaced = Topics("产品", "定价", "渠道");

        added.Select(value => (value.Place.Pointer, value.Old, value.New)).ShouldBe([("/plan/scopeTopics/1", null, "促销")]);
        removed.Select(value => (value.Place.Pointer, value.Old, value.New)).ShouldBe([("/plan/scopeTopics/1", "价格", null)]);
        replaced.Select(value => (value.Place.Pointer, value.Old, value.New)).ShouldBe([("/plan/scopeTopics/1", "价格", "定价")]);
    }

    [Fact]
    public void A_deadline_or_an_amount_is_one_value()
    {
        var before = Package("W1") with
        {
            Deadlines =
            [
                new Deadline
                {
                    Kind = DeadlineKind.Duration,
                    Amount = 6,
                    Unit = TimeUnit.Month,
                },
            ],
        };
        var after = Package("W1") with
        {
            Deadlines =
            [
                new Deadline
                {
                    Kind = DeadlineKind.Duration,
                    Amount = 8,
                    Unit = TimeUnit.Week,
                },
            ],
        };

        All(Compare([before], [after])).ShouldBe(["changed /workPackages/0/deadlines/0 W1"]);
    }

    [Fact]
    public void A_link_to_a_catalogue_entry_is_part_of_the_name()
    {
        var before = Package("W1") with { Owners = [new PartyRef { Text = "市场部" }] };
        var after = Package("W1") with { Owners = [new PartyRef { Text = "市场部", PartyId = Guid.NewGuid() }] };

        All(Compare([before], [after])).ShouldBe(["changed /workPackages/0/owners/0 W1"]);
    }

    [Fact]
    public void Items_inside_a_part_are_matched_by_their_refs()
    {
        var before = Package("W1") with { Subtasks = [Sub("W1/1"), Sub("W1/2"), Sub("W1/3")] };
        var after = Package("W1") with { Subtasks = [Sub("W1/3"), Sub("W1/4"), Sub("W1/1") with { Name = "改" }] };

        All(Compare([before], [after]))
            .ShouldBe([
                "added /workPackages/0/subtasks/1 W1/4",
                "removed /workPackages/0/subtasks/1 W1/2",
                "moved /workPackages/0/subtasks/0 W1/3",
                "changed /workPackages/0/subtasks/2/name W1/1",
            ]);
    }

    [Fact]
    public void An_item_that_went_to_another_part_is_moved()
    {
        var differences = Compare(
            [Package("W1") with { Subtasks = [Sub("S")] }, Package("W2")],
            [Package("W1"), Package("W2") with { Subtasks = [Sub("S") with { Description = "新" }] }]
        );

        All(differences).ShouldBe(["moved /workPackages/1/subtasks/0 S", "changed /workPackages/1/subtasks/0/description S"]);
        differences.Moved[0].FromPointer.ShouldBe("/workPackages/0/subtasks/0");
    }

    [Fact]
    public void What_is_inside_an_added_part_is_not_listed_unless_it_came_from_elsewhere()
    {
        var differences = Compare(
            [Package("W1") with { Subtasks = [Sub("S")] }],
            [Package("W1"), Package("W2") with { Subtasks = [Sub("S"), Sub("T")] }]
        );

        All(differences).ShouldBe(["added /workPackages/1 W2", "moved /workPackages/1/subtasks/0 S"]);
    }

    [Fact]
    public void What_a_removed_part_took_along_is_not_listed() =>
        All(Compare([Package("W1") with { Subtasks = [Sub("S")] }], [])).ShouldBe(["removed /workPackages/0 W1"]);

    /// <summary>Every member of every section can differ: none is left out because of its type.</summary>
    [Fact]
    public void Every_member_of_every_section_is_compared()
    {
        foreach (var record in PlanSections.All.Select(section => section.Content).Append(typeof(PlanHeader)))
        {
            var declared = record.GetProperties().Where(property => property.SetMethod is not null && property.Name != "Ref");

            ContentMember.Of(record).Length.ShouldBe(declared.Count(), record.Name);
        }
    }

    [Fact]
    public void Three_hundred_changed_parts_are_compared_in_a_fraction_of_the_time_allowed()
    {
        var before = Enumerable.Range(1, 300).Select(i => Package($"W{i}") with { Subtasks = [Sub($"W{i}/1"), Sub($"W{i}/2")] }).ToList();
        var after = before.Select(part => part with { Description = "改" }).Reverse().ToList();
        Compare(before, after);

        var watch = Stopwatch.StartNew();
        var differences = Compare(before, after);

        differences.Changed.Count.ShouldBe(300);
        differences.Moved.Count.ShouldBe(299);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
    }

    private static IReadOnlyList<ChangedValue> Topics(params string[] topics) =>
        PlanComparison.Of(new ComparedContent(Header, []), new ComparedContent(Header with { ScopeTopics = topics }, [])).Changed;

    private static WorkPackage Package(string name) => new() { Ref = name, Name = $"任务 {name}" };

    private static Subtask Sub(string name) => new() { Ref = name, Name = $"子任务 {name}" };

    private static PlanComparison Compare(IReadOnlyList<PlanPartContent> before, IReadOnlyList<PlanPartContent> after) =>
        PlanComparison.Of(new ComparedContent(Header, before), new ComparedContent(Header, after));

    private static IEnumerable<string> All(PlanComparison differences) =>
        [
            .. differences.Added.Select(place => $"added {place.Pointer} {place.Ref}"),
            .. differences.Removed.Select(place => $"removed {place.Pointer} {place.Ref}"),
            .. differences.Moved.Select(moved => $"moved {moved.Place.Pointer} {moved.Place.Ref}"),
            .. differences.Changed.Select(changed => $"changed {changed.Place.Pointer} {changed.Place.Ref}"),
        ];
}
