using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Plans.Documents;

/// <summary>
/// A whole plan as one document, for export, import and replacement. Parts are named by their refs, never by ids of the server.
/// </summary>
public sealed record PlanDocument : IVersioned
{
    int IVersioned.Version => ContentVersion;

    /// <summary>Version of the content it was read from; the number in its ETag.</summary>
    internal int ContentVersion { get; init; }

    /// <summary>Version of the document's schema.</summary>
    /// <example>1</example>
    [Range(1, 1)]
    public int SchemaVersion { get; init; } = 1;

    /// <summary>
    /// Version of the grammar that read the phrases, if it is older than the server's. Such a document is accepted as it stands: its
    /// phrases may disagree with their texts. Reread the plan afterwards. Omitted otherwise.
    /// </summary>
    [Range(1, PhraseReader.Grammar)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ReadingVersion { get; init; }

    /// <summary>Cover and narrative.</summary>
    public required PlanHeader Plan { get; init; }

    /// <summary>The objectives (目標), in the order of the plan.</summary>
    [MaxLength(200)]
    public IReadOnlyList<Objective> Objectives { get; init; } = [];

    /// <summary>The phases (阶段), in the order of the plan.</summary>
    [MaxLength(50)]
    public IReadOnlyList<Phase> Phases { get; init; } = [];

    /// <summary>The work packages (任務), in the order of the plan.</summary>
    [MaxLength(500)]
    public IReadOnlyList<WorkPackage> WorkPackages { get; init; } = [];

    /// <summary>The milestones (里程碑).</summary>
    [MaxLength(200)]
    public IReadOnlyList<Milestone> Milestones { get; init; } = [];

    /// <summary>The lines of the timetable (時間表).</summary>
    [MaxLength(500)]
    public IReadOnlyList<TimetableEntry> Timetable { get; init; } = [];

    /// <summary>The resources (資源).</summary>
    [MaxLength(500)]
    public IReadOnlyList<PlanResource> Resources { get; init; } = [];

    /// <summary>The positions with their headcount (人力资源配置).</summary>
    [MaxLength(200)]
    public IReadOnlyList<StaffingPosition> Staffing { get; init; } = [];

    /// <summary>The project groups and their duties (组织架构).</summary>
    [MaxLength(50)]
    public IReadOnlyList<ProjectGroup> ProjectGroups { get; init; } = [];

    /// <summary>How resources are secured (资源保障).</summary>
    [MaxLength(100)]
    public IReadOnlyList<ResourceAssurance> ResourceAssurance { get; init; } = [];

    /// <summary>The systems and tools (系統與工具).</summary>
    [MaxLength(200)]
    public IReadOnlyList<PlanSystem> Systems { get; init; } = [];

    /// <summary>The sections of the analysis (分析).</summary>
    [MaxLength(100)]
    public IReadOnlyList<PlanAnalysis> Analysis { get; init; } = [];

    /// <summary>The personas (用户画像).</summary>
    [MaxLength(50)]
    public IReadOnlyList<Persona> Personas { get; init; } = [];

    /// <summary>The segments of customers (客户分群).</summary>
    [MaxLength(100)]
    public IReadOnlyList<PlanSegment> Segments { get; init; } = [];

    /// <summary>The competitors (竞品).</summary>
    [MaxLength(100)]
    public IReadOnlyList<Competitor> Competitors { get; init; } = [];

    /// <summary>The customer journeys (客户旅程).</summary>
    [MaxLength(50)]
    public IReadOnlyList<PlanCustomerJourney> Journeys { get; init; } = [];

    /// <summary>The channels, with their current state and the plan's use of them (渠道).</summary>
    [MaxLength(100)]
    public IReadOnlyList<PlanChannel> Channels { get; init; } = [];

    /// <summary>The external partners (合作伙伴).</summary>
    [MaxLength(200)]
    public IReadOnlyList<PlanPartner> Partners { get; init; } = [];

    /// <summary>The research activities (调研).</summary>
    [MaxLength(100)]
    public IReadOnlyList<ResearchActivity> Research { get; init; } = [];

    /// <summary>The strategies (策略).</summary>
    [MaxLength(100)]
    public IReadOnlyList<Strategy> Strategies { get; init; } = [];

    /// <summary>The loyalty programmes (忠誠度計劃).</summary>
    [MaxLength(50)]
    public IReadOnlyList<PlanLoyaltyProgramme> LoyaltyProgrammes { get; init; } = [];

    /// <summary>The campaigns (營銷活動).</summary>
    [MaxLength(200)]
    public IReadOnlyList<PlanCampaign> Campaigns { get; init; } = [];

    /// <summary>The lines of the content plan (內容發布計劃).</summary>
    [MaxLength(500)]
    public IReadOnlyList<PlanContentEntry> ContentPlan { get; init; } = [];

    /// <summary>The planned experiments (A/B测试).</summary>
    [MaxLength(100)]
    public IReadOnlyList<PlanExperiment> Experiments { get; init; } = [];

    /// <summary>Remarks on the budget as a whole (预算); at most one.</summary>
    [MaxLength(1)]
    public IReadOnlyList<PlanBudget> Budget { get; init; } = [];

    /// <summary>The lines of the budget (预算项).</summary>
    [MaxLength(500)]
    public IReadOnlyList<PlanBudgetLine> BudgetLines { get; init; } = [];

    /// <summary>The planned audits (審計).</summary>
    [MaxLength(50)]
    public IReadOnlyList<PlanAudit> Audits { get; init; } = [];

    /// <summary>The risks (風險).</summary>
    [MaxLength(200)]
    public IReadOnlyList<PlanRisk> Risks { get; init; } = [];

    /// <summary>Controls that apply to the whole risk register.</summary>
    [MaxLength(100)]
    public IReadOnlyList<PlanRiskControl> RiskControls { get; init; } = [];

    /// <summary>The contingency plans and their drills (預案).</summary>
    [MaxLength(50)]
    public IReadOnlyList<PlanContingencyPlan> ContingencyPlans { get; init; } = [];

    /// <summary>The monitoring mechanisms (監控機制).</summary>
    [MaxLength(200)]
    public IReadOnlyList<MonitoringMechanism> Monitoring { get; init; } = [];

    /// <summary>The planned reports (報告).</summary>
    [MaxLength(100)]
    public IReadOnlyList<PlannedReport> Reports { get; init; } = [];

    /// <summary>The standards of evaluation (評估標準).</summary>
    [MaxLength(100)]
    public IReadOnlyList<EvaluationStandard> EvaluationStandards { get; init; } = [];

    /// <summary>The dates of evaluation (評估時間點).</summary>
    [MaxLength(50)]
    public IReadOnlyList<EvaluationTimePoint> EvaluationTimePoints { get; init; } = [];

    /// <summary>The methods of evaluation (評估方式).</summary>
    [MaxLength(50)]
    public IReadOnlyList<EvaluationMethodNote> EvaluationMethods { get; init; } = [];

    /// <summary>The rules for evaluations.</summary>
    [MaxLength(50)]
    public IReadOnlyList<EvaluationRule> EvaluationRules { get; init; } = [];

    /// <summary>The evaluation cycles (评估周期).</summary>
    [MaxLength(50)]
    public IReadOnlyList<EvaluationCycle> EvaluationCycles { get; init; } = [];

    /// <summary>The key performance indicators (關鍵績效指標).</summary>
    [MaxLength(200)]
    public IReadOnlyList<PlanKpi> Kpis { get; init; } = [];

    /// <summary>The methods of analysis (数据分析).</summary>
    [MaxLength(100)]
    public IReadOnlyList<AnalyticsMethod> Analytics { get; init; } = [];

    /// <summary>The rules for data: sources, quality, security, privacy (数据治理).</summary>
    [MaxLength(200)]
    public IReadOnlyList<DataRule> DataGovernance { get; init; } = [];

    /// <summary>The rows of the communication plan (溝通計劃).</summary>
    [MaxLength(100)]
    public IReadOnlyList<CommunicationEntry> Communications { get; init; } = [];

    /// <summary>The audiences of communication (溝通對象).</summary>
    [MaxLength(100)]
    public IReadOnlyList<CommunicationAudience> CommunicationAudiences { get; init; } = [];

    /// <summary>The content of communication (溝通內容).</summary>
    [MaxLength(100)]
    public IReadOnlyList<CommunicationContent> CommunicationContents { get; init; } = [];

    /// <summary>The channels of communication (溝通方式).</summary>
    [MaxLength(100)]
    public IReadOnlyList<CommunicationChannel> CommunicationChannels { get; init; } = [];

    /// <summary>The rules for communication.</summary>
    [MaxLength(50)]
    public IReadOnlyList<CommunicationRule> CommunicationRules { get; init; } = [];

    /// <summary>The mechanisms of collaboration (協作機制).</summary>
    [MaxLength(100)]
    public IReadOnlyList<CollaborationMechanism> Collaboration { get; init; } = [];

    /// <summary>The improvement measures (持续改进).</summary>
    [MaxLength(100)]
    public IReadOnlyList<Improvement> Improvement { get; init; } = [];

    /// <summary>The lessons learned and other knowledge assets (知識資產).</summary>
    [MaxLength(500)]
    public IReadOnlyList<PlanKnowledgeItem> Knowledge { get; init; } = [];

    /// <summary>The chapters and headings of the original document (章節).</summary>
    [MaxLength(200)]
    public IReadOnlyList<Chapter> Chapters { get; init; } = [];
}

/// <summary>The sections of a document by member. Found by the content records of the members.</summary>
internal static class DocumentSections
{
    /// <summary>Pointer to the header.</summary>
    public const string Header = "/plan";

