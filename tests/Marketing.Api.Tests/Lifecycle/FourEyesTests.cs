using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Lifecycle;

/// <summary>Nobody signs what they prepared, and nobody signs twice, whatever the detour.</summary>
[Collection(SecondApi.Name)]
public sealed class FourEyesTests(MarketingApi api) : ApiTest(api)
{
    private People _people = null!;

    private string Members => $"/v1/workspaces/{Api.Alpha.Id}/members";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await People.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task The_author_cannot_review_or_approve_as_administrator()
    {
        var author = await Api.Alpha.PersonAsync("adam", Role.Administrator);
        var plan = (await author.ImportAsync()).Id();
        await author.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);

        await author.DecideAsync(plan, "review").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "approval.fourEyes");
        await _people.Reviewer.DecideAsync(plan, "review").ShouldBeAsync(HttpStatusCode.OK);
        await author.DecideAsync(plan, "approve").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "approval.fourEyes");
    }

    [Fact]
    public async Task The_reviewer_cannot_approve()
    {
        var both = await Api.Alpha.PersonAsync("bob", Role.Reviewer, Role.Approver);
        var plan = (await _people.Preparer.ImportAsync()).Id();
        await _people.Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);
        await both.DecideAsync(plan, "review").ShouldBeAsync(HttpStatusCode.OK);

        (await both.InboxAsync()).Items().ShouldBeEmpty();
        await both.DecideAsync(plan, "approve").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "approval.fourEyes");
        await _people.Approver.DecideAsync(plan, "approve").ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_never_signs_or_submits()
    {
        var plan = (await Client.ImportAsync()).Id();

        await Client.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_approver_named_on_the_cover_binds()
    {
        var party = await Client.PartyAsync("李总", new { kind = "person" });
        await LinkAsync("alan", party.Id());
        var plan = (
            await _people.Preparer.ImportAsync(LifecycleSteps.With("signatories", """[{"role":"approvedBy","party":{"text":"李总"}}]"""))
        ).Id();
        await _people.Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);
        await _people.Reviewer.DecideAsync(plan, "review").ShouldBeAsync(HttpStatusCode.OK);
        var other = await Api.Alpha.PersonAsync("olga", Role.Approver);

        (await other.InboxAsync()).Items().ShouldBeEmpty();
        await other.DecideAsync(plan, "approve").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "approval.notAsked");
        (await _people.Approver.InboxAsync()).Items().Count.ShouldBe(1);
        await _people.Approver.DecideAsync(plan, "approve").ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_signatory_who_is_changed_after_the_submission_stays_bound()
    {
        var party = await Client.PartyAsync("李总", new { kind = "person" });
        await LinkAsync("alan", party.Id());
        var plan = (
            await _people.Preparer.ImportAsync(LifecycleSteps.With("signatories", """[{"role":"approvedBy","party":{"text":"李总"}}]"""))
        ).Id();
        await _people.Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);
        var version = (await Client.ReadAsync($"/v1/plans/{plan}")).Version();

        await Client
            .PatchAsync($"/v1/plans/{plan}", """{"signatories":[]}""", version)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.noOpenRevision");
    }

    [Fact]
    public async Task A_delegate_decides_for_the_approver_and_the_approval_names_both()
    {
        var deputy = await Api.Alpha.PersonAsync("dora", Role.Reviewer);
        var plan = await ReviewedAsync();
        (await deputy.InboxAsync()).Items().ShouldBeEmpty();
        await _people.Approver.PostAsync("/v1/delegations", await DelegationAsync("dora")).ShouldBeAsync(HttpStatusCode.Created);

        var approval = (await deputy.InboxAsync()).Items().ShouldHaveSingleItem()!;
        var decided = await deputy.PostAsync($"/v1/approvals/{approval.Id()}/approve", Named(approval)).ShouldBeAsync(HttpStatusCode.OK);

        decided.Text("decidedBy").ShouldBe(PersonActor.IdOf(MarketingApi.Issuer, "dora"));
        decided.Text("decidedFor").ShouldBe(PersonActor.IdOf(MarketingApi.Issuer, "alan"));
        (await Client.ReadAsync($"/v1/plans/{plan}"))["approvedRevision"].ShouldNotBeNull();
        await _people
            .Approver.PostAsync($"/v1/approvals/{approval.Id()}/approve", Named(approval))
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "approval.decided");
    }

    [Theory]
    [InlineData(-10, -1)]
    [InlineData(1, 10)]
    public async Task A_delegation_counts_on_its_days_only(int from, int to)
    {
        var deputy = await Api.Alpha.PersonAsync("dora", Role.Reviewer);
        var plan = await ReviewedAsync();
        await _people.Approver.PostAsync("/v1/delegations", await DelegationAsync("dora", from, to)).ShouldBeAsync(HttpStatusCode.Created);

        (await deputy.InboxAsync()).Items().ShouldBeEmpty();
        var waiting = (await Client.ReadAsync($"/v1/approvals?subjectId={plan}&state=pending")).Items().ShouldHaveSingleItem()!;
        await deputy
            .PostAsync($"/v1/approvals/{waiting.Id()}/approve", Named(waiting))
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "approval.notAsked");
    }

    [Fact]
    public async Task A_delegate_of_the_author_cannot_approve_even_after_the_delegation_is_ended()
    {
        var plan = await ReviewedAsync();
        var delegation = await _people
            .Preparer.PostAsync("/v1/delegations", await DelegationAsync("alan"))
            .ShouldBeAsync(HttpStatusCode.Created);

        await _people.Approver.DecideAsync(plan, "approve").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "approval.fourEyes");
        await _people.Preparer.DeleteAsync($"/v1/delegations/{delegation.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await _people.Approver.DecideAsync(plan, "approve").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "approval.fourEyes");
    }

    [Fact]
    public async Task A_delegation_of_somebody_without_the_right_gives_none()
    {
        var deputy = await Api.Alpha.PersonAsync("dora", Role.Reviewer);
        var viewer = await Api.Alpha.PersonAsync("vera", Role.Viewer);
        var plan = await ReviewedAsync();
        await viewer.PostAsync("/v1/delegations", await DelegationAsync("dora")).ShouldBeAsync(HttpStatusCode.Created);

        var waiting = (await Client.ReadAsync($"/v1/approvals?subjectId={plan}&state=pending")).Items().ShouldHaveSingleItem()!;
        await deputy
            .PostAsync($"/v1/approvals/{waiting.Id()}/approve", Named(waiting))
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "approval.notAsked");
    }

    [Fact]
    public async Task Nobody_delegates_for_another_but_administrators()
    {
        var body = (await DelegationAsync("dora", person: "dora")).Replace(
            "{",
            $$"""{"delegator":"{{PersonActor.IdOf(MarketingApi.Issuer, "alan")}}","""
        );
        await Api.Alpha.PersonAsync("dora", Role.Reviewer);

        await _people.Preparer.PostAsync("/v1/delegations", body).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "delegation.ofAnother");
        var administrator = await Api.Alpha.PersonAsync("adam", Role.Administrator);
        await administrator.PostAsync("/v1/delegations", body).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_approval_is_reassigned_with_a_reason()
    {
        var plan = await ReviewedAsync();
        var other = await Api.Alpha.PersonAsync("olga", Role.Approver);
        var administrator = await Api.Alpha.PersonAsync("adam", Role.Administrator);
        var waiting = (await Client.ReadAsync($"/v1/approvals?subjectId={plan}&state=pending")).Items().ShouldHaveSingleItem()!;
        var body = $$"""{"to":"{{PersonActor.IdOf(MarketingApi.Issuer, "olga")}}","reason":"休假"}""";

        await administrator.PostAsync($"/v1/approvals/{waiting.Id()}/reassign", body).ShouldBeAsync(HttpStatusCode.OK);

        await _people.Approver.DecideAsync(plan, "approve").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "approval.notAsked");
        await other.DecideAsync(plan, "approve").ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_return_reaches_the_author_with_remarks_that_point_into_the_document()
    {
        var plan = await ReviewedAsync();

        await _people
            .Approver.DecideAsync(plan, "return", ""","reason":"缺少基线","remarks":[{"pointer":"/objectives/7","text":"？"}]""")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "approval.remarksMisplaced");
        var returned = await _people
            .Approver.DecideAsync(
                plan,
                "return",
                ""","reason":"缺少基线","remarks":[{"pointer":"/objectives/0/text","text":"请写明基线"}]"""
            )
            .ShouldBeAsync(HttpStatusCode.OK);

        returned["workingRevision"]!.Text("status").ShouldBe("draft");
        returned["workingRevision"]!["hash"].ShouldBeNull();
        var seen = (await _people.Preparer.ReadAsync($"/v1/approvals?subjectId={plan}&state=returned")).Items().ShouldHaveSingleItem()!;
        seen.Text("comment").ShouldBe("缺少基线");
        seen["remarks"]![0]!.Text("pointer").ShouldBe("/objectives/0/text");
        await _people.Preparer.ObjectiveAsync(plan, "补充目标");
    }

    [Fact]
    public async Task A_new_submission_needs_fresh_signatures_of_everyone()
    {
        await ConfigureAsync("""{"countersigners":["finance","legal"]}""");
        var finance = await Api.Alpha.PersonAsync("fiona", Role.Finance);
        var legal = await Api.Alpha.PersonAsync("leo", Role.Legal);
        var plan = await ReviewedAsync();
        await SignAsync(finance, plan);
        await _people.Approver.DecideAsync(plan, "approve").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "approval.notOpen");
        await SignAsync(legal, plan);
        await _people.Approver.DecideAsync(plan, "return", ""","reason":"再改" """).ShouldBeAsync(HttpStatusCode.OK);

        await _people.Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);
        await _people.Reviewer.DecideAsync(plan, "review").ShouldBeAsync(HttpStatusCode.OK);
        await SignAsync(finance, plan);
        await _people.Approver.DecideAsync(plan, "approve").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "approval.notOpen");
        await SignAsync(legal, plan);
        await _people.Approver.DecideAsync(plan, "approve").ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Authors_are_barred_where_the_workspace_wants_it_their_keys_included()
    {
        await ConfigureAsync("""{"excludeAuthors":true}""");
        var writer = await Api.Alpha.PersonAsync("wendy", Role.Planner, Role.Reviewer);
        var plan = (await _people.Preparer.ImportAsync()).Id();
        await writer.ObjectiveAsync(plan, "我写的目标");
        var objective = (await Client.ReadAsync($"/v1/plans/{plan}/objectives")).Items()[1]!;
        await writer.DeleteAsync($"/v1/plans/{plan}/objectives/{objective.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await _people.Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);

        await writer.DecideAsync(plan, "review").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "approval.fourEyes");
        await _people.Reviewer.DecideAsync(plan, "review").ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_decision_about_other_content_is_refused()
    {
        var plan = (await _people.Preparer.ImportAsync()).Id();
        await _people.Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);
        var other = $$"""{"revision":1,"hash":"{{new string('0', 64)}}"}""";

        await _people
            .Reviewer.PostAsync($"/v1/plans/{plan}/review", other)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "approval.contentDiffers");
        await _people.Approver.DecideAsync(plan, "approve").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "approval.notOpen");
    }

    [Fact]
    public async Task Twenty_approvals_at_once_are_one_decision()
    {
        var other = await Api.Alpha.PersonAsync("olga", Role.Approver);
        var plan = await ReviewedAsync();
        var body = LifecycleSteps.Decision(await Client.ReadAsync($"/v1/plans/{plan}"));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? other : _people.Approver).PostAsync($"/v1/plans/{plan}/approve", body))
        );

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(answer => answer.StatusCode != HttpStatusCode.OK).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Conflict);
        var decided = (await Client.ReadAsync($"/v1/approvals?subjectId={plan}&step=approve")).Items().ShouldHaveSingleItem()!;
        decided.Text("updatedBy").ShouldBe(decided.Text("decidedBy"));
    }

    private async Task<string> ReviewedAsync()
    {
        var plan = (await _people.Preparer.ImportAsync()).Id();
        await _people.Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);
        await _people.Reviewer.DecideAsync(plan, "review").ShouldBeAsync(HttpStatusCode.OK);
        return plan;
    }

    private static async Task SignAsync(HttpClient person, string plan)
    {
        var approval = (await person.InboxAsync()).Items().ShouldHaveSingleItem()!;
        approval["subject"]!.Text("id").ShouldBe(plan);
        await person.PostAsync($"/v1/approvals/{approval.Id()}/approve", Named(approval)).ShouldBeAsync(HttpStatusCode.OK);
    }

    private static string Named(JsonNode approval) =>
        $$"""{"revision":{{approval["subject"]!.Number("revision")}},"hash":"{{approval["subject"]!.Text("hash")}}"}""";

    private static Task<string> DelegationAsync(string to, int from = -1, int until = 1, string? person = null)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
        return Task.FromResult(
            $$"""{"delegate":"{{PersonActor.IdOf(MarketingApi.Issuer, person ?? to)}}","firstDay":"{{today.AddDays(from):yyyy-MM-dd}}","lastDay":"{{today.AddDays(until):yyyy-MM-dd}}"}"""
        );
    }

    private async Task LinkAsync(string subject, string partyId)
    {
        var member = (await Client.ReadAsync($"{Members}?subject={subject}")).Items()[0]!;
        await Client
            .PatchAsync($"{Members}/{member.Id()}", $$"""{"partyId":"{{partyId}}"}""", member.Version())
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    private async Task ConfigureAsync(string settings)
    {
        var version = (await Client.ReadAsync($"/v1/workspaces/{Api.Alpha.Id}/settings")).Version();
        await Client.PatchAsync($"/v1/workspaces/{Api.Alpha.Id}/settings", settings, version).ShouldBeAsync(HttpStatusCode.OK);
    }
}
