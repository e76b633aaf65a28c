using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Application.Approvals;
using Marketing.Domain.Approvals;
using Marketing.Domain.Common;

namespace Marketing.Api.Tests.Lifecycle;

/// <summary>Approvals are due once and expire once, however late somebody looks.</summary>
[Collection(FirstApi.Name)]
public sealed class ApprovalTimeTests(MarketingApi api) : ApiTest(api)
{
    private People _people = null!;

    private WorkspaceId Workspace => WorkspaceId.From(Api.Alpha.Id);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await People.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task A_reminder_and_the_due_date_are_events_of_the_feed_once_each()
    {
        var review = await SubmittedAsync();
        var due = review["dueAt"]!.GetValue<DateTime>();
        var start = await Client.ReadAsync("/v1/changes?start=now");

        (await RaiseAsync(due.AddDays(-1).AddSeconds(-1))).ShouldBe(0);
        (await RaiseAsync(due.AddHours(-1))).ShouldBe(1);
        (await RaiseAsync(due.AddHours(-1))).ShouldBe(0);
        (await RaiseAsync(due)).ShouldBe(1);
        (await RaiseAsync(due.AddDays(1))).ShouldBe(0);

        var events = (await FollowAsync(start)).Items();
        events.Select(entry => entry!.Text("event")).ShouldBe(["approval.dueSoon", "approval.due"]);
        foreach (var entry in events.OfType<JsonNode>())
        {
            (entry.Text("op"), entry.Text("type"), entry.Id()).ShouldBe(("event", "approval", review.Id()));
            entry.Text("parentId").ShouldBe(review["subject"]!.Id());
            entry.Version().ShouldBe(review.Version());
            entry["resource"]!.Text("state").ShouldBe("pending");
        }
    }

    [Fact]
    public async Task After_a_day_without_a_scheduler_only_the_due_date_is_an_event()
    {
        var review = await SubmittedAsync();
        var start = await Client.ReadAsync("/v1/changes?start=now");

        await RaiseAsync(review["dueAt"]!.GetValue<DateTime>().AddDays(1));

        (await FollowAsync(start)).Each("event").ShouldBe(["approval.due"]);
    }

    [Fact]
    public async Task Nobody_is_reminded_of_a_decision_that_was_taken()
    {
        var review = await SubmittedAsync();
        await _people.Reviewer.DecideAsync(review["subject"]!.Id(), "return", ""","reason":"缺少基线" """).ShouldBeAsync(HttpStatusCode.OK);

        (await RaiseAsync(review["dueAt"]!.GetValue<DateTime>())).ShouldBe(0);
    }

    [Fact]
    public async Task A_review_that_nobody_wrote_expires_and_the_plan_goes_back_to_its_author()
    {
        var review = await SubmittedAsync();
        var plan = review["subject"]!.Id();
        var expires = review["expiresAt"]!.GetValue<DateTime>();

        (await ExpireAsync(review, expires.AddSeconds(-1))).ShouldBeFalse();
        (await ExpireAsync(review, expires.AddDays(1))).ShouldBeTrue();
        (await ExpireAsync(review, expires.AddDays(1))).ShouldBeFalse();

        (await Client.ReadAsync($"/v1/approvals/{review.Id()}")).Text("state").ShouldBe("expired");
        (await Client.ReadAsync($"/v1/plans/{plan}"))["workingRevision"]!.Text("status").ShouldBe("draft");
        await _people
            .Reviewer.PostAsync($"/v1/approvals/{review.Id()}/approve", Decision(review))
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "approval.decided");
        await _people.ApproveAsync(plan);
    }

    [Fact]
    public async Task The_other_countersignatures_end_with_the_first_that_expires()
    {
        var settings = await Client.ReadAsync($"/v1/workspaces/{Api.Alpha.Id}/settings");
        await Client
            .PatchAsync($"/v1/workspaces/{Api.Alpha.Id}/settings", """{"countersigners":["finance","legal"]}""", settings.Version())
            .ShouldBeAsync(HttpStatusCode.OK);
        var review = await SubmittedAsync();
        await _people.Reviewer.DecideAsync(review["subject"]!.Id(), "review").ShouldBeAsync(HttpStatusCode.OK);
        var waiting = (await Client.ReadAsync("/v1/approvals?state=pending")).Items();
        waiting.Count.ShouldBe(2);

        await ExpireAsync(waiting[0]!, waiting[0]!["expiresAt"]!.GetValue<DateTime>());

        (await Client.ReadAsync("/v1/approvals?sort=createdAt"))
            .Each("state")
            .ShouldBe(["approved", "expired", "withdrawn"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_workspace_can_let_decisions_wait_forever()
    {
        var settings = await Client.ReadAsync($"/v1/workspaces/{Api.Alpha.Id}/settings");
        await Client
            .PatchAsync($"/v1/workspaces/{Api.Alpha.Id}/settings", """{"decisionExpiryDays":null}""", settings.Version())
            .ShouldBeAsync(HttpStatusCode.OK);

        var review = await SubmittedAsync();

        review["expiresAt"].ShouldBeNull();
        (await ExpireAsync(review, DateTime.UtcNow.AddYears(1))).ShouldBeFalse();
    }

    private async Task<JsonNode> SubmittedAsync()
    {
        var plan = (await _people.Preparer.ImportAsync()).Id();
        await _people.Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);
        return (await Client.ReadAsync($"/v1/approvals?subjectId={plan}&state=pending")).Items().ShouldHaveSingleItem()!;
    }

    private Task<int> RaiseAsync(DateTime now) => Api.RunAsync(Workspace, new RaiseApprovalEvents(now.ToUniversalTime()));

    private Task<bool> ExpireAsync(JsonNode approval, DateTime now) =>
        Api.RunAsync(Workspace, new ExpireApproval(ApprovalId.From(Guid.Parse(approval.Id())), now.ToUniversalTime()));

    private Task<JsonObject> FollowAsync(JsonNode page) =>
        Client.ReadAsync($"/v1/changes?include=resource&cursor={Uri.EscapeDataString(page.Text("nextCursor"))}");

    private static string Decision(JsonNode approval) =>
        $$"""{"revision":{{approval["subject"]!.Number("revision")}},"hash":"{{approval["subject"]!.Text("hash")}}"}""";
}
