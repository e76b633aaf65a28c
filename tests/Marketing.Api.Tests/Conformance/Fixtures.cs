using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.BulkJobs;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Occurrences;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Risks;
using Marketing.Api.Tests.Support;
using Marketing.Api.Tests.Webhooks;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Conformance;

/// <summary>
/// One resource of every collection of the document, created through the API. Their ids fill the placeholders of paths.
/// </summary>
internal sealed partial class Fixtures
{
    /// <summary>The section for paths that contain one: that of the first form of a part, which is the form created.</summary>
    private const string Section = "objectives";

    /// <summary>Parameters of paths that are values, not ids of resources.</summary>
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["{section}"] = Section,
        ["{number}"] = "1",
        ["{period}"] = "2027-03",
        ["{system}"] = "crm",
        ["{externalId}"] = "701-A",
    };

    private const string Approvals = "/v1/approvals";
    private const string Delegations = "/v1/delegations";
    private const string Budgets = "/v1/budgets";
    private const string LedgerEntries = "/v1/ledger-entries";
    private const string Occurrences = "/v1/occurrences";
    private const string Risks = "/v1/risks";
    private const string ContingencyPlans = "/v1/contingency-plans";
    private const string Drills = ContingencyPlans + "/{contingencyPlanId}/drills";
    private const string Alerts = "/v1/alerts";
    private const string Acceptances = Risks + "/{riskId}/acceptances";

    /// <summary>Collections whose resources have ids in other systems.</summary>
    private static readonly string[] Synced = ["/v1/campaigns", "/v1/parties", "/v1/partners", "/v1/channels", "/v1/content-assets"];

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    private Fixtures() { }

    /// <summary>The ids of all resources, by the path of their collection.</summary>
    public IReadOnlyDictionary<string, string> Ids => _ids;

    /// <summary>Creates one resource of each kind, whose texts contain the marker.</summary>
    public static Task<Fixtures> OfAsync(TestWorkspace workspace, ServedContract contract, string marker) =>
        OfAsync(workspace, contract, marker, Collections(contract), withDecisions: true);

    /// <summary>Creates only the resources in a path.</summary>
    public static Task<Fixtures> ForPathAsync(TestWorkspace workspace, ServedContract contract, string marker, string path)
    {
        var named = CollectionsIn(path).ToHashSet(StringComparer.Ordinal);
        return OfAsync(
            workspace,
            contract,
            marker,
            Collections(contract).Where(create => named.Contains(create.Path)),
            named.Overlaps([Approvals, Delegations, Budgets, LedgerEntries, Occurrences, Acceptances, Alerts, ContingencyPlans])
                || path.Contains("{number}", StringComparison.Ordinal)
        );
    }

    private static async Task<Fixtures> OfAsync(
        TestWorkspace workspace,
        ServedContract contract,
        string marker,
        IEnumerable<ContractOperation> creations,
        bool withDecisions
    )
    {
        var fixtures = new Fixtures();
        fixtures._ids["/v1/workspaces"] = workspace.Id.ToString();
        if (withDecisions)
        {
            await fixtures.AddDecisionsAsync(workspace, marker);
        }

        var sampler = new Sampler(contract, new Random(1), marker);

        // Keys make no administrators.
        using var administrator = await workspace.PersonAsync($"{marker}-administrator", Role.Administrator);
        foreach (var create in creations.Where(create => !fixtures._ids.ContainsKey(create.Path)))
        {
            if (create.Id == "createJob")
            {
                fixtures._ids[create.Path] = await JobSteps.JobAsync(workspace.Client);
                continue;
            }

            var body = create.Id switch
            {
                "createCalendarFeed" => new JsonObject
                {
                    ["planId"] = (await workspace.Client.ImportAsync(LifecycleSteps.With("title", $"\"{marker}\""))).Id(),
                }.ToJsonString(),
                "createWebhook" => new JsonObject
                {
                    ["url"] = $"https://hooks.example.com/{Uri.EscapeDataString(marker)}",
                    ["types"] = new JsonArray("plan"),
                    ["description"] = marker,
                }.ToJsonString(),
                _ => sampler.Marked(BodyOf(create)!).ToJsonString(),
            };
            var created = await (create.Id == "addMember" ? administrator : workspace.Client)
                .PostAsync(fixtures.Fill(create.Path), body)
                .ShouldBeAsync(HttpStatusCode.Created);
            fixtures._ids[create.Path] = created.Id();
            if (create.Id == "createWebhook")
            {
                fixtures._ids[create.Path + "/{webhookId}/deliveries"] = await WebhookSteps.DeliveryAsync(workspace.Client, created.Id());
            }
        }

        foreach (var synced in Synced)
        {
            if (fixtures._ids.TryGetValue(synced, out var id))
            {
                await workspace
                    .Client.PutJsonAsync(
                        $"{synced}/{id}/external-ids/{Values["{system}"]}",
                        $$"""{"id":"{{Values["{externalId}"]}}"}""",
                        "*"
                    )
                    .ShouldBeAsync(HttpStatusCode.OK);
            }
        }

        return fixtures;
    }

    /// <summary>
    /// Has persons put the first revision of a plan into force, open the next one and appoint a delegate, which keys cannot do.
    /// </summary>
    private async Task AddDecisionsAsync(TestWorkspace workspace, string marker)
    {
        using var author = await workspace.PersonAsync($"{marker}-author", Role.Administrator);
        using var reviewer = await workspace.PersonAsync($"{marker}-reviewer", Role.Reviewer);
        using var deputy = await workspace.PersonAsync($"{marker}-deputy", Role.Approver);
        var plan = (await author.ImportAsync(LifecycleSteps.With("title", $"\"{marker}\""))).Id();
        await author.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);
        await reviewer.DecideAsync(plan, "review").ShouldBeAsync(HttpStatusCode.OK);
        await deputy.DecideAsync(plan, "approve").ShouldBeAsync(HttpStatusCode.OK);
        await author.StepAsync(plan, "activate").ShouldBeAsync(HttpStatusCode.OK);
        await author.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        _ids["/v1/plans"] = plan;
        _ids[Approvals] = (await author.ReadAsync($"/v1/approvals?subjectId={plan}")).Items()[0]!.Id();
        var delegation = new JsonObject
        {
            ["delegate"] = PersonActor.IdOf(MarketingApi.Issuer, $"{marker}-deputy"),
            ["firstDay"] = "2026-01-01",
            ["lastDay"] = "2026-01-02",
            ["reason"] = marker,
        };
        await author
            .PutJsonAsync($"/v1/sync-systems/{Values["{system}"]}", """{"ownedMembers":[]}""", null)
            .ShouldBeAsync(HttpStatusCode.OK);
        await AddBudgetAsync(author, deputy, marker);
        await AddRiskAsync(author, marker);
        var weekly = (await author.ImportAsync(OccurrenceSteps.Weekly(DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8))))).Id();
        await author.SubmitAsync(weekly).ShouldBeAsync(HttpStatusCode.OK);
        await reviewer.DecideAsync(weekly, "review").ShouldBeAsync(HttpStatusCode.OK);
        await deputy.DecideAsync(weekly, "approve").ShouldBeAsync(HttpStatusCode.OK);
        await author.StepAsync(weekly, "activate").ShouldBeAsync(HttpStatusCode.OK);
        var planned = (await author.ReadAsync($"{Occurrences}?planId={weekly}&state=due,planned")).Items()[0]!;
        var held = new JsonObject
        {
            ["ref"] = planned.Text("ref"),
            ["date"] = planned.Text("date"),
            ["note"] = marker,
        };
        _ids[Occurrences] = (
            await author.PostAsync($"/v1/plans/{weekly}/occurrences/hold", held.ToJsonString()).ShouldBeAsync(HttpStatusCode.OK)
        ).Id();
        _ids[Delegations] = (await author.PostAsync(Delegations, delegation.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created)).Id();
    }

    /// <summary>Registers a risk, rates it, and asks for its acceptance.</summary>
    private async Task AddRiskAsync(HttpClient author, string marker)
    {
        var risk = (await author.RiskAsync(marker)).Id();
        var rating = (await author.RateAsync(risk, 2, 2).ShouldBeAsync(HttpStatusCode.Created)).Id();
        var body = $$"""{"until":"2099-12-31","reason":"{{marker}}","ratingId":"{{rating}}"}""";
        var trigger = await author
            .PostAsync($"{Risks}/{risk}/triggers", $$"""{"text":"{{marker}}"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        _ids[Risks + "/{riskId}/triggers"] = trigger.Id();
        _ids[Alerts] = (await author.FireAsync(risk, trigger.Id()).ShouldBeAsync(HttpStatusCode.Created)).Id();
        var contingency = $$"""{"title":"{{marker}}","establishedOn":"2026-01-01"}""";
        _ids[ContingencyPlans] = (await author.PostAsync(ContingencyPlans, contingency).ShouldBeAsync(HttpStatusCode.Created)).Id();
        var drill = $$"""{"plannedOn":"2026-02-01","scenario":"{{marker}}"}""";
        _ids[Drills] = (
            await author.PostAsync($"{ContingencyPlans}/{_ids[ContingencyPlans]}/drills", drill).ShouldBeAsync(HttpStatusCode.Created)
        ).Id();
        _ids[Risks] = risk;
        _ids[Risks + "/{riskId}/ratings"] = rating;
        _ids[Acceptances] = (await author.PostAsync($"{Risks}/{risk}/acceptances", body).ShouldBeAsync(HttpStatusCode.Created)).Id();
    }

    /// <summary>Approves a budget, books on it, and opens its next revision.</summary>
    private async Task AddBudgetAsync(HttpClient manager, HttpClient approver, string marker)
    {
        var lines = $"{BudgetSteps.Line("A", "100")},{BudgetSteps.Line("B", "100")}";
        var body = BudgetSteps.Budget(lines).Replace("年度预算", marker, StringComparison.Ordinal);
        var budget = (await manager.PostAsync(Budgets, body).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await manager.StepBudgetAsync(budget, "submit", "{}").ShouldBeAsync(HttpStatusCode.OK);
        await approver.DecideBudgetAsync(budget, "approve").ShouldBeAsync(HttpStatusCode.OK);
        await manager.StepBudgetAsync(budget, "revise").ShouldBeAsync(HttpStatusCode.OK);
        var order = await manager.CommitAsync(budget, "A", "5").ShouldBeAsync(HttpStatusCode.Created);
        var transfer = await manager
            .PostAsync(
                $"/v1/budgets/{budget}/transfers",
                $$"""{"fromLineCode":"A","toLineCode":"B","amount":{"amount":"1","currency":"CNY"},"reason":"{{marker}}"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var rates = await manager
            .PostAsync("/v1/rate-sets", $$"""{"code":"{{marker}}","name":"{{marker}}"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await manager
            .PostAsync(
                $"/v1/rate-sets/{rates.Id()}/versions",
                """{"validFrom":"2027-01-01","rates":[{"from":"USD","to":"CNY","rate":"7"}]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        _ids["/v1/rate-sets"] = rates.Id();

        // Versions are addressed by their number.
        _ids["/v1/rate-sets/{rateSetId}/versions"] = rates.Id();
        _ids[Budgets] = budget;
        _ids[Budgets + "/{budgetId}/lines"] = (await manager.ReadAsync($"/v1/budgets/{budget}/lines")).Items()[0]!.Id();
        _ids[Budgets + "/{budgetId}/commitments"] = order.Text("commitmentId");
        _ids[Budgets + "/{budgetId}/transfers"] = transfer.Id();
        _ids[LedgerEntries] = order["entries"]![0]!.Id();
    }

    /// <summary>Returns unused ids for the same collections.</summary>
    public Fixtures WithUnusedIds()
    {
        var unused = new Fixtures();
        foreach (var path in _ids.Keys)
        {
            unused._ids[path] = Guid.CreateVersion7().ToString();
        }

        return unused;
    }

    /// <summary>Returns these resources, except for one collection, whose resource comes from the others.</summary>
    public Fixtures With(string collection, Fixtures other)
    {
        var mixed = new Fixtures();
        foreach (var (path, id) in _ids)
        {
            mixed._ids[path] = path == collection ? other._ids[path] : id;
        }

        return mixed;
    }

    /// <summary>Returns the collections whose ids the path contains, the outermost first.</summary>
    public static IEnumerable<string> CollectionsIn(string path) =>
        Placeholder().Matches(path).Where(place => !Values.ContainsKey(place.Value)).Select(place => path[..(place.Index - 1)]);

    /// <summary>Returns the path with ids in place of its placeholders.</summary>
    public string Fill(string path) =>
        Placeholder()
            .Replace(
                path,
                place =>
                    Values.TryGetValue(place.Value, out var value) ? value
                    : _ids.TryGetValue(path[..(place.Index - 1)], out var id) ? id
                    : throw new InvalidOperationException($"No resource exists for {place.Value} in {path}: its collection has no POST.")
            );

    public static JsonObject? BodyOf(ContractOperation operation) =>
        operation.Node["requestBody"]?["content"]?["application/json"]?["schema"]?.AsObject();

    /// <summary>Returns the operations that create a resource below their path, outer ones first.</summary>
    private static IEnumerable<ContractOperation> Collections(ServedContract contract) =>
        contract
            .Operations.Where(create =>
                create.Method == "POST" && contract.Operations.Any(get => get.Method == "GET" && IsItemOf(create.Path, get.Path))
            )
            .OrderBy(create => create.Path.Count(letter => letter == '{'));

    private static bool IsItemOf(string collection, string path) =>
        path.StartsWith(collection + "/{", StringComparison.Ordinal)
        && !path[(collection.Length + 1)..].Contains('/', StringComparison.Ordinal);

    [GeneratedRegex(@"\{[^}]+}")]
    private static partial Regex Placeholder();
}
