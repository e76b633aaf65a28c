namespace Marketing.Api.Contract.OpenApi;

/// <summary>The tags of the document, in the order of the documentation.</summary>
internal static class Tags
{
    public static IReadOnlyList<(string Name, string Description)> All { get; } =
    [
        ("Plans", "Marketing work plans: cover, narrative, status and the whole plan as one document."),
        ("Lifecycle", "Steps of a plan and its revisions: submit, review, approve, activate, revise."),
        ("Approvals", "Decisions that people are asked for, with one inbox over all plans."),
        ("Delegations", "Who decides for whom, on which days."),
        ("Budgets", "Budgets and their lines: planning, approval, freezes and sums."),
        ("Ledger", "Commitments, actuals, transfers and reserve draws, in a ledger that only grows."),
        ("Campaigns", "Campaigns and events in the market, of a plan or of none: what runs where, for whom and when."),
        ("FiscalPeriods", "Months and quarters, which are closed for bookings and opened again."),
        ("Results", "Daily results of campaigns with their history, the figures that follow from them, and reports."),
        ("Observations", "Values of metrics with their history, and how far they attain the objectives of plans."),
        ("Parts", "The parts of a plan in every section, as one typed resource: a union on `section`."),
        ("Objectives", "The objectives of a plan and how they are measured."),
        ("WorkPackages", "Work packages with subtasks, actions, owners, deadlines and required resources."),
        ("Phases", "The phases of a plan and their time windows."),
        ("Milestones", "The milestones of a plan and their dates."),
        ("Resources", "The people, material and money that a plan relies on."),
        ("Schedule", "The dates that follow from a plan's deadlines, windows and frequencies, and the recorded events they count from."),
        ("Tasks", "The tasks of all plans in force, and additional ones, with owners and due dates."),
        ("TaskReports", "Steps of a task: start, progress, complete, block. They never change the content of a plan."),
        ("Knowledge", "What people have learned: lessons, reviews of phases, and changes of strategy with their evidence."),
        ("Risks", "Risk registers: risks of plans and across plans, with their treatments and triggers."),
        ("RiskRatings", "Ratings of risks, the matrices that they are made with, and heat maps."),
        ("RiskAlerts", "Alerts of risks: acknowledged, put off, decided. A stop-loss point blocks spending until the decision."),
        ("Occurrences", "The days of what recurs, such as meetings, reports and drills: due, held, skipped or missed."),
        ("Calendar", "The dates of all plans, what recurs, and the decisions that are due."),
        ("Tables", "Flat tables over the content of all plans, for BI tools and spreadsheets: JSON pages or one CSV stream."),
        ("Parties", "Departments, teams, positions and people that plans name as responsible."),
        ("Partners", "External partners: KOL, media, agencies and distributors."),
        ("Channels", "Owned, earned and paid channels to customers."),
        ("Segments", "Customer segments that plans address and measure."),
        ("Metrics", "Metrics for targets and results, with unit, direction and the way values add up."),
        ("Workspaces", "Brands or business units, isolated from each other, and their settings."),
        ("Members", "The people of a workspace and their roles."),
        ("ApiKeys", "Credentials of machines."),
        ("Me", "The caller."),
        ("Audit", "Who changed what and when, with old and new values."),
        ("Changes", "Every change of the workspace in commit order, without gaps."),
        ("Labels", "Names of enumeration values in three languages."),
        ("Webhooks", "Changes delivered to your endpoints, signed as Standard Webhooks 1.0.0 requires."),
    ];
}
