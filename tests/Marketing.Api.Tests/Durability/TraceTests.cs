using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Conformance;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Durability;

/// <summary>A write that is only validated is answered as if it were done, and leaves the database as it was.</summary>
[Collection(FirstApi.Name)]
public sealed class TraceTests(MarketingApi api) : ApiTest(api)
{
    private const string Plan = """{"title":"Trial","language":"en","currency":"EUR"}""";
    private const string Party = """{"name":"Trial","kind":"team"}""";

    [Fact]
    public async Task Validating_any_write_leaves_no_trace()
    {
        var person = await Api.Alpha.PersonAsync("admin", Role.Administrator);
        var text = await Client.GetStringAsync("/openapi/v1.json");
        var writes = await PrepareAsync();
        await AddOthersAsync(writes, ServedContract.Parse(text));
        writes.Keys.ShouldBe(Validatable(ServedContract.Parse(text)), ignoreOrder: true);
        await using var pause = await Api.PauseBackgroundWorkAsync();
        await ValidateAsync(writes, person);
    }

    private async Task ValidateAsync(Dictionary<string, (HttpMethod Method, string Path, string? Body)> writes, HttpClient person)
    {
        var refused = new List<string>();
        var before = await DumpAsync();
        foreach (var (operation, (method, path, body)) in writes)
        {
            var request = new HttpRequestMessage(method, path + "?validateOnly=true");
            request.Headers.TryAddWithoutValidation("If-Match", "*");
            if (method == HttpMethod.Post)
            {
                request.Headers.Add("Idempotency-Key", operation);
            }

            if (body is not null)
            {
                request.Content = new StringContent(
                    body,
                    Encoding.UTF8,
                    method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json"
                );
            }

            using var answer = await (operation == "createWorkspace" ? person : Client).SendAsync(request);
            if (!answer.IsSuccessStatusCode)
            {
                refused.Add($"{operation}: {await answer.Content.ReadAsStringAsync()}");
            }

            var after = await DumpAsync();
            after.Except(before).ShouldBeEmpty($"rows after {operation}");
            before.Except(after).ShouldBeEmpty($"rows before {operation}");
        }

        refused.ShouldBeEmpty();
    }

