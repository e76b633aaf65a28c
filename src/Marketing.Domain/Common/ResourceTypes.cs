namespace Marketing.Domain.Common;

/// <summary>Names of resource types in the audit trail and the change feed. Each plan section adds the type of its parts.</summary>
public static class ResourceTypes
{
    public const string Anchor = "anchor";
    public const string ApiKey = "apiKey";
    public const string Approval = "approval";
    public const string Budget = "budget";
    public const string BudgetAudit = "budgetAudit";
    public const string BudgetCategory = "budgetCategory";
    public const string BudgetLine = "budgetLine";
    public const string BudgetTransfer = "budgetTransfer";
    public const string CalendarFeed = "calendarFeed";
    public const string Campaign = "campaign";
    public const string Channel = "channel";
    public const string Commitment = "commitment";
    public const string ContentAsset = "contentAsset";
    public const string Delegation = "delegation";
    public const string ContingencyPlan = "contingencyPlan";
    public const string Drill = "drill";
    public const string Incident = "incident";
    public const string Dimension = "dimension";
    public const string LedgerEntry = "ledgerEntry";
    public const string FiscalMonth = "fiscalMonth";
    public const string KnowledgeItem = "knowledgeItem";
    public const string Member = "member";
    public const string LoyaltyProgramme = "loyaltyProgramme";
    public const string Metric = "metric";
    public const string ObservationBatch = "observationBatch";
    public const string Occurrence = "occurrence";
    public const string Offer = "offer";
    public const string Partner = "partner";
    public const string Party = "party";
    public const string Plan = "plan";
    public const string ResultBatch = "resultBatch";
    public const string Risk = "risk";
    public const string RiskAcceptance = "riskAcceptance";
    public const string RiskAlert = "riskAlert";
    public const string RiskAssessment = "riskAssessment";
    public const string RiskMatrix = "riskMatrix";
    public const string RiskRating = "riskRating";
    public const string RiskTreatment = "riskTreatment";
    public const string RiskTrigger = "riskTrigger";
    public const string RateSet = "rateSet";
    public const string Segment = "segment";
    public const string SyncSystem = "syncSystem";
    public const string Task = "task";
    public const string Webhook = "webhook";
    public const string Workspace = "workspace";
}
