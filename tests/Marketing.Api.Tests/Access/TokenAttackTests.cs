using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Marketing.Domain.Access;
using Marketing.Infrastructure.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Access;

/// <summary>A host with a member "ann". Every forged, modified or expired token must be rejected.</summary>
public sealed class TokenHost : IAsyncLifetime
{
    internal AccessHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await AccessHost.StartAsync(settings: new Dictionary<string, string?> { ["RateLimits:FailedAuthentications"] = "100000" });
        var workspace = await Host.OpenWorkspaceAsync();
        await Host.JoinAsync(workspace, "ann", Role.Planner, Role.Approver);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

public sealed class TokenAttackTests(TokenHost fixture) : IClassFixture<TokenHost>
{
    private const string Basic = "Basic realm=\"marketing\", charset=\"UTF-8\"";

    private static readonly RSA ForeignRsa = RSA.Create(2048);

    private static readonly Dictionary<string, Func<string>> Forged = new()
    {
        ["alg none, no signature"] = () => Unsigned("none"),
        ["alg None"] = () => Unsigned("None"),
        ["alg NONE"] = () => Unsigned("NONE"),
        ["alg none, with the signature of a good token"] = () => Unsigned("none") + Tokens.Good().Split('.')[2],
        ["alg empty"] = () => Tokens.Hmac(Tokens.Header(""), Tokens.Payload()),
        ["alg missing"] = () => Tokens.WithHeader(("alg", null)),
        ["HS384 with the right key"] = () =>
            Tokens.Sign(Tokens.Header("HS384"), Tokens.Payload(), input => HMACSHA384.HashData(Key, input)),
        ["HS512 with the right key"] = () =>
            Tokens.Sign(Tokens.Header("HS512"), Tokens.Payload(), input => HMACSHA512.HashData(Key, input)),
        ["RS256 in the header over an HMAC"] = () => Tokens.Hmac(Tokens.Header("RS256"), Tokens.Payload()),
        ["RS256 of a foreign key"] = () => Tokens.Sign(Tokens.Header("RS256"), Tokens.Payload(), Rsa),
        ["another key"] = () =>
            Tokens.Hmac(Tokens.Header(), Tokens.Payload(), Encoding.UTF8.GetBytes("another-signing-key-that-is-long-enough")),
        ["an empty key"] = () => Tokens.Hmac(Tokens.Header(), Tokens.Payload(), []),
        ["a kid that is a path, signed with an empty key"] = () => Tokens.Hmac(Headed(("kid", "../../../dev/null")), Tokens.Payload(), []),
        ["a kid that is SQL"] = () => Tokens.Hmac(Headed(("kid", "' UNION SELECT 'key'--")), Tokens.Payload(), "key"u8.ToArray()),
        ["an embedded jwk"] = () => Tokens.Sign(Headed(("alg", "RS256"), ("jwk", Jwk())), Tokens.Payload(), Rsa),
        ["a jku elsewhere"] = () => Tokens.Sign(Headed(("alg", "RS256"), ("jku", "https://evil.example.com/keys")), Tokens.Payload(), Rsa),
        ["an x5u elsewhere"] = () => Tokens.Sign(Headed(("alg", "RS256"), ("x5u", "https://evil.example.com/cert")), Tokens.Payload(), Rsa),
        ["a critical extension nobody knows"] = () => Tokens.Hmac(Headed(("crit", new JsonArray("own")), ("own", true)), Tokens.Payload()),
        ["no signature part"] = () => string.Join('.', Tokens.Good().Split('.')[..2]),
        ["an empty signature"] = () => string.Join('.', Tokens.Good().Split('.')[..2]) + ".",
        ["a shortened signature"] = () => Tokens.Good()[..^4],
        ["a lengthened signature"] = () => Tokens.Good() + "AAAA",
        ["five parts"] = () => Tokens.Good() + ".AAAA.AAAA",
        ["four parts"] = () => Tokens.Good() + ".AAAA",
        ["one part"] = () => "abc",
        ["not base64"] = () => "ä.ö.ü",
        ["only dots"] = () => "..",
        ["a payload that was changed"] = () => Swap(1, Tokens.Payload(scope: "admin").ToJsonString()),
        ["a header that was changed"] = () => Swap(0, Headed(("kid", "1")).ToJsonString()),
        ["a payload that is no JSON"] = () => Tokens.SignText(Tokens.Header().ToJsonString(), "admin"),
        ["a payload that is an array"] = () => Tokens.SignText(Tokens.Header().ToJsonString(), "[]"),
        ["a header that is an array"] = () => Tokens.SignText("[]", Tokens.Payload().ToJsonString()),
        ["a deep payload"] = () =>
            Tokens.SignText(Tokens.Header().ToJsonString(), $"{{\"a\":{new string('[', 3000)}{new string(']', 3000)}}}"),
        ["another issuer"] = () => Tokens.With(("iss", "https://evil.example.com")),
        ["an issuer with a slash more"] = () => Tokens.With(("iss", AccessHost.Issuer + "/")),
        ["no issuer"] = () => Tokens.With(("iss", null)),
        ["an issuer that is a list"] = () => Tokens.With(("iss", new JsonArray(AccessHost.Issuer))),
        ["another audience"] = () => Tokens.With(("aud", "another-api")),
        ["no audience"] = () => Tokens.With(("aud", null)),
        ["an empty list of audiences"] = () => Tokens.With(("aud", new JsonArray())),
        ["a list of other audiences"] = () => Tokens.With(("aud", new JsonArray("a", "b"))),
        ["no exp"] = () => Tokens.With(("exp", null)),
        ["an exp in words"] = () => Tokens.With(("exp", "tomorrow")),
        ["an exp beyond all numbers"] = () =>
            Tokens.SignText(
                Tokens.Header().ToJsonString(),
                Tokens.Payload().ToJsonString().Replace(Tokens.Payload()["exp"]!.ToJsonString(), "1e400", StringComparison.Ordinal)
            ),
        ["not good yet"] = () => Tokens.With(("nbf", Tokens.In(90))),
        ["no subject"] = () => Tokens.With(("sub", null)),
        ["an empty subject"] = () => Tokens.With(("sub", "")),
        ["a subject that is an object"] = () => Tokens.With(("sub", new JsonObject { ["id"] = "ann" })),
        ["two subjects"] = () => Tokens.With(("sub", new JsonArray("ann", "bob"))),
        ["a subject without end"] = () => Tokens.With(("sub", new string('a', 256))),
        ["a subject with a line break"] = () => Tokens.With(("sub", "ann\nadmin")),
        ["a subject with NUL"] = () => Tokens.With(("sub", "ann\0")),
        ["another type"] = () => Tokens.WithHeader(("typ", "logout+jwt")),
        ["no type"] = () => Tokens.WithHeader(("typ", null)),
        ["too large"] = () => Tokens.With(("padding", new string('x', 20_000))),
        ["the key of development"] = DevelopmentToken,
    };

