using System.Reflection;
using System.Text.Json;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Access;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Plans;

/// <summary>The sections of a plan: read and replaced whole, and entry by entry.</summary>
internal static class SectionEndpoints
{
    private static readonly MethodInfo MapOne = typeof(SectionEndpoints).GetMethod(nameof(MapSection), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static void MapSections(this IEndpointRouteBuilder api)
    {
        foreach (var section in PlanSections.All.Where(section => !section.IsItem))
        {
            MapOne.MakeGenericMethod(section.Content).Invoke(null, [api, section]);
        }
    }

    private static void MapSection<TContent>(IEndpointRouteBuilder api, PlanSection section)
        where TContent : PlanPartContent
    {
        var path = $"/plans/{{planId:id}}/sections/{JsonNamingPolicy.KebabCaseLower.ConvertName(section.Name)}";
        var singular = Without("Entry", char.ToUpperInvariant(section.Type[0]) + section.Type[1..]);
        var title = JsonNamingPolicy.KebabCaseLower.ConvertName(section.Name).Replace('-', ' ');
        var whole = char.ToUpperInvariant(section.Name[0]) + section.Name[1..];
        var sections = api.MapGroup(path).WithTags("Sections");
        sections.OnGet("", (Guid planId, HttpContext http) => http.ReadAs(new GetSection(PlanId.From(planId), section.Key), SectionResponse<TContent>.Of),
            Operation.Get<SectionResponse<TContent>>($"get{whole}Section", Scopes.PlansRead) with
            {
                Summary = $"Get the section “{title}”",
                Description = $"All entries of the section “{title}” in their order. The ETag stands for the section as a whole.",
            });
        sections.OnPut("", (Guid planId, JsonBody<SectionInput<TContent>> body, RequestContext request, HttpContext http) =>
                http.ChangeAs(
                    new ReplaceSection(PlanId.From(planId), section.Key, request.ExpectedVersion, new SectionInput { Items = [.. body.Value.Items.Select(EntryAdapter.Input)] }), SectionResponse<TContent>.Of),
            Operation.Replace<SectionInput<TContent>, SectionResponse<TContent>>($"replace{whole}Section", Scopes.PlansWrite) with
            {
                Summary = $"Replace the section “{title}”",
                Description = "Entries are matched by `ref`: one that is there is changed, one without or with a new ref is added, one that is not named is taken out. "
                    + "An entry that other parts name cannot be taken out (409). The plan's content must be open for writing (409 otherwise).",
                MaxBodyBytes = 10_000_000,
            });
        api.MapGroup($"{path}/entries").WithTags("Sections").MapEntries<TContent>($"{path}/entries",
            new PartWords($"list{singular}Entries", $"{singular}Entries", $"{singular}Entry", $"an entry of “{title}”", $"entries of “{title}”"));
    }

    private static string Without(string end, string name) => name.EndsWith(end, StringComparison.Ordinal) ? name[..^end.Length] : name;
}
