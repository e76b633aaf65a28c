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
    private static readonly string Second = Convert.ToBase64String(SHA256.HashData("second"u8));

    private readonly string _folder = Directory.CreateTempSubdirectory("secrets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_cursor_comes_back_as_it_was() =>
        Prop.ForAll(
                ArbMap
                    .Default.ArbFor<NonNull<string>>()
                    .Filter(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get)) == text.Get),
                text => Codec(First).Unprotect(Codec(First).Protect(text.Get)) == text.Get
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_from_outside_is_taken_for_a_cursor() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text => Codec(First).Unprotect(text.Get) is null).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cursor_changed_in_any_place_is_not_taken()
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
    public void Malformed_cursors_are_no_exception(string text) => Codec(First).Unprotect(text).ShouldBeNull();

    [Fact]
    public void Cursors_of_a_previous_key_are_taken_and_those_of_a_foreign_one_are_not()
    {
        var cursor = Codec(First).Protect("page 2");

        Codec(Second, First).Unprotect(cursor).ShouldBe("page 2");
        Codec(Second).Unprotect(cursor).ShouldBeNull();
    }

    [Fact]
    public void What_is_sealed_opens_for_its_purpose_only()
    {
        var sealer = new Sealer(Load("Production", First));
        var box = sealer.SealText(KeyPurposes.Personal, "13800138000");

        sealer.UnsealText(KeyPurposes.Personal, box).ShouldBe("13800138000");
        sealer.Unseal(KeyPurposes.Webhook, box).ShouldBeNull();
        sealer.SealText(KeyPurposes.Personal, "13800138000").ShouldNotBe(box);
        box.AsSpan().IndexOf("13800138000"u8).ShouldBe(-1);
    }

    [Fact]
    public void What_was_sealed_and_changed_anywhere_stays_closed()
    {
        var sealer = new Sealer(Load("Production", First));
        var box = sealer.Seal(KeyPurposes.Personal, RandomNumberGenerator.GetBytes(32));

        for (var i = 0; i < box.Length; i++)
        {
            var changed = box.ToArray();
            changed[i] ^= 1;
            sealer.Unseal(KeyPurposes.Personal, changed).ShouldBeNull();
            sealer.Unseal(KeyPurposes.Personal, box.AsSpan(0, i)).ShouldBeNull();
        }
    }

    [Fact]
    public void A_personal_key_sealed_fits_its_column() =>
        new Sealer(Load("Production", First)).Seal(KeyPurposes.Personal, new byte[32]).Length.ShouldBeLessThanOrEqualTo(200);

    [Fact]
    public void Sealed_values_outlive_a_change_of_the_master_key()
    {
        var box = new Sealer(Load("Production", First)).SealText(KeyPurposes.Webhook, "secret");

        new Sealer(Load("Production", Second, First)).UnsealText(KeyPurposes.Webhook, box).ShouldBe("secret");
        new Sealer(Load("Production", Second)).Unseal(KeyPurposes.Webhook, box).ShouldBeNull();
    }

    [Fact]
    public void Each_purpose_has_a_key_of_its_own()
    {
        var key = Load("Production", First);

        key.Current(KeyPurposes.Cursor).ToArray().ShouldNotBe(key.Current(KeyPurposes.Personal).ToArray());
        key.Current(KeyPurposes.Cursor).ToArray().ShouldNotBe(Convert.FromBase64String(First));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void Outside_of_Development_a_missing_key_stops_the_start(string environment)
    {
        Should.Throw<StartRefusedException>(() => Load(environment, null)).Message.ShouldContain("Security:MasterKey");
        Directory.Exists(Path.Combine(_folder, "data")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Production", "secret")]
    [InlineData("Production", "AAAA")]
    [InlineData("Development", "AAAA")]
    public void A_malformed_key_stops_the_start_without_showing_it(string environment, string key)
    {
        var refused = Should.Throw<StartRefusedException>(() => Load(environment, key));

        refused.Message.ShouldStartWith("Security:MasterKey is malformed");
        refused.Message.ShouldNotContain(key);
        Should.Throw<StartRefusedException>(() => Load("Production", First, key)).Message.ShouldStartWith("Security:PreviousKeys:0");
    }

    [Fact]
    public void Development_makes_a_key_for_its_owner_alone_and_keeps_it()
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
    public async Task Processes_that_start_at_once_agree_on_one_key()
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
