using System.Collections;
using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Application.Common;
using Marketing.Application.Plans.Documents;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;
using Marketing.Infrastructure.Plans;

namespace Marketing.Api.Tests.Samples;

/// <summary>The plans of the sample workspace contain everything that a plan can contain.</summary>
[Collection(SecondApi.Name)]
public sealed class SampleDataTests(MarketingApi api) : ApiTest(api)
{
    public static TheoryData<string> Documents => [.. Names()];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Each_sample_plan_has_parts_in_every_section(string name)
    {
        var document = Read(name);

        PlanSections
            .All.Where(section => document[section.Name] is not JsonArray { Count: > 0 })
            .Select(section => section.Name)
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Each_sample_plan_round_trips(string name)
    {
        var import = await Client.PostAsync("/v1/plans/import", Read(name).ToJsonString()).ShouldBeAsync(HttpStatusCode.Created);
        var document = await Client.ReadAsync($"/v1/plans/{import["plan"]!.Id()}/document");

        var again = await Api.Beta.Client.PostAsync("/v1/plans/import", document.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created);

        (await Api.Beta.Client.ReadAsync($"/v1/plans/{again["plan"]!.Id()}/document")).ToJsonString().ShouldBe(document.ToJsonString());
        JsonNode.DeepEquals(Filled(document), Filled(Read(name))).ShouldBeTrue("the files equal the export without its empty members");
        document.ToJsonString().ShouldNotContain("\"unparsed\"");
    }

    [Fact]
    public void Together_the_sample_plans_fill_every_member_of_every_content_record()
    {
        var members = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var name in Names())
        {
            Collect(WireJson.Load<PlanDocument>(Read(name).ToJsonString()), members);
        }

        // The samples are read by the current grammar.
        members.Remove($"{nameof(PlanDocument)}.{nameof(PlanDocument.ReadingVersion)}");
        members.Where(member => !member.Value).Select(member => member.Key).ShouldBeEmpty();
    }

    /// <summary>The first sample plan, which has parts in every section.</summary>
    internal static JsonObject First() => Read(Names().First());

    private static IEnumerable<string> Names() =>
        typeof(SamplePlans)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(SamplePlans.Resources, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static JsonObject Read(string name)
    {
        using var stream = typeof(SamplePlans).Assembly.GetManifestResourceStream(name)!;
        return JsonNode.Parse(stream)!.AsObject();
    }

    /// <summary>The document without members that are null or empty lists.</summary>
    private static JsonNode? Filled(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members
                    .Where(member => member.Value is not (null or JsonArray { Count: 0 }))
                    .Select(member => KeyValuePair.Create(member.Key, Filled(member.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Filled)]),
            _ => node?.DeepClone(),
        };

    /// <summary>
    /// Records for each member of the header and the content records whether it has a value. Values such as deadlines have their own tests.
    /// </summary>
    private static void Collect(object holder, Dictionary<string, bool> members)
    {
        foreach (var property in holder.GetType().GetProperties().Where(property => property.SetMethod is { IsPublic: true }))
        {
            if (holder is ICatalogueRef && property.PropertyType == typeof(Guid?))
            {
                continue; // documents contain no ids of the server
            }

            var value = property.GetValue(holder);
            var key = $"{holder.GetType().Name}.{property.Name}";
            members[key] = members.GetValueOrDefault(key) || value is not (null or ICollection { Count: 0 });
            foreach (var held in (value is IList list ? list.Cast<object?>() : [value]).Where(IsContent))
            {
                Collect(held!, members);
            }
        }
    }

    private static bool IsContent(object? value) =>
        value?.GetType() is { IsClass: true, Namespace: { } space }
        && space.StartsWith("Marketing.Domain", StringComparison.Ordinal)
        && !space.EndsWith(".Values", StringComparison.Ordinal);
}
