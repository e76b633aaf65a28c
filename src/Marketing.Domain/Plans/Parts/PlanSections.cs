using System.Text.Json;
using Marketing.Domain.Plans.Content;

namespace Marketing.Domain.Plans.Parts;

/// <summary>A list of parts that a plan holds.</summary>
/// <param name="Name">Name in paths, such as <c>work-packages</c>.</param>
/// <param name="Type">Name of one part in the audit trail and the change feed, such as <c>workPackage</c>.</param>
/// <param name="Content">The content record.</param>
/// <param name="Max">Most parts a plan may hold in it.</param>
/// <param name="IsItem">Whether its parts have a path of their own under the plan; the others stand under <c>sections</c>.</param>
public sealed record PlanSection(string Name, string Type, Type Content, int Max, bool IsItem = false)
{
    /// <summary>Name in documents, such as <c>workPackages</c>.</summary>
    public string Member { get; } = JsonNamingPolicy.CamelCase.ConvertName(string.Concat(Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
}

/// <summary>All sections, in the order of a plan document.</summary>
public static class PlanSections
{
    public static readonly IReadOnlyList<PlanSection> All =
    [
        new("objectives", "objective", typeof(Objective), 200, IsItem: true),
        new("phases", "phase", typeof(Phase), 50, IsItem: true),
        new("work-packages", "workPackage", typeof(WorkPackage), 500, IsItem: true),
        new("milestones", "milestone", typeof(Milestone), 200, IsItem: true),
        new("timetable", "timetableEntry", typeof(TimetableEntry), 500),
        new("resources", "resource", typeof(PlanResource), 500, IsItem: true),
        new("staffing", "staffingPosition", typeof(StaffingPosition), 200),
        new("project-groups", "projectGroup", typeof(ProjectGroup), 50),
        new("resource-assurance", "resourceAssurance", typeof(ResourceAssurance), 100),
        new("analysis", "analysis", typeof(PlanAnalysis), 100),
        new("personas", "persona", typeof(Persona), 50),
        new("segments", "planSegment", typeof(PlanSegment), 100),
        new("competitors", "competitor", typeof(Competitor), 100),
        new("journeys", "planCustomerJourney", typeof(PlanCustomerJourney), 50),
        new("channels", "planChannel", typeof(PlanChannel), 100),
        new("partners", "planPartner", typeof(PlanPartner), 200),
        new("research", "researchActivity", typeof(ResearchActivity), 100),
        new("strategies", "strategy", typeof(Strategy), 100),
        new("loyalty-programmes", "planLoyaltyProgramme", typeof(PlanLoyaltyProgramme), 50),
        new("campaigns", "planCampaign", typeof(PlanCampaign), 200),
        new("content-plan", "planContentEntry", typeof(PlanContentEntry), 500),
        new("experiments", "planExperiment", typeof(PlanExperiment), 100),
        new("budget", "planBudget", typeof(PlanBudget), 1),
        new("budget-lines", "planBudgetLine", typeof(PlanBudgetLine), 500),
        new("audits", "planAudit", typeof(PlanAudit), 50),
        new("risks", "planRisk", typeof(PlanRisk), 200),
        new("risk-controls", "planRiskControl", typeof(PlanRiskControl), 100),
        new("contingency-plans", "planContingencyPlan", typeof(PlanContingencyPlan), 50),
        new("monitoring", "monitoringMechanism", typeof(MonitoringMechanism), 200),
        new("reports", "plannedReport", typeof(PlannedReport), 100),
        new("evaluation-standards", "evaluationStandard", typeof(EvaluationStandard), 100),
        new("evaluation-time-points", "evaluationTimePoint", typeof(EvaluationTimePoint), 50),
        new("evaluation-methods", "evaluationMethod", typeof(EvaluationMethodNote), 50),
        new("evaluation-rules", "evaluationRule", typeof(EvaluationRule), 50),
        new("evaluation-cycles", "evaluationCycle", typeof(EvaluationCycle), 50),
        new("kpis", "planKpi", typeof(PlanKpi), 200),
        new("analytics", "analyticsMethod", typeof(AnalyticsMethod), 100),
        new("data-governance", "dataRule", typeof(DataRule), 200),
        new("communications", "communication", typeof(CommunicationEntry), 100),
        new("communication-audiences", "communicationAudience", typeof(CommunicationAudience), 100),
        new("communication-contents", "communicationContent", typeof(CommunicationContent), 100),
        new("communication-channels", "communicationChannel", typeof(CommunicationChannel), 100),
        new("communication-rules", "communicationRule", typeof(CommunicationRule), 50),
        new("collaboration", "collaborationMechanism", typeof(CollaborationMechanism), 100),
        new("improvement", "improvement", typeof(Improvement), 100),
        new("knowledge", "planKnowledgeItem", typeof(PlanKnowledgeItem), 500),
        new("chapters", "chapter", typeof(Chapter), 200),
    ];

    private static readonly Dictionary<string, PlanSection> ByName = All.ToDictionary(section => section.Name, StringComparer.Ordinal);

    private static readonly Dictionary<Type, PlanSection> ByContent = All.ToDictionary(section => section.Content);

    public static PlanSection Of<TContent>()
        where TContent : PlanPartContent => Of(typeof(TContent));

    /// <summary>The section whose parts say such content.</summary>
    public static PlanSection Of(Type content) => ByContent[content];

    /// <summary>The section of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static PlanSection Named(string name) => ByName[name];

    public static string TypeOf(string section) => ByName.TryGetValue(section, out var known) ? known.Type : section;
}
