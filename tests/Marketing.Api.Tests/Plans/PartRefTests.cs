using System.Data.Common;
using Marketing.Api.Tests.Support;
using Marketing.Application.Common;
using Marketing.Application.Plans.Documents;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Api.Tests.Plans;

/// <summary>Refs of parts and of the items inside them.</summary>
[Collection(SecondApi.Name)]
public sealed class PartRefTests(MarketingApi api) : ApiTest(api)
{
    private PartCases _parts = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _parts = await PartCases.OfNewPlanAsync(Api);
    }

    [Fact]
    public async Task Generated_refs_are_unique_in_all_sections_and_never_reused()
    {
        var first = await _parts.AddAsync(PartCases.Objective("a"));
        var second = await _parts.AddAsync(PartCases.Package("b"));
        await _parts.DoAsync(_parts.Delete(second));
        var third = await _parts.AddAsync(PartCases.Package("c"));
        await _parts.AddAsync(PartCases.Package("d"), "workPackages-9");
        var fifth = await _parts.AddAsync(PartCases.Package("e"));

        new[] { first, second, third, fifth }
            .Select(part => part.Ref)
            .ShouldBe(["objectives-1", "workPackages-2", "workPackages-3", "workPackages-10"]);
        fifth.Id.ShouldNotBe(second.Id);
    }

    [Fact]
    public async Task Items_get_refs_derived_from_their_part_and_keep_given_ones()
    {
        var content = PartCases.Package("W", PartCases.Subtask("a"), PartCases.Subtask("b"));
        var package = await _parts.AddAsync(content with { Actions = [new ActionItem { Text = "c" }] }, "W1");
        Refs(package).ShouldBe(["W1/1", "W1/2", "W1/3"]);

        var reordered = await _parts.ChangeAsync<WorkPackage>(
            package,
            current =>
                current with
                {
                    Subtasks = [current.Subtasks[1], PartCases.Subtask("new"), current.Subtasks[0] with { Name = "renamed" }],
                }
        );
        Refs(reordered).ShouldBe(["W1/2", "W1/4", "W1/1", "W1/3"]);

        var emptied = await _parts.ChangeAsync<WorkPackage>(reordered, current => current with { Subtasks = [], Actions = [] });
        var again = await _parts.ChangeAsync<WorkPackage>(
            emptied,
            current => current with { Subtasks = [PartCases.Subtask("d"), PartCases.Subtask("a", "w1/1")] }
        );
        Refs(again).ShouldBe(["W1/5", "w1/1"], "a generated number is never reused, and a free ref can be used again");
    }

    [Fact]
    public async Task Every_item_that_can_be_referenced_gets_a_ref()
    {
        var target = new TargetExpression { Text = "达到80%以上" };
        var measure = new TargetMeasure
        {
            Metric = new MetricRef { Text = "M" },
            Target = target,
        };
        var parts = new Dictionary<PlanPartContent, string[]>
        {
            [PartCases.Objective("a", measure, measure with { Scope = new MeasureScope() })] = ["objectives-1/1", "objectives-1/2"],
            [new PlanRisk { Name = "R", Responses = [new PlanRiskTreatment { Text = "T" }] }] = ["risks-2/1"],
            [new EvaluationStandard { Name = "E", Indicators = [new PlanIndicator { Text = "I" }] }] = ["evaluationStandards-3/1"],
            [new PlanKpi { Name = "K", Indicators = [new PlanIndicator { Text = "CAC" }] }] = ["kpis-4/1"],
            [new PlanCampaign { Name = "C", Measures = [measure] }] = ["campaigns-5/1"],
        };

        foreach (var (content, refs) in parts)
        {
            Refs(await _parts.AddAsync(content)).ShouldBe(refs);
        }
    }

    [Theory]
    [InlineData("O1")]
    [InlineData("o1")]
    [InlineData("Ｏ１")]
    [InlineData("ｗ/s")]
    public async Task Refs_of_parts_and_items_are_unique_whatever_their_case_and_width(string wanted)
    {
        await _parts.AddAsync(PartCases.Objective("a"), "O1");
        var package = await _parts.AddAsync(PartCases.Package("W", PartCases.Subtask("s", "W/S")));

        var byPart = await _parts.RefusedAsync<PlanPartRefTaken>(_parts.Create(PartCases.Objective("b"), wanted));
        var items = PartCases.Package("V", PartCases.Subtask("x"), PartCases.Subtask("y", wanted));
        var byItem = await _parts.RefusedAsync<PlanPartRefTaken>(_parts.Create(items));
        var other = await _parts.AddAsync(PartCases.Objective("c"));
        var byRename = await _parts.RefusedAsync<PlanPartRefTaken>(_parts.Update(other, current => current with { Ref = wanted }));

        (byPart.Ref, byPart.Pointer).ShouldBe((wanted, "/ref"));
        byItem.Pointer.ShouldBe("/content/subtasks/1/ref");
        byRename.Pointer.ShouldBe("/ref");
        (await _parts.GetAsync(package.Id)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_duplicate_ref_in_a_request_is_rejected_at_its_second_occurrence()
    {
        var own = await _parts.RefusedAsync<PlanPartRefTaken>(_parts.Create(PartCases.Package("W", PartCases.Subtask("a", "w1")), "W1"));
        own.Pointer.ShouldBe("/content/subtasks/0/ref");
        var replaced = await _parts.SendAsync(
            new ReplaceSection(
                _parts.Plan,
                PlanSectionName.WorkPackages,
                null,
                new SectionInput
                {
                    Items =
                    [
                        PartCases.Input(PartCases.Package("W", PartCases.Subtask("a", "S"))),
                        PartCases.Input(PartCases.Package("V", PartCases.Subtask("b", "s")), "X"),
                        PartCases.Input(PartCases.Package("U"), "x"),
                    ],
                }
            )
        );
        replaced.Error!.Faults.Select(fault => fault.Code).ShouldAllBe(code => code == "planPart.refTaken");
        replaced.Error.Faults.Select(fault => fault.Pointer).ShouldBe(["/items/2/ref", "/items/1/content/subtasks/0/ref"]);
        (await _parts.ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_malformed_ref_is_rejected_with_its_pointer()
    {
        var refused = await _parts.RefusedAsync<RulesBroken>(_parts.Create(PartCases.Package("W", PartCases.Subtask("a", "😀"))));
        refused.Faults.Select(fault => (fault.Pointer, fault.Code)).ShouldBe([("/content/subtasks/0/ref", "planPart.refMalformed")]);
    }

    [Fact]
    public async Task An_item_can_move_to_another_part_with_its_ref()
    {
        var item = PartCases.Subtask("a", "S");
        await _parts.ReplaceAsync(
            PlanSectionName.WorkPackages,
            PartCases.Input(PartCases.Package("W", item), "W"),
            PartCases.Input(PartCases.Package("V"), "V")
        );
        var section = await _parts.ReplaceAsync(
            PlanSectionName.WorkPackages,
            PartCases.Input(PartCases.Package("W"), "W"),
            PartCases.Input(PartCases.Package("V", item), "V")
        );

        Refs(section.Items[1]).ShouldBe(["S"]);
        (await _parts.RefusedAsync<PlanPartRefTaken>(_parts.Create(PartCases.Objective("o"), "s"))).Pointer.ShouldBe("/ref");
        await _parts.ReplaceAsync(PlanSectionName.WorkPackages, PartCases.Input(PartCases.Package("W"), "W"));
        (await _parts.AddAsync(PartCases.Objective("o"), "s")).Ref.ShouldBe("s", "the part with the item is deleted");
    }

    [Fact]
    public async Task Items_keep_their_refs_when_their_part_gets_a_new_ref()
    {
        var package = await _parts.AddAsync(PartCases.Package("W", PartCases.Subtask("a")), "W1");
        var renamed = await _parts.DoAsync(_parts.Update(package, current => current with { Ref = "X" }));
        var heir = await _parts.AddAsync(PartCases.Package("W", PartCases.Subtask("b"), PartCases.Subtask("c")), "w1");
        var grown = await _parts.ChangeAsync<WorkPackage>(
            renamed,
            content => content with { Subtasks = [.. content.Subtasks, PartCases.Subtask("d")] }
        );

        Refs(heir).ShouldBe(["w1/3", "w1/2"], "W1/1 is in use");
        Refs(grown).ShouldBe(["W1/1", "X/2"]);
    }

    [Fact]
    public async Task A_reference_ignores_case_and_is_stored_as_the_part_spells_its_ref()
    {
        await _parts.AddAsync(new Phase { Name = "A" }, "Phase-É");
        var package = await _parts.AddAsync(PartCases.Package("W") with { Phase = "ｐhase-e\u0301" });

        ((WorkPackage)package.Content).Phase.ShouldBe("Phase-É");
        var wrong = await _parts.RefusedAsync<RulesBroken>(_parts.Create(PartCases.Package("V") with { Phase = package.Ref }));
        wrong.Faults[0].Pointer.ShouldBe("/content/phase", "the ref belongs to a work package");
    }

    [Fact]
    public async Task A_document_contains_the_refs_of_items_and_round_trips()
    {
        await _parts.AddAsync(PartCases.Package("W", PartCases.Subtask("a"), PartCases.Subtask("b", "B")), "W");
        var document = await _parts.DocumentAsync();
        document.WorkPackages[0].Subtasks.Select(subtask => subtask.Ref).ShouldBe(["W/1", "B"]);

        var again = await _parts.DoAsync(new ReplacePlanDocument(_parts.Plan, null, document));
        WireJson.Store(again).ShouldBe(WireJson.Store(document));
        (await _parts.ListAsync())[0].Version.ShouldBe(1);

        var without = document with { WorkPackages = [document.WorkPackages[0] with { Subtasks = [PartCases.Subtask("a")] }] };
        var replaced = await _parts.DoAsync(new ReplacePlanDocument(_parts.Plan, null, without));
        replaced.WorkPackages[0].Subtasks.Select(subtask => subtask.Ref).ShouldBe(["W/2"]);
        var imported = await _parts.DoAsync(new ImportPlan(without with { Plan = without.Plan with { Title = "Q" } }));
        var copy = await _parts.Of(imported.Plan.Id).DocumentAsync();
        copy.WorkPackages[0].Subtasks.Select(subtask => subtask.Ref).ShouldBe(["W/1"]);
    }

    [Fact]
    public async Task Concurrent_requests_cannot_take_the_same_ref()
    {
        for (var round = 0; round < 10; round++)
        {
            var results = await Task.WhenAll(
                _parts.SendAsync(_parts.Create(PartCases.Objective("a"), $"R{round}")),
                _parts.SendAsync(_parts.Create(PartCases.Package("b", PartCases.Subtask("c", $"r{round}")))),
                _parts.SendAsync(_parts.Create(new Phase { Name = "d" }, $"Ｒ{round}"))
            );

            results.Count(result => result.Succeeded).ShouldBe(1);
            results.Where(result => !result.Succeeded).ShouldAllBe(result => result.Error is PlanPartRefTaken);
        }
    }

    [Fact]
    public async Task Concurrent_requests_generate_different_refs()
    {
        var package = PartCases.Package("W", PartCases.Subtask("s"));
        var added = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _parts.AddAsync(package)));

        added.Select(part => part.Ref).ShouldBe(Enumerable.Range(1, 12).Select(i => $"workPackages-{i}"), ignoreOrder: true);
        added.ShouldAllBe(part => Refs(part).Single() == part.Ref + "/1");
    }

    [Theory]
    [InlineData("PlanParts")]
    [InlineData("PlanRefs")]
    public async Task The_database_rejects_a_duplicate_ref(string table)
    {
        await _parts.AddAsync(PartCases.Package("W", PartCases.Subtask("a")));
        await _parts.AddAsync(PartCases.Package("V", PartCases.Subtask("b")));

        await using var connection = await Api.Database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE {table} SET RefKey = 'SAME'";
        await Should.ThrowAsync<DbException>(command.ExecuteNonQueryAsync);
    }

    private static IReadOnlyList<string?> Refs(PartResponse part) => [.. ContentTree.Items(part.Content).Select(found => found.Item.Ref)];
}
