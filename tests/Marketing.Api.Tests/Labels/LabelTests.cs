using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Http;
using Marketing.Api.Labels;
using Marketing.Api.OpenApi;
using Marketing.Api.OpenApi.Schemas;
using Marketing.Api.Problems;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Operations;
using Marketing.Domain.Access;
using Marketing.Domain.Values;
using Microsoft.AspNetCore.Builder;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Labels;

/// <summary>Every value that stands on the wire has a name in three languages.</summary>
public sealed class LabelTests : IAsyncLifetime
{
    private OperationsHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await OperationsHost.StartAsync(app => app.MapGroup("/v1").MapLabels());

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Every_enumeration_of_the_api_is_labelled_value_by_value_and_nothing_else_is()
    {
        await using var api = await DocumentHost.OfApiAsync();
        var operations = api.Endpoints.Select(route => route.Metadata.GetMetadata<Operation>()).OfType<Operation>();
        var wanted = new SchemaCatalogue(operations, typeof(ChangeEvent)).Words
            .ToDictionary(word => JsonNamingPolicy.CamelCase.ConvertName(word.Key), word => word.Value.Names.AsEnumerable());
        wanted.Add("scope", Scopes.All.Keys);
        wanted.Add("anchor", AnchorCodes.WellKnown);

        var labelled = LabelCatalogue.In(LabelLanguage.English, []).Enumerations.ToDictionary(entry => entry.Name, entry => entry.Values.Select(value => value.Value));

        labelled.Keys.Except(["platform", "unit"]).Order().ShouldBe(wanted.Keys.Order());
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

    [Theory]
    [InlineData("?lang=zh-Hans", null, "zh-Hans", "品牌维护")]
    [InlineData("?lang=zh-Hant", "en", "zh-Hant", "品牌維護")]
    [InlineData("?lang=en", "zh-TW", "en", "Brand maintenance")]
    [InlineData("", "zh-HK, en;q=0.5", "zh-Hant", "品牌維護")]
    [InlineData("", null, "en", "Brand maintenance")]
    public async Task The_query_chooses_the_language_else_the_request_does(string query, string? accept, string language, string label)
    {
        var answer = await GetAsync($"/v1/labels{query}", accept);

        ((string?)answer["language"]).ShouldBe(language);
        var planType = answer["enumerations"]!.AsArray().Single(entry => (string?)entry!["name"] == "planType")!;
        ((bool)planType["open"]!).ShouldBeFalse();
        planType["values"]![0]!.ToJsonString().ShouldBe(JsonNode.Parse($$"""{"value":"brandMaintenance","label":"{{label}}"}""")!.ToJsonString());
    }

    [Fact]
    public async Task Only_the_enumerations_asked_for_are_answered()
    {
        var answer = await GetAsync("/v1/labels?enumeration=unit,planType&lang=en", null);

        answer["enumerations"]!.AsArray().Select(entry => (string?)entry!["name"]).ShouldBe(["planType", "unit"]);
        ((bool)answer["enumerations"]![1]!["open"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Unknown_enumerations_and_languages_are_refused_with_what_there_is()
    {
        var unknown = await RefusedAsync("/v1/labels?enumeration=planType,planKind");
        var language = await RefusedAsync("/v1/labels?lang=zhHans");

        ((string?)unknown["pointer"]).ShouldBe("/enumeration/1");
        unknown["args"]!["allowed"]!.AsArray().Select(name => (string?)name).ShouldContain("planType");
        ((string?)language["pointer"]).ShouldBe("/lang");
        language["args"]!["allowed"]!.AsArray().Select(name => (string?)name).ShouldBe(["en", "zh-Hans", "zh-Hant"]);
    }

    [Fact]
    public void Any_credential_may_read_labels_even_without_a_workspace()
    {
        var operation = _host.App.Services.GetService(typeof(Microsoft.AspNetCore.Routing.EndpointDataSource)) is Microsoft.AspNetCore.Routing.EndpointDataSource source
            ? source.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<Operation>()).Single(candidate => candidate?.Id == "listLabels")!
            : null;

        operation.ShouldNotBeNull();
        operation.Anonymous.ShouldBeFalse();
        operation.OutsideWorkspace.ShouldBeTrue();
        operation.Scopes.ShouldBeEmpty();
    }

    private async Task<JsonNode> GetAsync(string path, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.Add("Accept-Language", accept);
        }

        using var response = await _host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
    }

    private async Task<JsonNode> RefusedAsync(string path)
    {
        using var response = await _host.Client.GetAsync(path, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
        return problem["errors"]!.AsArray().ShouldHaveSingleItem()!;
    }
}
