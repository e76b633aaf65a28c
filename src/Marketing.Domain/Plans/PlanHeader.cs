using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Text;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans;

/// <summary>Cover and narrative of a plan, including the texts before, between and after its lists.</summary>
public sealed record PlanHeader
{
    public const int TitleLength = 300;
    public const int TextLength = 20_000;
    public const int ItemLength = 2_000;
    public const int MaxItems = 100;

    internal static readonly PlanHeader Empty = new()
    {
        Title = "",
        Language = "zh-Hans",
        Currency = "CNY",
    };

    /// <summary>Short name of the plan, unique in the workspace.</summary>
    /// <example>BRAND-2026</example>
    [MaxLength(50)]
    [RegularExpression("^[A-Za-z0-9][A-Za-z0-9._/-]*$")]
    public string? Code { get; init; }

    /// <summary>Title on the cover (標題).</summary>
    /// <example>2026 年度品牌维护计划</example>
    [MaxLength(TitleLength)]
    [NotBlank]
    [SingleLine]
    public required string Title { get; init; }

    /// <summary>Subtitle or theme (副標題).</summary>
    [MaxLength(TitleLength)]
    public string? Subtitle { get; init; }

    /// <summary>Heading of the series or collection that the plan belongs to, such as 篇二.</summary>
    [MaxLength(TitleLength)]
    public string? SeriesHeading { get; init; }

    /// <summary>Type of the marketing plan.</summary>
    /// <example>brandMaintenance</example>
    public PlanType PlanType { get; init; } = PlanType.Other;

    /// <summary>Language and script of the plan's texts (BCP 47).</summary>
    /// <example>zh-Hans</example>
    [MaxLength(35)]
    [LanguageTag]
    public required string Language { get; init; }

    /// <summary>Currency of the plan's amounts (ISO 4217).</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    [CurrencyCode]
    public required string Currency { get; init; }

    /// <summary>IANA time zone of the plan's dates. Defaults to the time zone of the workspace.</summary>
    /// <example>Asia/Shanghai</example>
    [MaxLength(64)]
    [TimeZoneId]
    public string? TimeZone { get; init; }

    /// <summary>First day of the plan period (開始時間). A placeholder is kept unchanged.</summary>
    public PlannedDate? PeriodStart { get; init; }

    /// <summary>Last day of the plan period (結束時間). A placeholder is kept unchanged.</summary>
    public PlannedDate? PeriodEnd { get; init; }

    /// <summary>Launch date (T day) of a launch plan. Dates relative to it move with it.</summary>
    public PlannedDate? LaunchDate { get; init; }

    /// <summary>How to interpret deadlines that name no event to count from.</summary>
    public DeadlinePolicy DeadlinePolicy { get; init; } = DeadlinePolicy.None;

    /// <summary>Product that the plan is for.</summary>
    [MaxLength(TitleLength)]
    public string? ProductName { get; init; }

    /// <summary>Date of preparation on the cover (編制日期).</summary>
    public PlannedDate? PreparedOn { get; init; }

    /// <summary>Preparer, reviewer and approver named on the cover (編制人, 審核人, 批準人); at most one of each role.</summary>
    [MaxLength(3)]
    public IReadOnlyList<PlanSignatory> Signatories { get; init; } = [];

    /// <summary>Introduction or executive summary (引言 / 执行摘要).</summary>
    [MaxLength(TextLength)]
    public string? Introduction { get; init; }

    /// <summary>Topics covered by the plan, as a list.</summary>
    [MaxLength(MaxItems)]
    [Items(ItemLength)]
    public IReadOnlyList<string> ScopeTopics { get; init; } = [];

    /// <summary>Introductory text of the objectives.</summary>
    [MaxLength(TextLength)]
    public string? ObjectivesIntro { get; init; }

    /// <summary>Introductory text of the analysis (分析).</summary>
    [MaxLength(TextLength)]
    public string? AnalysisIntro { get; init; }

