using System.Net;
using System.Text;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Requests;

/// <summary>If-Match and If-None-Match of writes, as proxies and clients send them.</summary>
[Collection(FirstApi.Name)]
public sealed class ConditionalWriteTests(MarketingApi api) : ApiTest(api)
{
    private string _party = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var party = await Client.PostAsync("/v1/parties", """{"name":"P","kind":"team"}""").ShouldBeAsync(HttpStatusCode.Created);
        _party = $"/v1/parties/{party.Id()}";
        await Client.PatchAsync(_party, """{"name":"Q"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("W/\"2\"")]
    [InlineData("\"2-gzip\"")]
    [InlineData("\"2--gzip\"")]
    [InlineData("\"2;br\"")]
    [InlineData("W/\"2-zstd\"")]
    [InlineData("\"1\", \"2\"")]
    [InlineData("\"1\",W/\"2\",\"3\"")]
    [InlineData("\"abc\", \"2\"")]
    [InlineData("*")]
    public async Task A_tag_that_a_proxy_changed_or_one_of_a_list_names_the_version(string ifMatch) =>
        await SendAsync(HttpMethod.Patch, _party, ("If-Match", ifMatch)).ShouldBeAsync(HttpStatusCode.OK);

    [Theory]
    [InlineData("W/\"1\"")]
    [InlineData("\"1-gzip\"")]
    [InlineData("\"2-x\"")]
    [InlineData("\"2.1\"")]
    [InlineData("\"02x\"")]
    [InlineData("\"1\", \"3\"")]
    [InlineData("W/\"abc\"")]
    public async Task Any_other_tag_is_stale(string ifMatch) =>
        await SendAsync(HttpMethod.Patch, _party, ("If-Match", ifMatch))
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");

    [Theory]
    [InlineData("W/\"2\"")]
    [InlineData("\"2-gzip\"")]
    [InlineData("\"1\", \"2;br\"")]
    public async Task A_copy_is_current_whatever_a_proxy_appended_to_its_tag(string ifNoneMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _party);
        request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);

        using var response = await Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_put_for_new_resources_alone_creates_and_never_replaces()
    {
        var path = $"/v1/plans/{(await Client.PlanAsync("P")).Id()}/anchors/SURVEY";
        const string Day = """{"date":"2026-03-02"}""";

        await SendAsync(HttpMethod.Put, path, Day, ("If-None-Match", "*")).ShouldBeAsync(HttpStatusCode.Created);
        await SendAsync(HttpMethod.Put, path, Day, ("If-None-Match", "*"))
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        await SendAsync(HttpMethod.Put, path, Day, ("If-Match", "*")).ShouldBeAsync(HttpStatusCode.OK);
        await SendAsync(HttpMethod.Put, path + "2", Day, ("If-Match", "*"))
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
    }

    [Theory]
    [InlineData("document", """{"plan":{"title":"T","planType":"brandMaintenance","language":"zh-Hans","currency":"CNY"}}""")]
    [InlineData("sections/objectives", """{"items":[]}""")]
    public async Task What_always_exists_cannot_be_put_as_new(string path, string json) =>
        await SendAsync(HttpMethod.Put, $"/v1/plans/{(await Client.PlanAsync("P")).Id()}/{path}", json, ("If-None-Match", "*"))
            .ShouldBeAsync(HttpStatusCode.PreconditionFailed);

    [Fact]
    public async Task A_change_that_was_only_validated_has_neither_address_nor_tag_nor_secret()
    {
        using var created = await Client.PostAsync("/v1/parties?validateOnly=true", """{"name":"N","kind":"team"}""");
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.Location.ShouldBeNull();
        created.Headers.ETag.ShouldBeNull();
        using var changed = await SendAsync(HttpMethod.Patch, _party + "?validateOnly=true", ("If-Match", "\"2\""));
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        changed.Headers.ETag.ShouldBeNull();
        var key = await Client
            .PostAsync("/v1/api-keys?validateOnly=true", """{"name":"K","scopes":["plans:read"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        key["key"].ShouldBeNull();
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, """{"name":"R"}""", headers);

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string json, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request);
    }
}
