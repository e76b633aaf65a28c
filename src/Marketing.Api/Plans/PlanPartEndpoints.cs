using Marketing.Api.Contract.Endpoints;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Plans;

/// <summary>The items of a plan, one list of endpoints for each kind.</summary>
internal static class PlanPartEndpoints
{
    public static void MapPlanParts(this IEndpointRouteBuilder api)
    {
        api.MapPart<Objective>("Objectives", "Objective", "an objective", "objectives");
        api.MapPart<WorkPackage>("WorkPackages", "WorkPackage", "a work package", "work packages");
        api.MapPart<Phase>("Phases", "Phase", "a phase", "phases");
        api.MapPart<Milestone>("Milestones", "Milestone", "a milestone", "milestones");
        api.MapPart<PlanResource>("Resources", "Resource", "a resource", "resources");
        api.MapSections();
    }

    /// <param name="api">The group to map into.</param>
    /// <param name="plural">For operation ids and the tag.</param>
    /// <param name="singular">For operation ids.</param>
    /// <param name="one">In sentences, with its article.</param>
    /// <param name="many">In sentences.</param>
    private static void MapPart<TContent>(this IEndpointRouteBuilder api, string plural, string singular, string one, string many)
        where TContent : PlanPartContent
    {
        var path = $"/v1/plans/{{planId}}/{PlanSections.Of<TContent>().Name}";
        api.Tagged(plural).MapEntries<TContent>(path, new PartWords($"list{plural}", plural, singular, one, many));
    }
}
