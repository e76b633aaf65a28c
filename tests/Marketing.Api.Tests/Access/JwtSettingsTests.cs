using Marketing.Api.Security;
using Marketing.Infrastructure.Secrets;
using Marketing.Infrastructure.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Access;

public sealed class JwtSettingsTests
{
    [Theory]
    [InlineData(
        "Authority and SigningKey",
        "Authority=https://a.example.com",
        "SigningKey=01234567890123456789012345678901",
        "Issuer=i",
        "Audience=a"
    )]
    [InlineData("Authority over http", "Authority=http://a.example.com", "Audience=a")]
    [InlineData("Authority that is no address", "Authority=a.example.com", "Audience=a")]
    [InlineData("Authority without Audience", "Authority=https://a.example.com")]
    [InlineData("SigningKey without Issuer", "SigningKey=01234567890123456789012345678901", "Audience=a")]
    [InlineData("SigningKey without Audience", "SigningKey=01234567890123456789012345678901", "Issuer=i")]
    [InlineData("short SigningKey", "SigningKey=secret", "Issuer=i", "Audience=a")]
    [InlineData("unknown role", "RoleMap:g:Workspace=brand", "RoleMap:g:Roles:0=boss")]
    [InlineData("role map without workspace", "RoleMap:g:Roles:0=planner")]
    public void Unsafe_settings_prevent_startup(string what, params string[] settings) =>
        Should.Throw<StartRefusedException>(() => Load("Production", settings), what).Message.ShouldContain("Authentication:Jwt");

    [Fact]
    public void Development_tokens_exist_in_Development_only_and_without_another_source()
    {
        Load("Development").Source.ShouldBe(TokenSource.Development);
        Load("Production").Source.ShouldBe(TokenSource.None);
        Load("Staging").Source.ShouldBe(TokenSource.None);
        Load("Development", "Authority=http://localhost:1", "Audience=a").Source.ShouldBe(TokenSource.Authority);
        Load("Development", "SigningKey=01234567890123456789012345678901", "Issuer=i", "Audience=a")
            .Source.ShouldBe(TokenSource.SigningKey);
    }

    [Fact]
    public void A_key_that_is_both_text_and_base64_is_accepted_as_either()
    {
        var both = Load("Production", "SigningKey=0123456789012345678901234567890123456789abcd", "Issuer=i", "Audience=a");
        var text = Load("Production", "SigningKey=a signing key that is long enough", "Issuer=i", "Audience=a");

        both.Keys.Select(key => key.Key.Length).ShouldBe([33, 44]);
        text.Keys.Select(key => key.Key.Length).ShouldBe([33]);
    }

    private static JwtSettings Load(string environment, params string[] settings)
    {
        var pairs = settings
            .Select(setting => setting.Split('=', 2))
            .Select(pair => KeyValuePair.Create($"{JwtSettings.Section}:{pair[0]}", (string?)pair[1]));
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(pairs.Append(KeyValuePair.Create(MasterKey.Setting, (string?)AccessHost.MasterKeyText)))
            .Build();
        var host = new HostingEnvironment { EnvironmentName = environment };
        return JwtSettings.Load(configuration, host, MasterKey.Load(configuration, host));
    }
}
