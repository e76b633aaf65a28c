using System.ComponentModel.DataAnnotations;
using AutoMapper;
using AutoMapper.QueryableExtensions;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Access;

/// <summary>An API key, without its secret.</summary>
public record ApiKeyResponse : ResourceResponse
{
    /// <summary>What the key is for.</summary>
    /// <example>CRM sync</example>
    public required string Name { get; init; }

    /// <summary>First characters of the key, to identify it.</summary>
    /// <example>mk_4fJ2kQ9xTz1B</example>
    public required string Prefix { get; init; }

    /// <summary>The scopes of the key.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>
    /// The external system that uses the key; null for none. It is the `origin.system` of the changes made with the key. It limits
    /// nothing yet.
    /// </summary>
    /// <example>crm</example>
    public required string? System { get; init; }

    /// <summary>When it expires; null if never.</summary>
    public required DateTime? ExpiresAt { get; init; }

    /// <summary>When it was revoked; null if it is not revoked.</summary>
    public required DateTime? RevokedAt { get; init; }

    /// <summary>When it was last used, to the minute; null if never.</summary>
    public required DateTime? LastUsedAt { get; init; }
}

/// <summary>A new key. Only this response contains the key itself.</summary>
public sealed record NewApiKeyResponse : ApiKeyResponse, IHoldsSecret
{
    /// <summary>The key, returned only once; null if the response is replayed, or if the request was only validated.</summary>
    public required string? Key { get; init; }

    object IHoldsSecret.WithoutSecret() => this with { Key = null };
}

/// <summary>An API key to create.</summary>
public sealed record ApiKeyInput
{
    /// <summary>What the key is for.</summary>
    /// <example>CRM sync</example>
    [MaxLength(ApiKey.NameLength)]
    [NotBlank]
    [SingleLine]
    public required string Name { get; init; }

    /// <summary>The scopes of the key. It cannot have scopes its creator lacks.</summary>
    [MinLength(1)]
    [MaxLength(30)]
    [Items(50)]
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>
    /// The external system that uses the key. It is the `origin.system` of the changes made with the key. The key writes external ids of
    /// this system only; keys created with this key have the same system.
    /// </summary>
    /// <example>crm</example>
    [MaxLength(ApiKey.SystemLength)]
    [RegularExpression("^[a-z0-9][a-z0-9._-]*$")]
    public string? System { get; init; }

    /// <summary>When it expires; must be in the future. Omit it for a key that ends only when it is revoked.</summary>
    public DateTime? ExpiresAt { get; init; }
}

/// <summary>The members of a key that can be changed. Scopes are fixed; create a new key to change them.</summary>
public sealed record ApiKeyUpdate
{
    /// <summary>What the key is for.</summary>
    [MaxLength(ApiKey.NameLength)]
    [NotBlank]
    [SingleLine]
    public required string Name { get; init; }

    /// <summary>When it expires; null if never.</summary>
    public DateTime? ExpiresAt { get; init; }
}

internal sealed class ApiKeyProjections : Profile
{
    public ApiKeyProjections()
    {
        CreateProjection<ApiKey, ApiKeyResponse>();
        CreateProjection<ApiKey, NewApiKeyResponse>().ForMember(key => key.Key, member => member.Ignore());
    }
}

/// <summary>Which keys to list.</summary>
public sealed record ListApiKeys : ResourceListArguments, IQuery<Page<ApiKeyResponse>>
{
    /// <summary>Only revoked (true) or active (false) keys.</summary>
    public bool? Revoked { get; init; }
}

internal sealed class ListApiKeysHandler(IMarketingDb db, PageReader pages) : IRequestHandler<ListApiKeys, Result<Page<ApiKeyResponse>>>
{
    private static readonly SortSet<ApiKey, ApiKeyResponse> Sorts = SortSet<ApiKey, ApiKeyResponse>
        .EndingIn(key => key.Id, key => ApiKeyId.From(key.Id))
        .By("createdAt", key => key.CreatedAt, key => key.CreatedAt)
        .By("updatedAt", key => key.UpdatedAt, key => key.UpdatedAt)
        .ByDefault("-createdAt");

    public Task<Result<Page<ApiKeyResponse>>> Handle(ListApiKeys query, CancellationToken cancellationToken)
    {
        var keys = db.ApiKeys.Matching<ApiKey, ApiKeyId>(query);
        if (query.Revoked is { } revoked)
        {
            keys = keys.Where(key => (key.RevokedAt != null) == revoked);
        }

        keys = keys.Containing(key => key.NameKey, query.Q);

        return pages.ReadAsync(keys, query, Sorts, cancellationToken);
    }
}

