using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.Labels;
using Marketing.Api.Contract.Problems;

namespace Marketing.Api.Labels;

internal static class LabelEndpoints
{
    public static void MapLabels(this IEndpointRouteBuilder api) => api.OnGet("/labels", ListLabels, new Operation
    {
        Id = "listLabels",
        OutsideWorkspace = true,
        Query = typeof(LabelArguments),
        Response = typeof(LabelsResponse),
    }).WithTags("Labels");

    /// <summary>List labels</summary>
    /// <remarks>
    /// Names in words every value that an enumeration of this API can have, for pickers and tables; and suggests values for members that take
    /// any text (`open`): anchors, codes of metrics, platforms, units. Values never change with the language. Labels change only with a release of the service.
    /// </remarks>
    private static IResult ListLabels(QueryArguments<LabelArguments> query, HttpRequest request)
    {
        var asked = query.Value.Enumeration;
        var unknown = asked.Index().Where(name => !LabelCatalogue.Names.Contains(name.Item)).ToList();
        if (unknown.Count > 0)
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, "input.invalid") { Faults = [.. unknown.Select(name => Unknown(name.Index))] };
        }

        var language = query.Value.Lang ?? LabelCatalogue.LanguageOf(ProblemTexts.LanguageOf(request));
        return new ValueResult<LabelsResponse>(LabelCatalogue.In(language, asked));
    }

    private static InputFault Unknown(int index) =>
        new($"/enumeration/{index}", InputSource.Query, InputCode.Enumeration, new Dictionary<string, object?> { ["allowed"] = LabelCatalogue.Names });
}