    private static readonly IReadOnlyList<(PlanSection Section, PropertyInfo Member)> Members =
    [
        .. PlanSections.All.Select(section =>
            (
                section,
                typeof(PlanDocument)
                    .GetProperties()
                    .Single(member => member.PropertyType.IsGenericType && member.PropertyType.GetGenericArguments()[0] == section.Content)
            )
        ),
    ];

    /// <summary>Returns all sections of a document, including empty ones.</summary>
    public static IReadOnlyList<SectionDraft> Of(PlanDocument document) =>
        [
            .. from entry in Members
            let contents = (IEnumerable)entry.Member.GetValue(document)!
            select new SectionDraft(entry.Section, [.. contents.Cast<PlanPartContent>()], "/" + entry.Section.Name),
        ];

    /// <summary>Returns all content of the document with its pointers, the header first.</summary>
    public static IEnumerable<PlacedContent> Placed(PlanDocument document) =>
        Of(document)
            .SelectMany(section => section.Contents.Select((content, i) => new PlacedContent(content, $"{section.Pointer}/{i}")))
            .Prepend(new PlacedContent(document.Plan, Header));

    /// <summary>Reads the phrases of a document.</summary>
    public static void ReadDocument(this PhraseReader reader, PlanDocument document)
    {
        reader.KeepsMembers = document.ReadingVersion < PhraseReader.Grammar;
        foreach (var placed in Placed(document))
        {
            reader.Read(placed.Content, document.Plan.Currency);
        }
    }

    /// <summary>Returns the document with these parts, which are in order.</summary>
    public static PlanDocument With(PlanDocument document, ILookup<string, PlanPartContent> parts)
    {
        var filled = document with { };
        foreach (var (section, member) in Members)
        {
            var contents = parts[section.Name].ToArray();
            var array = Array.CreateInstance(section.Content, contents.Length);
            contents.CopyTo(array, 0);
            member.SetValue(filled, array);
        }

        return filled;
    }
}
