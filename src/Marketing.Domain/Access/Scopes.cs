namespace Marketing.Domain.Access;

/// <summary>Permissions of a credential, as <c>resource:verb</c>. Each operation lists the scopes it requires.</summary>
public static class Scopes
{
    public const string PlansRead = "plans:read";
    public const string PlansWrite = "plans:write";
    public const string PlansReview = "plans:review";
    public const string PlansApprove = "plans:approve";
    public const string PlansCountersign = "plans:countersign";
    public const string BudgetsRead = "budgets:read";
    public const string BudgetsWrite = "budgets:write";
    public const string BudgetsApprove = "budgets:approve";
    public const string BudgetsOverride = "budgets:override";
    public const string LedgerWrite = "ledger:write";
    public const string FiscalWrite = "fiscal:write";
    public const string CampaignsRead = "campaigns:read";
    public const string CampaignsWrite = "campaigns:write";
    public const string ResultsWrite = "results:write";
    public const string RisksRead = "risks:read";
    public const string RisksWrite = "risks:write";
    public const string RisksApprove = "risks:approve";
    public const string TasksReport = "tasks:report";
    public const string CataloguesWrite = "catalogues:write";
    public const string ContactsRead = "contacts:read";
    public const string AuditRead = "audit:read";
    public const string FeedsRead = "feeds:read";
    public const string WebhooksManage = "webhooks:manage";
    public const string Admin = "admin";

    private static readonly string[] Reading = [PlansRead, BudgetsRead, CampaignsRead, RisksRead];

    /// <summary>All scopes and their descriptions, in the order of the documentation.</summary>
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        [PlansRead] = "Read plans, their content and the catalogues.",
        [PlansWrite] = "Create, change, import and delete plans.",
        [PlansReview] = "Review a submitted plan (persons only).",
        [PlansApprove] = "Approve a reviewed plan (persons only).",
        [PlansCountersign] = "Countersign a reviewed plan for finance or legal, or a campaign for legal (persons only).",
        [BudgetsRead] = "Read budgets and ledgers.",
        [BudgetsWrite] = "Create and change budgets.",
        [BudgetsApprove] = "Approve budgets, transfers and reserve draws (persons only).",
        [BudgetsOverride] = "Overspend a line with a recorded reason (persons only).",
        [LedgerWrite] = "Post commitments and actuals.",
        [FiscalWrite] = "Manage fiscal periods and exchange rates.",
        [CampaignsRead] = "Read campaigns and results.",
        [CampaignsWrite] = "Create, change and sync campaigns.",
        [ResultsWrite] = "Report results and observations.",
        [RisksRead] = "Read risk registers.",
        [RisksWrite] = "Create and change risks.",
        [RisksApprove] = "Approve the acceptance of risks (persons only).",
        [TasksReport] = "Report progress of tasks without editing the plan.",
        [CataloguesWrite] = "Create, change, merge and delete catalogue entries.",
        [ContactsRead] = "See contact data of parties, which are personal.",
        [AuditRead] = "Read the audit trail.",
        [FeedsRead] = "Follow the change feed.",
        [WebhooksManage] = "Manage webhook endpoints.",
        [Admin] = "Manage the workspace: settings, members, API keys.",
    };

    /// <summary>Scopes reserved for people. API keys cannot have them.</summary>
    public static readonly IReadOnlyList<string> PersonsOnly =
    [
        PlansReview,
        PlansApprove,
        PlansCountersign,
        BudgetsApprove,
        BudgetsOverride,
        RisksApprove,
    ];

    /// <summary>Returns the scopes of a role.</summary>
    public static IReadOnlyList<string> Of(Role role) =>
        role switch
        {
            Role.Viewer => Reading,
            Role.Planner => [.. Reading, PlansWrite, CampaignsWrite, RisksWrite, ResultsWrite, TasksReport, CataloguesWrite, ContactsRead],
            Role.Reviewer => [.. Reading, PlansReview, TasksReport],
            Role.Approver => [.. Reading, PlansApprove, BudgetsApprove, RisksApprove, TasksReport],
            Role.Finance => [.. Reading, PlansCountersign, FiscalWrite, TasksReport],
            Role.Legal => [.. Reading, PlansCountersign, TasksReport],
            Role.BudgetManager => [.. Reading, BudgetsWrite, LedgerWrite, FiscalWrite, CataloguesWrite, FeedsRead],
            Role.Contributor => [.. Reading, TasksReport, ResultsWrite],
            Role.Analyst => [.. Reading, FeedsRead],
            Role.Auditor => [.. Reading, AuditRead, FeedsRead],
            Role.Administrator => [.. All.Keys],
            _ => [],
        };
}

/// <summary>Roles of a member. A member can have several.</summary>
public enum Role
{
    /// <summary>Reads everything except the audit trail.</summary>
    Viewer,

    /// <summary>Writes plans, campaigns, risks and catalogues.</summary>
    Planner,

    /// <summary>Reviews submitted plans.</summary>
    Reviewer,

    /// <summary>Approves plans and money.</summary>
    Approver,

    /// <summary>Countersigns plans for the finance department.</summary>
    Finance,

    /// <summary>Countersigns plans for the legal department.</summary>
    Legal,

    /// <summary>Manages budgets and posts to the ledger.</summary>
    BudgetManager,

    /// <summary>Reports progress and results.</summary>
    Contributor,

    /// <summary>Reads data and follows the change feed.</summary>
    Analyst,

    /// <summary>Reads the audit trail.</summary>
    Auditor,

    /// <summary>Has full access, including the management of members and keys.</summary>
    Administrator,
}