/// <summary>Reads one key.</summary>
public sealed record GetApiKey(ApiKeyId Id) : IQuery<ApiKeyResponse>;

internal sealed class GetApiKeyHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetApiKey, Result<ApiKeyResponse>>
{
    public async Task<Result<ApiKeyResponse>> Handle(GetApiKey query, CancellationToken cancellationToken)
    {
        var found = await db
            .ApiKeys.AsNoTracking()
            .Where(key => key.Id == query.Id)
            .ProjectTo<ApiKeyResponse>(mappings)
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? new ApiKeyNotFound(query.Id.Value) : found;
    }
}

/// <summary>Creates a key.</summary>
public sealed record CreateApiKey(ApiKeyInput Input) : ICommand<NewApiKeyResponse>;

internal sealed class CreateApiKeyHandler(
    IMarketingDb db,
    RequestContext context,
    IApiKeyMaker maker,
    TimeProvider clock,
    ResponseMapper responses
) : IRequestHandler<CreateApiKey, Result<NewApiKeyResponse>>
{
    public async Task<Result<NewApiKeyResponse>> Handle(CreateApiKey command, CancellationToken cancellationToken)
    {
        var scopes = command.Input.Scopes.Distinct(StringComparer.Ordinal).ToList();
        if (scopes.Where(scope => !Scopes.All.ContainsKey(scope)).ToList() is { Count: > 0 } unknown)
        {
            return new ScopesUnknown(unknown);
        }

        if (scopes.Intersect(Scopes.PersonsOnly).ToList() is { Count: > 0 } signing)
        {
            return new ScopesForPersons(signing);
        }

        if (scopes.Where(scope => !context.Caller.Scopes.Contains(scope)).ToList() is { Count: > 0 } beyond)
        {
            return new ScopesBeyondCaller(beyond);
        }

        if (context.Caller.System is { } own && command.Input.System is { } other && other != own)
        {
            return new SystemBeyondCaller(own);
        }

        if (command.Input.ExpiresAt is { } end && end <= clock.Instant())
        {
            return new ExpiryInThePast(end);
        }

        var (secret, prefix, hash) = maker.New();
        var key = ApiKey.Issue(
            context.WorkspaceId,
            command.Input.Name,
            prefix,
            hash,
            scopes,
            command.Input.System ?? context.Caller.System,
            command.Input.ExpiresAt
        );
        db.ApiKeys.Add(key);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<ApiKey, NewApiKeyResponse>(key) with { Key = context.ValidateOnly ? null : secret };
    }
}

/// <summary>Changes the name and expiry of a key.</summary>
public sealed record UpdateApiKey(ApiKeyId Id, ExpectedVersion? ExpectedVersion, Patch<ApiKeyUpdate> Patch) : ICommand<ApiKeyResponse>;

internal sealed class UpdateApiKeyHandler(IMarketingDb db, TimeProvider clock, ResponseMapper responses)
    : IRequestHandler<UpdateApiKey, Result<ApiKeyResponse>>
{
    public async Task<Result<ApiKeyResponse>> Handle(UpdateApiKey command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<ApiKey, ApiKeyId>(
            command.Id,
            command.ExpectedVersion,
            new ApiKeyNotFound(command.Id.Value),
            cancellationToken
        );
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var changed = command.Patch.ApplyTo(new ApiKeyUpdate { Name = found.Value.Name, ExpiresAt = found.Value.ExpiresAt });
        if (!changed.Succeeded)
        {
            return changed.Error;
        }

        if (changed.Value.ExpiresAt is { } end && end != found.Value.ExpiresAt && end <= clock.Instant())
        {
            return new ExpiryInThePast(end);
        }

        found.Value.Rename(changed.Value.Name);
        found.Value.ExpireAt(changed.Value.ExpiresAt);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<ApiKey, ApiKeyResponse>(found.Value);
    }
}

/// <summary>Revokes a key. It remains in the list.</summary>
public sealed record RevokeApiKey(ApiKeyId Id, ExpectedVersion? ExpectedVersion) : ICommand<ApiKeyResponse>;

internal sealed class RevokeApiKeyHandler(IMarketingDb db, TimeProvider clock, ResponseMapper responses)
    : IRequestHandler<RevokeApiKey, Result<ApiKeyResponse>>
{
    public async Task<Result<ApiKeyResponse>> Handle(RevokeApiKey command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<ApiKey, ApiKeyId>(
            command.Id,
            command.ExpectedVersion,
            new ApiKeyNotFound(command.Id.Value),
            cancellationToken
        );
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.Revoke(clock.Instant());
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<ApiKey, ApiKeyResponse>(found.Value);
    }
}
