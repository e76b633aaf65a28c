using System.Net;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Access;

public sealed class WorkspaceChoiceTests : IAsyncLifetime
{
    private AccessHost _host = null!;
    private WorkspaceId _brand;
    private WorkspaceId _other;

    public async ValueTask InitializeAsync()
    {
        _host = await AccessHost.StartAsync();
        _brand = await _host.OpenWorkspaceAsync("brand");
        _other = await _host.OpenWorkspaceAsync("other");
        await _host.JoinAsync(_brand, "ann", Role.Planner);
        await _host.JoinAsync(_brand, "bob", Role.Planner);
        await _host.JoinAsync(_other, "bob", Role.Viewer);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task One_membership_needs_no_header()
    {
        (await AsAsync("ann", "/any")).Workspace.ShouldBe(_brand.Value);
        (await AsAsync("ann", "/any", _brand.Value.ToString())).Workspace.ShouldBe(_brand.Value);
        (await AsAsync("ann", "/me")).Workspace.ShouldBe(_brand.Value);
    }

    [Fact]
    public async Task Several_memberships_require_the_header()
    {
        var answer = await AsAsync("bob", "/any");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Code.ShouldBe("input.invalid");
        answer.FaultCode.ShouldBe("workspace.required");
        ((string?)answer.Body["errors"]![0]!["pointer"]).ShouldBe("/Workspace-Id");
        ((string?)answer.Body["errors"]![0]!["in"]).ShouldBe("header");
    }

    [Fact]
    public async Task Permissions_are_those_of_the_chosen_workspace()
    {
        (await AsAsync("bob", "/write", _brand.Value.ToString())).Status.ShouldBe(HttpStatusCode.OK);
        (await AsAsync("bob", "/write", _other.Value.ToString())).Code.ShouldBe("auth.scopeMissing");
        (await AsAsync("bob", "/plans", _other.Value.ToString())).Workspace.ShouldBe(_other.Value);
    }

    [Fact]
    public async Task Without_a_workspace_only_endpoints_outside_workspaces_work_and_grant_no_permissions()
    {
        var answer = await AsAsync("bob", "/me");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Workspace.ShouldBeNull();
        answer.Scopes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_foreign_workspace_looks_like_one_that_does_not_exist()
    {
        var foreign = await AsAsync("ann", "/any", _other.Value.ToString());
        var unknown = await AsAsync("ann", "/any", Guid.NewGuid().ToString());

        foreign.Status.ShouldBe(HttpStatusCode.Forbidden);
        foreign.Code.ShouldBe("workspace.forbidden");
        foreign.Body.Remove("traceId");
        unknown.Body.Remove("traceId");
        foreign.Body.ToJsonString().ShouldBe(unknown.Body.ToJsonString());
        (await AsAsync("ann", "/me", _other.Value.ToString())).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("brand")]
    [InlineData("0198c0de")]
    [InlineData("{0198c0de-0000-7000-8000-000000000000}")]
    [InlineData("0198c0de000070008000000000000000")]
    public async Task A_malformed_workspace_id_is_a_fault_of_the_header(string text)
    {
        var answer = await AsAsync("ann", "/any", text);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.FaultCode.ShouldBe("input.format");
    }

    [Fact]
    public async Task Two_workspace_ids_are_a_fault_of_the_header()
    {
        var answer = await _host.GetAsync(
            "/any",
            "Bearer " + Tokens.Good("bob"),
            ("Workspace-Id", _brand.Value.ToString()),
            ("Workspace-Id", _other.Value.ToString())
        );

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_person_without_membership_can_only_use_endpoints_outside_workspaces()
    {
        (await AsAsync("eve", "/any")).Code.ShouldBe("workspace.forbidden");
        (await AsAsync("eve", "/me")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_can_only_name_its_own_workspace()
    {
        var key = "Bearer " + await _host.IssueKeyAsync(_brand, [Scopes.PlansRead]);

        (await _host.GetAsync("/any", key, ("Workspace-Id", _brand.Value.ToString()))).Status.ShouldBe(HttpStatusCode.OK);
        (await _host.GetAsync("/any", key, ("Workspace-Id", _other.Value.ToString()))).Code.ShouldBe("workspace.forbidden");
        (await _host.GetAsync("/any", key, ("Workspace-Id", "x"))).FaultCode.ShouldBe("input.format");
    }

    [Fact]
    public async Task A_removed_person_is_rejected_within_five_seconds()
    {
        (await AsAsync("ann", "/any")).Status.ShouldBe(HttpStatusCode.OK);
        await _host.InStoreAsync(db =>
            db.Members.IgnoreQueryFilters([DbFilters.Workspace])
                .Where(member => member.Subject == "ann")
                .ExecuteUpdateAsync(member => member.SetProperty(row => row.DeletedAt, DateTime.UtcNow))
        );

        _host.Clock.Advance(TimeSpan.FromSeconds(2.1));

        (await AsAsync("ann", "/any")).Code.ShouldBe("workspace.forbidden");
    }

    [Fact]
    public async Task Permissions_are_checked_before_input_is_read()
    {
        var token = "Bearer " + Tokens.Good("ann");

        var answer = await _host.SendAsync(
            HttpMethod.Post,
            "/approve?unknown=1",
            ("Authorization", token),
            ("Workspace-Id", _brand.Value.ToString())
        );

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _host.SendAsync(HttpMethod.Post, "/approve?unknown=1")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private Task<Answer> AsAsync(string subject, string path, string? workspace = null) =>
        _host.GetAsync(path, "Bearer " + Tokens.Good(subject), workspace is null ? [] : [("Workspace-Id", workspace)]);
}
