using Marketing.Domain.Plans.Content;

namespace Marketing.Domain.Plans.Parts;

/// <summary>
/// The sections of a plan. The name of a section is its member in the plan document and its key in paths, queries and stored rows.
/// A new section needs a member here with its <see cref="SectionAttribute"/>, a content record, a document member and labels.
/// </summary>
/// <remarks>The numeric values are stored and define the document order. Gaps leave room for new sections.</remarks>
public enum PlanSectionName
{
    /// <summary>Objectives (目標).</summary>
    [Section("objective", typeof(Objective), 200)]
    Objectives = 10,

    /// <summary>Phases (階段).</summary>
    [Section("phase", typeof(Phase), 50)]
    Phases = 20,

    /// <summary>Work packages (任務).</summary>
    [Section("workPackage", typeof(WorkPackage), 500)]
    WorkPackages = 30,

    /// <summary>Milestones (里程碑).</summary>
    [Section("milestone", typeof(Milestone), 200)]
    Milestones = 40,

    /// <summary>Timetable (時間表).</summary>
    [Section("timetableEntry", typeof(TimetableEntry), 500)]
    Timetable = 50,

    /// <summary>Resources (資源).</summary>
    [Section("resource", typeof(PlanResource), 500)]
    Resources = 60,

    /// <summary>Staffing (人力資源配置).</summary>
    [Section("staffingPosition", typeof(StaffingPosition), 200)]
    Staffing = 70,

    /// <summary>Organisation (組織架構).</summary>
    [Section("projectGroup", typeof(ProjectGroup), 50)]
    ProjectGroups = 80,

    /// <summary>Resource assurance (資源保障).</summary>
    [Section("resourceAssurance", typeof(ResourceAssurance), 100)]
    ResourceAssurance = 90,

    /// <summary>Systems and tools (系統與工具).</summary>
    [Section("planSystem", typeof(PlanSystem), 200)]
    Systems = 95,

    /// <summary>Analysis (分析).</summary>
    [Section("analysis", typeof(PlanAnalysis), 100)]
    Analysis = 100,

    /// <summary>Personas (用戶畫像).</summary>
    [Section("persona", typeof(Persona), 50)]
    Personas = 110,

    /// <summary>Segments (客戶分群).</summary>
    [Section("planSegment", typeof(PlanSegment), 100)]
    Segments = 120,

    /// <summary>Competitors (競品).</summary>
    [Section("competitor", typeof(Competitor), 100)]
    Competitors = 130,

    /// <summary>Customer journeys (客戶旅程).</summary>
    [Section("planCustomerJourney", typeof(PlanCustomerJourney), 50)]
    Journeys = 140,

    /// <summary>Channels (通路).</summary>
    [Section("planChannel", typeof(PlanChannel), 100)]
    Channels = 150,

    /// <summary>Partners (合作夥伴).</summary>
    [Section("planPartner", typeof(PlanPartner), 200)]
    Partners = 160,

    /// <summary>Research (調研).</summary>
    [Section("researchActivity", typeof(ResearchActivity), 100)]
    Research = 170,

    /// <summary>Strategies (策略).</summary>
    [Section("strategy", typeof(Strategy), 100)]
    Strategies = 180,

    /// <summary>Loyalty programmes (忠誠度計劃).</summary>
    [Section("planLoyaltyProgramme", typeof(PlanLoyaltyProgramme), 50)]
    LoyaltyProgrammes = 190,

    /// <summary>Campaigns (營銷活動).</summary>
    [Section("planCampaign", typeof(PlanCampaign), 200)]
    Campaigns = 200,

    /// <summary>Content plan (內容發布計劃).</summary>
    [Section("planContentEntry", typeof(PlanContentEntry), 500)]
    ContentPlan = 210,

    /// <summary>Experiments (A/B測試).</summary>
    [Section("planExperiment", typeof(PlanExperiment), 100)]
    Experiments = 220,

    /// <summary>Budget (預算).</summary>
    [Section("planBudget", typeof(PlanBudget), 1)]
    Budget = 230,

