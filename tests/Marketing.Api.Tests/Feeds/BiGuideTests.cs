using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Conventions;
using Marketing.Api.Tests.Facts;
using Marketing.Api.Tests.History;
using Marketing.Api.Tests.Observations;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Feeds;

/// <summary>Every request in <c>docs/bi.md</c> works as written, with the key that the page creates.</summary>
[Collection(FirstApi.Name)]
public sealed partial class BiGuideTests(MarketingApi api) : ApiTest(api)
{
    private const string Document = """
        {"plan":{"title":"活力泉","code":"SPARK","language":"zh-Hans","currency":"CNY","planType":"brandMaintenance",
         "periodStart":{"date":"2027-01-04"},"periodEnd":{"date":"2027-12-31"}},
         "objectives":[{"ref":"O1","text":"提升知名度","measures":[
           {"metric":{"text":"知名度"},"target":{"text":"從3%提升至40%"},"deadlines":[{"text":"2027年6月30日"}]}]}],
         "workPackages":[{"ref":"W1","name":"调研","owners":[{"text":"市场部"}],"deadlines":[{"text":"2027年3月12日"}]}]}
        """;

    private static readonly string Page = SourceTree.Read("docs/bi.md");

    [Fact]
    public void Every_address_in_the_code_of_the_page_is_a_request_of_the_test()
    {
        var addresses = Blocks().Sum(block => AnyAddress().Count(block.Text));

        addresses.ShouldBeGreaterThan(10);
        Requests("IDS").Count.ShouldBe(addresses);
    }

    [Theory]
    [InlineData("Excel")]
    [InlineData("Power BI")]
    [InlineData("Tableau")]
    [InlineData("Refreshing a copy in a database")]
    public void Every_tool_has_recipes(string tool) =>
        Requests("IDS").Count(request => request.Chapter == tool).ShouldBeGreaterThanOrEqualTo(3);

    [Fact]
    public async Task Every_request_of_the_page_returns_rows_with_the_columns_that_it_names()
    {
        var plan = (await Client.PostAsync("/v1/plans/import", Document).ShouldBeAsync(HttpStatusCode.Created))["plan"]!.Id();
        await Client.PartyAsync("市场部");
        var budget = await (await BudgetPeople.OfAsync(Api.Alpha)).ActiveAsync(BudgetSteps.Line("A", "10"));
        await Client.SpendAsync(budget, "A", "5").ShouldBeAsync(HttpStatusCode.Created);
        await Client.MetricAsync("NPS");
        await Client.ReportAsync(ObservationSteps.Value("2027-03-02", "41")).ShouldBeAsync(HttpStatusCode.OK);
        await ResultSteps.CampaignAsync(Client, "C1");
        await Client.NamedChannelAsync("WX");
        await Client.ResultsAsync(ResultSteps.Row("2027-03-02", "10")).ShouldBeAsync(HttpStatusCode.OK);
        await Client.PostAsync("/v1/rate-sets", """{"code":"T","name":"T"}""").ShouldBeAsync(HttpStatusCode.Created);
        var key = "";
        foreach (var request in Requests(plan))
        {
            using var sent = request.Message(request.AsAdministrator ? Api.Alpha.Key : key);
            using var client = new HttpClient { BaseAddress = Api.Address };
            using var response = await client.SendAsync(sent);
            var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());

            response.IsSuccessStatusCode.ShouldBeTrue($"{request.Address}: {text}");
            if (request.AsAdministrator)
            {
                key = JsonNode.Parse(text)!.Text("key");
            }
            else if (request.Accept is { } accept)
            {
                response.Content.Headers.ContentType!.MediaType.ShouldBe(accept, request.Address);
                var rows = Csv.Read(text.TrimStart('\uFEFF'));
                rows.Count.ShouldBeGreaterThan(1, request.Address);
                request.Columns.Except(rows[0]).ShouldBeEmpty(request.Address);
            }
            else
            {
                response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json", request.Address);
                var parsed = JsonNode.Parse(text)!;
                var list = parsed["items"] ?? parsed["enumerations"] ?? parsed["groups"] ?? parsed["scopes"];
                list!.AsArray().ShouldNotBeEmpty(request.Address);
            }
        }

