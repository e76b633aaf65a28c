using System.Net;
using Marketing.Domain.Access;
using Marketing.Infrastructure.Access;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Access;

public sealed class ThrottleTests : IAsyncLifetime
{
    private const int Limit = 5;
    private const int LimitOfKeys = 3;
    private static readonly (string, string) Here = (AccessHost.AddressHeader, "203.0.113.7");
    private static readonly (string, string) There = (AccessHost.AddressHeader, "203.0.113.8");

    private AccessHost _host = null!;
    private string _key = "";

    public async ValueTask InitializeAsync()
    {
        _host = await AccessHost.StartAsync(
            settings: new Dictionary<string, string?>
            {
                ["RateLimits:FailedAuthentications"] = $"{Limit}",
                ["RateLimits:FailedAuthenticationsPerKey"] = $"{LimitOfKeys}",
            }
        );
        var workspace = await _host.OpenWorkspaceAsync();
        _key = await _host.IssueKeyAsync(workspace, [Scopes.PlansRead]);
        await _host.JoinAsync(workspace, "ann", Role.Viewer);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task After_too_many_guesses_an_address_is_locked_for_a_minute()
    {
        await GuessAsync(Limit, Here);

        var stopped = await _host.GetAsync("/any", "Bearer " + Guess(), Here);
        stopped.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        stopped.Code.ShouldBe("auth.tooManyFailures");
        stopped.RetryAfter.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        (await _host.GetAsync("/any", "Bearer " + _key, Here)).Status.ShouldBe(HttpStatusCode.OK, "a good credential is never refused");

        _host.Clock.Advance(TimeSpan.FromSeconds(61));
        (await _host.GetAsync("/any", "Bearer " + Guess(), Here)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await _host.GetAsync("/any", "Bearer " + _key, Here)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Other_addresses_are_not_locked()
    {
        await GuessAsync(Limit + 1, Here);

        (await _host.GetAsync("/any", "Bearer " + Guess(), There)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await _host.GetAsync("/any", "Bearer " + _key, There)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Good_credentials_are_accepted_from_a_locked_address_though_never_seen_before()
    {
        await GuessAsync(Limit + 1, Here);

        (await _host.GetAsync("/any", "Bearer " + _key, Here)).Status.ShouldBe(HttpStatusCode.OK);
        (await _host.GetAsync("/any", "Bearer " + Tokens.Good(scope: "plans:read"), Here)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Guesses_at_one_key_are_locked_from_all_addresses_and_the_key_stays_usable()
    {
        var wrong = "Bearer " + _key[..^1] + (_key[^1] == 'a' ? 'b' : 'a');
        for (var i = 0; i < LimitOfKeys; i++)
        {
            (await _host.GetAsync("/any", wrong, (AccessHost.AddressHeader, $"198.51.100.{i}"))).Status.ShouldBe(
                HttpStatusCode.Unauthorized
            );
        }

        (await _host.GetAsync("/any", wrong, There)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await _host.GetAsync("/any", "Bearer " + Guess(), There)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await _host.GetAsync("/any", "Bearer " + _key, There)).Status.ShouldBe(HttpStatusCode.OK);
        _host.Clock.Advance(TimeSpan.FromSeconds(61));
        (await _host.GetAsync("/any", wrong, There)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Invalid_tokens_count_and_expired_ones_do_not()
    {
        var expired = "Bearer " + Tokens.With(("exp", Tokens.In(-3600)));
        for (var i = 0; i < Limit * 2; i++)
        {
            (await _host.GetAsync("/any", expired, Here)).Code.ShouldBe("auth.expired");
        }

        for (var i = 0; i < Limit; i++)
        {
            (await _host.GetAsync("/any", "Bearer " + Tokens.Good() + "x", Here)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await _host.GetAsync("/any", "Bearer " + Tokens.Good() + "x", Here)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Requests_without_a_credential_do_not_count()
    {
        for (var i = 0; i < Limit * 2; i++)
        {
            (await _host.GetAsync("/any", null, Here)).Code.ShouldBe("auth.missing");
        }
    }

    [Fact]
    public async Task IPv6_clients_are_counted_by_network()
    {
        for (var i = 0; i < Limit; i++)
        {
            await _host.GetAsync("/any", "Bearer " + Guess(), (AccessHost.AddressHeader, $"2001:db8:1:2::{i}"));
        }

        (await _host.GetAsync("/any", "Bearer " + Guess(), (AccessHost.AddressHeader, "2001:db8:1:2:ffff::1"))).Status.ShouldBe(
            HttpStatusCode.TooManyRequests
        );
        (await _host.GetAsync("/any", "Bearer " + Guess(), (AccessHost.AddressHeader, "2001:db8:1:3::1"))).Status.ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    private static string Guess() => new ApiKeySecrets().New().Key;

    private async Task GuessAsync(int times, (string, string) address)
    {
        for (var i = 0; i < times; i++)
        {
            await _host.GetAsync("/any", "Bearer " + Guess(), address);
        }
    }
}
