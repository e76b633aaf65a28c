using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.Labels;
using Marketing.Application.Common;

namespace Marketing.Api.Labels;

internal static class LabelEndpoints
{
    public static void MapLabels(this IEndpointRouteBuilder routes) =>
        routes.Tagged("Labels").Get("/v1/labels", "listLabels", ListLabels).OutsideWorkspace();

    /// <summary>List labels</summary>
    /// <remarks>
    /// Returns labels for every value of every enumeration of this API, for pickers and tables. Enumerations with `open` suggest values
    /// for fields that accept any text: events, metric codes, platforms, units. `member` labels the fields of requests; if one name has
    /// another meaning in a type, `type.field` (such as `plannedMoney.amount`) overrides it. `recordType` labels the types in the audit
    /// trail and the change feed. Values never change with the language. Labels change only with a release.
    /// </remarks>
    private static Ok<LabelsResponse> ListLabels(Query<LabelArguments> query, AcceptedLanguage accepted)
    {
        var asked = query.Value.Enumeration;
        var unknown = asked.Index().Where(name => !LabelTexts.Names.Contains(name.Item)).ToList();
        if (unknown.Count > 0)
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, "input.invalid")
            {
                Faults = [.. unknown.Select(name => Unknown(name.Index, name.Item))],
            };
        }

        var language = query.Value.Lang ?? LabelTexts.LanguageOf(accepted.Tag);
        accepted.Replace(LabelLanguages.TagOf(language));
        return LabelTexts.In(language, asked);
    }

    private static InputFault Unknown(int index, string name) =>
        new(
            $"/enumeration/{index}",
            InputSource.Query,
            InputCode.Enumeration,
            new Dictionary<string, object?> { ["actual"] = name, ["allowed"] = LabelTexts.Names }
        );
}