    /// <summary>Introductory text of the strategies (策略).</summary>
    [MaxLength(TextLength)]
    public string? StrategiesIntro { get; init; }

    /// <summary>Introductory text of the work packages or action plan (行动计划).</summary>
    [MaxLength(TextLength)]
    public string? ActionPlanIntro { get; init; }

    /// <summary>Introductory text of the timetable (時間表).</summary>
    [MaxLength(TextLength)]
    public string? TimetableIntro { get; init; }

    /// <summary>Plan period, as worded in the plan.</summary>
    [MaxLength(TextLength)]
    public string? PeriodText { get; init; }

    /// <summary>Introductory text of the resources (資源).</summary>
    [MaxLength(TextLength)]
    public string? ResourcesIntro { get; init; }

    /// <summary>Human resources, as one text (人力資源).</summary>
    [MaxLength(TextLength)]
    public string? HumanResourcesText { get; init; }

    /// <summary>Material resources, as one text (物力資源).</summary>
    [MaxLength(TextLength)]
    public string? MaterialResourcesText { get; init; }

    /// <summary>Financial resources, as one text (財力資源).</summary>
    [MaxLength(TextLength)]
    public string? FinancialResourcesText { get; init; }

    /// <summary>Ways to obtain resources, as one text (獲取途徑).</summary>
    [MaxLength(TextLength)]
    public string? AcquisitionText { get; init; }

    /// <summary>Ways to obtain resources, as a list (獲取途徑).</summary>
    [MaxLength(MaxItems)]
    public IReadOnlyList<AcquisitionPath> AcquisitionPaths { get; init; } = [];

    /// <summary>How resources are allocated (分配方式).</summary>
    [MaxLength(TextLength)]
    public string? AllocationRule { get; init; }

    /// <summary>Introductory text of the staffing (人力资源配置).</summary>
    [MaxLength(TextLength)]
    public string? StaffingIntro { get; init; }

    /// <summary>Introductory text of the organisation (组织架构).</summary>
    [MaxLength(TextLength)]
    public string? OrganisationIntro { get; init; }

    /// <summary>Introductory text of the resource assurance (资源保障).</summary>
    [MaxLength(TextLength)]
    public string? ResourceAssuranceIntro { get; init; }

    /// <summary>Introductory text of the risks (風險).</summary>
    [MaxLength(TextLength)]
    public string? RisksIntro { get; init; }

    /// <summary>Introductory text of the risk controls (風險控制).</summary>
    [MaxLength(TextLength)]
    public string? RiskControlsIntro { get; init; }

    /// <summary>Introductory text of the systems and tools (系統與工具).</summary>
    [MaxLength(TextLength)]
    public string? SystemsIntro { get; init; }

    /// <summary>Introductory text of the monitoring mechanisms (監控機制).</summary>
    [MaxLength(TextLength)]
    public string? MonitoringIntro { get; init; }

    /// <summary>Introductory text of the evaluation (評估).</summary>
    [MaxLength(TextLength)]
    public string? EvaluationIntro { get; init; }

    /// <summary>Introductory text of the communication plan (溝通計劃).</summary>
    [MaxLength(TextLength)]
    public string? CommunicationIntro { get; init; }

    /// <summary>Introductory text of the collaboration mechanisms (協作機制).</summary>
    [MaxLength(TextLength)]
    public string? CollaborationIntro { get; init; }

    /// <summary>Introductory text of continuous improvement (持续改进).</summary>
    [MaxLength(TextLength)]
    public string? ImprovementIntro { get; init; }

    /// <summary>Factors taken into account (考慮因素).</summary>
    [MaxLength(MaxItems)]
    [Items(ItemLength)]
    public IReadOnlyList<string> Considerations { get; init; } = [];

    /// <summary>Basis of the decisions (決策依據).</summary>
    [MaxLength(MaxItems)]
    [Items(ItemLength)]
    public IReadOnlyList<string> DecisionBasis { get; init; } = [];

    /// <summary>Summary (總結).</summary>
    [MaxLength(TextLength)]
    public string? Summary { get; init; }

