using System.Net;
using System.Text;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Access;

public sealed class ApiKeyTests : IAsyncLifetime
{
    private static readonly string[] Reading = [Scopes.PlansRead];

    private AccessHost _host = null!;
    private WorkspaceId _workspace;
    private string _key = "";

    public async ValueTask InitializeAsync()
    {
        _host = await AccessHost.StartAsync(settings: new Dictionary<string, string?> { ["RateLimits:FailedAuthentications"] = "1000" });
        _workspace = await _host.OpenWorkspaceAsync();
        _key = await _host.IssueKeyAsync(_workspace, Reading);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_key_grants_its_scopes_in_its_own_workspace()
    {
        var answer = await _host.GetAsync("/plans", "Bearer " + _key);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Workspace.ShouldBe(_workspace.Value);
        answer.Scopes.ShouldBe(Reading);
        ((string)answer.Body["actorId"]!).ShouldStartWith("key:");
        ((string)answer.Body["displayName"]!).ShouldBe("ERP");
    }

    [Theory]
    [InlineData("")]
    [InlineData("anybody")]
    [InlineData("ann@example.com")]
    public async Task Basic_accepts_the_key_as_the_password_of_any_user(string user) =>
        (await _host.GetAsync("/plans", Basic($"{user}:{_key}"))).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task Basic_accepts_the_key_as_the_user_if_the_password_is_empty() =>
        (await _host.GetAsync("/plans", Basic($"{_key}:"))).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task A_wrong_password_gets_a_Basic_challenge_too()
    {
        var answer = await _host.GetAsync("/plans", Basic("bi:wrong"));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Challenges.ShouldBe(["Bearer realm=\"marketing\", error=\"invalid_token\"", "Basic realm=\"marketing\", charset=\"UTF-8\""]);
    }

    public static TheoryData<string, Func<string, string>> Attacks =>
        new()
        {
            { "last character", key => "Bearer " + key[..^1] + (key[^1] == 'a' ? 'b' : 'a') },
            { "first character of the secret", key => "Bearer " + key[..15] + (key[15] == 'a' ? 'b' : 'a') + key[16..] },
            { "unknown prefix", key => "Bearer mk_" + new string('z', 12) + key[15..] },
            { "prefix only", key => "Bearer " + key[..15] },
            { "shortened", key => "Bearer " + key[..^1] },
            { "lengthened", key => "Bearer " + key + "a" },
            {
                "other case",
                key =>
                    "Bearer mk_"
                    + string.Concat(key[3..].Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)))
            },
            { "mark in upper case", key => "Bearer MK_" + key[3..] },
            { "wildcard", _ => "Bearer mk_" + new string('%', 44) },
            { "quotes", _ => "Bearer mk_' OR 1=1 --" },
            { "its hash in place of it", key => "Bearer mk_" + Convert.ToHexString(ApiKeySecrets.HashOf(key))[..44] },
            { "without scheme", key => key },
            { "other scheme", key => "ApiKey " + key },
            { "as user of Basic with another password", key => Basic($"{key}:x") },
            { "Basic without colon", Basic },
            { "Basic that is no base64", _ => "Basic ***" },
            { "Basic that is empty", _ => "Basic " },
            { "a token as password of Basic", _ => Basic("ann:" + Tokens.Good()) },
            { "other letters that look alike", key => Basic("u:" + key[..^1] + "а") },
        };

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task A_wrong_key_is_rejected(string attack, Func<string, string> authorization)
    {
        var answer = await _host.GetAsync("/any", authorization(_key));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized, attack);
        answer.Code.ShouldBe("auth.invalid");
    }

    [Fact]
    public async Task A_key_is_reported_as_expired_from_the_instant_it_expires()
    {
        var key = await _host.IssueKeyAsync(_workspace, Reading, _host.Clock.GetUtcNow().UtcDateTime.AddMinutes(1));
        (await _host.GetAsync("/any", "Bearer " + key)).Status.ShouldBe(HttpStatusCode.OK);

        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        (await _host.GetAsync("/any", "Bearer " + key)).Code.ShouldBe("auth.expired");
    }

    [Fact]
    public async Task A_revoked_key_is_rejected_within_five_seconds_and_lookups_are_cached_until_then()
    {
        (await _host.GetAsync("/any", "Bearer " + _key)).Status.ShouldBe(HttpStatusCode.OK);
        await ChangeKeyAsync(keys => keys.ExecuteUpdateAsync(key => key.SetProperty(row => row.RevokedAt, DateTime.UtcNow)));
        (await _host.GetAsync("/any", "Bearer " + _key)).Status.ShouldBe(HttpStatusCode.OK);

        _host.Clock.Advance(TimeSpan.FromSeconds(2.1));

        (await _host.GetAsync("/any", "Bearer " + _key)).Code.ShouldBe("auth.invalid");
    }

    [Fact]
    public async Task A_deleted_key_is_rejected()
    {
        await ChangeKeyAsync(keys => keys.ExecuteUpdateAsync(key => key.SetProperty(row => row.DeletedAt, DateTime.UtcNow)));

        (await _host.GetAsync("/any", "Bearer " + _key)).Code.ShouldBe("auth.invalid");
    }

    [Fact]
    public async Task A_key_of_a_deleted_workspace_is_rejected()
    {
        await _host.InStoreAsync(db =>
            db.Workspaces.IgnoreQueryFilters([DbFilters.Workspace])
                .ExecuteUpdateAsync(row => row.SetProperty(w => w.DeletedAt, DateTime.UtcNow))
        );

        (await _host.GetAsync("/any", "Bearer " + _key)).Code.ShouldBe("auth.invalid");
    }

    [Fact]
    public async Task An_unknown_key_is_looked_up_at_most_every_two_seconds()
    {
        var (key, prefix, hash) = new ApiKeySecrets().New();
        (await _host.GetAsync("/any", "Bearer " + key)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await _host.Runner.RunAsync(
            _workspace,
            "test",
            new Application.Access.IssueKey("late", prefix, hash, Reading, null),
            "",
            CancellationToken.None
        );
        (await _host.GetAsync("/any", "Bearer " + key)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        _host.Clock.Advance(TimeSpan.FromSeconds(2.1));

        (await _host.GetAsync("/any", "Bearer " + key)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_the_hash_is_stored()
    {
        var rows = await _host.InStoreAsync(db => db.ApiKeys.IgnoreQueryFilters().ToListAsync());

        rows.ShouldHaveSingleItem().SecretHash.ShouldBe(ApiKeySecrets.HashOf(_key));
        foreach (var file in Directory.GetFiles(_host.App.Environment.ContentRootPath, "test.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            (await reader.ReadToEndAsync()).ShouldNotContain(_key[15..]);
        }
    }

    [Fact]
    public async Task No_key_is_ever_logged()
    {
        await _host.GetAsync("/any", "Bearer " + _key);
        await _host.GetAsync("/any", Basic("bi:" + _key));
        await _host.GetAsync("/any", "Bearer " + _key[..^1] + "0");

        var (secret, basic) = (_key[15..^1], Basic("bi:" + _key));
        _host.Log.All.ShouldAllBe(line => !line.Contains(secret) && !line.Contains(basic));
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        var answer = await _host.GetAsync("/write", "Bearer " + _key);

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Code.ShouldBe("auth.scopeMissing");
        answer.Body["args"]!["required"]!.AsArray().Select(scope => (string)scope!).ShouldBe([Scopes.PlansWrite, Scopes.CataloguesWrite]);
        answer.Challenges.ShouldBe(["Bearer realm=\"marketing\", error=\"insufficient_scope\", scope=\"plans:write catalogues:write\""]);
    }

    [Fact]
    public async Task One_of_the_required_scopes_is_enough()
    {
        var key = await _host.IssueKeyAsync(_workspace, [Scopes.CataloguesWrite]);

        (await _host.GetAsync("/write", "Bearer " + key)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_cannot_approve_whatever_its_scopes()
    {
        var key = await _host.IssueKeyAsync(_workspace, [Scopes.PlansApprove, Scopes.PlansRead]);

        (await _host.SendAsync(HttpMethod.Post, "/approve", ("Authorization", "Bearer " + key))).Code.ShouldBe("auth.personRequired");
        (await _host.GetAsync("/any", "Bearer " + key)).Scopes.ShouldBe([Scopes.PlansRead]);
    }

    [Fact]
    public async Task The_last_use_is_stored_without_a_new_version_or_audit_entry()
    {
        var audits = await _host.InStoreAsync(db => db.AuditEntries.IgnoreQueryFilters().CountAsync());
        await _host.GetAsync("/any", "Bearer " + _key);
        (await KeyAsync()).LastUsedAt.ShouldBeNull();

        await Writer().FlushAsync(CancellationToken.None);

        var row = await KeyAsync();
        row.LastUsedAt.ShouldNotBeNull().ShouldBeInRange(DateTime.UtcNow.AddMinutes(-2), DateTime.UtcNow);
        row.LastUsedAt!.Value.Second.ShouldBe(0);
        row.Version.ShouldBe(1);
        (await _host.InStoreAsync(db => db.AuditEntries.IgnoreQueryFilters().CountAsync())).ShouldBe(audits);
    }

    [Fact]
    public async Task The_last_use_is_stored_on_shutdown()
    {
        await _host.GetAsync("/any", "Bearer " + _key);

        await Writer().StopAsync(CancellationToken.None);

        (await KeyAsync()).LastUsedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_rejected_key_does_not_count_as_used()
    {
        await _host.GetAsync("/any", "Bearer " + _key[..^1] + (_key[^1] == 'a' ? 'b' : 'a'));

        await Writer().FlushAsync(CancellationToken.None);

        (await KeyAsync()).LastUsedAt.ShouldBeNull();
    }

    [Fact]
    public void New_keys_are_well_formed_and_unique()
    {
        var keys = Enumerable.Range(0, 2000).Select(_ => new ApiKeySecrets().New()).ToList();

        keys.ShouldAllBe(made =>
            ApiKeySecrets.IsWellFormed(made.Key)
            && made.Key.StartsWith(made.Prefix, StringComparison.Ordinal)
            && made.Prefix.Length == ApiKey.PrefixLength
        );
        keys.Select(made => made.Prefix).Distinct().Count().ShouldBe(keys.Count);
        keys.SelectMany(made => made.Key[3..]).Distinct().Count().ShouldBe(62);
    }

    private static string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));

    private ApiKeyUseWriter Writer() => _host.App.Services.GetServices<IHostedService>().OfType<ApiKeyUseWriter>().Single();

    private Task<ApiKey> KeyAsync() => _host.InStoreAsync(db => db.ApiKeys.IgnoreQueryFilters().AsNoTracking().SingleAsync());

    private Task<int> ChangeKeyAsync(Func<IQueryable<ApiKey>, Task<int>> change) =>
        _host.InStoreAsync(db => change(db.ApiKeys.IgnoreQueryFilters([DbFilters.Workspace])));
}
