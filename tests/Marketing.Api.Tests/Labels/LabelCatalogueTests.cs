using System.Text.Json;
using Marketing.Api.Contract.Labels;
using Marketing.Api.Contract.OpenApi;
using Marketing.Api.Contract.Problems;
using Marketing.Api.Tests.OpenApi;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Values;
using Microsoft.AspNetCore.Routing;

namespace Marketing.Api.Tests.Labels;

/// <summary>Every value that stands on the wire has a name in three languages.</summary>
public sealed class LabelCatalogueTests
{
    [Fact]
    public async Task Every_enumeration_of_the_api_is_labelled_value_by_value_and_nothing_else_is()
    {
        await using var api = await DocumentHost.OfApiAsync();
        var wanted = new DocumentParts(new DefaultEndpointDataSource(api.Endpoints)).Catalogue.Words
            .ToDictionary(word => JsonNamingPolicy.CamelCase.ConvertName(word.Key), word => word.Value.Names.AsEnumerable());
        wanted.Add("scope", Scopes.All.Keys);
        wanted.Add("anchor", AnchorCodes.WellKnown);

        var labelled = LabelCatalogue.In(LabelLanguage.English, []).Enumerations.ToDictionary(entry => entry.Name, entry => entry.Values.Select(value => value.Value));

        labelled.Keys.Except(["metric", "platform", "unit"]).Order().ShouldBe(wanted.Keys.Order());
        wanted.ShouldAllBe(word => labelled[word.Key].SequenceEqual(word.Value));
        labelled["unit"].ShouldContain(TargetExpression.Percent);
        labelled["unit"].ShouldContain(TargetExpression.NetPromoterScore);
    }

    [Fact]
    public void Every_label_is_there_in_all_languages_and_tells_values_apart()
    {
        foreach (var language in Enum.GetValues<LabelLanguage>())
        {
            foreach (var enumeration in LabelCatalogue.In(language, []).Enumerations)
            {
                enumeration.Values.ShouldNotBeEmpty(enumeration.Name);
                enumeration.Values.ShouldAllBe(value => value.Label.Trim().Length > 0 && value.Label.Trim() == value.Label);
                enumeration.Values.Select(value => value.Label).ShouldBeUnique($"{enumeration.Name} in {language}");
            }
        }
    }

    [Fact]
    public void The_file_holds_no_other_languages_and_no_value_twice()
    {
        using var stream = typeof(LabelCatalogue).Assembly.GetManifestResourceStream(typeof(LabelCatalogue), "labels.json")!;
        using var file = JsonDocument.Parse(stream, new JsonDocumentOptions { AllowDuplicateProperties = false });

        var values = file.RootElement.EnumerateObject().SelectMany(enumeration => enumeration.Value.EnumerateObject());
        values.ShouldAllBe(value => value.Value.EnumerateObject().Select(label => label.Name).SequenceEqual(ProblemTexts.Languages));
        LabelCatalogue.Open.Except(LabelCatalogue.Names).ShouldBeEmpty();
    }
}
