using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.History;

[Collection(SecondApi.Name)]
public sealed class RetryKeyTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task A_retry_gets_the_first_response_and_changes_nothing()
    {
        using var first = await Client.PostAsync("/v1/plans", PlanSteps.PlanJson("P"), "key-1");
        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        using var second = await Client.PostAsync("/v1/plans", PlanSteps.PlanJson("P"), "key-1");
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        second.Headers.Location.ShouldBe(first.Headers.Location);
        second.Headers.ETag.ShouldBe(first.Headers.ETag);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        (await Client.ReadAsync("/v1/plans")).Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_for_another_request_is_rejected()
    {
        await Client.PostAsync("/v1/plans", PlanSteps.PlanJson("P"), "key-1").ShouldBeAsync(HttpStatusCode.Created);
        await Client
            .PostAsync("/v1/plans", PlanSteps.PlanJson("Q"), "key-1")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "idempotency.keyReused");
        await Client
            .PostAsync("/v1/parties", """{"name":"P","kind":"team"}""", "key-1")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "idempotency.keyReused");
    }

    [Fact]
    public async Task An_error_response_is_not_stored()
    {
        var plan = await Client.PlanAsync("P", new { code = "P-1" });
        var json = PlanSteps.PlanJson("Q", new { code = "P-1" });
        await Client.PostAsync("/v1/plans", json, "key-1").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.codeTaken");
        await Client.DeleteAsync($"/v1/plans/{plan.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.PostAsync("/v1/plans", json, "key-1").ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Each_credential_has_its_own_keys()
    {
        var other = await Api.Alpha.WithScopesAsync("plans:write", "plans:read");
        var ids = new HashSet<string>();
        foreach (var client in new[] { Client, other, Api.Beta.Client })
        {
            ids.Add((await client.PostAsync("/v1/plans", PlanSteps.PlanJson("P"), "key-1").ShouldBeAsync(HttpStatusCode.Created)).Id());
        }

        ids.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Concurrent_requests_with_one_key_run_once()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Client.PostAsync("/v1/plans", PlanSteps.PlanJson("P"), "key-1"))
        );
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created);
        answers.Count(answer => answer.Headers.Contains("Idempotency-Replayed")).ShouldBe(7);
        (await Client.ReadAsync("/v1/plans")).Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_retry_gets_its_response_before_its_version_is_checked()
    {
        var plan = await Client.PlanAsync("P");
        await Client.DeleteAsync($"/v1/plans/{plan.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/plans/{plan.Id()}/restore");
            request.Headers.TryAddWithoutValidation("If-Match", "\"2\"");
            request.Headers.Add("Idempotency-Key", "restore-1");
            using var answer = await Client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Headers.ETag!.Tag.ShouldBe("\"3.0\"");
            answer.Headers.Contains("Idempotency-Replayed").ShouldBe(i == 1);
        }
    }

    [Fact]
    public async Task Changes_and_deletions_are_replayed_before_their_version_is_checked()
    {
        var party = await Client.PostAsync("/v1/parties", """{"name":"P","kind":"team"}""").ShouldBeAsync(HttpStatusCode.Created);
        var path = $"/v1/parties/{party.Id()}";
        var anchor = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}/anchors/SURVEY";
        for (var i = 0; i < 2; i++)
        {
            using var patched = await SendAsync(HttpMethod.Patch, path, "patch-1", "\"1\"", """{"name":"Q"}""");
            patched.StatusCode.ShouldBe(HttpStatusCode.OK);
            patched.Headers.ETag!.Tag.ShouldBe("\"2\"");
            patched.Headers.Contains("Idempotency-Replayed").ShouldBe(i == 1);
            using var put = await SendAsync(HttpMethod.Put, anchor, "put-1", null, """{"date":"2026-03-02"}""");
            put.StatusCode.ShouldBe(HttpStatusCode.Created);
            put.Headers.Contains("Idempotency-Replayed").ShouldBe(i == 1);
        }

        for (var i = 0; i < 2; i++)
        {
            using var deleted = await SendAsync(HttpMethod.Delete, path, "delete-1", "\"2\"", null);
            deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
            deleted.Headers.Contains("Idempotency-Replayed").ShouldBe(i == 1);
        }

        (await Client.ReadAsync($"{path}?includeDeleted=true")).Version().ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"name":"P","kind":"team"}""", "{\r\n\t\"name\" : \"P\",\n  \"kind\": \"team\"\n}\n", true)]
    [InlineData("""{"name":"P \" Q","kind":"team"}""", """{ "name": "P \" Q", "kind": "team" }""", true)]
    [InlineData("""{"name":"P Q","kind":"team"}""", """{"name":"P  Q","kind":"team"}""", false)]
    [InlineData("""{"name":"PQ","kind":"team"}""", """{"name":"P Q","kind":"team"}""", false)]
    public async Task A_retry_may_differ_in_white_space_between_members_alone(string first, string second, bool same)
    {
        await Client.PostAsync("/v1/parties", first, "key-1").ShouldBeAsync(HttpStatusCode.Created);

        using var retry = await Client.PostAsync("/v1/parties", second, "key-1");

        retry.StatusCode.ShouldBe(same ? HttpStatusCode.Created : HttpStatusCode.UnprocessableEntity);
        retry.Headers.Contains("Idempotency-Replayed").ShouldBe(same);
    }

    [Fact]
    public async Task Exactly_the_operations_that_write_declare_the_key()
    {
        var paths = JsonNode.Parse(await Client.GetStringAsync("/openapi/v1.json"))!["paths"]!;

        Declares(paths["/v1/parties/match"]!["post"]!).ShouldBeFalse();
        foreach (var (path, method) in new[] { ("/v1/parties", "post"), ("/v1/parties/{id}", "patch"), ("/v1/parties/{id}", "delete") })
        {
            Declares(paths[path]![method]!).ShouldBeTrue(path);
        }

        static bool Declares(JsonNode operation) =>
            operation["parameters"]!.AsArray().Any(parameter => (string?)parameter!["$ref"] == "#/components/parameters/IdempotencyKey");
    }

    [Fact]
    public async Task Validation_does_not_use_the_key()
    {
        await Client.PostAsync("/v1/plans?validateOnly=true", PlanSteps.PlanJson("P"), "key-1").ShouldBeAsync(HttpStatusCode.Created);
        using var answer = await Client.PostAsync("/v1/plans", PlanSteps.PlanJson("P"), "key-1");
        answer.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        (await Client.ReadAsync("/v1/plans")).Items().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(3, ' ')]
    [InlineData(256, 'k')]
    public async Task A_key_is_1_to_255_visible_characters(int length, char middle)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/plans")
        {
            Content = new StringContent(PlanSteps.PlanJson("P"), System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", $"k{new string(middle, length - 2)}k");
        (await Client.SendAsync(request).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid"))
            .Pointers()
            .ShouldBe(["/Idempotency-Key"]);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string key, string? ifMatch, string? json)
    {
        var request = new HttpRequestMessage(method, path)
        {
            Content = json is null ? null : new StringContent(json, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return Client.SendAsync(request);
    }
}
