using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Marketing.Api.Tests.Access;

/// <summary>Writes tokens by hand, so that they can be invalid in every way.</summary>
internal static class Tokens
{
    public static long In(double seconds) => DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();

    public static JsonObject Header(string alg = "HS256") => new() { ["alg"] = alg, ["typ"] = "JWT" };

    public static JsonObject Payload(string subject = "ann", string scope = "plans:read plans:write plans:approve") =>
        new()
        {
            ["iss"] = AccessHost.Issuer,
            ["aud"] = AccessHost.Audience,
            ["sub"] = subject,
            ["name"] = "Ann Example",
            ["scope"] = scope,
            ["exp"] = In(300),
        };

    public static string Good(string subject = "ann", string scope = "plans:read plans:write plans:approve") =>
        Hmac(Header(), Payload(subject, scope));

    /// <summary>Returns a valid token with changed members of the payload; null removes a member.</summary>
    public static string With(params (string Name, JsonNode? Value)[] members) => Hmac(Header(), Changed(Payload(), members));

    public static string WithHeader(params (string Name, JsonNode? Value)[] members) => Hmac(Changed(Header(), members), Payload());

    public static string Hmac(JsonObject header, JsonObject payload, byte[]? key = null) =>
        Sign(header, payload, input => HMACSHA256.HashData(key ?? Encoding.UTF8.GetBytes(AccessHost.SigningKey), input));

    public static string Sign(JsonObject header, JsonObject payload, Func<byte[], byte[]> sign) =>
        SignText(header.ToJsonString(), payload.ToJsonString(), sign);

    public static string SignText(string header, string payload, Func<byte[], byte[]>? sign = null)
    {
        var input = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(payload))}";
        sign ??= bytes => HMACSHA256.HashData(Encoding.UTF8.GetBytes(AccessHost.SigningKey), bytes);
        return $"{input}.{Encode(sign(Encoding.ASCII.GetBytes(input)))}";
    }

    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static JsonObject Changed(JsonObject members, (string Name, JsonNode? Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                members.Remove(name);
            }
            else
            {
                members[name] = value;
            }
        }

        return members;
    }
}
