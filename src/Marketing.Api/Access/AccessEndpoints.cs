using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Access;
using Marketing.Application.Common;
using Marketing.Domain.Access;

namespace Marketing.Api.Access;

internal static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        routes.Tagged("Me").Get("/v1/me", "getMe", GetMe).OutsideWorkspace();

        var api = routes.Tagged("ApiKeys");
        api.Get("/v1/api-keys", "listApiKeys", ListApiKeys, Scopes.Admin);
        api.Post("/v1/api-keys", "createApiKey", CreateApiKey, Scopes.Admin);
        api.Get("/v1/api-keys/{keyId}", "getApiKey", GetApiKey, Scopes.Admin);
        api.Patch("/v1/api-keys/{keyId}", "updateApiKey", UpdateApiKey, Scopes.Admin);
        api.Post("/v1/api-keys/{keyId}/revoke", "revokeApiKey", RevokeApiKey, Scopes.Admin);
    }

    /// <summary>Get the caller</summary>
    /// <remarks>
    /// Returns the caller, their permissions in the chosen workspace, and the workspaces they can choose with the header `Workspace-Id`.
    /// </remarks>
    private static Task<Ok<MeResponse>> GetMe(UseCases useCases) => useCases.Read(new GetMe());

    /// <summary>List API keys</summary>
    /// <remarks>Returns the keys of the workspace, without their secrets. Sorts by `createdAt`, `updatedAt`.</remarks>
    private static Task<Ok<Page<ApiKeyResponse>>> ListApiKeys(Query<ListApiKeys> query, UseCases useCases) => useCases.Read(query.Value);

    /// <summary>Create an API key</summary>
    /// <remarks>Returns the key only once; a replayed response contains null instead. A key cannot have scopes its creator lacks.</remarks>
    private static Task<Created<NewApiKeyResponse>> CreateApiKey(Body<ApiKeyInput> body, UseCases useCases) =>
        useCases.Create(new CreateApiKey(body.Value), key => $"/v1/api-keys/{key.Id}");

    /// <summary>Get an API key</summary>
    /// <remarks>Returns one key, without its secret. `lastUsedAt` is accurate to the minute and does not change the version.</remarks>
    private static Task<Ok<ApiKeyResponse>> GetApiKey(ApiKeyId keyId, UseCases useCases) => useCases.Read(new GetApiKey(keyId));

    /// <summary>Change an API key</summary>
    /// <remarks>Changes name and expiry. Scopes are fixed; create a new key to change them.</remarks>
    private static Task<Changed<ApiKeyResponse>> UpdateApiKey(
        ApiKeyId keyId,
        MergePatch<ApiKeyUpdate> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateApiKey(keyId, ifMatch.Version, patch));

    /// <summary>Revoke an API key</summary>
    /// <remarks>Every node rejects the key within five seconds. This cannot be undone.</remarks>
    private static Task<Changed<ApiKeyResponse>> RevokeApiKey(ApiKeyId keyId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new RevokeApiKey(keyId, ifMatch.Version));
}
