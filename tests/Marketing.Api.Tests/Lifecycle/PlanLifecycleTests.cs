using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Lifecycle;

/// <summary>The way of a plan from draft to execution, and what it refuses.</summary>
[Collection(FirstApi.Name)]
public sealed class PlanLifecycleTests(MarketingApi api) : ApiTest(api)
{
    private People _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await People.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task Three_people_carry_a_plan_from_draft_to_active()
    {
        var (preparer, reviewer, approver) = _people;
        var plan = (await preparer.ImportAsync()).Id();

        var submitted = await preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);
        submitted["workingRevision"]!.Text("status").ShouldBe("submitted");
        submitted["workingRevision"]!.Text("hash").Length.ShouldBe(64);
        var reviewed = await reviewer.DecideAsync(plan, "review").ShouldBeAsync(HttpStatusCode.OK);
        reviewed["workingRevision"]!.Text("status").ShouldBe("reviewed");
        var approved = await approver.DecideAsync(plan, "approve", ""","comment":"同意" """).ShouldBeAsync(HttpStatusCode.OK);
        approved["workingRevision"].ShouldBeNull();
        approved["approvedRevision"]!.Text("status").ShouldBe("approved");
        approved.Text("status").ShouldBe("notInForce");
        var active = await preparer.StepAsync(plan, "activate").ShouldBeAsync(HttpStatusCode.OK);
        active.Text("status").ShouldBe("active");
        active["inForceRevision"]!.Text("hash").ShouldBe(submitted["workingRevision"]!.Text("hash"));
        active["approvedRevision"].ShouldBeNull();
    }

    [Fact]
    public async Task An_edit_after_the_approval_leaves_the_document_in_force_unchanged()
    {
        var plan = await _people.ActiveAsync();
        var before = await DocumentAsync($"/v1/plans/{plan}/revisions/1/document");

        var revised = await _people.Preparer.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        revised["workingRevision"]!.Number("number").ShouldBe(2);
        await _people.Preparer.ObjectiveAsync(plan, "新增目标");
        await _people.Preparer.StepAsync(plan, "suspend", """{"reason":"预算冻结"}""").ShouldBeAsync(HttpStatusCode.OK);

        (await DocumentAsync($"/v1/plans/{plan}/revisions/1/document")).ShouldBe(before);
        (await DocumentAsync($"/v1/plans/{plan}/document")).ShouldNotBe(before);
    }

    [Fact]
    public async Task The_next_revision_of_an_active_plan_comes_into_force_with_its_approval()
    {
        var plan = await _people.ActiveAsync();
        await _people.Preparer.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        await _people.Preparer.ObjectiveAsync(plan, "客户满意度达到90%");
        var objectives = (await Client.ReadAsync($"/v1/plans/{plan}/objectives")).Items();
        await _people
            .Preparer.PatchAsync(
                $"/v1/plans/{plan}/objectives/{objectives[1]!.Id()}",
                """{"content":{"measures":[{"metric":{"text":"客户满意度"},"target":{"text":"达到90%"}}]}}""",
                objectives[1]!.Version()
            )
            .ShouldBeAsync(HttpStatusCode.OK);

        var approved = await _people.ApproveAsync(plan);

        approved["inForceRevision"]!.Number("number").ShouldBe(2);
        var revisions = await Client.ReadAsync($"/v1/plans/{plan}/revisions");
        revisions.Each("status").ShouldBe(["approved", "superseded"]);
    }

    [Fact]
    public async Task Discarding_a_revision_restores_the_content_of_the_approved_one_with_its_ids()
    {
        var plan = await _people.ActiveAsync();
        var document = await DocumentAsync($"/v1/plans/{plan}/revisions/1/document", withVersion: false);
        var part = (await Client.ReadAsync($"/v1/plans/{plan}/objectives")).Items()[0]!;
        await _people.Preparer.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        await _people
            .Preparer.DeleteAsync($"/v1/plans/{plan}/objectives/{part.Id()}", part.Version())
            .ShouldBeAsync(HttpStatusCode.NoContent);
        var title = (await Client.ReadAsync($"/v1/plans/{plan}?view=working")).Version();
        await _people.Preparer.PatchAsync($"/v1/plans/{plan}", """{"title":"改名"}""", title).ShouldBeAsync(HttpStatusCode.OK);

        var discarded = await _people.Preparer.StepAsync(plan, "discard").ShouldBeAsync(HttpStatusCode.OK);

        discarded["workingRevision"].ShouldBeNull();
        discarded.Text("title").ShouldBe("品牌年度计划");
        (await DocumentAsync($"/v1/plans/{plan}/document", withVersion: false)).ShouldBe(document);
        (await Client.ReadAsync($"/v1/plans/{plan}/objectives")).Items()[0]!.Id().ShouldBe(part.Id());
        await _people.Preparer.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"/v1/plans/{plan}/revisions")).Each("status").ShouldBe(["draft", "discarded", "approved"]);
    }

    [Fact]
    public async Task A_plan_that_was_never_approved_has_nothing_to_go_back_to()
    {
        var plan = (await _people.Preparer.ImportAsync()).Id();

        await _people.Preparer.StepAsync(plan, "discard").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.neverApproved");
        await _people.Preparer.StepAsync(plan, "activate").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.notApproved");
    }

    [Fact]
    public async Task A_submission_lists_everything_that_blocks_it()
    {
        var document = JsonNode.Parse(LifecycleSteps.Ready)!;
        document["objectives"]![0]!.AsObject().Remove("measures");
        var plan = (await _people.Preparer.ImportAsync(document.ToJsonString())).Id();

        var refused = await _people.Preparer.SubmitAsync(plan).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "plan.notReady");

        refused["errors"]!.AsArray().ShouldContain(fault => fault!.Text("code") == "check.measureMissing");
        refused.Pointers().ShouldContain("/objectives/0/measures");
    }

    [Fact]
    public async Task A_plan_with_an_open_placeholder_is_approved_but_not_activated()
    {
        var plan = (await _people.Preparer.ImportAsync(LifecycleSteps.With("introduction", "\"预算为XX万元。\""))).Id();
        await _people.ApproveAsync(plan);

        var refused = await _people
            .Preparer.StepAsync(plan, "activate")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "plan.notReady");

        refused.Pointers().ShouldContain("/plan/introduction");
    }

    [Fact]
    public async Task A_late_edit_is_not_submitted_unseen()
    {
        var plan = await _people.Preparer.ImportAsync();
        var seen = plan["workingRevision"]!["contentVersion"]!.GetValue<long>();
        await Client.ObjectiveAsync(plan.Id(), "同事的补充");

        var stale = await _people
            .Preparer.ActAsync($"/v1/plans/{plan.Id()}/submit", plan.Version(), $$"""{"contentVersion":{{seen}}}""")
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "plan.contentChanged");

        stale["args"]!["contentVersion"]!.GetValue<long>().ShouldBe(seen + 1);
    }

    [Fact]
    public async Task Steps_that_the_status_does_not_allow_are_refused_with_those_that_would_be_right()
    {
        var plan = await _people.ActiveAsync();

        var refused = await _people.Preparer.StepAsync(plan, "resume").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.wrongStatus");
        refused["args"]!["allowed"]!.AsArray().Select(status => (string)status!).ShouldBe(["suspended"]);
        await _people.Preparer.StepAsync(plan, "archive").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.wrongStatus");
        await _people.Preparer.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        await _people.Preparer.StepAsync(plan, "complete").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.revisionOpen");
        await _people.Preparer.StepAsync(plan, "discard").ShouldBeAsync(HttpStatusCode.OK);
        (await _people.Preparer.StepAsync(plan, "complete").ShouldBeAsync(HttpStatusCode.OK)).Text("status").ShouldBe("completed");
        var administrator = await Api.Alpha.PersonAsync("adam", Role.Administrator);
        var reopened = await administrator.StepAsync(plan, "reopen", """{"reason":"活动延期"}""").ShouldBeAsync(HttpStatusCode.OK);
        (reopened.Text("status"), reopened.Text("statusReason")).ShouldBe(("active", "活动延期"));
        await _people.Preparer.StepAsync(plan, "terminate", """{"reason":"止损"}""").ShouldBeAsync(HttpStatusCode.OK);
        (await _people.Preparer.StepAsync(plan, "archive").ShouldBeAsync(HttpStatusCode.OK)).Text("status").ShouldBe("archived");
        await _people.Preparer.StepAsync(plan, "revise").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.wrongStatus");
    }

    [Fact]
    public async Task A_plan_that_was_in_force_cannot_be_deleted()
    {
        var plan = await _people.ActiveAsync();
        var version = (await Client.ReadAsync($"/v1/plans/{plan}")).Version();

        await Client.DeleteAsync($"/v1/plans/{plan}", version).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.wasInForce");
    }

    [Fact]
    public async Task A_plan_that_waits_for_a_decision_cannot_be_deleted()
    {
        var plan = (await _people.Preparer.ImportAsync()).Id();
        await _people.Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);
        var version = (await Client.ReadAsync($"/v1/plans/{plan}")).Version();

        await Client.DeleteAsync($"/v1/plans/{plan}", version).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.revisionOpen");

        await _people.Preparer.StepAsync(plan, "withdraw").ShouldBeAsync(HttpStatusCode.OK);
        version = (await Client.ReadAsync($"/v1/plans/{plan}")).Version();
        await Client.DeleteAsync($"/v1/plans/{plan}", version).ShouldBeAsync(HttpStatusCode.NoContent);
        (await _people.Reviewer.InboxAsync()).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Steps_take_the_tag_of_the_plan_as_it_was_returned()
    {
        var plan = (await _people.Preparer.ImportAsync()).Id();
        using var read = await _people.Preparer.GetAsync($"/v1/plans/{plan}");
        var tag = read.Headers.ETag!.ToString();
        tag.ShouldBe("\"1.0\"");

        await SubmitAsync(tag).ShouldBeAsync(HttpStatusCode.OK);

        await SubmitAsync(tag).ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");

        Task<HttpResponseMessage> SubmitAsync(string ifMatch)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/plans/{plan}/submit")
            {
                Content = new StringContent("""{"contentVersion":0}""", Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("If-Match", ifMatch);
            return _people.Preparer.SendAsync(request);
        }
    }

    [Fact]
    public async Task Writing_a_part_moves_the_content_of_the_plan_but_not_its_version()
    {
        var plan = await _people.Preparer.ImportAsync();
        var other = await Client.PlanAsync("另一份计划");

        await _people.Preparer.ObjectiveAsync(plan.Id(), "新目标");

        var now = await Client.ReadAsync($"/v1/plans/{plan.Id()}");
        now.Version().ShouldBe(plan.Version());
        string.CompareOrdinal(now.Text("contentUpdatedAt"), plan.Text("contentUpdatedAt")).ShouldBePositive();
        var changed = await Client.ReadAsync($"/v1/plans?updatedSince={Uri.EscapeDataString(now.Text("contentUpdatedAt"))}");
        changed.Each("id").ShouldBe([plan.Id()]);
        (await Client.ReadAsync("/v1/plans")).Each("id").ShouldBe([plan.Id(), other.Id()]);
    }

    [Fact]
    public async Task The_hash_of_a_submission_depends_on_its_content_alone()
    {
        var plan = (await _people.Preparer.ImportAsync()).Id();
        var first = (await _people.Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK))["workingRevision"]!.Text("hash");
        await _people.Preparer.StepAsync(plan, "withdraw").ShouldBeAsync(HttpStatusCode.OK);
        var second = (await _people.Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK))["workingRevision"]!.Text("hash");

        second.ShouldBe(first);
        Convert.FromHexString(first).Length.ShouldBe(SHA256.HashSizeInBytes);
    }

    [Fact]
    public async Task Validating_a_step_leaves_no_trace()
    {
        var (preparer, reviewer, approver) = _people;
        var plan = (await preparer.ImportAsync()).Id();

        await TakeAsync(preparer, plan, "submit", """{"contentVersion":0}""");
        await TakeAsync(preparer, plan, "withdraw");
        await TakeAsync(preparer, plan, "submit", """{"contentVersion":0}""");
        await DecideAsync(reviewer, plan, "review");
        await DecideAsync(approver, plan, "return", ""","reason":"再改" """, only: true);
        await DecideAsync(approver, plan, "approve");
        await TakeAsync(preparer, plan, "activate");
        await TakeAsync(preparer, plan, "revise");
        await TakeAsync(preparer, plan, "discard");
        await TakeAsync(preparer, plan, "suspend", """{"reason":"暂停"}""");
        await TakeAsync(preparer, plan, "resume");
        await TakeAsync(preparer, plan, "complete");
        await TakeAsync(preparer, plan, "archive");
    }

    /// <summary>Validates a step, and then takes it.</summary>
    private async Task TakeAsync(HttpClient person, string plan, string verb, string? body = null)
    {
        var before = await StateAsync(plan);
        var version = (await Client.ReadAsync($"/v1/plans/{plan}")).Version();
        await person.ActAsync($"/v1/plans/{plan}/{verb}?validateOnly=true", version, body).ShouldBeAsync(HttpStatusCode.OK);
        (await StateAsync(plan)).ShouldBe(before, verb);
        await person.ActAsync($"/v1/plans/{plan}/{verb}", version, body).ShouldBeAsync(HttpStatusCode.OK);
    }

    /// <summary>Validates a decision, and then takes it unless only its validation is wanted.</summary>
    private async Task DecideAsync(HttpClient person, string plan, string verb, string more = "", bool only = false)
    {
        var before = await StateAsync(plan);
        await person.DecideAsync(plan, $"{verb}?validateOnly=true", more).ShouldBeAsync(HttpStatusCode.OK);
        (await StateAsync(plan)).ShouldBe(before, verb);
        if (!only)
        {
            await person.DecideAsync(plan, verb, more).ShouldBeAsync(HttpStatusCode.OK);
        }
    }

    private async Task<string> StateAsync(string plan) =>
        (await Client.ReadAsync($"/v1/plans/{plan}")).ToJsonString()
        + (await Client.ReadAsync($"/v1/approvals?subjectId={plan}")).ToJsonString()
        + (await Client.ReadAsync($"/v1/plans/{plan}/revisions")).ToJsonString()
        + (await Client.ReadAsync($"/v1/plans/{plan}/document")).ToJsonString();

    private async Task<string> DocumentAsync(string path, bool withVersion = true)
    {
        var document = await Client.ReadAsync(path);
        if (!withVersion)
        {
            document.Remove("contentVersion");
        }

        return document.ToJsonString();
    }
}
