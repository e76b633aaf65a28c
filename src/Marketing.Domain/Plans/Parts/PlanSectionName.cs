namespace Marketing.Domain.Plans.Parts;

/// <summary>The sections of a plan by the names that they have in documents, so that headings can say what stands below them and front ends can name them.</summary>
public enum PlanSectionName
{
    /// <summary>Objectives (目標).</summary>
    Objectives,

    /// <summary>Phases (階段).</summary>
    Phases,

    /// <summary>Work packages (任務).</summary>
    WorkPackages,

    /// <summary>Milestones (里程碑).</summary>
    Milestones,

    /// <summary>Timetable (時間表).</summary>
    Timetable,

    /// <summary>Resources (資源).</summary>
    Resources,

    /// <summary>Staffing (人力資源配置).</summary>
    Staffing,

    /// <summary>Organisation (組織架構).</summary>
    ProjectGroups,

    /// <summary>Resource assurance (資源保障).</summary>
    ResourceAssurance,

    /// <summary>Analysis (分析).</summary>
    Analysis,

    /// <summary>Personas (用戶畫像).</summary>
    Personas,

    /// <summary>Segments (客戶分群).</summary>
    Segments,

    /// <summary>Competitors (競品).</summary>
    Competitors,

    /// <summary>Customer journeys (客戶旅程).</summary>
    Journeys,

    /// <summary>Channels (通路).</summary>
    Channels,

    /// <summary>Partners (合作夥伴).</summary>
    Partners,

    /// <summary>Research (調研).</summary>
    Research,

    /// <summary>Strategies (策略).</summary>
    Strategies,

    /// <summary>Loyalty programmes (忠誠度計劃).</summary>
    LoyaltyProgrammes,

    /// <summary>Campaigns (營銷活動).</summary>
    Campaigns,

    /// <summary>Content plan (內容發布計劃).</summary>
    ContentPlan,

    /// <summary>Experiments (A/B測試).</summary>
    Experiments,

    /// <summary>Budget (預算).</summary>
    Budget,

    /// <summary>Budget lines (預算項目).</summary>
    BudgetLines,

    /// <summary>Audits (審計).</summary>
    Audits,

    /// <summary>Risks (風險).</summary>
    Risks,

    /// <summary>Risk controls (風險控制).</summary>
    RiskControls,

    /// <summary>Contingency plans (預案).</summary>
    ContingencyPlans,

    /// <summary>Monitoring (監控機制).</summary>
    Monitoring,

    /// <summary>Reports (報告).</summary>
    Reports,

    /// <summary>Evaluation standards (評估標準).</summary>
    EvaluationStandards,

    /// <summary>Evaluation time points (評估時間點).</summary>
    EvaluationTimePoints,

    /// <summary>Evaluation methods (評估方式).</summary>
    EvaluationMethods,

    /// <summary>Evaluation rules (評估要求).</summary>
    EvaluationRules,

    /// <summary>Evaluation cycles (評估週期).</summary>
    EvaluationCycles,

    /// <summary>Key performance indicators (關鍵績效指標).</summary>
    Kpis,

    /// <summary>Analyses of data (數據分析).</summary>
    Analytics,

    /// <summary>Data governance (數據治理).</summary>
    DataGovernance,

    /// <summary>Communication plan (溝通計劃).</summary>
    Communications,

    /// <summary>Audiences (溝通對象).</summary>
    CommunicationAudiences,

    /// <summary>Contents of communication (溝通內容).</summary>
    CommunicationContents,

    /// <summary>Means of communication (溝通方式).</summary>
    CommunicationChannels,

    /// <summary>Rules of communication (溝通要求).</summary>
    CommunicationRules,

    /// <summary>Collaboration (協作機制).</summary>
    Collaboration,

    /// <summary>Continuous improvement (持續改進).</summary>
    Improvement,

    /// <summary>Knowledge (知識資產).</summary>
    Knowledge,

    /// <summary>Chapters (章節).</summary>
    Chapters,
}
