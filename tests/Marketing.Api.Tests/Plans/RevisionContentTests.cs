using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Checks;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.Problems;
using Marketing.Api.Tests.Support;
using Marketing.Application.Checks;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Documents;
using Marketing.Application.Plans.Parts;
using Marketing.Application.Plans.Revisions;
using Marketing.Application.Scheduling;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Infrastructure.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Plans;

/// <summary>
/// Submitted content is frozen and read by the same code as the working copy. The steps between states have no endpoints yet, so these
/// tests run them through the domain.
/// </summary>
public sealed class RevisionContentTests(RevisionContentTests.StepApi steps) : IClassFixture<RevisionContentTests.StepApi>, IAsyncLifetime
{
    private const string Document = """
        {
          "plan": { "title": "P", "language": "zh-Hans", "currency": "CNY", "periodStart": { "date": "2026-03-02" }, "launchDate": { "date": "2026-06-01" } },
          "objectives": [ { "ref": "O1", "text": "复购率提升至30%" }, { "ref": "O2", "text": "目标二 🚀 \"<引号>\"" } ],
          "workPackages": [ { "ref": "W1", "name": "调研", "owners": [ { "text": "市场部" } ], "deadlines": [ { "text": "上市前两周" } ] } ],
          "milestones": [ { "ref": "M1", "name": "上线", "deadlines": [ { "text": "2026年6月1日" } ] } ]
        }
        """;

    private static readonly ProblemTexts English = ProblemTexts.In("en");

    private readonly MarketingApi _api = steps.Api;

    private HttpClient Client => _api.Alpha.Client;

    private WorkspaceId Workspace => WorkspaceId.From(_api.Alpha.Id);

