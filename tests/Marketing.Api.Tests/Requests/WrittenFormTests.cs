using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Marketing.Api.Contract.Input;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using Marketing.Application.Access;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Api.Tests.Requests;

/// <summary>Ids, times and languages in the forms that clients write.</summary>
[Collection(SecondApi.Name)]
public sealed class WrittenFormTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task An_id_in_upper_case_means_the_same_in_path_query_header_and_body()
    {
        var plan = await Client.PlanAsync("P");
        var upper = plan.Id().ToUpperInvariant();
        upper.ShouldNotBe(plan.Id());

        (await Client.ReadAsync($"/v1/plans/{upper}")).Id().ShouldBe(plan.Id());
        (await Client.ReadAsync($"/v1/plans?ids={upper}")).Each("id").ShouldBe([plan.Id()]);
        (await Client.ReadAsync($"/v1/parts?planId={upper}")).Items().Count.ShouldBe(0);
        (await Client.ReadAsync($"/v1/audit?resource={upper}")).Items().Count.ShouldBe(1);
        (await Client.ReadAsync($"/v1/audit?by={plan.Text("createdBy").ToUpperInvariant()}&resource={upper}")).Items().Count.ShouldBe(1);
        var party = await Client.PostAsync("/v1/parties", """{"name":"P","kind":"team"}""").ShouldBeAsync(HttpStatusCode.Created);
        var child = await Client
            .PostAsync("/v1/parties", $$"""{"name":"C","kind":"team","parentId":"{{party.Id().ToUpperInvariant()}}"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        child.Text("parentId").ShouldBe(party.Id());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/plans");
        request.Headers.Add("Workspace-Id", Api.Alpha.Id.ToString().ToUpperInvariant());
        using var response = await Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/v1/plans")]
    [InlineData("/v1/parts")]
    [InlineData("/v1/parties")]
    [InlineData("/v1/planned-tasks")]
    public async Task UpdatedSince_takes_a_day_and_an_offset_whose_plus_is_not_encoded(string list)
    {
        var items = (await Client.ReadAsync(list)).Items().Count;
        var plan = await Client.PlanAsync("P");
        await Client.PostAsync("/v1/parties", """{"name":"P","kind":"team"}""").ShouldBeAsync(HttpStatusCode.Created);
        var today = plan.Text("createdAt")[..10];
        var now = (await Client.ReadAsync($"{list}?updatedSince={today}")).Items().Count;

        now.ShouldBeGreaterThanOrEqualTo(items);
        (await Client.ReadAsync($"{list}?updatedSince={today}T00:00:00Z")).Items().Count.ShouldBe(now);
        (await Client.ReadAsync($"{list}?updatedSince={today}T08:00:00+08:00")).Items().Count.ShouldBe(now);
        (await Client.ReadAsync($"{list}?updatedSince=2199-12-31")).Items().Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("/v1/plans?updatedSince=yesterday", "2026-03-01T08:00:00Z")]
    [InlineData("/v1/plans?updatedSince=2026-02-30", "2026-03-01,")]
    [InlineData("/v1/plans?periodFrom=2026-3-1", "2026-03-01")]
    [InlineData("/v1/plans?ids=1", "0198c0de-")]
    [InlineData("/v1/audit?field=-", "title")]
    public async Task A_message_about_a_form_shows_an_example(string request, string example)
    {
        var refused = await Client.GetAsync(request).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");

        refused["errors"]![0]!.Text("message").ShouldContain(example);
    }

    [Fact]
    public void Every_pattern_of_a_request_has_an_example_that_matches()
    {
        var patterns = new[] { typeof(ApiKeyInput).Assembly, typeof(Plan).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetProperties())
            .SelectMany(property =>
                new[]
                {
                    property.GetCustomAttribute<RegularExpressionAttribute>()?.Pattern,
                    property.GetCustomAttribute<ItemsAttribute>()?.Pattern,
                    property.GetCustomAttribute<KeyPatternAttribute>()?.Pattern,
                }
            )
            .OfType<string>()
            .Distinct()
            .ToList();

        patterns.Count.ShouldBeGreaterThan(5);
        patterns.ShouldAllBe(pattern => PatternExamples.Of(pattern) != null && Regex.IsMatch(PatternExamples.Of(pattern)!, pattern));
    }

    [Theory]
    [InlineData("/v1/plans/{plan}/check", "zh-TW", "zh-Hant")]
    [InlineData("/v1/labels?enumeration=planType", "yue", "zh-Hant")]
    [InlineData("/v1/labels?enumeration=planType&lang=zh-Hans", "en", "zh-Hans")]
    [InlineData("/v1/plans/none", "zh", "zh-Hans")]
    [InlineData("/v1/nowhere", "de", "en")]
    public async Task A_response_with_texts_states_their_language_and_that_it_varies(string path, string accepted, string language)
    {
        var plan = await Client.PlanAsync("P");
        using var request = new HttpRequestMessage(HttpMethod.Get, path.Replace("{plan}", plan.Id()));
        request.Headers.Add("Accept-Language", accepted);

        using var response = await Client.SendAsync(request);

        response.Content.Headers.ContentLanguage.ShouldBe([language]);
        response.Headers.Vary.ShouldContain("Accept-Language");
    }
}
