using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Access;
using Marketing.Application.Common;
using Marketing.Domain.Access;

namespace Marketing.Api.Access;

internal static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder api)
    {
        api.OnGet("/me", Me, Operation.Get<MeResponse>("getMe") with { ETag = false, OutsideWorkspace = true }).WithTags("Me");

        var keys = api.MapGroup("/api-keys").WithTags("ApiKeys");
        keys.OnGet("", ListKeys, Operation.List<ListApiKeys, ApiKeyResponse>("listApiKeys", Scopes.Admin));
        keys.OnPost("", CreateKey, Operation.Create<ApiKeyInput, NewApiKeyResponse>("createApiKey", Scopes.Admin));
        keys.OnGet("/{keyId:id}", GetKey, Operation.Get<ApiKeyResponse>("getApiKey", Scopes.Admin));
        keys.OnPatch("/{keyId:id}", UpdateKey, Operation.Patch<ApiKeyUpdate, ApiKeyResponse>("updateApiKey", Scopes.Admin));
        keys.OnPost("/{keyId:id}/revoke", RevokeKey, Operation.Act<ApiKeyResponse>("revokeApiKey", Scopes.Admin));
    }

    /// <summary>Who am I</summary>
    /// <remarks>The caller, their rights in the chosen workspace, and the workspaces they may choose with the header `Workspace-Id`.</remarks>
    private static Task<IResult> Me(HttpContext http) => http.Read(new GetMe());

    /// <summary>List API keys</summary>
    /// <remarks>Keys of the workspace, without their secrets. Sorts by `createdAt`, `updatedAt`.</remarks>
    private static Task<IResult> ListKeys(QueryArguments<ListApiKeys> query, HttpContext http) => http.Read(query.Value);

    /// <summary>Create an API key</summary>
    /// <remarks>The answer holds the key, this once; a replayed answer holds null instead. A key never may more than its maker.</remarks>
    private static Task<IResult> CreateKey(JsonBody<ApiKeyInput> body, HttpContext http) =>
        http.Create(new CreateApiKey(body.Value), key => $"/v1/api-keys/{key.Id}");

    /// <summary>Get an API key</summary>
    /// <remarks>One key, without its secret. `lastUsedAt` is kept to the minute and does not change the version.</remarks>
    private static Task<IResult> GetKey(Guid keyId, HttpContext http) => http.Read(new GetApiKey(ApiKeyId.From(keyId)));

    /// <summary>Change an API key</summary>
    /// <remarks>Changes name and end; scopes are given for good, make another key instead.</remarks>
    private static Task<IResult> UpdateKey(Guid keyId, PatchBody<ApiKeyUpdate> body, RequestContext request, HttpContext http) =>
        http.Change(new UpdateApiKey(ApiKeyId.From(keyId), request.ExpectedVersion, body.AsPatch()));

    /// <summary>Revoke an API key</summary>
    /// <remarks>The key is refused within five seconds on every node, for good.</remarks>
    private static Task<IResult> RevokeKey(Guid keyId, RequestContext request, HttpContext http) =>
        http.Change(new RevokeApiKey(ApiKeyId.From(keyId), request.ExpectedVersion));
}