    /// <summary>Points of the summary.</summary>
    [MaxLength(MaxItems)]
    [Items(ItemLength)]
    public IReadOnlyList<string> SummaryPoints { get; init; } = [];

    /// <summary>Expected benefits of the whole plan (預期成果).</summary>
    [MaxLength(MaxItems)]
    [Items(ItemLength)]
    public IReadOnlyList<string> ExpectedBenefits { get; init; } = [];

    /// <summary>Outlook (展望).</summary>
    [MaxLength(TextLength)]
    public string? Outlook { get; init; }

    /// <summary>Points of the outlook.</summary>
    [MaxLength(MaxItems)]
    [Items(ItemLength)]
    public IReadOnlyList<string> OutlookPoints { get; init; } = [];

    /// <summary>Closing remarks, such as the obligation to follow the plan (結語).</summary>
    [MaxLength(TextLength)]
    public string? Closing { get; init; }

    /// <summary>Returns the broken rules, such as two signatories with one role or a period that ends before it starts.</summary>
    public IEnumerable<RuleFault> Check()
    {
        if (!Currencies.IsKnown(Currency))
        {
            yield return RuleFault.Of("/currency", "money.currencyUnknown", ("currency", Currency));
        }

        foreach (var fault in ContentTree.Faults(this))
        {
            yield return fault;
        }

        for (var i = 0; i < Signatories.Count; i++)
        {
            if (Signatories.Take(i).Any(earlier => earlier.Role == Signatories[i].Role))
            {
                yield return RuleFault.Of($"/signatories/{i}/role", "plan.signatoryRoleTwice", ("role", Signatories[i].Role));
            }
        }

        if (PeriodStart?.Date is { } start && PeriodEnd?.Date is { } end && end < start)
        {
            yield return RuleFault.Of("/periodEnd", "plan.periodEndsBeforeItStarts", ("start", start), ("end", end));
        }
    }

    /// <summary>Returns the searchable texts, without codes of standards that every plan has.</summary>
    public IEnumerable<ContentNode> Texts() =>
        ContentTree
            .Nodes(this)
            .Where(node => node is { Value: string { Length: > 0 }, Pointer: not ("/language" or "/currency" or "/timeZone") });

    internal string SearchText() => Text.SearchText.Normalise(string.Join('\n', Texts().Select(node => node.Value)));
}

/// <summary>A person who prepares, reviews or approves the plan, as named on its cover.</summary>
public sealed record PlanSignatory
{
    /// <summary>Role of the signatory.</summary>
    public required SignatoryRole Role { get; init; }

    /// <summary>Name as written on the cover, which can be a placeholder or blank, with the matching party if known.</summary>
    public PartyRef? Party { get; init; }
}

/// <summary>Roles of the signatories on a plan's cover.</summary>
public enum SignatoryRole
{
    /// <summary>Preparer (編制人).</summary>
    PreparedBy,

    /// <summary>Reviewer (審核人).</summary>
    ReviewedBy,

    /// <summary>Approver (批準人).</summary>
    ApprovedBy,
}

/// <summary>Types of marketing plans.</summary>
public enum PlanType
{
    /// <summary>Brand maintenance and consumer relations.</summary>
    BrandMaintenance,

    /// <summary>Consumer loyalty.</summary>
    ConsumerLoyalty,

    /// <summary>Customer relationship management strategy.</summary>
    CrmStrategy,

    /// <summary>Social media and brand.</summary>
    SocialMediaBrand,

    /// <summary>Annual market strategy.</summary>
    AnnualMarketStrategy,

    /// <summary>Launch of a new product.</summary>
    ProductLaunch,

    /// <summary>Data-driven optimisation of effectiveness.</summary>
    EffectivenessOptimisation,

    /// <summary>Customer experience and loyalty.</summary>
    CustomerExperience,

    /// <summary>Innovation and growth.</summary>
    InnovationGrowth,

    /// <summary>Any other type.</summary>
    Other,
}
