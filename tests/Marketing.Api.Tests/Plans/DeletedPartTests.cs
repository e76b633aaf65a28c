using System.Net;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Support;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Documents;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Api.Tests.Plans;

/// <summary>Deleting and restoring parts.</summary>
[Collection(FirstApi.Name)]
public sealed class DeletedPartTests(MarketingApi api) : ApiTest(api)
{
    private PartCases _parts = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _parts = await PartCases.OfNewPlanAsync(Api);
    }

    [Fact]
    public async Task A_deleted_part_is_returned_on_request_only_and_restored_unchanged()
    {
        await _parts.AddAsync(PartCases.Objective("other"));
        var part = await _parts.AddAsync(PartCases.Objective("a"), "O1");
        await _parts.DoAsync(_parts.Delete(part));

        (await _parts.ListAsync()).Select(found => found.Ref).ShouldBe(["objectives-1"]);
        (await _parts.SendAsync(new GetPart(_parts.Plan, PlanPartId.From(part.Id)))).Error.ShouldBeOfType<PlanPartNotFound>();
        var deleted = await _parts.GetAsync(part.Id, includeDeleted: true);
        (deleted.DeletedAt is null, deleted.Version).ShouldBe((false, 2));
        (await _parts.ListAsync(new PartArguments { IncludeDeleted = true })).Select(found => found.Id).ShouldContain(part.Id);

        var restored = await _parts.DoAsync(_parts.Restore(part));
        restored.ShouldBe(part with { Version = 3, UpdatedAt = restored.UpdatedAt, Content = restored.Content });
        PartCases.Shown(restored).ToJsonString().ShouldBe(PartCases.Shown(part).ToJsonString());
        (await _parts.DoAsync(_parts.Restore(part))).Version.ShouldBe(3, "it already existed");
        var changes = (await Client.ReadAsync("/v1/changes?types=objective&include=resource")).Items();
        changes
            .Where(change => change!.Id() == part.Id.ToString())
            .Select(change => change!.Text("op"))
            .ShouldBe(["created", "deleted", "restored"]);
    }

    [Fact]
    public async Task A_new_part_with_the_ref_of_a_deleted_one_restores_it()
    {
        var part = await _parts.AddAsync(PartCases.Objective("a"), "O1");
        await _parts.DoAsync(_parts.Delete(part));
        var last = await _parts.AddAsync(PartCases.Objective("b"), "O2");

        var again = await _parts.AddAsync(PartCases.Objective("c"), "o1");

        (again.Id, again.Version, again.Ref, again.DeletedAt).ShouldBe((part.Id, 3, "o1", null));
        again.Position.ShouldBeGreaterThan(last.Position);
        ((Objective)again.Content).Text.ShouldBe("c");
    }

    [Fact]
    public async Task A_section_or_document_with_the_ref_of_a_deleted_part_restores_it()
    {
        var part = await _parts.AddAsync(new PlanRisk { Name = "R" }, "R1");
        var document = await _parts.DocumentAsync();
        await _parts.DoAsync(_parts.Delete(part));

        var section = await _parts.ReplaceAsync(
            PlanSectionName.Risks,
            PartCases.Input(new PlanRisk { Name = "new" }),
            PartCases.Input(new PlanRisk { Name = "again" }, "R1")
        );
        section.Items.Select(item => item.Id == part.Id).ShouldBe([false, true]);
        section.Items[1].Version.ShouldBe(3);

        await _parts.ReplaceAsync(PlanSectionName.Risks);
        await _parts.DoAsync(new ReplacePlanDocument(_parts.Plan, null, document));
        (await _parts.ListAsync()).Select(found => (found.Id, found.Version)).ShouldBe([(part.Id, 5)]);
    }

    [Fact]
    public async Task A_ref_can_move_to_another_section_within_one_document()
    {
        var part = await _parts.AddAsync(PartCases.Objective("a"), "X");
        var document = await _parts.DocumentAsync();

        var moved = document with { Objectives = [], Phases = [new Phase { Ref = "x", Name = "A" }] };
        await _parts.DoAsync(new ReplacePlanDocument(_parts.Plan, null, moved));

        var phase = (await _parts.ListAsync()).ShouldHaveSingleItem();
        (phase.Section, phase.Ref, phase.Id == part.Id).ShouldBe((PlanSectionName.Phases, "x", false));
        (await _parts.RefusedAsync<PlanPartRefTaken>(_parts.Restore(part))).Pointer.ShouldBe("/ref");
    }

    [Fact]
    public async Task A_part_cannot_be_restored_into_a_full_section_or_if_its_ref_is_used()
    {
        var budget = await _parts.AddAsync(new PlanBudget { Intro = "a" });
        await _parts.DoAsync(_parts.Delete(budget));
        await _parts.AddAsync(new PlanBudget { Intro = "b" });
        await _parts.RefusedAsync<PlanSectionFull>(_parts.Restore(budget));

        var package = await _parts.AddAsync(PartCases.Package("W", PartCases.Subtask("s", "S")), "W");
        await _parts.DoAsync(_parts.Delete(package));
        var rival = await _parts.AddAsync(PartCases.Package("V", PartCases.Subtask("s", "s")));
        (await _parts.RefusedAsync<PlanPartRefTaken>(_parts.Restore(package))).Pointer.ShouldBe("/content/subtasks/0/ref");
        await _parts.ChangeAsync<WorkPackage>(rival, content => content with { Subtasks = [] });
        (await _parts.DoAsync(_parts.Restore(package))).Ref.ShouldBe("W");
    }

    [Fact]
    public async Task A_deleted_part_has_no_references_and_is_restored_only_if_their_targets_exist()
    {
        var party = await Client.PartyAsync("市场部");
        var phase = await _parts.AddAsync(new Phase { Name = "A" }, "A");
        var owner = new PartyRef { Text = "市场部", PartyId = Guid.Parse(party.Id()) };
        var package = await _parts.AddAsync(PartCases.Package("W") with { Phase = "A", Owners = [owner] });
        var referred = (await _parts.SendAsync(_parts.Delete(phase))).Error.ShouldBeOfType<PlanPartReferenced>();
        referred.Referrers.ShouldBe([$"workPackage/{package.Ref}"]);

        await _parts.DoAsync(_parts.Delete(package));
        await _parts.DoAsync(_parts.Delete(phase));
        await Client.DeleteAsync($"/v1/parties/{party.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        var refused = await _parts.RefusedAsync<RulesBroken>(_parts.Restore(package));
        refused.Faults.Select(fault => fault.Pointer).ShouldBe(["/content/owners/0/partyId", "/content/phase"]);

        await Client.ActAsync($"/v1/parties/{party.Id()}/restore", 2).ShouldBeAsync(HttpStatusCode.OK);
        phase = await _parts.DoAsync(_parts.Restore(phase));
        await _parts.DoAsync(_parts.Restore(package));
        (await _parts.SendAsync(_parts.Delete(phase))).Error.ShouldBeOfType<PlanPartReferenced>();
        await Client.DeleteAsync($"/v1/parties/{party.Id()}", 3).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.referenced");
    }

    [Fact]
    public async Task A_part_deleted_before_its_plan_remains_deleted_when_the_plan_is_restored()
    {
        var alone = await _parts.AddAsync(PartCases.Objective("alone"));
        var with = await _parts.AddAsync(PartCases.Package("with", PartCases.Subtask("s")));
        await _parts.DoAsync(_parts.Delete(alone));
        await _parts.DoAsync(new DeletePlan(_parts.Plan, null));
        (await _parts.SendAsync(new ListParts(_parts.Plan, new PartArguments()))).Error.ShouldBeOfType<PlanNotFound>();
        (await _parts.ListAsync(new PartArguments { IncludeDeleted = true })).ShouldAllBe(part => part.DeletedAt != null);
        (await _parts.SendAsync(_parts.Restore(with))).Error.ShouldBeOfType<PlanNotFound>();

        await _parts.DoAsync(new RestorePlan(_parts.Plan, null));

        (await _parts.ListAsync()).Select(part => part.Id).ShouldBe([with.Id]);
        (await _parts.DoAsync(_parts.Restore(alone))).DeletedAt.ShouldBeNull();
        (await _parts.RefusedAsync<PlanPartRefTaken>(_parts.Create(PartCases.Objective("b"), with.Ref + "/1"))).Pointer.ShouldBe("/ref");
    }
}