    /// <summary>Budget lines (預算項目).</summary>
    [Section("planBudgetLine", typeof(PlanBudgetLine), 500)]
    BudgetLines = 240,

    /// <summary>Audits (審計).</summary>
    [Section("planAudit", typeof(PlanAudit), 50)]
    Audits = 250,

    /// <summary>Risks (風險).</summary>
    [Section("planRisk", typeof(PlanRisk), 200)]
    Risks = 260,

    /// <summary>Risk controls (風險控制).</summary>
    [Section("planRiskControl", typeof(PlanRiskControl), 100)]
    RiskControls = 270,

    /// <summary>Contingency plans (預案).</summary>
    [Section("planContingencyPlan", typeof(PlanContingencyPlan), 50)]
    ContingencyPlans = 280,

    /// <summary>Monitoring (監控機制).</summary>
    [Section("monitoringMechanism", typeof(MonitoringMechanism), 200)]
    Monitoring = 290,

    /// <summary>Reports (報告).</summary>
    [Section("plannedReport", typeof(PlannedReport), 100)]
    Reports = 300,

    /// <summary>Evaluation standards (評估標準).</summary>
    [Section("evaluationStandard", typeof(EvaluationStandard), 100)]
    EvaluationStandards = 310,

    /// <summary>Evaluation time points (評估時間點).</summary>
    [Section("evaluationTimePoint", typeof(EvaluationTimePoint), 50)]
    EvaluationTimePoints = 320,

    /// <summary>Evaluation methods (評估方式).</summary>
    [Section("evaluationMethod", typeof(EvaluationMethodNote), 50)]
    EvaluationMethods = 330,

    /// <summary>Evaluation rules (評估要求).</summary>
    [Section("evaluationRule", typeof(EvaluationRule), 50)]
    EvaluationRules = 340,

    /// <summary>Evaluation cycles (評估週期).</summary>
    [Section("evaluationCycle", typeof(EvaluationCycle), 50)]
    EvaluationCycles = 350,

    /// <summary>Key performance indicators (關鍵績效指標).</summary>
    [Section("planKpi", typeof(PlanKpi), 200)]
    Kpis = 360,

    /// <summary>Data analyses (數據分析).</summary>
    [Section("analyticsMethod", typeof(AnalyticsMethod), 100)]
    Analytics = 370,

    /// <summary>Data governance (數據治理).</summary>
    [Section("dataRule", typeof(DataRule), 200)]
    DataGovernance = 380,

    /// <summary>Communication plan (溝通計劃).</summary>
    [Section("communication", typeof(CommunicationEntry), 100)]
    Communications = 390,

    /// <summary>Audiences (溝通對象).</summary>
    [Section("communicationAudience", typeof(CommunicationAudience), 100)]
    CommunicationAudiences = 400,

    /// <summary>Communication contents (溝通內容).</summary>
    [Section("communicationContent", typeof(CommunicationContent), 100)]
    CommunicationContents = 410,

    /// <summary>Communication channels (溝通方式).</summary>
    [Section("communicationChannel", typeof(CommunicationChannel), 100)]
    CommunicationChannels = 420,

    /// <summary>Communication rules (溝通要求).</summary>
    [Section("communicationRule", typeof(CommunicationRule), 50)]
    CommunicationRules = 430,

    /// <summary>Collaboration (協作機制).</summary>
    [Section("collaborationMechanism", typeof(CollaborationMechanism), 100)]
    Collaboration = 440,

    /// <summary>Continuous improvement (持續改進).</summary>
    [Section("improvement", typeof(Improvement), 100)]
    Improvement = 450,

    /// <summary>Knowledge (知識資產).</summary>
    [Section("planKnowledgeItem", typeof(PlanKnowledgeItem), 500)]
    Knowledge = 460,

    /// <summary>Chapters (章節).</summary>
    [Section("chapter", typeof(Chapter), 200)]
    Chapters = 470,
}
