using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Engines;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.History;

/// <summary>Audit and feed entries of bulk statements and events, by the level of their note.</summary>
public sealed class WriteLevelTests(WriteLevelTests.LevelApi levels) : IClassFixture<WriteLevelTests.LevelApi>, IAsyncLifetime
{
    private readonly MarketingApi _api = levels.Api;

    private HttpClient Client => _api.Alpha.Client;

    public async ValueTask InitializeAsync() => await _api.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_bulk_change_of_a_resource_gets_an_audit_entry_a_feed_entry_and_a_version()
    {
        var plan = await NewPlanAsync();
        var start = await Client.ReadAsync("/v1/changes?start=now");

        await WriteAtLevelHandler.SendAsync(_api, plan, WriteLevel.Resource);

        var change = (await FollowAsync(start)).Items().ShouldHaveSingleItem()!;
        (change.Text("type"), change.Text("op"), change.Version(), change.Id()).ShouldBe(("plan", "updated", 2, plan.Value.ToString()));
        change.Texts("changedFields").ShouldBe(["status"]);
        var entry = (await Client.ReadAsync($"/v1/audit?resource={plan.Value}")).Items()[0]!;
        (entry.Text("op"), entry.Number("resourceVersion")).ShouldBe(("updated", 2));
        entry["fields"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldContain("\"notInForce\"");
        (await Client.ReadAsync($"/v1/plans/{plan.Value}")).Version().ShouldBe(2);
    }

    [Fact]
    public async Task A_feed_only_change_gets_a_feed_entry_and_keeps_the_version()
    {
        var plan = await NewPlanAsync();
        var start = await Client.ReadAsync("/v1/changes?start=now");

        await WriteAtLevelHandler.SendAsync(_api, plan, WriteLevel.FeedOnly);

        var change = (await FollowAsync(start)).Items().ShouldHaveSingleItem()!;
        (change.Text("op"), change.Version(), change["event"]).ShouldBe(("updated", 1, null));
        change.Texts("changedFields").ShouldBe(["content"]);
        (await Client.ReadAsync($"/v1/audit?resource={plan.Value}")).Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_silent_change_has_neither_audit_nor_feed_entry()
    {
        var plan = await NewPlanAsync();
        var start = await Client.ReadAsync("/v1/changes?start=now");

        await WriteAtLevelHandler.SendAsync(_api, plan, WriteLevel.Silent);

        var page = await FollowAsync(start);
        page.Items().ShouldBeEmpty();
        page["coveredUntil"]!.GetValue<long>().ShouldBe(start["coveredUntil"]!.GetValue<long>());
        (await Client.ReadAsync($"/v1/audit?resource={plan.Value}")).Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_event_is_in_the_feed_under_the_type_of_its_resource()
    {
        var plan = await NewPlanAsync();
        var start = await Client.ReadAsync("/v1/changes?start=now");

        await WriteAtLevelHandler.SendAsync(_api, plan, WriteLevel.Event);
        await Client.PatchAsync($"/v1/plans/{plan.Value}", """{"title":"Q"}""", 1).ShouldBeAsync(HttpStatusCode.OK);

        var changes = (await FollowAsync(start, "&include=resource&types=plan")).Items();
        changes
            .Select(change => (change!.Text("op"), (string?)change!["event"], change!.Version()))
            .ShouldBe([("event", "plan.overdue", 1), ("updated", null, 2)]);
        changes[0]!.Texts("changedFields").ShouldBeEmpty();
        changes[0]!["resource"]!.Text("title").ShouldBe("Q");
        (await FollowAsync(start, "&types=party")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_is_raised_once_however_many_writers_try()
    {
        var plan = await NewPlanAsync();

        var raised = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RaiseAsync(plan, "plan.overdue", "key")));
        raised.Count(isNew => isNew).ShouldBe(1);
        (await RaiseAsync(plan, "plan.overdue", "key")).ShouldBeFalse();
        (await RaiseAsync(plan, "plan.overdue", "another day")).ShouldBeTrue();

        (await Client.ReadAsync("/v1/changes?types=plan")).Items().Count(change => change!.Text("op") == "event").ShouldBe(2);
    }

    [Theory]
    [InlineData("overdue", "key")]
    [InlineData("Plan.overdue", "key")]
    [InlineData("plan.over-due", "key")]
    [InlineData("plan.overdue\n", "key")]
    [InlineData("plan.overdue", "")]
    public async Task An_event_with_an_invalid_name_or_key_is_rejected(string name, string key)
    {
        var plan = await NewPlanAsync();

        await Should.ThrowAsync<ArgumentException>(() => RaiseAsync(plan, name, key));
    }

    [Fact]
    public async Task A_command_that_is_safe_to_repeat_cannot_write_to_audit_or_feed()
    {
        var plan = await NewPlanAsync();
        var note = new FeedNote(new ChangedResource(ResourceTypes.Plan, plan.Value, null, 1), ["content"]);

        (
            await Should.ThrowAsync<InvalidOperationException>(() =>
                _api.RunAsync(WorkspaceId.From(_api.Alpha.Id), new WriteRepeatably(plan, note))
            )
        ).Message.ShouldContain("WriteRepeatably");
    }

    [Fact]
    public async Task A_write_after_one_of_a_node_with_a_fast_clock_is_recorded_later()
    {
        await NewPlanAsync();
        var ahead = DateTime.UtcNow.AddHours(1);
        await using (var db = _api.Database.Context())
        {
            await db.ChangeCounters.IgnoreQueryFilters().ExecuteUpdateAsync(counter => counter.SetProperty(row => row.LastAt, ahead));
        }

        await NewPlanAsync();
        await NewPlanAsync();

        var markers = (await Durability.Books.ReadAsync(_api.Database)).Markers.Single(each => each.Workspace == _api.Alpha.Id).Markers;
        markers.Select(marker => marker.Sequence).ShouldBe(markers.Select(marker => marker.Sequence).Order());
        markers[^1].Sequence.ShouldBe(markers[^3].Sequence + 2);
    }

    private async Task<PlanId> NewPlanAsync() => PlanId.From(Guid.Parse((await Client.PlanAsync("P")).Id()));

    private Task<bool> RaiseAsync(PlanId plan, string name, string key) =>
        _api.RunAsync(
            WorkspaceId.From(_api.Alpha.Id),
            new Raise(new EventNote(name, new ChangedResource(ResourceTypes.Plan, plan.Value, null, 1)), key)
        );

    private Task<JsonObject> FollowAsync(JsonNode page, string more = "") =>
        Client.ReadAsync($"/v1/changes?cursor={Uri.EscapeDataString(page.Text("nextCursor"))}{more}");

    internal sealed record Raise(EventNote Event, string OnceKey) : ICommand<bool>;

    internal sealed class RaiseHandler(TimeEvents events) : IRequestHandler<Raise, Result<bool>>
    {
        public async Task<Result<bool>> Handle(Raise request, CancellationToken cancellationToken) =>
            await events.RaiseAsync(request.Event, request.OnceKey, cancellationToken);
    }

    /// <summary>The service with commands that write at each level.</summary>
    public sealed class LevelApi : IAsyncLifetime
    {
        internal MarketingApi Api { get; } =
            new(
                [],
                services: services =>
                {
                    WriteAtLevelHandler.Register(services);
                    services.AddTransient<IRequestHandler<Raise, Result<bool>>, RaiseHandler>();
                }
            );

        public ValueTask InitializeAsync() => Api.InitializeAsync();

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
