using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Marketing.Api.Hosting.Pipeline;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Marketing.Api.Tests.Hosting;

/// <summary>The service behind a reverse proxy on the same machine that adds a prefix. <c>eng/proxy.sh</c> tests with nginx.</summary>
public sealed class ProxiedApi : IAsyncLifetime
{
    public MarketingApi Api { get; } =
        new(
            new Dictionary<string, string?>
            {
                ["Forwarded:KnownProxies:0"] = "127.0.0.1",
                ["Forwarded:PathBase"] = "/plans-of-brand/",
                ["RateLimits:FailedAuthentications"] = "3",
            }
        );

    public ValueTask InitializeAsync() => Api.InitializeAsync();

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}

public sealed class ProxyTests(ProxiedApi proxied) : IClassFixture<ProxiedApi>
{
    private const string Party = """{"name":"P","kind":"team"}""";

    private readonly MarketingApi _api = proxied.Api;

    [Theory]
    [InlineData("/marketing", "/v1", "X-Forwarded-Prefix")]
    [InlineData("/plans-of-brand", "/plans-of-brand/v1", null)]
    [InlineData("/plans-of-brand", "/v1", null)]
    public async Task Every_address_has_the_prefix_of_the_proxy(string prefix, string root, string? header)
    {
        using var client = Client(header is null ? [] : [(header, prefix)]);
        await client.PostAsync($"{root}/parties", Party.Replace("P", Guid.NewGuid().ToString(), StringComparison.Ordinal));
        using var created = await client.PostAsync(
            $"{root}/parties",
            Party.Replace("P", Guid.NewGuid().ToString(), StringComparison.Ordinal)
        );
        created.Headers.Location!.OriginalString.ShouldStartWith($"{prefix}/v1/parties/");
        using var list = await client.GetAsync($"{root}/parties?pageSize=1");
        list.Headers.GetValues("Link").Single().ShouldStartWith($"<{prefix}/v1/parties?");
        (await JsonOf(client, $"{root}/nowhere")).Text("instance").ShouldBe($"{prefix}/v1/nowhere");
        var document = root[..^"/v1".Length] + "/openapi/v1.json";
        (await JsonOf(client, document))["servers"]![0]!.Text("url").ShouldBe(prefix);
    }

    [Theory]
    [InlineData("/docs/index.html")]
    [InlineData("/plans-of-brand/docs/index.html")]
    public async Task The_docs_find_their_document_by_a_relative_address(string path)
    {
        using var client = Client();
        (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetStringAsync(path.Replace("index.html", "index.js", StringComparison.Ordinal))).ShouldContain("../openapi/v1.json");
    }

    [Fact]
    public async Task Wrong_credentials_of_one_client_do_not_throttle_another()
    {
        using var client = new HttpClient { BaseAddress = _api.Address };
        var attempts = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            attempts.Add(await GuessAsync(client, "203.0.113.7"));
        }

        attempts.ShouldBe([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 3), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 2)]);
        (await GuessAsync(client, "203.0.113.8")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_scheme_of_the_client_decides_about_HSTS()
    {
        using var client = Client([("X-Forwarded-Proto", "https")]);
        (await client.GetAsync("/v1/me")).Headers.Contains("Strict-Transport-Security").ShouldBeTrue();
        using var plain = Client();
        (await plain.GetAsync("/v1/me")).Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Theory]
    [InlineData("KnownProxies:0", "proxy.example.com")]
    [InlineData("KnownNetworks:0", "10.0.0.5/99")]
    [InlineData("PathBase", "marketing")]
    public void A_malformed_setting_stops_the_start(string key, string value)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [$"Forwarded:{key}"] = value })
            .Build();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.AddProxies();

        Should.Throw<StartRefusedException>(() => builder.Build().UseProxies()).Message.ShouldContain(value);
    }

    private static async Task<HttpStatusCode> GuessAsync(HttpClient client, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/me");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer mk_wrong");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task<JsonNode> JsonOf(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private HttpClient Client(params IEnumerable<(string Name, string Value)> headers)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _api.Address };
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {_api.Alpha.Key}");
        foreach (var (name, value) in headers)
        {
            client.DefaultRequestHeaders.Add(name, value);
        }

        return client;
    }
}

/// <summary>Without configured proxies.</summary>
[Collection(FirstApi.Name)]
public sealed class UnknownProxyTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task Forwarded_headers_of_anyone_are_ignored()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/parties")
        {
            Content = new StringContent("""{"name":"P","kind":"team"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Forwarded-Prefix", "/evil");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var response = await Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        response.Headers.Location!.OriginalString.ShouldStartWith("/v1/parties/");
        response.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }
}
