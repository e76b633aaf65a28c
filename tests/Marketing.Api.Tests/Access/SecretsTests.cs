using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Marketing.Infrastructure.Secrets;
using Marketing.Infrastructure.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Access;

public sealed class SecretsTests : IDisposable
{
    private static readonly string First = Convert.ToBase64String(SHA256.HashData("first"u8));
    private const string Personal = "personal";
    private static readonly string Second = Convert.ToBase64String(SHA256.HashData("second"u8));

    private readonly string _folder = Directory.CreateTempSubdirectory("secrets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_cursor_round_trips() =>
        Prop.ForAll(
                ArbMap
                    .Default.ArbFor<NonNull<string>>()
                    .Filter(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get)) == text.Get),
                text => Codec(First).Unprotect(Codec(First).Protect(text.Get)) == text.Get
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Arbitrary_text_is_not_accepted_as_a_cursor() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text => Codec(First).Unprotect(text.Get) is null).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cursor_changed_at_any_position_is_rejected()
    {
        var cursor = Codec(First).Protect("page 2");

        for (var i = 0; i < cursor.Length - 1; i++)
        {
            var changed = cursor.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            Codec(First).Unprotect(new string(changed)).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("AAAA====")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("A")]
    [InlineData("+/+/")]
    [InlineData("中文")]
    [InlineData("\0")]
    public void Malformed_cursors_are_rejected_without_an_exception(string text) => Codec(First).Unprotect(text).ShouldBeNull();

    [Fact]
    public void Cursors_signed_with_a_previous_key_are_accepted_and_those_of_a_foreign_key_rejected()
    {
        var cursor = Codec(First).Protect("page 2");

        Codec(Second, First).Unprotect(cursor).ShouldBe("page 2");
        Codec(Second).Unprotect(cursor).ShouldBeNull();
    }

    [Fact]
    public void Sealed_data_can_only_be_unsealed_for_the_same_purpose()
    {
        var sealer = new Sealer(Load("Production", First));
        var box = sealer.Seal(Personal, "13800138000"u8);

        sealer.Unseal(Personal, box).ShouldBe("13800138000"u8.ToArray());
        sealer.Unseal(KeyPurposes.DevelopmentKey, box).ShouldBeNull();
        sealer.Seal(Personal, "13800138000"u8).ShouldNotBe(box);
        box.AsSpan().IndexOf("13800138000"u8).ShouldBe(-1);
    }

    [Fact]
    public void Sealed_data_changed_at_any_byte_cannot_be_unsealed()
    {
        var sealer = new Sealer(Load("Production", First));
        var box = sealer.Seal(Personal, RandomNumberGenerator.GetBytes(32));

        for (var i = 0; i < box.Length; i++)
        {
            var changed = box.ToArray();
            changed[i] ^= 1;
            sealer.Unseal(Personal, changed).ShouldBeNull();
            sealer.Unseal(Personal, box.AsSpan(0, i)).ShouldBeNull();
        }
    }

    [Fact]
    public void A_sealed_personal_key_fits_its_column() =>
        new Sealer(Load("Production", First)).Seal(Personal, new byte[32]).Length.ShouldBeLessThanOrEqualTo(200);

    [Fact]
    public void Sealed_values_survive_a_change_of_the_master_key()
    {
        var box = new Sealer(Load("Production", First)).Seal(Personal, "secret"u8);

        new Sealer(Load("Production", Second, First)).Unseal(Personal, box).ShouldBe("secret"u8.ToArray());
        new Sealer(Load("Production", Second)).Unseal(Personal, box).ShouldBeNull();
    }

    [Fact]
    public void Each_purpose_has_its_own_key()
    {
        var key = Load("Production", First);

        key.Current(KeyPurposes.Cursor).ToArray().ShouldNotBe(key.Current(KeyPurposes.DevelopmentKey).ToArray());
        key.Current(KeyPurposes.Cursor).ToArray().ShouldNotBe(Convert.FromBase64String(First));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void Outside_Development_a_missing_key_prevents_startup(string environment)
    {
        Should.Throw<StartRefusedException>(() => Load(environment, null)).Message.ShouldContain("Security:MasterKey");
        Directory.Exists(Path.Combine(_folder, "data")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Production", "secret")]
    [InlineData("Production", "AAAA")]
    [InlineData("Development", "AAAA")]
    public void A_malformed_key_prevents_startup_and_is_not_shown(string environment, string key)
    {
        var refused = Should.Throw<StartRefusedException>(() => Load(environment, key));

        refused.Message.ShouldStartWith("Security:MasterKey is malformed");
        refused.Message.ShouldNotContain(key);
        Should.Throw<StartRefusedException>(() => Load("Production", First, key)).Message.ShouldStartWith("Security:PreviousKeys:0");
    }

    [Fact]
    public void Development_creates_and_keeps_a_key_that_only_its_owner_can_read()
    {
        var made = Load("Development", null).Current(KeyPurposes.Cursor).ToArray();

        Load("Development", null).Current(KeyPurposes.Cursor).ToArray().ShouldBe(made);
        var file = Path.Combine(_folder, "data", "development.key");
        Directory.GetFiles(Path.GetDirectoryName(file)!).ShouldBe([file]);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task Processes_that_start_simultaneously_use_the_same_key()
    {
        var keys = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => Convert.ToHexString(Load("Development", null).Current(KeyPurposes.Cursor))))
        );

        keys.Distinct().ShouldHaveSingleItem();
    }

    private CursorCodec Codec(string key, params string[] previous) => new(Load("Production", key, previous));

    private MasterKey Load(string environment, string? key, params string[] previous)
    {
        var settings = previous
            .Select((text, i) => KeyValuePair.Create($"{MasterKey.PreviousSetting}:{i}", (string?)text))
            .Append(KeyValuePair.Create(MasterKey.Setting, key));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return MasterKey.Load(configuration, new HostingEnvironment { EnvironmentName = environment, ContentRootPath = _folder });
    }
}
