namespace Marketing.Client;

/// <summary>The story that all four clients run. The test suite compiles this file too.</summary>
public static class Story
{
    private const string SamplePlan = "SPARK-2027";

    /// <summary>Runs the story and writes one line for each step. Throws if the service behaves differently.</summary>
    public static async Task RunAsync(HttpClient http, TextWriter output)
    {
        var client = new MarketingClient(http);

        var plans = await client.ListPlansAsync(pageSize: 50);
        await output.WriteLineAsync($"plans: {string.Join(", ", plans.Result.Items.Select(plan => plan.Code ?? plan.Title))}");

        var created = await client.CreatePlanAsync(
            new()
            {
                Title = "NSwag 客户端试用计划",
                Language = "zh-Hans",
                Currency = "CNY",
            }
        );
        var planId = created.Result.Id;
        await output.WriteLineAsync($"created: {created.Result.Title}, {ETagOf(created.Headers)}");

        var added = await client.CreatePartAsync(
            planId,
            new ObjectivePartInput
            {
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
            }
        );
        var objective = (ObjectivePart)added.Result;
        var measure = objective.Content.Measures!.Single();
        var deadline = measure.Deadlines!.Single();
        Require(measure.Target is { Kind: TargetKind.Level, Baseline: "25", Value: "35" }, "The target was not parsed.");
        Require(deadline is { Kind: DeadlineKind.Within, Amount: 10, Unit: TimeUnit.Month }, "The deadline was not parsed.");
        var target = measure.Target;
        await output.WriteLineAsync($"objective: {target.Baseline} -> {target.Value} {target.Unit}, {deadline.Amount} {deadline.Unit}");

        var etag = ETagOf(added.Headers);
        var patch = new ObjectivePartPatch { Content = new() { Name = "品牌知名度" } };
        var updated = await client.UpdatePartAsync(planId, objective.Id, etag, patch);
        Require(
            updated.Result is ObjectivePart { Content: { Name: "品牌知名度", Text: "品牌知名度从25%提升至35%" } },
            "The patch changed other members."
        );
        await output.WriteLineAsync($"updated: {etag} -> {ETagOf(updated.Headers)}");

        var stale = await RefusalAsync(() => client.UpdatePartAsync(planId, objective.Id, etag, patch), 412);
        await output.WriteLineAsync($"412: {stale.Code}");

        var incomplete = new ObjectivePartInput
        {
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
        var broken = await RefusalAsync(() => client.CreatePartAsync(planId, incomplete), 422);
        Require(broken.Errors.Count > 0, "The problem has no errors.");
        foreach (var fault in broken.Errors)
        {
            await output.WriteLineAsync($"422: {fault.Pointer} {fault.Code}");
        }

        var sample = (await client.ListPlansAsync(code: SamplePlan)).Result.Items.FirstOrDefault();
        Require(sample is not null, $"There is no plan {SamplePlan}. Run the story against the sample workspace.");
        var parts = (await client.ListPartsAsync(sample!.Id, pageSize: 1000)).Result;
        Require(parts.NextCursor is null, "The plan does not fit into one page.");
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in parts.Items)
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
        await output.WriteLineAsync($"{SamplePlan}: {string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"))}");
    }

    private static string ETagOf(IReadOnlyDictionary<string, IEnumerable<string>> headers) => headers["ETag"].Single();

    private static async Task<Problem> RefusalAsync(Func<Task> call, int status)
    {
        try
        {
            await call();
        }
        catch (ApiException<Problem> refusal) when (refusal.StatusCode == status)
        {
            return refusal.Result;
        }

        throw new InvalidOperationException($"The call succeeded; expected {status}.");
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
