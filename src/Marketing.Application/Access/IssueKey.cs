using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Application.Access;

/// <summary>Stores a key whose secret the service itself generated, on the command line or for development.</summary>
public sealed record IssueKey(string Name, string Prefix, byte[] Hash, IReadOnlyList<string> Scopes, DateTime? ExpiresAt)
    : ICommand<ApiKeyId>;

internal sealed class IssueKeyHandler(IMarketingDb db, RequestContext context) : IRequestHandler<IssueKey, Result<ApiKeyId>>
{
    public Task<Result<ApiKeyId>> Handle(IssueKey command, CancellationToken cancellationToken)
    {
        var key = ApiKey.Issue(
            context.WorkspaceId,
            command.Name,
            command.Prefix,
            command.Hash,
            command.Scopes,
            system: null,
            command.ExpiresAt
        );
        db.ApiKeys.Add(key);
        return Task.FromResult<Result<ApiKeyId>>(key.Id);
    }
}
