using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Application.Plans;

/// <summary>Reads plans for the change feed.</summary>
internal sealed class PlanReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Plan, PlanId, PlanResponse>(db, mappings, ResourceTypes.Plan, Domain.Access.Scopes.PlansRead);
