using Marketing.Api.Contract.Endpoints;
using Microsoft.OpenApi;

namespace Marketing.Api.Contract.OpenApi.Operations;

/// <summary>The security schemes, and the requirements of each operation.</summary>
internal static class SecuritySchemes
{
    private const string ApiKey = "apiKey";
    private const string ApiKeyBasic = "apiKeyBasic";
    private const string PersonToken = "personToken";

    public static IReadOnlyDictionary<string, OpenApiSecurityScheme> All { get; } =
        new Dictionary<string, OpenApiSecurityScheme>
        {
            [ApiKey] = new()
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "mk_…",
                Description =
                    "An API key of a machine: `Authorization: Bearer mk_…`. It belongs to one workspace, has scopes, expires and can be revoked. It is shown only once, when it is created.",
            },
            [ApiKeyBasic] = new()
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "Authorization",
                Description =
                    "The same API key for tools that only support Basic (RFC 7617): `Authorization: Basic base64(user:mk_…)`, with any user name and the key as the password.",
            },
            [PersonToken] = new()
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description =
                    "A person's access token of the configured identity provider, validated as RFC8725 requires (algorithm, issuer, audience, lifetime). Permissions are the scopes of the token that the person's roles in the workspace allow.",
            },
        };

    /// <summary>Returns the alternatives for an operation: each scheme with each sufficient scope.</summary>
    public static List<OpenApiSecurityRequirement> Of(EndpointContract contract, OpenApiDocument document)
    {
        if (contract.Anonymous)
        {
            return [];
        }

        string[] schemes = contract.PersonsOnly ? [PersonToken] : [ApiKey, ApiKeyBasic, PersonToken];
        IEnumerable<List<string>> alternatives =
            contract.Scopes.Count == 0
                ?
                [
                    [],
                ]
                : contract.Scopes.Select(scope => new List<string> { scope });
        return
        [
            .. from scopes in alternatives
            from scheme in schemes
            select new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = scopes },
        ];
    }
}