    public async ValueTask InitializeAsync() => await _api.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Submitted_content_cannot_be_written()
    {
        var plan = await ImportAsync();
        var part = (await Client.ReadAsync($"/v1/plans/{plan.Value}/parts")).Items()[0]!;
        var document = (await Client.ReadAsync($"/v1/plans/{plan.Value}/document")).ToJsonString();
        await StepAsync(plan, RevisionStep.Submit);

        var path = $"/v1/plans/{plan.Value}";
        foreach (
            var write in new Func<Task<HttpResponseMessage>>[]
            {
                () => Client.PatchAsync(path, """{"title":"Q"}""", 1),
                () => Client.PostAsync($"{path}/parts", """{"section":"objectives","content":{"text":"新目标"}}"""),
                () =>
                    Client.PatchAsync($"{path}/parts/{part.Id()}", """{"section":"objectives","content":{"text":"改"}}""", part.Version()),
                () => Client.DeleteAsync($"{path}/parts/{part.Id()}", part.Version()),
                () => Client.PutJsonAsync($"{path}/sections/objectives", """{"items":[]}""", "*"),
                () => Client.PutJsonAsync($"{path}/document", document, "*"),
                () => Client.ActAsync($"{path}/relink", 1),
            }
        )
        {
            await write().ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.noOpenRevision");
        }

        await StepAsync(plan, RevisionStep.Withdraw);
        var version = (await Client.ReadAsync(path)).Version();
        await Client.PatchAsync(path, """{"title":"Q"}""", version).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Submitted_content_is_returned_as_the_working_copy_was()
    {
        var plan = await ImportAsync();
        var before = await ReadAsync(plan, ContentView.Working);

        await StepAsync(plan, RevisionStep.Submit);

        (await ReadAsync(plan, ContentView.OfRevision(1))).ShouldBe(before);
        (await ReadAsync(plan, ContentView.Working)).ShouldBe(before);
        before.Schedule.ShouldContain("2026-05-18", customMessage: "Two weeks before the launch.");
        JsonNode.Parse(before.Section)!.Items()[1]!["content"]!.Text("text").ShouldContain("🚀");
    }

    [Fact]
    public async Task Content_in_force_is_unchanged_while_the_next_revision_is_written()
    {
        var plan = await ImportAsync();
        await StepAsync(plan, RevisionStep.Submit);
        var submitted = await ReadAsync(plan, ContentView.OfRevision(1));
        var bytes = await BytesAsync(plan);
        await StepAsync(plan, RevisionStep.Approve, RevisionStep.BringIntoForce, RevisionStep.Revise);

        await Client
            .PatchAsync($"/v1/plans/{plan.Value}", """{"launchDate":{"date":"2026-07-01"}}""", await VersionAsync(plan))
            .ShouldBeAsync(HttpStatusCode.OK);
        await Client.PutJsonAsync($"/v1/plans/{plan.Value}/sections/objectives", """{"items":[]}""", "*").ShouldBeAsync(HttpStatusCode.OK);

        (await ReadAsync(plan, ContentView.InForce)).ShouldBe(submitted);
        (await ReadAsync(plan, ContentView.OfRevision(1))).ShouldBe(submitted);
        (await BytesAsync(plan)).ShouldBe(bytes);
        var working = await ReadAsync(plan, ContentView.Working);
        working.Document.ShouldNotContain("O1");
        working.Schedule.ShouldContain("2026-06-17");
    }

    [Fact]
    public async Task An_event_about_a_part_applies_in_the_revision_that_has_the_part()
    {
        var plan = await ImportAsync();
        await Client
            .PostAsync($"/v1/plans/{plan.Value}/anchors", """{"code":"SURVEY_RESULT","date":"2026-04-01","subject":"M1"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await StepAsync(plan, RevisionStep.Submit);
        var submitted = await ReadAsync(plan, ContentView.OfRevision(1));
        await StepAsync(plan, RevisionStep.Approve, RevisionStep.BringIntoForce, RevisionStep.Revise);

        await Client.PutJsonAsync($"/v1/plans/{plan.Value}/sections/milestones", """{"items":[]}""", "*").ShouldBeAsync(HttpStatusCode.OK);

        (await ReadAsync(plan, ContentView.InForce)).ShouldBe(submitted);
    }

    [Fact]
    public async Task The_ETag_of_the_document_is_incremented_across_revisions()
    {
        var plan = await ImportAsync();
        var path = $"/v1/plans/{plan.Value}/document";
        var seen = new List<string>();
        for (var revision = 1; revision <= 3; revision++)
        {
            seen.Add(await TagAsync(path));
            await Client
                .PatchAsync($"/v1/plans/{plan.Value}", $$"""{"title":"P {{revision}}"}""", await VersionAsync(plan))
                .ShouldBeAsync(HttpStatusCode.OK);
            seen.Add(await TagAsync(path));
            await StepAsync(plan, RevisionStep.Submit, RevisionStep.Approve, RevisionStep.BringIntoForce, RevisionStep.Revise);
            (await TagAsync(path)).ShouldBe(seen[^1], "The content is the same.");
        }

        seen.Select(tag => int.Parse(tag.Trim('"'), System.Globalization.CultureInfo.InvariantCulture)).ShouldBe([1, 2, 2, 3, 3, 4]);
        var document = (await Client.ReadAsync(path)).ToJsonString();
        await Client.PutJsonAsync(path, document, seen[1]).ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
    }

    [Fact]
    public async Task A_snapshot_is_the_hashed_bytes_and_equal_content_shares_one()
    {
        var plan = await ImportAsync();
        await StepAsync(plan, RevisionStep.Submit);
        var bytes = await BytesAsync(plan);

        var stored = JsonNode.Parse(bytes)!;
        stored["schemaVersion"]!.GetValue<int>().ShouldBe(1);
        stored["header"]!.Text("title").ShouldBe("P");
        stored["parts"]!.AsArray().Select(part => part!.Text("ref")).ShouldBe(["O1", "O2", "W1", "M1"]);
        (await HashAsync(plan)).ShouldBe(SHA256.HashData(bytes));

        await StepAsync(plan, RevisionStep.Withdraw, RevisionStep.Submit);
        (await BytesAsync(plan)).ShouldBe(bytes);
        (await _api.Database.QueryAsync("SELECT PlanId FROM PlanSnapshots"))
            .Count(row => new Guid((byte[])row[0]!, bigEndian: true) == plan.Value)
            .ShouldBe(1);
    }

    [Fact]
    public async Task Content_that_was_never_submitted_is_not_found()
    {
        var plan = await ImportAsync();

        (await ErrorAsync(new GetPlanDocument(plan, ContentView.InForce))).ShouldBe(new PlanNotInForce(plan.Value));
        (await ErrorAsync(new GetDocumentVersion(plan, ContentView.InForce))).ShouldBe(new PlanNotInForce(plan.Value));
        (await ErrorAsync(new GetSection(plan, PlanSectionName.Objectives, ContentView.OfRevision(1)))).ShouldBe(new RevisionNotFound(1));
        await StepAsync(plan, RevisionStep.Submit);
        (await ErrorAsync(new CheckPlan(plan, new CheckArguments(), ContentView.OfRevision(2)))).ShouldBe(new RevisionNotFound(2));
        var other = EntityId.New<PlanId>();
        (await ErrorAsync(new GetPlanDocument(other, ContentView.InForce))).ShouldBe(new PlanNotFound(other.Value));
    }

    [Fact]
    public async Task Of_a_concurrent_edit_and_submission_the_later_one_sees_the_earlier()
    {
        for (var round = 0; round < 20; round++)
        {
            var plan = await ImportAsync();
            var edit = Client.PatchAsync($"/v1/plans/{plan.Value}", """{"title":"Q"}""", 1);
            var submission = StepAsync(plan, RevisionStep.Submit);
            using var edited = await edit;
            await submission;

            var title = JsonNode.Parse(await BytesAsync(plan))!["header"]!.Text("title");
            (edited.StatusCode, title).ShouldBeOneOf((HttpStatusCode.OK, "Q"), (HttpStatusCode.Conflict, "P"));
        }
    }

    private async Task<PlanId> ImportAsync()
    {
        var imported = await Client.PostAsync("/v1/plans/import", Document).ShouldBeAsync(HttpStatusCode.Created);
        return PlanId.From(Guid.Parse(imported["plan"]!.Id()));
    }

    private async Task<int> VersionAsync(PlanId plan) => (await Client.ReadAsync($"/v1/plans/{plan.Value}")).Version();

    private async Task<string> TagAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return response.Headers.ETag!.Tag;
    }

    private async Task StepAsync(PlanId plan, params RevisionStep[] taken)
    {
        foreach (var step in taken)
        {
            await _api.RunAsync(Workspace, new TakeStep(plan, step));
        }
    }

    /// <summary>Returns everything that the product reads from one view, as JSON.</summary>
    private async Task<Views> ReadAsync(PlanId plan, ContentView view) =>
        new(
            await JsonAsync(new GetPlanDocument(plan, view)),
            await JsonAsync(new GetSection(plan, PlanSectionName.Objectives, view)),
            await JsonAsync(new CheckPlan(plan, new CheckArguments(), view), report => PlanCheckResponse.Of(plan.Value, report, English)),
            await JsonAsync(new GetSchedule(plan, new ScheduleArguments(), view)),
            await JsonAsync(new GetDocumentVersion(plan, view))
        );

    private Task<string> JsonAsync<T>(IQuery<T> query) => JsonAsync(query, result => result);

    private async Task<string> JsonAsync<T, TResponse>(IQuery<T> query, Func<T, TResponse> respond) =>
        JsonSerializer.Serialize(respond((await SendAsync(query)).Value), JsonInput.Options);

    private async Task<Error?> ErrorAsync<T>(IQuery<T> query) => (await SendAsync(query)).Error;

    private async Task<Result<T>> SendAsync<T>(IQuery<T> query)
    {
        await using var scope = _api.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Caller = Caller.ForSystem("test", Workspace);
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(query);
    }

    private async Task<byte[]> BytesAsync(PlanId plan) => (byte[])(await RowAsync(plan, "SELECT PlanId, Content FROM PlanSnapshots"))!;

    private async Task<byte[]> HashAsync(PlanId plan) => (byte[])(await RowAsync(plan, "SELECT PlanId, Hash FROM PlanRevisions"))!;

    private async Task<object?> RowAsync(PlanId plan, string sql) =>
        (await _api.Database.QueryAsync(sql)).Single(row => new Guid((byte[])row[0]!, bigEndian: true) == plan.Value)[1];

    private sealed record Views(string Document, string Section, string Check, string Schedule, string Version);

    internal enum RevisionStep
    {
        Submit,
        Withdraw,
        Approve,
        BringIntoForce,
        Revise,
    }

    internal sealed record TakeStep(PlanId Plan, RevisionStep Step) : ICommand<Done>;

    internal sealed class TakeStepHandler(IMarketingDb db, TimeProvider clock) : IRequestHandler<TakeStep, Result<Done>>
    {
        public async Task<Result<Done>> Handle(TakeStep request, CancellationToken cancellationToken)
        {
            await db.HoldContentAsync(request.Plan, cancellationToken);
            var plan = await db.Plans.SingleAsync(row => row.Id == request.Plan, cancellationToken);
            var revision = await db
                .PlanRevisions.Where(row => row.PlanId == request.Plan)
                .OrderByDescending(row => row.Number)
                .FirstAsync(cancellationToken);
            switch (request.Step)
            {
                case RevisionStep.Submit:
                    var snapshot = await db.TakeSnapshotAsync(revision, clock.Instant(), cancellationToken);
                    return snapshot.Succeeded ? plan.Submit(revision, snapshot.Value, "person:author", clock.Instant()) : snapshot.Error;
                case RevisionStep.Withdraw:
                    return plan.Withdraw(revision);
                case RevisionStep.Approve:
                    plan.Review(revision, revision.Hash!).Error.ShouldBeNull();
                    return plan.Approve(revision, revision.Hash!, clock.Instant());
                case RevisionStep.BringIntoForce:
                    return plan.BringIntoForce(revision, null, clock.Instant());
                default:
                    var next = plan.Revise(revision);
                    if (next.Succeeded)
                    {
                        db.PlanRevisions.Add(next.Value);
                    }

                    return next.Error is { } error ? error : Done.Now;
            }
        }
    }

    /// <summary>The service with commands for the steps between the states of a revision.</summary>
    public sealed class StepApi : IAsyncLifetime
    {
        internal MarketingApi Api { get; } =
            new([], services: services => services.AddTransient<IRequestHandler<TakeStep, Result<Done>>, TakeStepHandler>());

        public ValueTask InitializeAsync() => Api.InitializeAsync();

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
