using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Marketing.Api.Security;

/// <summary>Signs tokens with the local key, for development and tests.</summary>
internal sealed class LocalTokens(JwtSettings settings, TimeProvider clock)
{
    /// <summary>Whether a local signing key is configured.</summary>
    public bool Available => settings.Keys.Count > 0;

    public string Issuer => settings.Issuer ?? throw new InvalidOperationException("No local signing key is configured.");

    public string Sign(string subject, string name, IEnumerable<string> scopes, TimeSpan lifetime)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = settings.Issuer,
                Audience = settings.Audience,
                IssuedAt = now,
                NotBefore = now,
                Expires = now + lifetime,
                TokenType = "at+jwt",
                Claims = new Dictionary<string, object>
                {
                    [PersonClaims.Subject] = subject,
                    [PersonClaims.Name] = name,
                    ["scope"] = string.Join(' ', scopes),
                    ["jti"] = RandomNumberGenerator.GetHexString(16, lowercase: true),
                },
                SigningCredentials = new SigningCredentials(settings.Keys[0], SecurityAlgorithms.HmacSha256),
            }
        );
    }
}
