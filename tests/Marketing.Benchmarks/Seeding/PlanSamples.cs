using Marketing.Application.Plans.Documents;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Benchmarks.Seeding;

/// <summary>The plans of the benchmark: covers with some narrative, objectives with a measure, work packages with owners.</summary>
internal static class PlanSamples
{
    public const int Objectives = 20;
    public const int WorkPackages = 30;

    public static PlanHeader Header(int number) =>
        new()
        {
            Title = $"年度品牌維護計劃 {number}: brand maintenance and consumer relations",
            PlanType = (PlanType)(number % 9),
            Language = number % 3 == 0 ? "en" : "zh-Hant",
            Currency = "CNY",
            PeriodStart = new PlannedDate { Date = new DateOnly(2027, 1, 1).AddDays(number % 365) },
            PeriodEnd = new PlannedDate { Date = new DateOnly(2028, 1, 1).AddDays(number % 365) },
            Introduction = "本計劃說明未來一年如何維護品牌、提升知名度並鞏固與顧客的關係。" + new string('文', 300),
            ObjectivesIntro = "本計劃的目標如下,各部門按季度檢視進度。",
            Signatories =
            [
                new PlanSignatory
                {
                    Role = SignatoryRole.PreparedBy,
                    Party = new PartyRef { Text = "市場部" },
                },
                new PlanSignatory
                {
                    Role = SignatoryRole.ApprovedBy,
                    Party = new PartyRef { Text = "總經理" },
                },
            ],
            ScopeTopics = ["品牌形象", "顧客服務", "社交媒體"],
            Summary = "按照本計劃行事,品牌的知名度與顧客的滿意度將穩步上升。",
        };

    public static Objective Objective(int number) =>
        new()
        {
            Name = $"提升品牌知名度 {number}",
            Text = "在目標顧客之中,六成以上認識本品牌並且願意向親友推薦。",
            Measures =
            [
                new TargetMeasure
                {
                    Metric = new MetricRef { Text = "品牌知名度" },
                    Target = new TargetExpression
                    {
                        Kind = TargetKind.Level,
                        Value = 60,
                        Unit = "%",
                        Comparator = Comparator.Gte,
                    },
                },
            ],
        };

    public static WorkPackage WorkPackage(int number) =>
        new()
        {
            Code = $"{number}",
            Name = $"顧客滿意度調查與分析 {number}",
            Description = "設計問卷、收集回應、整理結果,並將改進建議交給各部門。",
            Importance = "瞭解顧客的需要是改進服務的第一步。",
            ExpectedOutcome = "一份調查報告與一份改進清單。",
            Owners = [new PartyRef { Text = "市場部" }, new PartyRef { Text = "客服部" }],
            Outputs = ["調查報告", "改進清單"],
            Priority = Priority.High,
            Subtasks = [new Subtask { Name = "問卷設計", Description = "擬定題目並試填。" }, new Subtask { Name = "結果分析" }],
        };

    /// <summary>Returns a document to import: a tenth of the parts are objectives, the others work packages.</summary>
    public static PlanDocument Document(int parts) =>
        new()
        {
            Plan = Header(1),
            Objectives = [.. Enumerable.Range(1, parts / 10).Select(i => Objective(i) with { Ref = $"O{i}" })],
            WorkPackages = [.. Enumerable.Range(1, parts - (parts / 10)).Select(i => WorkPackage(i) with { Ref = $"W{i}" })],
        };
}
