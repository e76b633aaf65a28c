using System.Reflection;
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
        var path = $"/v1/plans/{{planId}}/sections/{section.Name}";
        var singular = Without("Entry", char.ToUpperInvariant(section.Type[0]) + section.Type[1..]);
        var title = section.Name.Replace('-', ' ');
        var whole = char.ToUpperInvariant(section.Member[0]) + section.Member[1..];
        var sections = api.Tagged("Sections");
        sections.Get(path, $"get{whole}Section", (PlanId planId, UseCases useCases) => useCases.Read(new GetSection<TContent>(planId)), Scopes.PlansRead)
            .Describe($"Get the section “{title}”", $"All entries of the section “{title}” in their order. The ETag stands for the section as a whole.");
        sections.Put(path, $"replace{whole}Section", (PlanId planId, Body<SectionInput<TContent>> body, IfMatch ifMatch, UseCases useCases) =>
                useCases.Change(new ReplaceSection<TContent>(planId, ifMatch.Version, body.Value)), Scopes.PlansWrite)
            .Describe(
                $"Replace the section “{title}”",
                "Entries are matched by `ref`: one that is there is changed, one without or with a new ref is added, one that is not named is taken out. "
                    + "An entry that other parts name cannot be taken out (409). The plan's content must be open for writing (409 otherwise).")
            .MaxBody(10_000_000);
        sections.MapEntries<TContent>($"{path}/entries",
            new PartWords($"list{singular}Entries", $"{singular}Entries", $"{singular}Entry", $"an entry of “{title}”", $"entries of “{title}”"));
    }

    private static string Without(string end, string name) => name.EndsWith(end, StringComparison.Ordinal) ? name[..^end.Length] : name;
}
