using Marketing.Client;
using Marketing.Client.Models;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

const string SamplePlan = "SPARK-2027";

using var http = KiotaClientFactory.Create();
http.DefaultRequestHeaders.Authorization = new("Bearer", Environment.GetEnvironmentVariable("MARKETING_KEY"));
using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http)
{
    BaseUrl = Environment.GetEnvironmentVariable("MARKETING_URL"),
};
var plansApi = new MarketingClient(adapter).V1.Plans;

var plans = await plansApi.GetAsync(request => request.QueryParameters.PageSize = 50);
Console.WriteLine($"plans: {string.Join(", ", plans!.Items!.Select(plan => plan.Code ?? plan.Title))}");

var creating = new HeadersInspectionHandlerOption { InspectResponseHeaders = true };
var created = await plansApi.PostAsync(
    new()
    {
        Title = "Kiota 客户端试用计划",
        Language = "zh-Hans",
        Currency = "CNY",
    },
    request => request.Options.Add(creating)
);
Console.WriteLine($"created: {created!.Title}, {ETagOf(creating)}");
var partsApi = plansApi[created.Id!.Value].Parts;

var adding = new HeadersInspectionHandlerOption { InspectResponseHeaders = true };
var added = await partsApi.PostAsync(
    new ObjectivePartInput
    {
        Section = PlanSectionName.Objectives,
        Content = new()
        {
            Text = "品牌知名度从25%提升至35%",
            Measures =
            [
                new()
                {
                    Metric = new() { Text = "品牌知名度" },
                    Target = new() { Text = "从25%提升至35%" },
                    Deadlines = [new() { Text = "计划开始后10个月内" }],
                },
            ],
        },
    },
    request => request.Options.Add(adding)
);
var objective = (ObjectivePart)added!;
var measure = objective.Content!.Measures!.Single();
var deadline = measure.Deadlines!.Single();
Require(measure.Target is { Kind: TargetKind.Level, Baseline: "25", Value: "35" }, "The target was not parsed.");
Require(deadline is { Kind: DeadlineKind.Within, Amount: 10, Unit: TimeUnit.Month }, "The deadline was not parsed.");
var target = measure.Target!;
Console.WriteLine($"objective: {target.Baseline} -> {target.Value} {target.Unit}, {deadline.Amount} {deadline.Unit}");

var etag = ETagOf(adding);
var patch = new ObjectivePartPatch
{
    Section = PlanSectionName.Objectives,
    Content = new() { Name = "品牌知名度" },
};
var updating = new HeadersInspectionHandlerOption { InspectResponseHeaders = true };
var updated = await partsApi[objective.Id!.Value]
    .PatchAsync(
        patch,
        request =>
        {
            request.Headers.Add("If-Match", etag);
            request.Options.Add(updating);
        }
    );
Require(updated is ObjectivePart { Content: { Name: "品牌知名度", Text: "品牌知名度从25%提升至35%" } }, "The patch changed other members.");
Console.WriteLine($"updated: {etag} -> {ETagOf(updating)}");

var stale = await RefusalAsync(() => partsApi[objective.Id.Value].PatchAsync(patch, request => request.Headers.Add("If-Match", etag)), 412);
Console.WriteLine($"412: {stale.Code}");

var incomplete = new ObjectivePartInput
{
    Section = PlanSectionName.Objectives,
    Content = new()
    {
        Text = "没有目标值",
        Measures =
        [
            new()
            {
                Metric = new() { Text = "品牌知名度" },
                Target = new() { Kind = TargetKind.Level },
            },
        ],
    },
};
var broken = await RefusalAsync(() => partsApi.PostAsync(incomplete), 422);
Require(broken.Errors!.Count > 0, "The problem has no errors.");
foreach (var fault in broken.Errors)
{
    Console.WriteLine($"422: {fault.Pointer} {fault.Code}");
}

var sample = (await plansApi.GetAsync(request => request.QueryParameters.Code = SamplePlan))!.Items!.FirstOrDefault();
Require(sample is not null, $"There is no plan {SamplePlan}. Run the story against the sample workspace.");
var parts = await plansApi[sample!.Id!.Value].Parts.GetAsync(request => request.QueryParameters.PageSize = 1000);
Require(parts!.NextCursor is null, "The plan does not fit into one page.");
var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
foreach (var part in parts.Items!)
{
    var (what, count) = part switch
    {
        ObjectivePart { Content.Measures: { } measures } => ("measures of objectives", measures.Count),
        WorkPackagePart { Content.Owners: { } owners } => ("owners of work packages", owners.Count),
        MilestonePart { Content.Deadlines: { } deadlines } => ("deadlines of milestones", deadlines.Count),
        _ => ("other parts", 1),
    };
    counts[what] = counts.GetValueOrDefault(what) + count;
}

Require(counts.Count == 4 && counts.Values.All(count => count > 0), "The sample plan lacks a section.");
Console.WriteLine($"{SamplePlan}: {string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"))}");

static string ETagOf(HeadersInspectionHandlerOption headers) => headers.ResponseHeaders["ETag"].Single();

static async Task<Problem> RefusalAsync(Func<Task> call, int status)
{
    try
    {
        await call();
    }
    catch (Problem refusal) when (refusal.ResponseStatusCode == status)
    {
        return refusal;
    }

    throw new InvalidOperationException($"The call succeeded; expected {status}.");
}

static void Require(bool condition, string otherwise)
{
    if (!condition)
    {
        throw new InvalidOperationException(otherwise);
    }
}