        key.ShouldNotBeEmpty();
    }

    private static List<GuideRequest> Requests(string plans) =>
        [.. Blocks().SelectMany(block => block.Language == "powerquery" ? OfPowerQuery(block) : OfShell(block, plans))];

    private static IEnumerable<GuideRequest> OfShell((string Chapter, string Language, string Text) block, string plans) =>
        from line in block.Text.Split('\n')
        let address = ShellAddress().Match(line)
        where address.Success
        let body = ShellBody().Match(line)
        let accept = ShellAccept().Match(line)
        select new GuideRequest(
            block.Chapter,
            address.Groups[1].Value.Replace("$PLAN_IDS", plans, StringComparison.Ordinal),
            accept.Success ? accept.Groups[1].Value : null,
            body.Success ? body.Groups[1].Value : null,
            line.Contains("$ADMIN_KEY", StringComparison.Ordinal),
            []
        );

    private static IEnumerable<GuideRequest> OfPowerQuery((string Chapter, string Language, string Text) block)
    {
        var columns = TypedColumn().Matches(block.Text).Select(column => column.Groups[1].Value).Distinct().ToList();
        foreach (Match call in PowerQueryAddress().Matches(block.Text))
        {
            var options = block.Text[call.Index..];
            options = options[..(options.IndexOf("])", StringComparison.Ordinal) is > 0 and var end ? end : options.Length)];
            var query = PowerQueryArguments().Match(options).Groups[1].Value;
            var arguments = PowerQueryArgument()
                .Matches(query)
                .Select(argument => $"{argument.Groups[1].Value}={Uri.EscapeDataString(ValueOf(argument.Groups[2].Value))}")
                .ToList();
            var accept = PowerQueryAccept().Match(options);
            yield return new GuideRequest(
                block.Chapter,
                "/" + call.Groups[1].Value.TrimStart('/') + (arguments.Count > 0 ? "?" + string.Join('&', arguments) : ""),
                accept.Success ? accept.Groups[1].Value : null,
                null,
                AsAdministrator: false,
                columns
            );
        }
    }

    private static string ValueOf(string expression) =>
        expression switch
        {
            "AsText(RangeStart)" => "2026-01-01T00:00:00Z",
            "AsText(RangeEnd)" => "2100-01-01T00:00:00Z",
            _ when expression.StartsWith('"') => expression.Trim('"'),
            _ => throw new InvalidOperationException($"The page has an expression that the test does not know: {expression}."),
        };

    private static IEnumerable<(string Chapter, string Language, string Text)> Blocks()
    {
        var chapters = Heading().Matches(Page);
        return CodeBlock()
            .Matches(Page)
            .Select(block =>
                (chapters.Last(chapter => chapter.Index < block.Index).Groups[1].Value.Trim(), block.Groups[1].Value, block.Groups[2].Value)
            );
    }

    [GeneratedRegex(@"^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^ *```(\w+)\n(.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\bv1/")]
    private static partial Regex AnyAddress();

    [GeneratedRegex(@"\$MARKETING_URL(/v1/[^""\s]+)")]
    private static partial Regex ShellAddress();

    [GeneratedRegex(@"-H ""Accept: ([^""]+)""")]
    private static partial Regex ShellAccept();

    [GeneratedRegex(@"--json '([^']+)'")]
    private static partial Regex ShellBody();

    [GeneratedRegex(@"""(/?v1/[^""]+)""")]
    private static partial Regex PowerQueryAddress();

    [GeneratedRegex(@"Query = \[(.*?)\]")]
    private static partial Regex PowerQueryArguments();

    [GeneratedRegex(@"(\w+) = (""[^""]*""|[^,""]+)")]
    private static partial Regex PowerQueryArgument();

    [GeneratedRegex(@"Accept = ""([^""]+)""")]
    private static partial Regex PowerQueryAccept();

    [GeneratedRegex(@"\{""([^""]+)"", (?:type|Int64)")]
    private static partial Regex TypedColumn();

    /// <summary>A request of the page.</summary>
    /// <param name="Chapter">The chapter that contains it.</param>
    /// <param name="Address">Path and query.</param>
    /// <param name="Accept">The Accept header; null for none.</param>
    /// <param name="Body">The JSON body of a POST; null for a GET.</param>
    /// <param name="AsAdministrator">Whether it uses the administrator's key.</param>
    /// <param name="Columns">The columns that the recipe uses.</param>
    private sealed record GuideRequest(
        string Chapter,
        string Address,
        string? Accept,
        string? Body,
        bool AsAdministrator,
        IReadOnlyList<string> Columns
    )
    {
        public HttpRequestMessage Message(string key)
        {
            var message = new HttpRequestMessage(Body is null ? HttpMethod.Get : HttpMethod.Post, Address);
            var credential = Convert.ToBase64String(Encoding.UTF8.GetBytes($"bi:{key}"));
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", credential);
            if (Accept is not null)
            {
                message.Headers.TryAddWithoutValidation("Accept", Accept);
            }

            if (Body is not null)
            {
                message.Content = new StringContent(Body, Encoding.UTF8, "application/json");
            }

            return message;
        }
    }
}