    private static byte[] Key => Encoding.UTF8.GetBytes(AccessHost.SigningKey);

    public static TheoryData<string> ForgedNames => [.. Forged.Keys];

    [Theory]
    [MemberData(nameof(ForgedNames))]
    public async Task A_forged_token_is_rejected(string attack)
    {
        var answer = await fixture.Host.GetAsync("/any", "Bearer " + Forged[attack]());

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Code.ShouldBe("auth.invalid");
        answer.Challenges.ShouldBe(["Bearer realm=\"marketing\", error=\"invalid_token\"", Basic]);
        answer.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_valid_token_grants_the_scopes_that_both_token_and_role_allow()
    {
        var answer = await fixture.Host.GetAsync("/plans", "Bearer " + Tokens.Good(scope: "plans:read plans:review admin openid"));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Scopes.ShouldBe(["plans:read"]);
        ((string?)answer.Body["actorId"]).ShouldBe(PersonActor.IdOf(AccessHost.Issuer, "ann"));
        ((string?)answer.Body["displayName"]).ShouldBe("Ann Example");
        ((string?)answer.Body["correlationId"]).ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    public async Task The_scheme_is_case_insensitive(string scheme) =>
        (await fixture.Host.GetAsync("/any", $"{scheme} {Tokens.Good()}")).Status.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("at+jwt")]
    [InlineData("JWT")]
    public async Task Both_types_of_access_token_are_accepted(string type) =>
        (await fixture.Host.GetAsync("/any", "Bearer " + Tokens.WithHeader(("typ", type)))).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task An_expired_token_is_reported_as_expired()
    {
        var answer = await fixture.Host.GetAsync("/any", "Bearer " + Tokens.With(("exp", Tokens.In(-40))));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Code.ShouldBe("auth.expired");
    }

    [Theory]
    [InlineData(-86_400)]
    [InlineData(-99_999_999_999)]
    public async Task Only_a_correctly_signed_token_is_reported_as_expired(long seconds)
    {
        var payload = Tokens.Payload();
        payload["exp"] = seconds < -86_400 ? seconds : Tokens.In(seconds);

        var answer = await fixture.Host.GetAsync(
            "/any",
            "Bearer " + Tokens.Hmac(Tokens.Header(), payload, RandomNumberGenerator.GetBytes(32))
        );

        answer.Code.ShouldBe("auth.invalid");
    }

    [Fact]
    public async Task Clocks_may_differ_by_half_a_minute()
    {
        (await fixture.Host.GetAsync("/any", "Bearer " + Tokens.With(("exp", Tokens.In(-15))))).Status.ShouldBe(HttpStatusCode.OK);
        (await fixture.Host.GetAsync("/any", "Bearer " + Tokens.With(("nbf", Tokens.In(15))))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_authorization_headers_are_rejected_even_if_both_are_valid()
    {
        var good = "Bearer " + Tokens.Good();

        var answer = await fixture.Host.SendAsync(HttpMethod.Get, "/any", ("Authorization", good), ("Authorization", good));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await fixture.Host.GetAsync("/any", $"{good}, {good}")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Token abc")]
    [InlineData("Digest username=ann")]
    [InlineData("Bearer")]
    [InlineData("Negotiate AAAA")]
    public async Task Other_schemes_are_rejected(string authorization) =>
        (await fixture.Host.GetAsync("/any", authorization)).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task A_token_in_the_query_is_ignored()
    {
        var answer = await fixture.Host.GetAsync("/any?access_token=" + Tokens.Good());

        answer.Code.ShouldBe("auth.missing");
        answer.Challenges.ShouldBe(["Bearer realm=\"marketing\"", Basic]);
    }

    [Fact]
    public async Task A_script_in_a_browser_gets_no_Basic_challenge_because_the_browser_would_open_a_dialog() =>
        (await fixture.Host.GetAsync("/any", null, ("Sec-Fetch-Dest", "empty"))).Challenges.ShouldBe(["Bearer realm=\"marketing\""]);

    [Fact]
    public async Task Scopes_can_be_a_list_or_in_the_claim_scp()
    {
        (
            await fixture.Host.GetAsync("/plans", "Bearer " + Tokens.With(("scope", new JsonArray("plans:read", "plans:write"))))
        ).Scopes.ShouldBe(["plans:read", "plans:write"]);
        (await fixture.Host.GetAsync("/plans", "Bearer " + Tokens.With(("scope", null), ("scp", "plans:read")))).Scopes.ShouldBe([
            "plans:read",
        ]);
    }

    [Fact]
    public async Task An_endpoint_without_an_access_rule_is_closed()
    {
        (await fixture.Host.GetAsync("/bare")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await fixture.Host.GetAsync("/open")).Status.ShouldBe(HttpStatusCode.OK);
        (await fixture.Host.GetAsync("/open", "Bearer rubbish")).Status.ShouldBe(HttpStatusCode.OK);
        (await fixture.Host.GetAsync("/nowhere")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_error_is_in_the_requested_language()
    {
        var answer = await fixture.Host.GetAsync("/any", null, ("Accept-Language", "zh-TW"));

        ((string?)answer.Body["detail"]).ShouldNotBeNull().ShouldContain("憑證");
    }

    [Fact]
    public async Task No_token_is_ever_logged()
    {
        var (good, bad) = (Tokens.Good(), Tokens.Good()[..^6]);
        await fixture.Host.GetAsync("/any", "Bearer " + good);
        await fixture.Host.GetAsync("/any", "Bearer " + bad);

        fixture.Host.Log.All.Count.ShouldBeGreaterThan(10);
        string[] secrets = [good.Split('.', 3)[2], bad.Split('.', 3)[2], good.Split('.', 3)[1]];
        fixture.Host.Log.All.Where(line => secrets.Any(line.Contains)).ShouldBeEmpty();
    }

    private static JsonObject Headed(params (string Name, JsonNode Value)[] members)
    {
        var header = Tokens.Header();
        foreach (var (name, value) in members)
        {
            header[name] = value;
        }

        return header;
    }

    private static string Unsigned(string alg) =>
        Tokens.SignText(Tokens.Header(alg).ToJsonString(), Tokens.Payload().ToJsonString(), _ => []);

    private static byte[] Rsa(byte[] input) => ForeignRsa.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static JsonObject Jwk()
    {
        var key = ForeignRsa.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = Tokens.Encode(key.Modulus!),
            ["e"] = Tokens.Encode(key.Exponent!),
        };
    }

    private static string Swap(int part, string json)
    {
        var parts = Tokens.Good().Split('.');
        parts[part] = Tokens.Encode(Encoding.UTF8.GetBytes(json));
        return string.Join('.', parts);
    }

    private static string DevelopmentToken()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create(MasterKey.Setting, (string?)AccessHost.MasterKeyText)])
            .Build();
        var masterKey = MasterKey.Load(configuration, new HostingEnvironment { EnvironmentName = "Production" });
        var payload = Tokens.Payload();
        payload["iss"] = "marketing-development";
        payload["aud"] = "marketing-api";
        return Tokens.Hmac(Tokens.Header(), payload, masterKey.Current(KeyPurposes.DevelopmentTokens).ToArray());
    }
}
