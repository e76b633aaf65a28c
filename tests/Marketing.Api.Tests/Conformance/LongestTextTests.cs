using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Api.Tests.Conformance;

/// <summary>
/// Texts as long as the contract allows, of characters that take two UTF-16 units, as a column counts, and four bytes. On SQLite,
/// <see cref="Engines.ColumnLengths"/> refuses what would not fit on SQL Server.
/// </summary>
[Collection(SecondApi.Name)]
public sealed class LongestTextTests(MarketingApi api) : ApiTest(api)
{
    private static readonly Dictionary<string, (string Path, object Body)> Bodies = new(StringComparer.Ordinal)
    {
        ["member"] = (
            "/v1/workspaces/{workspace}/members",
            new
            {
                issuer = Of(Member.IssuerLength),
                subject = Of(Member.SubjectLength),
                displayName = Of(Member.DisplayNameLength),
                roles = new[] { "viewer" },
            }
        ),
        ["API key"] = ("/v1/api-keys", new { name = Of(ApiKey.NameLength), scopes = new[] { "plans:read" } }),
        ["party"] = (
            "/v1/parties",
            new
            {
                kind = "person",
                name = Of(CatalogueName.Length),
                contact = new
                {
                    name = Of(200),
                    email = Of(126) + "@" + Of(127),
                    phone = Of(50),
                },
            }
        ),
        ["channel"] = (
            "/v1/channels",
            new
            {
                type = "social",
                name = Of(CatalogueName.Length),
                platform = Of(Channel.PlatformLength),
                description = Of(Channel.DescriptionLength),
            }
        ),
        ["metric"] = (
            "/v1/metrics",
            new
            {
                name = Of(CatalogueName.Length),
                unit = Of(Metric.UnitLength),
                direction = "higherIsBetter",
                aggregation = "ratio",
                definition = Of(Metric.DefinitionLength),
            }
        ),
        ["partner"] = (
            "/v1/partners",
            new
            {
                kind = "kol",
                name = Of(CatalogueName.Length),
                platform = Of(Partner.PlatformLength),
                terms = Of(Partner.TermsLength),
            }
        ),
        ["segment"] = (
            "/v1/segments",
            new
            {
                name = Of(CatalogueName.Length),
                method = "rfm",
                rule = Of(Segment.RuleLength),
            }
        ),
        ["plan"] = (
            "/v1/plans",
            new
            {
                title = Of(PlanHeader.TitleLength),
                language = "zh-Hans",
                currency = "CNY",
            }
        ),
        ["event"] = (
            "/v1/plans/{plan}/anchors",
            new
            {
                code = Of(ValueLimits.Anchor),
                name = Of(PlanAnchor.NameLength),
                date = "2027-03-01",
            }
        ),
        ["part"] = (
            "/v1/plans/{plan}/parts",
            new
            {
                section = "risks",
                @ref = Of(PlanPart.RefLength),
                content = new { name = Of(200) },
            }
        ),
    };

    public static TheoryData<string> Names => [.. Bodies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_text_of_the_greatest_length_is_stored_and_returned(string name)
    {
        var plan = await Client
            .PostAsync("/v1/plans", """{"title":"P","language":"en","currency":"EUR"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var (path, body) = Bodies[name];
        var sent = JsonSerializer.SerializeToNode(body)!.AsObject();

        var stored = await Client
            .PostAsync(
                path.Replace("{workspace}", Api.Alpha.Id.ToString(), StringComparison.Ordinal)
                    .Replace("{plan}", plan.Id(), StringComparison.Ordinal),
                sent.ToJsonString()
            )
            .ShouldBeAsync(HttpStatusCode.Created);

        foreach (var (member, value) in sent)
        {
            if (value is JsonValue && stored.ContainsKey(member))
            {
                stored[member]!.ToString().ShouldBe(value.ToString(), member);
            }
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("𠮷")]
    public async Task A_person_whose_subject_has_the_greatest_length_signs_in(string character)
    {
        var subject = string.Concat(Enumerable.Repeat(character, Member.SubjectLength));
        await Client
            .PostAsync(
                $"/v1/workspaces/{Api.Alpha.Id}/members",
                $$"""{"issuer":"{{MarketingApi.Issuer}}","subject":"{{subject}}","displayName":"Ann","roles":["planner"]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var person = Api.With("Bearer " + MarketingApi.TokenFor(subject, "Ann", Scopes.All.Keys));
        person.DefaultRequestHeaders.Add("Workspace-Id", Api.Alpha.Id.ToString());

        var plan = await person
            .PostAsync("/v1/plans", """{"title":"P","language":"en","currency":"EUR"}""")
            .ShouldBeAsync(HttpStatusCode.Created);

        plan.Text("createdBy").ShouldBe(PersonActor.IdOf(MarketingApi.Issuer, subject));
        (await Client.ReadAsync($"/v1/workspaces/{Api.Alpha.Id}/members?subject={Uri.EscapeDataString(subject)}"))
            .Items()
            .Count.ShouldBe(1);
    }

    private static string Of(int codePoints) => string.Concat(Enumerable.Repeat("𠮷", codePoints));
}
