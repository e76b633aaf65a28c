using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Marketing.Application.Access;
using Marketing.Domain.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Access;

/// <summary>Tokens of an OpenID Connect authority, found by discovery over the network.</summary>
public sealed class AuthorityTests : IAsyncLifetime
{
    private readonly Provider _provider = new();
    private AccessHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        await _provider.StartAsync();
        _host = await AccessHost.StartAsync(
            "Development",
            new Dictionary<string, string?>
            {
                ["Authentication:Jwt:Authority"] = _provider.Address,
                ["Authentication:Jwt:SigningKey"] = null,
                ["Authentication:Jwt:Issuer"] = null,
                ["Authentication:Jwt:KeyRefreshSeconds"] = "1",
            }
        );
        var brand = await _host.OpenWorkspaceAsync();
        await _host.Credentials.SignInAsync(brand, new SignIn(_provider.Address, "ann", "Ann", [Role.Viewer]), "", CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task Tokens_of_the_authority_are_accepted(string alg) =>
        (await SendAsync(_provider.Token(alg))).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task The_public_key_is_not_accepted_as_a_shared_secret()
    {
        foreach (
            var confused in _provider.PublicForms.Select(form =>
                _provider.Signed("HS256", "rsa-1", input => HMACSHA256.HashData(form, input))
            )
        )
        {
            (await SendAsync(confused)).Code.ShouldBe("auth.invalid");
        }
    }

    [Fact]
    public async Task With_an_authority_tokens_of_the_local_signing_key_and_the_development_issuer_are_rejected()
    {
        (await SendAsync(Tokens.Good())).Code.ShouldBe("auth.invalid");
        (await SendAsync(Tokens.With(("iss", "marketing-development"), ("aud", AccessHost.Audience)))).Code.ShouldBe("auth.invalid");
    }

    [Fact]
    public async Task A_token_signed_with_an_unpublished_key_is_rejected()
    {
        using var foreign = RSA.Create(2048);
        var sign = (byte[] input) => foreign.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        (await SendAsync(_provider.Signed("RS256", "unknown", sign))).Code.ShouldBe("auth.invalid");
        (await SendAsync(_provider.Signed("RS256", "rsa-1", sign))).Code.ShouldBe("auth.invalid");
    }

    [Fact]
    public async Task A_new_key_of_the_authority_is_used_without_a_restart()
    {
        (await SendAsync(_provider.Token("RS256"))).Status.ShouldBe(HttpStatusCode.OK);
        _provider.Rotate("rsa-2");

        var until = DateTime.UtcNow.AddSeconds(10);
        Answer answer;
        do
        {
            answer = await SendAsync(_provider.Token("RS256"));
            await Task.Delay(50);
        } while (answer.Status != HttpStatusCode.OK && DateTime.UtcNow < until);

        answer.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_that_the_authority_withdraws_is_rejected_without_a_restart()
    {
        var token = _provider.Token("RS256");
        (await SendAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
        _provider.Rotate("rsa-2");

        var until = DateTime.UtcNow.AddSeconds(20);
        Answer answer;
        do
        {
            await Task.Delay(100);
            answer = await SendAsync(token);
        } while (answer.Status == HttpStatusCode.OK && DateTime.UtcNow < until);

        answer.Code.ShouldBe("auth.invalid");
        (await SendAsync(_provider.Token("RS256"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_unavailable_authority_is_not_the_callers_fault()
    {
        var token = _provider.Token("RS256");
        _provider.IsAway = true;

        var answer = await SendAsync(token);

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Code.ShouldBe("auth.providerUnavailable");
        answer.RetryAfter.ShouldNotBeNull();
        _provider.IsAway = false;
        (await SendAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private Task<Answer> SendAsync(string token) => _host.GetAsync("/any", "Bearer " + token);

    /// <summary>A small identity provider on its own port.</summary>
    private sealed class Provider : IAsyncDisposable
    {
        private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        private RSA _rsa = RSA.Create(2048);
        private string _kid = "rsa-1";
        private WebApplication? _app;

        public string Address => _app!.Urls.Single();

        public bool IsAway { get; set; }

        public IEnumerable<byte[]> PublicForms =>
            [
                Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem()),
                Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem() + "\n"),
                _rsa.ExportSubjectPublicKeyInfo(),
                _rsa.ExportParameters(false).Modulus!,
            ];

        public async Task StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _app = builder.Build();
            _app.MapGet(
                "/.well-known/openid-configuration",
                () => IsAway ? Results.StatusCode(503) : Json(new JsonObject { ["issuer"] = Address, ["jwks_uri"] = Address + "/keys" })
            );
            _app.MapGet("/keys", () => IsAway ? Results.StatusCode(503) : Json(Keys()));
            await _app.StartAsync();
        }

        public void Rotate(string kid) => (_rsa, _kid) = (RSA.Create(2048), kid);

        public string Token(string alg)
        {
            var hash = new HashAlgorithmName("SHA" + alg[2..]);
            return alg.StartsWith("ES", StringComparison.Ordinal)
                ? Signed(alg, "ec-1", input => _ec.SignData(input, hash))
                : Signed(
                    alg,
                    _kid,
                    input => _rsa.SignData(input, hash, alg[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1)
                );
        }

        public string Signed(string alg, string kid, Func<byte[], byte[]> sign)
        {
            var (header, payload) = (Tokens.Header(alg), Tokens.Payload());
            header["kid"] = kid;
            payload["iss"] = Address;
            return Tokens.Sign(header, payload, sign);
        }

        public async ValueTask DisposeAsync()
        {
            await _app!.DisposeAsync();
            _rsa.Dispose();
            _ec.Dispose();
        }

        private static IResult Json(JsonObject members) => Results.Text(members.ToJsonString(), "application/json");

        private JsonObject Keys()
        {
            var (rsa, ec) = (_rsa.ExportParameters(false), _ec.ExportParameters(false));
            return new JsonObject
            {
                ["keys"] = new JsonArray(
                    new JsonObject
                    {
                        ["kty"] = "RSA",
                        ["kid"] = _kid,
                        ["use"] = "sig",
                        ["n"] = Tokens.Encode(rsa.Modulus!),
                        ["e"] = Tokens.Encode(rsa.Exponent!),
                    },
                    new JsonObject
                    {
                        ["kty"] = "EC",
                        ["kid"] = "ec-1",
                        ["crv"] = "P-256",
                        ["x"] = Tokens.Encode(ec.Q.X!),
                        ["y"] = Tokens.Encode(ec.Q.Y!),
                    }
                ),
            };
        }
    }
}
