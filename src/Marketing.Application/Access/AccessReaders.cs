using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Common;

namespace Marketing.Application.Access;

/// <summary>Reads members for the change feed.</summary>
internal sealed class MemberReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Member, MemberId, MemberResponse>(db, mappings, ResourceTypes.Member, Domain.Access.Scopes.Admin);

/// <summary>Reads API keys for the change feed.</summary>
internal sealed class ApiKeyReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<ApiKey, ApiKeyId, ApiKeyResponse>(db, mappings, ResourceTypes.ApiKey, Domain.Access.Scopes.Admin);
