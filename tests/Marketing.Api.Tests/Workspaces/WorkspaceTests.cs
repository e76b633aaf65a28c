using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
using Marketing.Infrastructure.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Workspaces;

[Collection(SecondApi.Name)]
public sealed class WorkspaceTests(MarketingApi api) : ApiTest(api)
{
    private string Mine => $"/v1/workspaces/{Api.Alpha.Id}";

    [Fact]
    public async Task A_workspace_can_be_renamed_but_keeps_its_code()
    {
        (await Client.ReadAsync(Mine)).Text("code").ShouldBe("alpha");
        (await Client.PatchAsync(Mine, """{"name":"品牌甲"}""", 1).ShouldBeAsync(HttpStatusCode.OK)).Text("name").ShouldBe("品牌甲");
        (await Client.PatchAsync(Mine, """{"code":"x"}""", 2).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid"))
            .Pointers()
            .ShouldBe(["/code"]);
        await Client.PatchAsync(Mine, """{"name":"x"}""", 1).ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        (await Client.ReadAsync("/v1/workspaces")).Each("code").ShouldBe(["alpha"]);
    }

    [Fact]
    public async Task Settings_are_patched_individually()
    {
        using var read = await Client.GetAsync($"{Mine}/settings");
        read.Headers.ETag!.Tag.ShouldBe("\"1\"");
        var changed = await Client
            .PatchAsync($"{Mine}/settings", """{"timeZone":"Europe/Berlin","workingDays":["monday"],"fiscalYearStartMonth":4}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        changed.Text("timeZone").ShouldBe("Europe/Berlin");
        changed.Texts("workingDays").ShouldBe(["monday"]);
        changed.Number("fiscalYearStartMonth").ShouldBe(4);
        changed.Text("reportingCurrency").ShouldBe("CNY");
        changed.Version().ShouldBe(2);
        (await Client.ReadAsync(Mine))["settings"]!.Text("timeZone").ShouldBe("Europe/Berlin");
        (await Client.PatchAsync($"{Mine}/settings", """{"timeZone":"Europe/Berlin"}""", 2).ShouldBeAsync(HttpStatusCode.OK))
            .Version()
            .ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"timeZone":"Mars/Olympus"}""", "/timeZone")]
    [InlineData("""{"timeZone":null}""", "/timeZone")]
    [InlineData("""{"workingDays":[]}""", "/workingDays")]
    [InlineData("""{"workingDays":["someday"]}""", "/workingDays/0")]
    [InlineData("""{"holidays":null}""", "/holidays")]
    [InlineData("""{"holidays":["2026-02-30"]}""", "/holidays/0")]
    [InlineData("""{"fiscalYearStartMonth":13}""", "/fiscalYearStartMonth")]
    [InlineData("""{"reportingCurrency":"yuan"}""", "/reportingCurrency")]
    [InlineData("""{"atRiskPercent":0}""", "/atRiskPercent")]
    public async Task Invalid_settings_are_rejected(string patch, string pointer)
    {
        (await Client.PatchAsync($"{Mine}/settings", patch, 1).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid"))
            .Pointers()
            .ShouldBe([pointer]);
        (await Client.ReadAsync($"{Mine}/settings")).Version().ShouldBe(1);
    }

    [Fact]
    public async Task Another_workspace_is_not_found()
    {
        var other = $"/v1/workspaces/{Api.Beta.Id}";
        foreach (var path in new[] { other, $"{other}/settings", $"{other}/members" })
        {
            await Client.GetAsync(path).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "workspace.notFound");
        }

        await Client.PatchAsync(other, """{"name":"x"}""", 1).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "workspace.notFound");
        await Client
            .PatchAsync($"{other}/settings", """{"timeZone":"UTC"}""", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "workspace.notFound");
        await Client
            .PostAsync($"{other}/members", """{"issuer":"i","subject":"s","displayName":"d","roles":[]}""")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "workspace.notFound");
        (await Api.Beta.Client.ReadAsync(other)).Version().ShouldBe(1);
    }

    [Fact]
    public async Task Only_administrators_change_workspaces_and_only_persons_create_them()
    {
        var planner = await Api.Alpha.PersonAsync("planner", Role.Planner);
        await planner
            .PatchAsync($"{Mine}/settings", """{"timeZone":"UTC"}""", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "auth.scopeMissing");
        await planner
            .PostAsync("/v1/workspaces", """{"code":"gamma","name":"G"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "auth.scopeMissing");
        await Client
            .PostAsync("/v1/workspaces", """{"code":"gamma","name":"G"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "auth.personRequired");
    }

    [Fact]
    public async Task The_creator_of_a_workspace_becomes_its_administrator()
    {
        var ann = await AdministratorAsync();
        using var answer = await ann.PostAsync("/v1/workspaces", """{"code":"gamma","name":"品牌丙","settings":{"timeZone":"UTC"}}""");
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var opened = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        answer.Headers.Location!.ToString().ShouldBe($"/v1/workspaces/{opened.Id()}");
        opened["settings"]!.Text("timeZone").ShouldBe("UTC");
        opened["settings"]!.Text("reportingCurrency").ShouldBe("CNY");

        Choose(ann, opened.Id());
        (await ann.ReadAsync("/v1/workspaces")).Each("code").ShouldBe(["alpha", "gamma"]);
        var members = (await ann.ReadAsync($"/v1/workspaces/{opened.Id()}/members")).Items();
        members.ShouldHaveSingleItem()!.Texts("roles").ShouldBe(["administrator"]);
        (await ann.ReadAsync("/v1/plans")).Items().ShouldBeEmpty();
        (await ann.ReadAsync("/v1/audit?type=workspace")).Items().ShouldHaveSingleItem()!.Text("resourceId").ShouldBe(opened.Id());
    }

    [Fact]
    public async Task Whoever_creates_a_workspace_can_use_it_in_the_next_request_on_every_node()
    {
        var ann = await AdministratorAsync();
        var beside = await Api.BesideAsync();
        using var elsewhere = beside.With(ann.DefaultRequestHeaders.Authorization!.ToString());
        await elsewhere.ReadAsync("/v1/me");
        await ann.ReadAsync("/v1/me");
        var opened = await ann.PostAsync("/v1/workspaces", """{"code":"gamma","name":"G"}""").ShouldBeAsync(HttpStatusCode.Created);

        foreach (var client in new[] { ann, elsewhere })
        {
            client.DefaultRequestHeaders.Remove("Workspace-Id");
            client.DefaultRequestHeaders.Add("Workspace-Id", opened.Id());
            await client.ReadAsync("/v1/plans");
        }
    }

    [Fact]
    public async Task A_retry_of_creating_a_workspace_gets_the_first_response()
    {
        var ann = await AdministratorAsync();
        var first = await ann.PostAsync("/v1/workspaces", """{"code":"gamma","name":"G"}""", "open-1")
            .ShouldBeAsync(HttpStatusCode.Created);
        using var second = await ann.PostAsync("/v1/workspaces", """{"code":"gamma","name":"G"}""", "open-1");
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        JsonNode.Parse(await second.Content.ReadAsStringAsync())!.Id().ShouldBe(first.Id());
        await ann.PostAsync("/v1/workspaces", """{"code":"delta","name":"D"}""", "open-1")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "idempotency.keyReused");
        (await ann.PostAsync("/v1/workspaces", """{"code":"delta","name":"D"}""", "open-2").ShouldBeAsync(HttpStatusCode.Created))
            .Id()
            .ShouldNotBe(first.Id());
    }

    [Fact]
    public async Task A_workspace_code_is_unique_in_the_installation()
    {
        var ann = await AdministratorAsync();
        (
            await ann.PostAsync("/v1/workspaces", """{"code":"beta","name":"B"}""")
                .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "workspace.codeTaken")
        )
            .Pointers()
            .ShouldBe(["/code"]);
        (
            await ann.PostAsync("/v1/workspaces", """{"code":"Beta!","name":" "}""")
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid")
        )
            .Pointers()
            .ShouldBe(["/code", "/name"], ignoreOrder: true);
    }

    [Fact]
    public async Task Validation_creates_no_workspace()
    {
        var ann = await AdministratorAsync();
        await ann.PostAsync("/v1/workspaces?validateOnly=true", """{"code":"gamma","name":"G"}""").ShouldBeAsync(HttpStatusCode.Created);
        Api.Services.GetRequiredService<Credentials>().Clear();
        (await ann.ReadAsync("/v1/workspaces")).Each("code").ShouldBe(["alpha"]);
    }

    [Fact]
    public async Task The_list_of_workspaces_is_paged_without_a_chosen_workspace()
    {
        Assert.SkipWhen(await TestDatabase.IsCompatibleAsync(), "Babelfish fails when it seeks a list of binary keys in an index.");
        await Api.Alpha.PersonAsync("bob", Role.Viewer);
        var bob = await Api.Beta.PersonAsync("bob", Role.Viewer);
        (await bob.WalkAsync("/v1/workspaces?pageSize=1&sort=-code"))
            .Select(workspace => workspace.Text("code"))
            .ShouldBe(["beta", "alpha"]);
        (await bob.ReadAsync("/v1/workspaces?code=beta")).Each("code").ShouldBe(["beta"]);
    }

    private async Task<HttpClient> AdministratorAsync()
    {
        var ann = await Api.Alpha.PersonAsync("ann", Role.Administrator);
        ann.DefaultRequestHeaders.Add("Workspace-Id", Api.Alpha.Id.ToString());
        return ann;
    }

    private void Choose(HttpClient person, string workspace)
    {
        Api.Services.GetRequiredService<Credentials>().Clear();
        person.DefaultRequestHeaders.Remove("Workspace-Id");
        person.DefaultRequestHeaders.Add("Workspace-Id", workspace);
    }
}
