using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Conformance;

/// <summary>Calls every operation of the document with every kind of sufficient and insufficient credential.</summary>
[Collection(FirstApi.Name)]
public sealed class AccessWalkerTests(MarketingApi api) : ApiTest(api)
{
    private const string Key = "apiKey";
    private const string Person = "personToken";

    private ServedContract _contract = null!;
    private Fixtures _estate = null!;
    private Sampler _sampler = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        using var reader = Api.Anonymous();
        _contract = ServedContract.Parse(await reader.GetStringAsync("/openapi/v1.json"));
        _estate = await Fixtures.OfAsync(Api.Alpha, _contract, "alpha");
        _sampler = new Sampler(_contract, new Random(2));
    }

    [Fact]
    public async Task Every_operation_requires_a_credential()
    {
        using var nobody = Api.Anonymous();
        foreach (var operation in _contract.Operations)
        {
            await ShouldBeChallengedAsync(nobody, operation, "auth.missing");
        }
    }

    [Theory]
    [InlineData("Bearer mk_0123456789abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.")]
    [InlineData("Bearer garbage")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    [InlineData("Digest username=admin")]
    public async Task Every_operation_rejects_an_invalid_credential(string authorization)
    {
        using var stranger = Api.With(authorization);
        foreach (var operation in _contract.Operations)
        {
            await ShouldBeChallengedAsync(stranger, operation, null);
        }
    }

    [Fact]
    public async Task Clients_with_all_scopes_are_accepted_everywhere()
    {
        using var person = await Api.Alpha.PersonAsync("head", Role.Administrator);
        foreach (var operation in _contract.Operations)
        {
            var client = Probe.ScopesFor(operation, Key) is null ? person : Client;
            using var answer = await client.SendAsync(Valid(operation));
            var text = await answer.Content.ReadAsStringAsync();
            (answer.IsSuccessStatusCode || IsStateRefusal(answer, operation, text)).ShouldBeTrue(
                $"{operation.Id}: {(int)answer.StatusCode} {text}"
            );
        }
    }

    [Fact]
    public async Task A_key_with_one_scope_can_call_exactly_the_documented_operations()
    {
        var wrong = new List<string>();
        foreach (var scope in Scopes.All.Keys)
        {
            using var client = await Api.Alpha.WithScopesAsync(scope);
            foreach (var operation in _contract.Operations)
            {
                var open = Probe.ScopesFor(operation, Key) is { } scopes && (scopes.Count == 0 || scopes.Contains(scope));
                await CompareAsync(client, operation, open, $"key with {scope}", wrong);
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_can_call_exactly_what_the_roles_allow()
    {
        var wrong = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            using var client = await Api.Alpha.PersonAsync($"person-{role}", role);
            foreach (var operation in _contract.Operations)
            {
                var scopes = Probe.ScopesFor(operation, Person);
                var open = scopes is not null && (scopes.Count == 0 || scopes.Intersect(Scopes.Of(role)).Any());
                await CompareAsync(client, operation, open, role.ToString(), wrong);
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_grants_no_more_than_its_scopes()
    {
        await Api.Alpha.PersonAsync("narrow", Role.Administrator);
        using var client = Api.With("Bearer " + MarketingApi.TokenFor("narrow", "narrow", [Scopes.PlansRead]));
        var wrong = new List<string>();
        foreach (var operation in _contract.Operations)
        {
            var scopes = Probe.ScopesFor(operation, Person)!;
            await CompareAsync(client, operation, scopes.Count == 0 || scopes.Contains(Scopes.PlansRead), "token for plans:read", wrong);
        }

        wrong.ShouldBeEmpty();
    }

    /// <summary>
    /// Errors of the resource's state, and rules about the caller beyond scopes, also show that the scope is sufficient. Calendar feeds of
    /// others are unknown to everybody but administrators, and jobs to those who could not create them.
    /// </summary>
    private static bool IsStateRefusal(HttpResponseMessage answer, ContractOperation operation, string text) =>
        (operation.Method is "POST" or "DELETE" && answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity)
        || (operation.Method is "POST" && answer.StatusCode is HttpStatusCode.PreconditionFailed)
        || (answer.StatusCode is HttpStatusCode.NotFound && JsonNode.Parse(text)!.Text("code") is "calendarFeed.notFound" or "job.notFound")
        || IsAboutTheCaller(answer, text);

    private static bool IsAboutTheCaller(HttpResponseMessage answer, string text) =>
        answer.StatusCode == HttpStatusCode.Forbidden && !JsonNode.Parse(text)!.Text("code").StartsWith("auth.", StringComparison.Ordinal);

    private static async Task CompareAsync(
        HttpClient client,
        Func<HttpRequestMessage> request,
        ContractOperation operation,
        bool open,
        string who,
        List<string> wrong
    )
    {
        using var answer = await client.SendAsync(request());
        var text = await answer.Content.ReadAsStringAsync();
        var refused = answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized && !IsAboutTheCaller(answer, text);
        var right = open
            ? answer.IsSuccessStatusCode || IsStateRefusal(answer, operation, text)
            : answer.StatusCode == HttpStatusCode.Forbidden;
        if (!right || refused == open)
        {
            wrong.Add($"{operation.Id} by {who}: {(int)answer.StatusCode}, open: {open}; {text}");
        }
    }

    private Task CompareAsync(HttpClient client, ContractOperation operation, bool open, string who, List<string> wrong) =>
        CompareAsync(client, () => Valid(operation), operation, open, who, wrong);

    private async Task ShouldBeChallengedAsync(HttpClient client, ContractOperation operation, string? code)
    {
        using var answer = await client.SendAsync(Valid(operation));
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{operation.Id}: {text}");
        answer.Headers.WwwAuthenticate.ShouldNotBeEmpty(operation.Id);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", operation.Id);
        (code ?? JsonNode.Parse(text)!.Text("code")).ShouldBe(JsonNode.Parse(text)!.Text("code"), operation.Id);
    }

    private HttpRequestMessage Valid(ContractOperation operation) =>
        Probe.Of(operation, _estate, Fixtures.BodyOf(operation) is { } schema ? _sampler.Of(schema) : null);
}
