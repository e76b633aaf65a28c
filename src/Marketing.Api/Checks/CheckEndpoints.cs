using System.Text.Json;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Problems;
using Marketing.Application.Checks;
using Marketing.Domain.Access;
using Marketing.Domain.Checks;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Api.Checks;

/// <summary>The check of a whole plan.</summary>
internal static class CheckEndpoints
{
    public static void MapCheck(this IEndpointRouteBuilder api) => api.MapGroup("/plans/{planId:id}").WithTags("Plans").OnGet("/check", Check,
        Operation.Get<PlanCheckResponse>("checkPlan", Scopes.PlansRead) with
        {
            Query = typeof(CheckArguments),
            ETag = false,
            Summary = "Check a plan",
            Description = Description(),
        });

    private static async Task<IResult> Check(Guid planId, QueryArguments<CheckArguments> query, ISender sender, HttpContext http)
    {
        var report = await sender.Send(new CheckPlan(PlanId.From(planId), query.Value), http.RequestAborted);
        return report.Succeeded
            ? new ValueResult<PlanCheckResponse>(PlanCheckResponse.Of(planId, report.Value, ProblemTexts.For(http.Request)))
            : new ProblemResult(report.Error);
    }

    private static string Description()
    {
        var texts = ProblemTexts.In(ProblemTexts.Languages[0]);
        return """
            Looks through the whole working copy, its schedule and its budget for what is incomplete or contradictory, and answers everything at once, in the order of the plan's document,
            with a message by Accept-Language. Nothing is written, and the answer never depends on today's date. A plan may be saved with any of these; an error blocks the step named
            beside it, warnings and hints block nothing. What contradicts itself within one value is refused on write and is no finding.

            Codes:


            """ + string.Join('\n', CheckCodes.All.Select(code => $"- `{code.Code}` ({Weight(code)}): {texts.Describe(code.Code)}"));
    }

    private static string Weight(CheckCode code) =>
        JsonNamingPolicy.CamelCase.ConvertName(code.Severity.ToString()) + (code.Blocks is { } step ? $", blocks {JsonNamingPolicy.CamelCase.ConvertName(step.ToString())}" : "");
}
