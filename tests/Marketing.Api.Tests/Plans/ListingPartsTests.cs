using Marketing.Api.Tests.Support;
using Marketing.Application.Common;
using Marketing.Application.Plans.Documents;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Tests.Plans;

/// <summary>Parts of one plan and of the whole workspace, page by page.</summary>
[Collection(SecondApi.Name)]
public sealed class ListingPartsTests(MarketingApi api) : ApiTest(api)
{
    private PartCases _parts = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _parts = await PartCases.OfNewPlanAsync(Api);
    }

    [Fact]
    public async Task A_whole_plan_is_listed_in_the_order_of_its_document()
    {
        await _parts.AddAsync(new Chapter { Title = "C" }, "C");
        await _parts.AddAsync(PartCases.Package("W"), "W2");
        await _parts.AddAsync(PartCases.Objective("a"), "O1");
        await _parts.AddAsync(PartCases.Package("V"), "W1");
        await _parts.AddAsync(new Phase { Name = "A" }, "A");

        (await RefsAsync(new PartArguments())).ShouldBe(["O1", "A", "W2", "W1", "C"]);
        (await RefsAsync(new PartArguments { Sort = ["-position"] })).ShouldBe(["C", "W1", "W2", "A", "O1"]);
        (await RefsAsync(new PartArguments { Sort = ["createdAt"] })).ShouldBe(["C", "W2", "O1", "W1", "A"]);
        (await RefsAsync(new PartArguments { Section = [PlanSectionName.WorkPackages, PlanSectionName.Phases] })).ShouldBe([
            "A",
            "W2",
            "W1",
        ]);
        (await RefsAsync(new PartArguments { Refs = ["w1", "Ｏ１", "nobody"] })).ShouldBe(["O1", "W1"]);
        (await RefsAsync(new PartArguments { Q = "ｖ" })).ShouldBe(["W1"]);
        var packages = await _parts.DoAsync(new ListParts(_parts.Plan, new ItemArguments(), PlanSectionName.WorkPackages));
        packages.Items.Select(part => part.Ref).ShouldBe(["W2", "W1"]);
    }

    [Theory]
    [InlineData("position")]
    [InlineData("-position")]
    [InlineData("updatedAt")]
    [InlineData("-updatedAt")]
    [InlineData("createdAt")]
    [InlineData("-createdAt,position")]
    public async Task Pages_contain_every_part_of_all_plans_once(string sort)
    {
        var other = await PartCases.OfNewPlanAsync(Api);
        foreach (var parts in new[] { _parts, other })
        {
            await parts.ReplaceAsync(PlanSectionName.Risks, Risks(4));
            var kpis = Enumerable.Range(0, 3).Select(i => PartCases.Input(new PlanKpi { Name = $"K{i}" }));
            await parts.ReplaceAsync(PlanSectionName.Kpis, [.. kpis]);
        }

        var fields = sort.Split(',');
        var all = await _parts.DoAsync(new ListParts(null, new WorkspacePartArguments { Sort = fields, IncludeTotal = true }));
        all.Total.ShouldBe(14);
        var walked = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await _parts.DoAsync(
                new ListParts(
                    null,
                    new WorkspacePartArguments
                    {
                        Sort = fields,
                        PageSize = 3,
                        Cursor = cursor,
                    }
                )
            );
            walked.AddRange(page.Items.Select(part => part.Id));
            cursor = page.NextCursor;
        } while (cursor is not null);

        walked.ShouldBe(all.Items.Select(part => part.Id));
        walked.ShouldBeUnique();
        var ofOne = await _parts.DoAsync(new ListParts(null, new WorkspacePartArguments { PlanId = [other.Plan.Value] }));
        ofOne.Items.Select(part => part.PlanId).Distinct().ShouldBe([other.Plan.Value]);
        ofOne.Items.Count.ShouldBe(7);
    }

    [Fact]
    public async Task A_cursor_is_valid_for_its_own_list_only()
    {
        await _parts.ReplaceAsync(PlanSectionName.Risks, Risks(3));
        var cursor = (await _parts.DoAsync(new ListParts(_parts.Plan, new PartArguments { PageSize = 2 }))).NextCursor;
        var other = await PartCases.OfNewPlanAsync(Api);

        var ofPlan = await _parts.SendAsync(new ListParts(other.Plan, new PartArguments { PageSize = 2, Cursor = cursor }));
        var ofSection = await _parts.SendAsync(
            new ListParts(_parts.Plan, new ItemArguments { PageSize = 2, Cursor = cursor }, PlanSectionName.Risks)
        );
        ofPlan.Error.ShouldBeOfType<BadCursor>();
        ofSection.Error.ShouldBeOfType<BadCursor>();
    }

    [Fact]
    public async Task A_page_contains_up_to_a_thousand_parts()
    {
        var document = await _parts.DocumentAsync();
        await _parts.DoAsync(
            new ReplacePlanDocument(
                _parts.Plan,
                null,
                document with
                {
                    WorkPackages = [.. Enumerable.Range(1, 500).Select(i => PartCases.Package($"W{i}"))],
                    Timetable = [.. Enumerable.Range(1, 500).Select(i => new TimetableEntry { Subject = $"T{i}" })],
                    Knowledge = [new PlanKnowledgeItem { Text = "K" }],
                }
            )
        );

        var whole = new PartArguments { PageSize = ListArguments.LargestPage };
        var first = await _parts.DoAsync(new ListParts(_parts.Plan, whole));
        first.Items.Count.ShouldBe(1000);
        var second = await _parts.DoAsync(new ListParts(_parts.Plan, whole with { Cursor = first.NextCursor }));
        (second.Items.ShouldHaveSingleItem().Section, second.NextCursor).ShouldBe((PlanSectionName.Knowledge, null));
    }

    private static PartInput[] Risks(int count) =>
        [.. Enumerable.Range(0, count).Select(i => PartCases.Input(new PlanRisk { Name = $"R{i}" }))];

    private async Task<IEnumerable<string>> RefsAsync(PartArguments arguments) =>
        (await _parts.ListAsync(arguments)).Select(part => part.Ref);
}
