using System.Text.Json;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Problems;
using Marketing.Application.Checks;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Access;
using Marketing.Domain.Checks;
using Marketing.Domain.Plans;

namespace Marketing.Api.Checks;

internal static class CheckEndpoints
{
    public static void MapCheck(this IEndpointRouteBuilder routes) =>
        routes
            .Tagged("Plans")
            .Get("/v1/plans/{planId}/check", "checkPlan", CheckPlan, Scopes.PlansRead)
            .Describe("Check a plan", Description());

    private static Task<Ok<PlanCheckResponse>> CheckPlan(
        PlanId planId,
        Query<CheckArguments> query,
        AcceptedLanguage language,
        UseCases useCases
    ) =>
        useCases.Read(
            new CheckPlan(planId, query.Value, ContentView.Of(query.Value.View)),
            report => PlanCheckResponse.Of(planId.Value, report, language.Texts)
        );

    private static string Description()
    {
        var texts = ProblemTexts.In(ProblemTexts.Languages[0]);
        return """
                Checks the whole working copy, or with `view=inForce` what is in force, its schedule and its budget for whatever is incomplete or contradictory. Returns all findings at once, in the order of the
                plan's document, with messages in the language of Accept-Language. Nothing is written, and the result never depends on today's date. A plan can be saved
                with any of these findings. An error blocks the step named next to it; warnings and hints block nothing. Contradictions within one value are rejected on
                write and are not findings.

                Codes:


                """ + string.Join('\n', CheckCodes.All.Select(code => $"- `{code.Code}` ({Weight(code)}): {texts.Describe(code.Code)}"));
    }

    private static string Weight(CheckCode code) =>
        JsonNamingPolicy.CamelCase.ConvertName(code.Severity.ToString())
        + (code.Blocks is { } step ? $", blocks {JsonNamingPolicy.CamelCase.ConvertName(step.ToString())}" : "");
}