    private async Task<Dictionary<string, (HttpMethod Method, string Path, string? Body)>> PrepareAsync()
    {
        var plan = $"/v1/plans/{(await MakeAsync("/v1/plans", Plan)).Id()}";
        var objective = $"{plan}/objectives/{(await MakeAsync(plan + "/objectives", ObjectiveJson("Grow"))).Id()}";
        var part = objective.Replace("/objectives/", "/parts/", StringComparison.Ordinal);
        var deletedPart = $"{plan}/parts/{(await MakeAsync(plan + "/parts", PartJson("risks", """{"name":"Snow"}"""))).Id()}";
        await Client.DeleteAsync(deletedPart, 1).ShouldBeAsync(HttpStatusCode.NoContent);
        var deletedPlan = $"/v1/plans/{(await MakeAsync("/v1/plans", Plan)).Id()}";
        await Client.DeleteAsync(deletedPlan, 1).ShouldBeAsync(HttpStatusCode.NoContent);
        var party = $"/v1/parties/{(await MakeAsync("/v1/parties", """{"name":"One","kind":"team","contact":{"name":"陈晓"}}""")).Id()}";
        var other = (await MakeAsync("/v1/parties", """{"name":"Two","kind":"team"}""")).Id();
        var deletedParty = $"/v1/parties/{(await MakeAsync("/v1/parties", """{"name":"Three","kind":"team"}""")).Id()}";
        await Client.DeleteAsync(deletedParty, 1).ShouldBeAsync(HttpStatusCode.NoContent);
        var key = $"/v1/api-keys/{(await MakeAsync("/v1/api-keys", """{"name":"Trial","scopes":["plans:read"]}""")).Id()}";
        var task = $"/v1/tasks/{(await MakeAsync("/v1/tasks", """{"origin":"risk","title":"Respond"}""")).Id()}";
        var workspace = $"/v1/workspaces/{Api.Alpha.Id}";
        var member = $"{workspace}/members/{(await MakeAsync(workspace + "/members", Member("in"))).Id()}";
        return new()
        {
            ["createPlan"] = (HttpMethod.Post, "/v1/plans", Plan),
            ["importPlan"] = (HttpMethod.Post, "/v1/plans/import", $$"""{"plan":{{Plan}},"objectives":[{"text":"Grow"}]}"""),
            ["updatePlan"] = (HttpMethod.Patch, plan, """{"title":"Changed"}"""),
            ["deletePlan"] = (HttpMethod.Delete, plan, null),
            ["restorePlan"] = (HttpMethod.Post, deletedPlan + "/restore", null),
            ["createObjective"] = (HttpMethod.Post, plan + "/objectives", ObjectiveJson("Grow more")),
            ["updateObjective"] = (HttpMethod.Patch, objective, ObjectiveJson("Grow less")),
            ["deleteObjective"] = (HttpMethod.Delete, objective, null),
            ["createPart"] = (HttpMethod.Post, plan + "/parts", PartJson("risks", """{"name":"Rain"}""")),
            ["updatePart"] = (HttpMethod.Patch, part, PartJson("objectives", """{"name":"Growth"}""")),
            ["deletePart"] = (HttpMethod.Delete, part, null),
            ["restorePart"] = (HttpMethod.Post, deletedPart + "/restore", null),
            ["reorderParts"] = (HttpMethod.Post, plan + "/parts/reorder", $$"""{"section":"objectives","ids":["{{part[^36..]}}"]}"""),
            ["replaceSection"] = (
                HttpMethod.Put,
                plan + "/sections/objectives",
                SectionJson("objectives", ("O", """{"text":"Replaced"}"""))
            ),
            ["createParty"] = (HttpMethod.Post, "/v1/parties", Party),
            ["updateParty"] = (HttpMethod.Patch, party, """{"name":"Changed"}"""),
            ["deleteParty"] = (HttpMethod.Delete, party, null),
            ["restoreParty"] = (HttpMethod.Post, deletedParty + "/restore", null),
            ["mergeParty"] = (HttpMethod.Post, party + "/merge", $$"""{"intoId":"{{other}}"}"""),
            ["eraseParty"] = (HttpMethod.Post, party + "/erase", null),
            ["createApiKey"] = (HttpMethod.Post, "/v1/api-keys", """{"name":"More","scopes":["plans:read"]}"""),
            ["updateApiKey"] = (HttpMethod.Patch, key, """{"name":"Changed"}"""),
            ["revokeApiKey"] = (HttpMethod.Post, key + "/revoke", null),
            ["updateTask"] = (HttpMethod.Patch, task, """{"title":"Changed","plannedHours":8}"""),
            ["createWorkspace"] = (HttpMethod.Post, "/v1/workspaces", """{"code":"trial","name":"Trial"}"""),
            ["updateWorkspace"] = (HttpMethod.Patch, workspace, """{"name":"Changed"}"""),
            ["updateWorkspaceSettings"] = (HttpMethod.Patch, workspace + "/settings", """{"timeZone":"Europe/Berlin"}"""),
            ["addMember"] = (HttpMethod.Post, workspace + "/members", Member("new")),
            ["updateMember"] = (HttpMethod.Patch, member, """{"displayName":"Changed"}"""),
            ["removeMember"] = (HttpMethod.Delete, member, null),
        };
    }

    /// <summary>The writes that are not written out above, made from the document: each changes what is there.</summary>
    private async Task AddOthersAsync(Dictionary<string, (HttpMethod Method, string Path, string? Body)> writes, ServedContract contract)
    {
        var fixtures = await Fixtures.OfAsync(Api.Alpha, contract, "before");
        var emptyPlan = (await MakeAsync("/v1/plans", Plan)).Id();
        var sampler = new Sampler(contract, new Random(1), "after");
        foreach (
            var operation in contract.Operations.Where(each =>
                Probe.Takes(each, "validateOnly") && !Probe.DependsOnState(each) && !writes.ContainsKey(each.Id)
            )
        )
        {
            var makes = operation.Method == "POST" && !Probe.NamesOthers(operation);
            string path;
            if (operation.Path.EndsWith("/restore", StringComparison.Ordinal))
            {
                var collection = operation.Path[..operation.Path.LastIndexOf("/{", StringComparison.Ordinal)];
                var filled = fixtures.Fill(collection);
                path = $"{filled}/{await MakeDeletedAsync(collection, filled, contract, sampler)}/restore";
            }
            else
            {
                path = fixtures.Fill(makes ? operation.Path.Replace("{planId}", emptyPlan, StringComparison.Ordinal) : operation.Path);
            }

            writes.Add(operation.Id, (new HttpMethod(operation.Method), path, await BodyOfAsync(operation, path, contract, sampler)));
        }
    }

    private async Task<string?> BodyOfAsync(ContractOperation operation, string path, ServedContract contract, Sampler sampler)
    {
        if (Probe.NamesOthers(operation))
        {
            var items = (await Client.ReadAsync(path[..path.LastIndexOf('/')])).Items();
            return new JsonObject { ["ids"] = new JsonArray([.. items.Select(item => JsonValue.Create(item!.Id()))]) }.ToJsonString();
        }

        var collection =
            operation.Method == "PATCH"
                ? contract.Operations.Single(each =>
                    each.Method == "POST" && each.Path == operation.Path[..operation.Path.LastIndexOf('/')]
                )
                : operation;
        return Fixtures.BodyOf(collection) is { } schema ? sampler.Marked(schema).ToJsonString() : null;
    }

    private async Task<string> MakeDeletedAsync(string collection, string filled, ServedContract contract, Sampler sampler)
    {
        var create = contract.Operations.Single(each => each.Method == "POST" && each.Path == collection);
        var made = await MakeAsync(filled, sampler.Marked(Fixtures.BodyOf(create)!).ToJsonString());
        await Client.DeleteAsync($"{filled}/{made.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        return made.Id();
    }

    private Task<JsonObject> MakeAsync(string path, string body) => Client.PostAsync(path, body).ShouldBeAsync(HttpStatusCode.Created);

    private static string Member(string subject) =>
        $$"""{"issuer":"{{MarketingApi.Issuer}}","subject":"{{subject}}","displayName":"M","roles":["viewer"]}""";

    /// <summary>Steps of plans, budgets and other features need persons and states; their own tests take them.</summary>
    private static IEnumerable<string> Validatable(ServedContract contract) =>
        contract
            .Operations.Where(operation => Probe.Takes(operation, "validateOnly") && !Probe.DependsOnState(operation))
            .Select(operation => operation.Id);

    /// <summary>Every value of every table, but for leases and the last use of keys.</summary>
    private async Task<IReadOnlyList<string>> DumpAsync()
    {
        var tables = await Api.Database.TablesAsync();
        await using var connection = await Api.Database.OpenAsync();
        var lines = new List<string>();
        foreach (var table in tables.Except(["Leases"], StringComparer.OrdinalIgnoreCase))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                lines.Add($"{table}: {string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => ValueOf(reader, i)))}");
            }
        }

        lines.Count.ShouldBeGreaterThan(tables.Count);
        return lines;
    }

    private static string? ValueOf(DbDataReader reader, int column) =>
        string.Equals(reader.GetName(column), "LastUsedAt", StringComparison.OrdinalIgnoreCase) ? ""
        : reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes)
        : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture);
}
