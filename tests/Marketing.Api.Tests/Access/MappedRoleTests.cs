using System.Net;
using System.Text.Json.Nodes;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Access;

public sealed class MappedRoleTests : IAsyncLifetime
{
    private AccessHost _host = null!;
    private WorkspaceId _brand;

    public async ValueTask InitializeAsync()
    {
        _host = await AccessHost.StartAsync(
            settings: new Dictionary<string, string?>
            {
                ["Authentication:Jwt:RoleClaim"] = "groups",
                ["Authentication:Jwt:RoleMap:brand-planners:Workspace"] = "brand",
                ["Authentication:Jwt:RoleMap:brand-planners:Roles:0"] = "planner",
                ["Authentication:Jwt:RoleMap:brand-approvers:Workspace"] = "brand",
                ["Authentication:Jwt:RoleMap:brand-approvers:Roles:0"] = "Approver",
                ["Authentication:Jwt:RoleMap:lost:Workspace"] = "nowhere",
                ["Authentication:Jwt:RoleMap:lost:Roles:0"] = "administrator",
            }
        );
        _brand = await _host.OpenWorkspaceAsync("brand");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_first_sign_in_adds_a_member_with_audit_and_feed_entries()
    {
        (await SignInAsync("brand-planners", "others")).Status.ShouldBe(HttpStatusCode.OK);

        var member = await MemberAsync();
        member.ShouldNotBeNull();
        member.Roles.ShouldBeEmpty("roles of the claim are not stored");
        member.DisplayName.ShouldBe("Ann Example");
        member.CreatedBy.ShouldBe("system:sign-in");
        (
            await _host.InStoreAsync(db => db.AuditEntries.IgnoreQueryFilters().SingleAsync(entry => entry.ResourceId == member.Id.Value))
        ).ActorId.ShouldBe("system:sign-in");
        (
            await _host.InStoreAsync(db => db.ChangeEntries.IgnoreQueryFilters().SingleAsync(entry => entry.ResourceId == member.Id.Value))
        ).ResourceType.ShouldBe("member");
    }

    [Fact]
    public async Task Signing_in_again_changes_nothing()
    {
        await SignInAsync("brand-planners");
        await SignInAsync("brand-planners");
        _host.Clock.Advance(TimeSpan.FromSeconds(3));
        await SignInAsync("brand-planners");

        (await MemberAsync())!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task Roles_of_a_claim_add_to_those_of_the_member_and_end_with_the_claim()
    {
        await _host.JoinAsync(_brand, "ann", Role.Approver);
        var planner = await SignInAsync("brand-planners");
        planner.Scopes.ShouldContain(Scopes.PlansWrite);
        planner.Scopes.ShouldContain(Scopes.PlansApprove);

        var without = await SignInAsync("others");
        without.Scopes.ShouldNotContain(Scopes.PlansWrite);
        without.Scopes.ShouldContain(Scopes.PlansApprove);
        (await MemberAsync())!.Roles.ShouldBe([Role.Approver]);
    }

    [Fact]
    public async Task Without_the_claim_a_member_by_claim_has_no_rights()
    {
        (await SignInAsync("brand-planners")).Status.ShouldBe(HttpStatusCode.OK);

        (await SignInAsync("others")).Code.ShouldBe("auth.scopeMissing");
    }

    [Fact]
    public async Task Concurrent_first_requests_add_one_member()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SignInAsync("brand-planners")));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        (await _host.InStoreAsync(db => db.Members.IgnoreQueryFilters().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Unmapped_claims_add_no_member()
    {
        (await SignInAsync("admins", "lost")).Code.ShouldBe("workspace.forbidden");

        (await MemberAsync()).ShouldBeNull();
    }

    private Task<Answer> SignInAsync(params string[] groups) =>
        _host.GetAsync("/plans", "Bearer " + Tokens.With(("groups", new JsonArray([.. groups.Select(group => JsonValue.Create(group))]))));

    private Task<Member?> MemberAsync() =>
        _host.InStoreAsync(db =>
            db.Members.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(member => member.WorkspaceId == _brand)
        );
}
